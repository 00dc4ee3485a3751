"""Write the table of changes into docs/versions.md."""

import re
import sys
from pathlib import Path

from builder.report.levels import kinds_markdown

PAGE = Path(__file__).parents[2] / "docs/versions.md"
_TABLE = re.compile(r"(?<=-->\n)(.*?)(?=<!-- /levels -->)", re.DOTALL)


def written(text: str) -> str:
    """Return the page with the table as it is in the code."""
    table = "\n".join(kinds_markdown("sv"))
    return _TABLE.sub(lambda _: f"\n{table}\n\n", text, count=1)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
