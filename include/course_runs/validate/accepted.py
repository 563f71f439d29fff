"""Accepted rows: every cell as a value of its column's type, stored in `ingest.accepted_row`.

HTML is stored only where sanitising has changed it. Null means that the staged row's cell is to be taken as it is.
"""

import re
from collections.abc import Collection, Iterator
from itertools import repeat
from typing import Literal
from uuid import UUID

import numpy as np
import numpy.typing as npt

from course_runs.contract.columns import BY_NAME, NUMBER
from course_runs.contract.kinds import DateCell, Flag, Ignored, Kind, Reference, TimeCell
from course_runs.contract.text import fold
from course_runs.database.copy import copy_rows, copy_value
from course_runs.database.session import Connection
from course_runs.validate.cell_readers import Moments, reader
from course_runs.validate.cells import Cells, Objects, objects
from course_runs.validate.chunk import BLOCK_ROWS, Chunk
from course_runs.validate.html_cells import HtmlCell
from course_runs.validate.references import References

NULL = copy_value(None)
_NUMBER = re.compile(NUMBER)


def course_keys(chunk: Chunk, references: References) -> Objects:
    """Return each row's course key, `ORG+NUMBER`, or None where either cell is bad."""
    known = references[Reference.ORGANIZATION]
    organizations = chunk.columns["organization"].each(lambda cell: known.get(fold(cell)))
    numbers = chunk.columns["number"].each(lambda cell: cell if _NUMBER.search(cell) else None)
    pairs = zip(organizations, numbers, strict=True)
    return objects([f"{organization}+{number}" if organization and number else None for organization, number in pairs])


def store_accepted(
    connection: Connection, ingestion_id: UUID, chunk: Chunk, rejected: Collection[int], references: References
) -> int:
    """Append the rows that are not rejected to `ingest.accepted_row`.

    Args:
        connection: its transaction is used.
        ingestion_id: the ingestion to which the rows belong.
        chunk: the judged rows.
        rejected: lines of the rows that are left out.
        references: the catalog's look-ups.

    Returns:
        How many rows there were.
    """
    fields = _fields(chunk, references)
    good = np.flatnonzero(np.isin(chunk.lines, list(rejected), invert=True))
    lines = _lines(str(ingestion_id), fields.values(), good)
    return copy_rows(connection, "ingest.accepted_row", ("ingestion_id", *fields), lines)


def _lines(ingestion_id: str, fields: Collection[Objects], good: npt.NDArray[np.intp]) -> Iterator[str]:
    for start in range(0, len(good), BLOCK_ROWS):
        rows = good[start : start + BLOCK_ROWS]
        values = (field[rows].tolist() for field in fields)
        yield from ("\t".join(row) + "\n" for row in zip(repeat(ingestion_id), *values))


def _fields(chunk: Chunk, references: References) -> dict[str, Objects]:
    """Read all cells, as COPY wants them, by field."""
    lines = objects(list(map(str, chunk.lines)))
    keys = objects(list(map(copy_value, course_keys(chunk, references))))
    fields = {"line_number": lines, "course_key": keys}
    for name, cells in chunk.columns.items():
        column = BY_NAME[name]
        if not isinstance(column.kind, DateCell | TimeCell | Ignored):
            fields[column.accepted_column] = _copied(column.kind, cells, references)
    fields |= {BY_NAME[name].accepted_column: cells.each(_stored) for name, cells in chunk.html.items()}
    fields |= {field: _moments(dates, "D", "") for field, dates in chunk.dates.items()}
    return fields | {field: _moments(instants, "us", "+00") for field, instants in chunk.instants.items()}


def _stored(cell: HtmlCell) -> str:
    return copy_value(cell.stored)


def _copied(kind: Kind, cells: Cells[str], references: References) -> Objects:
    read = reader(kind, references)
    blank = copy_value(read("") if isinstance(kind, Flag) else None)
    return cells.each(lambda cell: copy_value(read(cell)), blank)


def _moments(moments: Moments, unit: Literal["D", "us"], zone: str) -> Objects:
    different, codes = np.unique(moments, return_inverse=True)
    texts = np.datetime_as_string(different, unit=unit)
    return objects([NULL if text == "NaT" else f"{text}{zone}" for text in texts])[codes]
