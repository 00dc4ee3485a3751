"""What was tested, and what was made up for a person to judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from builder.forms import Boundary, Proof
from builder.message import Message
from builder.model import Example, Form
from builder.problem import Pointer


@dataclass(frozen=True, slots=True)
class Stray:
    """A name in an example that means nothing to its form; `at` is counted from the example."""

    at: Pointer
    message: Message


@dataclass(frozen=True, slots=True)
class Tried:
    """An example that was tried, on a line of its file."""

    proof: Proof
    line: int
    unfit: tuple[Stray, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether the form gives all that the example says it should."""
        return self.proof.holds and not self.unfit


@dataclass(frozen=True)
class Tested:
    """A form, and what became of its examples."""

    path: str
    form: Form
    tried: tuple[Tried, ...]

    @cached_property
    def bands(self) -> Mapping[tuple[str, str], bool]:
        """Whether an example that holds ends in each band; by the ids of score and band."""
        proved = {pair for one in self._holding for pair in one.expect.bands.items()}
        bands = [(score.id, band.id) for score in self.form.scores for band in score.bands]
        return {pair: pair in proved for pair in bands}

    @cached_property
    def flags(self) -> Mapping[str, bool]:
        """Whether an example that holds raises each flag; by the flag's id."""
        proved = {name for one in self._holding for name in one.expect.flags or ()}
        return {flag.id: flag.id in proved for flag in self.form.flags}

    @property
    def _holding(self) -> tuple[Example, ...]:
        return tuple(one.proof.example for one in self.tried if one.holds)


@dataclass(frozen=True, slots=True)
class Bordered:
    """A form, and answers around its cut-offs; `unreached` are the ids of what has none.

    `language` is that of the form.
    """

    path: str
    form: Form
    boundaries: tuple[Boundary, ...]
    unreached: tuple[str, ...] = ()
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Unread:
    """A form that cannot be read, and how many findings say why."""

    path: str
    findings: int
