"""Connections to the catalog's database, its migrations, and the few ways in which rows cross the wire."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import psycopg2
import psycopg2.errors
from psycopg2 import extensions, extras, sql

Connection = extensions.connection

MIGRATIONS = Path(__file__).with_name("migrations")
# Nobody waits for ever: for a lock 2 minutes, for a statement 30; a session that holds a transaction open and asks for
# nothing, because its worker is stuck or its machine is gone, ends after 10. A killed worker's session ends at once.
SESSION = (
    "-c timezone=UTC -c client_connection_check_interval=1000 -c lock_timeout=120000 -c statement_timeout=1800000 "
    "-c idle_in_transaction_session_timeout=600000 -c idle_session_timeout=600000"
)
# A server that is gone without a word is noticed within two minutes, and not when TCP gives up hours later.
_LINE = {
    "connect_timeout": 10,
    "keepalives_idle": 60,
    "keepalives_interval": 10,
    "keepalives_count": 6,
    "tcp_user_timeout": 120_000,
}
COPY_BYTES = 2**18
"""Bytes that go to the server at a time."""
_SIGNATURE, _TRAILER = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
"""What begins and ends COPY's binary format."""


def connect(uri: str) -> Connection:
    """Open a connection to the catalog.

    Args:
        uri: a libpq URI (`postgresql://...`); what it says of the line to the server goes first.

    Returns:
        A psycopg2 connection in UTC with time limits on locks, statements and idleness; the caller closes it.

    Raises:
        psycopg2.OperationalError: the server is away.
    """
    line = _LINE | extensions.parse_dsn(uri)
    session = {"options": SESSION, "application_name": "course_runs"}
    connection: Connection = psycopg2.connect(**(line | session))
    extras.register_uuid(conn_or_curs=connection)  # type: ignore[no-untyped-call]
    return connection


@contextmanager
def transaction(uri: str) -> Iterator[Connection]:
    """Yield a connection whose work is committed at the end, or rolled back when the body raises."""
    connection = connect(uri)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def migrate(uri: str, revision: str = "head") -> None:
    """Bring the catalog's tables to a revision.

    Args:
        uri: a libpq URI.
        revision: an alembic revision; `head` is the newest, `base` is none at all.

    Raises:
        sqlalchemy.exc.OperationalError: the server is away.
    """
    # Here and not above: the stages need neither, and their import costs each task a second.
    import sqlalchemy  # noqa: PLC0415
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    engine = sqlalchemy.create_engine("postgresql+psycopg2://", creator=lambda: connect(uri))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        # Two migrations at once would both create the tables: the second waits and finds them made.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended('course_runs.migrate', 0))")
        config.attributes["connection"] = connection
        (command.downgrade if revision == "base" else command.upgrade)(config, revision)
    engine.dispose()


def copy_rows(connection: Connection, table: str, columns: Sequence[str], lines: Iterable[str]) -> int:
    """Stream rows into a table by COPY.

    Args:
        connection: an open connection; its transaction is used.
        table: its name, with the schema unless it is a temporary one.
        columns: the table's columns, in the order of the values.
        lines: rows in COPY's text format, each with its line end.

    Returns:
        How many rows were copied.

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
        How many rows were copied.

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
            if reader.error:  # libpq only knows that the copy was given up, not why
                raise reader.error from None
            raise
        return cursor.rowcount


class BlockReader(io.RawIOBase):
    """A readable file over an iterable of bytes, as COPY wants it: nothing is held but what is read next.

    Attributes:
        error: what the iterable raised, if it did.
    """

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._rest = b""
        self.error: Exception | None = None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, all that is left when negative; empty at the end."""
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

    psycopg2 has no encoder for COPY, and a CSV writer cannot tell null from empty in the same pass.

    Args:
        values: None is null; lists and tuples become arrays of text; everything else is taken by its `str`.

    Returns:
        The line with its end.
    """
    return "\t".join(map(copy_value, values)) + "\n"


def copy_value(value: object) -> str:
    """Write one value of a row in COPY's text format; as `copy_line`, which puts tabs between them."""
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
