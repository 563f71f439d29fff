"""Accepted rows: the value that the contract reads from each cell, stored in `ingest.accepted_row`.

HTML is stored only where sanitising has changed it. Null means that the cell of `ingest.staged_row` counts as it is.
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
from course_runs.validate.references import References

NULL = copy_value(None)
_NUMBER = re.compile(NUMBER)


def course_keys(chunk: Chunk, references: References) -> Objects:
    """Return the course key of each row, `ORG+NUMBER`; None where either of the two cells is not valid.

    Args:
        chunk: the rows; they have the columns `organization` and `number`.
        references: the catalog's look-ups.
    """
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
        The number of rows that were stored.
    """
    columns = _copy_columns(chunk, references)
    accepted = np.flatnonzero(np.isin(chunk.lines, list(rejected), invert=True))
    lines = _copy_lines(str(ingestion_id), columns.values(), accepted)
    return copy_rows(connection, "ingest.accepted_row", ("ingestion_id", *columns), lines)


def _copy_lines(ingestion_id: str, columns: Collection[Objects], accepted: npt.NDArray[np.intp]) -> Iterator[str]:
    for start in range(0, len(accepted), BLOCK_ROWS):
        rows = accepted[start : start + BLOCK_ROWS]
        values = (column[rows].tolist() for column in columns)
        yield from ("\t".join(row) + "\n" for row in zip(repeat(ingestion_id), *values))


def _copy_columns(chunk: Chunk, references: References) -> dict[str, Objects]:
    """Return the values of all rows in COPY's text format, by column of `ingest.accepted_row`."""
    lines = objects(list(map(str, chunk.lines)))
    keys = objects(list(map(copy_value, course_keys(chunk, references))))
    columns = {"line_number": lines, "course_key": keys}
    for name, cells in chunk.columns.items():
        column = BY_NAME[name]
        if not isinstance(column.kind, DateCell | TimeCell | Ignored):
            columns[column.accepted_column] = _copy_values(column.kind, cells, references)
    for name, html in chunk.html.items():
        columns[BY_NAME[name].accepted_column] = html.each(lambda cell: copy_value(cell.stored))
    columns |= {name: _copy_moments(dates, "D", "") for name, dates in chunk.dates.items()}
    return columns | {name: _copy_moments(instants, "us", "+00") for name, instants in chunk.instants.items()}


def _copy_values(kind: Kind, cells: Cells[str], references: References) -> Objects:
    read = reader(kind, references)
    blank = copy_value(read("") if isinstance(kind, Flag) else None)
    return cells.each(lambda cell: copy_value(read(cell)), blank)


def _copy_moments(moments: Moments, unit: Literal["D", "us"], zone: str) -> Objects:
    distinct, codes = np.unique(moments, return_inverse=True)
    texts = np.datetime_as_string(distinct, unit=unit)
    return objects([NULL if text == "NaT" else f"{text}{zone}" for text in texts])[codes]
