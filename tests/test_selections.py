"""Every test is run by `make test` or by `make test-slow`, and continuous integration runs both."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_two_selections_are_all_tests() -> None:
    """One selects what the other leaves, of the same folders."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    selections = re.findall(r"^test(?:-slow)?:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert [re.findall(r"\$\(PYTEST\) (.+)", recipe) for recipe in selections] == [
        ['-m "not slow" $(PYTEST_ARGS)'],
        ["-m slow $(PYTEST_ARGS)"],
    ]


def test_continuous_integration_runs_both() -> None:
    """And nothing may fail unnoticed."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in script
    assert script[-2:] == ["make test", "make test-slow"]
