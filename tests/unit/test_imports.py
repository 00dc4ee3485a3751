"""A unit installs none of the publisher's packages, and starts fast."""

import ast
import subprocess
import sys
from pathlib import Path

import builder.unit

ALLOWED = {"manifest", "errors", "message", "durable", "terminal", "unit", "version"}
PUBLISHERS = {"pydantic", "yaml", "ruamel", "PIL", "av", "git", "mkdocs", "markdown_it", "nh3"}
HEAVY = PUBLISHERS | {"jsonschema", "rich.table", "builder.unit.client"}
FOLDER = Path(builder.unit.__file__).parent


def loaded(code: str) -> set[str]:
    code += "; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_loads_nothing_heavy() -> None:
    assert not loaded("import builder.unit.cli") & HEAVY


def test_the_whole_client_loads_nothing_of_the_publishers() -> None:
    stems = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    names = "; ".join(f"import builder.unit.{stem}" for stem in stems)
    modules = loaded(names)
    assert not modules & PUBLISHERS
    ours = {name.split(".")[1] for name in modules if name.startswith("builder.")}
    assert ours <= ALLOWED


def test_imports_by_source() -> None:
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("builder."):
                assert str(node.module).split(".")[1] in ALLOWED, (path, node.module)
