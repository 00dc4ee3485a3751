"""Plain language: what the packs find, with its place and its fix, and what they leave alone."""

import re
from pathlib import Path
from typing import get_args

import base
import pytest

from builder.checks import readability, wording
from builder.checks.rule import Finding
from builder.content import MomentContent
from builder.model.profile import WordingPack
from builder.problem import Edits
from builder.wording import Pack, read_pack
from builder.wording.plan import plans

PACKS = get_args(WordingPack)
FOLDER = Path(wording.__file__).parent.parent / "wording" / "packs"
RULES = {rule.code: rule for rule in (*wording.RULES, *readability.RULES)}
HARMLESS = (
    (Path(__file__).parent / "harmless.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
)


def found(content: MomentContent) -> list[Finding]:
    return sorted(finding for rule in RULES.values() for finding in rule.findings(content))


def in_page(text: str, name: str = "welcome.md") -> list[Finding]:
    _, content = base.read({name: f"# Hej\n\n{text}\n"})
    return found(content)


def in_form(text: str) -> list[Finding]:
    """Find in a form whose one question is written as `text` in YAML."""
    form = base.FORM.replace('"Känner du oro?"', text)
    return found(base.read({"forms/enkat.yaml": form})[1])


def mended(source: str, finding: Finding) -> str:
    """Return one file's text with a finding's fix in it."""
    lines = source.split("\n")
    assert isinstance(finding.fix, Edits)
    for edit in finding.fix.edits:
        line = lines[edit.span.line - 1]
        lines[edit.span.line - 1] = (
            line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
        )
    return "\n".join(lines)


def test_there_are_many_harmless_sentences() -> None:
    assert len(HARMLESS) >= 60


@pytest.mark.parametrize("sentence", HARMLESS)
def test_a_harmless_sentence_gives_nothing(sentence: str) -> None:
    assert [(one.code, str(one.message)) for one in in_page(sentence)] == []


@pytest.mark.parametrize(
    ("text", "code", "mended_text"),
    [
        ("Öppnar 2026-05-15.", "WRD001", "Öppnar 15 maj 2026."),
        ("Öppnar 2026-05-05, kl. 9.", "WRD001", "Öppnar 5 maj 2026, kl. 9."),
        ("Den 15.5.2026 eller senare.", "WRD001", "Den 15 maj 2026 eller senare."),
        ("Den 15/5 2026.", "WRD001", "Den 15 maj 2026."),
        ("Svara 1/12-2026!", "WRD001", "Svara 1 december 2026!"),
        ("Den 15:e maj 2026.", "WRD001", "Den 15 maj 2026."),
        ("Den 15 sept. 2026.", "WRD001", "Den 15 september 2026."),
        ("Kom kl 9.", "WRD002", "Kom kl. 9."),
        ("Kl 9.30 äter vi.", "WRD002", "Kl. 9.30 äter vi."),
        ("Kom kl.9.30.", "WRD002", "Kom kl. 9.30."),
        ("Kom kl. 09:30.", "WRD002", "Kom kl. 09.30."),
        ("Kom kl 9:00, inte senare.", "WRD002", "Kom kl. 9.00, inte senare."),
        ("Kom klockan 9:30.", "WRD002", "Kom klockan 9.30."),
        ("T ex en promenad.", "WRD003", "Till exempel en promenad."),
        ("Rör dig, t ex ute.", "WRD003", "Rör dig, till exempel ute."),
        ("Rör dig (tex. ute).", "WRD003", "Rör dig (till exempel ute)."),
        ("Rör dig, t.ex ute.", "WRD003", "Rör dig, till exempel ute."),
        ("Bl.a. Kalmar är med.", "WRD003", "Bland annat Kalmar är med."),
        ("Ta kläder, skor osv. Packa lätt.", "WRD003", "Ta kläder, skor och så vidare. Packa lätt."),
        ("Ta kläder osv. och skor.", "WRD003", "Ta kläder och så vidare och skor."),
        ("Ta kläder m.m.", "WRD003", "Ta kläder med mera."),
        ("Ta kläder, skor mm.", "WRD003", "Ta kläder, skor med mera."),
        ("Trött pga sömnbrist.", "WRD003", "Trött på grund av sömnbrist."),
        ("Vila ca 20 minuter.", "WRD003", "Vila cirka 20 minuter."),
        ("Har du haft Covid-19?", "WRD004", "Har du haft covid-19?"),
        ("COVID-19 smittar.", "WRD004", "Covid-19 smittar."),
        ("Lev gott med Diabetes.", "WRD004", "Lev gott med diabetes."),
        ("Sök på internet.", "WRD006", "Sök på nätet."),
        ("Logga in med e-leg.", "WRD006", "Logga in med e-legitimation."),
        ("Gå till www.1177.se.", "WRD006", "Gå till 1177.se."),
        ("Gå till [www.1177.se](https://www.1177.se).", "WRD006", "Gå till [1177.se](https://www.1177.se)."),
    ],
)  # fmt: skip
def test_what_is_certain_is_mended(text: str, code: str, mended_text: str) -> None:
    (finding,) = in_page(text)
    assert finding.code == code
    assert mended(f"# Hej\n\n{text}\n", finding) == f"# Hej\n\n{mended_text}\n"
    assert in_page(mended_text) == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Vi har stängt den 15 maj.", "WRD001", "15 maj"),
        ("Stängt 24 december och 1 januari.", "WRD001", "24 december"),
        ("Kom fredag 15/5.", "WRD001", "fredag 15/5"),
        ("Vila i 20 min.", "WRD003", "20 min"),
        ("Du får ev. en ny tid.", "WRD003", "ev."),
        ("När ni har anmält er får ni en kallelse.", "WRD005", "ni"),
        ("Brukaren ska lämna ett prov.", "WRD005", "Brukaren ska"),
        ("Här ska man vila.", None, ""),
        ("Man ska vila ofta.", "WRD005", "Man ska"),
        ("Läs mer om internet.", "WRD006", "internet"),
        ("Du kanske sover.", "WRD007", "kanske"),
        ("Dessvärre har vi stängt.", "WRD007", "Dessvärre"),
        ("Läkaren ringer när han/hon kan.", "WRD008", "han/hon"),
        ("Berätta om din anamnes.", "WRD009", "anamnes"),
        ("Berätta om Hypertonin.", "WRD009", "Hypertonin"),
    ],
)
def test_what_is_told_without_a_fix(text: str, code: str | None, words: str) -> None:
    findings = in_page(text)
    assert [one.code for one in findings][:1] == ([code] if code else [])
    for finding in findings[:1]:
        span = finding.span
        assert text[span.column - 1 : span.end_column - 1] == words
        assert finding.fix is None


