"""`moment test`: examples that hold or not and why, and answers around every cut-off."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import base
import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from rich.cells import cell_len
from ruamel.yaml import YAML
from test_cli import CASES, put_library

from builder.cli import app
from builder.content import read_library
from builder.forms import prove
from builder.model import Form
from builder.report.answers import short
from builder.terminal import run
from builder.tree import Tree

ROOT = Path(__file__).parent.parent
FORM = f"{base.MOMENT}/forms/enkat.yaml"
ENKAT = """\
id: enkat
title: Besvär i vardagen
type: single
one-set-of-answers: true
rights: {holder: Provenheten, licence: CC0-1.0}
pages:
  - id: sida
    title: Sidan
    questions:
      - id: vardag
        type: matrix
        text: Hur har vardagen varit?
        rows:
          - {id: somn, text: Sömnen}
          - {id: mat, text: Maten}
        choices:
          - {value: bra, text: "Bra | som vanligt", score: 0}
          - {value: daligt, text: Dåligt, score: 3}
      - {id: ont, type: scale, text: "Hur ont har du?", min: 0, max: 10, min-text: Inget, max-text: Mycket}
      - id: hjalp
        type: yes-no
        text: Vill du ha hjälp?
        yes-score: 2.5
        no-score: 0
        when: {question: ont, at-least: 5}
      - id: med
        type: multiple-choice
        text: Med vad?
        when: {question: hjalp, is: yes}
        choices:
          - {value: mat, text: Handla}
          - {value: stad, text: Städa}
      - {id: timmar, type: number, text: "Hur många timmar sov du?", min: 0, max: 12, step: 0.5, unit: timmar}
scores:
  - id: summa
    title: Summa besvär
    method: sum
    of: [vardag, ont, hjalp]
    missing: {policy: leave-out, at-most: 2}
    visible-to: [staff]
    bands:
      - {id: lag, from: 0, to: 6, text: Små besvär}
      - {id: hog, from: 6.5, to: 18.5, text: Stora besvär}
flags:
  - {id: stora, when: {score: summa, at-least: 10}, to: staff, priority: high, text: Stora besvär i vardagen, who-acts: Någon, how: Ringer}
  - {id: vaken, when: {question: timmar, less-than: 3.5}, to: resident, priority: normal, text: Du sover för lite}
"""
HOLDS = """\
examples:
  - id: bra
    title: Den som mår bra
    answers: {vardag: {somn: bra, mat: bra}, ont: 0, timmar: 7.5}
    expect: {hidden: [hjalp], scores: {summa: 0}, bands: {summa: lag}, flags: []}
"""
FAILS = """\
examples:
  - id: fel-summa
    title: Den som har ont
    answers: {vardag: {somn: daligt}, ont: 7, hjalp: yes, timmar: 2}
    expect:
      scores: {summa: 12}
      bands: {summa: lag}
      flags: [stora]
  - id: fel-fraga
    title: Den som inte har ont
    answers: {vardag: {somn: daligt, mat: bra}, ont: 4, timmar: 7.25}
    expect:
      shown: [hjalp]
      scores: {summa: none}
"""


@dataclass(frozen=True, slots=True)
class Done:
    """What one run of the program gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run `moment test` in this process, in a library's folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")  # `run` sets it too; so it is put back
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)

    def call(*arguments: str | Path, lang: str = "en", width: int = 80) -> Done:
        for name in ("COLUMNS", "TERMINAL_WIDTH"):
            monkeypatch.setenv(name, str(width))
        capsys.readouterr()
        status = run(app, "moment", ["--lang", lang, "test", *map(str, arguments)])
        given = capsys.readouterr()
        assert "Traceback" not in given.out + given.err
        assert "MOMENT_DEBUG" not in given.err
        return Done(status, given.out, given.err)

    return call


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str], Path]:
    """Write the small library with some examples in its form."""
    return lambda examples: base.put(tmp_path, {"forms/enkat.yaml": ENKAT + examples})


