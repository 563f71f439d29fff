"""The decision table of the domain, line by line, on the pure functions: no database, no clock.

A, B are variants, D0 to D2 schedules of one course; D0 has ended. What a row says besides is its `other`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest

from course_runs.contract.codes import Code
from course_runs.contract.feeds import SameScheduleOtherVariant
from course_runs.diff.decision import ROWS, RUNS, Disposition, classify, frame, match
from course_runs.diff.new_names import assign_run_keys, plain_run_key

BACKPOPULATE, NEW_RUN = SameScheduleOtherVariant.BACKPOPULATE, SameScheduleOtherVariant.NEW_RUN
AS_OF = datetime(2030, 6, 15, 12, tzinfo=UTC)
COURSE, ANOTHER = "Org+X", "Org+Y"

Schedule = tuple[datetime | None, datetime | None]

D0: Schedule = (datetime(2029, 2, 1, tzinfo=UTC), datetime(2029, 6, 1, tzinfo=UTC))
D1: Schedule = (datetime(2030, 2, 1, tzinfo=UTC), datetime(2030, 12, 1, tzinfo=UTC))
D2: Schedule = (datetime(2030, 9, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Run:
    """A run in the catalog."""

    key: str
    variant: str | None
    schedule: Schedule
    course: str = COURSE
    in_review: bool = False
    other: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the file, about course X."""

    variant: str | None
    schedule: Schedule
    other: str = ""


def decide(runs: list[Run], rows: list[Row], policy: SameScheduleOtherVariant) -> list[tuple[str, str]]:
    """Return the outcome of each row: its decision, and the key of its run or the code of its rejection."""
    row_frame = frame(
        [(line, COURSE, True, row.variant, *row.schedule, None, str(line)) for line, row in enumerate(rows)], ROWS
    )
    run_frame = frame([(run.key, run.course, run.variant, *run.schedule, None, None) for run in runs], RUNS)
    matches = match(row_frame, run_frame, policy, AS_OF)
    starts = [row.schedule[0] or AS_OF for row in rows]
    plain = [plain_run_key(COURSE, starts[line]) for line in fresh(matches)]
    keys = iter(assign_run_keys(plain, [run.key for run in runs]))
    stored = {run.key: run for run in runs}
    changes = [changed_by(row, stored.get(key)) for row, key in zip(rows, matches["run_key"], strict=True)]
    flags = ["schedule_changes", "run_changes", "course_changes", "in_review"]
    decisions = classify(matches.join(pd.DataFrame(changes, columns=flags, dtype=bool)))
    return [
        (decision, str(code or run_key or next(keys).removeprefix(f"course-v1:{COURSE}+")))
        for decision, code, run_key in zip(decisions, matches["code"], matches["run_key"], strict=True)
    ]


def fresh(matches: pd.DataFrame) -> list[int]:
    """List the rows that make a run."""
    return list(matches.index[matches["disposition"].isin([Disposition.NEW_PRODUCT, Disposition.NEW_RUN])])


def changed_by(row: Row, run: Run | None) -> tuple[bool, bool, bool, bool]:
    """Return whether a row changes dates or variant of its run, any field of it, its course; and if it is in review."""
    if run is None:
        return False, False, False, False
    dates = row.schedule != run.schedule or row.variant not in (None, run.variant)
    return dates, dates or row.other != run.other, False, run.in_review


TABLE = [
    ("A, D1 | A, D1, same", [Run("r", "A", D1)], [Row("A", D1)], BACKPOPULATE, [("unchanged", "r")]),
    ("A, D1 | A, D2", [Run("r", "A", D1)], [Row("A", D2)], BACKPOPULATE, [("backpopulate", "r")]),
    ("A, D1 | B, D2", [Run("r", "A", D1)], [Row("B", D2)], BACKPOPULATE, [("new_run", "3T2030")]),
    ("A, D1 | B, D1", [Run("r", "A", D1)], [Row("B", D1)], BACKPOPULATE, [("backpopulate", "r")]),
    ("A, D1 | B, D1, policy new_run", [Run("r", "A", D1)], [Row("B", D1)], NEW_RUN, [("new_run", "1T2030")]),
    (
        "A, D1 | A, D2 and B, D1",
        [Run("r", "A", D1)],
        [Row("A", D2), Row("B", D1)],
        BACKPOPULATE,
        [("backpopulate", "r"), ("new_run", "1T2030")],
    ),
    ("none, D1 | B, D1", [Run("r", None, D1)], [Row("B", D1)], BACKPOPULATE, [("backpopulate", "r")]),
    ("none, D1 | B, D2", [Run("r", None, D1)], [Row("B", D2)], BACKPOPULATE, [("new_run", "3T2030")]),
    ("none, D1 | none, D1, same", [Run("r", None, D1)], [Row(None, D1)], BACKPOPULATE, [("unchanged", "r")]),
    ("none, D1 | none, D1, other", [Run("r", None, D1)], [Row(None, D1, "new")], BACKPOPULATE, [("update", "r")]),
    ("none, D1 | none, D2", [Run("r", None, D1)], [Row(None, D2)], BACKPOPULATE, [("new_run", "3T2030")]),
    ("A, D1 | none, D1, same", [Run("r", "A", D1)], [Row(None, D1)], BACKPOPULATE, [("unchanged", "r")]),
    ("A, D1 | none, D1, other", [Run("r", "A", D1)], [Row(None, D1, "new")], BACKPOPULATE, [("update", "r")]),
    ("A, D1 | none, D2", [Run("r", "A", D1)], [Row(None, D2)], BACKPOPULATE, [("new_run", "3T2030")]),
    (
        "ended, A, D0; active, B, D1 | A, D2",
        [Run("ended", "A", D0), Run("active", "B", D1)],
        [Row("A", D2)],
        BACKPOPULATE,
        [("backpopulate", "ended")],
    ),
    ("ended, none, D0 | none, D0", [Run("r", None, D0)], [Row(None, D0)], BACKPOPULATE, [("unchanged", "r")]),
    (
        "A of another course | A, any",
        [Run("theirs", "A", D1, course=ANOTHER), Run("r", None, D2)],
        [Row("A", D2)],
        BACKPOPULATE,
        [("rejected", Code.VARIANT_TAKEN)],
    ),
    (
        "A, D1, in legal review | A, D2",
        [Run("r", "A", D1, in_review=True)],
        [Row("A", D2)],
        BACKPOPULATE,
        [("held", "r")],
    ),
    (
        "A, D1; newer, none, D2 | A, D2",
        [Run("r", "A", D1), Run("newer", None, D2)],
        [Row("A", D2)],
        BACKPOPULATE,
        [("backpopulate", "r")],
    ),
    (
        "start null, none | B, D1",
        [Run("r", None, (None, D1[1]))],
        [Row("B", D1)],
        BACKPOPULATE,
        [("new_run", "1T2030")],
    ),
    ("end null, none | B, D1", [Run("r", None, (D1[0], None))], [Row("B", D1)], BACKPOPULATE, [("new_run", "1T2030")]),
]


