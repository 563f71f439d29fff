"""Airflow's connection to the mail server, which is optional. Imported by the report's task alone: it takes time."""

import ssl
from functools import partial

from airflow.providers.smtp.hooks.smtp import SmtpHook
from airflow.sdk.exceptions import AirflowNotFoundException

from course_runs.contract.errors import IngestionError
from course_runs.report.mail.sending import MailServer
from course_runs_airflow.smtp import Security, SmtpSettings, deliver

MAIL_SERVER = "smtp_default"
"""Id of the connection."""
_PORTS = {Security.SSL: 465, Security.STARTTLS: 587, Security.NONE: 25}


def mail_server() -> MailServer | None:
    """Return the mail server of the connection `smtp_default`; None where there is no such connection.

    Raises:
        IngestionError: the connection asks for a login that is not supported.
    """
    if (settings := smtp_settings()) is None:
        return None
    return MailServer(settings.sender, partial(deliver, settings=settings))


def smtp_settings() -> SmtpSettings | None:
    """Read the connection `smtp_default` as Airflow's SMTP hook does; None where there is no such connection.

    The connection to the server is encrypted by SSL, by STARTTLS with the extra `disable_ssl`, and not at all with
    `disable_tls` as well.

    Raises:
        IngestionError: the connection asks for a login that is not supported.
    """
    hook = SmtpHook(MAIL_SERVER)
    try:
        hook.smtp_connection = hook.get_connection(MAIL_SERVER)
    except AirflowNotFoundException:
        return None
    if hook.auth_type != "basic":
        raise IngestionError(f"{MAIL_SERVER} has the auth_type {hook.auth_type!r}; only 'basic' is supported.")
    security = Security.SSL if hook.use_ssl else Security.STARTTLS if hook.smtp_starttls else Security.NONE
    return SmtpSettings(
        host=hook.host or "localhost",
        port=hook.port or _PORTS[security],
        sender=hook.from_email or hook.smtp_user or "course-runs@localhost",
        user=hook.smtp_user or None,
        password=hook.smtp_password or None,
        security=security,
        timeout=hook.timeout,
        context=_unverified() if hook.ssl_context == "none" else None,
    )


def _unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
