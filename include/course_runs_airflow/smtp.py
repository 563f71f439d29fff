"""Delivering a message to a mail server: encrypted, within a time limit, and either accepted or not."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import StrEnum

from course_runs.report.mail.sending import MailNotSent


class Security(StrEnum):
    """How the connection to the mail server is encrypted."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """How to reach the mail server.

    Attributes:
        host: name.
        port: 587 for STARTTLS, 465 for SSL, 25 as a rule without.
        sender: address that the mail comes from.
        user: for the login; None: no login.
        password: of the user.
        security: how the connection is encrypted; where it cannot be, nothing is sent.
        timeout: in seconds, of each step.
        context: how certificates are verified; None: as Python does by default.
    """

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    security: Security = Security.STARTTLS
    timeout: float = 30
    context: ssl.SSLContext | None = None


def deliver(message: EmailMessage, settings: SmtpSettings) -> list[str]:
    """Deliver a message to the mail server.

    Args:
        message: with sender and recipients.
        settings: how to reach the server.

    Returns:
        Addresses that the server refused while it accepted the message for others.

    Raises:
        MailNotSent: the server cannot be reached, hangs, refuses, or never answered that it accepts the message.
    """
    try:
        client = _connected(settings)
        try:
            refused = client.send_message(message)
            # The answer to the message counts: an error after it does not take the message back.
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
        finally:
            client.close()
    except (smtplib.SMTPException, OSError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise MailNotSent(
            f"{settings.host}:{settings.port} did not accept the mail to {message['To']} ({reason}). "
            "The report is written. Check the SMTP connection; the next attempt at the report sends the mail."
        ) from error
    return list(refused)


def _connected(settings: SmtpSettings) -> smtplib.SMTP:
    context = settings.context or ssl.create_default_context()
    if settings.security is Security.SSL:
        client: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout, context=context)
    else:
        client = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)
    try:
        if settings.security is Security.STARTTLS:
            client.starttls(context=context)
        if settings.user is not None:
            client.login(settings.user, settings.password or "")
    except BaseException:
        client.close()
        raise
    return client
