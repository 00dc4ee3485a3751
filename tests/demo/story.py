"""Tell the whole story with real git and real keys: from a designer's text to a unit's activation.

Works in a scratch copy of the content (`demo/`), and leaves the catalogue and its site in
`published/`, which git ignores. Every command that is shown is run; what it prints is what it said.
"""

import datetime as dt
import json

from rich.panel import Panel
from stage import (
    LANGUAGE,
    LIBRARY,
    PUBLISHED,
    ROOT,
    SCRATCH,
    UNIT,
    approve,
    begin,
    commit,
    console,
    edit,
    give_keys,
    merge,
    read,
    run,
    say,
    tell,
    write,
)

MOMENTS = {
    "norrvik": ("battre-somn", "hantera-stress"),
    "sodervik": ("infor-operation", "leva-med-smarta"),
}
NAME = "norrvik/battre-somn"
MOMENT = f"content/moments/{NAME}"
MODULE = f"{MOMENT}/modules/varva-ner.md"
BED = f"{MOMENT}/modules/tiden-i-sangen.md"
DIARY = f"{MOMENT}/forms/somndagbok.yaml"
DESIGNER = "designer.somn@norrvik.example"
FIRST, SECOND = "utgivare1@norrvik.example", "utgivare2@norrvik.example"


def check() -> None:
    """A designer's content is checked."""
    for publisher in MOMENTS:
        give_keys(publisher, ("utgivare-1", "utgivare-2"))
    say("1. Designern lämnar in innehållet", "1. The designer hands in the content")
    commit("Fem moment", DESIGNER)
    run("moment", "check")
    say(
        "2. Ett skrivfel hittas på sin rad, och rättas",
        "2. A slip is found at its line, and mended",
    )
    edit(MODULE, "{#slappna-av}", "{#slappna av}")
    run("moment", "check", MOMENT, expect=1)
    edit(MODULE, "{#slappna av}", "{#slappna-av}")


def first_release() -> None:
    """Nothing is published before two publishers of each unit have approved it."""
    say(
        "3. Katalogen skapas, och momenten väntar på två godkännanden",
        "3. The catalogue is made, and the moments wait for two approvals",
    )
    run("moment", "publish")
    for publisher, moments in MOMENTS.items():
        names = [f"{publisher}/{one}" for one in moments]
        approve(publisher, "utgivare-1", *names, brief=publisher != "norrvik")
        approve(publisher, "utgivare-2", *names)
    say("4. Version 1.0 publiceras", "4. Version 1.0 is published")
    run("moment", "publish")
    tell(
        "Utbildningsenhetens moment publiceras aldrig:",
        "The training unit's moment is never published:",
    )
    run("moment", "publish", "ovning/prova-pa", expect=3)


def activation() -> None:
    """A unit activates."""
    say("5. En vårdenhet aktiverar", "5. A care unit activates")
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
    run("moment-unit", "activate", NAME, "--by", "Samordnaren")
    tell(
        "Ett moment som inte delas med vårdgivaren går inte att aktivera:",
        "A moment that is not shared with the care provider cannot be activated:",
    )
    run("moment-unit", "activate", "sodervik/infor-operation", expect=3)


def minor() -> None:
    """A wording reaches those who have started; who wrote it does not approve it."""
    say("6. En språklig rättelse blir MINOR", "6. A mended wording becomes MINOR")
    run("git", "switch", "--quiet", "--create", "tydligare-ovning")
    edit(
        MODULE,
        "Hoppa över delar av kroppen där du har ont.",
        "Hoppa över de delar av kroppen där du har ont.",
    )
    write(
        f"{MOMENT}/changes/tydligare-ovning.md",
        "# Tydligare övning\n\nVi har gjort en mening i övningen Spänn och släpp tydligare. Ni behöver inte göra något.\n",
    )
    commit("Tydligare mening i avslappningen", SECOND)
    run("moment", "review", "main")
    merge("tydligare-ovning", SECOND)
    tell(
        "Utgivaren som skrev meningen får inte godkänna den. Det gör den andra:",
        "The publisher who wrote the sentence may not approve it. The other one does:",
    )
    approve("norrvik", "utgivare-2", NAME, expect=3)
    approve("norrvik", "utgivare-1", NAME, brief=False)
    run("moment", "publish")
    run("moment-unit", "update", "--by", "Samordnaren")


def decided() -> None:
    """A time is for a person to judge."""
    say("7. Ett klockslag måste någon ta ställning till", "7. Somebody has to judge a time of day")
    edit(BED, "kl. 6.45", "kl. 7.00")
    run("moment", "diff")
    found = json.loads(run("moment", "diff", "--format", "json", show=False))
    (change,) = found["changes"]
    write(
        f"{MOMENT}/changes/klockslag.md",
        f"---\ndecisions:\n  - change: {change['fingerprint']}\n    level: minor\n"
        "    reason: Klockslaget är bara ett exempel. Rådet är detsamma för den som har börjat.\n"
        "---\n# Ett annat exempel\n\nExemplet på en tid att gå upp är kl. 7.00. Ni behöver inte göra något.\n",
    )
    commit("Ett annat exempel på en tid att gå upp", DESIGNER)
    tell(
        "Ett beslut som låter ändringen nå dem som har startat kräver två godkännanden:",
        "A decision that lets the change reach those who have started wants two approvals:",
    )
    approve("norrvik", "utgivare-1", NAME)
    run("moment", "approvals")
    approve("norrvik", "utgivare-2", NAME)
    run("moment", "publish")


