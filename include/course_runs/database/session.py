"""Connections to the catalog's database: in UTC, with time limits on everything that could wait for ever."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from psycopg2 import extensions, extras

Connection = extensions.connection

# Limits on everything that could wait for ever: 2 minutes for a lock, 30 for a statement, 10 for a session that is
# idle, in a transaction or not, because its worker is stuck or its machine is gone. The session of a killed worker ends
# at once.
SESSION = (
    "-c timezone=UTC -c client_connection_check_interval=1000 -c lock_timeout=120000 -c statement_timeout=1800000 "
    "-c idle_in_transaction_session_timeout=600000 -c idle_session_timeout=600000"
)
# A server that disappears is noticed within two minutes, instead of hours later when TCP times out.
_LINE = {
    "connect_timeout": 10,
    "keepalives_idle": 60,
    "keepalives_interval": 10,
    "keepalives_count": 6,
    "tcp_user_timeout": 120_000,
}


def connect(uri: str) -> Connection:
    """Open a connection to the catalog.

    Args:
        uri: a libpq URI (`postgresql://...`); its own settings of the connection take precedence.

    Returns:
        A psycopg2 connection in UTC with time limits on locks, statements and idleness; the caller closes it.

    Raises:
        psycopg2.OperationalError: the server is away.
    """
    line = _LINE | extensions.parse_dsn(uri)
    limits = {"options": SESSION, "application_name": "course_runs"}
    connection: Connection = psycopg2.connect(**(line | limits))
    extras.register_uuid(conn_or_curs=connection)  # type: ignore[no-untyped-call]
    return connection


@contextmanager
def session(uri: str) -> Iterator[Connection]:
    """Open a connection to the catalog for the length of a `with` block: the one way to work with the catalog.

    Args:
        uri: a libpq URI, as for `connect`.

    Yields:
        The connection. What the block has not committed itself is committed at its end, and is rolled back when the
        block raises. The connection is closed either way.

    Raises:
        psycopg2.OperationalError: the server cannot be reached.
    """
    connection = connect(uri)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()