def test_no_date_is_made_of_what_is_none() -> None:
    assert in_page("Ärende 2026-13-10, 2026-05-40 och 32.5.2026.") == []


def test_a_month_and_a_year_that_a_later_date_gives_too() -> None:
    assert in_page("Stängt 24–26 december och 1 januari 2027.") == []
    assert [one.code for one in in_page("Stängt 24 december. Öppet 2 januari 2027.")] == ["WRD001"]


def test_words_over_two_lines_and_with_marks_are_found_and_not_mended() -> None:
    (two_lines,) = in_page("Rör dig, t\nex ute.")
    assert (two_lines.code, two_lines.fix) == ("WRD003", None)
    assert (two_lines.span.line, two_lines.span.end_line) == (3, 4)
    (marked,) = in_page("Rör dig, **t** ex ute.")
    assert (marked.code, marked.fix, marked.span.column) == ("WRD003", None, 12)


def test_a_hard_space_is_a_space() -> None:
    (finding,) = in_page("Kom kl\u00a09.")
    assert (finding.code, str(finding.message)) == ("WRD002", "“kl\u00a09” is written “kl. 9”")


def test_code_and_addresses_are_left_alone() -> None:
    assert in_page("Skriv `t ex` så. Se <https://internet.example/t-ex>.\n\n    kl 9\n") == []


