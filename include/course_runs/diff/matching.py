"""Matching: gives the decision a portion of rows and runs at a time, and stores its results."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from course_runs.contract.codes import Code
from course_runs.contract.columns import B2B_ENTERPRISE, COLUMNS
from course_runs.contract.kinds import Ignored
from course_runs.database.copy import copy_line, copy_rows
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.diff.claims import Portion, portions
from course_runs.diff.decision import ROWS, RUNS, Disposition, frame, match
from course_runs.diff.new_names import name_new_courses, name_new_runs
from course_runs.diff.proposals import cell_expression
from course_runs.ledger.ingestions import Ingestion, Stage
from course_runs.rows.findings import Finding, add_findings

IN_REVIEW = ("review_by_legal", "review_by_internal")
"""The statuses of a run that is held for its reviewer."""

# Rows are compared in every column only where all that they claim is the same: no others can be duplicates.
_CLAIMED = ["course_key", "variant_id", "starts_at", "ends_at", "restriction_type"]
_DIGESTS = """
SELECT row.line_number, md5(ROW(
    {cells}
)::text)
FROM ingest.accepted_row AS row JOIN ingest.staged_row AS staged USING (ingestion_id, line_number)
WHERE row.ingestion_id = %(ingestion_id)s AND row.line_number = ANY(%(lines)s)
"""
# What a new run is copied from.
_LATEST_RUNS = """
SELECT DISTINCT ON (course_key) course_key, key FROM catalog.course_run WHERE course_key = ANY(%s)
ORDER BY course_key, starts_at DESC NULLS LAST, key COLLATE "C" DESC
"""
_MATCHED_COLUMNS = (
    *("line_number", "disposition", "course_key", "run_key", "base_key", "is_new", "in_review"),
    *("is_course_source", "price_line"),
)
_TABLES = load_statements(__package__, "temporary_tables.sql")


def match_rows(connection: Connection, ingestion: Ingestion) -> None:
    """Decide which run each accepted row is about.

    Writes the temporary table `matched`, the decisions of duplicates and of rows that are rejected here, and a finding
    for each of the latter.

    Args:
        connection: with the temporary table `claim`.
        ingestion: with its accepted rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TABLES["matched"])
    for portion in portions(connection):
        _match_portion(connection, ingestion, portion)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE matched")
    name_new_courses(connection, ingestion.id)


def _match_portion(connection: Connection, ingestion: Ingestion, portion: Portion) -> None:
    rows, runs = _rows_with_digests(connection, ingestion, portion), frame(portion.runs, {**RUNS, "status": "object"})
    policy = ingestion.feed.same_schedule_other_variant
    decided = rows.drop(columns="line_number").join(match(rows, runs, policy, ingestion.as_of))
    add_findings(connection, ingestion.id, Stage.DIFF, _findings(decided))
    without_run = decided["disposition"].isin([Disposition.DUPLICATE, Disposition.REJECTED])
    _store(
        connection,
        "ingest.row_decision",
        decided[without_run].rename(columns={"disposition": "decision"}).assign(ingestion_id=str(ingestion.id)),
        ("ingestion_id", "line_number", "decision", "course_key"),
    )
    with_run = _with_sources(connection, decided[~without_run], runs)
    is_new = with_run["is_new"]
    with_run.loc[is_new, "run_key"] = name_new_runs(connection, with_run[is_new])
    _store(connection, "matched", with_run, _MATCHED_COLUMNS)


def _rows_with_digests(connection: Connection, ingestion: Ingestion, portion: Portion) -> pd.DataFrame:
    """Return a portion's rows as `match` takes them; only possible duplicates get a digest of all of their columns."""
    rows = frame([(*claim, claim[0]) for claim in portion.rows], ROWS)
    alike = rows.duplicated(_CLAIMED, keep=False)
    values = {"ingestion_id": ingestion.id, "lines": rows.loc[alike, "line_number"].tolist()}
    with connection.cursor() as cursor:
        cursor.execute(digests_statement(ingestion.header), values)
        digests = dict(cursor.fetchall())
    rows.loc[alike, "digest"] = rows.loc[alike, "line_number"].map(digests)
    return rows


def digests_statement(header: Sequence[str]) -> str:
    """Return the statement that reads a digest of all source columns of some rows.

    Args:
        header: the drop's source columns, normalised, in file order.

    Returns:
        SQL text with the values `ingestion_id` and `lines` to bind; it returns line and digest.
    """
    columns = (column for column in COLUMNS if column.name in header and not isinstance(column.kind, Ignored))
    return _DIGESTS.format(cells=",\n    ".join(cell_expression(column, header) for column in columns))


def _with_sources(connection: Connection, rows: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """Add what a new run is copied from, whether a run is in review, and which rows supply the course's values."""
    is_new = rows["disposition"] != Disposition.MATCHED
    with connection.cursor() as cursor:
        cursor.execute(_LATEST_RUNS, (rows.loc[is_new, "course_key"].tolist(),))
        latest = dict(cursor.fetchall())
    in_review = runs.loc[runs["status"].isin(IN_REVIEW), "key"]
    priced = rows[rows["restriction_type"] != B2B_ENTERPRISE].groupby("course_key")["line_number"].last()
    return rows.assign(
        is_new=is_new,
        base_key=rows["run_key"].where(~is_new, rows["course_key"].map(latest)),
        in_review=rows["run_key"].isin(in_review),
        is_course_source=~rows.duplicated("course_key"),
        price_line=rows["course_key"].map(priced),
    )


def _store(connection: Connection, table: str, rows: pd.DataFrame, columns: tuple[str, ...]) -> None:
    values = rows[list(columns)].astype(object)
    records = values.where(values.notna(), None).itertuples(index=False, name=None)
    copy_rows(connection, table, columns, map(copy_line, records))


def _findings(decided: pd.DataFrame) -> Iterator[Finding]:
    row: Any
    for row in decided[decided["disposition"] == Disposition.REJECTED].itertuples():
        column, message = _explain(row.code, row.variant_id, ", ".join(map(str, row.related)))
        yield Finding(row.code, message, row.line_number, column, row.variant_id, row.course_key)


def _explain(code: Code, variant: str | None, related: str) -> tuple[str, str]:
    """Return the source column and the message of a rejection."""
    match code:
        case Code.VARIANT_TAKEN:
            return (
                "variant_id",
                f"Variant {variant} belongs to {related}, a run of another course. Correct the variant.",
            )
        case Code.AMBIGUOUS_RUN:
            return (
                "start_date",
                f"Several runs have this schedule: {related}. Name the variant of the one that is meant.",
            )
    if variant:
        return "variant_id", f"The rows on lines {related} name variant {variant} too and differ. Keep the right one."
    return "start_date", (
        f"The rows on lines {related} have the same course, schedule and restriction type and differ. "
        "Keep one, or name a variant in each."
    )
