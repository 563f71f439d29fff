"""Duplicates: whether a run has anything left to do.

    who has loaded what      what is asked now                answer                              where
    another run of the feed  for the same date or an earlier  nothing to do: the run is skipped   previous_load,
    has loaded the same      one, and no more                                                     at arrival
    content                  for a later date, or more        ingested: statuses follow the       previous_load,
                                                              calendar, a full drop archives      at arrival
                             a dry run, or `force`            ingested, always                    pipeline, at arrival
    this run has loaded      the same, of a file that has     nothing to do: its ingestion stays  is_repeated,
                             the same content or is gone      as it is                            at extract
                             something else, or the file      a new ingestion, the run's next     is_repeated,
                             has other content                revision; the first one stays       at extract
    another attempt at this  the same                         nothing to do                       the load stage,
    ingestion has loaded                                                                          under its lock
    nobody                   anything                         the run's ingestion starts, or      registration,
                                                              starts over                         at extract

The content of a drop counts, its SHA-256, not the name of its file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion, Request


@dataclass(frozen=True, slots=True)
class PreviousLoad:
    """A load of the same content by another run.

    Attributes:
        ingestion_id: of the ingestion that loaded it.
        run_id: of the ingestion's DAG run.
        loaded_at: when.
        is_sufficient: whether nothing is left to do: its drop had the same date or a later one, and it was asked for
            no less.
    """

    ingestion_id: UUID
    run_id: str
    loaded_at: datetime
    is_sufficient: bool

    def __str__(self) -> str:
        """Name the load."""
        return f"run {self.run_id} on {self.loaded_at:%Y-%m-%d %H:%M} UTC (ingestion {self.ingestion_id})"


def is_repeated(loaded: Ingestion, request: Request, drop_sha256: Callable[[], str | None]) -> bool:
    """Return whether a run that has loaded asks for the same again.

    Args:
        loaded: the run's last ingestion, which is loaded.
        request: what the run asks for now.
        drop_sha256: returns the SHA-256 of the drop's bytes, None when there is no drop that may be read: a file that
            is gone has no other content.
    """
    return loaded.is_asked_by(request) and drop_sha256() in {loaded.sha256, None}


def previous_load(connection: Connection, request: Request, drop_sha256: str) -> PreviousLoad | None:
    """Find the load of the same content by another run of the feed: the sufficient one, or else the last.

    Args:
        connection: to the catalog.
        request: what the run asks for.
        drop_sha256: of its drop's bytes.

    Returns:
        The load; None when the feed has never loaded that content.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id, run_id, loaded_at,
                   drop_at >= %(drop_at)s AND (full_drop OR NOT %(full_drop)s)
                       AND (allow_archive OR NOT %(allow_archive)s) AS is_sufficient
            FROM ingest.ingestion
            WHERE feed_id = %(feed_id)s AND sha256 = %(sha256)s AND rows_from = 'drop' AND loaded_at IS NOT NULL
              AND (dag_id, run_id) <> (%(dag_id)s, %(run_id)s)
            ORDER BY is_sufficient DESC, loaded_at DESC LIMIT 1
            """,
            {
                "feed_id": request.feed_id,
                "sha256": drop_sha256,
                "drop_at": request.drop_at,
                "full_drop": request.full_drop,
                "allow_archive": request.allow_archive,
                "dag_id": request.dag_id,
                "run_id": request.run_id,
            },
        )
        row = cursor.fetchone()
    return PreviousLoad(*row) if row else None
