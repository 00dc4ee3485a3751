"""Every text exists in Swedish and English, and can be told."""

import ast
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from builder.checks import ALL_RULES
from builder.checks.page import RulePage
from builder.message import choose_language, tell, tell_number, translate

BUILDER = Path(__file__).parent.parent / "builder"
KEYWORDS = {"tell": (1,), "tell_number": (1, 2), "mark": (1,)}


@cache
def _written() -> set[str | tuple[str, ...]]:
    """Return every text that is told, and every paragraph of the rules' pages."""
    methods = [("checks/**.py", "rule_pages:texts"), ("**.py", "python")]
    return {text for _, _, text, _, _ in extract_from_dir(BUILDER, methods, {}, keywords=KEYWORDS)}


@pytest.fixture(scope="module")
def swedish() -> Catalog:
    with (BUILDER / "locale/sv/LC_MESSAGES/builder.po").open("rb") as file:
        return read_po(file, locale="sv")


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@cache
def _prose() -> set[str]:
    return {text for rule in ALL_RULES for text in RulePage.read(rule.manual).prose}


def test_the_pages_of_all_rules_are_among_the_texts() -> None:
    assert _prose() <= _written()


def test_a_page_gives_its_reason_after_the_same_word(swedish: Catalog) -> None:
    reasons = {RulePage.read(rule.manual).reason for rule in ALL_RULES}
    for message in swedish:
        if message.id in reasons:
            assert message.string.startswith("Varför: "), message.id


def test_every_text_has_its_swedish(swedish: Catalog) -> None:
    known = {message.id for message in swedish if message.id and all(_texts(message))}
    assert sorted(map(str, _written() - known)) == []


def test_no_text_hides_where_it_is_not_gathered(swedish: Catalog) -> None:
    """Babel does not look into f-strings."""
    known = {text for message in swedish for text in _ids(message)}
    calls = (
        (path.name, node.lineno, node.args[0].value)
        for path in BUILDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"tell", "tell_number", "mark"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    )
    assert [call for call in calls if call[2] not in known] == []


def _ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def test_no_swedish_is_left_over(swedish: Catalog) -> None:
    assert (
        sorted(
            str(message.id) for message in swedish if message.id and message.id not in _written()
        )
        == []
    )


def _texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def _meant(text: str) -> set[str]:
    """Return the fields of a text; what a pack says in each language is one of them."""
    return {field.removesuffix("_sv").removesuffix("_en") for field in _fields(text)}


def test_every_text_can_be_formatted_with_the_values_of_the_english(swedish: Catalog) -> None:
    for message in swedish:
        if message.id in _prose():
            continue  # told as it is
        if message.id and "{command_path}" not in message.id and "{name!r}" not in message.id:
            english = message.id if isinstance(message.id, tuple) else (message.id,)
            if "[default: {}]" in english:
                continue
            for text, own in zip(_texts(message), english, strict=True):
                assert _meant(text) - {"n"} == _meant(own) - {"n"}, text
                text.format_map(dict.fromkeys(_fields(text), "x"))


def test_the_compiled_texts_are_those_of_the_source(swedish: Catalog) -> None:
    for message in swedish:
        if message.id and isinstance(message.id, str):
            assert translate(message.id, "sv") == message.string


def test_a_message_is_told_in_either_language() -> None:
    message = tell("there is no file “{target}”", target="a.md")
    assert (message.in_language("en"), message.in_language("sv")) == (
        "there is no file “a.md”",
        "det finns ingen fil ”a.md”",
    )
    assert str(message) == message.in_language("en")


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (1, "1 moment kontrollerat: inga anmärkningar."),
        (2, "2 moment kontrollerade: inga anmärkningar."),
    ],
)
def test_numbers_have_their_own_forms(n: int, expected: str) -> None:
    message = tell_number(
        "{n} moment checked: nothing to remark.", "{n} moments checked: nothing to remark.", n
    )
    assert message.in_language("sv") == expected


@pytest.mark.parametrize(
    ("environment", "option", "expected"),
    [
        ({}, None, "sv"),
        ({"LANG": "C.UTF-8"}, None, "sv"),
        ({"LANG": "en_GB.UTF-8"}, None, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "sv_SE.UTF-8"}, None, "sv"),
        ({"LANG": "sv_SE.UTF-8"}, "en", "en"),
    ],
)
def test_the_language_is_the_options_or_the_locales(
    environment: dict[str, str], option: str | None, expected: str
) -> None:
    assert choose_language(environment, option) == expected
