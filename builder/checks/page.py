"""A rule's page in the handbook: what is wrong, why, and how to write instead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Self

from builder.message import Message, mark, tell, translate

FAMILIES: Final = {
    "STR": mark("How files are written"),
    "NAM": mark("Names of files and folders"),
    "IDN": mark("Ids"),
    "REF": mark("Links and what is linked to"),
    "MED": mark("Pictures, films and sounds"),
    "ACC": mark("Accessibility"),
    "WRD": mark("Plain language"),
    "GOV": mark("Responsibility"),
    "PRV": mark("Personal data"),
    "FRM": mark("Forms"),
    "SAF": mark("Safety"),
    "WVR": mark("Waived warnings"),
    "REL": mark("What a release needs"),
}
"""What each family of rules is about, by the first three letters of its codes."""

WHY: Final = mark("Why")
_REASON: Final = f"{WHY}: "
_EXAMPLE: Final = re.compile(
    r"(?P<kind>Bad|Good), in (?:`(?P<file>[^`]+)`|(?P<sort>[^`]+?))"
    r"(?P<rest>, with the rest of the file)?:"
)
_INDENT: Final = "    "
_UNSEEN: Final = "\N{WHITE VERTICAL RECTANGLE}"


def visible(line: str) -> str:
    """Return a line where every character is seen, and none steers a terminal."""
    shown = (one if one.isprintable() else " " if one == "\t" else _UNSEEN for one in line)
    return "".join(shown)


def page_path(code: str) -> str:
    """Return where the page of a rule stands in a site, from its root."""
    return f"handbook/{code}.html"


@dataclass(frozen=True, slots=True)
class Example:
    """What a file should or should not hold.

    `file` is its name, or words for what sort of file it is. With `rest` the text is a part of a
    file that is otherwise in order.
    """

    is_good: bool
    file: str
    is_named: bool
    rest: bool
    text: str

    @property
    def label(self) -> Message:
        """What the example shows."""
        match self.is_good, self.rest:
            case True, True:
                return tell("Good, in {file} with the rest of the file", file=self.file)
            case True, False:
                return tell("Good, in {file}", file=self.file)
            case False, True:
                return tell("Bad, in {file} with the rest of the file", file=self.file)
            case _:
                return tell("Bad, in {file}", file=self.file)

    @property
    def lines(self) -> tuple[str, ...]:
        """The text as it is shown."""
        return tuple(map(visible, self.text.split("\n")))


@dataclass(frozen=True, slots=True)
class RulePage:
    """The parts of a page, each paragraph on one line; English until it is translated."""

    title: str
    reason: str
    remarks: tuple[str, ...]
    examples: tuple[Example, ...]

    @classmethod
    def read(cls, manual: str) -> Self:
        """Take a rule's docstring apart."""
        title, *blocks = manual.split("\n\n")
        prose = [_on_one_line(block) for block in blocks if _is_prose(block)]
        reason = next((one for one in prose if one.startswith(_REASON)), "")
        remarks = tuple(one for one in prose if one != reason)
        return cls(_on_one_line(title), reason, remarks, tuple(_examples(blocks)))

    @property
    def prose(self) -> tuple[str, ...]:
        """Everything that has another wording in another language."""
        sorts = dict.fromkeys(one.file for one in self.examples if not one.is_named)
        return tuple(text for text in (self.title, self.reason, *self.remarks, *sorts) if text)

    @property
    def why(self) -> str:
        """The reason as a sentence of its own, without the word before its colon."""
        reason = self.reason.partition(": ")[2]
        return reason[:1].upper() + reason[1:]

    def in_language(self, language: str) -> Self:
        """Return the page in `language` ("sv" or "en"); what the examples hold stays as it is."""
        examples = (
            one if one.is_named else replace(one, file=translate(one.file, language))
            for one in self.examples
        )
        return replace(
            self,
            title=translate(self.title, language),
            reason=translate(self.reason, language),
            remarks=tuple(translate(text, language) for text in self.remarks),
            examples=tuple(examples),
        )


def _on_one_line(block: str) -> str:
    return " ".join(block.split())


def _is_prose(block: str) -> bool:
    return not block.startswith(_INDENT) and not _EXAMPLE.fullmatch(block)


def _examples(blocks: list[str]) -> Iterator[Example]:
    """Yield each example: its heading, and the indented blocks that follow."""
    for n, block in enumerate(blocks):
        heading = _EXAMPLE.fullmatch(block)
        if heading is None:
            continue
        end = n + 1
        while end < len(blocks) and blocks[end].startswith(_INDENT):
            end += 1
        lines = "\n\n".join(blocks[n + 1 : end]).split("\n")
        text = "\n".join(line.removeprefix(_INDENT) for line in lines)
        yield Example(
            is_good=heading["kind"] == "Good",
            file=heading["file"] or heading["sort"],
            is_named=bool(heading["file"]),
            rest=bool(heading["rest"]),
            text=text,
        )
