"""A chunk of staged rows as frames: its cells by column, the moments they tell, and the frame that is judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from course_runs.contract import BY_NAME, COLUMNS, SPRINT
from course_runs.feeds import Feed
from course_runs.kinds import Choice, DateCell, Html, Integer, Lookup, Reference, TimeCell
from course_runs.validate.reading import local_times, once_each, read_instants, read_moments, trim
from course_runs.validate.references import References, fold
from course_runs.validate.sanitise import sanitise

LINE = "line_number"
CELL_COUNT = "cell_count"
REQUIRED = "#required"
CARRIED = "course_enrollment_track#carried"
MIDNIGHT = pd.Timestamp("1900-01-01")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a drop.

    Attributes:
        cells: trimmed text by column of the contract, null where blank; indexed by line number.
        cell_counts: of each row, as it came.
        html: the cells of HTML columns, sanitised.
        local: naive local time by field (`starts_at`), for fields made of a date and a time.
        dates: naive dates by column, for dates that stand alone.
        instants: the local times in UTC, by field.
    """

    cells: pd.DataFrame
    cell_counts: pd.Series
    html: Mapping[str, pd.Series]
    local: Mapping[str, pd.Series]
    dates: Mapping[str, pd.Series]
    instants: Mapping[str, pd.Series]


def as_number(column: str) -> str:
    """Name the judged column that holds a column's numbers."""
    return f"{column}#number"


def as_local(field: str) -> str:
    """Name the judged column that holds a field's local times."""
    return f"{field}#local"


def as_instant(field: str) -> str:
    """Name the judged column that holds a field's instants."""
    return f"{field}#instant"


def read_chunk(rows: Sequence[tuple[int, list[str]]], header: Sequence[str], feed: Feed) -> Chunk:
    """Place staged cells in columns and read their moments.

    A ragged row's cells cannot be placed: it is left with blank ones, and only its count is judged.

    Args:
        rows: line numbers and cells.
        header: normalised names in file order.
        feed: its formats and zone.

    Returns:
        The chunk.
    """
    width = len(header)
    lines = pd.Index([line for line, _ in rows], name=LINE)
    placed = [cells if len(cells) == width else [""] * width for _, cells in rows]
    columns = dict(zip(header, zip(*placed, strict=True), strict=True))
    cells = pd.DataFrame(
        {name: trim(pd.Series(columns[name], index=lines, dtype=object)) for name in header if name in BY_NAME}
    )
    for name in cells:
        kind = BY_NAME[str(name)].kind
        if isinstance(kind, Choice) and kind.blank:
            cells[name] = cells[name].where(~cells[name].str.lower().isin(kind.blank), None)
    local, dates = _moments(cells, feed)
    instants = {field: read_instants(times, feed.timezone) for field, times in local.items()}
    html = {name: once_each(cells[name], sanitise) for name in map(str, cells) if isinstance(BY_NAME[name].kind, Html)}
    return Chunk(cells, pd.Series([len(c) for _, c in rows], index=lines), html, local, dates, instants)


def as_judged(chunk: Chunk, references: References) -> pd.DataFrame:
    """Make the frame that Great Expectations judges: narrow, of objects, with a column for every rule.

    Args:
        chunk: the rows.
        references: to tell a type that is unknown from one that is not carried.

    Returns:
        DataFrame indexed from zero; `line_number` names the rows.
    """
    frame = {LINE: chunk.cells.index.to_series(), CELL_COUNT: chunk.cell_counts}
    for name, cells in chunk.cells.items():
        kind = BY_NAME[str(name)].kind
        if isinstance(kind, Lookup | Choice):
            frame[str(name)] = once_each(cells, fold)
        elif isinstance(kind, Html):
            # Only presence is judged, of what sanitising leaves: long text is slow to hand about.
            frame[str(name)] = chunk.html[str(name)].map(lambda clean: len(clean.html) or None, na_action="ignore")
        else:
            frame[str(name)] = cells
        if isinstance(kind, Integer):
            frame[as_number(str(name))] = pd.to_numeric(cells.where(cells.str.fullmatch("[0-9]{1,9}") == True))  # noqa: E712 - null is not true
    frame |= {as_local(field): times for field, times in chunk.local.items()}
    # Naive, in UTC: comparing pairs drops the zone with a warning.
    frame |= {as_instant(field): times.dt.tz_localize(None) for field, times in chunk.instants.items()}
    frame |= _waived(chunk.cells)
    if "course_enrollment_track" in chunk.cells:
        types = references[Reference.COURSE_TYPE]
        frame[CARRIED] = once_each(chunk.cells["course_enrollment_track"], lambda cell: types.get(fold(cell)))
    return pd.DataFrame(frame).reset_index(drop=True)


def _moments(cells: pd.DataFrame, feed: Feed) -> tuple[dict[str, pd.Series], dict[str, pd.Series]]:
    dates, times = {}, {}
    for column in COLUMNS:
        if column.name not in cells:
            continue
        if isinstance(column.kind, DateCell):
            dates[column.field] = read_moments(cells[column.name], feed.date_formats)
        elif isinstance(column.kind, TimeCell):
            read = read_moments(cells[column.name], feed.time_formats)
            times[column.field] = read.where(cells[column.name].notna(), MIDNIGHT)
    timed = {column.field for column in COLUMNS if isinstance(column.kind, TimeCell)}
    local = {
        field: local_times(date, times[field]) if field in times else date
        for field, date in dates.items()
        if field in timed
    }
    return local, {field: date for field, date in dates.items() if field not in timed}


def _waived(cells: pd.DataFrame) -> dict[str, pd.Series]:
    """Fill what a sprint need not have, so that its absence is no fault."""
    marketing = cells.get("external_course_marketing_type")
    sprint = marketing.str.lower() == SPRINT if marketing is not None else pd.Series(data=False, index=cells.index)
    return {
        column.name + REQUIRED: cells[column.name].where(~sprint, SPRINT)
        for column in COLUMNS
        if column.waived_for_sprint and column.name in cells
    }
