"""Staged rows on their way to the server and back, in COPY's binary format.

A cell is sent as its length and its bytes, so neither side escapes, quotes or searches for the end of it. That halves
the cost of staging a file. The cells of a row come back as one text, which Python splits in one step; cell by cell it
would take three times as long.
"""

import io
import struct
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from course_runs.database.copy import copy_records
from course_runs.database.session import Connection

Row = tuple[int, list[str]]
"""The physical line on which a row starts, and its cells."""

_COLUMNS = ("ingestion_id", "line_number", "cells")
_SIZE = struct.Struct(">i")
_BLANK = _SIZE.pack(0)
_UUID_SIZE, _LINE_SIZE, _TEXT = 16, 4, 25
"""Bytes of a UUID, bytes of an integer, and the object id of PostgreSQL's type text."""
_RECORD = struct.Struct(">hi16siii")
"""The number of fields, the ingestion, the line and the size of the cells; a size comes before each value."""
_ARRAY = struct.Struct(">iiiii")
"""An array: its dimensions, whether it has nulls, its type, its length and its first index."""
_FETCHED = struct.Struct(">hiiiii")
"""The number of fields, the line, the number of cells and the size of their text; a size comes before each value."""
_SEPARATOR = "\x1f"
"""Separates the cells that come back: ASCII's unit separator, which hardly any cell contains."""
_READ = """
COPY (
    SELECT line_number, cardinality(cells), array_to_string(cells, %s) FROM ingest.staged_row
    WHERE ingestion_id = %s AND line_number BETWEEN %s AND %s ORDER BY line_number
) TO STDOUT (FORMAT binary)
"""
_READ_CELLS = "SELECT line_number, cells FROM ingest.staged_row WHERE ingestion_id = %s AND line_number = ANY(%s)"
_SIGNATURE = 19
"""Bytes before the first record."""


def store(connection: Connection, ingestion_id: UUID, rows: Iterable[Row]) -> int:
    """Append rows to `ingest.staged_row`.

    Args:
        connection: its transaction is used.
        ingestion_id: the ingestion to which the rows belong.
        rows: consumed one at a time.

    Returns:
        The number of rows.

    Raises:
        Exception: whatever `rows` raises; no row is stored then.
    """
    identity = ingestion_id.bytes
    records = (_record(identity, line, cells) for line, cells in rows)
    return copy_records(connection, "ingest.staged_row", _COLUMNS, records)


def read(connection: Connection, ingestion_id: UUID, first: int, last: int) -> list[Row]:
    """Return the rows between two lines in the order of the file.

    Args:
        connection: an open connection.
        ingestion_id: the ingestion to which the rows belong.
        first: the first physical line.
        last: the last physical line, included.
    """
    received = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(cursor.mogrify(_READ, (_SEPARATOR, ingestion_id, first, last)), received)
        rows = list(_split(received.getvalue()))
        ambiguous = [line for line, cells in rows if cells is None]
        cursor.execute(_READ_CELLS, (ingestion_id, ambiguous))
        whole: dict[int, list[str]] = dict(cursor.fetchall())
    return [(line, whole[line] if cells is None else cells) for line, cells in rows]


def _split(data: bytes) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each line and its cells; None: one of the cells contains the separator."""
    position = _SIGNATURE
    while data[position : position + 2] == b"\0\3":
        _, _, line, _, count, size = _FETCHED.unpack_from(data, position)
        position += _FETCHED.size
        cells = data[position : position + size].decode().split(_SEPARATOR)
        position += size
        yield line, cells if len(cells) == count else None


def _record(identity: bytes, line: int, cells: Sequence[str]) -> bytes:
    parts = [_ARRAY.pack(1, 0, _TEXT, len(cells), 1)]
    for cell in cells:
        if cell:
            text = cell.encode()
            parts.append(_SIZE.pack(len(text)))
            parts.append(text)
        else:  # as half of a drop's cells are
            parts.append(_BLANK)
    array = b"".join(parts)
    return _RECORD.pack(len(_COLUMNS), _UUID_SIZE, identity, _LINE_SIZE, line, len(array)) + array
