"""The lists of a report: which there are, and how their rows are read.

A statement of lists.sql selects columns named like the fields of its row, in the order of the list. The reader sets the
limit, so an ingestion of any size fits in memory.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from psycopg2 import sql
from psycopg2.extras import RealDictCursor

from course_runs.contract.codes import Severity
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.report.ledger_records import LedgerRecord
from course_runs.report.list_rows import (
    ChangedRow,
    Correction,
    Fault,
    FieldChange,
    Item,
    NewRun,
    PlainRow,
    Product,
    RejectedRow,
    Remark,
    in_order,
)
from course_runs.rows.decisions import Decision

VALUE_LIMIT = 4000
"""Characters of a changed value that a list keeps; changes.csv has all of it."""

BLOCK = 200
"""Rows that come from the server at a time."""

SQL = load_statements(__package__, "lists.sql")


@dataclass(frozen=True, slots=True)
class ReportList(Generic[Item]):
    """One list.

    Attributes:
        name: its key in report.json.
        title: its heading.
        row: type of its rows.
        template: name of the macro that renders its rows, the same in lists.html.j2 and mail.html.j2.
        statement: name of the statement in lists.sql that reads its rows.
        values: parameters of the statement besides the ingestion.
        of_plan: whether it shows the plan; if not, it shows what was found in the drop.
    """

    name: str
    title: str
    row: type[Item]
    template: str
    statement: str
    values: Mapping[str, object] = field(default_factory=dict)
    of_plan: bool = True


NEW_PRODUCTS = ReportList("new_products", "New products", NewRun, "new_runs", "new_runs", {"is_new_product": True})
NEW_VARIANTS = ReportList(
    "new_variants",
    "New variants of existing products",
    NewRun,
    "new_runs",
    "new_runs",
    {"is_new_product": False},
)
BACKPOPULATED = ReportList(
    "backpopulated",
    "Backpopulated runs",
    ChangedRow,
    "changed_rows",
    "changed_rows",
    {"decision": Decision.BACKPOPULATE},
)
UPDATED = ReportList(
    "updated",
    "Updated runs and courses",
    ChangedRow,
    "changed_rows",
    "changed_rows",
    {"decision": Decision.UPDATE},
)
ALSO_CHANGED = ReportList(
    "also_changed",
    "Other changes of products",
    ChangedRow,
    "changed_rows",
    "changed_rows",
    {"decision": None},
)
ARCHIVED = ReportList("archived", "Archived products", Product, "products", "archived_products", {"after": ""})
HELD = ReportList(
    "held",
    "Held: the run is in review",
    PlainRow,
    "plain_rows",
    "plain_rows",
    {"decision": Decision.HELD},
)
DUPLICATES = ReportList(
    "duplicates",
    "Duplicate rows",
    PlainRow,
    "plain_rows",
    "plain_rows",
    {"decision": Decision.DUPLICATE},
)
REJECTED = ReportList(
    "rejected",
    "Rejected rows",
    RejectedRow,
    "rejected_rows",
    "rows_with_findings",
    {"severity": Severity.CRITICAL, "lines": None},
    of_plan=False,
)
CORRECTED = ReportList("corrected", "Rejected earlier, corrected now", Correction, "corrections", "corrections")
WARNINGS = ReportList("warnings", "Warnings", Remark, "remarks", "warnings", of_plan=False)
ABANDONED_RUNS = ReportList(
    "abandoned_runs",
    "Earlier runs that never finished",
    Remark,
    "remarks",
    "abandoned_runs",
    of_plan=False,
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
"""All lists, in the order of the report."""


def count(connection: Connection, record: LedgerRecord, kind: ReportList[Any]) -> int:
    """Count the rows of a list."""
    statement = sql.SQL("SELECT count(*) FROM ({}) AS listed").format(_statement(record, kind))
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(record, kind))
        (total,) = cursor.fetchone() or (0,)
    return int(total)


def first(
    connection: Connection, record: LedgerRecord, kind: ReportList[Item], limit: int, **values: object
) -> tuple[Item, ...]:
    """Read the first rows of a list.

    Args:
        connection: to the catalog.
        record: of the ingestion.
        kind: the list.
        limit: number of rows.
        values: parameters of its statement in place of those of the list.
    """
    statement = sql.SQL("{} LIMIT %(limit)s").format(_statement(record, kind))
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(statement, {**_values(record, kind), **values, "limit": limit})
        return tuple(item(kind.row, row) for row in cursor)


def stream(connection: Connection, record: LedgerRecord, kind: ReportList[Item]) -> Iterator[Item]:
    """Yield all rows of a list, a block of them in memory at a time; the connection must be in a transaction."""
    with connection.cursor(f"report_{kind.name}", cursor_factory=RealDictCursor) as cursor:
        cursor.itersize = BLOCK
        cursor.execute(_statement(record, kind), _values(record, kind))
        for row in cursor:
            yield item(kind.row, row)


def on_changes_of(record: LedgerRecord, statement: str) -> str:
    """Return a statement on the changes of an ingestion, on the table that has them.

    Args:
        record: of the ingestion.
        statement: SQL that reads `ingest.applied_change`. Until the ingestion is loaded, its changes are in
            `ingest.planned_change`, which has the same columns.
    """
    return statement if record.loaded_at else statement.replace("ingest.applied_change", "ingest.planned_change")


def item(row_type: type[Item], values: Mapping[str, Any]) -> Item:
    """Return a row of a list.

    Args:
        row_type: its type.
        values: the columns that a statement of lists.sql has selected.
    """
    fields = dict(values)
    if "changes" in fields:
        fields["changes"] = in_order(FieldChange(**change) for change in fields["changes"])
    if "faults" in fields:
        fields["faults"] = tuple(Fault(**fault) for fault in fields["faults"])
    return row_type(**fields)


def _statement(record: LedgerRecord, kind: ReportList[Any]) -> sql.SQL:
    return sql.SQL(on_changes_of(record, SQL[kind.statement]))


def _values(record: LedgerRecord, kind: ReportList[Any]) -> dict[str, object]:
    return {"ingestion_id": record.id, "value_limit": VALUE_LIMIT, **kind.values}
