"""What differs between a form and what became of it, there and back."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from builder.exchange.loss import Loss
from builder.model import WIRE, Form
from builder.problem import Pointer
from builder.source import parse_yaml

REPOSITORY = Path(__file__).parents[2]
FORM_FILES = sorted((REPOSITORY / "content").glob("**/forms/*.yaml"))


def read_form(file: Path) -> Form:
    """Read a form of the demo library."""
    return Form.model_validate(parse_yaml(str(file), file.read_text()).data)


def form_of(data: dict[str, Any]) -> Form:
    """Return a form of plain data, for what a test does not name a little one."""
    whole = {
        "id": "prov", "title": "Prov", "type": "single",
        "rights": {"holder": "Provenheten", "licence": "CC0-1.0"},
    }  # fmt: skip
    rest = {key: value for key, value in data.items() if key != "questions"}
    if "questions" in data:
        rest["pages"] = [{"id": "sida", "title": "Sidan", "questions": data["questions"]}]
    return Form.model_validate({**whole, **rest}, context=WIRE)


def differences(before: Form, after: Form) -> list[Pointer]:
    """Return where two forms differ, as deep down as can be told; audiences have no order."""
    return list(_differ((), _plain(before), _plain(after)))


def untold(before: Form, after: Form, losses: Sequence[Loss]) -> list[Pointer]:
    """Return the differences that no loss names, at their place or around it."""
    told = {loss.at for loss in losses}
    return [
        at for at in differences(before, after)
        if not any(at[:n] in told for n in range(1, len(at) + 1))
    ]  # fmt: skip


def _plain(form: Form) -> Any:
    data = form.model_dump(mode="json", by_alias=True, exclude_none=True)
    for score in data["scores"]:
        score["visible-to"] = sorted(score["visible-to"])
    return data


def _differ(at: Pointer, one: Any, other: Any) -> Iterator[Pointer]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from _differ((*at, key), one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list):
        for n, (this, that) in enumerate(zip_longest(one, other)):
            yield from _differ((*at, n), this, that)
    elif one != other:
        yield at
