"""A connection as Airflow describes one, written as libpq takes it.

Airflow's own `get_uri` writes extras that are not plain strings in a form of its own, which libpq refuses.
"""

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import psycopg2
from psycopg2.extensions import make_dsn


class DatabaseConnection(Protocol):
    """What Airflow's connections have, those of tasks and those of its servers alike."""

    @property
    def host(self) -> str | None:
        """Name or address of the server."""

    @property
    def port(self) -> int | None:
        """Its port."""

    @property
    def login(self) -> str | None:
        """User."""

    @property
    def password(self) -> str | None:
        """Of the user."""

    @property
    def schema(self) -> str | None:
        """Database."""

    @property
    def extra_dejson(self) -> Mapping[str, Any]:
        """Options: libpq's, and some of Airflow's hooks."""


def libpq_uri(connection: DatabaseConnection) -> str:
    """Write a connection as a libpq URI.

    Args:
        connection: to a PostgreSQL database.

    Returns:
        A URI with those of its extras that libpq has, such as `sslmode`; the others are of hooks.
    """
    user = ":".join(quote(part, safe="") for part in (connection.login, connection.password) if part)
    address = quote(connection.host or "", safe="[]:,") + (f":{connection.port}" if connection.port else "")
    options = {name: str(value) for name, value in connection.extra_dejson.items() if _is_libpq_option(name)}
    query = f"?{urlencode(options, quote_via=quote)}" if options else ""
    return f"postgresql://{user}{'@' if user else ''}{address}/{quote(connection.schema or '', safe='')}{query}"


def _is_libpq_option(name: str) -> bool:
    try:
        make_dsn(**{name: "1"})
    except psycopg2.ProgrammingError:
        return False
    return True
