"""Tell the whole story with real git: from a designer's text to a unit's activation.

Works in a scratch copy of the content (`demo/`), and leaves the catalogue and its site in
`published/`, which git ignores. Every command that is shown is run; what it prints is what it said.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule

from builder.message import choose_language

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / "demo"
LIBRARY = SCRATCH / "library"
UNIT = SCRATCH / "unit"
PUBLISHED = ROOT / "published"
MADE_BY_DEMO = PUBLISHED / ".made-by-demo"
MOMENT = "content/moments/norrvik/battre-somn"
MODULE = f"{MOMENT}/modules/varva-ner.md"
DIARY = f"{MOMENT}/forms/somndagbok.yaml"

LANGUAGE = choose_language(os.environ)
console = Console(soft_wrap=True, highlight=False)


def say(sv: str, en: str) -> None:
    """Write a heading of the story."""
    console.print()
    console.print(Rule(sv if LANGUAGE == "sv" else en, align="left", style="cyan"))


def tell(sv: str, en: str) -> None:
    """Write a sentence of the story."""
    console.print(sv if LANGUAGE == "sv" else en, style="dim")


def run(*command: str, expect: int = 0, show: bool = True) -> str:
    """Run a command in the library as someone would, and stop the story if it ends otherwise."""
    if show:
        console.print(f"$ {' '.join(command)}", style="bold", markup=False)
    program = (
        [str(Path(sys.executable).with_name(command[0])), *command[1:]]
        if command[0].startswith("moment")
        else [*command]
    )
    environment = {**os.environ, "MOMENT_UNIT_HOME": str(UNIT), "COLUMNS": str(console.width)}
    environment.update(FORCE_COLOR="1") if console.is_terminal else None
    done = subprocess.run(
        program, cwd=LIBRARY, env=environment, capture_output=True, text=True, check=False
    )
    if show or done.returncode != expect:
        sys.stdout.write(done.stdout + done.stderr)
        sys.stdout.flush()
    if done.returncode != expect:
        sys.exit(f"{command}: exit status {done.returncode}, expected {expect}")
    return done.stdout


def commit(message: str, who: str) -> None:
    """Commit as a made-up person of the register."""
    mail = f"{who}@norrvik.example"
    run("git", "add", "--all", show=False)
    run(
        "git",
        "-c",
        f"user.name={who}",
        "-c",
        f"user.email={mail}",
        "commit",
        "--quiet",
        "--message",
        message,
    )


def edit(path: str, old: str, new: str) -> None:
    """Change a text in the library."""
    file = LIBRARY / path
    text = file.read_text(encoding="utf-8")
    if text.count(old) != 1:
        sys.exit(f"{path}: the story expects “{old}” once")
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def begin() -> None:
    """Make the scratch copy, and clear what an earlier demo left; never a catalogue of someone's."""
    if (PUBLISHED / "metadata").exists() and not MADE_BY_DEMO.exists():
        sys.exit(f"{PUBLISHED} holds a catalogue that the demo did not make; move it away first")
    shutil.rmtree(SCRATCH, ignore_errors=True)
    for part in ("metadata", "index", "packages", "blobs", "site"):
        shutil.rmtree(PUBLISHED / part, ignore_errors=True)
    LIBRARY.mkdir(parents=True)
    PUBLISHED.mkdir(exist_ok=True)
    MADE_BY_DEMO.touch()
    shutil.copytree(ROOT / "content", LIBRARY / "content")
    shutil.copytree(ROOT / "schemas", LIBRARY / "schemas")
    edit("content/profile.yaml", "catalogue: published", "catalogue: ../../published")
    (LIBRARY / ".gitignore").write_text(".moment-cache/\n")
    run("git", "init", "--quiet", "--initial-branch", "main", show=False)


def first_release() -> None:
    """A designer's content is checked and published."""
    say("1. Designern lämnar in innehållet", "1. The designer hands in the content")
    commit("Fem moment", "designer.somn")
    run("moment", "check")
    say(
        "2. Ett skrivfel hittas på sin rad, och rättas",
        "2. A slip is found at its line, and mended",
    )
    edit(MODULE, "{#slappna-av}", "{#slappna av}")
    run("moment", "check", MOMENT, expect=1)
    edit(MODULE, "{#slappna av}", "{#slappna-av}")
    say(
        "3. Utgivaren publicerar version 1.0 av allt",
        "3. The publisher publishes version 1.0 of everything",
    )
    run("moment", "publish")
    tell(
        "Utbildningsenhetens moment publiceras aldrig:",
        "The training unit's moment is never published:",
    )
    run("moment", "publish", "ovning/prova-pa", expect=3)


