"""Laws that hold whatever is published, broken, asked and refused, in any order."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from builder.errors import BuilderError
from builder.manifest import History, Version
from builder.unit.client import Unit
from tests.unit.conftest import NOW, lock_bytes
from tests.unit.simulator import OTHER_PROVIDER, PROVIDER, SLEEP, STRESS, UNIT, Catalogue

MOMENTS = st.sampled_from([SLEEP, STRESS])
VERSIONS = st.sampled_from([None, "1.0", "1.1", "1.2", "2.0", "3.1"])


class UnitMachine(RuleBasedStateMachine):
    """A unit and a catalogue that is published in, tampered with, rolled back and cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.catalogue = Catalogue()
        home = Path(self.folder.name) / "unit"
        self.unit = Unit(home, NOW, lambda _: None, lambda _: self.catalogue)
        self.past: list[dict[str, bytes]] = []
        self.good: dict[str, bytes] | None = None
        self.highest: dict[tuple[str, int], Version] = {}

    @initialize()
    def begin(self) -> None:
        self.catalogue.publish(SLEEP, "1.0")
        self.catalogue.publish(STRESS, "1.0")
        self.unit.init("/catalogue", UNIT, PROVIDER, development=True)

    def majors(self) -> set[tuple[str, int]]:
        return {(row.moment, row.version.major) for row in self.unit.store.lock().rows}

    def teardown(self) -> None:
        self.folder.cleanup()

    def attempt(self, act: object) -> None:
        """Do an act; when it is refused, nothing may have changed."""
        before = lock_bytes(self.unit)
        assert callable(act)
        try:
            act()
        except BuilderError:
            assert lock_bytes(self.unit) == before

    @precondition(lambda self: self.good is None)
    @rule(moment=MOMENTS, major=st.booleans(), safety=st.booleans())
    def publish(self, moment: str, major: bool, safety: bool) -> None:
        self.past.append(dict(self.catalogue.files))
        version = History(moment, tuple(self.catalogue.records[moment])).latest.version
        new = f"{version.major + 1}.0" if major else f"{version.major}.{version.minor + 1}"
        self.catalogue.publish(moment, new, safety=safety)

    @precondition(lambda self: self.good is None)
    @rule(moment=MOMENTS, safety=st.booleans(), data=st.data())
    def publish_on_an_older_line(self, moment: str, safety: bool, data: st.DataObject) -> None:
        self.past.append(dict(self.catalogue.files))
        history = History(moment, tuple(self.catalogue.records[moment]))
        line = data.draw(st.sampled_from(sorted({one.version.major for one in history.releases})))
        latest = history.latest_of(line)
        assert latest
        self.catalogue.publish(moment, f"{line}.{latest.version.minor + 1}", safety=safety)

    @precondition(lambda self: self.good is None)
    @rule(moment=MOMENTS, provider=st.sampled_from([None, PROVIDER, OTHER_PROVIDER]))
    def offer(self, moment: str, provider: str | None) -> None:
        self.catalogue.offer(moment, [provider] if provider else None)

    @precondition(lambda self: self.good is None)
    @rule(data=st.data())
    def tamper(self, data: st.DataObject) -> None:
        self.good = dict(self.catalogue.files)
        path = data.draw(st.sampled_from(sorted(self.good)))
        how = data.draw(st.sampled_from(["flip", "empty", "remove", "exchange"]))
        if how == "flip":
            self.catalogue.flip(path)
        elif how == "remove":
            del self.catalogue.files[path]
        else:
            other = data.draw(st.sampled_from(sorted(self.good)))
            self.catalogue.files[path] = b"" if how == "empty" else self.good[other]

    @precondition(lambda self: self.good is None and self.past)
    @rule(data=st.data())
    def roll_back(self, data: st.DataObject) -> None:
        self.good = dict(self.catalogue.files)
        self.catalogue.files = dict(data.draw(st.sampled_from(self.past)))

    @precondition(lambda self: self.good is not None)
    @rule()
    def mend(self) -> None:
        self.catalogue.files, self.good = dict(self.good or {}), None

    @rule(reachable=st.booleans())
    def connect(self, reachable: bool) -> None:
        self.catalogue.reachable = reachable

    @rule()
    def refresh(self) -> None:
        self.attempt(self.unit.refresh)

    @rule(moment=MOMENTS, version=VERSIONS)
    def activate(self, moment: str, version: str | None) -> None:
        self.attempt(lambda: self.unit.activate(moment, version, by="Kim"))

    @rule(moment=st.one_of(st.none(), MOMENTS))
    def update(self, moment: str | None) -> None:
        before = self.majors()
        self.attempt(lambda: self.unit.update(moment, by="Kim"))
        assert self.majors() == before, "a major is never taken without being asked for"

    @rule(moment=MOMENTS)
    def update_major(self, moment: str) -> None:
        self.attempt(lambda: self.unit.update_major(moment, by="Kim"))

    @precondition(lambda self: self.good is None and self.catalogue.reachable)
    @rule()
    def a_sound_catalogue_is_always_taken(self) -> None:
        self.unit.refresh()
        for moment in self.unit.store.lock().moments:
            self.unit.update(moment, by="Kim")
            history = History(moment, tuple(self.catalogue.records[moment]))
            if history.listing.allows(PROVIDER):
                for row in self.unit.store.lock().of(moment):
                    latest = history.latest_of(row.version.major)
                    assert latest
                    assert row.version == latest.version, "a newer minor is always taken"

    @invariant()
    def what_is_active_is_verified(self) -> None:
        if (self.unit.home / "unit.json").exists():
            self.unit.verify().refuse_faults()

    @invariant()
    def versions_never_go_down_nor_away(self) -> None:
        lock = self.unit.store.lock()
        for (moment, major), version in self.highest.items():
            row = lock.row(moment, major)
            assert row
            assert row.version >= version
        self.highest = {(row.moment, row.version.major): row.version for row in lock.rows}

    @invariant()
    def new_starts_use_the_highest_major(self) -> None:
        lock = self.unit.store.lock()
        for moment in lock.moments:
            assert [row.new_starts for row in lock.of(moment)][::-1] == [True] + [False] * (
                len(lock.of(moment)) - 1
            )

    @invariant()
    def nothing_superseded_is_started(self) -> None:
        if not (self.unit.home / "unit.json").exists():
            return
        view, metadata = self.unit.status(), self.unit.store.metadata()
        state = self.unit.store.state(metadata)
        alarmed = {(alert.row.moment, alert.row.version) for alert in view.alerts}
        for one in view.active:
            history = self.unit.store.history(one.row.moment, metadata.heads[one.row.moment], state)
            safe = [release.version for release in history.releases if release.safety]
            superseded = any(version > one.row.version for version in safe)
            assert one.starts == (one.row.new_starts and not superseded)
            assert superseded == ((one.row.moment, one.row.version) in alarmed)


UnitMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestUnitMachine = UnitMachine.TestCase
