"""The frame that Great Expectations judges: a pandas column for what each rule looks at.

    column of the frame          holds                                                 made by
    <source column>              its cells as categories; of HTML only whether         _columns, gx_frame
                                 there is any
    <source column>#number       its cells as numbers; NaN where they are none         as_number
    <source column>#removed      what sanitising takes out of its HTML                 as_removed
    <source column>#required     whether it has a value, or the row needs none         as_required
    <date and time>#dated        whether the time of day comes with a date             as_dated
    <date and time>#local        the naive local time                                  as_local
    <date and time>#instant      the local time in UTC                                 as_instant
    cell_count                   how many cells the row has
    course_enrollment_track#type the slug of the row's course type
    line_number                  the physical line on which the row starts

Cells are categories because an expectation then judges each distinct cell once. Long text is never in the frame.
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
"""Names and columns of the frame."""


def as_required(column: str) -> str:
    """Name the frame's column that says where a column's value is there or waived."""
    return f"{column}#required"


def as_number(column: str) -> str:
    """Name the frame's column that holds a column's numbers."""
    return f"{column}#number"


def as_removed(column: str) -> str:
    """Name the frame's column that holds what sanitising takes out of a column's HTML."""
    return f"{column}#removed"


def as_dated(field: str) -> str:
    """Name the frame's column that says whether a field's time of day comes with a date."""
    return f"{field}#dated"


def as_local(field: str) -> str:
    """Name the frame's column that holds a field's local times."""
    return f"{field}#local"


def as_instant(field: str) -> str:
    """Name the frame's column that holds a field's instants."""
    return f"{field}#instant"


def gx_frame(chunk: Chunk, references: References) -> pd.DataFrame:
    """Make the frame of a chunk.

    Args:
        chunk: the rows.
        references: the catalog's look-ups, for the slug of the row's course type.

    Returns:
        DataFrame indexed from zero, a row for each of the chunk's; blank is null.
    """
    frame: dict[str, Any] = {LINE: chunk.lines, CELL_COUNT: chunk.widths}
    for name, cells in chunk.columns.items():
        frame |= dict(_columns(BY_NAME[name].kind, name, cells))
    for name, html in chunk.html.items():
        frame[name] = html.categorical(lambda cell: PRESENT if cell.is_filled else None)
        frame[as_removed(name)] = html.categorical(lambda cell: ", ".join(cell.removed) or None)
    frame |= {as_local(field): moments for field, moments in chunk.local.items()}
    frame |= {as_instant(field): moments for field, moments in chunk.instants.items()}
    frame |= dict(_waived(chunk))
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


def _waived(chunk: Chunk) -> FrameColumns:
    """Fill the columns that a sprint need not have: a blank one is not a fault then."""
    for column in COLUMNS:
        if column.waived_for_sprint and column.name in {*chunk.columns, *chunk.html}:
            yield as_required(column.name), _present(chunk.filled(column.name) | _sprints(chunk))


def _sprints(chunk: Chunk) -> npt.NDArray[np.bool_]:
    marketing = chunk.columns.get("external_course_marketing_type")
    if marketing is None:
        return np.zeros(len(chunk.lines), dtype=np.bool_)
    return marketing.each(lambda cell: fold(cell) == SPRINT, blank=False).astype(np.bool_)


def _dated(chunk: Chunk) -> FrameColumns:
    """For each time of day, whether a date comes with it."""
    for field, (date, time) in TIMED.items():
        if time in chunk.columns:
            given = chunk.columns[time].filled
            dated = chunk.columns[date].filled if date in chunk.columns else np.zeros_like(given)
            yield as_dated(field), as_categorical([PRESENT, ABSENT], np.where(given, ~dated, -1))


def _present(filled: npt.NDArray[np.bool_]) -> pd.Categorical:
    return as_categorical([PRESENT], np.where(filled, 0, -1))
