"""What became of the examples of forms, as JSON for machines."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from builder.forms import Answer, Contribution
from builder.model import exact
from builder.report.proven import Tested, Tried, Unread
from builder.report.unread import unread_json

Json: TypeAlias = Any


def proof_json(tested: Sequence[Tested], unread: Sequence[Unread], language: str) -> Json:
    """Return a test as plain JSON (schemas/proof.schema.json)."""
    return {
        "holds": not unread and all(one.holds for form in tested for one in form.tried),
        "forms": [_form_json(one, language) for one in tested],
        "unread": unread_json(unread),
    }


def _form_json(tested: Tested, language: str) -> Json:
    return {
        "path": tested.path,
        "form": tested.form.id,
        "title": tested.form.title,
        "examples": [_example_json(one, language) for one in tested.tried],
        "bands": [
            {"score": score, "band": band, "proved": is_proved}
            for (score, band), is_proved in tested.bands.items()
        ],
        "flags": [{"flag": name, "proved": is_proved} for name, is_proved in tested.flags.items()],
    }


def _example_json(one: Tried, language: str) -> Json:
    example, outcome = one.proof.example, one.proof.outcome
    unfit = [
        {
            "at": "/".join(map(str, name.at)),
            "expected": None,
            "got": None,
            "message": name.message.in_language(language),
        }
        for name in one.unfit
    ]
    differences = [
        {
            "at": "/".join(map(str, mismatch.at)),
            "expected": mismatch.expected,
            "got": mismatch.got,
            "message": mismatch.message.in_language(language),
        }
        for mismatch in one.proof.mismatches
    ]
    return {
        "example": example.id,
        "title": example.title,
        "line": one.line,
        "holds": one.holds,
        "differences": unfit or differences,
        "counted": {
            name: [_part_json(part) for part in parts]
            for name, parts in outcome.contributions.items()
        },
    }


def _part_json(part: Contribution) -> Json:
    return {
        "question": part.item.question.id,
        "row": part.item.row,
        "answer": _answer_json(part.answer),
        "points": None if part.points is None else exact(part.points),
    }


def _answer_json(answer: Answer | None) -> Json:
    match answer:
        case Decimal():
            return exact(answer)
        case frozenset():
            return sorted(answer)
        case Mapping():
            return dict(answer)
        case _:
            return answer
