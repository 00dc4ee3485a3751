"""NLM's LHC-Forms in a browser, and answers of ours as a FHIR QuestionnaireResponse."""

import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import npm
import pytest
from browser import Browser

from builder.model import Form, MatrixQuestion, Question

PACKAGE = ("lforms", "40.1.3")
SCRIPTS = (
    "webcomponent/assets/lib/zone.min.js",
    "webcomponent/lhc-forms.js",
    "fhir/R4/lformsFHIR.min.js",
)
NEEDED = (*SCRIPTS, "webcomponent/styles.css")


def unpacked(cache: Path) -> Path:
    """Return a folder with what the page needs of LHC-Forms; skip where it cannot be brought."""
    try:
        archive = npm.package(*PACKAGE, cache)
    except npm.UnobtainableError as error:
        pytest.skip(str(error))
    folder = cache / "-".join(PACKAGE)
    for name in NEEDED:
        file = folder / name
        if not file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            with tarfile.open(archive) as tar:
                member = tar.extractfile(f"package/dist/lforms/{name}")
                assert member is not None
                file.write_bytes(member.read())
    return folder


def open_page(browser: Browser, package: Path, page: Path) -> None:
    """Open a page that has loaded LHC-Forms, with an empty place for a form."""
    scripts = "".join(f'<script src="{(package / name).as_uri()}"></script>' for name in SCRIPTS)
    style = f'<link rel="stylesheet" href="{(package / NEEDED[-1]).as_uri()}">'
    page.write_text(
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>LHC-Forms</title>{style}</head>'
        f'<body><div id="form"></div>{scripts}<script>{Path(__file__).with_suffix(".js").read_text()}</script>'
    )
    browser.open(page.as_uri(), 1000, 1400)
    browser.until("!!(window.LForms && LForms.Util && LForms.FHIR)", seconds=30)


def evaluate_all(browser: Browser, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what LHC-Forms makes of forms with answers."""
    return browser.run(f"evaluateAll({json.dumps(cases)})")


def response(
    form: Form, answers: Mapping[str, Any], questionnaire: dict[str, Any]
) -> dict[str, Any]:
    """Return answers as a response, those to hidden questions among them."""
    kinds = {
        item["linkId"]: item["type"]
        for page in questionnaire["item"]
        for item in page.get("item", ())
    }
    pages = []
    for page in form.pages:
        items = [
            item for question in page.questions if question.id in answers
            for item in _items(question, answers[question.id], kinds[question.id])
        ]  # fmt: skip
        pages += [{"linkId": f"page.{page.id}", "item": items}] if items else []
    return {"resourceType": "QuestionnaireResponse", "status": "in-progress", "item": pages}


def _items(question: Question, given: Any, kind: str) -> list[dict[str, Any]]:
    if isinstance(question, MatrixQuestion):
        rows = [
            {
                "linkId": f"row.{question.id}.{row}",
                "answer": [{"valueCoding": _coding(question, value)}],
            }
            for row, value in given.items()
        ]
        return [{"linkId": question.id, "item": rows}] if rows else []
    values = [*given] if isinstance(given, tuple | list) else [given] if str(given).strip() else []
    answer = [_answer(question, value, kind) for value in values]
    return [{"linkId": question.id, "answer": answer}] if answer else []


def _coding(question: Any, value: str) -> dict[str, str]:
    return {
        "code": value,
        "display": next(one.text for one in question.choices if one.value == value),
    }


def _answer(question: Question, value: str, kind: str) -> dict[str, Any]:
    written = {
        "choice": lambda: {"valueCoding": _coding(question, value)},
        "boolean": lambda: {"valueBoolean": value == "yes"},
        "integer": lambda: {"valueInteger": int(value)},
        "decimal": lambda: {"valueDecimal": float(value)},
        "date": lambda: {"valueDate": value},
        "time": lambda: {"valueTime": f"{value}:00"},
    }
    return written.get(kind, lambda: {"valueString": value})()
