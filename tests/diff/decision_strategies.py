"""Hypothesis strategies for catalogs and files in which clashes are common: many rows, few things to claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TypeVar

from decision_reference import Policy, Row, Run, World, suffixes
from hypothesis import strategies as st

T = TypeVar("T")

AS_OF = datetime(2030, 6, 15, 12, tzinfo=UTC)

COURSES = ("Org+101", "O.r-g_2+1.0-a_b", "Org+102")
VARIANTS = (None, "aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff")
STATUSES = ("published", "reviewed", "unpublished", "review_by_legal", "review_by_internal")
RESTRICTIONS = (None, "custom-b2c", "custom-b2b-enterprise")
ENROLLMENT_ENDS = (None, AS_OF - timedelta(days=1), AS_OF, AS_OF + timedelta(days=1))
SCHEDULES = (
    (datetime(2030, 2, 1, tzinfo=UTC), datetime(2030, 12, 1, tzinfo=UTC)),
    (datetime(2030, 2, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)),  # the same start
    (datetime(2030, 9, 1, tzinfo=UTC), datetime(2030, 12, 1, tzinfo=UTC)),  # the same end
    (datetime(2029, 2, 1, tzinfo=UTC), datetime(2029, 6, 1, tzinfo=UTC)),  # ended
    (datetime(2030, 1, 1, tzinfo=UTC), AS_OF),  # ends now, so it has ended
    (datetime(2030, 4, 30, 23, 59, 59, tzinfo=UTC), datetime(2030, 12, 1, tzinfo=UTC)),  # the last second of a third
    (datetime(2030, 5, 1, tzinfo=UTC), datetime(2030, 12, 1, tzinfo=UTC)),  # the first of the next
)
POLICIES: tuple[Policy, ...] = ("backpopulate", "new_run")
STEMS = ("1T2030", "1T2030a", "1T2030b", "2T2030", "3T2030", "1T2029", "1T2030A", "R1", "r2", "r3")
MISSING = ("", "", "", "", "", "", "", "", "start", "end")
# So many keys of one third are taken that the next suffix has two letters, or three.
CROWDS = (26, 27, 28, 53, 703)


class Dice:
    """One drawn number, read as a row of choices: a draw a cell would take most of the time of a case."""

    FACES = 2**24 - 1  # up to here hypothesis draws evenly

    def __init__(self, thrown: int) -> None:
        self._left = thrown

    def pick(self, values: Sequence[T]) -> T:
        """Choose one of the values; a smaller number chooses earlier ones."""
        self._left, index = divmod(self._left, len(values))
        return values[index]

    def some(self, values: Sequence[T], most: int) -> list[T]:
        """Choose 1 to `most` values; one that is chosen twice is the likelier."""
        return [self.pick(values) for _ in range(self.pick(range(1, most + 1)))]


def dice() -> st.SearchStrategy[Dice]:
    """Throw."""
    return st.integers(0, Dice.FACES).map(Dice)


@dataclass(frozen=True)
class Pools:
    """What the rows and runs of one world are made of; the smaller, the more they clash."""

    courses: list[str]
    variants: list[str | None]
    schedules: list[tuple[datetime, datetime]]
    enrollment_ends: list[datetime | None]
    restrictions: list[str | None]
    others: list[str]

    def row(self, line_number: int, thrown: Dice) -> Row:
        """Make a row of the file."""
        starts_at, ends_at = thrown.pick(self.schedules)
        return Row(
            line_number=line_number,
            course_key=thrown.pick(self.courses),
            variant_id=thrown.pick(self.variants),
            starts_at=starts_at,
            ends_at=ends_at,
            enrollment_ends_at=thrown.pick(self.enrollment_ends),
            restriction_type=thrown.pick(self.restrictions),
            other=thrown.pick(self.others),
            course_other=thrown.pick(self.others),
        )

    def run(self, courses: Sequence[str], thrown: Dice) -> Run:
        """Make a run of one of the courses that exist."""
        starts_at, ends_at = thrown.pick(self.schedules)
        course_key = thrown.pick(courses)
        missing = thrown.pick(MISSING)
        return Run(
            key=f"course-v1:{course_key}+{thrown.pick(STEMS)}",
            course_key=course_key,
            variant_id=thrown.pick((None, *self.variants)),
            starts_at=None if missing == "start" else starts_at,
            ends_at=None if missing == "end" else ends_at,
            enrollment_ends_at=thrown.pick(self.enrollment_ends),
            restriction_type=thrown.pick(self.restrictions),
            status=thrown.pick(STATUSES),
            other=thrown.pick(self.others),
        )


def pools() -> st.SearchStrategy[Pools]:
    """Choose what a world is made of."""
    return st.builds(
        Pools,
        courses=dice().map(lambda thrown: thrown.some(COURSES, 2)),
        variants=dice().map(lambda thrown: thrown.some(VARIANTS, 7)),
        schedules=dice().map(lambda thrown: thrown.some(SCHEDULES, 3)),
        enrollment_ends=dice().map(lambda thrown: thrown.some(ENROLLMENT_ENDS, 2)),
        restrictions=dice().map(lambda thrown: thrown.some(RESTRICTIONS, 2)),
        others=dice().map(lambda thrown: thrown.some(("x", "y"), 3)),
    )


def many_runs(course: str, size: int) -> list[Run]:
    """Fill one third of a course with runs that match nothing."""
    return [Run(f"course-v1:{course}+1T2030{suffix}", course, None, None, None) for suffix in islice(suffixes(), size)]


def consistent(runs: Sequence[Run]) -> list[Run]:
    """Keep what a catalog's indexes let in: no key twice, and no variant twice."""
    by_key = {run.key: run for run in reversed(runs)}
    variants = {run.variant_id: run.key for run in by_key.values()}
    return [run for run in by_key.values() if run.variant_id is None or variants[run.variant_id] == run.key]


def sparse(rows: Sequence[Row]) -> list[Row]:
    """Keep the first row of each claim, so that a file is not all duplicates and conflicts."""
    claims = {row.variant_id or (row.course_key, row.schedule, row.restriction_type): row for row in reversed(rows)}
    return sorted(claims.values(), key=lambda row: row.line_number)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Make a catalog and a file."""
    of = draw(pools())
    thrown = draw(dice())
    courses = {course: thrown.pick(of.others) for course in of.courses if thrown.pick(range(6)) < 5}
    runs = [of.run(list(courses), each) for each in draw(st.lists(dice(), min_size=2, max_size=9))] if courses else []
    if courses and thrown.pick(range(100)) == 99:
        runs += many_runs(thrown.pick(list(courses)), thrown.pick(CROWDS))
    rows = [of.row(line, each) for line, each in enumerate(draw(st.lists(dice(), min_size=3, max_size=14)), start=2)]
    if thrown.pick((True, True, False)):
        rows = sparse(rows)
    return World(courses, consistent(runs), rows, thrown.pick(POLICIES))
