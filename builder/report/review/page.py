"""A review as one HTML page that needs nothing beside itself: no script, no other file, no net."""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.message import mark
from builder.rendition import render_note
from builder.report.review.beside import changed
from builder.report.review.beside_moment import besides
from builder.report.review.decisions import pasting
from builder.report.review.gate import passed
from builder.report.review.overview import Overview
from builder.report.review.tables import compared_forms, lix_rows, pair_head
from builder.report.review.words import SIGNS, Words
from builder.review import Review, Told
from builder.site.frame import ASSETS

_TEMPLATES: Final = Path(__file__).parent / "templates"
_SHEETS: Final = ("base", "moment", "form")
_FILE: Final = re.compile(r'url\("[^"]*"\)')
_NOTE_LEVEL: Final = 5
_POLICY: Final = (
    "default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; "
    "form-action 'none'"
)
_WORDS: Final = {
    "added": mark("New"),
    "after": mark("After"),
    "answers": mark("The answers"),
    "approvals": mark("Approvals"),
    "before": mark("Before"),
    "beside": mark("Texts and forms beside each other"),
    "changed": mark("Changed"),
    "changes": mark("What changes"),
    "compared": mark("The same answers, before and after"),
    "contents": mark("Contents"),
    "decide": mark("To decide"),
    "earlier": mark("Not new in this proposal; not published yet either"),
    "findings": mark("What the check found"),
    "legend": mark("What is gone is struck through; what is new is underlined."),
    "lix": mark("How hard the texts are to read (LIX)"),
    "lix_means": mark(
        "LIX counts long sentences and long words. It is blunt, and meant for advice."
    ),
    "notes": mark("What units will read"),
    "removed": mark("Removed"),
    "same": mark("Alike in both"),
    "skip": mark("Skip to the content"),
    "text": mark("Text"),
    "to_do": mark("Before it is published"),
    "touches": mark("It touches"),
    "why": mark("Why"),
}


def page_review(review: Review, language: str) -> str:
    """Return a review as a whole page; its body has gone through the gate."""
    overview = Overview(review, language)
    words = {name: overview.word(text) for name, text in _WORDS.items()}
    body = (
        _templates()
        .get_template("body.html")
        .render(overview=overview, words=words, moments=list(map(_Shown, overview.moments)))
    )
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _templates()
        .get_template("page.html")
        .render(
            language=language,
            title=overview.title,
            policy=_POLICY.format(digest=digest),
            style=style,
            body=passed(body),
        )
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> str:
    """Return the site's sheets and our own, without anything that would be fetched."""
    sheets = [*(ASSETS / f"{name}.css" for name in _SHEETS), _TEMPLATES / "review.css"]
    return _FILE.sub("none", "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets))


class _Shown:
    """What the template asks for of one moment."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.sign = SIGNS[words.draft.word]
        self.anchor = words.draft.moment.replace("/", "_")
        self.language = words.package.language
        self.changes = [_ShownChange(told, words) for told in words.review.changes]
        self.pasting = pasting(words)
        self.besides = list(besides(words))
        self.compared = list(compared_forms(words))
        self.pair_head = pair_head(words)
        self.lix = list(lix_rows(words))
        self.findings = [(one, words.finding(one)) for one in words.review.findings]
        self.approvals = list(words.approvals())
        self.notes = list(self._notes())

    def _notes(self) -> Iterator[tuple[str, str]]:
        for note in self.words.draft.notes:
            yield note.title, render_note(note.markdown, self.language, _NOTE_LEVEL)


class _ShownChange:
    """What the template asks for of one change; `old` and `new` are HTML."""

    def __init__(self, told: Told, words: Words) -> None:
        self.level, self.level_word = told.level.word, words.level_of(told)
        self.sign = SIGNS[told.level.word]
        self.code, self.fingerprint = told.change.kind.code, told.change.fingerprint
        self.where, self.message = words.where(told), words.message(told)
        row = changed(escape(words.old(told)), escape(words.new(told)))
        is_pair = bool(row.old and row.new)
        self.old = row.old if is_pair else escape(words.old(told))
        self.new = row.new if is_pair else escape(words.new(told))
        self.facts = [
            fact
            for fact in (words.touches(told), words.witness(told), words.decision(told))
            if fact
        ]
        self.place = words.place(told)
        self.is_earlier = told.is_earlier