def test_what_holds_is_named_and_counted(moment: Run, put: Callable[[str], Path]) -> None:
    put(HOLDS)
    done = moment()
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "Besvär i vardagen\n"
        f"{FORM}\n"
        "  ✓ Den som mår bra\n"
        "  ! No example shows the band “Stora besvär”, the flag “Stora besvär i\n"
        "    vardagen”, the flag “Du sover för lite”\n"
        "\n"
        "1 form, 1 example: all hold.\n"
        "With an example that holds: bands 1 of 2, flags 0 of 2.\n"
    )


def test_what_fails_is_shown_with_what_each_answer_gave(
    moment: Run, put: Callable[[str], Path]
) -> None:
    put(FAILS)
    done = moment()
    assert (done.status, done.err) == (1, "")
    assert done.out == (
        "Besvär i vardagen\n"
        f"{FORM}\n"
        "  ✗ Den som har ont  line 48\n"
        "    “Summa besvär” should be 12, but is 12.5\n"
        "    “Summa besvär” should be “Små besvär”, but is “Stora besvär”\n"
        "    The flag “Du sover för lite” is raised, but should not be\n"
        "\n"
        "    Summa besvär             Answer          Points\n"
        "    Hur har vardagen varit?\n"
        "    · Sömnen                 Dåligt               3\n"
        "    · Maten                  no answer            –\n"
        "    Hur ont har du?          7                    7\n"
        "    Vill du ha hjälp?        Yes                2.5\n"
        "    Sum                      3 of 4 counted    12.5\n"
        "\n"
        "    Questions without an answer are left out. If more than 2 answers are\n"
        "    missing, no score is given.\n"
        "\n"
        "    What it depends on        Answer\n"
        "    Hur många timmar sov du?  2 timmar\n"
        "\n"
        "  ✗ Den som inte har ont  line 55\n"
        "    The answers cannot be given: “Hur många timmar sov du?”: 7.25 lies between\n"
        "    two steps: they are 0.5 apart, from 0\n"
        "    “Vill du ha hjälp?” should be shown, but is not\n"
        "    “Summa besvär” should be no value, but is 7\n"
        "\n"
        "    Summa besvär             Answer             Points\n"
        "    Hur har vardagen varit?\n"
        "    · Sömnen                 Dåligt                  3\n"
        "    · Maten                  Bra | som vanligt       0\n"
        "    Hur ont har du?          4                       4\n"
        "    Vill du ha hjälp?        not shown               –\n"
        "    Sum                      3 of 4 counted          7\n"
        "\n"
        "    Questions without an answer are left out. If more than 2 answers are\n"
        "    missing, no score is given.\n"
        "\n"
        "    What it depends on  Answer\n"
        "    Hur ont har du?     4\n"
        "\n"
        "  ! No example shows the band “Små besvär”, the band “Stora besvär”, the flag\n"
        "    “Stora besvär i vardagen”, the flag “Du sover för lite”\n"
        "\n"
        "1 form, 2 examples: 2 do not hold.\n"
        "With an example that holds: bands 0 of 2, flags 0 of 2.\n"
    )


def test_a_wrong_answer_is_said_to_be_wrong(moment: Run, put: Callable[[str], Path]) -> None:
    put(
        "examples:\n"
        "  - {id: a, title: A, answers: {ont: 11}, expect: {invalid: [ont], scores: {summa: 0}}}\n"
    )
    assert "Hur ont har du?          wrong answer" in moment().out


def test_a_name_that_is_not_there_fails_and_is_all_that_is_said(
    moment: Run, put: Callable[[str], Path]
) -> None:
    put("examples:\n  - {id: a, title: A, answers: {onnt: 1}, expect: {scores: {sum: none}}}\n")
    done = moment()
    assert done.status == 1
    assert (
        "  ✗ A  line 48\n"
        "    The form has no question “onnt”; did you mean “ont”?\n"
        "    The form has no score “sum”; did you mean “summa”?\n"
    ) in done.out
    assert "Points" not in done.out
    (example,) = json.loads(moment("-f", "json").out)["forms"][0]["examples"]
    assert [one["at"] for one in example["differences"]] == ["answers/onnt", "expect/scores/sum"]


