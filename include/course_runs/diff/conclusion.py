"""The conclusion: every row's decision once its changes are planned, and the warnings that need the whole file."""

from collections import Counter

import pandas as pd

from course_runs.contract.codes import Code
from course_runs.database.session import Connection
from course_runs.diff.claims import refresh_statistics
from course_runs.diff.decision import classify
from course_runs.diff.proposals import cell_expression, conflicting_columns
from course_runs.ledger.ingestions import Ingestion, Stage
from course_runs.rows.findings import Finding, add_findings

_CONCLUDED = """
DROP TABLE IF EXISTS concluded;
CREATE TEMPORARY TABLE concluded ON COMMIT DROP AS
SELECT matched.line_number, matched.course_key, matched.run_key, matched.disposition, matched.in_review,
       run.row_key IS NOT NULL AS run_changes,
       coalesce(run.after ?| ARRAY['starts_at', 'ends_at', 'enrollment_ends_at', 'variant_id'], false)
           AS schedule_changes,
       coalesce(matched.is_course_source AND (course.after - 'price' <> '{}' OR metadata.row_key IS NOT NULL), false)
           OR coalesce(matched.line_number = matched.price_line AND course.after ? 'price', false) AS course_changes,
       matched.is_course_source, coalesce(matched.line_number = matched.price_line, false) AS is_price_source
FROM matched
LEFT JOIN ingest.planned_change AS run ON run.ingestion_id = %(ingestion)s
    AND run.table_name = 'course_run' AND run.row_key = matched.run_key
LEFT JOIN ingest.planned_change AS course ON course.ingestion_id = %(ingestion)s
    AND course.table_name = 'course' AND course.row_key = matched.course_key
LEFT JOIN ingest.planned_change AS metadata ON metadata.ingestion_id = %(ingestion)s
    AND metadata.table_name = 'additional_metadata' AND metadata.row_key = matched.course_key
"""

_FLAGS = ["disposition", "in_review", "run_changes", "schedule_changes", "course_changes"]
_CASES = f"SELECT DISTINCT {', '.join(_FLAGS)} FROM concluded"  # noqa: S608 - the flags are named above
_DECIDE = f"""
INSERT INTO ingest.row_decision
    (ingestion_id, line_number, decision, course_key, course_run_key, is_course_source, is_price_source)
SELECT %s, line_number, decision, course_key, run_key, is_course_source, is_price_source
FROM concluded
JOIN unnest(%s::text[], %s::boolean[], %s::boolean[], %s::boolean[], %s::boolean[], %s::text[])
    AS decided ({", ".join(_FLAGS)}, decision) USING ({", ".join(_FLAGS)})
"""  # noqa: S608 - the flags are named above

_REJECTED_EARLIER = """
INSERT INTO ingest.row_decision (ingestion_id, line_number, decision, course_key)
SELECT ingestion_id, line_number, 'rejected', min(course_key) FROM ingest.finding
WHERE ingestion_id = %s AND severity = 'critical' AND line_number IS NOT NULL
GROUP BY ingestion_id, line_number
ON CONFLICT DO NOTHING
"""

_HELD = """
DELETE FROM ingest.planned_change AS planned USING ingest.row_decision AS decided
WHERE decided.ingestion_id = %s AND decided.decision = 'held' AND planned.ingestion_id = decided.ingestion_id
  AND planned.table_name = 'course_run' AND planned.row_key = decided.course_run_key
"""

_CONFLICTS = """
SELECT row.line_number, row.course_key, source.line_number, array_remove(ARRAY[{names}], NULL)
FROM matched AS other
JOIN matched AS source_match ON source_match.course_key = other.course_key AND source_match.is_course_source
JOIN ingest.accepted_row AS row ON row.ingestion_id = %(ingestion)s AND row.line_number = other.line_number
JOIN ingest.staged_row AS staged ON staged.ingestion_id = %(ingestion)s AND staged.line_number = other.line_number
JOIN ingest.accepted_row AS source
    ON source.ingestion_id = %(ingestion)s AND source.line_number = source_match.line_number
JOIN ingest.staged_row AS source_staged
    ON source_staged.ingestion_id = %(ingestion)s AND source_staged.line_number = source_match.line_number
WHERE NOT other.is_course_source AND ({rows}) IS DISTINCT FROM ({sources})
ORDER BY row.line_number
"""


def conclude(connection: Connection, ingestion: Ingestion) -> Counter[str]:
    """Write the decision of every row read; the plan keeps nothing for runs that are held.

    Args:
        connection: with the temporary table `matched` and the planned changes.
        ingestion: the ingestion of the rows.

    Returns:
        Rows by decision.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CONCLUDED, {"ingestion": ingestion.id})
        cursor.execute(_CASES)
        # Rows that differ in none of the flags are decided alike: a few dozen cases stand for a file of any size.
        cases = pd.DataFrame(cursor.fetchall(), columns=_FLAGS)
        cases["decision"] = classify(cases)
        cursor.execute(_DECIDE, (ingestion.id, *(cases[name].tolist() for name in cases)))
        cursor.execute(_REJECTED_EARLIER, (ingestion.id,))
        cursor.execute(_HELD, (ingestion.id,))
        cursor.execute(
            "SELECT decision, count(*) FROM ingest.row_decision WHERE ingestion_id = %s GROUP BY decision",
            (ingestion.id,),
        )
        counts = Counter(dict(cursor.fetchall()))
    refresh_statistics(connection, "row_decision (ingestion_id, decision, course_key)")
    _warn_of_conflicts(connection, ingestion)
    return counts


def _warn_of_conflicts(connection: Connection, ingestion: Ingestion) -> None:
    """Add a warning for each row that differs from the source row of its course."""
    columns = conflicting_columns(ingestion.header)
    if not columns:
        return
    rows = [cell_expression(column, ingestion.header) for column in columns]
    sources = [cell_expression(column, ingestion.header, "source", "source_staged") for column in columns]
    names = (
        f"CASE WHEN {value} IS DISTINCT FROM {source_value} THEN '{column.name}' END"
        for column, value, source_value in zip(columns, rows, sources, strict=True)
    )
    statement = _CONFLICTS.format(names=", ".join(names), rows=", ".join(rows), sources=", ".join(sources))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ingestion": ingestion.id})
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