def test_staff_read_about_patients() -> None:
    assert in_page("Patienten ska ringa. Ni får kanske svar.", "staff.md") != []
    assert in_page("Patienten ska ringa. Ni ringer tillbaka.", "staff.md") == []
    assert in_page("Fråga om anamnes.", "staff.md") == []


def test_the_same_words_are_told_once_in_a_passage() -> None:
    assert len(in_page("Man ska vila. Man ska sova.")) == 1
    assert len(in_page("Man ska vila.\n\nMan ska sova.")) == 2


def test_a_hard_word_is_told_once_in_a_file_and_not_where_it_is_explained() -> None:
    assert len(in_page("Om hypertoni.\n\nMer om hypertoni.")) == 1
    assert in_page("Om hypertoni.\n\nHypertoni betyder högt blodtryck.") == []
    assert in_page("Du kan ha hypertoni (högt tryck).") == []
    assert in_page("Du kan ha högt tryck (hypertoni).") == []
    assert in_page("Det kallas hypertoni.") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('"Rör du dig, t.ex. ute?"', "WRD003"),
        ('"Vaknar du kl 6?"', "WRD002"),
        ("'Har du haft Covid-19?'", "WRD004"),
        ('"Borde du sova?"', "WRD007"),
    ],
)
def test_a_question_is_read_where_it_stands(text: str, code: str) -> None:
    (finding,) = in_form(text)
    assert finding.code == code
    assert finding.span.path.endswith("forms/enkat.yaml")
    if finding.fix:
        source = base.FORM.replace('"Känner du oro?"', text)
        form = mended(source, finding)
        assert found(base.read({"forms/enkat.yaml": form})[1]) == []


def test_t_ex_may_stand_in_a_text_but_not_in_an_answer() -> None:
    choices = "choices: [{value: a, text: T.ex. ute}, {value: b, text: Kanske}]"
    form = base.FORM.replace(
        'type: yes-no, text: "Känner du oro?"', f"type: dropdown, text: Var?, {choices}"
    )
    (finding,) = found(base.read({"forms/enkat.yaml": form})[1])
    assert (finding.code, str(finding.message)) == ("WRD003", "“T.ex.” is written “Till exempel”")


def test_a_whole_value_is_left_to_its_author() -> None:
    form = base.FORM.replace(
        'type: yes-no, text: "Känner du oro?"',
        'type: dropdown, text: När?, choices: [{value: a, text: "9:00"}, {value: b, text: "10:00"}]',
    )
    findings = found(base.read({"forms/enkat.yaml": form})[1])
    assert [(one.code, one.fix) for one in findings] == [("WRD002", None), ("WRD002", None)]


def test_days_in_keys_are_no_texts() -> None:
    assert found(base.read()[1]) == []


def test_captions_are_read_too() -> None:
    cues = "WEBVTT\n\n00:01.000 --> 00:02.000\nTyvärr.\n\n00:03.000 --> 00:04.000\nkl 9\n"
    told = [
        (one.code, one.span.line, one.span.column)
        for one in found(base.read({"media/rum.sv.vtt": cues})[1])
    ]
    assert told == [("WRD007", 4, 1), ("WRD002", 7, 1)]


def test_a_moment_in_another_language_is_left_alone() -> None:
    page = {"welcome.md": "# Hello\n\nCall at 9:00 on 2026-05-15, t ex on the internet.\n"}
    settings = base.SETTINGS.replace("language: sv", "language: en")
    assert found(base.read({**page, "moment.yaml": settings})[1]) == []
    assert len(found(base.read(page)[1])) == 4


