"""A library that is as small as a clean one can be, and how to read it."""

import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path
from random import Random

from PIL import Image

from builder.checks import Finding, check
from builder.content import Library, MomentContent, read_library, read_moment
from builder.tree import Tree

MOMENT = "content/moments/prov/prov"
DAY = dt.date(2026, 11, 22)
"""The day that dated rules are held against."""

PROFILE = """\
title: Prov
catalogue: published
media:
  pictures: {types: [jpeg, png, webp], max-kilobytes: 500, max-pixels: 2400}
  films: {types: [mp4], max-kilobytes: 20000, max-seconds: 180}
  sounds: {types: [mp3, m4a], max-kilobytes: 5000, max-seconds: 900}
wording:
  - datum-och-tid
  - forkortningar
  - sjukdomsnamn
  - du-tilltal
  - 1177-ord
  - 1177-direkt
  - konsneutralt
  - svara-ord
  - lasbarhet
approvals: {minor: 0, major: 0, listing: 0}
"""
PUBLISHER = """\
id: prov
title: Provenheten
kind: production
people:
  - id: designer
    name: Designer
    emails: [designer@prov.example]
    roles: [designer]
  - id: utgivare
    name: Utgivare
    emails: [utgivare@prov.example]
    roles: [publisher]
  - id: utgivare-2
    name: Utgivare, granskning
    emails: [utgivare2@prov.example]
    roles: [publisher]
care-providers:
  - {id: norr, title: Region Norr, hsa-id: SE0000000009-NORR}
"""
SETTINGS = """\
id: prov
title: Prov
kind: support
language: sv
summary: Ett moment att pröva med.
audience: Ingen.
intended-use: Att prövas, och inget annat.
owner: Provenheten
contact: {role: Samordnare, email: samordnare@prov.example}
available-to: [all]
open: false
review-by: 2030-01-01
risk-analysis: {date: 2026-01-15, participants: En sjuksköterska och en designer}
functions: {messages: false, contacts: false, planning: false, activity-plan: false}
modules:
  - file: modules/start.md
    starts: at-once
  - file: modules/grund.md
    starts: at-once
"""
FORM = """\
id: enkat
title: Enkät
type: single
one-set-of-answers: true
rights: {holder: Provenheten, licence: CC0-1.0}
pages:
  - id: sida
    title: Sidan
    questions:
      - {id: oro, type: yes-no, text: "Känner du oro?"}
"""
ONE_MODULE = SETTINGS.replace("  - file: modules/grund.md\n    starts: at-once\n", "")
"""The settings without the module that shows the form and the pictures."""
MODULE = "# Start {#start}\n\nText.\n"
GROUND = """\
# Grunden {#grund}

Här visas allt som momentet har.

[Enkät](../forms/enkat.yaml)

![Ett ljust rum.](../media/rum.png)

![En liten bild.](../media/bild.png)
"""
"""What else would be unused, so that a test can change any other file."""
MEDIA_LIST = """\
media:
  - {id: rum, file: rum.png, rights: {holder: Provenheten, licence: CC0-1.0}}
  - {id: bild, file: bild.png, rights: {holder: Provenheten, licence: CC0-1.0}}
"""
BARE: dict[str, str | bytes | None] = {
    "moment.yaml": ONE_MODULE,
    "modules/grund.md": None,
    "forms/enkat.yaml": None,
    "media/media.yaml": None,
    "media/rum.png": None,
    "media/bild.png": None,
}
"""What takes away the form, the pictures and the module that shows them."""


def dice(seed: int) -> Random:
    """Return dice that fall alike every time."""
    return Random(seed)  # noqa: S311 - to be repeated, not to be secret


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (20, 90, 110)).save(out, kind)
    return out.getvalue()


def files(changes: Mapping[str, str | bytes | None] | None = None) -> dict[str, bytes]:
    """Return the files of the small library; `changes` are by name in the moment's folder.

    None takes a file away; a name that begins with `content/` is a path in the library.
    """
    texts: dict[str, str | bytes | None] = {
        "content/profile.yaml": PROFILE,
        "content/publishers/prov.yaml": PUBLISHER,
        "moment.yaml": SETTINGS,
        "welcome.md": "# Välkommen\n\nText.\n",
        "modules/grund.md": GROUND,
        "modules/start.md": MODULE,
        "forms/enkat.yaml": FORM,
        "media/media.yaml": MEDIA_LIST,
        "media/rum.png": picture(),
        "media/bild.png": picture(),
        **(changes or {}),
    }
    return {
        name if name.startswith("content/") else f"{MOMENT}/{name}": text.encode()
        if isinstance(text, str)
        else text
        for name, text in texts.items()
        if text is not None
    }


def tree(changes: Mapping[str, str | bytes | None] | None = None) -> Tree:
    """Return the small library as a tree."""
    return Tree.of(files(changes))


def read(changes: Mapping[str, str | bytes | None] | None = None) -> tuple[Library, MomentContent]:
    """Read the small library and its moment."""
    whole = tree(changes)
    library = read_library(whole)
    moment = read_moment(whole, MOMENT, library)
    library.keys = (moment.key,)
    return library, moment


def findings(changes: Mapping[str, str | bytes | None] | None = None) -> list[Finding]:
    """Return everything that is found in the small library."""
    library, moment = read(changes)
    return sorted([*check(moment, DAY), *check(library, DAY)])


def put(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the small library to disk, and return its root."""
    for path, data in files(changes).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root
