"""Abandoned work: attempts and DAG runs that nobody works on any more.

    what was abandoned      how it is recognised                                    found by
    an attempt at a stage   it has no end and its ingestion's lock is free:         the next attempt at the ingestion,
                            it was killed or lost the database                      or the next run of the feed
    a run between stages    its ingestion is unfinished, none of its attempts is    the next run of the feed
                            open, and the run's time limit is over

Each is marked once, with a message that says how to go on. The report of the ingestion that found it lists it.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from course_runs.contract.feeds import Feed
from course_runs.database.session import Connection
from course_runs.ledger.attempts import is_held
from course_runs.ledger.ingestions import NEXT_STAGE, Stage, Status

log = logging.getLogger(__name__)

RUN_LIMIT = timedelta(hours=12)
"""How long a DAG run may take, from the arrival of its drop to its report."""

_OPEN_ATTEMPTS = """
SELECT attempt.id, attempt.stage, attempt.started_at, ingestion.id, ingestion.run_id, ingestion.loaded_at IS NOT NULL
FROM ingest.stage_attempt AS attempt JOIN ingest.ingestion ON ingestion.id = attempt.ingestion_id
WHERE attempt.finished_at IS NULL AND attempt.error IS NULL
"""
_OF_INGESTION = f"{_OPEN_ATTEMPTS} AND ingestion.id = %s ORDER BY attempt.id"
_OF_OTHERS_IN_FEED = f"{_OPEN_ATTEMPTS} AND ingestion.feed_id = %s AND ingestion.id <> %s ORDER BY attempt.id"

_FAIL_INGESTION = """
UPDATE ingest.ingestion SET status = 'failed', message = %s
WHERE id = %s AND loaded_at IS NULL AND status NOT IN ('refused', 'reported')
"""

_ABANDONED_RUNS = """
SELECT id, run_id, status, as_of FROM ingest.ingestion
WHERE feed_id = %s AND id <> %s AND status = ANY(%s) AND found_by_ingestion_id IS NULL AND as_of < now() - %s
  AND NOT EXISTS (SELECT FROM ingest.stage_attempt AS attempt
                  WHERE attempt.ingestion_id = ingestion.id AND attempt.finished_at IS NULL AND attempt.error IS NULL)
ORDER BY as_of
"""
_FAIL_RUN = """
UPDATE ingest.ingestion SET found_by_ingestion_id = %s, message = %s,
    status = CASE WHEN loaded_at IS NULL THEN 'failed' ELSE status END
WHERE id = %s
"""


@dataclass(frozen=True, slots=True)
class AbandonedAttempt:
    """An attempt that began and never ended.

    Attributes:
        id: of the attempt.
        stage: the stage that it ran.
        started_at: when it began.
        ingestion_id: of the ingestion that it worked on.
        run_id: of the ingestion's DAG run.
        is_loaded: whether the ingestion is in the catalog.
    """

    id: int
    stage: Stage
    started_at: datetime
    ingestion_id: UUID
    run_id: str
    is_loaded: bool

    def __str__(self) -> str:
        """Return what happened and how to go on."""
        return (
            f"The {self.stage} stage of run {self.run_id}, begun {self.started_at:%Y-%m-%d %H:%M:%S} UTC, never "
            f"finished: it was killed or lost the database. {_loaded_so_far(self.is_loaded)} If Airflow does not retry "
            f"it, clear the task {self.stage} of that run."
        )


def mark_attempts_of(connection: Connection, ingestion_id: UUID) -> None:
    """Record that earlier attempts at an ingestion which never ended are abandoned.

    Args:
        connection: holds the ingestion, so that none of them can still be at work; its transaction is used.
        ingestion_id: the ingestion that is about to be worked on.
    """
    _record(connection, _read_attempts(connection, _OF_INGESTION, ingestion_id), found_by=ingestion_id)


def mark_others_in_feed(connection: Connection, feed: Feed, found_by: UUID) -> None:
    """Mark what has been abandoned of a feed's other ingestions, and fail those that are not loaded.

    Args:
        connection: its transaction is used.
        feed: the feed that is looked through.
        found_by: id of the ingestion that begins; its report lists what was found.
    """
    _mark_attempts(connection, feed, found_by)
    _mark_runs(connection, feed, found_by)


def time_limit(feed: Feed) -> timedelta:
    """Return how long a DAG run of a feed may take in all: its wait for the drop and RUN_LIMIT."""
    return RUN_LIMIT + feed.arrival_limit


def _mark_attempts(connection: Connection, feed: Feed, found_by: UUID) -> None:
    unended = _read_attempts(connection, _OF_OTHERS_IN_FEED, feed.id, found_by)
    abandoned = [attempt for attempt in unended if not is_held(connection, attempt.ingestion_id)]
    _record(connection, abandoned, found_by)
    with connection.cursor() as cursor:
        for attempt in abandoned:
            cursor.execute(_FAIL_INGESTION, (str(attempt), attempt.ingestion_id))


def _read_attempts(connection: Connection, statement: str, *values: object) -> list[AbandonedAttempt]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [AbandonedAttempt(number, Stage(stage), *others) for number, stage, *others in cursor]


def _record(connection: Connection, abandoned: list[AbandonedAttempt], found_by: UUID) -> None:
    with connection.cursor() as cursor:
        for attempt in abandoned:
            log.warning("%s", attempt)
            cursor.execute(
                "UPDATE ingest.stage_attempt SET error = %s, found_by_ingestion_id = %s WHERE id = %s",
                (str(attempt), found_by, attempt.id),
            )


def _mark_runs(connection: Connection, feed: Feed, found_by: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ABANDONED_RUNS, (feed.id, found_by, list(NEXT_STAGE), time_limit(feed)))
        for ingestion_id, run_id, status, as_of in cursor.fetchall():
            message = (
                f"The run {run_id}, begun {as_of:%Y-%m-%d %H:%M:%S} UTC, stopped at status {status} and its time limit "
                f"is over. {_loaded_so_far(status == Status.LOADED)} To finish it, clear its task "
                f"{NEXT_STAGE[Status(status)]} and those after it."
            )
            log.warning("%s", message)
            cursor.execute(_FAIL_RUN, (found_by, message, ingestion_id))


def _loaded_so_far(is_loaded: bool) -> str:  # noqa: FBT001 - the whole of its input
    return "Its load is complete." if is_loaded else "Nothing of it was loaded."