def test_no_pack_no_findings() -> None:
    profile = re.sub(r"wording:\n(  - .*\n)+", "", base.PROFILE)
    changes = {"content/profile.yaml": profile, "welcome.md": "# Hej\n\nTyvärr kl 9.\n"}
    assert found(base.read(changes)[1]) == []
    one = {**changes, "content/profile.yaml": f"{profile}wording: [1177-direkt]\n"}
    assert [finding.code for finding in found(base.read(one)[1])] == ["WRD007"]


def test_a_shared_form_is_read_with_the_library() -> None:
    form = base.FORM.replace("Känner du oro?", "Sover du kl 9?") + "owner: prov\n"
    library, _ = base.read({"content/forms/delad.yaml": form})
    findings = [one for rule in wording.RULES for one in rule.findings(library)]
    assert [one.code for one in findings] == ["WRD002"]
    english = form.replace("Sover du kl 9?", "How do you sleep at kl 9 and on the internet?")
    library, _ = base.read({"content/forms/delad.yaml": english})
    assert [one for rule in wording.RULES for one in rule.findings(library)] == []


LONG = " ".join(["ord"] * 36)


def test_a_long_sentence_is_told_where_it_stands() -> None:
    (finding,) = in_page(f"Kort. {LONG.capitalize()}. Kort igen.")
    assert (finding.code, finding.span.column, finding.span.end_column) == ("WRD010", 7, 151)
    assert in_page(f"Kort. {LONG[4:].capitalize()}. Kort igen.") == []


def test_a_long_paragraph_is_told_and_a_long_list_is_not() -> None:
    sentence = "Du sover gott i natt. "
    (finding,) = in_page(sentence * 25)
    assert (finding.code, finding.span.line) == ("WRD011", 3)
    assert in_page(sentence * 24) == []
    assert in_page("Du – hon – vi – de – jag. " * 20) == []
    assert in_page(f"- {sentence}\n" * 40) == []


HARD = "Regelbundenhet underlättar återhämtningen under behandlingsperioden. " * 12


def test_a_step_that_is_hard_to_read_is_told_at_its_heading() -> None:
    module = f"# A {{#a}}\n\n## B {{#b}}\n\nKort.\n\n## C {{#c}}\n\n### D {{#d}}\n\n{HARD}\nMan vilar gott.\n"
    _, content = base.read({"modules/start.md": module})
    (finding,) = found(content)
    assert (finding.code, finding.span.line) == ("WRD012", 9)
    message = str(finding.message)
    assert message.startswith("LIX is 80, and more than 45 is hard to read.")
    assert "“Regelbundenhet underlättar återhämtningen under behandlingsperioden.”" in message
    assert message.endswith("behandlingsperioden, regelbundenhet, återhämtningen, underlättar")


def test_a_short_step_has_no_lix() -> None:
    assert in_page(HARD[: len(HARD) // 4]) == []


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_is_what_it_says(name: str) -> None:
    pack = read_pack(name)
    assert pack.name == name
    assert pack.sources
    assert {one.code for one in pack.guidelines} <= set(RULES)
    assert bool(pack.limits) != bool(pack.guidelines)


def test_the_profile_knows_every_pack() -> None:
    assert sorted(PACKS) == sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize(
    "entry",
    [
        {"words": ["a"]},
        {"words": ["a"], "write": "b", "why": "c"},
        {"words": ["a"], "pattern": r"\d", "write": "b"},
        {"write": "b"},
        {"pattern": "a", "write": "b"},
    ],
)
def test_an_entry_says_what_to_look_for_and_what_to_say(entry: dict[str, object]) -> None:
    guideline = {"code": "WRD003", "entries": [entry]}
    pack = {
        "name": "a",
        "language": "sv",
        "title": "A",
        "sources": ["A"],
        "guidelines": [guideline],
    }
    with pytest.raises(ValueError, match=r"entry|pattern"):
        Pack.model_validate(pack)


def test_plans_are_by_language() -> None:
    assert set(plans(PACKS)) == {"sv"}
    assert plans(()) == {}
