"""The story's library is told by its own file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
