"""What the addresses of a package lead to: anchors on the moment's page, and media files."""

import re
from dataclasses import dataclass, field
from typing import Final, Self

from builder.media import TYPE_BY_SUFFIX
from builder.package import Package, PackedBlob, PackedMedium, PackedModule, PackedPage

_WRITTEN_ID: Final = re.compile(r"\{#([^{}\s]*)\}[ \t]*$", re.MULTILINE)
_SUFFIX_BY_MIME: Final = {found.mime: suffix for suffix, found in reversed(TYPE_BY_SUFFIX.items())}
CAPTIONS_SUFFIX: Final = ".vtt"


def module_anchor(module: str) -> str:
    """Return the id of a module on its moment's page; `_` stands in no id that authors write."""
    return f"module_{module}"


def step_prefix(module: str) -> str:
    """Return what the ids of a module's headings begin with."""
    return f"step_{module}"


def form_anchor(form: str) -> str:
    """Return the id of a form on its moment's page."""
    return f"form_{form}"


def media_address(blob: PackedBlob, suffix: str) -> str:
    """Return where a media file stands, from the site's root."""
    return f"media/{blob.sha256}{suffix}"


def file_address(medium: PackedMedium) -> str:
    """Return where a medium's own file stands, from the site's root."""
    return media_address(medium.file, _SUFFIX_BY_MIME.get(medium.type, ""))


def headings_in(page: PackedPage | None) -> frozenset[str]:
    """Return the ids that are written in a text's headings."""
    return frozenset(_WRITTEN_ID.findall(page.markdown)) if page else frozenset()


@dataclass(frozen=True, slots=True)
class Atlas:
    """Media by id, titles of forms by id, and the headings of each module."""

    language: str
    media: dict[str, PackedMedium]
    forms: dict[str, str]
    headings: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> Self:
        """Gather what the pages of `package` can point at."""
        return cls(
            package.language,
            {medium.id: medium for medium in package.media},
            {form.id: form.title for form in package.forms},
            {module.id: _module_headings(module) for module in package.modules},
        )

    def anchor(self, meaning: str) -> str | None:
        """Return the address of `form:<id>` or `module:<id>#<heading>`, or None for neither."""
        kind, _, name = meaning.partition(":")
        if kind == "form":
            return f"#{form_anchor(name)}" if name in self.forms else None
        module, _, heading = name.partition("#")
        if kind != "module" or module not in self.headings:
            return None
        if heading in self.headings[module]:
            return f"#{step_prefix(module)}_{heading}"
        return f"#{module_anchor(module)}"

    def medium(self, meaning: str) -> PackedMedium | None:
        """Return the medium that `media:<id>` means."""
        kind, _, name = meaning.partition(":")
        return self.media.get(name) if kind == "media" else None


def _module_headings(module: PackedModule) -> frozenset[str]:
    found = set(headings_in(module.introduction))
    for section in module.sections:
        found.add(section.id)
        for step in section.steps:
            found |= {step.id} | headings_in(step)
    return frozenset(found)
