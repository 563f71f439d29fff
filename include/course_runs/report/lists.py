"""The lists of a report: what each row of them says, and the statement that reads it.

A statement selects columns named like the fields of its row and orders them; whoever reads it sets the limit, so that
an ingestion of any size fits in memory. Changes come from `applied_change` once loaded, else from `planned_change`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar

from psycopg2 import sql
from psycopg2.extras import RealDictCursor

from course_runs.database.session import Connection
from course_runs.report.ledger_records import LedgerRecord

VALUE_LIMIT = 4000
"""Characters of a changed value that a list keeps; changes.csv has all of it."""

BLOCK = 200
"""Rows that come from the server at a time."""


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run that is created."""

    line: int
    course_key: str
    title: str | None
    run_key: str | None
    variant_id: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    restriction_type: str | None
    is_future_variant: bool
    marketing_type: str | None
    slug: str | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's old and new value as text; None: none."""

    table: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """What one row of the drop changes of what the catalog has.

    Attributes:
        starts_at: of the run after the change; with `ends_at` and the changes it makes the time line.
    """

    line: int
    decision: str
    course_key: str
    title: str | None
    run_key: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    changes: tuple[FieldChange, ...]
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row of the drop about which nothing more is shown."""

    line: int
    course_key: str | None
    title: str | None
    run_key: str | None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A product that is on no row of the drop."""

    course_key: str
    title: str | None
    external_identifier: str | None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning; without a line it is about the file as a whole."""

    line: int | None
    code: str
    course_key: str | None
    column: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason for which a row is rejected."""

    code: str
    column: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that is rejected, with every reason."""

    line: int
    course_key: str | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A row that an earlier drop had wrong and this one has right.

    Attributes:
        line: of this drop.
        codes: why it was rejected.
        earlier_ingestion: which rejected it, at `rejected_at`.
        earlier_file: name of its file.
        earlier_line: of that file.
    """

    line: int
    course_key: str | None
    title: str | None
    codes: str
    earlier_ingestion: str
    earlier_file: str | None
    earlier_line: int
    rejected_at: datetime
    slug: str | None = None


Item = TypeVar("Item", NewRun, ChangedRow, PlainRow, Product, Remark, RejectedRow, Correction)


@dataclass(frozen=True, slots=True)
class ReportList(Generic[Item]):
    """One list.

    Attributes:
        name: its key in report.json.
        title: its heading.
        row: what a row of it is.
        statement: reads its rows.
        of_plan: whether it shows the plan, or what was found in the drop.
    """

    name: str
    title: str
    row: type[Item]
    statement: str
    of_plan: bool = True


_NEW = """
SELECT decided.line_number AS line, decided.course_key, decided.course_run_key AS run_key,
       coalesce(accepted.title, made.after ->> 'title', course.title) AS title,
       run.after ->> 'variant_id' AS variant_id, (run.after ->> 'starts_at')::timestamptz AS starts_at,
       (run.after ->> 'ends_at')::timestamptz AS ends_at, run.after ->> 'restriction_type' AS restriction_type,
       coalesce(accepted.is_future_variant, false) AS is_future_variant,
       coalesce(accepted.external_course_marketing_type, metadata.external_course_marketing_type) AS marketing_type,
       coalesce(made.after ->> 'slug', course.slug) AS slug
FROM ingest.row_decision AS decided
LEFT JOIN ingest.row_shown_in_report AS accepted USING (ingestion_id, line_number)
LEFT JOIN ingest.{changes} AS run ON run.ingestion_id = decided.ingestion_id
     AND run.table_name = 'course_run' AND run.row_key = decided.course_run_key
LEFT JOIN ingest.{changes} AS made ON made.ingestion_id = decided.ingestion_id
     AND made.table_name = 'course' AND made.row_key = decided.course_key AND made.before IS NULL
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
LEFT JOIN catalog.additional_metadata AS metadata ON metadata.course_key = decided.course_key
WHERE decided.ingestion_id = %(ingestion)s AND decided.decision IN ('new_product', 'new_run')
  AND """
_IS_NEW_PRODUCT = "(decided.decision = 'new_product' OR made.row_key IS NOT NULL)"

