"""The mail of a report: one message an audience, in text and HTML, with the data attached."""

import gzip
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import localtime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from uuid import uuid5

from course_runs.database.session import Connection
from course_runs.report import wording
from course_runs.report.documents import html
from course_runs.report.documents.data_files import write_json, write_rejected
from course_runs.report.documents.folder import csv_encoding
from course_runs.report.documents.text import to_text
from course_runs.report.outcome import Outcome
from course_runs.report.view import IngestionView

ATTACHMENT_LIMIT = 5 * 2**20
"""Bytes of the largest attachment; a larger one is compressed, and left out when that does not help."""
LIST_LIMITS = (25, 10, 3)
"""Rows of each list in a mail: as many as leave it below `HTML_LIMIT`, or the last."""
HTML_LIMIT = 100_000
"""Bytes of HTML; mail clients cut off what is longer."""
SUBJECT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail; without content it was too large, and the mail says so."""

    name: str
    content: bytes | None


def compose(
    view: IngestionView, attachments: Sequence[Attachment], sender: str, recipients: Sequence[str]
) -> EmailMessage:
    """Write the mail of a report.

    Args:
        view: what to report; its audience decides what is shown (`course_runs.report.partner_copy`).
        attachments: made by `attach`.
        sender: address.
        recipients: addresses, at least one.

    Returns:
        A multipart message of text and HTML. Its Message-ID is the same each time the same outcome is sent to the same
        audience: a mail that was handed over twice can be known as one.
    """
    message = EmailMessage()
    message["Subject"] = subject(view)
    message["From"] = sender
    message["To"] = ", ".join(recipients)
    message["Date"] = localtime()
    message["Message-ID"] = message_id(view, sender)
    message["Auto-Submitted"] = "auto-generated"
    whole = _whole(attachments)
    limit, written = _to_html(view, attachments, whole)
    message.set_content(to_text(view, limit, whole) + "".join(f"\n{note}" for note in _notes(attachments)))
    message.add_alternative(written, subtype="html")
    for attachment in attachments:
        if attachment.content is not None:
            maintype, subtype = _media_type(attachment.name)
            message.add_attachment(attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name)
    return message


def subject(view: IngestionView) -> str:
    """Return the subject: feed and outcome, such as `[2u-bootcamps] 3 new, 7 backpopulated, 2 rejected`."""
    return wording.shown(f"[{view.feed.id}] {_outcome(view)}", SUBJECT_LIMIT)


def message_id(view: IngestionView, sender: str) -> str:
    """Return the Message-ID of an outcome's mail to an audience."""
    domain = wording.visible(sender.rpartition("@")[2].strip(" >")) or "course-runs.invalid"
    return f"<{uuid5(view.record.id, f'{view.outcome}/{view.audience}').hex}@{domain}>"


def attach(connection: Connection, view: IngestionView) -> list[Attachment]:
    """Make the attachments of a report: report.json as its audience may have it, and the rejected rows if any.

    Args:
        connection: in a transaction.
        view: of the audience.
    """
    with TemporaryDirectory(prefix="course-runs-mail-") as directory:
        data, rejected = Path(directory, "report.json"), Path(directory, "rejected.csv")
        with data.open("w", encoding="utf-8") as file:
            write_json(connection, view, file)
        if not view.has_rejected:
            return [_packed(data)]
        with rejected.open("w", encoding=csv_encoding(view), errors="replace", newline="") as file:
            write_rejected(connection, view, file)
        return [_packed(rejected), _packed(data)]


def _packed(path: Path) -> Attachment:
    if path.stat().st_size <= ATTACHMENT_LIMIT:
        return Attachment(path.name, path.read_bytes())
    packed = path.with_name(f"{path.name}.gz")
    with path.open("rb") as plain, gzip.open(packed, "wb") as file:
        shutil.copyfileobj(plain, file)
    if packed.stat().st_size <= ATTACHMENT_LIMIT:
        return Attachment(packed.name, packed.read_bytes())
    return Attachment(path.name, None)


def _media_type(name: str) -> tuple[str, str]:
    types = {".csv": ("text", "csv"), ".json": ("application", "json"), ".gz": ("application", "gzip")}
    return types[PurePath(name).suffix]


def _outcome(view: IngestionView) -> str:
    if view.outcome is Outcome.REFUSED:
        return f"refused: {view.record.refusal_code}"
    if view.outcome is Outcome.FAILED:
        return f"failed in {view.failure.stage}" if view.failure else "not loaded"
    counts = view.counts
    parts = {
        "new": counts["new_product"] + counts["new_run"],
        "backpopulated": counts["backpopulate"],
        "updated": counts["update"],
        "held": counts["held"],
        "rejected": counts["rejected"],
        "archived": view.archived,
    }
    words = [f"{number:,} {name}" for name, number in parts.items() if number]
    if view.record.withheld:
        words.append(f"archiving of {view.record.withheld:,} withheld")
    if view.outcome is Outcome.NOTHING_NEW:
        words.insert(0, "nothing new")
    outcome = ", ".join(words) or "nothing new"
    return f"dry run: {outcome}" if view.outcome is Outcome.PLANNED else outcome


def _whole(attachments: Sequence[Attachment]) -> str:
    attached = [each.name for each in attachments if each.content is not None and each.name.startswith("report.json")]
    return f"the attached {attached[0]}" if attached else "the report itself"


def _notes(attachments: Sequence[Attachment]) -> list[str]:
    notes = [f"{each.name} is too large for a mail." for each in attachments if each.content is None]
    if any(each.content is not None and each.name.startswith("rejected.csv") for each in attachments):
        notes.append("rejected.csv has the rejected rows, each with its errors: correct them and drop the file again.")
    return notes


def _to_html(view: IngestionView, attachments: Sequence[Attachment], whole: str) -> tuple[int, str]:
    """Return the HTML of a mail, and how many rows of each list it has."""
    limit, written = 0, ""
    for limit in LIST_LIMITS:
        written = html.render(
            "mail.html.j2",
            view,
            subject=subject(view),
            lists=[listing.cut(limit) for listing in view.lists.values()],
            whole=whole,
            notes=_notes(attachments),
        )
        if len(written.encode()) <= HTML_LIMIT:
            break
    return limit, written
