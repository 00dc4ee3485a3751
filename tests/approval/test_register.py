"""Registers: what is a change, what widens, how many approve it, and who counts on a day."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ssh import POLICY, person, unit

from builder.approval import Register, Registers, fingerprint, needed_for_register
from builder.approval.widening import widenings
from builder.errors import IntegrityError
from builder.model import Approvals, Key, Person, Publisher

ONE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFAke1111111111111111111111111111111111111aa"
TWO = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFAke2222222222222222222222222222222222222aa"
TODAY = dt.date(2026, 11, 22)

BEFORE = unit(person("a", ONE), person("b", roles="designer"))
REMOVED = "no longer stands in the unit's register of people"
NEW_PERSON = (
    "is new in the unit's register of people, and counts when that change has been approved "
    "and published"
)


def register(publisher: Publisher = BEFORE, policy: Approvals = POLICY) -> Register:
    return Register.of(publisher, policy)


def policy(**numbers: int) -> Approvals:
    return POLICY.model_copy(update=numbers)


def told(new: Register, old: Register | None = None) -> list[str]:
    return [str(one) for one in widenings(old or register(), new)]


def test_it_comes_back_from_the_wire() -> None:
    row = {"key": ONE + " anna", "from": "2026-01-01", "until": "2026-12-31"}
    one = register(
        unit(person("b", row, roles="publisher designer", emails="B@x.example a@x.example"))
    )
    assert Register.from_json(one.to_json()) == one
    assert one.to_json()["people"] == [
        {
            "id": "b",
            "name": "B",
            "emails": ["a@x.example", "b@x.example"],
            "roles": ["designer", "publisher"],
            "keys": [{"key": ONE, "from": "2026-01-01", "until": "2026-12-31"}],
        }
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        {"people": [{}]},
        {"people": 3},
        {"policy": {"minor": -1}},
        {"kind": None},
        {"more": 1},
        {"publisher": 1},
        {"format": 2},
    ],
)
def test_a_damaged_register(spoil: dict[str, Any]) -> None:
    whole = register().to_json()
    for data in ({**whole, **spoil}, [], None, "x", {}):
        with pytest.raises(IntegrityError) as refused:
            Register.from_json(data)
        assert str(refused.value) == "a register of people in the catalogue is damaged"


def test_order_and_spelling_are_no_change() -> None:
    a, b = (
        person("a", ONE, TWO, roles="publisher designer", emails="x@a.example y@a.example"),
        person("b"),
    )
    same = person(
        "a",
        TWO + " hemma",
        ONE,
        ONE,
        roles="designer publisher",
        emails="Y@a.example X@A.example x@a.example",
    )
    assert register(unit(a, b)).digest == register(unit(b, same)).digest


def test_every_part_of_a_register_is_looked_at() -> None:
    # Whoever adds a field here adds what it lets happen in `widenings`.
    assert set(Person.model_fields) == {"id", "name", "emails", "roles", "keys"}
    assert set(Key.model_fields) == {"key", "from_", "until"}
    assert set(Approvals.model_fields) == {"minor", "major", "listing", "rewritten_percent"}
    assert set(register().to_json()) == {"format", "publisher", "title", "kind", "people", "policy"}


ROW = {"key": ONE, "from": "2026-01-01", "until": "2026-12-31"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (BEFORE, unit(*BEFORE.people, person("c")), "C is new"),
        (BEFORE, unit(person("a", ONE), person("b", roles="designer publisher")), "B gets the role publisher"),
        (BEFORE, unit(person("a", ONE, TWO), BEFORE.people[1]), f"A gets a key ({fingerprint(TWO)})"),
        (BEFORE, unit(person("a", ONE, emails="a@prov.example c@prov.example"), BEFORE.people[1]), "A gets the address c@prov.example"),
        (BEFORE, unit(BEFORE.people[0].model_copy(update={"name": "Eva"}), BEFORE.people[1]), "a is called “Eva”, not “A”"),
        (BEFORE, unit(*BEFORE.people, title="Annan"), "the unit is called “Annan”, not “Enheten”"),
        (unit(*BEFORE.people, kind="training"), BEFORE, "the unit was a training unit, and now it can publish"),
        (unit(person("a", ROW)), unit(person("a", {**ROW, "until": "2027-01-01"})), f"a key of A is in force for longer ({fingerprint(ONE)})"),
        (unit(person("a", ROW)), unit(person("a", {**ROW, "from": "2025-12-31"})), f"a key of A is in force for longer ({fingerprint(ONE)})"),
        (unit(person("a", ROW)), unit(person("a", ONE)), f"a key of A is in force for longer ({fingerprint(ONE)})"),
        (unit(person("a", ROW)), unit(person("a", ROW, {"key": ONE, "from": "2027-01-01"})), f"a key of A is in force for longer ({fingerprint(ONE)})"),
    ],
)  # fmt: skip
def test_what_widens(old: Publisher, new: Publisher, said: str) -> None:
    assert told(register(new), register(old)) == [said]
    assert needed_for_register(register(old), register(new)) == 2


@pytest.mark.parametrize("level", ["minor", "major", "listing"])
@pytest.mark.parametrize("number", [0, 50])
def test_other_rules_of_approval_widen(level: str, number: int) -> None:
    new = register(policy=policy(**{level: number}))
    before = getattr(POLICY, level)
    assert told(new) == [f"the rules of approval change ({level}: {number}, before {before})"]
    assert needed_for_register(register(), new) == 2
    assert needed_for_register(new, register()) == new.policy.major


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BEFORE, unit(BEFORE.people[0])),
        (BEFORE, unit(person("a"), BEFORE.people[1])),
        (unit(person("a", roles="designer publisher")), unit(person("a", roles="designer"))),
        (
            unit(person("a", emails="x@a.example y@a.example")),
            unit(person("a", emails="x@a.example")),
        ),
        (BEFORE, unit(*BEFORE.people, kind="training")),
        (unit(person("a", ROW)), unit(person("a", {**ROW, "until": "2026-06-30"}))),
        (unit(person("a", ONE)), unit(person("a", ROW))),
    ],
)
def test_what_only_narrows_takes_one(old: Publisher, new: Publisher) -> None:
    assert told(register(new), register(old)) == []
    assert needed_for_register(register(old), register(new)) == 1


def test_the_number_is_that_of_the_policy_before() -> None:
    wide = register(unit(*BEFORE.people, person("c")), policy(major=0))
    assert needed_for_register(register(policy=policy(major=3)), wide) == 3
    assert (
        needed_for_register(register(policy=policy(major=0)), register(policy=policy(major=5))) == 0
    )
    assert needed_for_register(register(), register()) == 0


days = st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 4))
rows = st.builds(
    lambda key, first, last: Key.model_construct(key=key, from_=first, until=last),
    st.sampled_from([ONE, TWO]), days, days,
)  # fmt: skip
people = st.builds(
    lambda id_, name, emails, roles, keys: Person.model_construct(
        id=id_, name=name, emails=emails, roles=roles, keys=keys
    ),
    st.sampled_from("ab"),
    st.sampled_from(["A", "B"]),
    st.sets(st.sampled_from(["x@a.example", "y@a.example"]), min_size=1).map(tuple),
    st.sets(st.sampled_from(["designer", "publisher"]), min_size=1).map(tuple),
    st.lists(rows, max_size=2).map(tuple),
)  # fmt: skip
registers = st.builds(
    lambda people, kind, major: Register.of(
        Publisher.model_construct(id="norrvik", title="T", kind=kind, people=people),
        policy(major=major),
    ),
    st.lists(people, max_size=2, unique_by=lambda one: one.id),
    st.sampled_from(["production", "training"]),
    st.integers(0, 2),
)


def powers(one: Register) -> set[tuple[object, ...]]:
    """Return all that a register lets happen, spelt out day by day."""
    found: set[tuple[object, ...]] = {("needs at most", n) for n in range(one.policy.major, 3)}
    found |= {("publishes",)} if one.kind == "production" else set()
    for p in one.people:
        found |= {(p.id, "is", p.name)}
        found |= {(p.id, "role", role) for role in p.roles}
        found |= {(p.id, "writes as", email) for email in p.emails}
        for key in p.keys:
            for day in range(-1, 7):
                on = dt.date(2026, 1, 1) + dt.timedelta(day)
                if (key.from_ or dt.date.min) <= on <= (key.until or dt.date.max):
                    found.add((p.id, "signs", key.key, on))
    return found


@given(registers, registers)
def test_without_a_widening_nothing_new_can_happen(old: Register, new: Register) -> None:
    if not list(widenings(old, new)):
        assert powers(new) <= powers(old)


def who(
    released: list[Publisher], current: Publisher | None, today: dt.date = TODAY
) -> dict[str, str]:
    """Return for each person why they do not count, or the state of their keys."""
    chain = tuple(register(one) for one in released)
    now = {"norrvik": register(current)} if current else {}
    found = Registers({"norrvik": chain}, now).who_counts("norrvik", today)
    return {
        name: str(one.reason or next((why for _, why in one.keys.values() if why), "counts"))
        for name, one in found.items()
    }


@pytest.mark.parametrize(
    ("released", "current", "said"),
    [
        ([BEFORE], BEFORE, "counts"),
        ([BEFORE], unit(), REMOVED),
        ([BEFORE], None, REMOVED),
        ([BEFORE, unit()], unit(), REMOVED),
        ([], BEFORE, NEW_PERSON),
        ([BEFORE, unit()], BEFORE, NEW_PERSON),
        ([BEFORE], unit(person("a", ONE, roles="designer")), "is no longer a publisher (utgivare)"),
        ([unit(person("a", ONE, roles="designer"))], BEFORE, "is a new publisher (utgivare), and counts when that change has been approved and published"),
        ([BEFORE], unit(person("a")), "has no key in the unit's register of people"),
        ([BEFORE], unit(person("a", TWO)), "the key has been taken out of the unit's register of people"),
        ([unit(person("a", TWO))], unit(person("a", ONE, TWO)), "the key is new, and counts when that change has been approved and published"),
        ([unit(person("a", ONE), kind="training")], unit(person("a", ONE)), "belongs to a training unit, which can never publish"),
        ([BEFORE], unit(person("a", ONE), kind="training"), "belongs to a training unit, which can never publish"),
    ],
)  # fmt: skip
def test_who_counts(released: list[Publisher], current: Publisher | None, said: str) -> None:
    assert who(released, current)["norrvik/a"] == said


def test_a_designer_does_not_count() -> None:
    assert who([BEFORE], BEFORE)["norrvik/b"] == (
        "is not a publisher (utgivare) in the unit's register of people"
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-12-31", "the key counts from 2026-01-01"),
        ("2026-01-01", "counts"),
        ("2026-12-31", "counts"),
        ("2027-01-01", "the key counted until 2026-12-31"),
    ],
)
def test_the_days_of_a_key(day: str, said: str) -> None:
    both = unit(person("a", ROW))
    assert who([both], both, dt.date.fromisoformat(day)) == {"norrvik/a": said}
    # A longer time that has not been released does not count, a shorter one does at once.
    assert who([both], BEFORE, dt.date.fromisoformat(day))["norrvik/a"] == said
    assert who([BEFORE], both, dt.date.fromisoformat(day))["norrvik/a"] == said


def test_a_key_that_has_been_renewed() -> None:
    again = unit(person("a", ROW, {"key": ONE, "from": "2027-02-01", "until": "2027-12-31"}))
    assert who([again], again, dt.date(2027, 3, 1)) == {"norrvik/a": "counts"}
    assert "counts from 2027-02-01" in who([again], again, dt.date(2027, 1, 15))["norrvik/a"]


def test_the_first_registers_need_nobody_and_later_units_need_others() -> None:
    new, old = register(unit(person("x"), id_="sodervik")), register(policy=policy(major=3))
    first = Registers({}, {"norrvik": old, "sodervik": new})
    begun = [first.change(one) for one in ("norrvik", "sodervik")]
    assert [one and one.needed for one in begun] == [0, 0]
    later = first.with_released(old)
    assert later.change("norrvik") is None
    joining = later.change("sodervik")
    assert joining
    assert joining.needed == 3
    assert later.change("nowhere") is None


def test_somebody_hired_counts_once_the_change_is_released() -> None:
    after = register(unit(*BEFORE.people, person("c", TWO)))
    registers = Registers({"norrvik": (register(),)}, {"norrvik": after})
    change = registers.change("norrvik")
    assert change is not None
    assert (change.needed, [str(one) for one in change.reasons]) == (2, ["C is new"])
    assert not registers.who_counts("norrvik", TODAY)["norrvik/c"].counts
    assert registers.with_released(after).who_counts("norrvik", TODAY)["norrvik/c"].counts


def test_everybody_is_known_by_every_address_that_they_ever_had() -> None:
    then = register(unit(person("a", emails="Old@x.example both@x.example")))
    now = register(unit(person("a", emails="new@x.example"), person("b", emails="BOTH@x.example")))
    who_is = Registers({"norrvik": (then,)}, {"norrvik": now}).identities
    both = {"norrvik/a", "norrvik/b"}
    assert who_is.people("old@x.example") == both  # b is a: they share an address
    assert who_is.people(" both@X.EXAMPLE ") == both
    assert who_is.people("new@x.example") == both
    assert who_is.people("nobody@x.example") == set()
    assert who_is.released == {"old@x.example", "both@x.example"}


def test_who_shares_a_key_is_the_same() -> None:
    one, two, three = person("a", ONE), person("b", ONE, TWO), person("c", TWO)
    who_is = Registers({}, {"norrvik": register(unit(one, two, three))}).identities
    assert who_is.people("a@prov.example") == {"norrvik/a", "norrvik/b", "norrvik/c"}
