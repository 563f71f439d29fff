"""What the project promises of speed and size, measured: `make bench`, `make bench-full`; see README.md."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKSHOP = ROOT / ".local" / "benchmarks"
"""Where the benchmarks keep their server, drops and samples."""

sys.path[:0] = [str(ROOT / "include"), str(ROOT), str(ROOT / "tests")]
