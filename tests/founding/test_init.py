"""`moment init`: a repository that is ready but for what is to be filled in, and nothing lost."""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import base
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.cli import app
from builder.errors import UsageError
from builder.founding.forge import Forge, guess
from builder.founding.owners import HEADER, owners
from builder.founding.plan import Wishes, plan
from builder.founding.put import State, put
from builder.schemas import schemas
from builder.skeleton import new_moment
from builder.source import parse_yaml
from builder.survey import survey
from builder.terminal import run

BOTH = (Forge.GITHUB, Forge.GITLAB)
Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run `moment` in this process, in English, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setattr("builder.terminal._use_utf8", lambda: None)

    def call(*arguments: str | Path, lang: str = "en") -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(app, "moment", ["--lang", lang, *map(str, arguments)])
        given_ = capsys.readouterr()
        assert "Traceback" not in given_.out + given_.err
        return status, given_.out, given_.err

    return call


@pytest.fixture(scope="module")
def public_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real key, made by ssh-keygen."""
    path = tmp_path_factory.mktemp("keys") / "id_ed25519"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "en dator", "-f", str(path)]
    subprocess.run(command, check=True)
    return path.with_suffix(".pub")


def given_all(key: Path) -> list[str | Path]:
    return [
        *("--title", "Norrviks moment: text", "--publisher", "norrvik"),
        *("--publisher-title", "Norrviks enhet # ett", "--name", "Utgivare, somatik"),
        *("--email", "utgivare1@norrvik.example", "--key", key),
    ]


def findings(root: Path) -> list[tuple[str, str]]:
    result = survey(root, base.DAY, cache=False)
    return [(one.code, one.span.path) for one in result.findings]


def all_bytes(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def fill(root: Path) -> None:
    """Do as whoever sets up would: put something in every place."""
    path = next((root / "content/publishers").glob("*.yaml"))
    key = f"ssh-ed25519 {'A' * 68}"
    text = path.read_text(encoding="utf-8")
    text = re.sub("(?<=key: )‹[^›]*›", key, text)
    numbers = itertools.count(7)
    text = re.sub("(?<=- )‹[^›]*›", lambda _: f"person{next(numbers)}@prov.example", text)
    path.write_text(re.sub("‹[^›]*›", "Ifyllt", text), encoding="utf-8")
    profile = root / "content/profile.yaml"
    profile.write_text(re.sub("‹[^›]*›", "Ifyllt", profile.read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", ["production", "training"])
def test_nothing_given_leaves_places_and_nothing_else_to_mend(
    tmp_path: Path, kind: str, language: str
) -> None:
    put(tmp_path, plan(tmp_path, Wishes(kind=kind, forges=BOTH, language=language)))
    assert {code for code, _ in findings(tmp_path)} == {"STR008"}
    texts = [path.read_text() for path in (tmp_path / "content").rglob("*.yaml")]
    places = "".join(texts).count("‹")
    assert len(findings(tmp_path)) == places > 2
    fill(tmp_path)
    assert findings(tmp_path) == []


def test_all_given_leaves_only_the_second_publisher(cli: Cli, public_key: Path) -> None:
    status, out, err = cli("init", "nytt å", *given_all(public_key))
    assert status == 0
    root = Path("nytt å")
    assert findings(root) == [("STR008", "content/publishers/norrvik.yaml")] * 3
    data = yaml.safe_load((root / "content/publishers/norrvik.yaml").read_text())
    assert data["title"] == "Norrviks enhet # ett"
    first = data["people"][0]
    assert first["keys"] == [{"key": public_key.read_text().strip()}]
    assert (first["roles"], first["emails"]) == (["publisher"], ["utgivare1@norrvik.example"])
    assert len(re.findall("written$", out, re.MULTILINE)) == len(out.splitlines())
    assert "GitHub and GitLab" in err
    assert "min-enhet" not in out + err
    fill(root)
    new_moment(root, "norrvik/prov", "Prov", "support", "sv", base.DAY)
    assert {code for code, _ in findings(root)} == {"STR008"}


def test_training_has_one_person_and_no_key(tmp_path: Path) -> None:
    put(tmp_path, plan(tmp_path, Wishes(kind="training", publisher="ovning")))
    data = yaml.safe_load((tmp_path / "content/publishers/ovning.yaml").read_text())
    (person,) = data["people"]
    assert person["roles"] == ["designer", "publisher"]
    assert "keys" not in person


def test_a_second_time_changes_nothing(cli: Cli, public_key: Path) -> None:
    arguments = ("init", ".", *given_all(public_key), "--git")
    assert cli(*arguments)[0] == 0
    before = all_bytes(Path())
    status, out, _ = cli(*arguments)
    assert status == 0
    assert all(line.endswith("is there already") for line in out.splitlines())
    assert all_bytes(Path()) == before


def test_nothing_is_overwritten(cli: Cli) -> None:
    cli("init", ".")
    files = [path for path in Path().rglob("*") if path.is_file()]
    for path in files:
        path.write_text("eget\n")
    before = all_bytes(Path())
    status, out, _ = cli("init", ".", "--title", "Annat", "--publisher", "min-enhet")
    assert status == 0
    assert all_bytes(Path()) == before
    others = [line for line in out.splitlines() if line.endswith("it is left as it is")]
    assert len(others) == len(files) - 1  # content/moments is not empty, and needs no .gitkeep
    assert len(out.splitlines()) == len(others)


@pytest.mark.parametrize("present", [["README.md"], [".vscode"], ["CODEOWNERS"]])
def test_folders_and_links_in_the_way_are_left_alone(cli: Cli, present: list[str]) -> None:
    for name in present:
        Path(name).mkdir()
    Path(".gitignore").symlink_to("nowhere")
    if present == [".vscode"]:
        Path(".vscode/settings.json").mkdir()
    status, out, _ = cli("init", ".")
    assert status == 0
    assert out.count("is another") == 2
    assert Path(".gitignore").is_symlink()


def test_a_missing_file_comes_back_alone(cli: Cli) -> None:
    cli("init", ".")
    Path(".editorconfig").unlink()
    Path(".gitattributes").write_bytes(Path(".gitattributes").read_bytes().replace(b"\n", b"\r\n"))
    done = json.loads(cli("init", ".", "--format", "json")[1])
    states = {one["name"]: one["state"] for one in done["items"]}
    assert states.pop(".editorconfig") == "written"
    assert set(states.values()) == {"same"}
    assert done["rehearsed"] is False


def test_a_rehearsal_writes_nothing_and_says_the_same(cli: Cli) -> None:
    told = json.loads(cli("init", "ny", "--dry-run", "--git", "--format", "json")[1])
    assert not Path("ny").exists()
    done = json.loads(cli("init", "ny", "--git", "--format", "json")[1])
    assert done["items"] == told["items"]
    assert (told["rehearsed"], done["rehearsed"]) == (True, False)
    assert "would be written" in cli("init", "annan", "--dry-run")[1]


def test_an_existing_library_keeps_its_publishers(cli: Cli, tmp_path: Path) -> None:
    root = base.put(tmp_path / "bibliotek")
    status, out, err = cli("init", root)
    assert status == 0
    assert [path.name for path in (root / "content/publishers").iterdir()] == ["prov.yaml"]
    assert "content/profile.yaml is there already and is another" in out
    assert "min-enhet" not in out + err
    assert "utgivare@prov.example" in (root / "CODEOWNERS").read_text()
    assert findings(root) == []
    cli("init", root, "--publisher", "annan", "--kind", "training")
    assert (root / "content/publishers/annan.yaml").is_file()


def test_the_schemas_are_those_of_moment_schemas(tmp_path: Path) -> None:
    put(tmp_path, plan(tmp_path, Wishes()))
    for name, text in schemas():
        assert (tmp_path / "schemas" / name).read_text() == text
    for path in (tmp_path / "content").rglob("*.yaml"):
        line = path.read_text().splitlines()[0]
        place = line.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / place).resolve().is_file()
    editor = json.loads((tmp_path / ".vscode/settings.json").read_text())
    assert all((tmp_path / place).is_file() for place in editor["yaml.schemas"])


TITLES = st.text(min_size=1, max_size=30).filter(lambda text: text.strip() and text.isprintable())


@settings(max_examples=20)
@given(TITLES)
def test_any_printable_title_survives(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    root = tmp_path_factory.mktemp("root")
    files = plan(root, Wishes(title=title, publisher="prov", publisher_title=title, name=title))
    for path in ("content/profile.yaml", "content/publishers/prov.yaml"):
        document = parse_yaml(path, files[path])
        assert document.problems == ()
        assert document.data["title"] == title


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--publisher", "Å"], "--publisher: “Å” is not an id"),
        (["--publisher", "../x"], "--publisher: “../x” is not an id"),
        (["--email", "x"], "--email: “x” is not an e-mail address"),
        (["--key", "fel.pub"], "--key: “hej” is not an open SSH key"),
        (["--key", "hemlig"], "is the secret key"),
        (["--forge", "none", "--forge", "github"], "--forge: none goes with no other"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    cli: Cli, arguments: list[str], said: str
) -> None:
    Path("fel.pub").write_text("hej\n")
    Path("hemlig").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nx\n")
    status, out, err = cli("init", "ny", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert "BEGIN" not in err
    assert not Path("ny").exists()


def test_a_key_that_is_missing_and_a_folder_that_is_a_file(cli: Cli) -> None:
    assert cli("init", "ny", "--key", "saknas.pub")[0] == 3
    Path("fil").write_text("x")
    assert cli("init", "fil")[0] != 0
    assert Path("fil").read_text() == "x"
    with pytest.raises(UsageError):
        Wishes(publisher="Å")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("git@github.com:norrvik/moment.git", (Forge.GITHUB,)),
        ("https://gitlab.norrvik.example/x/github.git", (Forge.GITLAB,)),
        ("ssh://git@gitlab.norrvik.example:2222/x.git", (Forge.GITLAB,)),
        ("https://namn:ord@github.norrvik.example/x", (Forge.GITHUB,)),
        ("https://git.norrvik.example/gitlab/x.git", BOTH),
        ("../github/x.git", BOTH),
        (None, BOTH),
    ],
)
def test_the_forge_is_guessed_from_the_remote(
    tmp_path: Path, remote: str | None, expected: tuple[Forge, ...]
) -> None:
    git(tmp_path, "init", "-q", ".")
    if remote:
        git(tmp_path, "remote", "add", "origin", remote)
    assert guess(tmp_path).forges == expected


def test_without_a_remote_the_files_that_are_there_tell(cli: Cli) -> None:
    cli("init", ".", "--forge", "gitlab")
    assert guess(Path()).forges == (Forge.GITLAB,)
    cli("init", ".")
    assert not Path(".github").exists()


def test_no_forge_no_files_for_one(cli: Cli) -> None:
    cli("init", ".", "--forge", "none")
    assert not any(
        Path(name).exists() for name in (".github", ".gitlab-ci.yml", "ci", "CODEOWNERS")
    )
    assert cli("init", ".", "--check")[0] == 0
    _, _, err = cli("init", ".", "--git")  # as in every clone of it
    assert "without files for a forge" in err
    assert not Path(".github").exists()


def test_inside_a_bigger_repository_no_forge_would_read_our_files(cli: Cli) -> None:
    git(Path(), "init", "-q", ".")
    _, _, err = cli("init", "inre/ny")
    assert not Path("inre/ny/.github").exists()
    assert "only at the top" in err


def test_git_is_set_up_and_left_as_it_was(cli: Cli) -> None:
    out = cli("init", ".", "--git", "--branch", "huvud")[1]
    assert out.splitlines()[-2:] == ["git init written", "git config diff.moment.command written"]
    assert git(Path(), "symbolic-ref", "HEAD") == "refs/heads/huvud\n"
    assert git(Path(), "config", "diff.moment.command") == "moment git-diff\n"
    attributes = git(
        *(Path(), "check-attr", "diff", "text", "--"),
        *("content/moments/a/b/modules/c.md", "content/moments/a/b/changes/c.md"),
        *("content/moments/a/b/media/c.png", "content/forms/c.yaml"),
    )
    told = dict(line.rsplit(": ", 1) for line in attributes.splitlines())
    assert told["content/moments/a/b/modules/c.md: diff"] == "moment"
    assert told["content/forms/c.yaml: diff"] == "moment"
    assert told["content/moments/a/b/changes/c.md: diff"] == "unspecified"
    assert told["content/moments/a/b/media/c.png: text"] == "unset"
    git(Path(), "config", "diff.moment.command", "eget")
    assert "is another" in cli("init", ".", "--git")[1]
    assert git(Path(), "config", "diff.moment.command") == "eget\n"


def test_what_moment_makes_is_not_in_git(cli: Cli) -> None:
    cli("init", ".", "--git")
    for name in ("published/x", ".moment-cache/x", "content/x"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("x")
    git(Path(), "add", "-A")
    tracked = git(Path(), "ls-files").splitlines()
    assert "content/x" in tracked
    assert "content/moments/.gitkeep" in tracked
    assert not [name for name in tracked if name.startswith(("published", ".moment-cache"))]


def publisher(name: str, kind: str, *people: tuple[str, str]) -> tuple[str, bytes]:
    lines = [
        f"  - {{id: p{n}, name: N, emails: [{mail}, annan{n}@x.example], roles: [{role}]}}"
        for n, (mail, role) in enumerate(people)
    ]
    text = f"id: {name}\ntitle: T\nkind: {kind}\npeople:\n" + "\n".join(lines) + "\n"
    return f"content/publishers/{name}.yaml", text.encode()


FILES = dict(
    [
        publisher("norr", "production", ("n1@x.example", "publisher"), ("d@x.example", "designer")),
        publisher(
            "soder", "production", ("s1@x.example", "publisher"), ("n1@x.example", "publisher")
        ),
        publisher("skola", "training", ("k@x.example", "publisher")),
        ("content/publishers/trasig.yaml", b"id: ["),
    ]
)


def test_owners_are_the_publishers_of_each_unit() -> None:
    assert owners(FILES) == HEADER + (
        "# content/publishers/trasig.yaml kan inte läsas än, och har därför ingen ägare.\n"
        "* n1@x.example s1@x.example\n"
        "/content/publishers/norr.yaml n1@x.example\n"
        "/content/moments/norr/ n1@x.example\n"
        "/content/publishers/skola.yaml k@x.example\n"
        "/content/moments/skola/ k@x.example\n"
        "/content/publishers/soder.yaml s1@x.example n1@x.example\n"
        "/content/moments/soder/ s1@x.example n1@x.example\n"
    )


@given(st.permutations(list(FILES.items())))
def test_owners_do_not_depend_on_the_order_of_files(files: list[tuple[str, bytes]]) -> None:
    assert owners(dict(files)) == owners(FILES)


def test_stale_owners_are_told_and_renewed(cli: Cli, tmp_path: Path) -> None:
    root = base.put(tmp_path / "bibliotek")
    cli("init", root)
    assert cli("init", root, "--check")[0] == 0
    path = root / "content/publishers/prov.yaml"
    path.write_text(path.read_text().replace("utgivare2@", "nyutgivare@"))
    status, out, _ = cli("init", root, "--check")
    assert status == 1
    assert "run moment init" in out
    assert json.loads(cli("init", root, "--check", "--format", "json")[1]) == {"stale": True}
    assert "CODEOWNERS written anew" in cli("init", root)[1]
    assert cli("init", root, "--check")[0] == 0
    assert "nyutgivare@prov.example" in (root / "CODEOWNERS").read_text()
    (root / "CODEOWNERS").unlink()
    assert cli("init", root, "--check")[0] == 1


def test_owners_of_somebody_elses_making_are_nobodys_business(cli: Cli, tmp_path: Path) -> None:
    root = base.put(tmp_path / "bibliotek")
    (root / "CODEOWNERS").write_text("* @annan\n")
    assert "CODEOWNERS is there already and is another" in cli("init", root)[1]
    assert cli("init", root, "--check")[0] == 0
    assert (root / "CODEOWNERS").read_text() == "* @annan\n"


def test_windows_line_ends_are_no_difference(tmp_path: Path) -> None:
    put(tmp_path, {"CODEOWNERS": f"{HEADER}a\n"})
    (tmp_path / "CODEOWNERS").write_bytes(f"{HEADER}a\n".replace("\n", "\r\n").encode())
    (item,) = put(tmp_path, {"CODEOWNERS": f"{HEADER}a\n"})
    assert item.state is State.SAME
    (item,) = put(tmp_path, {"CODEOWNERS": f"{HEADER}b\n"}, rehearse=True)
    assert item.state is State.RENEWED


def test_the_wheel_carries_the_templates() -> None:
    """Hatch packs what git tracks or would; none of it may look like something it leaves out."""
    folder = Path(sys.modules["builder.founding"].__file__ or "").parent / "templates"
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]
    assert len(list(folder.iterdir())) > 10
