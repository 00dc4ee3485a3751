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

from library import make

MOMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
RUNS = 5
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
        subprocess.run([str(BIN / "moment"), "check"], cwd=root, check=True, capture_output=True)
        show("check, unchanged", 1, timed(nothing, "moment", "check", cwd=root))
        show("check, one file changed", 1.2, timed(touch, "moment", "check", cwd=root))
        one = "content/moments/utgivare-1/moment-9"
        show(
            "check, one moment, no cache",
            0.5,
            timed(nothing, "moment", "check", "--no-cache", one, cwd=root),
        )
        publish_and_site(root)
        sys.stdout.write(
            f"\nmost memory of one process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000:.0f} MB (budget 400)\n"
        )


def publish_and_site(root: Path) -> None:
    """Measure publishing, comparing and the site."""
    (root / ".gitignore").write_text("published/\n.moment-cache/\n")
    git = ["git", "-c", "user.name=m", "-c", "user.email=m@m.example"]
    subprocess.run([*git, "init", "-q"], cwd=root, check=True)

    def commit() -> None:
        subprocess.run([*git, "add", "-A"], cwd=root, check=True)
        subprocess.run([*git, "commit", "-qm", "x"], cwd=root, check=True)

    commit()
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
    for n in range(1, 21):
        path = root / f"content/moments/utgivare-1/moment-{n}/welcome.md"
        path.write_text(path.read_text() + "\nEn mening till.\n")
    show("diff, 20 moments changed", 1, timed(nothing, "moment", "diff", cwd=root))
    commit()
    subprocess.run(
        [str(BIN / "moment"), "publish", "utgivare-1/moment-1"],
        cwd=root,
        check=True,
        capture_output=True,
    )
    show("site, one moment changed", 2, timed(nothing, "moment", "site", cwd=root, runs=1))


if __name__ == "__main__":
    main()
