"""Measure the commands on 1,000 made-up moments, as whole processes; print medians and budgets.

Budgets: docs/benchmarks.md. Figures that disappoint are printed like the others.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import history
from library import make

MOMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
RUNS, CHANGED, COMMITS = 5, 20, 2000
BIN = Path(sys.executable).parent


def timed(
    prepare: Callable[[], object], *command: str, cwd: Path, runs: int = RUNS
) -> tuple[float, float, float]:
    """Return the median, least and greatest seconds of a command, prepared before each run."""
    seconds = []
    for _ in range(runs):
        prepare()
        begun = time.perf_counter()
        subprocess.run(
            [str(BIN / command[0]), *command[1:]], cwd=cwd, check=True, capture_output=True
        )
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds), min(seconds), max(seconds)


def show(what: str, budget: float | None, figures: tuple[float, float, float]) -> None:
    """Write one row."""
    median, least, most = figures
    told = f"budget {budget:>5.1f}" if budget else " " * 12
    verdict = "" if not budget else ("within" if median <= budget else "OVER")
    sys.stdout.write(f"{what:<44} {median:6.2f} s  ({least:.2f}–{most:.2f})  {told}  {verdict}\n")
    sys.stdout.flush()


def nothing() -> None:
    """Prepare nothing."""


def main() -> None:
    """Make a library and measure."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "library"
        begun = time.perf_counter()
        make(root, MOMENTS)
        size = sum(file.stat().st_size for file in root.rglob("*") if file.is_file())
        files = sum(1 for file in root.rglob("*") if file.is_file())
        sys.stdout.write(
            f"{MOMENTS} moments, {files} files, {size / 1e6:.0f} MB, made in {time.perf_counter() - begun:.0f} s; {os.cpu_count()} cores\n\n"
        )
        cache = root / ".moment-cache/check.json"
        module = root / "content/moments/utgivare-1/moment-7/modules/modul-3.md"

        def touch() -> None:
            module.write_text(module.read_text() + "\nEn rad till.\n")

        show(
            "check, cold",
            10,
            timed(lambda: cache.unlink(missing_ok=True), "moment", "check", cwd=root),
        )
        time.sleep(2.5)  # files written just before a check are not remembered
        moment(root, "check")
        show("check, unchanged", 1, timed(nothing, "moment", "check", cwd=root))
        show("check, one file changed", 1.2, timed(touch, "moment", "check", cwd=root))
        one = "content/moments/utgivare-1/moment-9"
        show(
            "check, one moment, no cache",
            0.5,
            timed(nothing, "moment", "check", "--no-cache", one, cwd=root),
        )
        publish_and_site(root)
        review_and_approve(root)
        sys.stdout.write(
            f"\nmost memory of one process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000:.0f} MB (budget 400)\n"
        )


def publish_and_site(root: Path) -> None:
    """Measure publishing where nobody has to approve, and the site."""
    history.begin(root, root.parent / "keys")
    show("publish, all new", None, timed(nothing, "moment", "publish", cwd=root, runs=1))
    show("publish, unchanged", None, timed(nothing, "moment", "publish", cwd=root, runs=1))
    show(
        "site, cold",
        10,
        timed(
            lambda: subprocess.run(["rm", "-rf", "published/site"], cwd=root, check=True),
            "moment",
            "site",
            cwd=root,
            runs=3,
        ),
    )


def review_and_approve(root: Path) -> None:
    """Measure what a publisher does with changed moments, in a library with a history."""
    history.ask_for_two(root)
    moment(root, "publish")  # the people, with the new policy
    history.grow(root, COMMITS, MOMENTS)
    show(
        f"diff, nothing changed, {COMMITS} commits",
        None,
        timed(nothing, "moment", "diff", cwd=root),
    )
    history.git(root, "switch", "--quiet", "--create", "ord")
    history.change(root, range(1, CHANGED + 1), "ord")
    show(f"diff, {CHANGED} moments changed", 1, timed(nothing, "moment", "diff", cwd=root))
    history.commit(root)
    many = f"{CHANGED} changed"
    show(f"review main, {many}", None, timed(nothing, "moment", "review", "main", cwd=root))
    show(f"approvals, {many}", None, timed(nothing, "moment", "approvals", cwd=root))
    for person in history.APPROVERS:
        sign = ("moment", "approve", "--key", f"../keys/{person}", "--yes")
        show(f"approve, {many}, {person}", None, timed(nothing, *sign, cwd=root, runs=1))
    show(f"approvals, {many}, all signed", None, timed(nothing, "moment", "approvals", cwd=root))
    rehearsal = timed(nothing, "moment", "publish", "--dry-run", cwd=root)
    show(f"publish --dry-run, {many}, all signed", None, rehearsal)
    show(
        f"publish, {many}, all signed", None, timed(nothing, "moment", "publish", cwd=root, runs=1)
    )
    moment(root, "site")
    history.change(root, [CHANGED + 1], "ord")
    history.commit(root)
    for person in history.APPROVERS:
        moment(root, "approve", "--key", f"../keys/{person}", "--yes")
    moment(root, "publish")
    show("site, one moment changed", 2, timed(nothing, "moment", "site", cwd=root, runs=1))


def moment(root: Path, *arguments: str) -> None:
    """Run `moment` without measuring it."""
    subprocess.run([str(BIN / "moment"), *arguments], cwd=root, check=True, capture_output=True)


if __name__ == "__main__":
    main()
