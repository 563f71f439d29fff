"""Airflow's connections as the pipeline takes them: the catalog as a libpq URI, the mail server as plain settings."""

from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowNotFoundException

from course_runs.report.smtp import Security, SmtpSettings
from course_runs_airflow.connection_uri import libpq_uri

CATALOG = "catalog_db"
"""Id of the connection to the catalog's PostgreSQL."""
MAIL_SERVER = "smtp_default"
"""Id of the connection to the mail server, which there may be."""
_PORTS = {Security.SSL: 465, Security.STARTTLS: 587, Security.NONE: 25}


def catalog_uri() -> str:
    """Return the libpq URI of the catalog."""
    return libpq_uri(Connection.get(CATALOG))


def mail_server() -> SmtpSettings | None:
    """Return how to reach the mail server, or None where no connection is set.

    The connection's extras are those of Airflow's own SMTP connections: SSL unless `disable_ssl` is set, then STARTTLS
    unless `disable_tls` is.
    """
    try:
        connection = Connection.get(MAIL_SERVER)
    except AirflowNotFoundException:
        return None
    extra = connection.extra_dejson
    security = Security.SSL
    if extra.get("disable_ssl"):
        security = Security.NONE if extra.get("disable_tls") else Security.STARTTLS
    return SmtpSettings(
        host=connection.host or "localhost",
        port=connection.port or _PORTS[security],
        sender=extra.get("from_email") or connection.login or "course-runs@localhost",
        user=connection.login or None,
        password=connection.password or None,
        security=security,
        timeout=float(extra.get("timeout") or 30),
    )
