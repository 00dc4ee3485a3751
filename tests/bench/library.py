"""Make a library of many moments, always the same: 10 modules, 2 forms and 5 pictures each."""

import io
import random
from pathlib import Path

from PIL import Image, ImageDraw

MODULES, FORMS, PICTURES, QUESTIONS = 10, 2, 5, 20
PER_PUBLISHER = 50
MENDED = ("Lyssna gärna på musik.", "Hör gärna på musik.")
"""A sentence of every welcome, and how it can be worded otherwise: a MINOR change."""
_WORDS = [
    "du",
    "kan",
    "börja",
    "med",
    "en",
    "sak",
    "i",
    "taget",
    "och",
    "se",
    "vad",
    "som",
    "händer",
    "när",
    "kroppen",
    "får",
    "vila",
    "efter",
    "dagen",
    "många",
    "sover",
    "bättre",
    "om",
    "kvällen",
    "är",
    "lugn",
    "och",
    "ljuset",
    "dämpat",
    "det",
    "hjälper",
    "också",
    "att",
    "gå",
    "upp",
    "samma",
    "tid",
    "varje",
    "morgon",
    "även",
    "om",
    "natten",
    "var",
    "orolig",
    "skriv",
    "gärna",
    "upp",
    "hur",
    "det",
    "går",
    "så",
    "blir",
    "det",
    "lättare",
    "att",
    "se",
    "mönster",
]

_PROFILE = """\
title: Mätning
catalogue: published
media:
  pictures: {types: [jpeg, png, webp], max-kilobytes: 500, max-pixels: 2400}
  films: {types: [mp4], max-kilobytes: 20000, max-seconds: 180}
  sounds: {types: [mp3, m4a], max-kilobytes: 5000, max-seconds: 900}
wording: [datum-och-tid, forkortningar, sjukdomsnamn, du-tilltal, 1177-ord, 1177-direkt, konsneutralt, svara-ord, lasbarhet]
approvals: {minor: 0, major: 0, listing: 0}
"""
_PUBLISHER = """\
id: {id}
title: Enheten {id}
kind: production
people:
  - id: utgivare
    name: Utgivare
    emails: [utgivare@{id}.example]
    roles: [publisher]
  - id: utgivare-2
    name: Utgivare, granskning
    emails: [utgivare2@{id}.example]
    roles: [publisher]
"""
_MOMENT = """\
id: {id}
title: Moment {id}
kind: support
language: sv
summary: Ett moment som bara finns för mätning.
audience: Ingen.
intended-use: Att mätas, och inget annat.
owner: Enheten
contact: {{role: Samordnare, email: samordnare@enheten.example}}
available-to: [all]
review-by: 2030-01-01
risk-analysis: {{date: 2026-01-15, participants: En sjuksköterska och en designer}}
functions: {{messages: true, contacts: false, planning: false, activity-plan: false}}
modules:
{modules}
results:
  - {{id: varde, title: Värde, form: dagbok-1, score: summa, show: line-chart, visible-to: [staff]}}
"""


def dice(seed: int) -> random.Random:
    """Return dice that fall alike every time."""
    return random.Random(seed)  # noqa: S311 - to be repeated, not to be secret


def make(root: Path, moments: int, seed: int = 1) -> None:
    """Write a library of `moments` moments in `root`."""
    chance = dice(seed)
    content = root / "content"
    _write(content / "profile.yaml", _PROFILE)
    for number in range(moments):
        publisher = f"utgivare-{number // PER_PUBLISHER + 1}"
        _write(content / f"publishers/{publisher}.yaml", _PUBLISHER.format(id=publisher))
        _make_moment(content / f"moments/{publisher}/moment-{number + 1}", chance)


