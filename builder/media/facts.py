"""What is known of a media file once it has been looked at."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from builder.media.cue import Captions
from builder.media.kind import MediaType
from builder.message import Message, tell, tell_number


@dataclass(frozen=True, slots=True)
class Damage:
    """Why a file is not whole; `can_be_cut` where the fault is only what stands around it."""

    message: Message
    can_be_cut: bool = False

    @classmethod
    def cut(cls) -> Self:
        """The file ends too early."""
        return cls(tell("the end of the file is missing: fetch it or export it again"))

    @classmethod
    def at(cls, byte: int) -> Self:
        """The file cannot be followed from this byte on."""
        return cls(tell("the file is damaged at byte {at}: fetch it or export it again", at=byte))

    @classmethod
    def before(cls, length: int) -> Self:
        """So many bytes stand before the beginning."""
        message = tell_number(
            "{n} byte that is never shown stands before the beginning",
            "{n} bytes that are never shown stand before the beginning",
            length,
        )
        return cls(message, can_be_cut=True)

    @classmethod
    def behind(cls, length: int) -> Self:
        """So many bytes follow the end."""
        message = tell_number(
            "{n} byte that is never shown follows after the end of the file",
            "{n} bytes that are never shown follow after the end of the file",
            length,
        )
        return cls(message, can_be_cut=True)


class Telling(IntEnum):
    """What a trace tells of, the gravest first."""

    PLACE = 1
    PERSON = 2
    DEVICE = 3
    HIDDEN = 4


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """A field of metadata by which somebody can be found out; its value is never kept."""

    telling: Telling
    field: str


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """A media file as it is. `type` is None, and `fault` says why, where it is none of ours.

    `seconds` is its length in time. `damage` says why it is not whole; nothing but its type and
    size is then to be relied on. `colours` and `codec` say why a browser shows it wrongly or not
    at all. `is_streamable` is False for a film or sound that must be fetched whole before it
    begins. `is_silent` is only ever True where `has_sound` is.
    """

    sha256: str
    length: int
    type: MediaType | None
    width: int = 0
    height: int = 0
    seconds: float = 0
    fault: Message | None = None
    damage: Damage | None = None
    is_animated: bool = False
    colours: Message | None = None
    codec: Message | None = None
    traces: tuple[Trace, ...] = ()
    is_streamable: bool = True
    has_sound: bool = False
    is_silent: bool = False
    captions: Captions | None = None

    @property
    def kilobits(self) -> int:
        """Kilobits for each second, all of the file counted; 0 where it has no length in time."""
        return round(self.length * 8 / 1000 / self.seconds) if self.seconds > 0 else 0
