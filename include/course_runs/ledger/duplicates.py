"""Recognising a drop by its content: what it holds counts, not what its file is called."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from course_runs.contract.errors import FileRefused
from course_runs.contract.feeds import load_feeds
from course_runs.database.session import Connection
from course_runs.extract.drop import locate
from course_runs.ledger.ingestions import Request


@dataclass(frozen=True, slots=True)
class Earlier:
    """A load of the same content.

    Attributes:
        ingestion: which loaded it.
        run_id: of the ingestion's DAG run.
        drop_at: the logical date of the drop that it was.
        loaded_at: when.
        covers: whether nothing is left to do: it was the drop of the same moment or of a later one, and was asked for
            no less.
    """

    ingestion: UUID
    run_id: str
    drop_at: datetime
    loaded_at: datetime
    covers: bool

    def __str__(self) -> str:
        """Name the load."""
        return f"run {self.run_id} on {self.loaded_at:%Y-%m-%d %H:%M} UTC (ingestion {self.ingestion})"


def content_of(request: Request) -> str | None:
    """Return the SHA-256 of the drop that a request names; None when there is none that may be read."""
    if request.file is None:
        return None
    try:
        with locate(load_feeds()[request.feed], request.file).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileRefused:
        return None


def earlier_load(connection: Connection, request: Request, content: str) -> Earlier | None:
    """Find the last load of the same content by another run of the feed.

    A drop of a later day is another drop, whatever it holds: statuses follow the calendar, and what was held back or
    changed by others in the meantime has to be looked at again.

    Args:
        connection: to the catalog.
        request: what the run asks for.
        content: the drop's SHA-256.

    Returns:
        The load; None when the feed has never loaded that content.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id, run_id, drop_at, loaded_at,
                   drop_at >= %(drop_at)s AND (full_drop OR NOT %(full_drop)s)
                       AND (allow_archive OR NOT %(allow_archive)s) AS covers
            FROM ingest.ingestion
            WHERE feed_id = %(feed)s AND sha256 = %(content)s AND rows_from = 'drop' AND loaded_at IS NOT NULL
              AND (dag_id, run_id) <> (%(dag_id)s, %(run_id)s)
            ORDER BY covers DESC, loaded_at DESC LIMIT 1
            """,
            {
                "feed": request.feed,
                "content": content,
                "drop_at": request.drop_at,
                "full_drop": request.full_drop,
                "allow_archive": request.allow_archive,
                "dag_id": request.dag_id,
                "run_id": request.run_id,
            },
        )
        row = cursor.fetchone()
    return Earlier(*row) if row else None
