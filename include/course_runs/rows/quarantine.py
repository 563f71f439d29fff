"""The quarantine: rejected rows, kept with their cells as they came until they are corrected or discarded.

    open       rejected, and waiting to be corrected
    resolved   came again, corrected, with an ingestion that was loaded
    discarded  by a person; or by the pipeline, because it came again and was rejected again: that row is open instead

A returning row is recognised in two ways: by the reference that the column `errors` of rejected.csv carries, whatever
was corrected; or, in any other drop, by its identity: organization, number and variant as they are written, or the
schedule where no variant is named (`ingest.row_identity`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from course_runs.contract.columns import ERRORS_COLUMN
from course_runs.contract.errors import IngestionError
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.ledger.ingestions import Ingestion

REFERENCE = r"^\s*Line ([0-9]{1,9}) of ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
"""Regular expression, as PostgreSQL reads it, of the reference with which an `errors` cell begins."""

PIPELINE = "course_runs"
"""The value of `discarded_by` where a row was rejected again."""

_IDENTITY = (
    "organization",
    "number",
    "variant_id",
    "start_date",
    "start_time",
    "end_date",
    "end_time",
    "restriction_type",
)
_SQL = load_statements(__package__, "quarantine.sql")


class NotOpen(IngestionError):
    """A row is not, or no longer, open in the quarantine."""


class OpenRow(NamedTuple):
    """A rejected row that waits to be corrected.

    Attributes:
        feed_id: the feed that it came with.
        ingestion_id: the ingestion that rejected it.
        line_number: physical line of its file.
        course_key: `ORG+NUMBER`, where the row has one.
        codes: of the findings that reject it, sorted.
        quarantined_at: when it was rejected.
    """

    feed_id: str
    ingestion_id: UUID
    line_number: int
    course_key: str | None
    codes: list[str]
    quarantined_at: datetime


def reference(ingestion_id: UUID, line: int) -> str:
    """Return the beginning of an `errors` cell, by which the row is recognised when it comes back.

    Args:
        ingestion_id: the ingestion that rejected the row.
        line: physical line of the row in its file.
    """
    return f"Line {line} of {ingestion_id}"


def quarantine_rejected(connection: Connection, ingestion: Ingestion, *, is_loaded: bool) -> None:
    """Put an ingestion's rejected rows into the quarantine, and close the open rows that came again with it.

    Args:
        connection: in the transaction that loads or refuses the ingestion.
        ingestion: its rows are staged and their findings stored. What an earlier attempt at it did to the quarantine is
            reverted first.
        is_loaded: whether the other rows are loaded, so that they resolve the open rows that they correct.
    """
    restore(connection, ingestion)
    values = {
        "ingestion_id": ingestion.id,
        "feed_id": ingestion.feed.id,
        "width": len(ingestion.header),
        "is_loaded": is_loaded,
        "reference": REFERENCE,
        "pipeline": PIPELINE,
        **{column: _position(column, ingestion.header) for column in (*_IDENTITY, ERRORS_COLUMN)},
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL["keep"], values)
        cursor.execute(_SQL["close_returned"], values)


def restore(connection: Connection, ingestion: Ingestion) -> None:
    """Revert what an earlier attempt at an ingestion did to the quarantine.

    Args:
        connection: its transaction is used.
        ingestion: the rows that it closed are opened again, and the rows that it put there are deleted.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL["reopen"], {"ingestion_id": ingestion.id})
        cursor.execute("DELETE FROM ingest.quarantine WHERE ingestion_id = %s", (ingestion.id,))


def discard(connection: Connection, ingestion_id: UUID, lines: Sequence[int], by: str, reason: str) -> None:
    """Discard open rows: nobody will correct them.

    Args:
        connection: its transaction is used.
        ingestion_id: the ingestion that rejected the rows.
        lines: physical lines of the rows in its file.
        by: name of the person who discards them.
        reason: why they are discarded.

    Raises:
        NotOpen: one of the rows is not open in the quarantine; none is discarded then.
    """
    values = {"ingestion_id": ingestion_id, "lines": list(lines), "discarded_by": by, "reason": reason}
    with connection.cursor() as cursor:
        cursor.execute(_SQL["discard"], values)
        missing = set(lines) - {line for (line,) in cursor}
    if missing:
        raise NotOpen(f"Not open in the quarantine of {ingestion_id}: line {', '.join(map(str, sorted(missing)))}.")


def open_rows(connection: Connection, feed_id: str | None = None) -> list[OpenRow]:
    """Return the open rows, by feed and the oldest first.

    Args:
        connection: an open connection.
        feed_id: the feed of the rows; None: all feeds.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL["list_open"], {"feed_id": feed_id})
        return [OpenRow(*row) for row in cursor]


def _position(column: str, header: Sequence[str]) -> int | None:
    return header.index(column) + 1 if column in header else None
