"""Staged rows on the wire: the cells of a drop to the server and back, in COPY's binary format.

To the server a cell goes as its length and its bytes: nothing is escaped, quoted or searched for its end, on neither
side. That is half the cost of staging a file. Back come all cells of a row as one text, which Python takes apart at
once; cell by cell it would take three times as long.
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
"""Bytes of a UUID and of an integer; the object id of PostgreSQL's type text."""
_RECORD = struct.Struct(">hi16siii")
"""How many fields; the ingestion; the line; the size of the cells."""
_ARRAY = struct.Struct(">iiiii")
"""One dimension, no nulls, of text, so many, counted from one."""
_FETCHED = struct.Struct(">hiiiii")
"""How many fields; the line; how many cells; the size of their text; each number after its own size."""
_SEPARATOR = "\x1f"
"""Between the cells that come back: ASCII's own for this, which hardly any cell has in it."""
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
        ingestion_id: whose rows.
        rows: as they are read.

    Returns:
        How many rows there were.

    Raises:
        Exception: whatever `rows` raises; nothing has been stored then.
    """
    identity = ingestion_id.bytes
    records = (_record(identity, line, cells) for line, cells in rows)
    return copy_records(connection, "ingest.staged_row", _COLUMNS, records)


def read(connection: Connection, ingestion_id: UUID, first: int, last: int) -> list[Row]:
    """Return the rows of some lines in the order of the file.

    Args:
        connection: an open connection.
        ingestion_id: whose rows.
        first: of the lines.
        last: of the lines.
    """
    taken = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(cursor.mogrify(_READ, (_SEPARATOR, ingestion_id, first, last)), taken)
        rows = list(_split(taken.getvalue()))
        divided = [line for line, cells in rows if cells is None]
        cursor.execute(_READ_CELLS, (ingestion_id, divided))
        whole: dict[int, list[str]] = dict(cursor.fetchall())
    return [(line, whole[line] if cells is None else cells) for line, cells in rows]


def _split(data: bytes) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each line and its cells; None: one of them has the separator in it."""
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
        else:  # half of a drop's cells
            parts.append(_BLANK)
    array = b"".join(parts)
    return _RECORD.pack(len(_COLUMNS), _UUID_SIZE, identity, _LINE_SIZE, line, len(array)) + array
