"""Airflow's connections as the pipeline takes them."""

from pathlib import Path

import pytest

from course_runs.report.smtp import Security

pytestmark = pytest.mark.airflow


@pytest.mark.parametrize(
    ("uri", "security", "port"),
    [
        ("smtp://mail.example.org", Security.SSL, 465),
        ("smtp://mail.example.org:2465", Security.SSL, 2465),
        ("smtp://mail.example.org?disable_ssl=true", Security.STARTTLS, 587),
        ("smtp://mail.example.org?disable_ssl=true&disable_tls=true", Security.NONE, 25),
    ],
)
def test_the_mail_server_is_airflows(
    airflow_home: Path, monkeypatch: pytest.MonkeyPatch, uri: str, security: Security, port: int
) -> None:
    """Encrypted unless the connection says otherwise."""
    del airflow_home
    from course_runs_airflow.connections import mail_server  # noqa: PLC0415 - not before Airflow's environment is set

    monkeypatch.setenv("AIRFLOW_CONN_SMTP_DEFAULT", uri)
    settings = mail_server()
    assert settings
    assert (settings.host, settings.security, settings.port) == ("mail.example.org", security, port)


def test_without_a_connection_there_is_no_mail_server(airflow_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report is written all the same."""
    del airflow_home
    from course_runs_airflow.connections import mail_server  # noqa: PLC0415

    monkeypatch.delenv("AIRFLOW_CONN_SMTP_DEFAULT", raising=False)
    assert mail_server() is None


def test_the_catalogs_uri_keeps_what_the_connection_says(airflow_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Password and options included, in libpq's spelling."""
    del airflow_home
    from course_runs_airflow.connections import catalog_uri  # noqa: PLC0415

    monkeypatch.setenv("AIRFLOW_CONN_CATALOG_DB", "postgres://user:p%40ss@db.example.org:5433/catalog?sslmode=require")
    assert catalog_uri() == "postgresql://user:p%40ss@db.example.org:5433/catalog?sslmode=require"


def test_options_that_are_not_libpqs_are_left_out(airflow_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Airflow's own spelling of them would be refused by libpq."""
    del airflow_home
    from course_runs_airflow.connections import catalog_uri  # noqa: PLC0415

    described = '{"conn_type": "postgres", "host": "db", "schema": "c", "extra": {"connect_timeout": 5, "cursor": "x"}}'
    monkeypatch.setenv("AIRFLOW_CONN_CATALOG_DB", described)
    assert catalog_uri() == "postgresql://db/c?connect_timeout=5"
