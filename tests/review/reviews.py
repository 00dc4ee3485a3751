"""Reviews of the small library, made of two versions of it, without git."""

from collections.abc import Mapping

import base

from builder.approval import Refusal, Statement, Verdict
from builder.checks import check
from builder.content.moment import media_bytes
from builder.manifest import Signature, Version
from builder.message import tell
from builder.packing import pack
from builder.release import base_of_sources, draft
from builder.review import MomentReview, Review, review_of

Changes = Mapping[str, str | bytes | None]

BASE = Version(1, 1)
STATEMENT = Statement("moment", "prov/prov", {"version": "2.0"})
VERDICT = Verdict(
    STATEMENT,
    needed=2,
    counted=(Signature("prov/utgivare", "Utgivare", "ssh-ed25519 AAAA", "x"),),
    refused=(Refusal("approval/x", "Designer", tell("is not a person of this unit")),),
    blocks=(),
    able={"prov/utgivare-2": "Utgivare, granskning"},
)

STEP = "modules/start.md"
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
      - id: oro
        type: single-choice
        text: Hur ofta känner du oro?
        required: true
        choices:
          - {value: aldrig, text: Aldrig, score: 0}
          - {value: ibland, text: Ibland, score: 1}
          - {value: ofta, text: Ofta, score: 2}
      - id: somn
        type: single-choice
        text: Hur ofta sover du dåligt?
        required: true
        choices:
          - {value: aldrig, text: Aldrig, score: 0}
          - {value: ibland, text: Ibland, score: 1}
          - {value: ofta, text: Ofta, score: 2}
scores:
  - id: summa
    title: Summan
    method: sum
    of: [oro, somn]
    missing: {policy: no-score}
    visible-to: [staff]
    bands:
      - {id: lite, from: 0, to: 1, text: Lite oro}
      - {id: mycket, from: 2, to: 4, text: Mycket oro}
"""


def reviewed(
    old: Changes,
    new: Changes,
    *,
    version: Version | None = BASE,
    verdict: Verdict | None = VERDICT,
) -> MomentReview:
    """Return the review of a moment that was `old` and is `new`."""
    before, after = base.read(old)[1], base.read(new)[1]
    packed = pack(after)

    def read(sha256: str) -> bytes | None:
        path = packed.blobs.get(sha256)
        return media_bytes(after.tree, path) if path else None

    made = draft(after, packed, base_of_sources(before, version))
    return review_of(made, sorted(check(after, base.DAY)), verdict, new_bytes=read)


def whole(*moments: MomentReview, against: str = "catalogue") -> Review:
    return Review(against, "main", moments)


def page(*paragraphs: str) -> str:
    return "# Start {#start}\n\n## Ett {#ett}\n\n" + "\n\n".join(paragraphs) + "\n"
