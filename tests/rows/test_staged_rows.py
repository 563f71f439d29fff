"""Staged rows: any text comes back as it was stored."""

from uuid import uuid4

import pytest

from course_runs.database.session import Connection
from course_runs.rows import staged_rows

ROWS = [
    (2, ["plain", "", "Grüße, 世界 🎓", 'quotes " and \\ backslashes', "two\r\nlines\tand a tab"]),
    (5, ["", "", ""]),
    (6, [""]),
    (7, []),
    (8, ["a cell with \x1f in it", "and one without"]),
    (9, ["\x1f", "\x1f\x1f", ""]),
    (11, ["NULL", "{}", "\\N"]),
]


def test_cells_come_back_as_they_were_stored(catalog: Connection) -> None:
    """Text of every kind, the separator of cells included."""
    ingestion = uuid4()
    assert staged_rows.store(catalog, ingestion, ROWS) == len(ROWS)
    assert staged_rows.read(catalog, ingestion, 1, 11) == ROWS


@pytest.mark.parametrize(("first", "last", "lines"), [(1, 2, [2]), (3, 4, []), (5, 8, [5, 6, 7, 8]), (9, 99, [9, 11])])
def test_only_the_lines_asked_for_come_back(catalog: Connection, first: int, last: int, lines: list[int]) -> None:
    """Other lines and other ingestions are left out."""
    ingestion, other = uuid4(), uuid4()
    staged_rows.store(catalog, ingestion, ROWS)
    staged_rows.store(catalog, other, [(3, ["of another ingestion"])])
    assert [line for line, _ in staged_rows.read(catalog, ingestion, first, last)] == lines
