"""What a unit does: set up, refresh, activate, update, look and verify.

    unit = Unit(home, now=datetime.now(UTC), note=print)
    unit.init("https://moments.example/published", "SE…-ENHET", "SE…-REGION", development=True)
    unit.activate("norrvik/battre-somn", by="Kim")

Each act decides (`trust`), brings (`bring`) and keeps (`store`), and writes `activations.lock`
last: whatever is raised on the way, that file is as it was.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from builder.errors import FetchError, RefusedError
from builder.manifest import History, Metadata, Release
from builder.message import Message, tell
from builder.unit import trust
from builder.unit.bring import News, bring_news, bring_release, files_of
from builder.unit.fetch import Source, absolute, open_source
from builder.unit.lock import Lock, Row
from builder.unit.overview import Found, Overview, entries, running, search
from builder.unit.result import (
    Activated,
    Described,
    Refreshed,
    Taken,
    Updated,
    Verified,
    Waiting,
)
from builder.unit.safety import alerts, refuse_superseded, superseding
from builder.unit.store import Settings, Store


@dataclass(frozen=True, slots=True)
class Unit:
    """One care unit, in one folder."""

    home: Path
    now: datetime
    note: Callable[[Message], None]
    """Is told what the user should know beside the result."""
    connect: Callable[[str], Source] = open_source

    @property
    def store(self) -> Store:
        """The files in the unit's folder."""
        return Store(self.home)

    def init(
        self, address: str, unit: str, care_provider: str, *, development: bool
    ) -> Refreshed | None:
        """Set up the unit and bring its catalogue; return None when it was set up just so before.

        A lock file that is there already is kept: so a unit is built anew on another machine.
        Raises RefusedError when it is set up otherwise, and what `refresh` raises; nothing is
        written then.
        """
        provider = trust.hsa_id(care_provider)
        wanted = Settings(absolute(address), trust.hsa_id(unit), provider, development)
        if self._is_set_up(wanted):
            return None
        lock = self.store.lock()
        source = self.connect(wanted.catalogue)
        news = bring_news(source, self.store, None, lock, development=development)
        with self.store.writer():
            if self._is_set_up(wanted):  # by another moment-unit, a moment ago
                return None
            self._keep(news)
            self.store.save_lock(lock)
            self.store.save_settings(wanted)
            return self._refreshed(wanted, news)

    def refresh(self) -> Refreshed:
        """Bring the metadata and the histories that have changed.

        Raises FetchError when they cannot be brought, TrustError when they are not believed; what
        was believed before then stands.
        """
        settings = self.store.settings()
        with self.store.writer():
            return self._refreshed(settings, self._refresh(settings))

    def search(self, words: tuple[str, ...] = (), language: str = "en") -> Found:
        """Return the moments available to the unit where all words are found; needs no network."""
        return search(self.status().available, words, language)

    def status(self) -> Overview:
        """Return the four tabs; needs no network. Raises TrustError when the unit is damaged."""
        settings = self.store.settings()
        metadata, lock = self.store.metadata(), self.store.lock()
        histories = self._histories(metadata, lock, {*metadata.heads, *lock.moments})
        provider = settings.care_provider
        return Overview(
            unit=settings.unit,
            care_provider=provider,
            title=metadata.title,
            serial=metadata.serial,
            refreshed=self.store.state(metadata).refreshed,
            moments=entries(histories, lock, provider),
            active=running(histories, lock, provider),
            alerts=tuple(alerts(lock, histories, provider)),
        )

    def describe(self, moment: str, version: str | None = None) -> Described:
        """Return what the catalogue says of a version, or of the highest; needs no network.

        Raises RefusedError when there is no such moment or version.
        """
        self.store.settings()
        metadata, lock = self.store.metadata(), self.store.lock()
        trust.refuse_unknown(moment, metadata.heads)
        history = self._histories(metadata, lock, {moment})[moment]
        release = trust.choose(history, version)
        row = lock.row(moment, release.version.major)
        above = superseding(history, release.version)
        return Described(moment, release, row.version if row else None, above)

    def activate(self, moment: str, version: str | None = None, *, by: str) -> Activated:
        """Let the unit run a moment, at its latest version or at `version`.

        Raises RefusedError when the unit may not, TrustError when a byte is not as announced,
        FetchError when something is missing. New minors are taken so too; a new major is not.
        """
        settings = self.store.settings()
        with self.store.writer():
            metadata, lock = self._news(settings)
            trust.refuse_unknown(moment, metadata.heads)
            history = self._histories(metadata, lock, {moment})[moment]
            trust.refuse_unavailable(history, settings.care_provider)
            release = trust.choose(history, version)
            trust.refuse_step(lock, moment, release)
            refuse_superseded(history, release, lock)
            return self._activate(settings, lock, moment, release, by)

    def update(self, moment: str | None = None, *, by: str) -> Updated:
        """Take the newest minor of every active version, or of one moment's; all or none.

        New majors are left waiting. Raises as `activate` does.
        """
        settings = self.store.settings()
        with self.store.writer():
            metadata, lock = self._news(settings)
            if moment is not None:
                trust.refuse_inactive(moment, lock)
            moments = lock.moments if moment is None else (moment,)
            return self._update(settings, lock, self._histories(metadata, lock, moments), by)

    def update_major(self, moment: str, *, by: str) -> Activated:
        """Let new starts use a moment's newest major; what runs on the older majors runs on.

        Raises as `activate` does, and RefusedError when the moment is not active.
        """
        settings = self.store.settings()
        with self.store.writer():
            metadata, lock = self._news(settings)
            trust.refuse_inactive(moment, lock)
            history = self._histories(metadata, lock, {moment})[moment]
            if trust.newer_major(history, lock.of(moment)) is None:
                row = next(row for row in lock.of(moment) if row.new_starts)
                return Activated(row, changed=False)
            trust.refuse_unavailable(history, settings.care_provider)
            release = trust.choose(history, None)
            return self._activate(settings, lock, moment, release, by)

    def verify(self, *, repair: bool = False) -> Verified:
        """Compute every digest of what is active anew; with `repair`, bring what is wrong again.

        Needs no network unless something is repaired. Raises TrustError when it cannot be told
        what should be there, and what `activate` raises when a repair does not succeed.
        """
        settings = self.store.settings()
        if repair:
            with self.store.writer():
                source = self.connect(settings.catalogue)
                for row, release in self._active():
                    bring_release(source, self.store, row.moment, release)
        sound: set[str] = set()  # media are shared between versions: each file is read once
        return Verified(
            tuple((row, tuple(self._faults(release, sound))) for row, release in self._active())
        )

    def _is_set_up(self, wanted: Settings) -> bool:
        present = self.store.find_settings()
        if present not in {None, wanted}:
            raise RefusedError(
                tell(
                    "there is already a unit in {home}, with other settings; "
                    "to change them, edit unit.json there",
                    home=str(self.home),
                )
            )
        return present is not None

    def _refresh(self, settings: Settings) -> News:
        seen, lock = self.store.find_metadata(), self.store.lock()
        source = self.connect(settings.catalogue)
        development = settings.development
        news = bring_news(source, self.store, seen, lock, development=development)
        self._keep(news)
        return news

    def _keep(self, news: News) -> None:
        self.store.save_catalogue(news.metadata, news.histories, news.state, self._timestamp())

    def _refreshed(self, settings: Settings, news: News) -> Refreshed:
        """Return what a refresh has brought, and what of all that is active is not safe."""
        metadata, lock = news.metadata, self.store.lock()
        histories = self._histories(metadata, lock, lock.moments)
        return Refreshed(
            metadata.title,
            metadata.serial,
            len(metadata.heads),
            tuple(sorted(news.histories)),
            tuple(alerts(lock, histories, settings.care_provider)),
        )

    def _news(self, settings: Settings) -> tuple[Metadata, Lock]:
        """Refresh; where the catalogue cannot be reached, go on with what was believed last."""
        try:
            self._refresh(settings)
        except FetchError as error:
            self.note(error.message)
            self.note(tell("going on with the catalogue as this unit last saw it"))
        return self.store.metadata(), self.store.lock()

    def _histories(
        self, metadata: Metadata, lock: Lock, moments: Iterable[str]
    ) -> dict[str, History]:
        """Return some moments' histories; raise TrustError unless they hold what is active."""
        state = self.store.state(metadata)
        histories = {
            moment: self.store.history(moment, metadata.heads[moment], state)
            for moment in moments
            if moment in metadata.heads
        }
        trust.accept_active((row for moment in moments for row in lock.of(moment)), histories)
        return histories

    def _activate(
        self, settings: Settings, lock: Lock, moment: str, release: Release, by: str
    ) -> Activated:
        bring_release(self.connect(settings.catalogue), self.store, moment, release)
        old = lock.row(moment, release.version.major)
        if old and old.version == release.version:
            return Activated(old, changed=False)
        new = self._row(moment, release, by, new_starts=old is None or old.new_starts)
        self.store.save_lock(lock.with_row(new))
        return Activated(new, changed=True)

    def _update(
        self, settings: Settings, lock: Lock, histories: dict[str, History], by: str
    ) -> Updated:
        source, provider = self.connect(settings.catalogue), settings.care_provider
        new, taken, held = lock, [], []
        for old in (row for moment in histories for row in lock.of(moment)):
            minor = trust.newer_minor(histories[old.moment], old)
            if minor and not histories[old.moment].listing.allows(provider):
                held.append(old)
            elif minor:
                bring_release(source, self.store, old.moment, minor)
                row = self._row(old.moment, minor, by, new_starts=old.new_starts)
                taken.append(Taken(old, row, _safety_between(histories[old.moment], old, row)))
                new = new.with_row(row)
        if taken:
            self.store.save_lock(new)
        waiting = tuple(Waiting(*one) for one in trust.waiting_majors(new, histories, provider))
        left = tuple(alerts(new, histories, provider))
        return Updated(tuple(taken), waiting, tuple(held), left)

    def _active(self) -> Iterator[tuple[Row, Release]]:
        """Yield what is active with the release that says what it consists of."""
        metadata, lock = self.store.metadata(), self.store.lock()
        histories = self._histories(metadata, lock, lock.moments)
        for row in lock.rows:
            release = histories[row.moment].release(row.version)
            if release:
                yield row, release

    def _faults(self, release: Release, sound: set[str]) -> Iterator[str]:
        """Yield the files of a release that are missing or damaged; remember the `sound` ones."""
        for path, blob in files_of(release):
            if path in sound or self.store.find(path, blob) is not None:
                sound.add(path)
            else:
                yield path

    def _row(self, moment: str, release: Release, by: str, *, new_starts: bool) -> Row:
        since = self._timestamp()
        title, package = release.title, release.package
        return Row(moment, release.version, title, package, since, by, new_starts)

    def _timestamp(self) -> str:
        return self.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _safety_between(history: History, old: Row, new: Row) -> tuple[Release, ...]:
    """Return the safety releases that a step comes past or to, the highest first."""
    above = superseding(history, old.version)
    return tuple(release for release in above if release.version <= new.version)
