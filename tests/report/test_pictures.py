"""The geometry of the pictures."""

from datetime import datetime

import pytest

from course_runs.report.charts import SLIVER, bar, time_line
from course_runs.report.list_rows import ChangedRow, FieldChange
from report.ingestion_book import END, START


def changed(*changes: tuple[str, str | None], starts_at: datetime | None = START) -> ChangedRow:
    """A row with these (field, old value) of its run."""
    fields = tuple(FieldChange("course_run", field, before, "new") for field, before in changes)
    return ChangedRow(2, "backpopulate", "HarvardX+CS50", None, None, starts_at, END, fields)


def test_a_bar_is_full_and_shows_the_smallest_share() -> None:
    """One row of a million is seen, and the rest shares what is left."""
    segments = bar({"unchanged": 999_999, "rejected": 1, "held": 0})
    assert [segment.name for segment in segments] == ["unchanged", "rejected"]
    assert sum(segment.width for segment in segments) == pytest.approx(100, abs=0.01)
    assert segments[1].width > SLIVER / 2
    assert bar({"held": 0}) == []


def test_a_time_line_has_both_schedules_on_one_axis() -> None:
    """The old start lies before the new one; the end did not move."""
    picture = time_line(changed(("starts_at", "2029-12-01T00:00:00+00:00")))
    assert picture
    assert picture.before.start == 0
    assert picture.after.start > 0
    assert picture.before.width == 100
    assert picture.after.start + picture.after.width == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("row", [changed(), changed(("variant_id", None)), changed(("starts_at", None)),
                                 changed(("ends_at", "2030-02-01T00:00:00+00:00"), starts_at=None)])  # fmt: skip
def test_no_time_line_without_two_whole_schedules(row: ChangedRow) -> None:
    """Nothing moved, or an end is open."""
    assert time_line(row) is None
