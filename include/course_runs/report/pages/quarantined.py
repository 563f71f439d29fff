"""What has become of rejected rows: those of an ingestion, those that it corrected, and all that are still open."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.database import keyset
from course_runs.database.session import Connection
from course_runs.rows.quarantine import PIPELINE

STATES = ("open", "resolved", "discarded")


@dataclass(frozen=True, slots=True)
class State:
    """What has become of a rejected row.

    Attributes:
        status: one of `STATES`.
        closed_at: when it was resolved or discarded.
        closed_by_ingestion_id: the ingestion in which the row came again; None also for one that the reader may
            not see.
        answered_at: the `as_of` of that ingestion.
        closed_by_line: of its drop.
        discarded_by: who discarded it.
        reason: why.
    """

    status: str
    closed_at: datetime | None
    closed_by_ingestion_id: UUID | None
    answered_at: datetime | None
    closed_by_line: int | None
    discarded_by: str | None
    reason: str | None

    @property
    def came_again(self) -> bool:
        """Whether it came again and was rejected again; the newer row is kept in the quarantine."""
        return self.status == "discarded" and self.discarded_by == PIPELINE


@dataclass(frozen=True, slots=True)
class Corrected:
    """An earlier ingestion, and how many of the rows that it rejected are right now."""

    ingestion: UUID
    as_of: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A rejected row that was neither corrected nor discarded."""

    ingestion: UUID
    line: int
    feed: str
    file: str | None
    course_key: str | None
    codes: Sequence[str]
    quarantined_at: datetime


_STATES = """
SELECT row.line_number AS line, row.status, row.closed_at, answer.id AS closed_by_ingestion_id,
       answer.as_of AS answered_at, CASE WHEN answer.id IS NOT NULL THEN row.closed_by_line END AS closed_by_line,
       left(row.discarded_by, 200) AS discarded_by, left(row.reason, 1000) AS reason
FROM ingest.quarantine AS row
LEFT JOIN ingest.ingestion AS answer ON answer.id = row.closed_by_ingestion_id
     AND answer.dag_id = ANY(%(readable)s::text[])
WHERE row.ingestion_id = %(ingestion)s AND row.line_number = ANY(%(lines)s::integer[])
"""

_CORRECTED = """
SELECT earlier.id AS ingestion, earlier.as_of, count(*) AS rows
FROM ingest.quarantine AS row
JOIN ingest.ingestion AS earlier ON earlier.id = row.ingestion_id AND earlier.dag_id = ANY(%(readable)s::text[])
WHERE row.closed_by_ingestion_id = %(ingestion)s AND row.status = 'resolved'
GROUP BY earlier.id ORDER BY earlier.as_of DESC, earlier.id
"""

# Of each feed as many as a page may need are found by an index, then the newest of them all.
_OPEN = """
SELECT found.* FROM unnest(%(feeds)s::text[]) AS named (feed)
CROSS JOIN LATERAL (
    SELECT row.ingestion_id AS ingestion, row.line_number AS line, row.feed_id AS feed,
           left(ingestion.file, 1000) AS file, left(row.course_key, 200) AS course_key, row.codes, row.quarantined_at
    FROM ingest.quarantine AS row
    JOIN ingest.ingestion ON ingestion.id = row.ingestion_id AND ingestion.dag_id = ANY(%(readable)s::text[])
    WHERE row.feed_id = named.feed AND row.status = 'open'
      AND (%(before)s::uuid IS NULL OR (row.quarantined_at, row.ingestion_id, row.line_number)
           < (SELECT quarantined_at, ingestion_id, line_number FROM ingest.quarantine
              WHERE ingestion_id = %(before)s AND line_number = %(line)s))
    ORDER BY row.quarantined_at DESC, row.ingestion_id DESC, row.line_number DESC LIMIT %(limit)s
) AS found
ORDER BY found.quarantined_at DESC, found.ingestion DESC, found.line DESC LIMIT %(limit)s
"""


def count_states(connection: Connection, ingestion_id: UUID) -> Mapping[str, int]:
    """Count an ingestion's rows in the quarantine by what has become of them; empty where it has none there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status, count(*) FROM ingest.quarantine WHERE ingestion_id = %s GROUP BY status", (ingestion_id,)
        )
        found = dict(cursor.fetchall())
    return {state: found[state] for state in STATES if state in found}


def states_of(
    connection: Connection, readable: Collection[str], ingestion_id: UUID, lines: Collection[int]
) -> Mapping[int, State]:
    """Return by line what has become of rejected rows.

    Args:
        connection: to read on.
        readable: ids of the DAGs with ingestions that the reader may see.
        ingestion_id: the ingestion that rejected them.
        lines: of its drop.
    """
    values = {"ingestion": ingestion_id, "lines": list(lines), "readable": list(readable)}
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_STATES, values)
        rows = [dict(row) for row in cursor]
    return {row.pop("line"): State(**row) for row in rows}


def corrected_by(connection: Connection, readable: Collection[str], ingestion_id: UUID) -> list[Corrected]:
    """Return the earlier ingestions with rejected rows that an ingestion loaded corrected, newest first.

    Args:
        connection: to read on.
        readable: ids of the DAGs with ingestions that the reader may see.
        ingestion_id: the ingestion that loaded them.
    """
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_CORRECTED, {"ingestion": ingestion_id, "readable": list(readable)})
        return [Corrected(**row) for row in cursor]


def count_open(connection: Connection, feeds: Collection[str]) -> Mapping[str, int]:
    """Count the open rows of feeds.

    Args:
        connection: to read on.
        feeds: ids of the feeds.

    Returns:
        Feed id -> open rows; feeds without any are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT feed_id, count(*) FROM ingest.quarantine WHERE status = 'open' AND feed_id = ANY(%s) "
            "GROUP BY feed_id",
            (list(feeds),),
        )
        return dict(cursor.fetchall())


def open_rows(
    connection: Connection, readable: Collection[str], feeds: Collection[str], before: tuple[UUID, int] | None = None
) -> tuple[list[OpenRow], tuple[UUID, int] | None]:
    """Return a page of the open rows of feeds, newest first.

    Args:
        connection: to read on.
        readable: ids of the DAGs with ingestions that the reader may see.
        feeds: ids of the feeds of the rows.
        before: ingestion and line of the last row of the page before.

    Returns:
        The rows, and the `before` of the next page if there is one.
    """
    ingestion, line = before or (None, None)
    values = {
        "feeds": list(feeds),
        "readable": list(readable),
        "before": ingestion,
        "line": line,
        "limit": keyset.limit(),
    }
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_OPEN, values)
        rows = [OpenRow(**row) for row in cursor]
    shown, last = keyset.page(rows)
    return shown, (last.ingestion, last.line) if last else None