def _make_moment(folder: Path, chance: random.Random) -> None:
    files = [f"  - file: modules/modul-{n}.md\n    starts: by-staff" for n in range(1, MODULES + 1)]
    _write(folder / "moment.yaml", _MOMENT.format(id=folder.name, modules="\n".join(files)))
    _write(folder / "welcome.md", f"# Välkommen\n\n{_paragraph(chance)} {MENDED[0]}\n")
    _write(folder / "staff.md", f"# För personal\n\n{_paragraph(chance)}\n")
    for n in range(1, MODULES + 1):
        _write(folder / f"modules/modul-{n}.md", _module(n, chance))
    for n in range(1, FORMS + 1):
        _write(folder / f"forms/dagbok-{n}.yaml", form_text(n, chance))
    media = "".join(
        f"  - id: bild-{n}\n    file: bild-{n}.jpg\n    rights: {{holder: Enheten, licence: CC0-1.0}}\n"
        for n in range(1, PICTURES + 1)
    )
    _write(folder / "media/media.yaml", f"media:\n{media}")
    for n in range(1, PICTURES + 1):
        (folder / f"media/bild-{n}.jpg").write_bytes(_picture(chance))


def _module(n: int, chance: random.Random) -> str:
    parts = [f"# Modul {n} {{#modul-{n}}}\n"]
    for section in (1, 2):
        parts.append(f"## Avsnitt {section} {{#avsnitt-{section}}}\n")
        for step in (1, 2):
            parts.append(f"### Steg {section}.{step} {{#steg-{section}-{step}}}\n")
            parts += [f"{_paragraph(chance)}\n", f"{_paragraph(chance)}\n"]
            parts.append("\n".join(f"- {_sentence(chance)}" for _ in range(3)) + "\n")
    if n <= PICTURES:
        parts.append(f"![En bild som hör till modulen.](../media/bild-{n}.jpg)\n")
    if n <= FORMS:
        parts.append(f"[Dagbok {n}](../forms/dagbok-{n}.yaml)\n")
    return "\n".join(parts)


def form_text(n: int, chance: random.Random) -> str:
    """Return a form of twenty questions with a sum, two bands and two examples."""
    questions = "".join(_question(q, chance) for q in range(1, QUESTIONS + 1))
    names = ", ".join(f"fraga-{q}" for q in range(1, QUESTIONS + 1))
    return (
        f"id: dagbok-{n}\ntitle: Dagbok {n}\ntype: calendar\n"
        "rights: {holder: Enheten, licence: CC0-1.0}\n"
        f"pages:\n  - id: sida\n    title: Sidan\n    questions:\n{questions}"
        f"scores:\n  - id: summa\n    title: Summa\n    method: sum\n    of: [{names}]\n"
        "    missing: {policy: no-score}\n    visible-to: [staff]\n    bands:\n"
        "      - {id: lag, from: 0, to: 30, text: Låg}\n      - {id: hog, from: 31, to: 60, text: Hög}\n"
        f"examples:\n{_example('lag', 1, 20)}{_example('hog', 2, 40)}"
    )


def _example(band: str, value: int, total: int) -> str:
    answers = ", ".join(f"fraga-{q}: val-{value}" for q in range(1, QUESTIONS + 1))
    return (
        f"  - id: {band}\n    title: Ett exempel\n    answers: {{{answers}}}\n"
        f"    expect: {{scores: {{summa: {total}}}, bands: {{summa: {band}}}}}\n"
    )


def _question(q: int, chance: random.Random) -> str:
    choices = "".join(
        f"          - {{value: val-{v}, text: {chance.choice(_WORDS)}, score: {v}}}\n"
        for v in range(4)
    )
    return (
        f"      - id: fraga-{q}\n        type: single-choice\n        text: {_sentence(chance)}\n"
        f"        choices:\n{choices}"
    )


def _sentence(chance: random.Random) -> str:
    words = " ".join(chance.choices(_WORDS, k=chance.randint(7, 13)))
    return f"{words[0].upper()}{words[1:]}."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(3))


def _picture(chance: random.Random) -> bytes:
    picture = Image.new("RGB", (640, 360), tuple(chance.choices(range(256), k=3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y, size = chance.randint(0, 640), chance.randint(0, 360), chance.randint(20, 160)
        draw.ellipse((x, y, x + size, y + size), fill=tuple(chance.choices(range(256), k=3)))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
