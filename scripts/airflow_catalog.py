"""Prints the libpq URI of the connection `catalog_db` as this environment's Airflow knows it; nothing when it has none.

Airflow looks into its secrets backends, the environment and its metadata database. This is a process of its own,
because Airflow reads its settings when it is imported.
"""

import os
import sys
from urllib.parse import quote, urlencode

import psycopg2
import sqlalchemy
from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowNotFoundException
from airflow.utils.session import create_session
from psycopg2.extensions import make_dsn
from sqlalchemy.exc import SQLAlchemyError

CONNECTION_ID = "catalog_db"
VARIABLE = f"AIRFLOW_CONN_{CONNECTION_ID.upper()}"
TYPES = ("postgres", "postgresql")


def libpq_uri(connection: Connection) -> str:
    """Write an Airflow connection as a libpq URI.

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


def _find() -> Connection | None:
    try:
        connection: Connection = Connection.get(CONNECTION_ID)
    except AirflowNotFoundException:
        if VARIABLE in os.environ:
            raise ValueError(f"{VARIABLE} is set, but is neither a connection's URI nor its JSON.") from None
        if _is_stored():
            raise ValueError("It is stored, but encrypted by another AIRFLOW__CORE__FERNET_KEY.") from None
        return None
    return connection


def _is_stored() -> bool:
    """Look into the metadata database; Airflow takes whatever it cannot read for missing."""
    query = sqlalchemy.text("SELECT 1 FROM connection WHERE conn_id = :id")
    with create_session() as session:
        database = session.connection()
        migrated = sqlalchemy.inspect(database).has_table("connection")
        return migrated and database.scalar(query, {"id": CONNECTION_ID}) is not None


def main() -> int:
    """Print the URI, or say on standard error why there is none to be had."""
    try:
        connection = _find()
    except (SQLAlchemyError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    if connection is None:
        return 0
    if connection.conn_type not in TYPES:
        print(f"{CONNECTION_ID} is of the type {connection.conn_type!r}; it has to be `postgres`.", file=sys.stderr)
        return 1
    print(libpq_uri(connection))
    return 0


if __name__ == "__main__":
    sys.exit(main())
