"""Conclusion: each row's decision once its changes are planned, warnings, archiving, and the plan's fingerprint."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from course_runs.contract.codes import Code
from course_runs.contract.columns import COLUMNS
from course_runs.contract.feeds import ArchiveGuard
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.database.statistics import refresh_statistics
from course_runs.diff.decision import classify
from course_runs.diff.proposals import cell_expression
from course_runs.ledger.ingestions import Ingestion, Stage
from course_runs.rows.findings import Finding, add_findings

_CASES = "SELECT DISTINCT disposition, in_review, run_changes, schedule_changes, course_changes FROM concluded"
_FLAGS = ["disposition", "in_review", "run_changes", "schedule_changes", "course_changes"]
_DECIDE = """
INSERT INTO ingest.row_decision
    (ingestion_id, line_number, decision, course_key, course_run_key, is_course_source, is_price_source)
SELECT %s, line_number, decision, course_key, run_key, is_course_source, is_price_source
FROM concluded
JOIN unnest(%s::text[], %s::boolean[], %s::boolean[], %s::boolean[], %s::boolean[], %s::text[])
    AS decided (disposition, in_review, run_changes, schedule_changes, course_changes, decision)
    USING (disposition, in_review, run_changes, schedule_changes, course_changes)
"""
_CONFLICTS = """
SELECT row.line_number, row.course_key, source_row.line_number, array_remove(ARRAY[
    {names}
], NULL)
FROM matched AS other
JOIN matched AS source ON source.course_key = other.course_key AND source.is_course_source
JOIN ingest.accepted_row AS row
    ON row.ingestion_id = %(ingestion_id)s AND row.line_number = other.line_number
JOIN ingest.staged_row AS staged
    ON staged.ingestion_id = %(ingestion_id)s AND staged.line_number = other.line_number
JOIN ingest.accepted_row AS source_row
    ON source_row.ingestion_id = %(ingestion_id)s AND source_row.line_number = source.line_number
JOIN ingest.staged_row AS source_staged
    ON source_staged.ingestion_id = %(ingestion_id)s AND source_staged.line_number = source.line_number
WHERE NOT other.is_course_source AND (
    {cells}
) IS DISTINCT FROM (
    {source_cells}
)
ORDER BY row.line_number
"""
_SQL = load_statements(__package__, "conclusion.sql")
_TABLES = load_statements(__package__, "temporary_tables.sql")


def conclude(connection: Connection, ingestion: Ingestion) -> Counter[str]:
    """Write the decision of every row read, and remove the planned changes of runs that are held.

    Args:
        connection: with the temporary table `matched` and the planned changes.
        ingestion: with its findings.

    Returns:
        Rows by decision.
    """
    values = {"ingestion_id": ingestion.id}
    with connection.cursor() as cursor:
        cursor.execute(_TABLES["concluded"], values)
        cursor.execute(_CASES)
        # Rows with the same flags get the same decision: a few dozen cases stand for a file of any size.
        cases = pd.DataFrame(cursor.fetchall(), columns=_FLAGS)
        cases["decision"] = classify(cases)
        cursor.execute(_DECIDE, (ingestion.id, *(cases[name].tolist() for name in cases)))
        cursor.execute(_SQL["reject_rows_with_findings"], values)
        cursor.execute(_SQL["remove_changes_of_held_runs"], values)
        cursor.execute(_SQL["count_decisions"], values)
        counts = Counter(dict(cursor.fetchall()))
    refresh_statistics(connection, "row_decision", "ingestion_id", "decision", "course_key")
    return counts


def warn_of_conflicts(connection: Connection, ingestion: Ingestion) -> None:
    """Write a warning for each row that differs from the source row of its course in the course's values.

    Args:
        connection: with the temporary table `matched`.
        ingestion: with its accepted rows.
    """
    statement = conflicts_statement(ingestion.header)
    if not statement:
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ingestion_id": ingestion.id})
        conflicts = cursor.fetchall()
    add_findings(
        connection,
        ingestion.id,
        Stage.DIFF,
        (
            Finding(
                Code.CONFLICTING_COURSE_DATA,
                f"{', '.join(differing)} differ from line {source}, the source row of the course. Make them equal.",
                line,
                differing[0],
                course_key=key,
            )
            for line, key, source, differing in conflicts
        ),
    )


def conflicts_statement(header: Sequence[str]) -> str | None:
    """Return the statement that finds the rows which differ from the source row of their course.

    Args:
        header: the drop's source columns, normalised, in file order.

    Returns:
        SQL text with the value `ingestion_id` to bind; it returns line, course key, line of the source row and the
        source columns that differ. None when the drop has no column in which the rows of a course should agree.
    """
    columns = [
        column
        for column in COLUMNS
        if column.name in header
        and column.catalog_columns
        and column.name not in {"verified_price", "organization", "number"}  # the price has a rule of its own
        and not any(name.startswith("course_run.") for name in column.catalog_columns)
    ]
    if not columns:
        return None
    cells = [cell_expression(column, header) for column in columns]
    source_cells = [cell_expression(column, header, "source_row", "source_staged") for column in columns]
    names = (
        f"CASE WHEN {cell} IS DISTINCT FROM {source_cell} THEN '{column.name}' END"
        for column, cell, source_cell in zip(columns, cells, source_cells, strict=True)
    )
    separator = ",\n    "
    return _CONFLICTS.format(
        names=separator.join(names), cells=separator.join(cells), source_cells=separator.join(source_cells)
    )


def plan_archiving(connection: Connection, ingestion: Ingestion) -> int:
    """Plan the archiving of published products that are on no row of a full drop.

    Args:
        connection: its transaction is used.
        ingestion: with its staged and accepted rows and its feed's archive guard, which `allow_archive` switches off.

    Returns:
        How many products the guard kept from being archived.
    """
    if not (ingestion.source.has_partner and ingestion.full_drop):
        return 0
    header, feed = ingestion.header, ingestion.feed
    values = {
        "ingestion_id": ingestion.id,
        "identifier": header.index("external_identifier") + 1 if "external_identifier" in header else 0,
        "width": len(header),
        "product_type": feed.product_type,
        "product_source": feed.product_source,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL["find_gone_products"], values)
        published, found = cursor.fetchone() or (0, None)
        gone = found or []
        if looks_like_a_mistake(feed.archive_guard, len(gone), published) and not ingestion.allow_archive:
            return len(gone)
        cursor.execute(_SQL["archive"], {"ingestion_id": ingestion.id, "course_keys": gone})
    return 0


def looks_like_a_mistake(guard: ArchiveGuard, gone: int, published: int) -> bool:
    """Return whether a guard keeps products from being archived.

    Args:
        guard: of the feed.
        gone: how many products a drop no longer has.
        published: how many the feed has published.
    """
    return gone > guard.products and gone > guard.share * published


def fingerprint(connection: Connection, ingestion: Ingestion) -> str:
    """Return a digest of the catalog rows that a plan depends on; it changes with every committed change to them.

    Args:
        connection: with the temporary table `claim`.
        ingestion: with its decisions and its plan.
    """
    values = {
        "ingestion_id": ingestion.id,
        "full_drop": ingestion.full_drop,
        "product_type": ingestion.feed.product_type,
        "product_source": ingestion.feed.product_source,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL["fingerprint"], values)
        (value,) = cursor.fetchone() or ("",)
    return str(value)