def major() -> None:
    """A new section and a new question do not reach those who have started."""
    say(
        "8. Ett nytt avsnitt och en ny fråga blir MAJOR",
        "8. A new section and a new question become MAJOR",
    )
    run("git", "switch", "--quiet", "--create", "paus")
    section = "\n## En paus mitt på dagen {#paus}\n\nStanna upp en stund varje dag. Sätt dig vid ett fönster, titta ut och låt axlarna sjunka.\n"
    write(MODULE, read(MODULE) + section)
    question = (
        "      - id: paus\n        type: yes-no\n        text: Tog du en paus mitt på dagen?\n"
    )
    diary = read(DIARY)
    first = diary.index("    questions:\n") + len("    questions:\n")
    write(DIARY, diary[:first] + question + diary[first:])
    write(
        f"{MOMENT}/changes/paus.md",
        "# Paus mitt på dagen\n\nEtt nytt avsnitt i modulen Varva ner och en ny fråga i sömndagboken. Gäller nya starter.\n",
    )
    commit("Paus mitt på dagen", DESIGNER)
    tell(
        "Granskningen säger vad som saknas: riskerna ska gås igenom på nytt. Läs den i demo/review.html.",
        "The review says what is missing: the risks are to be gone through anew. Read it in demo/review.html.",
    )
    run("moment", "review", "main", "--format", "markdown", "--output", "../review.md")
    run("moment", "review", "main", "--format", "html", "--output", "../review.html")
    today = dt.datetime.now(dt.UTC).date().isoformat()
    edit(f"{MOMENT}/moment.yaml", "date: 2026-09-15", f"date: {today}")
    commit("Riskerna genomgångna på nytt", DESIGNER)
    merge("paus", FIRST)
    approve("norrvik", "utgivare-1", NAME)
    approve("norrvik", "utgivare-2", NAME)
    run("moment", "publish")
    tell(
        "Enheten får frågan; ingen startad invånare berörs förrän någon svarar:",
        "The unit is asked; no resident who has started is touched:",
    )
    run("moment-unit", "update", "--by", "Samordnaren")


def older_line() -> None:
    """What concerns safety reaches those who stay on the older version."""
    say(
        "9. En säkerhetsrättning når även dem som är kvar på 1.x",
        "9. A correction for safety reaches those who stay on 1.x too",
    )
    run("git", "switch", "--quiet", "--create", "ratta-1", f"release/{NAME}/1.2")
    edit(BED, "Ha en lampa nära sängen", "Ha en tänd lampa nära sängen")
    write(
        f"{MOMENT}/changes/tand-lampa.md",
        "---\nsafety: true\n---\n# Tänd lampa\n\nDen som går upp på natten ska ha en tänd lampa nära sängen. Berätta det för dem som har startat.\n",
    )
    commit("En tänd lampa", DESIGNER)
    approve("norrvik", "utgivare-1", NAME, "--line", "1", brief=False)
    run("moment", "publish", NAME, "--line", "1")
    run("git", "switch", "--quiet", "main", show=False)
    tell(
        "(Samma mening rättas sedan i main, för dem som startar 2.0.)",
        "(The same sentence is then mended in main, for those who start 2.0.)",
    )
    run("moment-unit", "update", "--by", "Samordnaren")


def site() -> None:
    """How everything stands, and the catalogue as a site."""
    say("10. Hur allt står till", "10. How everything stands")
    run("moment", "status")
    run("moment", "publish")
    run("moment", "site")
    run("moment-unit", "verify")


def end() -> None:
    """Say what was done and where to look."""
    places = [
        ("Granskningen", "The review", SCRATCH / "review.html"),
        ("som kommentar", "as a comment", SCRATCH / "review.md"),
        ("Katalogen", "The catalogue", PUBLISHED / "site/index.html"),
        ("Utgåvorna", "The releases", PUBLISHED / "index"),
        ("Enhetens lås", "The unit's lock", UNIT / "activations.lock"),
        ("Arbetskopian", "The working copy", LIBRARY),
    ]
    sv = (
        "Fyra moment är publicerade som 1.0, och Bättre sömn också som 1.1 och 1.2 (MINOR), 2.0 (MAJOR)\n"
        "och 1.3 (säkerhetsrättning). Enheten kör 1.3 och har fått frågan om 2.0.\n"
    )
    en = (
        "Four moments are published as 1.0, and Bättre sömn also as 1.1 and 1.2 (MINOR), 2.0 (MAJOR)\n"
        "and 1.3 (a correction for safety). The unit runs 1.3 and has been asked about 2.0.\n"
    )
    lines = [
        f"{(one if LANGUAGE == 'sv' else two):<17} {path.relative_to(ROOT)}"
        for one, two, path in places
    ]
    console.print()
    text = "\n".join([sv if LANGUAGE == "sv" else en, *lines])
    console.print(Panel(text, border_style="green", expand=False), soft_wrap=False)


if __name__ == "__main__":
    chapters = (begin, check, first_release, activation, minor, decided, major, older_line)
    for chapter in (*chapters, site, end):
        chapter()
