"""The decision of docs/reference/domain.md, written from that page alone: slow, plain and independent of the code.

Readings: where the page leaves room, this is how it is read here.

1. Duplicates are found first and take no further part: conflicting rows name the lines of the rows that count,
   never those of their duplicates, and a duplicate of a rejected row is still a `duplicate`.
2. Rows that name the same variant conflict across the whole file, whatever their courses: a variant names at most one
   run in the whole catalog. Rows that name no variant conflict within their course alone.
3. A row without a variant that shares schedule and restriction type with rows that name one is rejected even when
   those rows are rejected themselves. It names all the lines it conflicts with; the rows that stand name no line.
4. A row is rejected for the first reason that applies, in the page's order; it has that one code.
5. `VARIANT_TAKEN` goes before `new_product`: "variant A belongs to another course | A, any". A rejected row makes no
   course, so the first row that stands is the course's `new_product`.
6. Who has a variant is asked of the catalog before the file: a variant that another row of the file takes from its run
   is still taken.
7. A rejected row matches nothing, so the run of the variant it names stays a candidate for the others.
8. The same restriction type means equal as it stands: none equals none alone, though a blank cell keeps a stored one.
9. Ranks go in the order of the page's sentences: an active run before an ended one, and only then, for a row with a
   variant, a run without one before a run of another.
10. `AMBIGUOUS_RUN` asks only the best rank, and names only its runs.
11. The policy concerns rows with a variant alone: a row without one has no variant that could differ.
12. `held` is for a row that would change the run. One that changes only course-level values is an `update`, in review
    or not: "course-level values are loaded all the same".
13. Only the first accepted row of a course (any but `rejected` and `duplicate`) can change course-level values.
14. Restriction types count among the other fields of a run, and a blank one keeps the stored one (`columns.csv`).
15. A free suffix is the first free one, gaps included; after `z` come `aa` to `az`, `ba` to `zz`, `aaa`.
16. A run that changes only its status (reviewed, published), without a new value in the row, is `unchanged`: status is
    not a value of the row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, product
from string import ascii_lowercase
from typing import Literal

Policy = Literal["backpopulate", "new_run"]

IN_REVIEW = {"review_by_legal", "review_by_internal"}


@dataclass(frozen=True)
class Row:
    """An accepted row; `other` and `course_other` stand for all other columns of the run and of the course."""

    line_number: int
    course_key: str
    variant_id: str | None
    starts_at: datetime
    ends_at: datetime
    enrollment_ends_at: datetime | None = None
    restriction_type: str | None = None
    other: str = ""
    course_other: str = ""

    @property
    def cells(self) -> tuple[object, ...]:
        """Every column."""
        return (self.course_key, self.variant_id, *self.schedule, self.enrollment_ends_at, *self.apart)

    @property
    def schedule(self) -> tuple[datetime, datetime]:
        """Start and end."""
        return self.starts_at, self.ends_at

    @property
    def apart(self) -> tuple[str | None, str, str]:
        """The columns that are neither key, variant nor date."""
        return self.restriction_type, self.other, self.course_other


@dataclass(frozen=True)
class Run:
    """A course run in the catalog."""

    key: str
    course_key: str
    variant_id: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    enrollment_ends_at: datetime | None = None
    restriction_type: str | None = None
    status: str = "published"
    other: str = ""


@dataclass(frozen=True)
class World:
    """A catalog (its courses by key with their course-level values, its runs) and a file to be loaded into it."""

    courses: Mapping[str, str]
    runs: Sequence[Run]
    rows: Sequence[Row]
    policy: Policy = "backpopulate"


@dataclass(frozen=True)
class Outcome:
    """What becomes of one row; `related` are the lines (`CONFLICTING_ROWS`) or run keys that a rejection names."""

    decision: str
    course_run_key: str | None = None
    codes: frozenset[str] = frozenset()
    related: frozenset[int | str] = frozenset()


Outcomes = dict[int, Outcome]


def decide(world: World, as_of: datetime) -> Outcomes:
    """Return the outcome of every row of the file, by line number."""
    rows = sorted(world.rows, key=lambda row: row.line_number)
    decided = duplicates(rows)
    decided |= conflicts(undecided(rows, decided))
    decided |= taken_variants(undecided(rows, decided), world.runs)
    matches = variant_matches(undecided(rows, decided), world.runs)
    for row in undecided(rows, decided):
        if row.line_number not in matches:
            best = best_candidates(row, world, matches, as_of)
            if len(best) == 1:
                matches[row.line_number] = best[0]
            elif best:
                decided[row.line_number] = rejected("AMBIGUOUS_RUN", [run.key for run in best])
    accepted = undecided(rows, decided)
    keys = new_keys([row for row in accepted if row.line_number not in matches], world.runs)
    for position, row in enumerate(accepted):
        first = all(earlier.course_key != row.course_key for earlier in accepted[:position])
        run = matches.get(row.line_number)
        if run:
            decided[row.line_number] = Outcome(change(row, run, world, first=first), run.key)
        else:
            kind = "new_product" if first and row.course_key not in world.courses else "new_run"
            decided[row.line_number] = Outcome(kind, keys[row.line_number])
    return decided


def undecided(rows: Sequence[Row], decided: Outcomes) -> list[Row]:
    """List the rows without an outcome yet, in file order."""
    return [row for row in rows if row.line_number not in decided]


def rejected(code: str, related: Sequence[int | str]) -> Outcome:
    """Make the outcome of a rejected row."""
    return Outcome("rejected", None, frozenset({code}), frozenset(related))


def duplicates(rows: Sequence[Row]) -> Outcomes:
    """Of rows that are equal in every column, all but the first (domain.md 2.1)."""
    return {
        row.line_number: Outcome("duplicate")
        for position, row in enumerate(rows)
        if any(earlier.cells == row.cells for earlier in rows[:position])
    }


def conflicts(rows: Sequence[Row]) -> Outcomes:
    """Rows that differ and claim the same run (domain.md 2.1)."""
    against = {row.line_number: [other.line_number for other in rows if conflicts_with(row, other)] for row in rows}
    return {line: rejected("CONFLICTING_ROWS", lines) for line, lines in against.items() if lines}


def conflicts_with(row: Row, other: Row) -> bool:
    """Return whether `row` is rejected because of `other`; the converse need not hold."""
    if row.line_number == other.line_number:
        return False
    if row.variant_id is not None:
        return row.variant_id == other.variant_id
    # Whether the other names a variant or not: a row without one yields to both.
    return (row.course_key, row.schedule, row.restriction_type) == (
        other.course_key,
        other.schedule,
        other.restriction_type,
    )


def taken_variants(rows: Sequence[Row], runs: Sequence[Run]) -> Outcomes:
    """Rows with the variant of another course's run (domain.md 2.3 b)."""
    return {
        row.line_number: rejected("VARIANT_TAKEN", [run.key])
        for row in rows
        for run in runs
        if row.variant_id is not None and row.variant_id == run.variant_id and row.course_key != run.course_key
    }


