"""The rows of an ingestion: their decisions and what each changes, field by field, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg2.extras import RealDictCursor

from course_runs.database import keyset
from course_runs.database.session import Connection
from course_runs.report import lists
from course_runs.report.charts import TimeLine, time_line
from course_runs.report.ledger_records import LedgerRecord
from course_runs.report.list_rows import ChangedRow, FieldChange, Product, table_order
from course_runs.report.lists import on_changes_of
from course_runs.report.pages.changes import RECORD, ChangedRecord, record_of

CHANGES = "changes"
"""Asks for the rows that change something, whatever was decided on them."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the drop on a page, with everything that it changes.

    Attributes:
        starts_at: the start in the drop, until its rows are purged; `ends_at` is the end.
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
        """Its run's schedule before and after; None where it did not change, or where a start or end is not known."""
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


# Both statements read an index in the order of the lines and stop when the page is full.
_CHANGING = """
SELECT line_number FROM ingest.applied_change
WHERE ingestion_id = %(ingestion_id)s AND line_number > %(after)s
GROUP BY line_number ORDER BY line_number LIMIT %(page_limit)s
"""
_DECIDED = """
SELECT line_number FROM ingest.row_decision
WHERE ingestion_id = %(ingestion_id)s AND line_number > %(after)s AND decision = %(decision)s
ORDER BY line_number LIMIT %(page_limit)s
"""

_ROWS = f"""
SELECT decided.line_number AS line, decided.decision, decided.course_key, decided.course_run_key AS run_key,
       coalesce(accepted.title, course.title) AS title, accepted.starts_at, accepted.ends_at,
       coalesce(changed.changes, '[]') AS changes
FROM unnest(%(lines)s::integer[]) AS line (line_number)
JOIN ingest.row_decision AS decided ON decided.ingestion_id = %(ingestion_id)s
     AND decided.line_number = line.line_number
LEFT JOIN ingest.row_shown_in_report AS accepted ON accepted.ingestion_id = %(ingestion_id)s
     AND accepted.line_number = line.line_number
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
LEFT JOIN LATERAL (
    SELECT jsonb_agg({RECORD}) AS changes FROM ingest.applied_change AS change
    WHERE change.ingestion_id = %(ingestion_id)s AND change.line_number = line.line_number
) AS changed ON true
ORDER BY line.line_number
"""  # noqa: S608 - constants of the pages


def page_of_rows(
    connection: Connection, record: LedgerRecord, show: str = CHANGES, after: int = 0
) -> tuple[list[RowView], int | None]:
    """Read a page of an ingestion's rows in the order of the drop.

    Args:
        connection: to the catalog.
        record: of the ingestion.
        show: a decision; or `CHANGES`: every row that changes the catalog, or would.
        after: the last line of the previous page.

    Returns:
        The rows, and the `after` of the next page if there is one.
    """
    find = on_changes_of(record, _CHANGING if show == CHANGES else _DECIDED)
    values = {"ingestion_id": record.id, "after": after, "decision": show, "page_limit": keyset.limit()}
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(find, values)
        lines, last = keyset.page([row["line_number"] for row in cursor])
        cursor.execute(on_changes_of(record, _ROWS), {"ingestion_id": record.id, "lines": lines})
        return [RowView(**{**row, "changes": _records(row["changes"])}) for row in cursor], last


def archived_products(
    connection: Connection, record: LedgerRecord, after: str = ""
) -> tuple[list[Product], str | None]:
    """Read a page of the products that the ingestion archives.

    Args:
        connection: to the catalog.
        record: of the ingestion.
        after: the last course key of the previous page.

    Returns:
        The products, and the `after` of the next page if there is one.
    """
    shown, last = keyset.page(lists.first(connection, record, lists.ARCHIVED, keyset.limit(), after=after))
    return shown, last.course_key if last else None


def _records(written: Sequence[Mapping[str, Any]]) -> tuple[ChangedRecord, ...]:
    return tuple(sorted(map(record_of, written), key=lambda record: table_order(record.table)))
