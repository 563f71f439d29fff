"""Lists of ingestions: their views, of the DAGs that a reader may see, read in a constant number of statements."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.database import keyset
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.report.ledger_records import read_records, read_stages
from course_runs.report.pages.courses import Rights
from course_runs.report.view import IngestionView, view_without_rows

PAGE = 30
"""Ingestions on a page, and columns of a feed's chart."""

_SQL = load_statements(__package__, "ingestion_lists.sql")


def dags_of_ledger(connection: Connection) -> list[str]:
    """Return the ids of all DAGs that have ever begun an ingestion."""
    return _first_column(connection, "dags", {})


def feeds_of_ledger(connection: Connection, readable: Collection[str]) -> list[str]:
    """Return the ids of the feeds with ingestions that a reader of those DAGs may see."""
    return _first_column(connection, "feeds", {"readable": list(readable)})


def find_view(connection: Connection, rights: Rights, ingestion_id: UUID) -> IngestionView | None:
    """Return the view of one ingestion; None where there is none, or none that the reader may see."""
    views = _views(connection, rights, [ingestion_id])
    return views[0] if views and views[0].record.dag_id in rights.readable else None


def revisions_of(connection: Connection, readable: Collection[str], dag_id: str, run_id: str) -> list[UUID]:
    """Return the ids of a DAG run's ingestions, the first revision first; none where the reader may not see them."""
    return _first_column(connection, "revisions", {"dag_id": dag_id, "run_id": run_id, "readable": list(readable)})


def page_of_views(
    connection: Connection, rights: Rights, feed_id: str | None = None, before: UUID | None = None
) -> tuple[list[IngestionView], UUID | None]:
    """Return a page of ingestions, newest first.

    Args:
        connection: to the catalog.
        rights: of the reader.
        feed_id: only of this feed.
        before: only those older than this one.

    Returns:
        The views, and the `before` of the next page if there is one.
    """
    values = {"readable": list(rights.readable), "feed_id": feed_id, "before": before, "page_limit": keyset.limit(PAGE)}
    ids = _first_column(connection, "page", values)
    shown, last = keyset.page(ids, PAGE)
    return _views(connection, rights, shown), last


def recent_views(connection: Connection, rights: Rights, feed_ids: Sequence[str]) -> dict[str, list[IngestionView]]:
    """Return the last ingestions of each feed, newest first."""
    values = {"readable": list(rights.readable), "feed_ids": list(feed_ids), "page_limit": PAGE}
    recent: dict[str, list[IngestionView]] = {feed_id: [] for feed_id in feed_ids}
    for view in _views(connection, rights, _first_column(connection, "recent", values)):
        recent[view.record.feed_id].append(view)
    return recent


def _views(connection: Connection, rights: Rights, ids: Sequence[UUID]) -> list[IngestionView]:
    stages = read_stages(connection, ids)
    records = read_records(connection, ids)
    return [view_without_rows(record, stages[record.id], rights.feeds.get(record.feed_id)) for record in records]


def _first_column(connection: Connection, statement: str, values: Mapping[str, object]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(_SQL[statement], values)
        return [row[0] for row in cursor]


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail about an ingestion; the columns of `ingest.mail` have the same names."""

    audience: str
    state: str
    sent_at: datetime


def mails_of(connection: Connection, ingestion_id: UUID) -> list[Mail]:
    """Return the mails about an ingestion, in the order in which they were sent."""
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(
            "SELECT audience, state, sent_at FROM ingest.mail WHERE ingestion_id = %s ORDER BY sent_at",
            (ingestion_id,),
        )
        return [Mail(**row) for row in cursor]
