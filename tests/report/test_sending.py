"""Mails to a real server: taken once for each outcome and audience, whatever the server does."""

import socket
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Status
from course_runs.report.mail.sending import MailNotSent, MailServer, send_mails
from course_runs_airflow.smtp import Security, SmtpSettings, deliver
from devtools.ports import free_port
from report.ingestion_book import START, Book
from report.mail_server import SENDER, Mailbox, drop_connection, running, trusting, write_certificate

PASSWORD = "s3cret"  # noqa: S105 - of the test's own server
OPERATORS, PARTNER = "catalog-operations@example.org", "feeds@partner.example.com"


@pytest.fixture
def mailbox() -> Mailbox:
    """An empty mailbox of a friendly server."""
    return Mailbox()


@pytest.fixture
def smtp(mailbox: Mailbox) -> Iterator[SmtpSettings]:
    """A server without encryption."""
    with running(mailbox) as settings:
        yield settings


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's certificate and key."""
    return write_certificate(tmp_path_factory.mktemp("tls") / "server.pem")


@pytest.fixture
def reported(catalog: Connection, loaded: Book) -> Book:
    """An ingestion that is loaded, committed, and still to be mailed."""
    catalog.commit()
    return loaded


def server(settings: SmtpSettings) -> MailServer:
    """The mail server that a report is given."""
    return MailServer(settings.sender, partial(deliver, settings=settings))


def message() -> EmailMessage:
    """A mail to two."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = SENDER, f"{OPERATORS}, {PARTNER}", "test"
    made.set_content("Grüße\n.\nend\n")
    return made


def test_a_mail_arrives_as_it_was_sent(mailbox: Mailbox, smtp: SmtpSettings) -> None:
    """Letters of every script and lines of a single point survive."""
    assert deliver(message(), smtp) == []
    assert mailbox.taken[0].get_content().splitlines() == ["Grüße", ".", "end"]


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.SSL])
def test_a_mail_is_encrypted(mailbox: Mailbox, certificate: Path, security: Security) -> None:
    """Both ways work, with a login; a certificate that nobody vouches for is refused."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    logins: list[bytes] = []

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:  # noqa: ANN401
        logins.append(data.password)
        return AuthResult(success=data.login == b"course-runs", handled=False)

    options: dict[str, Any] = {"authenticator": check}
    if security is Security.SSL:
        options |= {"ssl_context": context, "auth_require_tls": False}
    else:
        options |= {"tls_context": context, "require_starttls": True}
    with running(mailbox, **options) as plain:
        settings = replace(plain, security=security, context=trusting(certificate))
        settings = replace(settings, user="course-runs", password=PASSWORD)
        deliver(message(), settings)
        with pytest.raises(MailNotSent, match="CERTIFICATE_VERIFY_FAILED"):
            deliver(message(), replace(settings, context=None))
        with pytest.raises(MailNotSent, match="SMTPAuthenticationError"):
            deliver(message(), replace(settings, user="somebody"))
    assert len(mailbox.taken) == 1
    assert logins[0] == PASSWORD.encode()


def test_nothing_is_sent_in_the_clear_instead(mailbox: Mailbox, smtp: SmtpSettings) -> None:
    """A server that does not offer the STARTTLS that is set gets nothing."""
    with pytest.raises(MailNotSent, match="STARTTLS"):
        deliver(message(), SmtpSettings(smtp.host, smtp.port, SENDER, timeout=5))
    assert mailbox.taken == []


def test_a_password_is_not_shown() -> None:
    """Not in a log, not in a traceback's locals."""
    assert PASSWORD not in repr(SmtpSettings("mail", 587, SENDER, user="u", password=PASSWORD))


@pytest.mark.parametrize(
    ("behaviour", "answer", "reason"),
    [
        ("on_rcpt", "550 no such mailbox", "SMTPRecipientsRefused"),
        ("on_data", "554 looks like spam", "SMTPDataError"),
        ("on_data", "451 try later", "SMTPDataError"),
    ],
)
def test_a_refusal_is_reported(mailbox: Mailbox, smtp: SmtpSettings, behaviour: str, answer: str, reason: str) -> None:
    """Where, which recipient, why, and what happens next."""
    setattr(mailbox, behaviour, lambda _: answer)
    with pytest.raises(MailNotSent, match=f"127.0.0.1:{smtp.port} did not accept the mail to .*{reason}.*{answer[4:]}"):
        deliver(message(), smtp)


def test_one_refused_recipient_does_not_keep_the_others_from_it(mailbox: Mailbox, smtp: SmtpSettings) -> None:
    """The mail is sent; the refused one is named."""
    mailbox.on_rcpt = lambda address: "250 OK" if address == OPERATORS else "550 unknown"
    assert deliver(message(), smtp) == [PARTNER]
    assert len(mailbox.taken) == 1


