"""The rows of an ingestion: what was decided on each and what it changes, field by field, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg2 import sql
from psycopg2.extras import RealDictCursor

from course_runs.database import keyset
from course_runs.database.session import Connection
from course_runs.report.charts import TimeLine, time_line
from course_runs.report.ledger_records import LedgerRecord
from course_runs.report.lists import ChangedRow, FieldChange, Product, changes_table
from course_runs.report.pages.changes import RECORD, ChangedRecord, record_of

CHANGES = "changes"
"""Asks for the rows that change something, whatever was decided on them."""


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A row of the drop, with all that it changes.

    Attributes:
        starts_at: the start in the drop, while its rows are kept; with `ends_at`.
    """

    line: int
    decision: str
    course_key: str | None
    run_key: str | None
    title: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    changes: tuple[ChangedRecord, ...]

    @property
    def picture(self) -> TimeLine | None:
        """Its run's schedule before and after; None where that does not move, or an end of it is not known any more."""
        moved = tuple(
            field
            for record in self.changes
            if record.table == "course_run" and not record.is_new
            for field in record.fields
        )
        ends = {field.field: datetime.fromisoformat(field.after) for field in moved if field.after and _is_end(field)}
        starts_at, ends_at = ends.get("starts_at", self.starts_at), ends.get("ends_at", self.ends_at)
        return time_line(
            ChangedRow(self.line, self.decision, "", self.title, self.run_key, starts_at, ends_at, changes=moved)
        )


def _is_end(field: FieldChange) -> bool:
    return field.field in {"starts_at", "ends_at"}


# Both read an index in the order of the lines and stop when the page is full.
_CHANGING = """
SELECT line_number FROM ingest.{changes}
WHERE ingestion_id = %(ingestion)s AND line_number > %(after)s
GROUP BY line_number ORDER BY line_number LIMIT %(limit)s
"""
_DECIDED = """
SELECT line_number FROM ingest.row_decision
WHERE ingestion_id = %(ingestion)s AND line_number > %(after)s AND decision = %(decision)s
ORDER BY line_number LIMIT %(limit)s
"""

_ROWS = f"""
SELECT decided.line_number AS line, decided.decision, decided.course_key, decided.course_run_key AS run_key,
       coalesce(accepted.title, course.title) AS title, accepted.starts_at, accepted.ends_at,
       coalesce(changed.changes, '[]') AS changes
FROM unnest(%(lines)s::integer[]) AS line (line_number)
JOIN ingest.row_decision AS decided ON decided.ingestion_id = %(ingestion)s
     AND decided.line_number = line.line_number
LEFT JOIN ingest.row_shown_in_report AS accepted ON accepted.ingestion_id = %(ingestion)s
     AND accepted.line_number = line.line_number
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
LEFT JOIN LATERAL (
    SELECT jsonb_agg({RECORD} ORDER BY array_position(
        ARRAY['course_run', 'course', 'additional_metadata'], change.table_name)) AS changes
    FROM ingest.{{changes}} AS change
    WHERE change.ingestion_id = %(ingestion)s AND change.line_number = line.line_number
) AS changed ON true
ORDER BY line.line_number
"""  # noqa: S608 - constants of the pages

_ARCHIVED = """
SELECT change.row_key AS course_key, course.title, metadata.external_identifier
FROM ingest.{changes} AS change
LEFT JOIN catalog.course AS course ON course.key = change.row_key
LEFT JOIN catalog.additional_metadata AS metadata ON metadata.course_key = change.row_key
WHERE change.ingestion_id = %(ingestion)s AND change.line_number IS NULL AND change.row_key > %(after)s
ORDER BY change.row_key LIMIT %(limit)s
"""


def page_of_rows(
    connection: Connection, line: LedgerRecord, show: str = CHANGES, after: int = 0
) -> tuple[list[DecidedRow], int | None]:
    """Return a page of an ingestion's rows in the order of the drop.

    Args:
        connection: to read on.
        line: of the ingestion.
        show: a decision; or `CHANGES`: every row that changes the catalog, or would.
        after: the last line of the page before.

    Returns:
        The rows, and the `after` of the next page if there is one.
    """
    statement = sql.SQL(_CHANGING if show == CHANGES else _DECIDED).format(changes=changes_table(line))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ingestion": line.id, "after": after, "decision": show, "limit": keyset.limit()})
        lines = [number for (number,) in cursor]
    shown, last = keyset.page(lines)
    return _rows(connection, line, shown), last


def archived_products(connection: Connection, line: LedgerRecord, after: str = "") -> tuple[list[Product], str | None]:
    """Return a page of the products that the ingestion archives.

    Args:
        connection: to read on.
        line: of the ingestion.
        after: the last course key of the page before.

    Returns:
        The products, and the `after` of the next page if there is one.
    """
    statement = sql.SQL(_ARCHIVED).format(changes=changes_table(line))
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(statement, {"ingestion": line.id, "after": after, "limit": keyset.limit()})
        products = [Product(**row) for row in cursor]
    shown, last = keyset.page(products)
    return shown, last.course_key if last else None


def _rows(connection: Connection, line: LedgerRecord, lines: Sequence[int]) -> list[DecidedRow]:
    values = {"ingestion": line.id, "lines": list(lines)}
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(sql.SQL(_ROWS).format(changes=changes_table(line)), values)
        return [DecidedRow(**{**row, "changes": tuple(map(record_of, row["changes"]))}) for row in cursor]
