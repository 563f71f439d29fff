"""The sample drops, and what is written down about them in expected.csv."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_runs.contract.codes import Code
from course_runs.contract.columns import COLUMNS

DROPS = Path(__file__).parents[2] / "include" / "samples" / "drops"
EXPECTED = Path(__file__).with_name("expected.csv")

GOOD = "2u-executive-education"
MISTAKES = "2u-executive-education-mistakes"
BOOT_CAMPS = "2u-bootcamps"
DECISIONS = {"new_product", "new_run", "backpopulate", "update", "unchanged", "held", "duplicate", "rejected"}


def rows_of(drop: str) -> Iterator[tuple[int, list[str]]]:
    """Header and rows of a drop, each with the physical line on which it starts; blank lines are no rows."""
    with (DROPS / f"{drop}.csv").open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        line = 1
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1


def expected(drop: str) -> list[dict[str, str]]:
    """The lines of expected.csv about one drop."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["drop"] == drop]


@pytest.mark.parametrize(
    ("drop", "besides"), [(GOOD, []), (MISTAKES, ["partner_notes"]), (BOOT_CAMPS, [])], ids=[GOOD, MISTAKES, BOOT_CAMPS]
)
def test_drop_has_the_columns_of_the_contract(drop: str, besides: list[str]) -> None:
    """All 64, in the contract's order; the file of mistakes has an unknown one besides."""
    _, header = next(rows_of(drop))
    assert [name.lower().replace(" ", "_") for name in header] == [*(column.name for column in COLUMNS), *besides]


@pytest.mark.parametrize("drop", [GOOD, MISTAKES, BOOT_CAMPS])
def test_every_row_has_an_expected_decision(drop: str) -> None:
    """One line for each row, at the physical line on which the row starts."""
    _, *rows = rows_of(drop)
    assert [int(row["line_number"]) for row in expected(drop)] == [line for line, _ in rows]


def test_every_decision_occurs_several_times() -> None:
    """The good drop shows what the pipeline can decide."""
    counts = Counter(row["decision"] for row in expected(GOOD))
    assert set(counts) == DECISIONS
    assert min(counts.values()) >= 4


def test_every_code_of_a_row_occurs() -> None:
    """The file of mistakes makes each mistake that a row can make."""
    about_the_file = {Code.UNKNOWN_COLUMN}
    codes = {code for row in expected(MISTAKES) for code in row["codes"].split()}
    assert codes == set(Code) - about_the_file


def test_mistakes_stay_within_the_budget() -> None:
    """At most half of the rows are rejected: the file loads."""
    rows = expected(MISTAKES)
    assert sum(row["decision"] == "rejected" for row in rows) <= len(rows) / 2


def test_each_title_says_what_is_wrong() -> None:
    """A reader of the file of mistakes sees from the title what becomes of the row."""
    words = {"rejected": "Wrong: "}
    _, *rows = rows_of(MISTAKES)
    for (_, cells), row in zip(rows, expected(MISTAKES), strict=True):
        title = cells[1].strip()
        assert title.startswith(words.get(row["decision"], ("Sound: ", "Warned: ")))
