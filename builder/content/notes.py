"""Change notes: what units should know about a change, and what somebody has decided about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.content.sources import MAX_PAGE_BYTES, Sources
from builder.content.structure import title_problems
from builder.model import Decision, NoteSettings
from builder.problem import Pointer
from builder.source import Page, parse_markdown
from builder.source.front_matter import split_front_matter


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """One file in `changes/`: a title, Markdown, and the settings above them."""

    path: str
    title: str
    markdown: str = field(repr=False)
    page: Page = field(repr=False)
    settings: NoteSettings

    @property
    def id(self) -> str:
        """What the note is called: its file's name."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    def decisions(self) -> Iterator[tuple[Pointer, Decision]]:
        """Yield what is decided, and where it stands in the settings."""
        for n, decision in enumerate(self.settings.decisions):
            yield ("decisions", n, "change"), decision


def read_note(sources: Sources, path: str) -> ChangeNote | None:
    """Read a change note; None where it cannot be read, and the problems say why."""
    text = sources.read_text(path, MAX_PAGE_BYTES)
    if text is None:
        return None
    above, below = split_front_matter(text)
    page = sources.pages[path] = parse_markdown(path, below)
    sources.problems["structure"] += title_problems(page)
    settings = sources.read_values(path, above, NoteSettings) if above.strip() else NoteSettings()
    if settings is None or not page.headings:
        return None
    title = page.headings[0]
    markdown = page.text(title.last_line + 1, len(page.lines))
    return ChangeNote(path, title.text, markdown, page, settings)
