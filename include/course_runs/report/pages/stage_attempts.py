"""Every attempt at a stage of an ingestion, on a line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.database.session import Connection
from course_runs.report.charts import SLIVER, Span
from course_runs.report.ledger_records import MESSAGE_LIMIT

LIMIT = 200
"""Attempts that are shown: the last ones."""

_ATTEMPTS = """
SELECT stage, started_at, finished_at, left(error, %s) AS error FROM ingest.stage_attempt
WHERE ingestion_id = %s ORDER BY id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a stage.

    Attributes:
        stage: its name, which is its task's too.
        started_at: when it began.
        finished_at: when it came to an end; None: it never did, or is at work.
        error: what stopped it, if something did.
    """

    stage: str
    started_at: datetime
    finished_at: datetime | None
    error: str | None

    @property
    def seconds(self) -> float | None:
        """How long it took; None if it never ended."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


def read_attempts(connection: Connection, ingestion_id: UUID) -> list[Attempt]:
    """Return the attempts at an ingestion's stages in the order in which they began."""
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_ATTEMPTS, (MESSAGE_LIMIT, ingestion_id, LIMIT))
        return [Attempt(**row) for row in cursor][::-1]


def on_time_line(attempts: Sequence[Attempt]) -> list[Span]:
    """Return where each attempt is between the start of the first and the end of the last.

    Args:
        attempts: in the order in which they began.

    Returns:
        Start and width of each, in per cent of the whole time.
    """
    ends = [attempt.finished_at or attempt.started_at for attempt in attempts]
    first = min((attempt.started_at for attempt in attempts), default=None)
    if first is None:
        return []
    whole = (max(ends) - first) or timedelta(seconds=1)
    return [
        Span(
            min(100 * ((attempt.started_at - first) / whole), 100 - SLIVER),
            max(100 * ((end - attempt.started_at) / whole), SLIVER),
        )
        for attempt, end in zip(attempts, ends, strict=True)
    ]
