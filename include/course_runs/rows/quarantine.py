"""The quarantine: rejected rows, kept with the cells as they came until they are corrected or discarded.

    open      rejected, and nothing has come of it yet
    resolved  the row came again, corrected, and its ingestion was loaded
    discarded somebody wants it no more; or it came again and was rejected again, and that row is open instead

A row that comes again is told in two ways: by the reference that the column `errors` of rejected.csv carries, whatever
was corrected; or, in a drop that is not made of rejected.csv, by its identity: organization, number and variant as they
are written, or the schedule where no variant is named.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from course_runs.contract.columns import ERRORS_COLUMN
from course_runs.contract.errors import IngestionError
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion

REFERENCE = r"^\s*Line ([0-9]{1,9}) of ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
"""Regular expression, as PostgreSQL reads it, of the reference with which an `errors` cell begins."""

PIPELINE = "course_runs"
"""Who discards a row that was rejected again."""

_SCHEDULE = ("start_date", "start_time", "end_date", "end_time", "restriction_type")

_KEEP = """
INSERT INTO ingest.quarantine (ingestion_id, line_number, feed_id, course_key, identity, codes, cells)
SELECT row.ingestion_id, row.line_number, %(feed)s, found.course_key, {identity}, found.codes, row.cells
FROM ingest.staged_row AS row
JOIN (
    SELECT line_number, array_agg(DISTINCT code ORDER BY code) AS codes, min(course_key) AS course_key
    FROM ingest.finding
    WHERE ingestion_id = %(ingestion)s AND severity = 'critical' AND line_number IS NOT NULL
    GROUP BY line_number
) AS found USING (line_number)
WHERE row.ingestion_id = %(ingestion)s
"""

# A row that has a reference answers for that one; of several rows with the same identity the first does.
_ANSWER = """
WITH open AS (
    SELECT ingestion_id, line_number, identity FROM ingest.quarantine
    WHERE status = 'open' AND feed_id = %(feed)s AND ingestion_id <> %(ingestion)s
), came AS MATERIALIZED (
    SELECT row.line_number, {identity} AS identity, {reference} AS reference
    FROM ingest.staged_row AS row
    WHERE row.ingestion_id = %(ingestion)s AND EXISTS (SELECT FROM open) AND {whose}
), answered AS (
    SELECT open.ingestion_id, open.line_number, came.line_number AS line
    FROM open JOIN came ON came.reference[2]::uuid = open.ingestion_id AND came.reference[1]::int = open.line_number
    UNION ALL
    SELECT open.ingestion_id, open.line_number, came.line_number FROM open JOIN came USING (identity)
)
UPDATE ingest.quarantine AS row
SET closed_at = clock_timestamp(), closed_by_ingestion_id = %(ingestion)s, closed_by_line = answer.line, {closing}
FROM (SELECT ingestion_id, line_number, min(line) AS line FROM answered GROUP BY 1, 2) AS answer
WHERE row.ingestion_id = answer.ingestion_id AND row.line_number = answer.line_number
"""

_LOADED = """
EXISTS (SELECT FROM ingest.row_decision AS decided WHERE decided.ingestion_id = row.ingestion_id
        AND decided.line_number = row.line_number AND decided.decision <> 'rejected')
"""
_RESOLVED = "status = 'resolved'"

_REJECTED = """
EXISTS (SELECT FROM ingest.quarantine AS kept
        WHERE kept.ingestion_id = row.ingestion_id AND kept.line_number = row.line_number)
"""
_REJECTED_AGAIN = """
status = 'discarded', discarded_by = %(pipeline)s,
reason = 'rejected again: line ' || answer.line || ' of ' || %(ingestion)s
"""

_REOPEN = """
UPDATE ingest.quarantine
SET status = 'open', closed_at = NULL, closed_by_ingestion_id = NULL, closed_by_line = NULL,
    discarded_by = NULL, reason = NULL