def activation() -> None:
    """A unit activates."""
    say("4. En vårdenhet aktiverar", "4. A care unit activates")
    run(
        "moment-unit",
        "init",
        str(PUBLISHED),
        "--unit",
        "SE0000000001-SOMN",
        "--care-provider",
        "SE0000000001-NORRVIK",
        "--development",
    )
    run("moment-unit", "search", "sömn")
    run("moment-unit", "activate", "norrvik/battre-somn", "--by", "Samordnaren")
    tell(
        "Ett moment som inte delas med vårdgivaren går inte att aktivera:",
        "A moment that is not shared with the care provider cannot be activated:",
    )
    run("moment-unit", "activate", "sodervik/infor-operation", expect=3)


def minor() -> None:
    """A wording reaches those who have started."""
    say("5. En språklig rättelse blir MINOR", "5. A mended wording becomes MINOR")
    edit(
        MODULE,
        "Hoppa över delar av kroppen där du har ont.",
        "Hoppa över de delar av kroppen där du har ont.",
    )
    note = LIBRARY / MOMENT / "changes/tydligare-ovning.md"
    note.parent.mkdir(exist_ok=True)
    note.write_text(
        "# Tydligare övning\n\nVi har gjort en mening i övningen Spänn och släpp tydligare. Ni behöver inte göra något.\n",
        encoding="utf-8",
    )
    commit("Tydligare mening i avslappningen", "designer.somn")
    run("moment", "diff")
    run("moment", "publish")
    run("moment-unit", "update", "--by", "Samordnaren")


def major() -> None:
    """A new section and a new question do not."""
    say(
        "6. Ett nytt avsnitt och en ny fråga blir MAJOR",
        "6. A new section and a new question become MAJOR",
    )
    file = LIBRARY / MODULE
    section = "\n## En paus mitt på dagen {#paus}\n\nStanna upp en stund varje dag. Sätt dig vid ett fönster, titta ut och låt axlarna sjunka.\n"
    file.write_text(file.read_text(encoding="utf-8") + section, encoding="utf-8", newline="\n")
    diary = LIBRARY / DIARY
    question = (
        "      - id: paus\n        type: yes-no\n        text: Tog du en paus mitt på dagen?\n"
    )
    text = diary.read_text(encoding="utf-8")
    first = text.index("    questions:\n") + len("    questions:\n")
    diary.write_text(text[:first] + question + text[first:], encoding="utf-8", newline="\n")
    (LIBRARY / MOMENT / "changes/paus.md").write_text(
        "# Paus mitt på dagen\n\nEtt nytt avsnitt i modulen Varva ner och en ny fråga i sömndagboken. Gäller nya starter.\n",
        encoding="utf-8",
    )
    commit("Paus mitt på dagen", "designer.somn")
    run("moment", "diff")
    run("moment", "publish")
    tell(
        "Enheten får frågan; ingen startad invånare berörs förrän någon svarar:",
        "The unit is asked; no resident who has started is touched:",
    )
    run("moment-unit", "update", "--by", "Samordnaren")
    run("moment-unit", "status")


def site() -> None:
    """The catalogue as a site, and the proof that nothing is published twice."""
    say("7. Katalogen som webbplats", "7. The catalogue as a site")
    run("moment", "publish")
    run("moment", "site")
    run("moment-unit", "verify")


def end() -> None:
    """Say what was done and where to look."""
    places = [
        ("Katalogen", "The catalogue", PUBLISHED / "site/index.html"),
        ("Utgåvorna", "The releases", PUBLISHED / "index"),
        ("Enhetens lås", "The unit's lock", UNIT / "activations.lock"),
        ("Arbetskopian", "The working copy", LIBRARY),
    ]
    sv = (
        "Fyra moment är publicerade som 1.0, och Bättre sömn också som 1.1 (MINOR) och 2.0 (MAJOR).\n"
        "Enheten kör 1.1 och har fått frågan om 2.0.\n"
    )
    en = (
        "Four moments are published as 1.0, and Bättre sömn also as 1.1 (MINOR) and 2.0 (MAJOR).\n"
        "The unit runs 1.1 and has been asked about 2.0.\n"
    )
    lines = [
        f"{(one if LANGUAGE == 'sv' else two):<17} {path.relative_to(ROOT)}"
        for one, two, path in places
    ]
    console.print()
    text = "\n".join([sv if LANGUAGE == "sv" else en, *lines])
    console.print(Panel(text, border_style="green", expand=False), soft_wrap=False)


if __name__ == "__main__":
    for chapter in (begin, first_release, activation, minor, major, site, end):
        chapter()