@pytest.mark.parametrize(
    ("runs", "rows", "policy", "expected"), [line[1:] for line in TABLE], ids=[line[0] for line in TABLE]
)
def test_decides_as_the_domain_says(
    runs: list[Run], rows: list[Row], policy: SameScheduleOtherVariant, expected: list[tuple[str, str]]
) -> None:
    """One line of the table: the runs of the catalog, the rows of the file, what becomes of them."""
    assert decide(runs, rows, policy) == expected


@pytest.mark.parametrize(
    ("runs", "rows", "policy", "expected"),
    [line[1:] for line in TABLE if len(line[2]) > 1],
    ids=[line[0] for line in TABLE if len(line[2]) > 1],
)
def test_decides_so_in_any_order(
    runs: list[Run], rows: list[Row], policy: SameScheduleOtherVariant, expected: list[tuple[str, str]]
) -> None:
    """The lines with several rows: variants are matched first, wherever they stand."""
    assert decide(runs, rows[::-1], policy) == expected[::-1]


def test_a_rejection_names_the_first_ten_other_lines() -> None:
    """A rejection stays readable however many rows claim the same."""
    contested = [(line, COURSE, True, "A", *D1, None, str(line)) for line in range(2, 15)]
    answer = match(frame(contested, ROWS), frame([], RUNS), BACKPOPULATE, AS_OF)
    assert answer["related"].tolist()[0] == tuple(range(3, 13))
    assert answer["related"].tolist()[4] == (2, 3, 4, 5, 7, 8, 9, 10, 11, 12)
    assert answer["related"].tolist()[-1] == tuple(range(2, 12))


def test_every_row_has_a_line_in_the_answer_whatever_its_index() -> None:
    """In the order of the rows; what is missing is None, as a database takes it."""
    records = [(line, COURSE, True, variant, *D1, None, str(line)) for line, variant in ((9, "A"), (5, "A"), (7, "B"))]
    rows = frame(records, ROWS).set_index(pd.Index([3, 1, 3]))
    runs = frame([("r", COURSE, "B", *D2, None, None)], RUNS)
    answer = match(rows, runs, BACKPOPULATE, AS_OF)
    assert list(answer.columns) == ["line_number", "disposition", "run_key", "code", "related"]
    assert list(answer.itertuples(index=False, name=None)) == [
        (9, Disposition.REJECTED, None, Code.CONFLICTING_ROWS, (5,)),
        (5, Disposition.REJECTED, None, Code.CONFLICTING_ROWS, (9,)),
        (7, Disposition.MATCHED, "r", None, None),
    ]
    assert all(value is not None for value in answer["disposition"])
    assert answer.loc[2, "code"] is None
    assert list(answer.index) == [0, 1, 2]


def test_frames_have_the_types_that_they_say() -> None:
    """Whatever is null, and in whatever zone an instant is written; no text is None, not a number."""
    east = timezone(timedelta(hours=14))
    runs = frame([("r", COURSE, None, AS_OF.astimezone(east), None, None, None), ("s", COURSE, "A", *[None] * 4)], RUNS)
    assert {name: str(kind) for name, kind in runs.dtypes.items()} == RUNS
    assert runs.loc[0, "starts_at"] == AS_OF
    assert runs["variant_id"].tolist() == [None, "A"]
    for columns in (ROWS, RUNS):
        assert {name: str(kind) for name, kind in frame([], columns).dtypes.items()} == columns