def test_forms_without_examples_are_named(moment: Run, put: Callable[[str], Path]) -> None:
    put("")
    done = moment()
    assert (done.status, done.err) == (0, "")
    assert f"Forms without examples\n  ! Besvär i vardagen  {FORM}\n" in done.out
    assert "1 form without examples: nothing was tried.\n" in done.out
    assert "hold." not in done.out


def test_nothing_to_try_is_said(moment: Run, put: Callable[[str], Path]) -> None:
    put(HOLDS)
    done = moment(f"{base.MOMENT}/modules")
    assert (done.status, done.out) == (0, "There are no forms here: nothing was tried.\n")


def test_a_form_without_cut_offs_gives_no_examples(moment: Run, tmp_path: Path) -> None:
    base.put(tmp_path)
    done = moment("--boundaries", "-f", "yaml")
    assert (done.status, done.out) == (0, "")
    assert done.err == "There are no cut-offs to make answers around.\n"


def test_forms_that_cannot_be_read_are_named(
    moment: Run, put: Callable[[str], Path], tmp_path: Path
) -> None:
    put(HOLDS)
    name = f"{base.MOMENT}/forms/trasig å.yaml"
    (tmp_path / name).write_text("id: trasig\ntitel: x\n")
    done = moment(width=120)
    assert (done.status, done.err) == (1, "")
    assert (
        "Forms that cannot be read\n"
        f"  ✗ {name}  4 findings\n"
        f"    moment check '{name}' shows what is wrong\n"
    ) in done.out
    assert "1 form, 1 example: all hold.\n1 form cannot be read.\n" in done.out
    assert run(app, "moment", ["check", name]) == 1
    assert json.loads(moment("-f", "json").out)["unread"] == [{"path": name, "findings": 4}]
    done = moment("--boundaries", "-f", "yaml")
    assert (done.status, done.err) == (1, f"{name} cannot be read: moment check says why\n")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_hard_libraries_never_fall_over(moment: Run, tmp_path: Path, case: str, lang: str) -> None:
    root = put_library(tmp_path / "x", case)
    for form in ("text", "markdown", "json"):
        for more in ([], ["--boundaries"]):
            done = moment(root, "--format", form, *more, lang=lang)
            assert done.status in {0, 1}
            assert done.err == ""


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """A library with forms of three moments and of its own."""
    root = base.put(tmp_path, {"forms/enkat.yaml": ENKAT + HOLDS})
    files = {
        "content/forms/gemensam.yaml": base.FORM.replace("id: enkat", "id: delad"),
        "content/moments/prov/annat/forms/enkat.yaml": base.FORM,
        "content/moments/prov/annat/moment.yaml": "trasig: [",
        "content/moments/stor/ett/forms/ett.yaml": base.FORM.replace("id: enkat", "id: ett"),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (".", 4),
        ("content", 4),
        ("content/forms", 1),
        ("content/moments", 3),
        ("content/moments/prov", 2),
        ("content/moments/stor", 1),
        (base.MOMENT, 1),
        (f"{base.MOMENT}/forms", 1),
        (FORM, 1),
        (f"{base.MOMENT}/modules", 0),
        ("prov/annat", 1),
        ("enkat", 2),
        ("delad", 1),
        ("gemensam", 1),
        ("ett", 1),
    ],
)
def test_only_what_is_asked_for_is_tested(
    moment: Run, several: Path, asked: str, number: int
) -> None:
    for more in ([], ["--boundaries"]):
        done = moment(asked, "-f", "json", *more)
        assert (done.status, done.err) == (0, "")
        forms = json.loads(done.out)["forms"]
        assert len(forms) == number
        assert all((several / one["path"]).is_file() for one in forms)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gemensamt"], "there is no form “gemensamt”; did you mean “gemensam”?"),
        (["xyz"], "there is no form “xyz”; a moment is written publisher/id"),
        (["annat"], "there is no form “annat”; the moment is written prov/annat"),
        (["prov/saknas"], "no file or folder “prov/saknas”"),
        (["Å"], "no file or folder “Å”"),
        ([f"{base.MOMENT}/moment.yaml"], "is no form: forms are YAML files"),
        (["--format", "yaml"], "it goes with --boundaries"),
    ],
)
def test_wrong_use_is_2_and_one_line(
    moment: Run, several: Path, arguments: list[str], words: str
) -> None:
    done = moment(*arguments)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert done.err.count("\n") == 1


