"""What the tests of faults share: the laboratory, and how much of each they do."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from devtools.postgres import LocalPostgres
from faults.laboratory import Laboratory, Left, request_of

ROOT = Path(__file__).resolve().parents[2]
DROPS = ROOT / "include" / "samples" / "drops"
EXECUTIVE, BOOTCAMPS = "2u-executive-education", "2u-bootcamps"


@dataclass(frozen=True)
class Amounts:
    """How many faults are made.

    Attributes:
        kills: at random moments.
        step: every which of the named points a stage is killed at.
        races: of loaders.
        cut_step: every which statement the line is cut at.
        crashes: of PostgreSQL.
    """

    kills: int
    step: int
    races: int
    cut_step: int
    crashes: int

    def points(self, number: int) -> range:
        """Return which of a stage's points it is killed at; a few lie within it and not at its beginning."""
        return range(1 + self.step // 2, number + 1, self.step)

    def cuts(self, number: int) -> range:
        """Return which of a stage's statements the line is cut at, in the same way."""
        return range(1 + self.cut_step // 2, number + 1, self.cut_step)


AMOUNTS = (
    Amounts(kills=150, step=1, races=200, cut_step=1, crashes=30)
    if os.environ.get("COURSE_RUNS_FAULTS") == "all"
    else Amounts(kills=12, step=24, races=4, cut_step=17, crashes=5)
)
"""All of them for `make faults`; else some of each, and a crash in every stage, which take minutes."""


@pytest.fixture(scope="session")
def laboratory(templates: LocalPostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    """A laboratory over the session's server."""
    folder = tmp_path_factory.mktemp("faults")
    laboratory = Laboratory(templates, folder, request_of("one", DROPS / f"{EXECUTIVE}.csv"))
    yield laboratory
    laboratory.close()


@pytest.fixture(scope="session")
def faultless(laboratory: Laboratory) -> Left:
    """What the ingestion leaves when nothing happens to it."""
    return laboratory.prepare()


@pytest.fixture
def figures(capsys: pytest.CaptureFixture[str]) -> Iterator[dict[str, object]]:
    """Figures that are printed at the end, past pytest's capture."""
    collected: dict[str, object] = {}
    yield collected
    with capsys.disabled():
        print("\n  " + ", ".join(f"{name} {figure}" for name, figure in collected.items()))  # noqa: T201