WHERE closed_by_ingestion_id = %s
"""

_DISCARD = """
UPDATE ingest.quarantine
SET status = 'discarded', closed_at = clock_timestamp(), discarded_by = %s, reason = %s
WHERE ingestion_id = %s AND line_number = ANY(%s) AND status = 'open'
RETURNING line_number
"""


_OPEN = """
SELECT feed_id, ingestion_id, line_number, coalesce(course_key, '-'), array_to_string(codes, ' '), quarantined_at::date
FROM ingest.quarantine WHERE status = 'open' AND feed_id = coalesce(%s, feed_id)
ORDER BY feed_id, quarantined_at, ingestion_id, line_number
"""


class NotOpen(IngestionError):
    """A row is not, or no longer, open in the quarantine."""


def reference(ingestion_id: UUID, line: int) -> str:
    """Return what an `errors` cell begins with, so that the row is known when it comes back."""
    return f"Line {line} of {ingestion_id}"


def open_rows(connection: Connection, feed_id: str | None) -> list[tuple[Any, ...]]:
    """Read the rows that are open.

    Args:
        connection: to the catalog.
        feed_id: of one feed; None: all feeds.

    Returns:
        Feed, ingestion, line, course key or `-`, codes and day of each row, the longest open first.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, (feed_id,))
        return cursor.fetchall()


def keep_rejected(connection: Connection, ingestion: Ingestion) -> None:
    """Put the rows that an ingestion rejects into the quarantine, in place of the open ones that they repeat.

    Args:
        connection: its transaction is used; the rows are staged and their findings stored.
        ingestion: which is being loaded, or refused for having too many.
    """
    forget(connection, ingestion)
    values = {"ingestion": ingestion.id, "feed": ingestion.feed.id, "pipeline": PIPELINE}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP.format(identity=_identity(ingestion.header)), values)
        if cursor.rowcount:
            cursor.execute(_answer(ingestion.header, _REJECTED, _REJECTED_AGAIN), values)


def resolve(connection: Connection, ingestion: Ingestion) -> int:
    """Close the open rows of earlier ingestions that an ingestion loads corrected.

    Args:
        connection: its transaction is the load.
        ingestion: with its rows decided on.

    Returns:
        How many were closed.
    """
    with connection.cursor() as cursor:
        values = {"ingestion": ingestion.id, "feed": ingestion.feed.id}
        cursor.execute(_answer(ingestion.header, _LOADED, _RESOLVED), values)
        return cursor.rowcount


def forget(connection: Connection, ingestion: Ingestion) -> None:
    """Take back what an earlier attempt of the same ingestion did to the quarantine."""
    with connection.cursor() as cursor:
        cursor.execute(_REOPEN, (ingestion.id,))
        cursor.execute("DELETE FROM ingest.quarantine WHERE ingestion_id = %s", (ingestion.id,))


def discard(connection: Connection, ingestion_id: UUID, lines: Sequence[int], by: str, reason: str) -> None:
    """Discard open rows.

    Args:
        connection: its transaction is used.
        ingestion_id: which rejected them.
        lines: of its file.
        by: who discards them.
        reason: why.

    Raises:
        NotOpen: one of them is not open in the quarantine; none is discarded then.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DISCARD, (by, reason, ingestion_id, list(lines)))
        missing = set(lines) - {line for (line,) in cursor}
    if missing:
        raise NotOpen(f"Not open in the quarantine of {ingestion_id}: line {', '.join(map(str, sorted(missing)))}.")


def _answer(header: Sequence[str], whose: str, closing: str) -> str:
    reference = f"regexp_match({_cell(header, ERRORS_COLUMN)}, '{REFERENCE}')"
    return _ANSWER.format(identity=_identity(header), reference=reference, whose=whose, closing=closing)


def _identity(header: Sequence[str]) -> str:
    """Return SQL for what tells the same row in a later drop; null for ragged rows and for rows of no course."""
    course = [_cell(header, name) for name in ("organization", "number")]
    schedule = f"concat_ws(E'\\x1f', {', '.join(_cell(header, name) for name in _SCHEDULE)})"
    which = f"coalesce(nullif({_cell(header, 'variant_id')}, ''), {schedule})"
    return (
        f"CASE WHEN cardinality(row.cells) = {len(header)} AND {course[0]} <> '' AND {course[1]} <> '' "
        f"THEN lower(concat_ws(E'\\x1f', {', '.join(course)}, {which})) END"
    )


def _cell(header: Sequence[str], name: str) -> str:
    return f"btrim(row.cells[{header.index(name) + 1}], E' \\t\\r\\n\\u00a0')" if name in header else "''"
