"""Connections for the pages: read only, one snapshot of the catalog, with short time limits."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from psycopg2 import extensions, extras

from course_runs.database.session import Connection

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 10
# jit=off: compiling a statement takes longer than running one that uses an index.
SESSION = (
    f"-c jit=off -c timezone=UTC -c default_transaction_read_only=on -c client_connection_check_interval=1000 "
    f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={STATEMENT_SECONDS}s"
)


@contextmanager
def reading(uri: str) -> Iterator[Connection]:
    """Yield a connection that only reads, with a time limit for each statement.

    Args:
        uri: libpq URI of the catalog.

    Yields:
        A psycopg2 connection in UTC; all its statements see the same snapshot.

    Raises:
        psycopg2.OperationalError: the server is away.
    """
    connecting = psycopg2.connect(
        uri, options=SESSION, connect_timeout=CONNECT_SECONDS, application_name="course_runs_pages"
    )
    with closing(connecting) as connection:
        connection.set_session(readonly=True, isolation_level=extensions.ISOLATION_LEVEL_REPEATABLE_READ)
        extras.register_uuid(conn_or_curs=connection)  # type: ignore[no-untyped-call]
        yield connection
