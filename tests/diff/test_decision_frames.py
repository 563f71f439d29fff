"""The form of what the decision takes and returns: frames, their types and their order."""

from datetime import UTC, datetime, timedelta, timezone

import pandas as pd

from course_runs.contract.codes import Code
from course_runs.contract.feeds import SameScheduleOtherVariant
from course_runs.diff.decision import ROWS, RUNS, Disposition, frame, match

BACKPOPULATE = SameScheduleOtherVariant.BACKPOPULATE
AS_OF = datetime(2030, 6, 15, 12, tzinfo=UTC)
COURSE = "Org+X"
D1 = (datetime(2030, 2, 1, tzinfo=UTC), datetime(2030, 12, 1, tzinfo=UTC))
D2 = (datetime(2030, 9, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC))


def test_a_rejection_names_the_first_ten_other_lines() -> None:
    """A rejection stays readable however many rows claim the same."""
    contested = [(line, COURSE, True, "A", *D1, None, str(line)) for line in range(2, 15)]
    result = match(frame(contested, ROWS), frame([], RUNS), BACKPOPULATE, AS_OF)
    assert result["related"].tolist()[0] == tuple(range(3, 13))
    assert result["related"].tolist()[4] == (2, 3, 4, 5, 7, 8, 9, 10, 11, 12)
    assert result["related"].tolist()[-1] == tuple(range(2, 12))


def test_every_row_has_a_line_in_the_result_whatever_its_index() -> None:
    """In the order of the rows; what is missing is None, as a database takes it."""
    records = [(line, COURSE, True, variant, *D1, None, str(line)) for line, variant in ((9, "A"), (5, "A"), (7, "B"))]
    rows = frame(records, ROWS).set_index(pd.Index([3, 1, 3]))
    runs = frame([("r", COURSE, "B", *D2, None, None)], RUNS)
    result = match(rows, runs, BACKPOPULATE, AS_OF)
    assert list(result.columns) == ["line_number", "disposition", "run_key", "code", "related"]
    assert list(result.itertuples(index=False, name=None)) == [
        (9, Disposition.REJECTED, None, Code.CONFLICTING_ROWS, (5,)),
        (5, Disposition.REJECTED, None, Code.CONFLICTING_ROWS, (9,)),
        (7, Disposition.MATCHED, "r", None, None),
    ]
    assert all(value is not None for value in result["disposition"])
    assert result.loc[2, "code"] is None
    assert list(result.index) == [0, 1, 2]


def test_frames_have_the_types_that_they_say() -> None:
    """Whatever is null, and in whatever zone an instant is written; no text is None, not a number."""
    east = timezone(timedelta(hours=14))
    runs = frame([("r", COURSE, None, AS_OF.astimezone(east), None, None, None), ("s", COURSE, "A", *[None] * 4)], RUNS)
    assert {name: str(kind) for name, kind in runs.dtypes.items()} == RUNS
    assert runs.loc[0, "starts_at"] == AS_OF
    assert runs["variant_id"].tolist() == [None, "A"]
    for columns in (ROWS, RUNS):
        assert {name: str(kind) for name, kind in frame([], columns).dtypes.items()} == columns