# The row's changes are found by the primary key; one of a course counts for the row that supplies it.
_CHANGED = """
SELECT decided.line_number AS line, decided.decision, decided.course_key, decided.course_run_key AS run_key,
       coalesce(accepted.title, course.title) AS title, accepted.starts_at, accepted.ends_at, course.slug,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'table', change.table_name, 'field', field.key,
            'before', left(change.before ->> field.key, %(value_limit)s),
            'after', left(field.value #>> '{{}}', %(value_limit)s)) ORDER BY change.table_name DESC,
                array_position(ARRAY['variant_id', 'starts_at', 'ends_at', 'enrollment_ends_at', 'status',
                    'product_status', 'registration_ends_at'], field.key),
                field.key), '[]')
        FROM ingest.{changes} AS change CROSS JOIN LATERAL jsonb_each(change.after) AS field
        WHERE change.ingestion_id = decided.ingestion_id AND change.line_number = decided.line_number
          AND (change.before IS NOT NULL OR change.table_name = 'additional_metadata')
          AND (change.table_name = 'course_run' AND change.row_key = decided.course_run_key
               OR change.table_name IN ('course', 'additional_metadata') AND change.row_key = decided.course_key)
       ) AS changes
FROM ingest.row_decision AS decided
LEFT JOIN ingest.row_shown_in_report AS accepted USING (ingestion_id, line_number)
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
WHERE decided.ingestion_id = %(ingestion)s AND """
_ALSO_CHANGED = """decided.decision NOT IN ('backpopulate', 'update') AND decided.line_number IN (
    SELECT line_number FROM ingest.{changes} WHERE ingestion_id = %(ingestion)s AND before IS NOT NULL)"""

_ARCHIVED = """
SELECT change.row_key AS course_key, course.title, metadata.external_identifier, course.slug
FROM ingest.{changes} AS change
LEFT JOIN catalog.course AS course ON course.key = change.row_key
LEFT JOIN catalog.additional_metadata AS metadata ON metadata.course_key = change.row_key
WHERE change.ingestion_id = %(ingestion)s AND change.table_name = 'additional_metadata'
  AND change.line_number IS NULL AND change.after ->> 'product_status' = 'archived'
ORDER BY course_key"""

_PLAIN = """
SELECT decided.line_number AS line, decided.course_key, coalesce(accepted.title, course.title) AS title,
       decided.course_run_key AS run_key, course.slug
FROM ingest.row_decision AS decided
LEFT JOIN ingest.row_shown_in_report AS accepted USING (ingestion_id, line_number)
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
WHERE decided.ingestion_id = %(ingestion)s AND """

_REJECTED = """
SELECT line_number AS line, left(min(course_key), 200) AS course_key,
       jsonb_agg(jsonb_build_object(
           'code', code, 'column', left(column_name, 200), 'value', value, 'message', left(message, %(value_limit)s)
       ) ORDER BY id) AS faults
FROM ingest.finding
WHERE ingestion_id = %(ingestion)s AND severity = 'critical' AND line_number IS NOT NULL
GROUP BY line_number ORDER BY line_number"""

_CORRECTED = """
SELECT closed.closed_by_line AS line, coalesce(decided.course_key, left(closed.course_key, 200)) AS course_key,
       coalesce(accepted.title, course.title) AS title, array_to_string(closed.codes, ', ') AS codes,
       closed.ingestion_id::text AS earlier_ingestion, regexp_replace(earlier.file, '^.*[/\\\\]', '') AS earlier_file,
       closed.line_number AS earlier_line, closed.quarantined_at AS rejected_at, course.slug
FROM ingest.quarantine AS closed
JOIN ingest.ingestion AS earlier ON earlier.id = closed.ingestion_id
LEFT JOIN ingest.row_decision AS decided ON decided.ingestion_id = closed.closed_by_ingestion_id
     AND decided.line_number = closed.closed_by_line
LEFT JOIN ingest.row_shown_in_report AS accepted ON accepted.ingestion_id = closed.closed_by_ingestion_id
     AND accepted.line_number = closed.closed_by_line
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
WHERE closed.closed_by_ingestion_id = %(ingestion)s AND closed.status = 'resolved'
ORDER BY line, closed.quarantined_at, closed.line_number"""

_WARNINGS = """
SELECT line_number AS line, code, left(course_key, 200) AS course_key, left(column_name, 200) AS column, value,
       left(message, %(value_limit)s) AS message
FROM ingest.finding WHERE ingestion_id = %(ingestion)s AND severity = 'warning'
ORDER BY line_number NULLS FIRST, id"""

_ABANDONED_RUNS = """
SELECT NULL::integer AS line, 'RUN_ABANDONED' AS code, NULL AS course_key, NULL AS column, NULL AS value,
       left(message, %(value_limit)s) AS message
FROM (SELECT error AS message, started_at AS at FROM ingest.stage_attempt
      WHERE found_by_ingestion_id = %(ingestion)s AND ingestion_id <> %(ingestion)s
      UNION ALL SELECT message, as_of FROM ingest.ingestion WHERE found_by_ingestion_id = %(ingestion)s) AS found
ORDER BY at"""
_BY_LINE = " ORDER BY line"
_BY_COURSE = " ORDER BY min(decided.line_number) OVER (PARTITION BY decided.course_key), line"

