"""Sending the mails of a report: to each audience once for each outcome, whatever is retried or cleared."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from uuid import UUID

from course_runs.database.session import Connection, session
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion
from course_runs.report.mail.message import LIST_LIMITS, attach, compose, message_id
from course_runs.report.outcome import Outcome
from course_runs.report.partner_copy import partner_copy
from course_runs.report.view import Audience, IngestionView, read_view

log = logging.getLogger(__name__)


class MailNotSent(Exception):
    """The mail server did not accept a message; the next attempt at the report tries again."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """What delivers a message.

    Attributes:
        sender: address from which the mails come.
        deliver: delivers a message and returns the addresses that were refused while others were accepted; raises
            MailNotSent when the message was not accepted at all.
    """

    sender: str
    deliver: Callable[[EmailMessage], list[str]]


def send_mails(uri: str, ingestion_id: UUID, mail_server: MailServer | None) -> str:
    """Send the mails of an ingestion's outcome that have not been sent yet.

    Args:
        uri: libpq URI of the catalog.
        ingestion_id: of an ingestion with a finished report.
        mail_server: delivers the mails; None: there is no mail server, and nothing is sent.

    Returns:
        One sentence that says what was sent.

    Raises:
        MailNotSent: the server did not take a mail; those to other audiences have been tried, try again.
    """
    if mail_server is None:
        return "No mail was sent: there is no SMTP connection."
    with session(uri) as connection:
        ingestion = ingestions.find(connection, ingestion_id)
        view = read_view(connection, ingestion_id, ingestion.feed, max(LIST_LIMITS))
        connection.commit()
        sentences, failures = [], []
        for copy, recipients in _copies(view, ingestion):
            try:
                sentences.append(_send(connection, copy, recipients, mail_server))
            except MailNotSent as failure:
                failures.append(failure)
    if failures:
        raise failures[0]
    return " ".join(sentences) or "No mail was sent: the feed names no recipients."


def _copies(view: IngestionView, ingestion: Ingestion) -> list[tuple[IngestionView, tuple[str, ...]]]:
    """The audiences' copies and addresses. The partner gets no mail of a dry run or of the one-time backpopulation."""
    copies = [(view, ingestion.feed.recipients)]
    if ingestion.source.has_partner and view.outcome is not Outcome.PLANNED:
        copies.append((partner_copy(view), ingestion.feed.partner_recipients))
    return [(copy, recipients) for copy, recipients in copies if recipients]


def _send(connection: Connection, copy: IngestionView, recipients: tuple[str, ...], mail_server: MailServer) -> str:
    def hand_over() -> None:
        message = compose(copy, attach(connection, copy), mail_server.sender, recipients)
        for refused in mail_server.deliver(message):
            log.warning("The mail server refused the recipient %s.", refused)

    if _once(connection, copy, message_id(copy, mail_server.sender), hand_over):
        return f"Mail sent to the {_name(copy.audience)}."
    return f"The {_name(copy.audience)} have had this mail already."


def _once(connection: Connection, copy: IngestionView, mail_id: str, send: Callable[[], None]) -> bool:
    """Send unless it has been sent; returns whether it was.

    The line in `ingest.mail` is written first and committed once the server has taken the mail. Whoever comes at the
    same time waits at its key; a sender that fails or dies takes the line with it, and the next attempt sends. Only
    one that dies between the server's answer and the commit leaves a second mail, which has the same Message-ID.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO ingest.mail (ingestion_id, state, audience, message_id) VALUES (%s, %s, %s, %s)
            ON CONFLICT (ingestion_id, state, audience) DO NOTHING
            """,
            (copy.record.id, copy.outcome, copy.audience, mail_id),
        )
        if not cursor.rowcount:
            return False
        send()
    return True


def _name(audience: Audience) -> str:
    return {Audience.OPERATORS: "operators", Audience.PARTNER: "partner's readers"}[audience]
