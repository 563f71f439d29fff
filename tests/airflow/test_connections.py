"""Airflow's connections as the pipeline takes them."""

import ssl
from pathlib import Path

import pytest

from course_runs_airflow.smtp import Security, SmtpSettings

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
    from course_runs_airflow.mail_server import smtp_settings  # noqa: PLC0415 - not before Airflow's environment is set

    monkeypatch.setenv("AIRFLOW_CONN_SMTP_DEFAULT", uri)
    settings = smtp_settings()
    assert settings
    assert (settings.host, settings.security, settings.port) == ("mail.example.org", security, port)


def test_without_a_connection_there_is_no_mail_server(airflow_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report is written all the same."""
    del airflow_home
    from course_runs_airflow.mail_server import smtp_settings  # noqa: PLC0415

    monkeypatch.delenv("AIRFLOW_CONN_SMTP_DEFAULT", raising=False)
    assert smtp_settings() is None


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


def test_the_mail_server_has_what_the_hook_reads(airflow_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sender, time limit and whether certificates are verified; a login that is not supported is refused."""
    del airflow_home
    from course_runs.contract.errors import IngestionError  # noqa: PLC0415
    from course_runs_airflow.mail_server import smtp_settings  # noqa: PLC0415

    def settings_of(extra: str) -> SmtpSettings:
        monkeypatch.setenv("AIRFLOW_CONN_SMTP_DEFAULT", f"smtp://user:secret@mail.example.org?{extra}")
        settings = smtp_settings()
        assert settings
        return settings

    verified = settings_of("from_email=a%40example.org&timeout=7")
    assert (verified.sender, verified.timeout, verified.context) == ("a@example.org", 7, None)
    assert (verified.user, verified.password) == ("user", "secret")
    unverified = settings_of("ssl_context=none")
    assert unverified.context
    assert unverified.context.verify_mode is ssl.CERT_NONE
    assert unverified.sender == "user"
    with pytest.raises(IngestionError, match="oauth2"):
        settings_of("auth_type=oauth2")
