"""Run the care unit's client as `python -m builder.unit`."""

import sys

from builder.unit.cli import main

if __name__ == "__main__":
    sys.exit(main())
