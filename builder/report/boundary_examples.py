"""Answers around cut-offs as examples in YAML, to be judged and pasted into their form."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from builder.exchange.yaml_form import write_on_one_line
from builder.forms import Boundary
from builder.forms.condition import leaves_of
from builder.message import mark, tell
from builder.model import Example, Form, exact
from builder.model.form import Expectation
from builder.model.scalars import NO_VALUE
from builder.report.answers import Answers
from builder.report.proven import Bordered
from builder.scalar import read_plain

_TITLES: Final = {
    -1: mark("“{name}” is {value}, just below the cut-off {cut}"),
    0: mark("“{name}” is {value}, right at the cut-off"),
    1: mark("“{name}” is {value}, just above the cut-off {cut}"),
}


def boundary_yaml(bordered: Sequence[Bordered], language: str) -> str:
    """Return the examples of some forms, each form's a YAML document of its own.

    The titles are in the form's language, the comments in `language`.
    """
    documents = ("\n".join(_document(one, language)) for one in bordered if one.boundaries)
    return "---\n".join(f"{text}\n" for text in documents)


def _document(bordered: Bordered, language: str) -> Iterator[str]:
    note = tell("answers made by moment test --boundaries: judge each before you paste it")
    yield f"# {bordered.path}"
    yield f"# {note.in_language(language)}"
    if bordered.form.examples:
        more = tell("the form has examples already: paste what stands below the next line")
        yield f"# {more.in_language(language)}"
    yield "examples:"
    for example in made_examples(bordered):
        yield from _written(example)


def _written(example: Example) -> Iterator[str]:
    yield f"  - {_key(example, 'id')}"
    yield f"    {_key(example, 'title')}"
    yield f"    {_key(example, 'answers')}"
    yield "    expect:"
    for name in Expectation.model_fields:
        if name in example.expect.model_fields_set:
            yield f"      {_key(example.expect, name)}"


def _key(part: Example | Expectation, name: str) -> str:
    """Return one key and its value on one line, without the braces around them."""
    return write_on_one_line(part, {name})[1:-1]


def made_examples(bordered: Bordered) -> Iterator[Example]:
    """Yield an example for each set of answers, with everything that they come to expected."""
    form, answers = bordered.form, Answers(bordered.form, bordered.language)
    taken = {example.id for example in form.examples}
    told: list[Mapping[str, object]] = []
    for one in bordered.boundaries:
        if one.answers in told:
            continue
        told.append(one.answers)
        name = _free(f"{one.name}-{_spelt(one.value)}", taken)
        taken.add(name)
        yield Example.model_validate(
            {
                "id": name,
                "title": _title(one, answers),
                "answers": dict(one.answers),
                "expect": _expected(form, one),
            }
        )


def _spelt(value: Decimal) -> str:
    """Return a number as a part of an id: 7.5 is `7-5`, -2 is `minus-2`."""
    return exact(value).replace("-", "minus-").replace(".", "-")


def _free(name: str, taken: set[str]) -> str:
    number = 1
    while (free := f"{name}-{number}" if number > 1 else name) in taken:
        number += 1
    return free


def _title(one: Boundary, answers: Answers) -> str:
    is_score = one.subject == "score"
    name = answers.score(one.name) if is_score else answers.question(one.name)
    value, cut = answers.voice.number(one.value), answers.voice.number(one.cut)
    side = (one.value > one.cut) - (one.value < one.cut)
    return answers.say(tell(_TITLES[side], name=name, value=value, cut=cut))


def _expected(form: Form, one: Boundary) -> dict[str, object]:
    """Return what the answers come to, by the keys of an expectation that say something."""
    outcome, following = one.outcome, [*_following(form, one)]
    scores = {
        name: _expected_value(value)
        for name, value in outcome.scores.items()
        if value is not None or one.subject == "score"
    }
    banded = [score.id for score in form.scores if score.bands and score.id in scores]
    expected: dict[str, object] = {
        "shown": [name for name in following if name in outcome.shown],
        "hidden": [name for name in following if name not in outcome.shown],
        "invalid": [*dict.fromkeys(fault.question for fault in outcome.faults)],
        "scores": scores,
        "bands": {name: outcome.bands[name] or NO_VALUE for name in banded},
    }
    flags = {"flags": outcome.flags} if form.flags else {}
    return {key: value for key, value in expected.items() if value} | flags


def _expected_value(value: Decimal | None) -> str:
    """Return the value of a score as YAML would hand it over."""
    return NO_VALUE if value is None else read_plain(exact(value))


def _following(form: Form, one: Boundary) -> Iterator[str]:
    """Yield the questions that are shown or not by what is cut off."""
    for _, question in form.walk():
        leaves = leaves_of((), question.when) if question.when else ()
        if any(one.name == getattr(leaf.condition, one.subject) for leaf in leaves):
            yield question.id
