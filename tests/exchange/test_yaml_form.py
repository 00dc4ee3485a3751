"""A form written as YAML is read back the same, whatever it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from there_and_back import FORM_FILES, form_of, read_form

from builder.exchange.yaml_form import write_form, write_on_one_line
from builder.model import Condition, Form
from builder.source import parse_yaml

AWKWARD = (
    "null", "~", "true", "no", "yes", "0o17", "0x1F", "1e5", ".5", "07", "-0", "1_000", "12:30", "2026-01-31",
    "2026-02-31", "- a", "a: b", "a #b", "#a", "[a", "{a", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "?", "? a",
    "'a'", '"a"', "a, b", "a\nb", "a\n\n  b", " a", "…", "‹fyll i›", "a\\b", "=", "<<", "123456789012345678.5",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), min_size=1),
).map(str.strip)
FORM = {"questions": [{"id": "a", "type": "yes-no", "text": "A?"}]}


def read(text):
    """Read a form that was written."""
    document = parse_yaml("form.yaml", text)
    assert document.problems == ()
    return Form.model_validate(document.data)


@given(
    texts.filter(lambda text: text.isprintable() or "\n" in text).filter(bool), texts.filter(bool)
)
def test_any_text(text, answer):
    form = form_of({
        "questions": [
            {"id": "a", "type": "text", "text": text, "help": text, "when": {"question": "a", "any-of": [answer, "1"]}},
            {"id": "b", "type": "dropdown", "text": "B?", "choices": [{"value": "1", "text": text}, {"value": "2", "text": "-"}]},
        ],
        "examples": [{"id": "x", "title": text, "answers": {"a": answer, "b": [answer]}, "expect": {"shown": []}}],
    })  # fmt: skip
    assert read(write_form(form)) == form


@pytest.mark.parametrize("file", FORM_FILES, ids=lambda file: file.stem)
def test_the_library_is_written_as_its_authors_did(file):
    form, text = read_form(file), file.read_text()
    schema = text.partition("$schema=")[2].partition("\n")[0]
    assert write_form(form, schema) == text


def test_a_condition_on_one_line():
    data = {"any": [{"question": "a", "is": "7.5"}, {"not": {"question": "b", "answered": True}}]}
    condition = Condition.model_validate(data, context="wire")
    line = "{any: [{question: a, is: 7.5}, {not: {question: b, answered: true}}]}"
    assert write_on_one_line(condition) == line