def variant_matches(rows: Sequence[Row], runs: Sequence[Run]) -> dict[int, Run]:
    """Find the runs of the rows' own courses that have the rows' variants (domain.md 2.3 a)."""
    return {
        row.line_number: run
        for row in rows
        for run in runs
        if row.variant_id is not None and row.variant_id == run.variant_id and row.course_key == run.course_key
    }


def best_candidates(row: Row, world: World, matches: Mapping[int, Run], as_of: datetime) -> list[Run]:
    """List the candidates of the best rank: none, one, or several that nothing distinguishes (domain.md 2.4)."""
    matched = {run.key for run in matches.values()}
    candidates = [
        run
        for run in world.runs
        if run.course_key == row.course_key
        and (run.starts_at, run.ends_at) == row.schedule
        and run.restriction_type == row.restriction_type
        and run.key not in matched
        and (row.variant_id is None or run.variant_id is None or world.policy == "backpopulate")
    ]
    ranks = [(is_ended(run, as_of), row.variant_id is not None and run.variant_id is not None) for run in candidates]
    return [run for run, rank in zip(candidates, ranks, strict=True) if rank == min(ranks)]


def is_ended(run: Run, as_of: datetime) -> bool:
    """Return whether a run is not active."""
    is_active = (
        run.ends_at is not None
        and run.ends_at > as_of
        and (run.enrollment_ends_at is None or run.enrollment_ends_at > as_of)
    )
    return not is_active


def change(row: Row, run: Run, world: World, *, first: bool) -> str:
    """Return what a row does to the run it matched; `first` is the first accepted row of its course (domain.md 2.5)."""
    dates = dates_change(row, run)
    if (dates or other_fields_change(row, run)) and run.status in IN_REVIEW:
        return "held"
    if dates:
        return "backpopulate"
    if other_fields_change(row, run) or (first and course_changes(row, world)):
        return "update"
    return "unchanged"


def dates_change(row: Row, run: Run) -> bool:
    """Return whether start, end, registration deadline or variant change."""
    return (
        row.schedule != (run.starts_at, run.ends_at)
        or row.enrollment_ends_at not in (None, run.enrollment_ends_at)
        or row.variant_id not in (None, run.variant_id)
    )


def other_fields_change(row: Row, run: Run) -> bool:
    """Return whether any other field of the run changes."""
    return row.other != run.other or row.restriction_type not in (None, run.restriction_type)


def course_changes(row: Row, world: World) -> bool:
    """Return whether a course-level value changes."""
    return row.course_other != world.courses[row.course_key]


def new_keys(rows: Sequence[Row], runs: Sequence[Run]) -> dict[int, str]:
    """Give every new run the first key that is free, in file order."""
    taken = {run.key for run in runs}
    keys: dict[int, str] = {}
    for row in rows:
        start = row.starts_at.astimezone(UTC)
        third = (start.month - 1) // 4 + 1
        stem = f"course-v1:{row.course_key}+{third}T{start.year}"
        keys[row.line_number] = next(stem + suffix for suffix in suffixes() if stem + suffix not in taken)
        taken.add(keys[row.line_number])
    return keys


def suffixes() -> Iterator[str]:
    """Count: nothing, a, ..., z, aa, ab, ..., zz, aaa and on."""
    for length in count():
        yield from map("".join, product(ascii_lowercase, repeat=length))
