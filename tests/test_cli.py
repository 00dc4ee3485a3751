"""The publisher's commands: exit status, one line when it goes wrong, clean JSON, never a trace."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import base
import pytest

from builder.checks import ALL_RULES
from builder.cli import app
from builder.cli.options import lines_in
from builder.terminal import run
from builder.version import __version__

ROOT = Path(__file__).parent.parent
COMMANDS = (
    *(
        (),
        ("check",),
        ("new",),
        ("new", "moment"),
        ("new", "module"),
        ("new", "form"),
        ("preview",),
    ),
    *(("test",), ("export",), ("export", "form"), ("import",), ("import", "questionnaire")),
    *(("fix",), ("diff",), ("publish",), ("site",), ("rules",), ("schemas",)),
    *(("new", "note"), ("review",), ("approve",), ("approvals",), ("status",), ("levels",)),
    *(("init",), ("gate",), ("git-diff",)),
)
NOBODY = 65534


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
    """Run `moment` in this process, in English and 100 columns, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")  # `run` sets it too; so it is put back
    for name in ("COLUMNS", "TERMINAL_WIDTH"):
        monkeypatch.setenv(name, "100")
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)

    def call(*arguments: str | Path, lang: str = "en") -> Done:
        capsys.readouterr()
        status = run(app, "moment", ["--lang", lang, *map(str, arguments)])
        given = capsys.readouterr()
        assert "Traceback" not in given.out + given.err
        return Done(status, given.out, given.err)

    return call


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "En ändring")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small library, committed."""
    root = base.put(tmp_path / "bibliotek å")
    git(root, "init", "-q", "-b", "main", ".")
    (root / ".gitignore").write_text("published/\n.moment-cache/\n")
    commit(root)
    return root


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_command_has_help(moment: Run, command: tuple[str, ...], lang: str) -> None:
    for flag in ("--help", "-h"):
        done = moment(*command, flag, lang=lang)
        assert (done.status, done.err) == (0, "")
        assert ("Användning:" if lang == "sv" else "Usage:") in done.out
        assert "[bold]" not in done.out
        shown = {"sv": "Visa den här hjälpen", "en": "Show this message"}
        if command not in {(), ("new",), ("export",), ("import",)}:
            assert ("Exempel:" if lang == "sv" else "Example:") in done.out or "--check" in done.out
        assert shown[lang] in done.out


def test_version(moment: Run) -> None:
    assert moment("--version").out == f"{__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["check", "--unknown"],
        ["check", "a", "b"],
        ["check", "--format", "xml"],
        ["check", "--lang", "xx"],
        ["check", "--lang"],
        ["check", "--lang="],
        ["--lang", "de", "check"],
        ["--lang=de", "rules"],
        ["new", "moment"],
        ["new", "module", "x"],
        ["new", "form", "x", "y", "--type", "z"],
        ["new", "moment", "a/b", "--kind", "behandling"],
        ["new", "nothing"],
        ["preview", "--port", "99999"],
        ["preview", "--port", "x"],
        ["rules", "a", "b"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_2(moment: Run, arguments: list[str]) -> None:
    for lang in ("sv", "en"):
        done = moment(*arguments, lang=lang)
        assert (done.status, done.out) == (2, "")
        assert done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--lang", "de", "check"], "“de”"),
        (["check", "--lang=SV"], "“SV”"),
        (["check", "--today", "20261122"], "“20261122”"),
        (["fix", "--today", "2026-W10-1"], "“2026-W10-1”"),
        (["publish", "--today", "2026-13-01"], "“2026-13-01”"),
        (["check", "--today", "２０２６-05-15"], "“２０２６-05-15”"),
        (["check", "--select", "STR07"], "“STR07”"),
        (["fix", "--select", "XYZ999"], "“XYZ999”"),
        (["check", "--severity", "illa"], "“illa”"),
        (["fix", "--keep-originals", "content/x"], "content/x"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_what_an_option_cannot_take_is_2_and_one_line_of_ours(
    moment: Run, root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("MOMENT_DEBUG", "1")
    done = moment(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("moment: ")
    assert done.err.count("\n") == 1
    assert words in done.err
    assert "Invalid value" not in done.err


def test_only_the_publisher_whose_folder_is_given_is_checked(moment: Run, root: Path) -> None:
    shutil.copytree(root / base.MOMENT, root / "content/moments/prov/annat")
    (root / "content/moments/tom").mkdir()
    (root / "content/moments/stor/ett").mkdir(parents=True)
    for path, number in (
        ("content/moments/prov", 2),
        ("content/moments/tom", 0),
        ("content/moments", 3),
        ("content/publishers", 3),
    ):
        done = moment("check", root / path, "--format", "json")
        assert json.loads(done.out)["moments"] == number


def test_a_file_that_is_too_large_is_not_read_for_its_lines(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("å\n")
    (tmp_path / "b.md").write_bytes(b"a" * 1_000_000)
    lines = lines_in(tmp_path)
    assert lines("a.md") == ["å", ""]
    assert len(lines("b.md")) == 1
    os.truncate(tmp_path / "b.md", 1_000_001)
    assert lines("b.md") == ()


NO_LIBRARY = [
    ["check"],
    ["check", "nowhere"],
    ["diff"],
    ["publish"],
    ["site"],
    ["preview"],
    ["new", "moment", "prov/x"],
    ["new", "module", "prov/prov", "x"],
    ["new", "form", "prov/prov", "x"],
    ["rules", "XXX999"],
]


@pytest.mark.parametrize("arguments", NO_LIBRARY, ids=" ".join)
def test_what_could_not_be_done_is_3_and_one_line(moment: Run, arguments: list[str]) -> None:
    said = set()
    for lang in ("sv", "en"):
        done = moment(*arguments, lang=lang)
        assert (done.status, done.out) == (3, "")
        assert done.err.startswith("moment: ")
        assert done.err.count("\n") == 1
        assert "MOMENT_DEBUG" not in done.err
        said.add(done.err)
    assert len(said) == 2


REFUSED = [
    ["diff", "nowhere"],
    ["publish", "prov/annat"],
    ["publish", "../x"],
    ["new", "moment", "prov/prov"],
    ["new", "moment", "prov/Å"],
    ["new", "module", "prov/prov", "start"],
    ["new", "form", "prov/prov", "enkat"],
    ["site"],
]


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_refusals_in_a_library(moment: Run, root: Path, arguments: list[str]) -> None:
    done = moment(*arguments, "--root", root)
    assert (done.status, done.out) == (3, "")
    assert done.err.startswith("moment: ")
    assert done.err.count("\n") == 1
    assert "MOMENT_DEBUG" not in done.err


def test_check_of_a_clean_library(moment: Run, root: Path) -> None:
    for path in (".", "content", base.MOMENT, f"{base.MOMENT}/moment.yaml"):
        done = moment("check", root / path)
        assert (done.status, done.err) == (0, "")
        assert done.out == "1 moment checked: nothing to remark.\n"
    assert moment("check", root, lang="sv").out == "1 moment kontrollerat: inga anmärkningar.\n"


def test_check_of_a_faulty_library(moment: Run, root: Path) -> None:
    (root / base.MOMENT / "welcome.md").write_text("# Å\n\n😀 <b>[x](y)\n")
    done = moment("check", root)
    assert (done.status, done.err) == (1, "")
    assert "  3:3    error STR007  The welcome text\n" in done.out
    assert "         HTML may not be used; write it in Markdown\n" in done.out
    assert "\n1 moment checked: 2 errors" in done.out
    assert moment("check", root / base.MOMENT / "modules").status == 1
    assert moment("check", root / "content/profile.yaml").status == 1


def test_json_is_all_there_is_on_stdout(moment: Run, root: Path) -> None:
    (root / base.MOMENT / "welcome.md").write_text("# Å\n\n<b>\n")
    for lang in ("sv", "en"):
        done = moment("check", root, "--format", "json", lang=lang)
        assert (done.status, done.err) == (1, "")
        value = json.loads(done.out)
        assert [one["code"] for one in value["findings"]] == ["STR007"]
        assert "Å" not in done.out or "\\u" not in done.out
    commit(root)
    for arguments in (["diff"], ["diff", "HEAD"], ["publish", "--dry-run"], ["publish"]):
        done = moment(*arguments, "--root", root, "-f", "json")
        assert isinstance(json.loads(done.out), dict)


def put_library(root: Path, case: str) -> Path:  # noqa: C901, PLR0912 - one line or two a case
    """Make a library that is hard to read; return what to check."""
    base.put(root)
    moment = root / base.MOMENT
    match case:
        case "empty content":
            shutil.rmtree(root / "content")
            (root / "content").mkdir()
        case "empty moment":
            shutil.rmtree(moment)
            moment.mkdir()
        case "empty files":
            for path in (root / "content").rglob("*.*"):
                path.write_bytes(b"")
        case "not utf-8":
            for path in (root / "content").rglob("*.*"):
                path.write_bytes(b"\xff\xfe\x00a: \x80")
        case "binary":
            for path in (root / "content").rglob("*.*"):
                path.write_bytes(bytes(range(256)))
        case "folders for files":
            for path in list((root / "content").rglob("*.*")):
                path.unlink()
                path.mkdir()
        case "links":
            for path in list((root / "content").rglob("*.*")):
                path.unlink()
                path.symlink_to("/etc/passwd")
        case "odd names":
            for name in ("å b", "a\nb.md", "[bold]x[-].md", "con.md", "%s{x}.yaml", "a" * 250):
                (moment / name).write_text("x")
        case "odd yaml":
            (moment / "moment.yaml").write_text("[/]: [bold]\n{x}: {y}\n")
            (moment / "forms/enkat.yaml").write_text("- '{0} [red]'\n")
        case "huge":
            (moment / "welcome.md").write_text("x" * 1_000_001)
            (moment / "forms/enkat.yaml").write_text("[" * 100_000)
    return root


CASES = (
    *("empty content", "empty moment", "empty files", "not utf-8", "binary", "folders for files"),
    *("links", "odd names", "odd yaml", "huge"),
)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_hard_libraries_are_findings(moment: Run, tmp_path: Path, case: str, lang: str) -> None:
    root = put_library(tmp_path / "x", case)
    for arguments in ([], ["--format", "json"], ["--no-cache"]):
        done = moment("check", root, *arguments, lang=lang)
        assert done.status == 1, done.err
        assert done.err == ""
    for arguments in (["diff"], ["new", "module", "prov/prov", "ny"]):
        assert moment(*arguments, "--root", root, lang=lang).status in {0, 3}


def test_a_name_that_is_not_utf8(root: Path) -> None:
    (root / base.MOMENT / os.fsdecode(b"\xff.md")).write_text("x")
    done = program("check", root, "--format", "json")
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout)["findings"]


def test_content_that_is_a_file(moment: Run, tmp_path: Path) -> None:
    (tmp_path / "content").write_text("x")
    assert moment("check").status == 3


@pytest.mark.parametrize("name", ["content", base.MOMENT, f"{base.MOMENT}/welcome.md"])
def test_what_may_not_be_read_is_3_and_one_line(moment: Run, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = base.put(Path(folder))
        assert moment("check", root, "--no-cache").status == 0
        (root / name).chmod(0)
        if os.geteuid() == 0:
            os.seteuid(NOBODY)  # root may read everything
        try:
            done = moment("check", root, "--no-cache")
        finally:
            os.seteuid(os.getuid())
            (root / name).chmod(0o755)
    assert (done.status, done.out) == (3, "")
    assert done.err == f"moment: {root / name}: Permission denied\n"


def test_a_file_that_vanishes_is_3_and_one_line(
    moment: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(*_: object) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", "content/x.md")

    monkeypatch.setattr("builder.tree._Reader.__call__", vanish)
    done = moment("check", root)
    assert (done.status, done.out) == (3, "")
    assert done.err == "moment: content/x.md: No such file or directory\n"


def test_a_fault_of_ours_is_one_line(
    moment: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("[bold]x[/]")

    monkeypatch.setattr("builder.survey.read_library", fail)
    done = moment("check", root)
    assert (done.status, done.out) == (3, "")
    assert "RuntimeError: [bold]x[/]" in done.err
    assert "MOMENT_DEBUG=1" in done.err
    assert done.err.count("\n") == 1
    monkeypatch.setenv("MOMENT_DEBUG", "1")
    with pytest.raises(RuntimeError):
        moment("check", root)


def test_from_beginning_to_publication(moment: Run, root: Path) -> None:
    assert moment("new", "form", "prov/prov", "dagbok", "--root", root).status == 0
    done = moment("publish", "--root", root)
    assert (done.status, done.out) == (3, "")
    commit(root)
    done = moment("publish", "--root", root)
    assert done.status == 1
    assert "Nothing was published." in done.err
    (root / base.MOMENT / "forms/dagbok.yaml").unlink()
    commit(root)
    assert "prov/prov  first release  1.0" in moment("diff", "--root", root).out
    assert "A rehearsal" in moment("publish", "--dry-run", "--root", root).out
    assert not (root / "published/metadata").exists()
    assert "Published. Versions: 1." in moment("publish", "--root", root).out
    assert "nothing was published" in moment("publish", "--root", root).out
    for command in ("diff", "site"):
        assert moment(command, "--root", root).status == 0


def test_rules(moment: Run) -> None:
    listed = moment("rules")
    assert listed.status == 0
    assert re.findall(r"^  ([A-Z]{3}\d{3})  ", listed.out, re.MULTILINE) == [
        one.code for one in ALL_RULES
    ]
    for rule in ALL_RULES:
        page = moment("rules", rule.code.lower())
        assert page.status == 0
        assert page.out.startswith(f"{rule.code}  {rule.name}  {rule.severity}\n")


def test_schemas(moment: Run, tmp_path: Path) -> None:
    assert moment("schemas", ROOT / "schemas", "--check").status == 0
    assert moment("schemas", tmp_path / "ny", "--check").status == 1
    assert not (tmp_path / "ny").exists()
    assert moment("schemas", tmp_path / "ny").status == 0
    assert moment("schemas", tmp_path / "ny").out == ""
    assert moment("schemas", tmp_path / "ny", "--check").status == 0
    (tmp_path / "ny/form.schema.json").write_bytes(b"\xff")
    assert moment("schemas", tmp_path / "ny", "--check").status == 1


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "builder", *map(str, arguments)],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_globals_may_stand_anywhere(moment: Run, root: Path) -> None:
    for arguments in (
        ["--lang", "sv", "check", str(root)],
        ["check", "--lang=sv", str(root), "--no-color"],
        ["--no-color", "check", str(root), "--lang", "sv"],
    ):
        assert "inga anmärkningar" in moment(*arguments).out


def test_as_a_program_without_utf8_and_with_colours(root: Path) -> None:
    (root / base.MOMENT / "welcome.md").write_text("# Å 😀\n\n<b>\n")
    plain = program("--lang", "sv", "check", root, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (plain.returncode, plain.stderr) == (1, b"")
    assert "HTML får inte användas" in plain.stdout.decode()
    done = program("check", root, "--no-color", FORCE_COLOR="1")
    assert b"\x1b[" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", ".", "--format", "text"),
        ("check", ".", "--format", "json"),
        ("test", "--format", "text"),
        ("test", "--boundaries", "--format", "json"),
        ("export", "form", f"{base.MOMENT}/forms/enkat.yaml", "--to", "fhir"),
        ("--help",),
        ("--version",),
    ],
    ids=" ".join,
)
def test_a_reader_that_goes_away_is_no_finding(root: Path, arguments: tuple[str, ...]) -> None:
    """However little is written; 141 is how a shell tells of a program that SIGPIPE ended."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=root,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 141
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def test_a_reader_that_goes_away_is_no_failure(root: Path) -> None:
    for n in range(400):
        (root / base.MOMENT / f"stray-{n}.txt").write_text("x")
    command = [sys.executable, "-m", "builder", "check", str(root)]
    for form in ("text", "json"):
        with subprocess.Popen(
            [*command, "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as running:
            assert running.stdout
            assert running.stderr
            running.stdout.read(1)
            running.stdout.close()
            error = running.stderr.read()
            assert running.wait() in {1, 141}  # a pipe takes a little before it is closed
        assert error == b""
