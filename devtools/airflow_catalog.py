"""Prints the libpq URI of the connection `catalog_db` as this environment's Airflow knows it; nothing when it has none.

Airflow looks into its secrets backends, the environment and its metadata database. This is a process of its own,
because Airflow reads its settings when it is imported.
"""

import os
import sys

import sqlalchemy
from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowNotFoundException
from airflow.utils.session import create_session
from sqlalchemy.exc import SQLAlchemyError

from course_runs_airflow.connections import CATALOG, uri_of

VARIABLE = f"AIRFLOW_CONN_{CATALOG.upper()}"
TYPES = ("postgres", "postgresql")


def _find() -> Connection | None:
    try:
        connection: Connection = Connection.get(CATALOG)
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
        return migrated and database.scalar(query, {"id": CATALOG}) is not None


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
        print(f"{CATALOG} is of the type {connection.conn_type!r}; it has to be `postgres`.", file=sys.stderr)
        return 1
    print(uri_of(connection))
    return 0


if __name__ == "__main__":
    sys.exit(main())
