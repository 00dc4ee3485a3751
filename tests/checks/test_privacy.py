"""PRV: numbers and addresses that point out a person, and all the digits that do not."""

import datetime as dt

import base
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.checks import privacy
from builder.content import Sources
from builder.problem import Span
from builder.tree import Tree

TOLVAN = "19121212-1212"
"""The best known invented Swede."""


def found(changes: dict[str, str | bytes | None]) -> list[tuple[str, str, int, int, int]]:
    return [
        (
            finding.code,
            finding.span.path.removeprefix(f"{base.MOMENT}/"),
            finding.span.line,
            finding.span.column,
            finding.span.end_column,
        )
        for finding in base.findings(changes)
        if finding.code.startswith("PRV")
    ]


def codes(text: str) -> list[str]:
    return [code for code, *_ in found({"welcome.md": f"# Välkommen\n\n{text}\n"})]


def stands(code: str, text: str, value: str) -> list[tuple[str, str, int, int, int]]:
    """Return the one finding that is expected in a text."""
    column = text.index(value) + 1
    return [(code, "welcome.md", 3, column, column + len(value))]


def check_digit(nine: str) -> int:
    doubled = [int(digit) * (2 - n % 2) for n, digit in enumerate(nine)]
    return -sum(one // 10 + one % 10 for one in doubled) % 10


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw a personal or coordination number: century, date and serial with check digit."""
    day = draw(st.dates(dt.date(1850, 1, 1), dt.date(2026, 11, 22)))
    written = f"{day.day + draw(st.sampled_from((0, 60))):02}"
    six = f"{day.year % 100:02}{day.month:02}{written}"
    three = f"{draw(st.integers(1, 999)):03}"
    return f"{day.year // 100}", six, f"{three}{check_digit(six + three)}"


def reads_as_telephone(six: str, mark: str) -> bool:
    """Tell whether ten bare digits are more likely the number of a mobile telephone."""
    return not mark and six.startswith("070") and int(six[4:]) > 60


def found_in(text: str) -> list[tuple[int, int]]:
    """Return where personal numbers are found in one line."""
    sources = Sources(Tree.of({}), texts={"a.md": text})
    spans = [problem.at for problem in privacy.personal_number.check(sources)]
    return [(span.column, span.end_column) for span in spans if isinstance(span, Span)]


@given(numbers(), st.booleans(), st.sampled_from(("-", "+", "", " ", " - ", "\u2011")))
@example(("20", "000229", "1235"), False, "-")
def test_every_personal_number_in_a_text_is_found_at_its_place(
    number: tuple[str, str, str], century: bool, mark: str
) -> None:
    year, six, four = number
    if not century and reads_as_telephone(six, mark):
        return
    written = f"{year if century else ''}{six}{mark}{four}"
    for text in (f"Ditt nummer är {written}.", f"*{written}*, sa hon", f"({written})"):
        column = text.index(written) + 1
        assert found_in(text) == [(column, column + len(written))]


@given(st.from_regex(r"[0-9]{10}", fullmatch=True), st.integers(1, 9))
def test_ten_digits_with_a_wrong_check_digit_are_no_personal_number(ten: str, off: int) -> None:
    wrong = f"{ten[:9]}{(check_digit(ten[:9]) + off) % 10}"
    for written in (wrong, f"{wrong[:6]}-{wrong[6:]}", f"19{wrong[:6]}-{wrong[6:]}"):
        assert found_in(f"Numret är {written}.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"Ditt nummer är {TOLVAN}.", TOLVAN),
        (f"_{TOLVAN}_", TOLVAN),
        (f"pnr:{TOLVAN}", TOLVAN),
        ("1912-12-12-1212 är påhittat", "1912-12-12-1212"),
        ("121212 1212", "121212 1212"),
        ("19121212\u00a01212", "19121212\u00a01212"),
        ("Född 121212−1212", "121212−1212"),
        ("Rum 5, 1212121212", "1212121212"),
        ("0701231235 är född 2007", "0701231235"),
    ],
)
def test_ways_of_writing_a_personal_number(text: str, value: str) -> None:
    assert found({"welcome.md": f"# Välkommen\n\n{text}\n"}) == stands("PRV001", text, value)


@pytest.mark.parametrize(
    "text",
    [
        "121312-1215",  # there is no such month
        "120230-1216",  # there is no such day
        "1212920009",  # nor with 60 taken away
        "121212-0008",  # serials begin with 001
        "SE121212-1212",
        "SE2321000016-1212",
        "a1212121212",
        "12121212123",
        "121212-12123",
        "3-121212-1212",
        "121212-1212-3",
        "1212121212.5",
        "+1212121212",
        "08 121212 1212",
        "121212 1212 12",
        "2026-05-15 1530",
        "17121212-1212",
        "ISBN 1212121212",
        "ISBN: 978-1212121212",
        "[Råd](https://x.example/1212121212)",
        "www.x.example/121212-1212",
        "212000-0142",  # an organisation number
    ],
)
def test_digits_that_are_nobodys(text: str) -> None:
    assert codes(text) == []


def test_a_personal_number_is_found_in_every_file() -> None:
    changes: dict[str, str | bytes | None] = {
        "content/profile.yaml": f"# {TOLVAN}\n{base.PROFILE}",
        "content/publishers/prov.yaml": base.PUBLISHER + f"# {TOLVAN}\n",
        "content/forms/delad.yaml": base.FORM + f"owner: prov # {TOLVAN}\n",
        "moment.yaml": base.SETTINGS + f"# {TOLVAN}\n",
        "forms/enkat.yaml": base.FORM.replace("Känner du oro?", f"Är du {TOLVAN}?"),
        "media/a.vtt": f"WEBVTT\n\n00:00.000 --> 00:01.000\nHej {TOLVAN}\n",
        "staff.md": f"# Till dig\n\nText.\n\n> {TOLVAN}\n",
        "changes/a.md": f"# Nytt\n\n`{TOLVAN}`\n",
        "README.md": f"Ring {TOLVAN} om bilderna.\n",
        "utkast/minnen.txt": f"Å {TOLVAN}\n".encode("latin-1"),
        "content/README.md": f"{TOLVAN}\n",
        "content/moments/prov/lista.yaml": f"- {TOLVAN}\n",
    }
    assert sorted(path for _, path, *_ in found(changes)) == sorted(changes)


def test_a_file_that_cannot_be_read_as_yaml_is_searched_too() -> None:
    assert [code for code, *_ in found({"forms/enkat.yaml": f"id: [{TOLVAN}\n"})] == ["PRV001"]


def test_a_message_does_not_repeat_the_number() -> None:
    texts = [f"# A\n\n{TOLVAN}, 070-174 06 05, 121272-1219 och sovbattre.norrvik@gmail.com\n"]
    for text in texts:
        for finding in base.findings({"welcome.md": text}):
            shown = [finding.message.in_language(language) for language in ("sv", "en")]
            assert not any(part in one for one in shown for part in ("1212", "174", "norrvik@"))


def test_a_name_with_a_personal_number_is_one_finding() -> None:
    """Renaming the file mends what points at it, so only the name is told."""
    name = f"{TOLVAN}.png"
    changes: dict[str, str | bytes | None] = {
        f"media/{name}": base.picture(),
        "media/media.yaml": base.MEDIA_LIST
        + f"  - {{id: a, file: {name}, rights: {{holder: A, licence: B}}}}\n",
        "welcome.md": f"# Hej\n\n![Ett rum.](media/{name})\n",
    }
    assert found(changes) == [("PRV001", f"media/{name}", 1, 1, 1)]


def test_a_folder_with_a_personal_number_is_told_once() -> None:
    text = "# A\n\nB.\n"
    changes = {f"modules/{TOLVAN}/a.md": text, f"modules/{TOLVAN}/b.md": text}
    assert found(dict(changes)) == [("PRV001", f"modules/{TOLVAN}", 1, 1, 1)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ring 070-174 06 05.", "070-174 06 05"),
        ("Ring 0701740605", "0701740605"),
        ("Ring 072–123 45 67", "072–123 45 67"),
        ("Ring 073/1234567", "073/1234567"),
        ("Ring +46 70 174 06 05", "+46 70 174 06 05"),
        ("Ring +46(0)76-123 45 67", "+46(0)76-123 45 67"),
        ("Ring 0046701740605", "0046701740605"),
        ("Ring 079 - 123 45 67", "079 - 123 45 67"),
    ],
)
def test_the_number_of_a_mobile_telephone(text: str, value: str) -> None:
    assert found({"welcome.md": f"# Välkommen\n\n{text}\n"}) == stands("PRV002", text, value)


@pytest.mark.parametrize(
    "text",
    [
        "Ring telefonnummer 1177, 112, 113 13 eller 114 14.",
        "Ring 08-465 004 05 eller 0771-11 77 11.",
        "Ring +46 8 465 004 05.",
        "070-174 06",
        "070-174 06 055",
        "2026-07-01 23 45 67 89",
        "https://x.example/0701740605",
    ],
)
def test_numbers_that_are_no_mobile_telephones(text: str) -> None:
    assert codes(text) == []


def test_a_link_to_a_telephone_is_one_number() -> None:
    assert codes("[070-174 06 05](tel:+46701740605)") == ["PRV002"]
    assert codes("070-174 06 05 och 070-174 06 06") == ["PRV002"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("somnenheten.norrvik@gmail.com", 1),
        ("Somnenheten.Norrvik@Hotmail.SE", 1),
        ("<somnenheten.norrvik@live.se>", 1),
        ("[somn@telia.com](mailto:somn@telia.com)", 1),
        ("maja.pahittad@norrvik.example", 1),
        ("maja-lisa.pahittad-ek@norrvik.example.", 1),
        ("[Maja](mailto:maja.m.pahittad2@norrvik.example)", 1),
        ("somn@norrvik.example", 0),
        ("maja@norrvik.example", 0),
        ("vardcentralen.norr@norrvik.example", 0),
        ("norr.vårdcentral@norrvik.example", 0),
        ("samordnare.somn@norrvik.example", 0),
        ("kontakt.oss@norrvik.example", 0),
        ("avdelning.12@norrvik.example", 0),
        ("somn@gmail.example", 0),
        ("somn@gmail.com.norrvik.example", 0),
    ],
)
def test_an_address_in_what_residents_read(text: str, expected: int) -> None:
    assert codes(f"Skriv till {text}") == ["PRV003"] * expected


def test_a_persons_address_at_work_is_for_staff() -> None:
    text = "# Till dig\n\nFråga maja.pahittad@norrvik.example eller somn@gmail.com.\n"
    assert found({"staff.md": text}) == [("PRV003", "staff.md", 3, 43, 57)]
    contact = base.SETTINGS.replace("samordnare@prov.example", "maja.pahittad@prov.example")
    assert found({"moment.yaml": contact}) == []
    at_home = base.SETTINGS.replace("samordnare@prov.example", "samordnare@gmail.com")
    assert [code for code, *_ in found({"moment.yaml": at_home})] == ["PRV003"]


def test_a_persons_address_in_a_question_is_found_at_its_place() -> None:
    form = base.FORM.replace("Känner du oro?", "Skriv till maja.pahittad@prov.example?")
    column = form.split("\n")[9].index("maja") + 1
    assert found({"forms/enkat.yaml": form}) == [
        ("PRV003", "forms/enkat.yaml", 10, column, column + len("maja.pahittad@prov.example"))
    ]


def test_long_lines_take_no_time() -> None:
    """A page of 200 kB that is one word, or all digits, at signs and hyphens."""
    for part in ("a", "1", "1-", "a@", "+46", "070 ", "a.", "1@a.", "19121212-"):
        text = "@" + part * (200_000 // len(part))
        for rule in privacy.RULES:
            assert list(rule.check(Sources(Tree.of({}), texts={"a.md": text}))) == []
