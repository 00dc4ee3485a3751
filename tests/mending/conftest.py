"""Copies of the real content, and the small library's words."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "faults")]


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Return a copy of the real content, without what is on its way in the tree."""
    root = tmp_path / "bibliotek"
    shutil.copytree(HERE.parents[1] / "content", root / "content")
    return root


@pytest.fixture
def committed() -> Callable[[Path], Callable[..., str]]:
    """Return what makes a folder a git repository, with all committed, and runs git in it."""

    def begin(root: Path) -> Callable[..., str]:
        def git(*arguments: str) -> str:
            done = subprocess.run(
                ["git", "-c", "core.quotepath=off", *arguments],
                cwd=root,
                check=True,
                capture_output=True,
                text=True,
            )
            return done.stdout

        git("init", "-q", "-b", "main", ".")
        git("add", "-A")
        git("commit", "-qm", "Början")
        return git

    return begin
