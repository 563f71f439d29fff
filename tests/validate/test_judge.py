"""Great Expectations as the judge: a row that it could not check is never accepted."""

from typing import Any

import great_expectations.expectations as gxe
import pandas as pd
import pytest

from course_runs.contract.codes import Code
from course_runs.contract.errors import FileRefused
from course_runs.validate import judge as module
from course_runs.validate.expectations import ExpectKnownNames, ExpectMomentsByFormat
from course_runs.validate.judge import Judge
from course_runs.validate.suite import Rule

ROWS = 25_000


def frame(*cells: str | None) -> pd.DataFrame:
    """Return a frame with a column of cells on the lines from 2 on."""
    return pd.DataFrame({"line_number": range(2, len(cells) + 2), "cell": pd.Categorical(cells), "other": 1.0})


def rule(expectation: Any) -> Rule:  # noqa: ANN401 - of any kind
    """Return a critical rule."""
    return Rule(Code.INVALID_DATE, "cell", "{value} is wrong.", expectation)


def lines(expectation: Any, *cells: str | None) -> list[int]:  # noqa: ANN401 - of any kind
    """Return the lines that fail an expectation."""
    return sorted(Judge([rule(expectation)]).judge(frame(*cells)))


def test_every_failing_row_is_named_however_many() -> None:
    """Great Expectations neither stops at a number nor takes a sample, and good rows between them do not fail."""
    cells = ["bad" if number % 5 else "good" for number in range(ROWS)]
    found = lines(gxe.ExpectColumnValuesToBeInSet(column="cell", value_set=["good"]), *cells)
    assert found == [number + 2 for number in range(ROWS) if number % 5]


@pytest.mark.parametrize(
    "expectation",
    [
        gxe.ExpectColumnValuesToBeInSet(column="absent", value_set=["x"]),
        gxe.ExpectColumnValuesToMatchRegex(column="absent", regex="x"),
        gxe.ExpectColumnValuesToNotBeNull(column="absent"),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A="absent", column_B="line_number"),
        gxe.ExpectColumnValuesToMatchRegex(column="cell", regex="("),
        gxe.ExpectColumnValuesToBeBetween(column="cell", min_value=1),
        ExpectMomentsByFormat(column="other", formats=["%Y-%m-%d"]),
    ],
    ids=["absent: in set", "absent: regex", "absent: not null", "absent: pair", "no regex", "no numbers", "no text"],
)
def test_a_rule_that_errors_refuses_the_file(expectation: Any) -> None:  # noqa: ANN401 - of any kind
    """An exception names no failing rows, which must not count as a success."""
    judge = Judge([rule(expectation), rule(gxe.ExpectColumnValuesToNotBeNull(column="cell"))])
    message = r"INVALID_DATE on cell could not be checked: .+ contact the operators"
    with pytest.raises(FileRefused, match=message) as refused:
        judge.judge(frame("x", "y"))
    assert refused.value.code == "BAD_HEADER"
    assert "Traceback" not in refused.value.message


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        ({"element_count": 1, "unexpected_index_list": []}, "checked 1 of 2 rows"),
        ({"element_count": 2, "unexpected_index_list": []}, "does not name the rows that fail"),
        ({}, "checked None of 2 rows"),
    ],
    ids=["some rows", "no rows named", "nothing"],
)
def test_a_verdict_that_does_not_add_up_refuses_the_file(result: dict[str, Any], reason: str) -> None:
    """A failure without failing rows, and rows that were not checked."""

    class Verdict:
        exception_info = {"raised_exception": False}  # noqa: RUF012 - a stand-in
        success = False

    verdict: Any = Verdict()
    verdict.result = result
    with pytest.raises(FileRefused, match=reason):
        module._require_verdict(verdict, rule(gxe.ExpectColumnValuesToNotBeNull(column="cell")), rows=2)


@pytest.mark.parametrize(
    ("expectation", "good", "bad"),
    [
        (gxe.ExpectColumnValuesToBeInSet(column="cell", value_set=["x"]), "x", "y"),
        (gxe.ExpectColumnValuesToMatchRegex(column="cell", regex="x"), "x", "y"),
        (gxe.ExpectColumnValueLengthsToBeBetween(column="cell", max_value=1), "x", "xx"),
        (ExpectKnownNames(column="cell", names="x"), "x", "y"),
        (ExpectMomentsByFormat(column="cell", formats=["%Y-%m-%d"]), "2031-02-03", "x"),
    ],
    ids=["in set", "regex", "length", "known names", "moments"],
)
def test_a_rule_of_values_passes_nulls(expectation: Any, good: str, bad: str) -> None:  # noqa: ANN401 - of any kind
    """Only a rule of presence finds a blank cell, also where all cells are blank."""
    assert lines(expectation, bad, None, good, bad) == [2, 5]
    assert lines(expectation, None, None) == []
    assert lines(gxe.ExpectColumnValuesToNotBeNull(column="cell"), good, None, bad) == [3]


def test_pairs_ignore_rows_where_either_is_missing() -> None:
    """A blank cell has a finding of its own, so the pair must not fail as well."""
    rows = pd.DataFrame({"line_number": [2, 3, 4, 5], "a": [1.0, None, 2.0, 1.0], "b": [1.0, 1.0, None, 2.0]})
    pair = gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="a", column_B="b", or_equal=True, ignore_row_if="either_value_is_missing"
    )
    assert sorted(Judge([rule(pair)]).judge(rows)) == [5]
