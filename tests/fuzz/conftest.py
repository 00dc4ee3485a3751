"""Lets the fuzzer's tests find its parts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
