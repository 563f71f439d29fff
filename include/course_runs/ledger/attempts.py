"""Attempts at the stages of an ingestion: one at a time, each recorded before it starts.

An attempt holds its ingestion's advisory lock until its connection closes, and is recorded while it does. Its end is
recorded in the transaction of the stage's own work. An attempt without an end is abandoned when its lock is free, see
`course_runs.ledger.abandoned`.
"""

from uuid import UUID

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Stage

_LOCK_KEY = "hashtextextended('course_runs.ingestion ' || %s, 0)"


def hold(connection: Connection, ingestion_id: UUID) -> None:
    """Take the ingestion's advisory lock until the connection closes.

    Airflow restarts a task of which it hears nothing, while the first attempt may still be at work.

    Args:
        connection: the one on which the stage will run; its transaction is committed.
        ingestion_id: the ingestion to hold.

    Raises:
        psycopg2.errors.LockNotAvailable: another attempt still holds it after the session's lock timeout.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({_LOCK_KEY})", (str(ingestion_id),))
    connection.commit()


def is_held(connection: Connection, ingestion_id: UUID) -> bool:
    """Return whether an attempt on another connection holds the ingestion.

    Args:
        connection: if nobody holds the ingestion, this connection does until its transaction ends.
        ingestion_id: the ingestion.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({_LOCK_KEY})", (str(ingestion_id),))
        return cursor.fetchone() == (False,)


def begin(connection: Connection, ingestion_id: UUID, stage: Stage) -> int:
    """Record that an attempt at a stage begins.

    Args:
        connection: holds the ingestion; the caller commits before the stage starts, so that a kill leaves a trace.
        ingestion_id: the ingestion.
        stage: the stage that begins.

    Returns:
        The attempt's id.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ingest.stage_attempt (ingestion_id, stage) VALUES (%s, %s) RETURNING id", (ingestion_id, stage)
        )
        (attempt_id,) = cursor.fetchone() or (0,)
    return int(attempt_id)


def end(connection: Connection, attempt_id: int, error: str | None = None) -> None:
    """Record that an attempt ended, unless its end is recorded already.

    Args:
        connection: its transaction is used.
        attempt_id: as `begin` returned it.
        error: what stopped the attempt; None when the stage did its work.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ingest.stage_attempt SET finished_at = clock_timestamp(), error = %s "
            "WHERE id = %s AND finished_at IS NULL",
            (error, attempt_id),
        )
