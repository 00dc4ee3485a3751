"""Hold the package to its architecture, and its files to the house."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
BUILDER = ROOT / "builder"
MODULES = sorted(BUILDER.rglob("*.py"))


def test_imports_point_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_a_file_says_in_its_first_line_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said
    assert said.split("\n")[0].endswith(".")


def test_nothing_is_called_by_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "base", "misc", "manager"}
    assert not [path for path in MODULES if path.stem in empty]


def test_the_package_itself_loads_nothing() -> None:
    code = "import builder, sys; print(*[m for m in sys.modules if m.startswith('builder.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_help_loads_no_heavy_library() -> None:
    heavy = {"pydantic.main", "yaml", "PIL", "av", "git", "mkdocs", "markdown_it", "jsonschema"}
    code = "import builder.cli, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.split())


def test_every_dependency_earns_its_line() -> None:
    told = (ROOT / "docs/adr/0002-dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["publisher"]]
    names = [name.split(">")[0].split("<")[0].split("[")[0] for name in needed]
    assert [
        name for name in names if name.replace("-py", "").removeprefix("py") not in told.lower()
    ] == []


def test_no_path_of_a_machine_and_no_registry_is_named() -> None:
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    words = (
        "pypi" + ".org",
        "npmjs" + ".org",
        "pythonhosted" + ".org",
        "/" + "root/",
        "/" + "work/",
    )
    for name in filter(None, files.split("\0")):
        path = ROOT / name
        if (
            path.suffix
            in {".py", ".md", ".toml", ".yaml", ".json", ".sh", ".html", ".js", ".css", ""}
            and path.is_file()
        ):
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [word for word in words if word in text], name