def test_outside_a_library_it_could_not_be_done(moment: Run) -> None:
    for arguments in ([], ["enkat"]):
        assert (moment(*arguments).status, moment(*arguments).out) == (3, "")


def test_the_languages_and_the_help(moment: Run, put: Callable[[str], Path]) -> None:
    put(HOLDS)
    assert "\n1 formulär, 1 ex" in moment(lang="sv").out
    done = moment("--help")
    assert (done.status, done.err) == (0, "")
    assert " Example: moment test content/moments/norrvik/battre-somn " in done.out
    assert " Example: moment test somnbesvar --boundaries " in done.out


@pytest.mark.parametrize(
    ("words", "completed"), [("test cont", "_files"), ("test --format y", "yaml")]
)
def test_paths_and_formats_are_completed(words: str, completed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "builder"],
        env={
            **os.environ,
            "_MOMENT_COMPLETE": "complete_zsh",
            "_TYPER_COMPLETE_ARGS": f"moment {words}",
        },
        capture_output=True,
        check=True,
    )
    assert completed in done.stdout.decode()


def test_nothing_is_wider_than_the_window_or_steers_it(moment: Run, tmp_path: Path) -> None:
    title = "En mycket lång rubrik på ett exempel som någon har skrivit för länge sedan"
    text = ENKAT.replace("Hur ont har du?", f"Hur ont {'har du ' * 30}\\e[31m?")
    examples = FAILS.replace("Den som har ont", title)
    base.put(tmp_path, {"forms/enkat.yaml": text + examples})
    for width in (60, 80, 120):
        for more in ([], ["--boundaries"]):
            out = moment(*more, width=width).out
            lines = [line for line in out.splitlines() if line != FORM]
            assert max(map(cell_len, lines)) <= width
            assert not any(line != line.rstrip() for line in lines)
            assert "\x1b" not in out
            assert "▯[31m" in out or "…" in out


