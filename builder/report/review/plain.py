"""A review as JSON for machines."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from builder.approval import Verdict
from builder.problem import Span
from builder.proposal import NewRegister
from builder.report.plain import findings_json
from builder.report.review.decisions import pasting
from builder.report.review.overview import Overview
from builder.report.review.tables import compared_forms, lix_rows
from builder.report.review.words import Point, Words
from builder.review import Review, Told

Json: TypeAlias = Any


def review_json(review: Review, language: str) -> Json:
    """Return a review as plain JSON (schemas/review.schema.json)."""
    overview = Overview(review, language)
    shared = findings_json(review.findings, len(review.moments), language)
    return {
        "against": review.against,
        "base": review.base,
        "ready": review.is_ready,
        "title": overview.title,
        "compared": overview.compared,
        "unchanged": review.unchanged,
        "people": [_register_json(one, language) for one in review.people],
        "findings": shared["findings"],
        "moments": [_moment_json(words) for words in overview.moments],
    }


def _register_json(one: NewRegister, language: str) -> Json:
    return {
        "publisher": one.publisher,
        "title": one.change.new.title,
        "reasons": [reason.in_language(language) for reason in one.change.reasons],
        "approvals": _verdict_json(one.verdict, language),
    }


def _verdict_json(verdict: Verdict | None, language: str) -> Json:
    if verdict is None:
        return None
    return {
        "needed": verdict.needed,
        "missing": verdict.missing,
        "enough": verdict.is_enough,
        "counted": [{"person": one.person, "name": one.name} for one in verdict.counted],
        "refused": [
            {"name": one.name, "tag": one.tag, "reason": one.reason.in_language(language)}
            for one in verdict.refused
        ],
        "blocks": [message.in_language(language) for message in verdict.blocks],
        "able": list(verdict.able.values()),
    }


def _moment_json(words: Words) -> Json:
    review, draft, language = words.review, words.draft, words.voice.language
    base = draft.base
    return {
        "moment": draft.moment,
        "path": draft.folder,
        "title": words.package.title,
        "level": draft.level.word,
        "first": base is None,
        "base-version": str(base.version) if base and base.version else None,
        "version": str(draft.version) if draft.version else None,
        "line": draft.line,
        "safety": draft.safety,
        "listing": review.is_listed,
        "ready": review.is_ready,
        "fare": words.fare,
        "reasons": words.reasons(),
        "to-do": _points_json(words.to_do()),
        "changes": [_change_json(told, words) for told in review.changes],
        "decide": _decide_json(words),
        "boundaries": list(_boundaries_json(words)),
        "readability": [
            {"text": one.page, "old": one.old, "new": one.new, "remark": one.remark}
            for one in lix_rows(words)
        ],
        "findings": findings_json(review.findings, 1, language)["findings"],
        "approvals": _verdict_json(review.verdict, language),
        "notes": [
            {"id": note.id, "title": note.title, "markdown": note.markdown} for note in draft.notes
        ],
    }


def _points_json(points: Iterable[Point]) -> Json:
    states = {"✓": "done", "✗": "missing", "!": "look"}
    return [{"state": states[point.sign], "text": point.text} for point in points]


def _change_json(told: Told, words: Words) -> Json:
    change = told.change
    return {
        "code": change.kind.code,
        "name": change.kind.title,
        "level": change.level.word,
        "decided": told.decision.level if told.decision else None,
        "decision-reason": told.decision.reason if told.decision else None,
        "touches": change.kind.touches.word,
        "fingerprint": change.fingerprint,
        "subject": "/".join(change.subject),
        "where": list(words.where(told)),
        "message": words.message(told),
        "reason": words.voice.word(change.kind.reason),
        "witness": words.witness(told) or None,
        "old": words.old(told),
        "new": words.new(told),
        "withheld": words.is_withheld(told),
        "earlier": told.is_earlier,
        "place": _place_json(told.place),
        "old-place": _place_json(told.old_place),
    }


def _place_json(span: Span | None) -> Json:
    return {"path": span.path, "line": span.line, "column": span.column} if span else None


def _decide_json(words: Words) -> Json:
    found = pasting(words)
    return {"where": found.where, "yaml": list(found.lines)} if found else None


def _boundaries_json(words: Words) -> Iterable[Json]:
    for compared in compared_forms(words):
        yield {
            "form": compared.form,
            "title": compared.title,
            "examples": [
                {
                    "old": pair.old,
                    "new": pair.new,
                    "moved": pair.is_moved,
                    "answers": list(pair.answers),
                }
                for pair in compared.pairs
            ],
        }
