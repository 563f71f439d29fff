"""The frame that Great Expectations judges: a pandas column for what each rule checks.

    column of the frame           what it has for each row                               named by
    <source column>               the cell; of HTML only whether there is any
    <source column>#number        the cell as a number; NaN where it is not one          as_number
    <source column>#removed       what sanitising removes from its HTML                  as_removed
    <source column>#required      whether it has a value, or the row needs none          as_required
    <accepted column>#dated       whether the time of day has a date                     as_dated
    <accepted column>#local       the local time, without a zone                         as_local
    <accepted column>#instant     the local time in UTC                                  as_instant
    cell_count                    the number of cells                                    CELL_COUNT
    course_enrollment_track#type  the slug of the course type                            COURSE_TYPE_SLUG
    line_number                   the physical line on which the row starts              LINE

Cells are categories, so that an expectation judges each distinct cell once. Long text is never in the frame.
"""

from collections.abc import Iterator
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from course_runs.contract.columns import BY_NAME, COLUMNS, SPRINT, TIMED
from course_runs.contract.kinds import Choice, Flag, Ignored, Integer, Kind, Lookup, Names, Reference
from course_runs.contract.text import fold
from course_runs.validate.cells import Cells, as_categorical
from course_runs.validate.chunk import Chunk
from course_runs.validate.references import References

LINE = "line_number"
CELL_COUNT = "cell_count"
COURSE_TYPE_SLUG = "course_enrollment_track#type"
PRESENT, ABSENT = "present", "absent"

FrameColumns = Iterator[tuple[str, "pd.Categorical | npt.NDArray[np.float64]"]]
"""Columns of the frame with their names."""


def as_required(column: str) -> str:
    """Return the name of the frame's column that is null where a source column is blank and not waived."""
    return f"{column}#required"


def as_number(column: str) -> str:
    """Return the name of the frame's column with the numbers of a source column."""
    return f"{column}#number"


def as_removed(column: str) -> str:
    """Return the name of the frame's column with what sanitising removes from a source column."""
    return f"{column}#removed"


def as_dated(accepted_column: str) -> str:
    """Return the name of the frame's column that shows whether a time of day has a date."""
    return f"{accepted_column}#dated"


def as_local(accepted_column: str) -> str:
    """Return the name of the frame's column with the local times of an accepted column."""
    return f"{accepted_column}#local"


def as_instant(accepted_column: str) -> str:
    """Return the name of the frame's column with the instants of an accepted column."""
    return f"{accepted_column}#instant"


def gx_frame(chunk: Chunk, references: References) -> pd.DataFrame:
    """Make the frame of a chunk.

    Args:
        chunk: the rows.
        references: the catalog's look-ups, for the slug of the course type.

    Returns:
        A DataFrame with a row for each row of the chunk, indexed from zero; a blank cell is null.
    """
    frame: dict[str, Any] = {LINE: chunk.lines, CELL_COUNT: chunk.widths}
    for name, cells in chunk.columns.items():
        frame |= dict(_columns(BY_NAME[name].kind, name, cells))
    for name, html in chunk.html.items():
        frame[name] = html.categorical(lambda cell: PRESENT if cell.is_filled else None)
        frame[as_removed(name)] = html.categorical(lambda cell: ", ".join(cell.removed) or None)
    frame |= {as_local(name): moments for name, moments in chunk.local.items()}
    frame |= {as_instant(name): moments for name, moments in chunk.instants.items()}
    frame |= dict(_required(chunk))
    frame |= dict(_dated(chunk))
    if "course_enrollment_track" in chunk.columns:
        types = references[Reference.COURSE_TYPE]
        frame[COURSE_TYPE_SLUG] = chunk.columns["course_enrollment_track"].categorical(
            lambda cell: types.get(fold(cell))
        )
    return pd.DataFrame(frame)


def _columns(kind: Kind, name: str, cells: Cells[str]) -> FrameColumns:
    match kind:
        case Lookup() | Choice():
            yield name, cells.categorical(fold)
        case Names() | Flag() | Ignored():
            yield name, _present(cells.filled)
        case Integer():
            yield name, cells.categorical(str)
            numbers = cells.each(lambda cell: float(cell) if cell.isascii() and cell.isdigit() else nan, blank=nan)
            yield as_number(name), numbers.astype(np.float64)
        case _:
            yield name, cells.categorical(str)


def _required(chunk: Chunk) -> FrameColumns:
    """Yield the `#required` columns: rows of sprints may leave them blank."""
    for column in COLUMNS:
        if column.waived_for_sprint and column.name in {*chunk.columns, *chunk.html}:
            yield as_required(column.name), _present(chunk.filled(column.name) | _is_sprint(chunk))


def _is_sprint(chunk: Chunk) -> npt.NDArray[np.bool_]:
    marketing = chunk.columns.get("external_course_marketing_type")
    if marketing is None:
        return np.zeros(len(chunk.lines), dtype=np.bool_)
    return marketing.each(lambda cell: fold(cell) == SPRINT, blank=False).astype(np.bool_)


def _dated(chunk: Chunk) -> FrameColumns:
    """Yield the `#dated` columns."""
    for accepted_column, (date, time) in TIMED.items():
        if time in chunk.columns:
            given = chunk.columns[time].filled
            dated = chunk.columns[date].filled if date in chunk.columns else np.zeros_like(given)
            yield as_dated(accepted_column), as_categorical([PRESENT, ABSENT], np.where(given, ~dated, -1))


def _present(filled: npt.NDArray[np.bool_]) -> pd.Categorical:
    return as_categorical([PRESENT], np.where(filled, 0, -1))
