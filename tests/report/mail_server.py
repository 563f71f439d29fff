"""A real mail server for tests: takes mails, refuses them or vanishes, with and without encryption."""

import datetime as dt
import email
import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import policy
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from course_runs_airflow.smtp import Security, SmtpSettings
from devtools.ports import free_port

SENDER = "course-runs@example.org"


class Mailbox:
    """What a server has taken, and how it behaves: the handler of a real SMTP server."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.on_rcpt: Callable[[str], str] = lambda _: "250 OK"
        self.on_data: Callable[[Any], str] = lambda _: "250 OK"
        self.on_quit: Callable[[Any], str] = lambda _: "221 Bye"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: ANN401, N802
        """Take a recipient or not."""
        answer = self.on_rcpt(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        """Take a mail or not."""
        answer = self.on_data(server)
        if answer.startswith("250"):
            self.taken.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return answer

    async def handle_QUIT(self, server: Any, _session: Any, _envelope: Any) -> str:  # noqa: ANN401, N802
        """Answer QUIT."""
        return self.on_quit(server)

    @property
    def addressees(self) -> list[str]:
        """Recipients of the mails that were accepted."""
        return [message["To"] for message in self.taken]


def drop_connection(server: Any) -> str:  # noqa: ANN401 - aiosmtpd's
    """The server vanishes in the middle of its answer."""
    server.transport.abort()
    return "450 nobody hears this"


@contextmanager
def running(mailbox: Mailbox, **options: Any) -> Iterator[SmtpSettings]:  # noqa: ANN401 - aiosmtpd's
    """Run a mail server and yield how to reach it."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield SmtpSettings("127.0.0.1", controller.port, SENDER, security=Security.NONE, timeout=5)
    finally:
        controller.stop()


def write_certificate(path: Path) -> Path:
    """Write a certificate of 127.0.0.1 that only those trust who have it, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.example.org")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def trusting(certificate: Path) -> ssl.SSLContext:
    """A client that trusts a certificate."""
    return ssl.create_default_context(cafile=str(certificate))
