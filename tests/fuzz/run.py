"""Fuzz for as long as told, keep what falls, and say how to see it again.

    python tests/fuzz/run.py --minutes 30 --seed 7
    python tests/fuzz/run.py --again "markdown 7 1234"

Each case runs in a process of its own line of them, so that one which kills the process or never
comes back is found too. What falls is kept, as small as it can be made, in `.fuzz/`.
"""

import argparse
import itertools
import json
import multiprocessing as mp
import resource
import sys
import time
import warnings
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from cases import KINDS, Case
from minimise import minimise
from rich.console import Console
from seeds import ROOT, Files
from target import Result, attempt

_say: Final = partial(Console(highlight=False, markup=False, emoji=False).print, soft_wrap=True)
_KEPT: Final = ROOT / ".fuzz"
_PATIENCE: Final = 60.0
"""Seconds after which a case is taken never to come back."""
_MEMORY: Final = 4_000_000_000
_MOST_TO_MINIMISE: Final = 20
"""Seconds for making one case smaller."""


def main() -> int:
    """Return 1 if anything fell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--again", metavar="CASE", help="one case: its kind, seed and number")
    wanted = parser.parse_args()
    warnings.simplefilter("error")  # as in the tests: what a library mutters is not for authors
    if wanted.again:
        kind, seed, number = wanted.again.split()
        result = attempt(Case(kind, int(seed), int(number), heavy=True).files(), mending=True)
        _say(f"{result.seconds:.1f} s {result.fault or 'nothing fell'}\n{result.trace}")
        return int(not result)
    return _fuzz(wanted.seed, wanted.minutes * 60)


def _fuzz(seed: int, seconds: float) -> int:
    ends, tried, slowest = time.monotonic() + seconds, 0, Result(0)
    fallen: dict[str, int] = {}
    for case, result in _results(seed):
        tried += 1
        if result.seconds > slowest.seconds:
            slowest = result
            _say(f"slowest so far: {_name(case)}, {result.seconds:.1f} s")
        if not result:
            fault = result.fault or "too slow"
            fallen[fault] = fallen.get(fault, 0) + 1
            if fallen[fault] == 1:
                _keep(case, fault, result)
        if time.monotonic() > ends:
            break
    _say(
        f"{tried} cases in {seconds / 60:.0f} minutes, seed {seed}; different faults: {len(fallen)}"
    )
    for fault, times in sorted(fallen.items()):
        _say(f"  {times:>5} × {fault}")
    return int(bool(fallen))


def _results(seed: int) -> Iterator[tuple[Case, Result]]:
    """Yield cases and how they went, with a new process after one that did not come back."""
    cases = (Case(kind, seed, n, heavy=True) for n in itertools.count() for kind in KINDS)
    while True:
        ours, theirs = mp.Pipe()
        worker = mp.Process(target=_work, args=(theirs,), daemon=True)
        worker.start()
        theirs.close()
        result = Result(0)
        while result.fault not in {"killed the process", "never came back"}:
            case = next(cases)
            result = _ask(ours, case)
            yield case, result
        worker.kill()
        worker.join()


def _ask(worker: Connection, case: Case) -> Result:
    begun = time.monotonic()
    try:
        worker.send(case)
        if worker.poll(_PATIENCE):
            result: Result = worker.recv()
            return result
    except (EOFError, ConnectionError):
        return Result(time.monotonic() - begun, "killed the process")
    return Result(_PATIENCE, "never came back")


def _work(asked: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    while True:
        asked.send(attempt(asked.recv().files(), mending=True))


def _keep(case: Case, fault: str, result: Result) -> None:
    """Write the case to a folder, made smaller if it can be tried again safely, and tell of it."""
    _say(f"\n{fault}: {_name(case)}\n{result.trace}")
    files: Files = case.files()
    if result.fault and result.trace:
        until = time.monotonic() + _MOST_TO_MINIMISE
        files = minimise(
            files,
            lambda fewer: time.monotonic() < until and attempt(fewer, mending=True).fault == fault,
        )
        for path, data in files.items():
            _say(f"  {json.dumps(path)}: {data[:400]!r}")
    folder = _KEPT / _name(case).replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    (_KEPT / ".gitignore").write_text("*\n")
    for n, (path, data) in enumerate(sorted(files.items())):
        (folder / f"{n}.bytes").write_bytes(data)
        (folder / f"{n}.path").write_bytes(path.encode("utf-8", "surrogateescape"))
    _say(f'  again: python tests/fuzz/run.py --again "{_name(case)}"')


def _name(case: Case) -> str:
    return f"{case.kind} {case.seed} {case.number}"


if __name__ == "__main__":
    sys.exit(main())