def test_colours_can_be_switched_off(
    moment: Run, put: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(FAILS)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31m✗" in moment().out
    assert "\x1b[1;33m▸" in moment("--boundaries").out
    for more in ([], ["--boundaries"]):
        assert "\x1b" not in moment("--no-color", *more).out


def read_markdown(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of block and the texts in it."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for n, token in enumerate(tokens):
        if token.type == "inline":
            kind = tokens[n - 1].type.removesuffix("_open")
            yield kind, [one.content for one in token.children or () if one.content]


def test_markdown_says_the_same(moment: Run, put: Callable[[str], Path]) -> None:
    put(FAILS)
    done = moment("-f", "markdown")
    assert done.status == 1
    blocks = list(read_markdown(done.out))
    assert blocks[0] == ("heading", ["Besvär i vardagen"])
    assert ("paragraph", ["✗ Den som har ont (line 48)"]) in blocks
    assert ("paragraph", ["“Summa besvär” should be 12, but is 12.5"]) in blocks
    assert ("td", ["Bra | som vanligt"]) in blocks
    assert ("td", ["12.5"]) in blocks
    assert [texts for kind, texts in blocks if kind == "th"][:3] == [
        ["Summa besvär"],
        ["Answer"],
        ["Points"],
    ]
    assert "<td" not in done.out


def _errors(name: str, value: Any) -> list[str]:
    text = (ROOT / f"schemas/{name}.schema.json").read_text(encoding="utf-8")
    return [error.message for error in Draft202012Validator(json.loads(text)).iter_errors(value)]


@pytest.mark.parametrize("examples", ["", HOLDS, FAILS])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_json_conforms(moment: Run, put: Callable[[str], Path], examples: str, lang: str) -> None:
    root = put(examples)
    (root / base.MOMENT / "forms/trasig.yaml").write_text("[")
    proof = json.loads(moment("-f", "json", lang=lang).out)
    assert _errors("proof", proof) == []
    assert proof["holds"] is False
    boundaries = json.loads(moment("--boundaries", "-f", "json", lang=lang).out)
    assert _errors("boundaries", boundaries) == []
    assert len(boundaries["forms"][0]["cut-offs"]) == 4


def test_json_of_the_content_conforms(moment: Run) -> None:
    for form, more in (("proof", []), ("boundaries", ["--boundaries"])):
        done = moment(ROOT, "-f", "json", *more)
        assert (done.status, _errors(form, json.loads(done.out))) == (0, [])


def test_json_tells_what_was_counted(moment: Run, put: Callable[[str], Path]) -> None:
    put(FAILS)
    (form,) = json.loads(moment("-f", "json").out)["forms"]
    first = form["examples"][0]
    assert first["line"] == 48
    assert first["holds"] is False
    assert first["differences"][0] == {
        "at": "expect/scores/summa",
        "expected": "12",
        "got": "12.5",
        "message": "“summa” should be 12, but is 12.5",
    }
    assert first["counted"]["summa"][1:3] == [
        {"question": "vardag", "row": "mat", "answer": None, "points": None},
        {"question": "ont", "row": None, "answer": "7", "points": "7"},
    ]
    assert {"flag": "stora", "proved": False} in form["flags"]


def test_boundaries_stand_side_by_side(moment: Run, put: Callable[[str], Path]) -> None:
    put("")
    done = moment("--boundaries", width=120)
    assert (done.status, done.err) == (0, "")
    titles = re.findall(r"^The cut-off .*$", done.out, re.MULTILINE)
    assert titles == [
        "The cut-off 6.5 of “Summa besvär”",
        "The cut-off 10 of “Summa besvär”",
        "The cut-off 5 of “Hur ont har du?”",
        "The cut-off 3.5 of “Hur många timmar sov du?”",
    ]
    # nobody can get 6.5
    assert re.search(r"\n  Sum +6 +7\n  Level +Små besvär +▸ Stora besvär\n", done.out)
    assert re.search(r"\n  Flag: Stora besvär i vardagen +– +▸ raised +raised\n", done.out)
    assert re.search(
        r"\n  Answers that differ:\n  Hur har vardagen varit\?\n  · Sömnen +Bra", done.out
    )
    assert "In all of them: Hur har vardagen varit? · Sömnen – Dåligt; Hur" in done.out
    assert re.search(r"\n  Answer +4 +5 +6\n", done.out)
    assert re.search(r"\n  Vill du ha hjälp\? +not shown +▸ shown, no answer +s", done.out)
    assert re.search(r"\n  Flag: Du sover för lite +raised +▸ – +–\n", done.out)


def test_boundaries_in_markdown_are_the_same_tables(
    moment: Run, put: Callable[[str], Path]
) -> None:
    put("")
    blocks = list(read_markdown(moment("--boundaries", "-f", "markdown").out))
    assert ("heading", ["The cut-off 6.5 of “Summa besvär”"]) in blocks
    assert ("td", ["▸ Stora besvär"]) in blocks
    heads = [texts for kind, texts in blocks if kind == "th"]
    assert heads[:3] == [["Sum"], ["6"], ["7"]]


def test_forms_without_cut_offs_and_cut_offs_without_answers_are_named(
    moment: Run, tmp_path: Path
) -> None:
    text = ENKAT.replace("of: [vardag, ont, hjalp]", "of: [vardag, ont, saknas]")
    base.put(tmp_path, {"forms/enkat.yaml": text})
    (tmp_path / "content/forms").mkdir()
    (tmp_path / "content/forms/delad.yaml").write_text(base.FORM)
    done = moment("--boundaries", width=120)
    assert done.status == 0
    assert "Forms without cut-offs\n  Enkät  content/forms/delad.yaml\n" in done.out
    assert "! “Summa besvär” has cut-offs, but no answers around them were found" in done.out
    (shared, form) = json.loads(moment("--boundaries", "-f", "json").out)["forms"]
    assert (shared["unreached"], form["unreached"]) == ([], ["summa"])


def paste(text: str, made: str) -> str:
    """Paste examples into a form, as its author would."""
    head, below = made.split("examples:\n")
    assert all(line.startswith("#") for line in head.splitlines())
    if "\nexamples:\n" in text:
        assert "already" in head
        return text.rstrip("\n") + "\n" + below
    return text + "examples:\n" + below


def read_form(text: str) -> Form:
    tree = Tree.of({"content/forms/prov.yaml": text.encode()})
    library = read_library(tree)
    assert not any(library.problems.values())
    return library.forms["content/forms/prov.yaml"]


@pytest.mark.parametrize("examples", ["", HOLDS])
def test_what_is_pasted_is_valid_and_holds(
    moment: Run, put: Callable[[str], Path], examples: str
) -> None:
    root = put(examples)
    made = moment("--boundaries", "-f", "yaml").out
    (root / FORM).write_text(paste(ENKAT + examples, made))
    done = moment()
    assert (done.status, done.err) == (0, "")
    number = len(read_form((root / FORM).read_text()).examples)
    assert number >= 11
    assert f"1 form, {number} examples: all hold.\n" in done.out
    assert "bands 2 of 2, flags 2 of 2" in done.out
    again = moment("--boundaries", "-f", "yaml").out
    assert done.status == 0
    (root / FORM).write_text(paste((root / FORM).read_text(), again))
    assert moment().status == 0, "ids are free also when they are made twice"
    codes = {one["code"] for one in findings_of(root)}
    assert not {code for code in codes if code.startswith(("STR", "IDN", "FRM"))}


def findings_of(root: Path) -> list[dict[str, Any]]:
    from builder.report.plain import findings_json
    from builder.survey import survey

    result = survey(root, base.DAY, cache=False)
    found: list[dict[str, Any]] = findings_json(result.findings, 1, "en")["findings"]
    return found


def _content_forms() -> list[Path]:
    return sorted((ROOT / "content").rglob("forms/*.yaml"))


@pytest.mark.parametrize("path", _content_forms(), ids=lambda path: path.stem)
def test_what_is_made_of_the_content_holds_there(moment: Run, path: Path) -> None:
    made = moment(path, "--boundaries", "-f", "yaml").out
    text = path.read_text(encoding="utf-8")
    if not made:
        assert "somndagbok" in path.stem or "forsta-intrycket" in path.stem
        return
    pasted = paste(text, made)
    form = read_form(pasted)
    assert all(prove(form, example).holds for example in form.examples)
    assert len({one.id for one in form.examples}) == len(form.examples)
    assert len(form.examples) > len(read_form(text).examples)
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.yaml_constructors.pop("tag:yaml.org,2002:timestamp", None)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    assert _errors("form", yaml.load(pasted)) == []


def test_titles_are_in_the_language_of_the_form(moment: Run, put: Callable[[str], Path]) -> None:
    root = put("")
    settings = root / base.MOMENT / "moment.yaml"
    settings.write_text(settings.read_text().replace("language: sv", "language: en"))
    for lang in ("sv", "en"):
        made = moment("--boundaries", "-f", "yaml", lang=lang).out
        assert 'title: "“Hur ont har du?” is 4, just below the cut-off 5"' in made


def test_a_text_is_cut_between_words() -> None:
    assert short("  Hur \n mår du? ") == "Hur mår du?"
    assert short("ord " * 20) == f"{'ord ' * 14}ord…"
    assert short("o" * 70) == f"{'o' * 59}…"
    assert len(short("å" * 61)) == 60


def test_many_moments_are_read_in_several_processes(moment: Run, tmp_path: Path) -> None:
    root = base.put(tmp_path, {"forms/enkat.yaml": ENKAT + FAILS})
    for n in range(30):
        name = FORM.replace("prov/prov", f"prov/prov-{n}")
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(ENKAT + HOLDS)
    done = moment()
    assert done.status == 1
    assert "31 forms, 32 examples: 2 do not hold.\n" in done.out
    assert moment("--boundaries", "-f", "json").status == 0
