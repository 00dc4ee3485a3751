"""Never a crash: a fixed and bounded part of the fuzzing; `make fuzz` goes on for as long as told."""

from pathlib import Path

import pytest
from cases import KINDS, Case
from target import attempt

from builder.cli import app
from builder.terminal import Exit, run

SEED = 20261122
TRIES = 14


@pytest.mark.parametrize("half", range(2))
@pytest.mark.parametrize("kind", KINDS)
def test_no_bytes_make_the_check_fall(kind: str, half: int) -> None:
    for number in range(half * TRIES, (half + 1) * TRIES):
        case = Case(kind, SEED, number)
        result = attempt(case.files(), mending=number % 4 == 0)
        assert result, f"{case}: {result.seconds:.1f} s\n{result.trace}"


@pytest.mark.parametrize("kind", KINDS)
def test_no_bytes_on_a_disk_make_the_command_fall(
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MOMENT_DEBUG", "1")  # what is raised is not told, but raised
    monkeypatch.setenv("LANGUAGE", "sv")  # `run` sets it too; so it is put back
    for number, form in enumerate(("text", "json", "sarif", "github", "junit")):
        root = tmp_path / form
        for path, data in Case(kind, SEED, number).files().items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        status = run(app, "moment", ["check", str(root), "--format", form, "--no-cache"])
        assert status in {Exit.OK, Exit.FINDINGS}, (kind, number)
        assert capsys.readouterr().out
