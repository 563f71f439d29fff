"""Handing a message to a mail server: encrypted, within a time limit, and taken or not, with nothing in between."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import StrEnum


class MailNotSent(Exception):
    """The mail server did not take a message; the next attempt tries again."""


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
        user: to log in with; None: no login.
        password: of the user.
        security: STARTTLS is required where it is set: nothing is ever sent in the clear instead.
        timeout: seconds that each step may take.
        context: how certificates are checked; Python's default when None.
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
    """Hand a message to the mail server.

    Args:
        message: with sender and recipients.
        settings: how to reach the server.

    Returns:
        The recipients whom the server refused while it took the message for others.

    Raises:
        MailNotSent: the server is away, hangs, refuses, or never said that it has taken the message.
    """
    try:
        client = _connected(settings)
        try:
            refused = client.send_message(message)
            # The answer to the message counts; a server that is rude afterwards has taken it all the same.
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
        finally:
            client.close()
    except (smtplib.SMTPException, OSError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise MailNotSent(
            f"{settings.host}:{settings.port} did not take the mail to {message['To']} ({reason}). "
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
