"""The geometry of the pictures: nothing leaves its picture, nothing that happened is invisible."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_runs.report.charts import DOWN, SLIVER, SMALLEST, UP, bars, years
from course_runs.report.pages.stage_attempts import Attempt, on_time_line
from course_runs.rows.decisions import CHANGING

COUNTS = st.dictionaries(st.sampled_from([*CHANGING, "unchanged", "held", "rejected"]), st.integers(0, 10**7))
MARKS = st.sampled_from([None, "refused", "failed", "running", "planned"])
INSTANTS = st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@given(st.lists(st.tuples(COUNTS, MARKS), max_size=30))
def test_every_decision_that_counts_is_drawn(ingestions: list[tuple[dict[str, int], str | None]]) -> None:
    """Within the picture, however few the rows; blocks of a column stand on each other."""
    picture = bars(ingestions)
    assert len(picture.columns) == len(ingestions)
    for (counts, mark), column in zip(ingestions, picture.columns, strict=True):
        drawn = {name for name in (*CHANGING, "rejected") if counts.get(name)}
        assert {block.name for block in column.blocks} == drawn
        assert column.mark == mark
        floor = UP
        for block in column.blocks:
            assert block.height >= SMALLEST
            if block.name == "rejected":
                assert block.top == UP
                assert block.height <= DOWN
            else:
                assert block.top + block.height == pytest.approx(floor, abs=0.05)
                floor = block.top
        assert floor >= -0.05


@given(st.lists(INSTANTS, min_size=1, max_size=20))
def test_a_line_of_time_holds_every_instant(instants: list[datetime]) -> None:
    """Whole years, and never more ticks than can be read."""
    line = years(instants)
    assert line is not None
    assert len(line.ticks) <= 11
    assert all(0 <= place <= 100 for _, place in line.ticks)
    for instant in instants:
        assert -0.01 <= line.place(instant) <= 100.01
        span = line.span(instant, instant)
        assert span.width == SLIVER
        assert span.start + span.width <= 100.01


def test_no_instants_make_no_line() -> None:
    """A course without dates has no picture."""
    assert years([]) is None


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6) | st.none()), max_size=20))
def test_attempts_lie_on_one_line(times: list[tuple[int, int | None]]) -> None:
    """From the first begin to the last end, those without an end too."""
    attempts = []
    for begin, seconds in times:
        started = NOW + timedelta(seconds=begin)
        finished = None if seconds is None else started + timedelta(seconds=seconds)
        attempts.append(Attempt("extract", started, finished, None))
    spans = on_time_line(attempts)
    assert len(spans) == len(attempts)
    for span in spans:
        assert span.start >= 0
        assert span.width >= SLIVER
        assert span.start + span.width <= 100.01 + SLIVER
