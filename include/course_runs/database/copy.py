"""COPY: sends many rows to the server in one statement."""

import io
from collections.abc import Iterable, Sequence
from itertools import chain

import psycopg2.errors
from psycopg2 import sql

from course_runs.database.session import Connection

COPY_BYTES = 2**18
"""Bytes that are sent to the server at a time."""
_SIGNATURE, _TRAILER = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
"""Begin and end of data in COPY's binary format."""


def copy_rows(connection: Connection, table: str, columns: Sequence[str], lines: Iterable[str]) -> int:
    """Stream rows into a table by COPY.

    Args:
        connection: an open connection; its transaction is used.
        table: its name, with the schema unless it is a temporary one.
        columns: the table's columns, in the order of the values.
        lines: rows in COPY's text format, each with its line end.

    Returns:
        Number of rows that were copied.

    Raises:
        Exception: whatever `lines` raises; nothing has been copied then.
    """
    return _copy(connection, table, columns, map(str.encode, lines), "")


def copy_records(connection: Connection, table: str, columns: Sequence[str], records: Iterable[bytes]) -> int:
    """Stream rows into a table by COPY's binary format.

    Args:
        connection: an open connection; its transaction is used.
        table: as `copy_rows`.
        columns: as `copy_rows`.
        records: each with the number of its fields, and every field with its size.

    Returns:
        Number of rows that were copied.

    Raises:
        Exception: as `copy_rows`.
    """
    return _copy(connection, table, columns, chain((_SIGNATURE,), records, (_TRAILER,)), " (FORMAT binary)")


def _copy(connection: Connection, table: str, columns: Sequence[str], blocks: Iterable[bytes], form: str) -> int:
    reader = BlockReader(blocks)
    statement = sql.SQL("COPY {} ({}) FROM STDIN{}").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns)), sql.SQL(form)
    )
    with connection.cursor() as cursor:
        try:
            cursor.copy_expert(statement, reader, size=COPY_BYTES)
        except psycopg2.errors.QueryCanceled:
            if reader.error:  # libpq only knows that the copy was stopped, not why
                raise reader.error from None
            raise
        return cursor.rowcount


class BlockReader(io.RawIOBase):
    """A file to read from an iterable of bytes, which COPY takes: it holds no more than the block that is read next.

    Attributes:
        error: what the iterable raised, if it did.
    """

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._rest = b""
        self.error: Exception | None = None

    def readable(self) -> bool:
        """Return True, as `io` asks."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, all that are left when it is negative; none at the end."""
        try:
            return self._read(size)
        except Exception as error:
            self.error = error
            raise

    def _read(self, size: int) -> bytes:
        blocks, length = [self._rest], len(self._rest)
        for block in self._blocks:
            blocks.append(block)
            length += len(block)
            if 0 <= size <= length:
                break
        data = b"".join(blocks)
        cut = len(data) if size < 0 else size
        self._rest = data[cut:]
        return data[:cut]


def copy_line(values: Iterable[object]) -> str:
    r"""Write one row in COPY's text format.

    psycopg2 has no encoder for COPY, and a CSV writer cannot distinguish null and empty in the same pass.

    Args:
        values: None is null; lists and tuples become arrays of text; everything else is taken by its `str`.

    Returns:
        The line with its end.
    """
    return "\t".join(map(copy_value, values)) + "\n"


def copy_value(value: object) -> str:
    """Write one value of a row in COPY's text format, as `copy_line` does for each of its values."""
    if value is None:
        return r"\N"
    text = _array_literal(value) if isinstance(value, list | tuple) else str(value)
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    return text.replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")


def _array_literal(items: Sequence[str]) -> str:
    escaped = (item.replace("\\", "\\\\").replace('"', '\\"') for item in items)
    quoted = '","'.join(escaped)
    return '{"' + quoted + '"}' if items else "{}"
