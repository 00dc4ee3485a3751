"""What the front page and the search know of one moment."""

from dataclasses import asdict, dataclass, replace
from typing import Final, Self

from builder.manifest import EVERYONE, Json
from builder.site.presented import Presented, page_path

_AFTER_Z: Final = str.maketrans({"å": "{", "ä": "|", "ö": "}"})
"""The Swedish alphabet ends with these three, in this order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A card in the catalogue.

    `providers` are HSA-id and name of each care provider, or None for all of them; `cover` is a
    picture's address from the site's root, or empty; `findings` is None for what is published.
    """

    moment: str
    title: str
    kind: str
    summary: str
    audience: str
    publisher: str
    owner: str
    version: str
    date: str
    open: bool
    cover: str
    providers: tuple[tuple[str, str], ...] | None
    modules: tuple[str, ...]
    sections: tuple[str, ...]
    training: bool = False
    findings: int | None = None
    safety: str = ""

    @classmethod
    def of(cls, presented: Presented) -> Self:
        """Gather what is said of a moment outside its page."""
        listing, modules = presented.listing, presented.rendition.get("modules", ())
        latest = presented.releases[0] if presented.releases else None
        return cls(
            moment=presented.moment,
            title=presented.title,
            kind=presented.kind,
            summary=presented.summary,
            audience=presented.audience,
            publisher=presented.publisher,
            owner=listing.owner if listing else "",
            version=str(latest.version) if latest else "",
            date=latest.date if latest else "",
            open=presented.open,
            cover=presented.rendition.get("cover", ""),
            providers=listing.available_to if listing else None,
            modules=tuple(module["title"] for module in modules),
            sections=tuple(
                section["title"] for module in modules for section in module["sections"]
            ),
            training=presented.training,
            findings=len(presented.findings) if presented.is_draft else None,
            safety=str(presented.safety.version) if presented.safety else "",
        )

    @property
    def path(self) -> str:
        """Where the moment's page stands, from the site's root."""
        return page_path(self.moment)

    @property
    def publisher_id(self) -> str:
        """The publisher's id."""
        return self.moment.partition("/")[0]

    @property
    def available(self) -> str:
        """The HSA-ids that it is available to, with spaces between, or `all`."""
        return (
            EVERYONE if self.providers is None else " ".join(hsa_id for hsa_id, _ in self.providers)
        )

    def to_json(self) -> Json:
        """Return this as plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read what `to_json` wrote."""
        entry = cls(**data)
        providers = (
            None if entry.providers is None else tuple((one, name) for one, name in entry.providers)
        )
        return replace(
            entry, providers=providers, modules=tuple(entry.modules), sections=tuple(entry.sections)
        )


def in_order(entry: Entry) -> tuple[str, str]:
    """Sort by title as in a Swedish dictionary."""
    return entry.title.casefold().translate(_AFTER_Z), entry.moment
