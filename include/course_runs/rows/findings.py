"""Findings: what is wrong with a row, or worth reporting, as data that every stage writes in one form."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from psycopg2.extras import execute_values

from course_runs.contract.codes import Code, Severity
from course_runs.database.session import Connection

VALUE_LIMIT = 200
"""The most characters of a value that a finding keeps."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a row or with a file.

    Attributes:
        code: the kind of fault.
        message: what is wrong and what to do, a sentence for the partner.
        line: physical line on which the row starts; None: the file as a whole.
        column: the source column in the contract's spelling, where there is one.
        value: the cell as it came.
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
        """Whether the finding rejects its row."""
        return self.code.severity


def add_findings(connection: Connection, ingestion_id: UUID, stage: str, found: Iterable[Finding]) -> None:
    """Store findings of a stage, in addition to those that it has stored before.

    Args:
        connection: its transaction is used.
        ingestion_id: the ingestion.
        stage: the stage that found them.
        found: any number of findings; a value longer than `VALUE_LIMIT` is cut.
    """
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
