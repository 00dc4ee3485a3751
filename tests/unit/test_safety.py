"""Safety releases: new starts stop, updates go on, and nobody can miss it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import RefusedError
from builder.manifest import History, Version
from builder.unit.client import Unit
from builder.unit.overview import running
from builder.unit.safety import Alert, alerts, may_start, superseding
from tests.unit.simulator import NOTE, OTHER_PROVIDER, PROVIDER, SLEEP, STRESS, Catalogue
from tests.unit.test_trust import lock

Refuses = Callable[..., object]


@pytest.fixture
def active(unit: Unit) -> Unit:
    """A unit with one moment active at 1.0."""
    unit.activate(SLEEP, by="Kim")
    return unit


def starts(unit: Unit) -> dict[str, bool]:
    return {str(one.row.version): one.starts for one in unit.status().active}


def only(found: tuple[Alert, ...]) -> Alert:
    (alert,) = found
    return alert


def test_a_safe_minor_is_taken_and_told(active: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "1.1", safety=True)
    refreshed = active.refresh()
    alert = only(refreshed.alerts)
    assert (alert.row.moment, str(alert.row.version)) == (SLEEP, "1.0")
    assert (str(alert.minor), alert.major, alert.affects_started) == ("1.1", None, False)
    assert starts(active) == {"1.0": False}
    assert active.store.lock().rows[0].new_starts
    (taken,) = active.update(by="Kim").taken
    assert [str(release.version) for release in taken.safety] == ["1.1"]
    assert taken.safety[0].notes == (NOTE,)
    assert starts(active) == {"1.1": True}
    assert active.refresh().alerts == active.status().alerts == ()


def test_an_update_past_a_safety_release_tells_of_it(active: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "1.1", safety=True)
    catalogue.publish(SLEEP, "1.2")
    (taken,) = active.update(by="Kim").taken
    assert str(taken.new.version) == "1.2"
    assert [str(release.version) for release in taken.safety] == ["1.1"]


def test_a_safe_major_stops_the_old_one_and_lists_who_is_affected(
    active: Unit, catalogue: Catalogue
) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "2.0", safety=True)
    result = active.update(by="Kim")
    assert [str(one.new.version) for one in result.taken] == ["1.1"]
    assert result.taken[0].safety == ()
    alert = only(result.alerts)
    assert alert.affects_started
    assert (str(alert.row.version), str(alert.major), alert.minor) == ("1.1", "2.0", None)
    assert alert.to_json()["major"] == 1
    assert starts(active) == {"1.1": False}
    active.update_major(SLEEP, by="Kim")
    assert starts(active) == {"1.1": False, "2.0": True}
    alert = only(active.refresh().alerts)
    assert (str(alert.row.version), alert.major, alert.affects_started) == ("1.1", None, True)


def test_a_superseded_version_is_not_activated(
    unit: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    catalogue.publish(SLEEP, "1.1")
    catalogue.publish(SLEEP, "1.2", safety=True)
    catalogue.publish(SLEEP, "1.3")
    with refuses(RefusedError, rf"1\.1 is not to be.*1\.2 was.*activate {SLEEP} 1\.3$"):
        unit.activate(SLEEP, "1.1", by="Kim")
    catalogue.publish(SLEEP, "2.0", safety=True)
    with refuses(RefusedError, rf"1\.3 is not to be.*2\.0 was.*activate {SLEEP}, which takes 2\.0"):
        unit.activate(SLEEP, "1.3", by="Kim")
    assert str(unit.activate(SLEEP, by="Kim").row.version) == "2.0"


def test_activate_offers_the_safe_version_of_what_is_active(
    active: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    catalogue.publish(SLEEP, "1.1", safety=True)
    with refuses(RefusedError, rf"activate {SLEEP} 1\.1$"):
        active.activate(SLEEP, "1.0", by="Kim")
    catalogue.publish(SLEEP, "2.0", safety=True)
    with refuses(RefusedError, rf"new starts use 2\.0, run moment-unit update --major {SLEEP}"):
        active.activate(SLEEP, "1.1", by="Kim")
    active.update(by="Kim")
    assert [str(row.version) for row in active.store.lock().rows] == ["1.1"]


def test_a_unit_that_is_offline_still_stops(
    active: Unit, catalogue: Catalogue, refuses: Refuses
) -> None:
    catalogue.publish(SLEEP, "2.0", safety=True)
    catalogue.publish(STRESS, "1.1", safety=True)
    active.refresh()
    catalogue.reachable = False
    assert starts(active) == {"1.0": False}
    assert only(active.update(by="Kim").alerts).affects_started
    with refuses(RefusedError, "not to be started any more"):
        active.activate(STRESS, "1.0", by="Kim")


def test_an_older_line_is_taken_without_a_word_of_majors(
    active: Unit, catalogue: Catalogue
) -> None:
    catalogue.publish(SLEEP, "2.0")
    catalogue.publish(SLEEP, "1.1")
    result = active.update(by="Kim")
    assert [str(one.new.version) for one in result.taken] == ["1.1"]
    assert [str(one.release.version) for one in result.waiting] == ["2.0"]
    assert starts(active) == {"1.1": True}


def test_a_unit_on_the_new_major_is_not_bothered_by_the_old_line(
    unit: Unit, catalogue: Catalogue
) -> None:
    catalogue.publish(SLEEP, "2.0")
    assert str(unit.activate(SLEEP, by="Kim").row.version) == "2.0"
    catalogue.publish(SLEEP, "1.1", safety=True)
    result = unit.update(by="Kim")
    assert (result.taken, result.waiting, result.held, result.alerts) == ((), (), (), ())
    assert starts(unit) == {"2.0": True}
    assert unit.refresh().alerts == ()
    assert str(unit.status().moments[0].version) == "2.0"


def test_the_highest_is_activated_not_the_last(unit: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "2.0")
    catalogue.publish(SLEEP, "1.1")
    assert str(unit.describe(SLEEP).release.version) == "1.0"  # not refreshed yet
    unit.refresh()
    assert str(unit.describe(SLEEP).release.version) == "2.0"
    assert str(unit.activate(SLEEP, by="Kim").row.version) == "2.0"


def test_only_the_major_of_new_starts_is_told_to_move(active: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "2.0")
    active.update_major(SLEEP, by="Kim")
    catalogue.publish(SLEEP, "3.0", safety=True)
    told = [(str(one.row.version), one.major) for one in active.refresh().alerts]
    assert told == [("1.0", None), ("2.0", Version(3, 0))]


def test_what_is_no_longer_available_is_held_and_told(active: Unit, catalogue: Catalogue) -> None:
    catalogue.publish(SLEEP, "1.1", safety=True)
    catalogue.offer(SLEEP, [OTHER_PROVIDER])
    result = active.update(by="Kim")
    assert len(result.held) == 1
    alert = only(result.alerts)
    assert (alert.available, alert.minor, alert.affects_started) == (False, None, True)
    assert alert.contact == "Enheten i norrvik, norrvik@example.se"


lines = st.lists(
    st.tuples(st.integers(1, 3), st.booleans(), st.booleans()), min_size=1, max_size=10
)
"""Publications: on which major, whether that is a new major instead, and whether for safety."""


def published(plan: list[tuple[int, bool, bool]]) -> History:
    """Publish minors of any line, majors and safety releases in any order."""
    catalogue = Catalogue()
    catalogue.publish(SLEEP, "1.0")
    highest = {1: 0}
    for line, is_major, safety in plan:
        major = max(highest) + 1 if is_major or line not in highest else line
        highest[major] = highest.get(major, -1) + 1
        catalogue.publish(SLEEP, f"{major}.{highest[major]}", safety=safety, announce=False)
    return History(SLEEP, tuple(catalogue.records[SLEEP]))


@given(lines, st.data())
def test_laws_of_superseding(plan: list[tuple[int, bool, bool]], data: st.DataObject) -> None:
    history = published(plan)
    versions = [str(release.version) for release in history.releases]
    majors = data.draw(st.sets(st.sampled_from(versions), min_size=1, max_size=3))
    held = lock(*sorted({Version.parse(one).major: one for one in sorted(majors)}.values()))
    safe = max((one.version for one in history.releases if one.safety), default=Version(0, 0))
    told = list(alerts(held, {SLEEP: history}, PROVIDER))
    assert [alert.row for alert in told] == [row for row in held.rows if row.version < safe]
    for one in running({SLEEP: history}, held, PROVIDER):
        assert one.starts == (one.row.new_starts and one.row.version >= safe)
        assert one.starts == may_start(history, one.row)
    for alert in told:
        own = history.latest_of(alert.row.version.major)
        assert own
        assert alert.affects_started == (own.version < safe)
        assert [one.version for one in alert.releases] == sorted(
            (one.version for one in history.releases if one.safety and one.version > alert.row.version),
            reverse=True,
        )  # fmt: skip
    assert superseding(history, history.latest.version) == ()
