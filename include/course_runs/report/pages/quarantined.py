"""What has become of rejected rows: those of an ingestion, those that it corrected, and all that are still open."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.database import keyset
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.rows.quarantine import PIPELINE

STATES = ("open", "resolved", "discarded")

_SQL = load_statements(__package__, "quarantined.sql")


@dataclass(frozen=True, slots=True)
class State:
    """What has become of a rejected row.

    Attributes:
        status: one of `STATES`.
        closed_at: when it was resolved or discarded.
        closed_by_ingestion_id: the ingestion in which the row came again; None also if the reader may not see it.
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
    """An earlier ingestion, and the number of its rejected rows that another ingestion has loaded."""

    ingestion_id: UUID
    as_of: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A rejected row that was neither corrected nor discarded."""

    ingestion_id: UUID
    line: int
    feed_id: str
    file: str | None
    course_key: str | None
    codes: Sequence[str]
    quarantined_at: datetime


def count_states(connection: Connection, ingestion_id: UUID) -> Mapping[str, int]:
    """Count an ingestion's rows in the quarantine by what has become of them; empty where it has none there."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL["counts_by_state"], {"ingestion_id": ingestion_id})
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
    values = {"ingestion_id": ingestion_id, "lines": list(lines), "readable": list(readable)}
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_SQL["states"], values)
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
        cursor.execute(_SQL["corrected_ingestions"], {"ingestion_id": ingestion_id, "readable": list(readable)})
        return [Corrected(**row) for row in cursor]


def count_open(connection: Connection, feed_ids: Collection[str]) -> Mapping[str, int]:
    """Count the open rows of feeds.

    Args:
        connection: to read on.
        feed_ids: the feeds.

    Returns:
        Feed id -> open rows; feeds without any are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL["open_counts"], {"feed_ids": list(feed_ids)})
        return dict(cursor.fetchall())


def open_rows(
    connection: Connection, readable: Collection[str], feed_ids: Collection[str], before: tuple[UUID, int] | None = None
) -> tuple[list[OpenRow], tuple[UUID, int] | None]:
    """Return a page of the open rows of feeds, newest first.

    Args:
        connection: to read on.
        readable: ids of the DAGs with ingestions that the reader may see.
        feed_ids: the feeds of the rows.
        before: ingestion and line of the last row of the page before.

    Returns:
        The rows, and the `before` of the next page if there is one.
    """
    ingestion_id, line = before or (None, None)
    values = {
        "feed_ids": list(feed_ids),
        "readable": list(readable),
        "before": ingestion_id,
        "line": line,
        "page_limit": keyset.limit(),
    }
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_SQL["open_rows"], values)
        rows = [OpenRow(**row) for row in cursor]
    shown, last = keyset.page(rows)
    return shown, (last.ingestion_id, last.line) if last else None
