"""`moment review` and `moment status` with real git and a real catalogue."""

import datetime as dt
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import base
import pytest
import reviews
import typer
from jsonschema import Draft202012Validator

from builder.cli.review import review
from builder.cli.status import status
from builder.publication import publish
from builder.terminal import run

SCHEMAS = Path(__file__).parents[2] / "schemas"
PLAIN = reviews.page("Ta 2 tabletter varje morgon. Vila sedan en stund.")
Moment = Callable[..., str]


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path, changes: dict[str, str]) -> None:
    base.put(root, {"modules/start.md": PLAIN, **changes})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "En ändring")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a library whose moment has been published as 1.0, and tagged `then`."""
    root = base.put(tmp_path / "library", {"modules/start.md": PLAIN})
    git(root.parent, "init", "-q", "-b", "main", str(root))
    (root / ".gitignore").write_text("published/\n.moment-cache/\n")
    commit(root, {})
    publish(root, root / "published", [], base.DAY)
    git(root, "tag", "then")
    return root


@pytest.fixture
def moment(root: Path, capsys: pytest.CaptureFixture[str]) -> Moment:
    """Return what runs a command in the library, and returns what it wrote."""
    app = typer.Typer()
    app.command("review")(review)
    app.command("status")(status)

    def command(name: str, *arguments: str, expect: int = 0) -> str:
        given = [name, "--root", str(root), "--today", "2026-11-22", "--lang", "en", *arguments]
        done = run(app, "moment", given)
        out = capsys.readouterr()
        assert done == expect, out.err
        return out.out

    return command


def held(name: str, text: str) -> dict[str, object]:
    value = json.loads(text)
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
    return value


DOSE = {"modules/start.md": PLAIN.replace("Ta 2", "Ta 3")}
NOTE = {"changes/dos.md": "# Dosen\n\nNi behöver inte göra något.\n"}


def test_nothing_waits(moment: Moment) -> None:
    assert "Nothing is waiting to be published" in moment("review")
    assert held("review", moment("review", "--format", "json"))["ready"]
    assert "Nothing is waiting" in moment("review", "then", "--format", "markdown")


def test_a_dose_waits_for_a_decision_and_a_note(root: Path, moment: Moment) -> None:
    commit(root, DOSE)
    value = held("review", moment("review", "then", "--format", "json"))
    (one,) = value["moments"]
    assert (one["level"], one["base-version"], one["version"]) == ("decide", "1.0", "2.0")
    assert not value["ready"]
    assert "REL001" in {finding["code"] for finding in one["findings"]}
    assert one["decide"]["yaml"][0] == "---"
    assert "moment new note prov/prov" in one["decide"]["where"]


def test_the_pasted_decision_makes_it_minor_and_ready(root: Path, moment: Moment) -> None:
    commit(root, DOSE)
    (one,) = held("review", moment("review", "--format", "json"))["moments"]
    lines = "\n".join(one["decide"]["yaml"])
    lines = lines.replace("‹fill in why it means the same›", "Rättat fel.")
    lines = lines.replace("‹fill in minor or major›", "minor")
    commit(root, {**DOSE, "changes/dos.md": f"{lines}\n{NOTE['changes/dos.md']}"})
    value = held("review", moment("review", "then", "--format", "json"))
    (one,) = value["moments"]
    assert (one["level"], one["version"], one["decide"]) == ("minor", "1.1", None)
    assert value["ready"]
    assert [change["decision-reason"] for change in one["changes"]] == ["Rättat fel."]
    publish(root, root / "published", [], base.DAY)
    assert held("review", moment("review", "--format", "json"))["moments"] == []


def test_what_was_there_at_the_base_is_told_apart(root: Path, moment: Moment) -> None:
    commit(root, DOSE | NOTE)
    git(root, "tag", "later")
    commit(root, DOSE | NOTE | {"welcome.md": "# Välkommen\n\nText. Ring 1177.\n"})
    (one,) = held("review", moment("review", "later", "--format", "json"))["moments"]
    assert {change["subject"]: change["earlier"] for change in one["changes"]} == {
        "module/start/step/ett": True,
        "welcome": False,
    }


@pytest.mark.parametrize(
    ("format_", "begins"),
    [
        ("markdown", "<!-- moment-review -->\n"),
        ("html", "<!doctype html>"),
        ("json", "{"),
        ("text", "Review: Prov"),
    ],
)
def test_a_file_holds_what_would_be_shown(
    root: Path, moment: Moment, tmp_path: Path, format_: str, begins: str
) -> None:
    commit(root, DOSE)
    path = tmp_path / "ut" / "granskning"
    assert moment("review", "then", "-f", format_, "--output", str(path)) == ""
    written = path.read_text(encoding="utf-8")
    assert written.startswith(begins)
    assert "\x1b[" not in written
    if format_ != "text":
        assert written == moment("review", "then", "-f", format_)


def test_an_unknown_base_is_refused(moment: Moment) -> None:
    assert moment("review", "ingenstans", expect=3) == ""


def test_status_puts_what_needs_work_first(root: Path, moment: Moment) -> None:
    other = base.SETTINGS.replace("id: prov", "id: annat").replace("2030-01-01", "2026-12-01")
    folder = "content/moments/prov/annat"
    page = {f"{folder}/welcome.md": "# Hej\n\nText.\n", f"{folder}/modules/start.md": PLAIN}
    settings = other[: other.index("  - file: modules/grund")]
    commit(root, {**page, f"{folder}/moment.yaml": settings})
    publish(root, root / "published", [], base.DAY)
    value = held("status", moment("status", "--format", "json"))
    assert [one["moment"] for one in value["moments"]] == ["prov/annat", "prov/prov"]
    assert (value["moments"][0]["soon"], value["moments"][0]["days-left"]) == (True, 9)
    commit(root, {**page, f"{folder}/moment.yaml": settings, **DOSE})
    value = held("status", moment("status", "--format", "json"))
    first, second = value["moments"]
    assert first["moment"] == "prov/prov"
    waiting = first["waiting"]
    assert (waiting["version"], waiting["undecided"], waiting["note-missing"]) == ("2.0", 1, True)
    assert second["waiting"] is None
    assert "2 moments: 1 waiting" in value["summary"]
    assert "a change note" in waiting["left"]
    text = moment("status", "--within", "5", "--format", "markdown")
    assert "(in 9 days)" not in text
    assert "| prov/prov |" in text
    assert "2 moments: 1 waiting" in moment("status")


def test_status_names_older_lines_and_late_reviews(root: Path, moment: Moment) -> None:
    day = dt.datetime.now(dt.UTC).date().isoformat()
    settings = base.SETTINGS.replace("2026-01-15", day)
    longer = {"modules/start.md": f"{PLAIN}\n## Två {{#tva}}\n\nVila.\n", "moment.yaml": settings}
    commit(root, longer | NOTE)
    publish(root, root / "published", [], base.DAY)
    late = ("--today", "2030-01-22")
    (one,) = held("status", moment("status", "--format", "json", *late))["moments"]
    assert (one["version"], one["lines"], one["overdue"], one["days-left"]) == (
        "2.0",
        ["1.0"],
        True,
        -21,
    )
    assert "(21 days late)" in moment("status", "--format", "markdown", *late).replace("\\", "")


def test_without_git_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base.put(tmp_path)
    app = typer.Typer()
    app.command("review")(review)
    assert run(app, "moment", ["--root", str(tmp_path), "--lang", "en"]) == 3
    assert "not in a git repository" in capsys.readouterr().err
