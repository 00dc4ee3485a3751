"""The edits of prose whose levels were fixed beforehand, and what is computed of each."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from builder.changes.kinds import Change, Level
from builder.changes.prose import compare_cues, compare_pages
from builder.package import PackedPage

FOLDER = Path(__file__).parent / "prose"


@dataclass(frozen=True)
class Edit:
    """One edit: `where` it is made, both texts, and the level it should get and why."""

    id: str
    where: str
    old: str
    new: str
    level: str
    why: str

    def changes(self) -> list[Change]:
        """Return what is computed of it."""
        return compare_texts(self.old, self.new, self.where)

    @property
    def computed(self) -> str:
        """The weightiest level of its changes."""
        levels = [change.level for change in self.changes()]
        return max(levels, default=Level.NONE).word


def read_edits(name: str) -> list[Edit]:
    """Read `edits.yaml` or `heldout.yaml`."""
    found = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))["edits"]
    return [Edit(**{key: str(value) for key, value in one.items()}) for one in found]


def compare_texts(old: str, new: str, where: str = "step") -> list[Change]:
    """Compare two pages in Markdown, or captions in WebVTT."""
    if where == "captions":
        return list(compare_cues(old, new, ("medium", "film")))
    pages = (PackedPage(title="Titel", markdown=text) for text in (old, new))
    return list(compare_pages(*pages, ("staff",)))
