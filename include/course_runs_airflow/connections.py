"""Airflow's connection to the catalog, as a libpq URI."""

from typing import Any

from airflow.sdk import Connection

from course_runs.database.uri import libpq_uri

CATALOG = "catalog_db"
"""Id of the connection to the catalog's PostgreSQL."""


def catalog_uri() -> str:
    """Return the libpq URI of the catalog, as tasks know its connection.

    Raises:
        AirflowNotFoundException: there is no connection to the catalog.
    """
    return uri_of(Connection.get(CATALOG))


def uri_of(connection: Any) -> str:  # noqa: ANN401 - tasks and Airflow's servers have classes of their own
    """Return the libpq URI of an Airflow connection.

    Airflow's own `get_uri` writes extras that are not plain strings in a form that libpq refuses.
    """
    return libpq_uri(
        host=connection.host,
        port=connection.port,
        login=connection.login,
        password=connection.password,
        schema=connection.schema,
        extra=connection.extra_dejson,
    )