NEW_PRODUCTS = ReportList("new_products", "New products", NewRun, _NEW + _IS_NEW_PRODUCT + _BY_COURSE)
NEW_VARIANTS = ReportList(
    "new_variants", "New variants of existing products", NewRun, f"{_NEW} NOT {_IS_NEW_PRODUCT} {_BY_COURSE}"
)
BACKPOPULATED = ReportList(
    "backpopulated", "Backpopulated runs", ChangedRow, _CHANGED + "decided.decision = 'backpopulate'" + _BY_LINE
)
UPDATED = ReportList(
    "updated", "Updated runs and courses", ChangedRow, _CHANGED + "decided.decision = 'update'" + _BY_LINE
)
ALSO_CHANGED = ReportList("also_changed", "Other changes of products", ChangedRow, _CHANGED + _ALSO_CHANGED + _BY_LINE)
ARCHIVED = ReportList("archived", "Archived products", Product, _ARCHIVED)
HELD = ReportList("held", "Held: the run is in review", PlainRow, _PLAIN + "decided.decision = 'held'" + _BY_LINE)
DUPLICATES = ReportList("duplicates", "Duplicate rows", PlainRow, _PLAIN + "decided.decision = 'duplicate'" + _BY_LINE)
REJECTED = ReportList("rejected", "Rejected rows", RejectedRow, _REJECTED, of_plan=False)
CORRECTED = ReportList("corrected", "Rejected earlier, corrected now", Correction, _CORRECTED)
WARNINGS = ReportList("warnings", "Warnings", Remark, _WARNINGS, of_plan=False)
ABANDONED_RUNS = ReportList(
    "abandoned_runs", "Earlier runs that never finished", Remark, _ABANDONED_RUNS, of_plan=False
)

REPORT_LISTS: tuple[ReportList[Any], ...] = (
    NEW_PRODUCTS,
    NEW_VARIANTS,
    BACKPOPULATED,
    UPDATED,
    ALSO_CHANGED,
    ARCHIVED,
    HELD,
    REJECTED,
    CORRECTED,
    DUPLICATES,
    WARNINGS,
    ABANDONED_RUNS,
)
"""All lists, in the order in which a report has them."""


def by_course(rows: Iterable[NewRun]) -> list[tuple[NewRun, ...]]:
    """Group new runs by their course.

    Args:
        rows: new runs; those of a course are adjacent.

    Returns:
        A tuple of runs for each course, in the same order.
    """
    return [tuple(runs) for _, runs in groupby(rows, key=attrgetter("course_key"))]


def count(connection: Connection, line: LedgerRecord, kind: ReportList[Any]) -> int:
    """Count the rows of a list."""
    statement = sql.SQL("SELECT count(*) FROM ({}) AS listed").format(_statement(line, kind))
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(line))
        (total,) = cursor.fetchone() or (0,)
    return int(total)


def first(connection: Connection, line: LedgerRecord, kind: ReportList[Item], limit: int) -> tuple[Item, ...]:
    """Read the first rows of a list."""
    statement = sql.SQL("{} LIMIT %(limit)s").format(_statement(line, kind))
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(statement, {**_values(line), "limit": limit})
        return tuple(_row(kind, row) for row in cursor)


def stream(connection: Connection, line: LedgerRecord, kind: ReportList[Item]) -> Iterator[Item]:
    """Yield all rows of a list, a block of them in memory at a time; the connection must be in a transaction."""
    with connection.cursor(f"report_{kind.name}", cursor_factory=RealDictCursor) as cursor:
        cursor.itersize = BLOCK
        cursor.execute(_statement(line, kind), _values(line))
        for row in cursor:
            yield _row(kind, row)


def changes_table(line: LedgerRecord) -> sql.Identifier:
    """Return the table that holds an ingestion's changes: the plan until it is loaded, then the history."""
    return sql.Identifier("planned_change" if line.loaded_at is None else "applied_change")


def _statement(line: LedgerRecord, kind: ReportList[Any]) -> sql.Composed:
    return sql.SQL(kind.statement).format(changes=changes_table(line))


def _values(line: LedgerRecord) -> dict[str, Any]:
    return {"ingestion": line.id, "value_limit": VALUE_LIMIT}


def _row(kind: ReportList[Item], row: Mapping[str, Any]) -> Item:
    values = dict(row)
    for name, part in (("changes", FieldChange), ("faults", Fault)):
        if name in values:
            values[name] = tuple(part(**each) for each in values[name])
    return kind.row(**values)
