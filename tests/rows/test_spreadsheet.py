"""Cells that a spreadsheet would run as a formula are harmless in a CSV, and are restored when they come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_runs.rows.spreadsheet import disarm, rearm


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\uff1d1", '=HYPERLINK("http://x")'],
)
def test_a_cell_that_would_run_gets_an_apostrophe(cell: str) -> None:
    """No spreadsheet runs a cell that begins with an apostrophe."""
    assert disarm(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "plain", "2030-01-15", "a=b", "'quoted'", "'", "https://example.org/?a=b"])
def test_any_other_cell_stays(cell: str) -> None:
    """A cell that a spreadsheet would not run is not changed."""
    assert disarm(cell) == cell
    assert rearm(cell) == cell


@pytest.mark.parametrize("cell", ["'=1", "''=1", "'\t", "' =1", "'-'"])
def test_a_cell_with_an_apostrophe_of_its_own_survives(cell: str) -> None:
    """Only the apostrophe that was added is removed."""
    assert disarm(cell) == "'" + cell
    assert rearm(disarm(cell)) == cell


@given(st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r\n a\uff1d"), st.characters(codec="utf-8"))))
def test_every_cell_comes_back_as_it_was(cell: str) -> None:
    """The two functions are each other's inverse."""
    assert rearm(disarm(cell)) == cell
