"""Run the publisher's commands: `python -m builder`."""

import sys

from builder.cli import main

sys.exit(main())
