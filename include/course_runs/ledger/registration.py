"""Registering the ingestion of a DAG run, at every attempt at its extract stage."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from psycopg2 import sql
from psycopg2.extras import Json

from course_runs.contract.columns import CONTRACT_VERSION
from course_runs.contract.feeds import Feed
from course_runs.database.session import Connection
from course_runs.ledger import ingestions
from course_runs.ledger.duplicates import is_repeated
from course_runs.ledger.ingestions import Request, Status, ingestion_id


def register(connection: Connection, request: Request, feed: Feed, drop_sha256: Callable[[], str | None]) -> UUID:
    """Start a DAG run's ingestion, or start it over.

    An ingestion that is not loaded starts over with each attempt: its parameters and its feed's settings may have
    changed, and `as_of` is set again. One that is loaded stays as it is, see `course_runs.ledger.duplicates`: the run
    keeps it when it asks for the same again, and gets a new one, its next revision, when it asks for something else.

    Args:
        connection: its transaction is used.
        request: what the run asks for.
        feed: the request's, of which the ingestion keeps a copy.
        drop_sha256: returns the SHA-256 of the drop's bytes, None when there is no drop that may be read; called only
            for a run that has loaded.

    Returns:
        The ingestion's id.
    """
    with connection.cursor() as cursor:
        # Otherwise two attempts at once would both start the next revision.
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s || '/' || %s, 0))", (request.dag_id, request.run_id)
        )
    revision, latest_id = ingestions.latest_revision(connection, request.dag_id, request.run_id) or (1, None)
    latest = ingestions.find(connection, latest_id) if latest_id else None
    if latest and latest.is_loaded:
        if is_repeated(latest, request, drop_sha256):
            return latest.id
        revision += 1
    started_id = ingestion_id(request.dag_id, request.run_id, revision)
    _write(connection, started_id, revision, request, feed)
    return started_id


def _write(connection: Connection, started_id: UUID, revision: int, request: Request, feed: Feed) -> None:
    asked: Mapping[str, Any] = {name: getattr(request, name) for name in Request.__dataclass_fields__}
    values = {
        **asked,
        "id": started_id,
        "revision": revision,
        "feed_settings": Json(feed.model_dump(mode="json")),
        "contract_version": CONTRACT_VERSION,
        "status": Status.STARTED,
    }
    renewed = [name for name in values if name not in {"id", "revision", "dag_id", "run_id"}]
    statement = sql.SQL(
        """
        INSERT INTO ingest.ingestion ({names}, as_of) VALUES ({values}, now())
        ON CONFLICT (id) DO UPDATE SET ({renewed}, as_of, refusal_code, message, details_purged_at)
            = ({excluded}, now(), NULL, NULL, NULL)
        """
    ).format(
        names=sql.SQL(", ").join(map(sql.Identifier, values)),
        values=sql.SQL(", ").join(map(sql.Placeholder, values)),
        renewed=sql.SQL(", ").join(map(sql.Identifier, renewed)),
        excluded=sql.SQL(", ").join(sql.Identifier("excluded", name) for name in renewed),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
