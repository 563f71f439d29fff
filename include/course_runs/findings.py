"""Findings: what is wrong with a row, or worth a word, as data that every stage writes in the same form."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from psycopg2.extras import execute_values

from course_runs.database import Connection

VALUE_LIMIT = 200
"""Characters of an offending value that a finding keeps."""


class Severity(StrEnum):
    """A critical finding rejects its row; a warning is reported."""

    CRITICAL = "critical"
    WARNING = "warning"


class Code(StrEnum):
    """What a finding is about; the first block rejects the row, the second never does."""

    MISSING_ORGANIZATION = "MISSING_ORGANIZATION"
    MISSING_COURSE_TYPE = "MISSING_COURSE_TYPE"
    MISSING_COURSE_RUN_TYPE = "MISSING_COURSE_RUN_TYPE"
    MISSING_REQUIRED_DATA = "MISSING_REQUIRED_DATA"
    INVALID_DATE = "INVALID_DATE"
    INVALID_SCHEDULE = "INVALID_SCHEDULE"
    INVALID_VARIANT_ID = "INVALID_VARIANT_ID"
    INVALID_PRICE = "INVALID_PRICE"
    INVALID_NUMBER = "INVALID_NUMBER"
    INVALID_URL = "INVALID_URL"
    INVALID_LANGUAGE = "INVALID_LANGUAGE"
    INVALID_SUBJECT = "INVALID_SUBJECT"
    INVALID_LEVEL = "INVALID_LEVEL"
    INVALID_PACING = "INVALID_PACING"
    INVALID_RESTRICTION_TYPE = "INVALID_RESTRICTION_TYPE"
    NOT_THIS_FEED = "NOT_THIS_FEED"
    RAGGED_ROW = "RAGGED_ROW"
    CONFLICTING_ROWS = "CONFLICTING_ROWS"
    VARIANT_TAKEN = "VARIANT_TAKEN"
    AMBIGUOUS_RUN = "AMBIGUOUS_RUN"

    HTML_SANITISED = "HTML_SANITISED"
    CONFLICTING_COURSE_DATA = "CONFLICTING_COURSE_DATA"
    REGISTRATION_AFTER_END = "REGISTRATION_AFTER_END"
    UNKNOWN_PROGRAM_TYPE = "UNKNOWN_PROGRAM_TYPE"
    UNKNOWN_MARKETING_TYPE = "UNKNOWN_MARKETING_TYPE"
    UNKNOWN_COLUMN = "UNKNOWN_COLUMN"


WARNINGS = frozenset(
    {
        Code.HTML_SANITISED,
        Code.CONFLICTING_COURSE_DATA,
        Code.REGISTRATION_AFTER_END,
        Code.UNKNOWN_PROGRAM_TYPE,
        Code.UNKNOWN_MARKETING_TYPE,
        Code.UNKNOWN_COLUMN,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    Attributes:
        code: what it is.
        message: what is wrong and what to do, a sentence for the partner.
        line: physical line on which the row starts; None: the file as a whole.
        column: the column as the contract names it, where there is one.
        value: the offending cell as it came.
        course_key: `ORG+NUMBER`, where the row has one.
    """

    code: Code
    message: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    course_key: str | None = None

    @property
    def severity(self) -> Severity:
        """Whether it rejects its row."""
        return Severity.WARNING if self.code in WARNINGS else Severity.CRITICAL


def replace_findings(connection: Connection, ingestion_id: UUID, stage: str, found: Iterable[Finding]) -> None:
    """Store what a stage found, in place of what an earlier attempt of the same stage did."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ingest.finding WHERE ingestion_id = %s AND stage = %s", (ingestion_id, stage))
    add_findings(connection, ingestion_id, stage, found)


def add_findings(connection: Connection, ingestion_id: UUID, stage: str, found: Iterable[Finding]) -> None:
    """Store what a stage found, besides what it has stored already."""
    rows = (
        (
            ingestion_id,
            stage,
            f.line,
            f.code,
            f.severity,
            f.course_key,
            f.column,
            f.value and f.value[:VALUE_LIMIT],
            f.message,
        )
        for f in found
    )
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            """
            INSERT INTO ingest.finding
                (ingestion_id, stage, line_number, code, severity, course_key, column_name, value, message)
            VALUES %s
            """,
            rows,
            page_size=1000,
        )
