"""What was found in a drop: reasons to reject its rows and warnings, by code, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.contract.codes import Severity
from course_runs.database import keyset
from course_runs.database.session import Connection
from course_runs.report.lists import VALUE_LIMIT, Fault, RejectedRow

FILE_LIMIT = 200
"""Findings about the file as a whole that are shown."""

_CODES = """
SELECT severity, code, count(*) FROM ingest.finding WHERE ingestion_id = %s GROUP BY severity, code ORDER BY code
"""

_LINES = """
SELECT line_number FROM ingest.finding
WHERE ingestion_id = %(ingestion)s AND severity = %(severity)s AND line_number > %(after)s
GROUP BY line_number ORDER BY line_number LIMIT %(limit)s
"""
_LINES_OF_CODE = """
SELECT line_number FROM ingest.finding
WHERE ingestion_id = %(ingestion)s AND severity = %(severity)s AND code = %(code)s AND line_number > %(after)s
GROUP BY line_number ORDER BY line_number LIMIT %(limit)s
"""

_LINES_IN_STATE = """
SELECT line_number FROM ingest.quarantine
WHERE ingestion_id = %(ingestion)s AND status = %(state)s AND line_number > %(after)s
ORDER BY line_number LIMIT %(limit)s
"""
_LINES_OF_CODE_IN_STATE = """
SELECT line_number FROM ingest.finding AS found JOIN ingest.quarantine AS kept USING (ingestion_id, line_number)
WHERE ingestion_id = %(ingestion)s AND severity = %(severity)s AND code = %(code)s AND kept.status = %(state)s
  AND line_number > %(after)s
GROUP BY line_number ORDER BY line_number LIMIT %(limit)s
"""
_STATEMENTS = {
    (False, False): _LINES,
    (True, False): _LINES_OF_CODE,
    (False, True): _LINES_IN_STATE,
    (True, True): _LINES_OF_CODE_IN_STATE,
}
"""By whether a code and whether a state is asked for."""

_ROWS = """
SELECT line_number AS line, left(min(course_key), 200) AS course_key,
       jsonb_agg(jsonb_build_object(
           'code', code, 'column', left(column_name, 200), 'value', value, 'message', left(message, %(value_limit)s)
       ) ORDER BY id) AS faults
FROM ingest.finding
WHERE ingestion_id = %(ingestion)s AND severity = %(severity)s AND line_number = ANY(%(lines)s::integer[])
GROUP BY line_number ORDER BY line_number
"""

_OF_FILE = """
SELECT code, left(column_name, 200) AS column, value, left(message, %(value_limit)s) AS message FROM ingest.finding
WHERE ingestion_id = %(ingestion)s AND severity = %(severity)s AND line_number IS NULL
ORDER BY id LIMIT %(limit)s
"""


def count_by_code(connection: Connection, ingestion_id: UUID) -> Mapping[Severity, Mapping[str, int]]:
    """Count an ingestion's findings by severity and code, codes in alphabetical order."""
    counts: dict[Severity, dict[str, int]] = {severity: {} for severity in Severity}
    with connection.cursor() as cursor:
        cursor.execute(_CODES, (ingestion_id,))
        for severity, code, number in cursor:
            counts[Severity(severity)][code] = number
    return counts


def count_rejected(connection: Connection, ingestion_id: UUID) -> int:
    """Count the rows that have a reason to be rejected, whether a plan came of the others or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT line_number) FROM ingest.finding WHERE ingestion_id = %s AND severity = %s",
            (ingestion_id, Severity.CRITICAL),
        )
        (rows,) = cursor.fetchone() or (0,)
    return int(rows)


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which rows with findings a page shows.

    Attributes:
        severity: reasons to reject, or warnings.
        code: only rows that have this one.
        state: only rejected rows in this state, one of `quarantined.STATES`.
        after: the last line of the previous page.
    """

    severity: Severity
    code: str | None = None
    state: str | None = None
    after: int = 0


def found_rows(
    connection: Connection, ingestion_id: UUID, filters: FindingFilter
) -> tuple[list[RejectedRow], int | None]:
    """Return a page of the rows with findings, each with all of its findings.

    Args:
        connection: to read on.
        ingestion_id: id of the ingestion.
        filters: which of its rows.

    Returns:
        The rows, and the `after` of the next page if there is one.
    """
    values = {"ingestion": ingestion_id, "limit": keyset.limit(), **asdict(filters)}
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENTS[bool(filters.code), bool(filters.state)], values)
        lines = [line for (line,) in cursor]
    shown, last = keyset.page(lines)
    return _rows(connection, ingestion_id, filters.severity, shown), last


def _rows(connection: Connection, ingestion_id: UUID, severity: Severity, lines: Sequence[int]) -> list[RejectedRow]:
    values = {"ingestion": ingestion_id, "severity": severity, "lines": list(lines), "value_limit": VALUE_LIMIT}
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_ROWS, values)
        return [RejectedRow(**{**row, "faults": tuple(Fault(**fault) for fault in row["faults"])}) for row in cursor]


def of_file(connection: Connection, ingestion_id: UUID, severity: Severity) -> list[Fault]:
    """Return what was found about the file as a whole."""
    values = {"ingestion": ingestion_id, "severity": severity, "limit": FILE_LIMIT, "value_limit": VALUE_LIMIT}
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_OF_FILE, values)
        return [Fault(**row) for row in cursor]
