"""A chunk of staged rows: its cells by column, and the moments that they tell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from course_runs.contract import BY_NAME, COLUMNS, TIMED
from course_runs.database import Connection
from course_runs.feeds import Feed
from course_runs.kinds import Choice, DateCell, Html, TimeCell
from course_runs.ledger import Ingestion
from course_runs.validate.cells import Cells, Gathering
from course_runs.validate.reading import MIDNIGHT, NOWHEN, Moments, read_instants, read_moments
from course_runs.validate.sanitise import Sanitised, sanitise

CHUNK_BYTES = 96 * 2**20
"""Bytes of cells that are held at once."""
CHUNK_ROWS = 50_000
"""Rows that are held at once, however short they are."""
BLOCK = 1_000
"""Rows that come from the server at a time."""

_CHUNKS = """
SELECT min(line_number), max(line_number) FROM (
    SELECT line_number, sum(greatest(pg_column_size(cells), %(least)s)) OVER (ORDER BY line_number) / %(bytes)s AS chunk
    FROM ingest.staged_row WHERE ingestion_id = %(ingestion)s
) AS row
GROUP BY chunk ORDER BY chunk
"""

_ROWS = """
SELECT line_number, cells FROM ingest.staged_row
WHERE ingestion_id = %s AND line_number BETWEEN %s AND %s ORDER BY line_number
"""

StagedRow = tuple[int, list[str]]
"""Line number and cells."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a drop.

    Attributes:
        lines: on which they start, ascending.
        widths: how many cells each has.
        columns: cells by column of the contract.
        html: for each column of HTML its different cells, sanitised.
        local: naive local time by field (`starts_at`), for fields that a date and a time make.
        dates: naive dates by field, for dates that stand alone.
        instants: the local times in UTC, by field.
    """

    lines: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int64]
    columns: Mapping[str, Cells]
    html: Mapping[str, Mapping[str, Sanitised]]
    local: Mapping[str, Moments]
    dates: Mapping[str, Moments]
    instants: Mapping[str, Moments]

    def row_of(self, line: int) -> int:
        """Return the position of a line's row."""
        return int(np.searchsorted(self.lines, line))


def staged_chunks(connection: Connection, ingestion: Ingestion, feed: Feed) -> Iterator[Chunk]:
    """Read an ingestion's staged rows, as many at a time as fit in memory whatever their length."""
    with connection.cursor() as cursor:
        least = CHUNK_BYTES // CHUNK_ROWS
        cursor.execute(_CHUNKS, {"ingestion": ingestion.id, "bytes": CHUNK_BYTES, "least": least})
        ranges = cursor.fetchall()
    for first, last in ranges:
        with connection.cursor("staged_rows") as cursor:  # a named one stays on the server: only a block comes over
            cursor.execute(_ROWS, (ingestion.id, first, last))
            yield read_chunk(iter(lambda: cursor.fetchmany(BLOCK), []), ingestion.header, feed)


def read_chunk(blocks: Iterable[Sequence[StagedRow]], header: Sequence[str], feed: Feed) -> Chunk:
    """Place cells in columns and read their moments.

    A ragged row's cells cannot be placed: it is left with blank ones, and only its width is judged.

    Args:
        blocks: rows in the order of their lines.
        header: normalised names in file order.
        feed: its formats and zone.
    """
    lines, widths = [], []
    gatherings = {name: Gathering() for name in header if name in BY_NAME}
    blank = [""] * len(header)
    for rows in blocks:
        lines += [line for line, _ in rows]
        widths += [len(cells) for _, cells in rows]
        placed = (cells if len(cells) == len(header) else blank for _, cells in rows)
        for name, cells in zip(header, zip(*placed, strict=True), strict=True):
            if name in gatherings:
                gatherings[name].add(cells)
    columns = {name: _column(name, gathering.cells()) for name, gathering in gatherings.items()}
    html = {
        name: {cell: sanitise(cell) for cell in cells.different}
        for name, cells in columns.items()
        if isinstance(BY_NAME[name].kind, Html)
    }
    local, dates = _moments(columns, feed)
    instants = {field: read_instants(moments, feed.timezone) for field, moments in local.items()}
    return Chunk(np.array(lines), np.array(widths), columns, html, local, dates, instants)


def _column(name: str, cells: Cells) -> Cells:
    kind = BY_NAME[name].kind
    return cells.without(kind.blank) if isinstance(kind, Choice) and kind.blank else cells


def _moments(columns: Mapping[str, Cells], feed: Feed) -> tuple[dict[str, Moments], dict[str, Moments]]:
    """Read local times and dates by field; a date whose time is blank or absent means midnight."""
    dates, times = {}, {}
    for column in COLUMNS:
        cells = columns.get(column.name)
        if cells is not None and isinstance(column.kind, DateCell):
            dates[column.field] = _each(cells, feed.date_formats, NOWHEN)
        elif cells is not None and isinstance(column.kind, TimeCell):
            times[column.field] = _each(cells, feed.time_formats, MIDNIGHT) - MIDNIGHT
    local = {field: date + times.get(field, np.timedelta64(0)) for field, date in dates.items() if field in TIMED}
    return local, {field: date for field, date in dates.items() if field not in TIMED}


def _each(cells: Cells, formats: Sequence[str], blank: np.datetime64) -> Moments:
    moments: Moments = np.append(read_moments(cells.different, formats), blank)[cells.codes]
    return moments
