"""Renders the small library of `base`, with changes."""

import json
from typing import Any

import base

from builder.package import Package
from builder.packing import pack
from builder.rendition import render

ENGLISH = base.ONE_MODULE.replace("language: sv", "language: en")


def package(changes: dict[str, str | bytes | None]) -> Package:
    """Return the package of the small moment, in English unless the changes say otherwise."""
    _, content = base.read({"moment.yaml": ENGLISH, "modules/grund.md": None, **changes})
    return pack(content).package


def document(changes: dict[str, str | bytes | None]) -> Any:
    """Return the rendition of the small moment."""
    return json.loads(render(package(changes)))


def step(markdown: str, changes: dict[str, str | bytes | None] | None = None) -> str:
    """Return the HTML of a step that holds `markdown`."""
    text = f"# Start {{#start}}\n\n## Del {{#del}}\n\n### Steg {{#steg}}\n\n{markdown}\n"
    found = document({"modules/start.md": text, **(changes or {})})
    html: str = found["modules"][0]["sections"][0]["steps"][0]["html"]
    return html.strip()


def form(yaml: str, more: dict[str, str | bytes | None] | None = None) -> str:
    """Return the HTML of a form whose pages and the rest are `yaml`."""
    head = "id: enkat\ntitle: Survey\ntype: single\nrights: {holder: A, licence: CC0-1.0}\n"
    changes = {
        "forms/enkat.yaml": head + yaml,
        "modules/start.md": "# Start {#start}\n\n[Survey](../forms/enkat.yaml)\n",
        **(more or {}),
    }
    html: str = document(changes)["forms"][0]["html"]
    return " ".join(html.split())
