"""Attempts at the stages of an ingestion: one at a time, and one that was killed is seen as such.

An attempt is written down while its ingestion is held, and it is ended in the transaction of the stage's own work. So
an attempt without an end whose ingestion nobody holds is a dead one, and there are no other ways to tell.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Stage, Status

log = logging.getLogger(__name__)

_KEY = "hashtextextended('course_runs.ingestion ' || %(ingestion)s, 0)"

_UNENDED = """
SELECT attempt.id, attempt.stage, attempt.started_at, ingestion.id, ingestion.run_id, ingestion.loaded_at IS NOT NULL
FROM ingest.stage_attempt AS attempt JOIN ingest.ingestion ON ingestion.id = attempt.ingestion_id
WHERE attempt.finished_at IS NULL AND attempt.error IS NULL AND {whose}
ORDER BY attempt.id
"""


@dataclass(frozen=True, slots=True)
class Dead:
    """An attempt that began and never came to an end.

    Attributes:
        id: of the attempt.
        stage: which it was at.
        started_at: when it began.
        ingestion: whose it was.
        run_id: of the ingestion's DAG run.
        loaded: whether the ingestion is in the catalog.
    """

    id: int
    stage: Stage
    started_at: datetime
    ingestion: UUID
    run_id: str
    loaded: bool

    def __str__(self) -> str:
        """Say what happened and how to go on."""
        so_far = "its load stands" if self.loaded else "nothing of it is loaded"
        return (
            f"The {self.stage} stage of run {self.run_id}, begun {self.started_at:%Y-%m-%d %H:%M:%S} UTC, never came "
            f"to an end: it was killed or lost the database; {so_far}. Where Airflow does not try it again by itself, "
            f"clear the task {self.stage} of that run to go on."
        )


def hold(connection: Connection, ingestion: UUID) -> None:
    """Hold off every other attempt at an ingestion until the connection closes.

    Airflow takes a task for dead when it hears nothing of it, and starts it again while the first may still be at work.

    Raises:
        psycopg2.errors.LockNotAvailable: another attempt is still at work after the session's lock timeout.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({_KEY})", {"ingestion": str(ingestion)})


def begin(connection: Connection, ingestion: UUID, stage: Stage) -> int:
    """Write down, for good, that a stage begins, and that those without an end before it are dead.

    Args:
        connection: holds the ingestion.
        ingestion: whose stage.
        stage: which begins.

    Returns:
        The attempt's number.
    """
    with connection, connection.cursor() as cursor:
        _bury(connection, _unended(connection, "ingestion.id = %s", ingestion), ingestion)
        cursor.execute(
            "INSERT INTO ingest.stage_attempt (ingestion_id, stage) VALUES (%s, %s) RETURNING id", (ingestion, stage)
        )
        (attempt,) = cursor.fetchone() or (0,)
    return int(attempt)


def end(connection: Connection, attempt: int, error: str | None = None) -> None:
    """Write down that an attempt ended, and what stopped it if something did; an end that is known stays."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ingest.stage_attempt SET finished_at = clock_timestamp(), error = %s "
            "WHERE id = %s AND finished_at IS NULL",
            (error, attempt),
        )


def bury_dead(connection: Connection, feed: str, found_by: UUID) -> list[Dead]:
    """Mark the attempts of a feed's other ingestions that never came to an end, and those ingestions as failed.

    Args:
        connection: its transaction is used.
        feed: id of the feed.
        found_by: the ingestion that looks, whose report tells of them.

    Returns:
        The attempts that were found; one that is still at work is none of them.
    """
    unended = _unended(connection, "ingestion.feed_id = %s AND ingestion.id <> %s", feed, found_by)
    dead = [attempt for attempt in unended if _is_nobodys(connection, attempt.ingestion)]
    _bury(connection, dead, found_by)
    _give_up(connection, dead)
    return dead


def _unended(connection: Connection, whose: str, *values: object) -> list[Dead]:
    with connection.cursor() as cursor:
        cursor.execute(_UNENDED.format(whose=whose), values)
        return [
            Dead(number, Stage(stage), started, ingestion, run, loaded)
            for number, stage, started, ingestion, run, loaded in cursor
        ]


def _is_nobodys(connection: Connection, ingestion: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({_KEY})", {"ingestion": str(ingestion)})
        return cursor.fetchone() == (True,)


def _bury(connection: Connection, dead: list[Dead], found_by: UUID) -> None:
    with connection.cursor() as cursor:
        for attempt in dead:
            log.warning("%s", attempt)
            cursor.execute(
                "UPDATE ingest.stage_attempt SET error = %s, found_by_ingestion_id = %s WHERE id = %s",
                (str(attempt), found_by, attempt.id),
            )


def _give_up(connection: Connection, dead: list[Dead]) -> None:
    with connection.cursor() as cursor:
        for attempt in dead:
            cursor.execute(
                "UPDATE ingest.ingestion SET status = %s, message = %s "
                "WHERE id = %s AND loaded_at IS NULL AND status NOT IN ('refused', 'reported')",
                (Status.FAILED, str(attempt), attempt.ingestion),
            )
