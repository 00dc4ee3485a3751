"""A group whose questions are all answered alike, as a matrix."""

from dataclasses import dataclass, field
from typing import Final

from builder.exchange.fhir.choices import Options, options_of
from builder.exchange.fhir.given import Given, text
from builder.exchange.fhir.ids import Ids, own_part
from builder.exchange.fhir.names import SHOWN_WHEN, Json, link_of_text
from builder.exchange.fhir.questions import Setting
from builder.exchange.loss import Loss

_TABLES: Final = frozenset({"table", "htable"})


@dataclass(slots=True)
class Matrix:
    """A matrix that was read: its keys, its rows' link ids with their ids, and its answers."""

    keys: Json
    rows: dict[str, str]
    options: Options
    losses: list[Loss] = field(default_factory=list)


def read_matrix(item: Given, setting: Setting) -> Matrix | None:
    """Return a group as a matrix; None, and nothing is taken, if it is none."""
    trial = Given(item.at, item.keys)
    if item.keys.get("type") != "group" or trial.control() not in _TABLES:
        return None
    children = list(trial.groups("item"))
    rows = [child for child in children if not _is_help(child)]
    offered = [options_of(row, setting.contained) for row in rows]
    if not rows or not all(map(_is_row, rows)) or not _are_alike(rows, offered):
        return None
    matrix = _put_together(text(item.keys.get("linkId")), rows, offered[0], setting)
    helps = [child.text("text") for child in children if _is_help(child)]
    if helps:
        matrix.keys["help"] = "\n".join(helps)
    item.control()
    item.take("item")
    item.take("required")
    return matrix


def _is_help(child: Given) -> bool:
    is_display = child.keys.get("type") == "display" and bool(text(child.keys.get("text")))
    return is_display and Given(child.at, child.keys).control() == "help"


def _is_row(row: Given) -> bool:
    keys = row.keys
    is_bare = not (keys.get("item") or keys.get("enableWhen") or keys.get("repeats"))
    is_asked = keys.get("type") == "choice" and bool(text(keys.get("text")))
    return is_asked and is_bare and Given(row.at, keys).extension(SHOWN_WHEN) is None


def _are_alike(rows: list[Given], offered: list[Options]) -> bool:
    required = {row.keys.get("required") is True for row in rows}
    first = offered[0].options
    return len(required) == 1 and all(one.options == first for one in offered)


def _put_together(link: str, rows: list[Given], options: Options, setting: Setting) -> Matrix:
    ids, links, listed = Ids(), dict[str, str](), list[Json]()
    losses = list(options.losses)
    for row in rows:
        words, row_link = row.text("text"), text(row.take("linkId"))
        id_ = ids.take(own_part(row_link, link_of_text("row", link)), words, "rad")
        links.setdefault(row_link, id_)
        listed.append({"id": id_, "text": words})
        for key in ("type", "required", "answerOption", "answerValueSet"):
            row.take(key)
        row.control()
        losses += row.left()
    is_required = {"required": True} if rows[0].keys.get("required") is True else {}
    choices = {"choices": options.choices(setting.language)}
    return Matrix(
        {"type": "matrix", **is_required, "rows": listed, **choices}, links, options, losses
    )
