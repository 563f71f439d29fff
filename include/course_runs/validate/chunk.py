"""Chunks of staged rows: their cells by source column, and the dates and times in them."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from course_runs.contract.columns import BY_NAME, COLUMNS, TIMED
from course_runs.contract.feeds import Feed
from course_runs.contract.kinds import Choice, DateCell, Html, Kind, TimeCell
from course_runs.contract.text import trim
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion
from course_runs.rows import staged_rows
from course_runs.rows.staged_rows import Row
from course_runs.validate.cell_readers import MIDNIGHT, NAT, Moments, read_instants, read_moments
from course_runs.validate.cells import CellEncoder, Cells
from course_runs.validate.html_cells import HtmlCell, HtmlEncoder

CHUNK_BYTES = 128 * 2**20
"""Bytes of cells other than HTML that are held at once."""
CHUNK_ROWS = 100_000
"""The most rows that are held at once, however short they are."""
BLOCK_BYTES, BLOCK_ROWS = 8 * 2**20, 2_000
"""Bytes of cells and rows that are fetched from the server at a time."""

# The sizes are computed first, so that the window function sorts numbers instead of cells.
_BLOCKS = """
WITH row AS MATERIALIZED (
    SELECT line_number, greatest(pg_column_size(cells), %(least)s) AS bytes
    FROM ingest.staged_row WHERE ingestion_id = %(ingestion)s
)
SELECT min(line_number), max(line_number)
FROM (SELECT line_number, sum(bytes) OVER (ORDER BY line_number) / %(bytes)s AS block FROM row) AS numbered
GROUP BY block ORDER BY block
"""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a drop.

    Attributes:
        lines: the physical lines on which they start, ascending.
        widths: the number of cells of each.
        columns: cells by source column, without HTML.
        html: sanitised cells of HTML by source column.
        local: local times without a zone, by the accepted column that a date and a time make, such as `starts_at`.
        dates: dates by accepted column, for columns without a time.
        instants: the local times in UTC, by accepted column.
    """

    lines: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int64]
    columns: Mapping[str, Cells[str]]
    html: Mapping[str, Cells[HtmlCell]]
    local: Mapping[str, Moments]
    dates: Mapping[str, Moments]
    instants: Mapping[str, Moments]

    def row_of(self, line: int) -> int:
        """Return the position of the row that starts on a line."""
        return int(np.searchsorted(self.lines, line))

    def filled(self, column: str) -> npt.NDArray[np.bool_]:
        """Return for each row whether its cell in a source column is not blank."""
        if column in self.columns:
            return self.columns[column].filled
        return self.html[column].each(lambda cell: cell.is_filled).astype(np.bool_)


def staged_chunks(connection: Connection, ingestion: Ingestion, feed: Feed) -> Iterator[Chunk]:
    """Yield the staged rows of an ingestion in chunks that fit in memory, however long the rows are.

    Args:
        connection: an open connection.
        ingestion: its rows are staged.
        feed: has the formats of dates and times, and their zone.
    """
    with connection.cursor() as cursor:
        least = BLOCK_BYTES // BLOCK_ROWS
        cursor.execute(_BLOCKS, {"ingestion": ingestion.id, "bytes": BLOCK_BYTES, "least": least})
        blocks = cursor.fetchall()
    builder = _ChunkBuilder(ingestion.header)
    for first, last in blocks:
        if builder.is_full:
            yield builder.chunk(feed)
            gc.collect()  # Great Expectations' objects refer to each other and to the frame
            builder = _ChunkBuilder(ingestion.header)
        builder.add(staged_rows.read(connection, ingestion.id, first, last))
    if builder.lines:
        yield builder.chunk(feed)


def read_chunk(blocks: Iterable[Sequence[Row]], header: Sequence[str], feed: Feed) -> Chunk:
    """Return a chunk of given rows.

    Args:
        blocks: rows in the order of their lines.
        header: normalised names in file order.
        feed: has the formats of dates and times, and their zone.
    """
    builder = _ChunkBuilder(header)
    for rows in blocks:
        builder.add(rows)
    return builder.chunk(feed)


class _ChunkBuilder:
    """Collects rows until they make a chunk.

    The cells of a ragged row belong to no column. They are read as blank, and only their number is judged.

    Args:
        header: normalised names in file order.
    """

    def __init__(self, header: Sequence[str]) -> None:
        known = [name for name in header if name in BY_NAME]
        self.lines: list[int] = []
        self._header = header
        self._widths: list[int] = []
        self._bytes = 0
        self._html = {name: HtmlEncoder() for name in known if isinstance(BY_NAME[name].kind, Html)}
        self._text = {name: CellEncoder(_trimmer(BY_NAME[name].kind)) for name in known if name not in self._html}

    @property
    def is_full(self) -> bool:
        """Whether no more rows may be added."""
        return self._bytes >= CHUNK_BYTES or len(self.lines) >= CHUNK_ROWS

    def add(self, rows: Sequence[Row]) -> None:
        """Append rows in the order of their lines, at least one."""
        width = len(self._header)
        blank = [""] * width
        self.lines += [line for line, _ in rows]
        self._widths += [len(cells) for _, cells in rows]
        placed = (cells if len(cells) == width else blank for _, cells in rows)
        for name, cells in zip(self._header, zip(*placed, strict=True), strict=True):
            if name in self._html:
                self._html[name].add(cells)
            elif name in self._text:
                self._text[name].add(cells)
                self._bytes += sum(map(len, cells))

    def chunk(self, feed: Feed) -> Chunk:
        """Return the rows as a chunk and hold none of them; dates and times are read by the feed's formats and zone."""
        columns = {name: self._text.pop(name).cells() for name in list(self._text)}
        html = {name: self._html.pop(name).cells() for name in list(self._html)}
        local, dates = _moments(columns, feed)
        instants = {name: read_instants(moments, feed.timezone) for name, moments in local.items()}
        return Chunk(np.array(self.lines), np.array(self._widths), columns, html, local, dates, instants)


def _trimmer(kind: Kind) -> Callable[[str], str | None]:
    """Return the function that trims the cells of a kind; None: the cell counts as blank."""
    if isinstance(kind, Choice) and kind.blank:
        return lambda cell: None if trim(cell).lower() in {"", *kind.blank} else trim(cell)
    return lambda cell: trim(cell) or None


def _moments(columns: Mapping[str, Cells[str]], feed: Feed) -> tuple[dict[str, Moments], dict[str, Moments]]:
    """Return local times, and dates without a time, by accepted column; a blank or absent time is midnight."""
    dates, times = {}, {}
    for column in COLUMNS:
        cells = columns.get(column.name)
        if cells is not None and isinstance(column.kind, DateCell):
            dates[column.accepted_column] = _read_each(cells, feed.date_formats, NAT)
        elif cells is not None and isinstance(column.kind, TimeCell):
            times[column.accepted_column] = _read_each(cells, feed.time_formats, MIDNIGHT) - MIDNIGHT
    local = {name: date + times.get(name, np.timedelta64(0)) for name, date in dates.items() if name in TIMED}
    return local, {name: date for name, date in dates.items() if name not in TIMED}


def _read_each(cells: Cells[str], formats: Sequence[str], blank: np.datetime64) -> Moments:
    moments: Moments = np.append(read_moments(cells.distinct, formats), blank)[cells.codes]
    return moments
