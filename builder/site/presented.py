"""A moment as its page presents it: of a catalogue's latest release, or of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from builder.manifest import History, Json, Listing, Release


@dataclass(frozen=True, slots=True)
class FindingText:
    """What a check found in a draft, in the reader's language; `place` in the author's words."""

    code: str
    severity: str
    file: str
    line: int
    message: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Presented:
    """Everything on a moment's page. `releases` are the highest first; a draft has none."""

    moment: str
    title: str
    kind: str
    language: str
    summary: str
    audience: str
    open: bool
    publisher: str
    listing: Listing | None
    rendition: Json
    releases: tuple[Release, ...] = ()
    findings: tuple[FindingText, ...] = ()
    training: bool = False

    @classmethod
    def of(cls, history: History, rendition: Json) -> Self:
        """Present the latest release of a moment."""
        latest = history.latest
        return cls(
            moment=history.moment,
            title=latest.title,
            kind=latest.kind,
            language=latest.language,
            summary=latest.summary,
            audience=latest.audience,
            open=latest.open,
            publisher=history.listing.publisher,
            listing=history.listing,
            rendition=rendition,
            releases=tuple(
                sorted(history.releases, key=lambda release: release.version, reverse=True)
            ),
        )

    @property
    def path(self) -> str:
        """Where the page stands, from the site's root."""
        return page_path(self.moment)

    @property
    def safety(self) -> Release | None:
        """The highest release that is about safety: lower versions are not to be started."""
        return next((release for release in self.releases if release.safety), None)

    @property
    def is_draft(self) -> bool:
        """Whether nothing of this is published."""
        return not self.releases


def names_of(rendition: Json) -> dict[str, str]:
    """Return what the parts of a moment are called, by the routes that changes point with."""
    names: dict[str, str] = {}
    for module in rendition.get("modules", ()):
        start = f"module/{module['id']}"
        names[start] = module["title"]
        for section in module["sections"]:
            names[f"{start}/section/{section['id']}"] = section["title"]
            names |= {f"{start}/step/{step['id']}": step["title"] for step in section["steps"]}
    for form in rendition.get("forms", ()):
        start = f"form/{form['id']}"
        names |= {
            start: form["title"],
            **{f"{start}/{route}": text for route, text in form["names"].items()},
        }
    return names


def subject_words(subject: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a route such as `module/varva-ner/step/andas` leads past, in the authors' words.

    A part that the latest version no longer has goes by its id.
    """
    steps = subject.split("/")
    ends = range(2, len(steps) + 1, 2)
    return tuple(
        names.get("/".join(steps[:end]), steps[end - 1])
        for end in ends
        if steps[end - 2] != "settings"
    )


def page_path(moment: str) -> str:
    """Return where the page of `<publisher>/<moment>` stands, from the site's root."""
    return f"{moment}.html"
