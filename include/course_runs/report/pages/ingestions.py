"""Ingestions as the pages list them: ledger lines of the DAGs that a reader may see, many in two statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.contract.feeds import Feed
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Stage
from course_runs.report.lists import ARCHIVED, REPORT_LISTS
from course_runs.report.outcome import MESSAGE_LIMIT, LedgerLine, StageTime, outcome_of
from course_runs.report.summary import DECISIONS, Listing, Summary

PAGE = 30
"""Ingestions on a page, and columns of a feed's picture."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An ingestion in a list.

    Attributes:
        line: its ledger line.
        stages: the last attempt at each stage before the report.
        counts: decision -> rows, as far as its plan was made.
        archived: products that it archived, or would.
    """

    line: LedgerLine
    stages: tuple[StageTime, ...]
    counts: Mapping[str, int]
    archived: int

    def summary(self, feeds: Mapping[str, Feed], totals: Mapping[str, int] | None = None) -> Summary:
        """Return what a report says of it, without the rows of its lists.

        Args:
            feeds: by id; a feed that is gone keeps its id as a title.
            totals: rows of each list that are known; archived products always are.
        """
        outcome, failure = outcome_of(self.line, self.stages)
        known = {ARCHIVED.name: self.archived, **(totals or {})}
        counts = {name: self.counts.get(name, 0) if outcome.has_plan else 0 for name in DECISIONS}
        undecided = (self.line.rows_read or 0) - sum(counts.values())
        return Summary(
            line=self.line,
            feed=feeds.get(self.line.feed) or Feed.model_construct(id=self.line.feed, title=self.line.feed),
            outcome=outcome,
            failure=failure,
            counts=counts,
            undecided=max(undecided, 0),
            stages=self.stages,
            lists={kind.name: Listing(kind, (), known.get(kind.name, 0)) for kind in REPORT_LISTS},
        )


_COLUMNS = ", ".join(
    "ingestion.feed_id AS feed" if name == "feed" else f"ingestion.{name}"
    for name in LedgerLine.__dataclass_fields__
    if name not in {"message", "changed"}
)
_ENTRIES = f"""
SELECT {_COLUMNS}, left(message, %(message_limit)s) AS message, coalesce(counts, '{{}}') AS counts,
       changes.changed, changes.archived
FROM ingest.ingestion AS ingestion
CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM ingest.applied_change WHERE ingestion_id = ingestion.id) AS changed,
           (SELECT count(*) FROM ingest.applied_change WHERE ingestion_id = ingestion.id AND line_number IS NULL)
           AS archived
    WHERE loaded_at IS NOT NULL
    UNION ALL
    SELECT EXISTS (SELECT FROM ingest.planned_change WHERE ingestion_id = ingestion.id),
           (SELECT count(*) FROM ingest.planned_change WHERE ingestion_id = ingestion.id AND line_number IS NULL)
    WHERE loaded_at IS NULL
) AS changes
WHERE dag_id = ANY(%(readable)s::text[]) AND """  # noqa: S608 - constants of this module

_ONE = _ENTRIES + "ingestion.id = %(id)s"

# The ids are found first, by an index; only what is on the page is looked at closer.
_PAGE = f"""{_ENTRIES} ingestion.id IN (
    SELECT id FROM ingest.ingestion
    WHERE dag_id = ANY(%(readable)s::text[]) AND (%(feed)s::text IS NULL OR feed_id = %(feed)s)
      AND (%(before)s::uuid IS NULL
           OR (as_of, id) < (SELECT as_of, id FROM ingest.ingestion WHERE id = %(before)s))
    ORDER BY as_of DESC, id DESC LIMIT %(limit)s)
ORDER BY as_of DESC, ingestion.id DESC
"""  # noqa: S608 - constants of this module

_RECENT = f"""{_ENTRIES} ingestion.id IN (
    SELECT recent.id FROM unnest(%(feeds)s::text[]) AS named (feed)
    CROSS JOIN LATERAL (
        SELECT id FROM ingest.ingestion WHERE feed_id = named.feed AND dag_id = ANY(%(readable)s::text[])
        ORDER BY as_of DESC LIMIT %(limit)s
    ) AS recent)
ORDER BY as_of DESC, ingestion.id DESC
"""  # noqa: S608 - constants of this module

_REVISIONS = """
SELECT id FROM ingest.ingestion WHERE dag_id = %(dag_id)s AND run_id = %(run_id)s AND dag_id = ANY(%(readable)s::text[])
ORDER BY revision
"""

# A loose index scan: one look-up a name instead of reading every line.
_DISTINCT = """
WITH RECURSIVE named AS (
    (SELECT {name} AS name FROM ingest.ingestion {where} ORDER BY {name} LIMIT 1)
    UNION ALL
    SELECT (SELECT {name} FROM ingest.ingestion WHERE {name} > named.name {also} ORDER BY {name} LIMIT 1)
    FROM named WHERE named.name IS NOT NULL
)
SELECT name FROM named WHERE name IS NOT NULL
"""
_DAGS = _DISTINCT.format(name="dag_id", where="", also="")
_FEEDS = _DISTINCT.format(
    name="feed_id", where="WHERE dag_id = ANY(%(readable)s::text[])", also="AND dag_id = ANY(%(readable)s::text[])"
)

_STAGES = """
SELECT DISTINCT ON (ingestion_id, stage) ingestion_id, stage,
       count(*) OVER (PARTITION BY ingestion_id, stage) AS attempts,
       extract(epoch FROM finished_at - started_at)::float AS seconds, left(error, %(message_limit)s) AS error,
       id AS position
