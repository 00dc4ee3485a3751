"""Forms to export: those of the demo library, and made-up ones."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("exchange", "engines", "site")]
