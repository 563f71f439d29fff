"""The frame that Great Expectations judges: a column for what each rule looks at, cells as categories, nothing long."""

from collections.abc import Iterator
from functools import singledispatch
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from course_runs.contract.columns import BY_NAME, COLUMNS, SPRINT, TIMED
from course_runs.contract.kinds import Choice, Flag, Ignored, Integer, Kind, Lookup, Names, Reference
from course_runs.contract.text import fold
from course_runs.validate.cells import Cells, sorted_by
from course_runs.validate.chunk import Chunk
from course_runs.validate.references import References

LINE = "line_number"
CELL_COUNT = "cell_count"
CARRIED = "course_enrollment_track#carried"
PRESENT, ABSENT = "present", "absent"

Judged = Iterator[tuple[str, "pd.Categorical | npt.NDArray[np.float64]"]]
"""Names and columns of the frame."""


def as_required(column: str) -> str:
    """Name the judged column that says where a column's value is there or waived."""
    return f"{column}#required"


def as_number(column: str) -> str:
    """Name the judged column that holds a column's numbers."""
    return f"{column}#number"


def as_removed(column: str) -> str:
    """Name the judged column that holds what sanitising takes out of a column's HTML."""
    return f"{column}#removed"


def as_dated(field: str) -> str:
    """Name the judged column that says whether a field's time of day comes with a date."""
    return f"{field}#dated"


def as_local(field: str) -> str:
    """Name the judged column that holds a field's local times."""
    return f"{field}#local"


def as_instant(field: str) -> str:
    """Name the judged column that holds a field's instants."""
    return f"{field}#instant"


def as_judged(chunk: Chunk, references: References) -> pd.DataFrame:
    """Make the frame of a chunk.

    Args:
        chunk: the rows.
        references: to tell a type that is unknown from one that is not carried.

    Returns:
        DataFrame indexed from zero; `line_number` names the rows. Blank is null.
    """
    frame: dict[str, Any] = {LINE: chunk.lines, CELL_COUNT: chunk.widths}
    for name, cells in chunk.columns.items():
        frame |= dict(_judged(BY_NAME[name].kind, name, cells))
    for name, html in chunk.html.items():
        frame[name] = html.sorts(lambda cell: PRESENT if cell.is_filled else None)
        frame[as_removed(name)] = html.sorts(lambda cell: ", ".join(cell.removed) or None)
    frame |= {as_local(field): moments for field, moments in chunk.local.items()}
    frame |= {as_instant(field): moments for field, moments in chunk.instants.items()}
    frame |= dict(_waived(chunk))
    frame |= dict(_dated(chunk))
    if "course_enrollment_track" in chunk.columns:
        types = references[Reference.COURSE_TYPE]
        frame[CARRIED] = chunk.columns["course_enrollment_track"].sorts(lambda cell: types.get(fold(cell)))
    return pd.DataFrame(frame)


@singledispatch
def _judged(kind: Kind, name: str, cells: Cells[str]) -> Judged:
    """Yield what the rules of a kind look at; the text itself unless something else is said."""
    del kind
    yield name, cells.sorts(str)


@_judged.register(Lookup)
@_judged.register(Choice)
def _(kind: Lookup | Choice, name: str, cells: Cells[str]) -> Judged:
    del kind
    yield name, cells.sorts(fold)


@_judged.register(Names)
@_judged.register(Flag)
@_judged.register(Ignored)
def _(kind: Names | Flag | Ignored, name: str, cells: Cells[str]) -> Judged:
    del kind
    yield name, _present(cells.filled)


@_judged.register
def _(kind: Integer, name: str, cells: Cells[str]) -> Judged:
    del kind
    yield name, cells.sorts(str)
    numbers = cells.each(lambda cell: float(cell) if cell.isascii() and cell.isdigit() else nan, blank=nan)
    yield as_number(name), numbers.astype(np.float64)


def _waived(chunk: Chunk) -> Judged:
    """Fill what a sprint need not have, so that its absence is no fault."""
    for column in COLUMNS:
        if column.waived_for_sprint and column.name in {*chunk.columns, *chunk.html}:
            yield as_required(column.name), _present(chunk.filled(column.name) | _sprints(chunk))


def _sprints(chunk: Chunk) -> npt.NDArray[np.bool_]:
    marketing = chunk.columns.get("external_course_marketing_type")
    if marketing is None:
        return np.zeros(len(chunk.lines), dtype=np.bool_)
    return marketing.each(lambda cell: fold(cell) == SPRINT, blank=False).astype(np.bool_)


def _dated(chunk: Chunk) -> Judged:
    """Say of each time of day whether there is a date with it."""
    for field, (date, time) in TIMED.items():
        if time in chunk.columns:
            given = chunk.columns[time].filled
            dated = chunk.columns[date].filled if date in chunk.columns else np.zeros_like(given)
            yield as_dated(field), sorted_by([PRESENT, ABSENT], np.where(given, ~dated, -1))


def _present(filled: npt.NDArray[np.bool_]) -> pd.Categorical:
    return sorted_by([PRESENT], np.where(filled, 0, -1))
