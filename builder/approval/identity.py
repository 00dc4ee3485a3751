"""Who is who: every address and key that anybody in the registers has ever had."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from builder.approval.register import Register, address, keys_of

_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Identities:
    """People by address, and which of them are one and the same, as `<publisher>/<person>`.

    Those who share an address or a key, now or once, are the same: two entries are no two people.
    """

    by_email: Mapping[str, frozenset[str]]
    released: frozenset[str]
    """The addresses that stand in a released register."""
    same: Mapping[str, frozenset[str]]
    names: Mapping[str, str]

    @classmethod
    def of(cls, released: Iterable[Register], current: Iterable[Register]) -> Self:
        """Gather everybody from registers, the oldest first."""
        released, current = tuple(released), tuple(current)
        marks: dict[str, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for register in (*released, *current):
            for person in register.people:
                name = register.name_of(person)
                names[name] = person.name
                for mark in (*map(address, person.emails), *keys_of(person)):
                    marks[mark].add(name)
        known = {address(email) for one in released for p in one.people for email in p.emails}
        by_email = {mark: frozenset(people) for mark, people in marks.items() if "@" in mark}
        return cls(by_email, frozenset(known), _groups(marks.values(), names), names)

    def people(self, email: str) -> frozenset[str]:
        """Return everybody who writes with an address, under all their names."""
        found = self.by_email.get(address(email), _NOBODY)
        return _NOBODY.union(*(self.same[name] for name in found))


def _groups(together: Iterable[set[str]], names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for each name all that it is together with, directly or through others."""
    groups = {name: {name} for name in names}
    for set_ in together:
        merged = set().union(*(groups[name] for name in set_))
        groups.update(dict.fromkeys(merged, merged))
    return {name: frozenset(group) for name, group in groups.items()}
