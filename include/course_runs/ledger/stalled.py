"""Ingestions between two stages with which nobody goes on: their DAG run has ended, by its time limit or by hand.

An attempt that was killed is found by itself, see `course_runs.ledger.attempts`. But a run can also end while none is
at work: while the last one waits to be tried again, or before the next stage begins.
"""

import logging
from datetime import timedelta
from uuid import UUID

from course_runs.contract.feeds import Feed
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Stage, Status

log = logging.getLogger(__name__)

RUN_LIMIT = timedelta(hours=12)
"""How long a DAG run may take, from the arrival of its drop to its report."""

_NEXT = {
    Status.STARTED: Stage.EXTRACT,
    Status.EXTRACTED: Stage.VALIDATE,
    Status.VALIDATED: Stage.DIFF,
    Status.PLANNED: Stage.LOAD,
    Status.LOADED: Stage.REPORT,
}

_STALLED = """
SELECT id, run_id, status, as_of FROM ingest.ingestion
WHERE feed_id = %s AND id <> %s AND status = ANY(%s) AND found_by_ingestion_id IS NULL AND as_of < now() - %s
  AND NOT EXISTS (SELECT FROM ingest.stage_attempt AS attempt
                  WHERE attempt.ingestion_id = ingestion.id AND attempt.finished_at IS NULL AND attempt.error IS NULL)
ORDER BY as_of
"""

_GIVE_UP = """
UPDATE ingest.ingestion SET found_by_ingestion_id = %s, message = %s,
    status = CASE WHEN loaded_at IS NULL THEN 'failed' ELSE status END
WHERE id = %s
"""


def time_limit(feed: Feed) -> timedelta:
    """Return how long a DAG run of a feed may take in all."""
    return RUN_LIMIT + feed.arrival_limit


def give_up_stalled(connection: Connection, feed: Feed, found_by: UUID) -> None:
    """Mark the feed's other ingestions that came to no end although their DAG runs have, each once.

    Args:
        connection: its transaction is used.
        feed: whose.
        found_by: the ingestion that looks, whose report tells of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STALLED, (feed.id, found_by, list(_NEXT), time_limit(feed)))
        for identity, run, status, as_of in cursor.fetchall():
            so_far = "its load stands" if status == Status.LOADED else "nothing of it is loaded"
            said = (
                f"The run {run}, begun {as_of:%Y-%m-%d %H:%M:%S} UTC, came no further than {status}, and its time is "
                f"over; {so_far}. Clear its task {_NEXT[Status(status)]} and those after it to go on."
            )
            log.warning("%s", said)
            cursor.execute(_GIVE_UP, (found_by, said, identity))
