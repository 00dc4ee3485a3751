"""A small library with everything in it that can be mended, and what it is when that is done."""

from pathlib import Path
from typing import Final

import base

FAULTY: Final = {
    "moment.yaml": base.SETTINGS.replace("title: Prov", "title: Prov: en början")
    .replace("owner: Provenheten", "owner: Provenheten: norr")
    .replace("modules/start.md", "modules/Övning 1.md"),
    "modules/start.md": None,
    "modules/Övning 1.md": "# Start\n\nFyll i [enkäten](../forms/Enkät.yaml) först.\n\n## Om sömn\n\n![Ett stort brus.](<../media/Stor Bild.jpg>)\n",
    "modules/grund.md": base.GROUND.replace("../media/bild.png", "../media/Bild!.png")
    .replace("forms/enkat.yaml", "forms/Enk%C3%A4t.yaml")
    .replace("(../media/rum.png)", "[rum]\n\n[rum]: ../media/Rum.PNG"),
    "forms/enkat.yaml": None,
    "forms/Enkät.yaml": base.FORM.replace("title: Sidan", "title: 2026").replace("{id: oro, ", "{"),
    "media/media.yaml": "media:\n"
    "  - {id: rum, file: Rum.PNG, rights: {holder: Provenheten, licence: CC0-1.0}}\n"
    "  - {file: Stor Bild.jpg, rights: {holder: Provenheten, licence: CC0-1.0}}\n"
    "  - {id: bild, file: bild.png, decorative: true, rights: {holder: Provenheten, licence: CC0-1.0}}\n"
    "  - {id: bild-2, file: Bild!.png, rights: {holder: Provenheten, licence: CC0-1.0}}\n",
    "media/Bild!.png": base.picture(size=(50, 60)),
    "welcome.md": "# Välkommen\n\n![](media/bild.png)\n",
    "media/rum.png": None,
    "media/Rum.PNG": base.picture(),
    "media/Stor Bild.jpg": base.picture("JPEG", (2600, 40)),
    "Changes/Ändring.md": "# Ändring\n\nText.\n",
    "content/publishers/prov.yaml": None,
    "content/publishers/Prov.yaml": base.PUBLISHER,
}
"""Two colons, an id for a heading, a section, a medium and a question, a form in a sentence, a
number for a text, a folder, five files and a publisher with names that cannot be, and a picture
that is too large."""


def put(root: Path) -> Path:
    """Write the faulty library to disk, the publisher's folder named as its file is."""
    base.put(root, FAULTY)
    (root / "content/moments/prov").rename(root / "content/moments/Prov")
    return root