def test_a_server_that_hangs_times_out() -> None:
    """It costs the time limit, not the task's."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = SmtpSettings("127.0.0.1", silent.getsockname()[1], SENDER, security=Security.NONE, timeout=0.3)
        with pytest.raises(MailNotSent, match="timed out"):
            deliver(message(), settings)


def test_a_server_that_hangs_after_the_mail_times_out(mailbox: Mailbox, smtp: SmtpSettings) -> None:
    """Nobody knows whether it took the mail: the next attempt sends it once more, with the same Message-ID."""

    def take_long(_server: object) -> str:
        time.sleep(1)
        return "250 OK"

    mailbox.on_data = take_long
    with pytest.raises(MailNotSent, match="timed out"):
        deliver(message(), replace(smtp, timeout=0.3))


def test_a_server_that_is_away_is_reported() -> None:
    """Nobody listens."""
    with pytest.raises(MailNotSent, match="refused"):
        deliver(message(), SmtpSettings("127.0.0.1", free_port(), SENDER, timeout=1))


def test_a_server_that_is_rude_afterwards_has_taken_the_mail(mailbox: Mailbox, smtp: SmtpSettings) -> None:
    """The answer to the message counts, not the goodbye."""
    mailbox.on_quit = drop_connection
    assert deliver(message(), smtp) == []
    assert len(mailbox.taken) == 1


def test_each_audience_gets_one_mail(mailbox: Mailbox, smtp: SmtpSettings, catalog_uri: str, reported: Book) -> None:
    """A retry sends no second."""
    assert (
        send_mails(catalog_uri, reported.id, server(smtp))
        == "Mail sent to the operators. Mail sent to the partner's readers."
    )
    assert "already" in send_mails(catalog_uri, reported.id, server(smtp))
    assert mailbox.addressees == [OPERATORS, PARTNER]


def test_two_attempts_at_once_send_one_mail(
    mailbox: Mailbox, smtp: SmtpSettings, catalog_uri: str, reported: Book
) -> None:
    """The second waits for the first and finds it sent."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: send_mails(catalog_uri, reported.id, server(smtp)), range(4)))
    assert sorted(mailbox.addressees) == [OPERATORS, PARTNER]


@pytest.mark.parametrize(
    "behaviour", [{"on_rcpt": lambda _: "450 busy"}, {"on_data": lambda _: "554 no"}, {"on_data": drop_connection}]
)
def test_a_mail_that_was_not_taken_is_sent_by_the_next_attempt(
    mailbox: Mailbox, smtp: SmtpSettings, catalog_uri: str, reported: Book, behaviour: dict[str, Any]
) -> None:
    """A server that refuses or drops after DATA delays the mail; what it did take is not sent again."""
    friendly = dict(vars(mailbox))
    vars(mailbox).update(behaviour)
    with pytest.raises(MailNotSent):
        send_mails(catalog_uri, reported.id, server(smtp))
    vars(mailbox).update({name: friendly[name] for name in behaviour})
    send_mails(catalog_uri, reported.id, server(smtp))
    send_mails(catalog_uri, reported.id, server(smtp))
    assert mailbox.addressees == [OPERATORS, PARTNER]


def test_one_audience_does_not_wait_for_the_other(
    mailbox: Mailbox, smtp: SmtpSettings, catalog_uri: str, reported: Book
) -> None:
    """The partner's mail goes out though the operators' is refused, and only that is tried again."""
    mailbox.on_rcpt = lambda address: "250 OK" if address == PARTNER else "550 no"
    with pytest.raises(MailNotSent, match=OPERATORS):
        send_mails(catalog_uri, reported.id, server(smtp))
    mailbox.on_rcpt = lambda _: "250 OK"
    send_mails(catalog_uri, reported.id, server(smtp))
    assert mailbox.addressees == [PARTNER, OPERATORS]


def test_another_outcome_is_another_mail(
    mailbox: Mailbox, smtp: SmtpSettings, catalog: Connection, catalog_uri: str, book: Book
) -> None:
    """First it failed, then it was cleared and loaded: both are news, each once."""
    book.open(Status.PLANNED, rows_read=0)
    book.attempt("extract", "validate", "diff")
    book.attempt("load", error="OperationalError: away")
    catalog.commit()
    send_mails(catalog_uri, book.id, server(smtp))
    with catalog, catalog.cursor() as cursor:
        cursor.execute("UPDATE ingest.ingestion SET loaded_at = %s, status = 'loaded'", (START,))
    send_mails(catalog_uri, book.id, server(smtp))
    send_mails(catalog_uri, book.id, server(smtp))
    subjects = [message["Subject"] for message in mailbox.taken if message["To"] == OPERATORS]
    assert subjects == ["[2u-executive-education] failed in load", "[2u-executive-education] nothing new"]


def test_a_dry_run_is_the_operators_business(
    mailbox: Mailbox, smtp: SmtpSettings, catalog: Connection, catalog_uri: str, book: Book
) -> None:
    """No partner gets a mail of a dry run."""
    book.open(Status.PLANNED, rows_read=0, dry_run=True)
    catalog.commit()
    send_mails(catalog_uri, book.id, server(smtp))
    assert mailbox.addressees == [OPERATORS]


def test_without_a_mail_server_nothing_is_sent(catalog_uri: str, reported: Book) -> None:
    """The report is written all the same, and the sentence says why there is no mail."""
    assert send_mails(catalog_uri, reported.id, None) == "No mail was sent: there is no SMTP connection."
