"""Bytes made a little wrong. Pure: the same bytes, chance and palette give the same again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

_LARGEST: Final = 500_000
_TIMES: Final = (1, 1, 1, 2, 3, 5, 8)
_COPIES: Final = (1, 1, 1, 2, 2, 3, 16, 300, 3000)
_BYTES: Final = b"\x00\x01\x09\x0a\x0d\x20\x22\x27\x7f\x80\xbf\xc3\xed\xfe\xff"
_NUMBERS: Final = (0, 1, 7, 8, 9, 15, 255, 256, 65535, 2**24, 2**31 - 1, 2**31, 2**32 - 1)


@dataclass(frozen=True, slots=True)
class Palette:
    """What is put in: `words` that mean something in the format, and parts of `others`, files."""

    words: Sequence[bytes]
    others: Sequence[bytes]


def mutate(data: bytes, chance: Random, palette: Palette) -> bytes:
    """Return `data` with one to eight faults."""
    for _ in range(chance.choice(_TIMES)):
        data = chance.choice(_OPERATIONS)(data, chance, palette)[:_LARGEST]
    return data


def _stretch(data: bytes, chance: Random) -> tuple[int, int]:
    """Return where a stretch begins and ends; short ones are likelier."""
    start = chance.randint(0, len(data))
    return start, min(len(data), start + int(2 ** chance.uniform(0, 12)))


def _flip_bits(data: bytes, chance: Random, _: Palette) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _put_byte(data: bytes, chance: Random, _: Palette) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + bytes([chance.choice(_BYTES)]) + data[at + chance.randrange(2) :]


def _put_number(data: bytes, chance: Random, _: Palette) -> bytes:
    """Write over a length, a count or an offset, as binary formats have them."""
    at, width = chance.randint(0, len(data)), chance.choice((2, 4, 4, 8))
    number = chance.choice(_NUMBERS) % 256**width
    return data[:at] + number.to_bytes(width, chance.choice(("big", "little"))) + data[at + width :]


def _put_word(data: bytes, chance: Random, palette: Palette) -> bytes:
    start, end = _stretch(data, chance)
    word = chance.choice(palette.words) * chance.choice(_COPIES)
    return data[:start] + word + data[chance.choice((start, start, end)) :]


def _swap_word(data: bytes, chance: Random, palette: Palette) -> bytes:
    """Put one word in the place of another, once or everywhere."""
    there = [word for word in palette.words if word in data]
    if not there:
        return _put_word(data, chance, palette)
    return data.replace(chance.choice(there), chance.choice(palette.words), chance.choice((1, -1)))


def _delete(data: bytes, chance: Random, _: Palette) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: Random, _: Palette) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[start:end] * (1 + chance.choice(_COPIES)) + data[end:]


def _move(data: bytes, chance: Random, _: Palette) -> bytes:
    start, end = _stretch(data, chance)
    rest, at = data[:start] + data[end:], chance.randint(0, len(data))
    return rest[:at] + data[start:end] + rest[at:]


def _truncate(data: bytes, chance: Random, _: Palette) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] if chance.random() < 0.8 else data[at:]


def _splice(data: bytes, chance: Random, palette: Palette) -> bytes:
    other = chance.choice(palette.others)
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def _append(data: bytes, chance: Random, palette: Palette) -> bytes:
    return data + chance.choice(palette.others)


def _change_line(data: bytes, chance: Random, palette: Palette) -> bytes:
    """Leave out, repeat, indent, unindent or swap a line, or end it as another system would."""
    lines = data.split(b"\n")
    n = chance.randrange(len(lines))
    line, word = lines[n], chance.choice(palette.words)
    other = chance.choice(lines)
    lines[n : n + 1] = chance.choice(
        ([], [line, line], [b"  " + line], [line[2:]], [other], [line + b"\r"], [line, word])
    )
    return b"\n".join(lines)


_Operation: TypeAlias = Callable[[bytes, Random, Palette], bytes]
_OPERATIONS: Final[tuple[_Operation, ...]] = (
    _flip_bits,
    _put_byte,
    _put_number,
    _put_word,
    _put_word,
    _swap_word,
    _delete,
    _repeat,
    _move,
    _truncate,
    _splice,
    _append,
    _change_line,
    _change_line,
)
