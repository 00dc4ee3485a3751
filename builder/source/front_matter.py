"""The settings above a page's title, between two lines of hyphens."""

from typing import Final

_FENCE: Final = "---"


def split_front_matter(text: str) -> tuple[str, str]:
    """Return the settings and the page, each with the other's lines blank; settings may be empty.

    So places in either are places in the file.
    """
    lines = text.split("\n")
    fences = [n for n, line in enumerate(lines) if line.rstrip() == _FENCE]
    if not fences or fences[0] != 0 or len(fences) == 1:
        return "", text
    end = fences[1]
    settings = ["", *lines[1:end], ""]
    return "\n".join(settings), "\n".join([""] * (end + 1) + lines[end + 1 :])
