"""How large the benchmarks are: `FULL` as the targets have it, `QUICK` for a first look in minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of the benchmarks.

    Attributes:
        name: of the scale.
        rows: of the drop that is measured against COPY and against dlt; its catalog has as many courses.
        rounds: samples of each measurement, unless another number is given.
        peer_rounds: samples of each of dlt's two ways.
        growth: rows of a drop -> samples.
        catalogs: courses of the small and of the large catalog; two courses have three runs.
        catalog_rows: of the drop for both catalogs.
        runs_a_course: few and many.
        course_rows: of the drop for both numbers of runs.
        small_rows: of the drop of a small feed.
        feeds: few and many.
    """

    name: str
    rows: int
    rounds: int
    peer_rounds: int
    growth: Mapping[int, int]
    catalogs: tuple[int, int]
    catalog_rows: int
    course_rows: int
    runs_a_course: tuple[int, int] = (1, 50)
    small_rows: int = 1_000
    feeds: tuple[int, int] = (2, 200)

    def with_rounds(self, rounds: int | None) -> Self:
        """Return the same with at most so many samples of each measurement."""
        if rounds is None:
            return self
        growth = {rows: min(times, rounds) for rows, times in self.growth.items()}
        peer_rounds = min(self.peer_rounds, rounds)
        return replace(self, rounds=min(self.rounds, rounds), peer_rounds=peer_rounds, growth=growth)


QUICK = Scale(
    name="quick",
    rows=5_000,
    rounds=3,
    peer_rounds=1,
    growth={500: 1, 2_000: 1, 8_000: 1},
    catalogs=(6_700, 20_000),
    catalog_rows=2_000,
    course_rows=2_000,
)
FULL = Scale(
    name="full",
    rows=100_000,
    rounds=5,
    peer_rounds=5,
    growth={1_000: 5, 10_000: 5, 100_000: 5, 1_000_000: 5},
    catalogs=(6_700, 690_000),
    catalog_rows=5_000,
    course_rows=5_000,
)
SCALES = {scale.name: scale for scale in (QUICK, FULL)}
