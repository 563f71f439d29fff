"""The findings of a drop, critical ones and warnings, by code, a page at a time."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.contract.codes import Severity
from course_runs.database import keyset
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.report import lists
from course_runs.report.list_rows import Fault, RejectedRow

FILE_LIMIT = 200
"""Most findings about the file as a whole that are shown."""

_SQL = load_statements(__package__, "row_findings.sql")


def count_by_code(connection: Connection, ingestion_id: UUID) -> Mapping[Severity, Mapping[str, int]]:
    """Count an ingestion's findings by severity and code, codes in alphabetical order."""
    counts: dict[Severity, dict[str, int]] = {severity: {} for severity in Severity}
    with connection.cursor() as cursor:
        cursor.execute(_SQL["counts_by_code"], {"ingestion_id": ingestion_id})
        for severity, code, number in cursor:
            counts[Severity(severity)][code] = number
    return counts


def count_rejected(connection: Connection, ingestion_id: UUID) -> int:
    """Count the rows with a critical finding, whether or not a plan was made."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL["count_rejected"], {"ingestion_id": ingestion_id})
        (rows,) = cursor.fetchone() or (0,)
    return int(rows)


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which rows with findings a page shows.

    Attributes:
        severity: of the findings.
        code: only rows with a finding of this code.
        state: only rejected rows in this state, one of `quarantined.STATES`.
        after: the last line of the previous page.
    """

    severity: Severity
    code: str | None = None
    state: str | None = None
    after: int = 0

    @property
    def statement(self) -> str:
        """Name of the statement that finds the lines."""
        if self.state is None:
            return "lines"
        return "lines_of_code_in_state" if self.code else "lines_in_state"


def found_rows(
    connection: Connection, ingestion_id: UUID, filters: FindingFilter
) -> tuple[list[RejectedRow], int | None]:
    """Read a page of the rows with findings, each with all its findings of that severity.

    Args:
        connection: to the catalog.
        ingestion_id: the ingestion.
        filters: which of its rows.

    Returns:
        The rows, and the `after` of the next page if there is one.
    """
    values = {
        **asdict(filters),
        "ingestion_id": ingestion_id,
        "page_limit": keyset.limit(),
        "value_limit": lists.VALUE_LIMIT,
    }
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_SQL[filters.statement], values)
        lines, last = keyset.page([row["line_number"] for row in cursor])
        cursor.execute(lists.SQL["rows_with_findings"], {**values, "lines": lines})
        return [lists.item(RejectedRow, row) for row in cursor], last


def of_file(connection: Connection, ingestion_id: UUID, severity: Severity) -> list[Fault]:
    """Read the findings about the file as a whole, at most `FILE_LIMIT`."""
    values = {
        "ingestion_id": ingestion_id,
        "severity": severity,
        "page_limit": FILE_LIMIT,
        "value_limit": lists.VALUE_LIMIT,
    }
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_SQL["of_file"], values)
        return [Fault(**row) for row in cursor]
