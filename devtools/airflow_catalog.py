"""Prints the libpq URI of the connection `catalog_db` that Airflow's metadata or secrets hold; nothing without one.

This is a process of its own, because Airflow reads its settings when it is imported.
"""

import sys

import sqlalchemy
from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowNotFoundException
from airflow.utils.session import create_session
from sqlalchemy.exc import SQLAlchemyError

from course_runs_airflow.connections import CATALOG, uri_of


def _uri() -> str:
    try:
        connection = Connection.get(CATALOG)
    except AirflowNotFoundException:
        if _is_stored():
            raise ValueError("It is stored, but encrypted by another AIRFLOW__CORE__FERNET_KEY.") from None
        return ""
    if connection.conn_type not in {"postgres", "postgresql"}:
        raise ValueError(f"{CATALOG} is of the type {connection.conn_type!r}; it has to be `postgres`.")
    return uri_of(connection)


def _is_stored() -> bool:
    """Look into the metadata database: Airflow treats a connection that it cannot decrypt as missing."""
    query = sqlalchemy.text("SELECT 1 FROM connection WHERE conn_id = :id")
    with create_session() as session:
        database = session.connection()
        migrated = sqlalchemy.inspect(database).has_table("connection")
        return migrated and database.scalar(query, {"id": CATALOG}) is not None


if __name__ == "__main__":
    try:
        print(_uri())
    except (SQLAlchemyError, ValueError) as error:
        sys.exit(str(error))
