"""JSON from anybody, taken for what it should be or for nothing; what nobody asked for is told."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from builder.exchange.fhir.names import ITEM_CONTROL, Json
from builder.exchange.loss import Loss
from builder.message import tell
from builder.model.scalars import MAX_DECIMALS
from builder.problem import Pointer

_LIMIT: Final = 10**12
_SHOWN: Final = 100
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""What cannot be seen, and what no file can hold."""


def text(value: Any) -> str:
    """Return a text as our files hold it, in NFC; empty for anything else."""
    if not isinstance(value, str):
        return ""
    plain = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", plain)).strip()


def decimal(value: Any) -> Decimal | None:
    """Return a number that our forms can hold, with at most twelve figures and four decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _LIMIT:
        return None
    return number if number == round(number, MAX_DECIMALS) else None


def count(value: Any) -> int | None:
    """Return a whole number from 0, or None."""
    number = decimal(value)
    if number is None or number < 0 or number != number.to_integral_value():
        return None
    return int(number)


def groups(value: Any) -> Iterator[tuple[int, Json]]:
    """Yield the groups of keys in a list, and where they stand in it."""
    for index, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict):
            yield index, one


def shown(value: Any) -> str:
    """Return a value as a message shows it: a line that is not too long."""
    line = " ".join(text(str(value)).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


@dataclass(slots=True)
class Given:
    """A group of keys and where it stands; what is not taken from it is left."""

    at: Pointer
    keys: Json
    _taken: set[str] = field(default_factory=set)

    def take(self, key: str) -> Any:
        """Return the value of a key, or None."""
        self._taken.add(key)
        return self.keys.get(key)

    def text(self, key: str) -> str:
        """Return the text of a key, or an empty one."""
        return text(self.take(key))

    def flag(self, key: str) -> bool:
        """Tell whether a key is true."""
        return self.take(key) is True

    def extension(self, *urls: str) -> Any:
        """Return the value of the first extension with one of some addresses, or None."""
        self._taken.update(urls)
        found = (one for _, one in groups(self.keys.get("extension")) if one.get("url") in urls)
        values = (value for one in found for key, value in one.items() if key.startswith("value"))
        return next(values, None)

    def parts(self, url: str) -> Json:
        """Return the values of the parts of the only extension with an address; empty if none is.

        It is not taken by that: `extension` does so.
        """
        alike = [one for _, one in groups(self.keys.get("extension")) if one.get("url") == url]
        inner = groups(alike[0].get("extension")) if len(alike) == 1 else ()
        return {
            part["url"]: value
            for _, part in inner
            for key, value in part.items()
            if key.startswith("value") and isinstance(part.get("url"), str)
        }

    def groups(self, key: str) -> Iterator["Given"]:
        """Yield the groups of keys in the list of a key."""
        for index, one in groups(self.take(key)):
            yield Given((*self.at, key, index), one)

    def control(self) -> str:
        """Return the code that says how an item is shown; empty where none does."""
        concept = self.extension(ITEM_CONTROL)
        codings = groups(concept.get("coding") if isinstance(concept, dict) else None)
        return next((text(one.get("code")) for _, one in codings), "")

    def left(self) -> Iterator[Loss]:
        """Yield a loss for each key and each extension that nobody took."""
        for key in self.keys:
            if key not in {*self._taken, "extension"}:
                yield Loss((*self.at, key), tell("“{key}” is left out", key=shown(key)))
        listed = self.keys.get("extension", [])
        for index, one in enumerate(listed if isinstance(listed, list) else [listed]):
            url = one.get("url") if isinstance(one, dict) else one
            if not (isinstance(url, str) and url in self._taken):
                message = tell("the extension {url} is left out", url=shown(url))
                yield Loss((*self.at, "extension", index), message)
