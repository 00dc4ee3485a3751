"""`moment fix` at the terminal: what it shows, what it asks, what it writes, how it ends."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import base
import pytest
from faulty import FAULTY
from mended import codes, files

from builder.cli import app
from builder.terminal import run

COLON = {"moment.yaml": base.SETTINGS.replace("title: Prov", "title: Prov: ett")}
BROKEN = {**COLON, "welcome.md": "# Välkommen\n\n<b>Text.</b>\n"}


@dataclass(frozen=True, slots=True)
class Done:
    """What one run of the program gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `moment`; `answer` is what somebody at a terminal answers."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)

    def call(*arguments: str | Path, lang: str = "en", answer: str | None = None) -> Done:
        stdin = io.StringIO(answer or "")
        stdin.isatty = lambda: answer is not None
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", stdin)
            if answer is not None:
                patch.setenv("FORCE_COLOR", "1")
                patch.setenv("TERM", "dumb")
            status = run(app, "moment", ["--lang", lang, *map(str, arguments)])
        given = capsys.readouterr()
        assert "Traceback" not in given.out + given.err
        return Done(status, given.out, given.err)

    return call


def test_a_clean_library_is_0(moment: Run, tmp_path: Path) -> None:
    root = base.put(tmp_path)
    done = moment("fix", root)
    assert done == Done(0, "There is nothing that can be mended with certainty.\n", "")


def test_without_a_terminal_it_only_shows(moment: Run, tmp_path: Path) -> None:
    root = base.put(tmp_path, COLON)
    before = files(root)
    for option in ((), ("--dry-run",), ("--diff",), ("--dry-run", "--yes")):
        done = moment("fix", root, *option)
        assert (done.status, done.err) == (1, "")
        assert '-title: Prov: ett\n+title: "Prov: ett"\n' in done.out
        assert done.out.endswith("Nothing is written. moment fix --yes writes it.\n")
    assert files(root) == before


@pytest.mark.parametrize(
    ("answer", "is_written"),
    [("y", True), ("JA", True), ("j", True), ("n", False), ("", False), ("yep", False)],
)
def test_at_a_terminal_it_asks(moment: Run, tmp_path: Path, answer: str, is_written: bool) -> None:
    root = base.put(tmp_path, COLON)
    done = moment("fix", root, answer=f"{answer}\n")
    assert "This mends 1 finding. Write it? [y/N]" in done.out
    assert (codes(root) == []) == is_written
    assert done.status == (0 if is_written else 1)


def test_yes_writes_and_a_second_run_changes_nothing(moment: Run, tmp_path: Path) -> None:
    root = base.put(tmp_path, COLON)
    done = moment("fix", root, "--yes")
    assert (done.status, done.out.splitlines()[-1]) == (0, "1 finding mended.")
    before = files(root)
    assert moment("fix", root, "-y").status == 0
    assert files(root) == before


def test_what_is_left_is_told(moment: Run, tmp_path: Path) -> None:
    root = base.put(tmp_path, BROKEN)
    done = moment("fix", root, "--yes")
    assert done.status == 1
    assert "1 finding mended." in done.out
    assert "finding is left for you" in done.out or "findings are left for you" in done.out
    assert f"  {base.MOMENT}/welcome.md:3  STR007  " in done.out


def test_much_that_is_left_is_counted(moment: Run, tmp_path: Path) -> None:
    root = base.put(tmp_path, {"welcome.md": "# Välkommen\n\n" + "Text <b>.\n\n" * 30})
    done = moment("fix", root)
    assert (done.status, done.err) == (1, "")
    assert done.out.count("STR007") == 12
    assert "  and 18 more: moment check shows them\n" in done.out


def test_select(moment: Run, tmp_path: Path) -> None:
    root = base.put(tmp_path, {**COLON, "modules/start.md": "# Start\n\nText.\n"})
    done = moment("fix", root, "--select", "STR", "--yes")
    assert done.status == 1
    assert "1 finding mended." in done.out
    assert "1 more can be mended, but was not asked for." in done.out
    assert codes(root) == ["IDN001"]
    assert moment("fix", root, "--select", "XYZ999").status == 2


def test_one_moment(moment: Run, tmp_path: Path) -> None:
    root = base.put(tmp_path, COLON)
    other = shutil.copytree(root / base.MOMENT, root / "content/moments/prov/annat")
    done = moment("fix", root / base.MOMENT / "media", "--yes")
    assert done.status == 0
    assert 'title: "Prov: ett"' in (root / base.MOMENT / "moment.yaml").read_text()
    assert "title: Prov: ett" in (other / "moment.yaml").read_text()


def test_names_and_media_are_shown(moment: Run, tmp_path: Path) -> None:
    root = base.put(
        tmp_path,
        {
            **FAULTY,
            "content/publishers/Prov.yaml": None,
            "content/publishers/prov.yaml": base.PUBLISHER,
        },
    )
    done = moment("fix", root)
    assert f"  {base.MOMENT}/media/Rum.PNG → rum.png, 2 references follow\n" in done.out
    assert f"  {base.MOMENT}/Changes → changes\n" in done.out
    assert f"  {base.MOMENT}/media/Stor Bild.jpg: " in done.out
    assert "made smaller" in done.out
    assert "--keep-originals" in done.err
    assert moment("fix", root, "--keep-originals", root / "content/x").status == 2
    assert moment("fix", root, "--keep-originals", tmp_path / "y", "--yes").status == 0
    assert (tmp_path / "y/moments/prov/prov/media/Stor Bild.jpg").is_file()


def test_json(moment: Run, tmp_path: Path) -> None:
    root = base.put(
        tmp_path,
        {
            **FAULTY,
            "content/publishers/Prov.yaml": None,
            "content/publishers/prov.yaml": base.PUBLISHER,
        },
    )
    shown = json.loads(moment("fix", root, "--format", "json", answer="y\n").out)
    done = moment("fix", root, "--format", "json", "--yes", lang="sv")
    written = json.loads(done.out)
    assert (shown["written"], written["written"], done.status) == (False, True, 0)
    assert shown["names"] == written["names"]
    assert [one["name"] for one in shown["names"] if one["references"] == 1] == ["ovning-1.md"]
    assert [one["work"] for one in shown["media"]] == ["shrink"]
    assert {one["new-path"] for one in shown["texts"]} >= {f"{base.MOMENT}/modules/ovning-1.md"}
    assert shown["left"] == []
    assert "STR010" in {one["code"] for one in shown["mended"]}


def test_somebody_else_at_work_is_3_and_one_line(moment: Run, tmp_path: Path) -> None:
    from filelock import FileLock

    root = base.put(tmp_path, COLON)
    (root / ".moment-cache").mkdir()
    with FileLock(root / ".moment-cache/fix.lock"):
        done = moment("fix", root, "--yes")
    assert done.status == 3
    assert done.err == "moment: somebody else is mending this library right now\n"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_help(moment: Run, lang: str) -> None:
    done = moment("fix", "--help", lang=lang)
    assert (done.status, done.err) == (0, "")
    assert "--keep-originals" in done.out


def test_no_library(moment: Run, tmp_path: Path) -> None:
    done = moment("fix", tmp_path)
    assert (done.status, done.err.count("\n")) == (3, 1)