FROM ingest.stage_attempt WHERE ingestion_id = ANY(%(ids)s::uuid[]) AND stage <> 'report'
ORDER BY ingestion_id, stage, id DESC
"""


def dags_of_ledger(connection: Connection) -> list[str]:
    """Return the ids of all DAGs that have ever begun an ingestion."""
    with connection.cursor() as cursor:
        cursor.execute(_DAGS)
        return [name for (name,) in cursor]


def feeds_of_ledger(connection: Connection, readable: Collection[str]) -> list[str]:
    """Return the ids of the feeds with ingestions that the reader may see.

    Args:
        connection: to read on.
        readable: ids of the DAGs with ingestions that the reader may see.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FEEDS, {"readable": list(readable)})
        return [name for (name,) in cursor]


def find_entry(connection: Connection, readable: Collection[str], ingestion_id: UUID) -> Entry | None:
    """Return one ingestion; None if it does not exist or the reader may not see it.

    Args:
        connection: to read on.
        readable: ids of the DAGs with ingestions that the reader may see.
        ingestion_id: id of the ingestion.
    """
    entries = _entries(connection, _ONE, {"readable": list(readable), "id": ingestion_id})
    return entries[0] if entries else None


def revisions_of(connection: Connection, readable: Collection[str], dag_id: str, run_id: str) -> list[UUID]:
    """Return the ids of a DAG run's ingestions by revision; none if the reader may not see them.

    Args:
        connection: to read on.
        readable: ids of the DAGs with ingestions that the reader may see.
        dag_id: id of the DAG.
        run_id: id of the DAG run.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REVISIONS, {"readable": list(readable), "dag_id": dag_id, "run_id": run_id})
        return [identity for (identity,) in cursor]


def page_of_entries(
    connection: Connection, readable: Collection[str], feed: str | None = None, before: UUID | None = None
) -> tuple[list[Entry], UUID | None]:
    """Return a page of ingestions, newest first.

    Args:
        connection: to read on.
        readable: ids of the DAGs with ingestions that the reader may see.
        feed: only of this feed.
        before: only those older than this one.

    Returns:
        The entries, and the `before` of the next page if there is one.
    """
    values = {"readable": list(readable), "feed": feed, "before": before, "limit": PAGE + 1}
    entries = _entries(connection, _PAGE, values)
    return entries[:PAGE], entries[PAGE - 1].line.id if len(entries) > PAGE else None


def recent_entries(connection: Connection, readable: Collection[str], feeds: Sequence[str]) -> dict[str, list[Entry]]:
    """Return the last ingestions of each feed, newest first.

    Args:
        connection: to read on.
        readable: ids of the DAGs with ingestions that the reader may see.
        feeds: ids of the feeds.
    """
    values = {"readable": list(readable), "feeds": list(feeds), "limit": PAGE}
    recent: dict[str, list[Entry]] = {feed: [] for feed in feeds}
    for entry in _entries(connection, _RECENT, values):
        recent[entry.line.feed].append(entry)
    return recent


def _entries(connection: Connection, statement: str, values: Mapping[str, object]) -> list[Entry]:
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(statement, {**values, "message_limit": MESSAGE_LIMIT})
        rows: list[dict[str, Any]] = [dict(row) for row in cursor]
    stages = _stages(connection, [row["id"] for row in rows])
    return [
        Entry(counts=row.pop("counts"), archived=row.pop("archived"), line=LedgerLine(**row), stages=stages[row["id"]])
        for row in rows
    ]


def _stages(connection: Connection, ids: Sequence[UUID]) -> Mapping[UUID, tuple[StageTime, ...]]:
    found: dict[UUID, list[StageTime]] = defaultdict(list)
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_STAGES, {"ids": list(ids), "message_limit": MESSAGE_LIMIT})
        for row in cursor:
            values = dict(row)
            found[values.pop("ingestion_id")].append(StageTime(**{**values, "stage": Stage(values["stage"])}))
    order = list(Stage)
    return defaultdict(
        tuple, {key: tuple(sorted(times, key=lambda time: order.index(time.stage))) for key, times in found.items()}
    )


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
            "SELECT audience, state, sent_at FROM ingest.mail WHERE ingestion_id = %s ORDER BY sent_at", (ingestion_id,)
        )
        return [Mail(**row) for row in cursor]
