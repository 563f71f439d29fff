"""An ingestion written by hand into a real database: the report is made from nothing else."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from course_runs.contract.feeds import load_feed
from course_runs.database.session import Connection
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Status, ingestion_id

FEED = "2u-executive-education"
RUN_ID = "manual__2026-11-20"
HEADER = ["organization", "number", "title", "start_date", "variant_id"]
VARIANT = "5d2c4f3e-7a11-4c5b-9c0d-0a1b2c3d4e5f"
START = datetime(2030, 1, 15, tzinfo=UTC)
END = datetime(2030, 4, 1, tzinfo=UTC)


class Book:
    """One ingestion, written line by line as the stages would.

    Attributes:
        id: the ingestion's.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.id = ingestion_id("course_runs_2u_executive_education", RUN_ID)

    def open(self, status: Status, **facts: object) -> None:
        """Write its ledger line."""
        self._insert(
            "ingestion",
            {
                "id": self.id,
                "feed_id": FEED,
                "feed_settings": load_feed(FEED).model_dump_json(),
                "dag_id": "course_runs_2u_executive_education",
                "run_id": RUN_ID,
                "rows_from": "drop",
                "file": "/srv/drops/2u/2026-11-20.csv",
                "full_drop": True,
                "dry_run": False,
                "force": False,
                "allow_archive": False,
                "as_of": datetime(2026, 11, 20, 5, tzinfo=UTC),
                "contract_version": "1",
                "status": status,
                "header": HEADER,
                **facts,
            },
        )

    def row(self, line: int, decision: str | None, course: str = "HarvardX+CS50", *, run: str | None = None,
            cells: Sequence[str] = (), **accepted: object) -> None:  # fmt: skip
        """Write a row: staged, decided unless the decision is None, accepted if it has values."""
        organization, number = course.split("+")
        row = {"ingestion_id": self.id, "line_number": line}
        self._insert("staged_row", row | {"cells": list(cells) or [organization, number, "A title", "2030-01-15", ""]})
        if decision:
            self._insert("row_decision", row | {"decision": decision, "course_key": course, "course_run_key": run})
        if accepted:
            keys = {"course_key": course, "organization": organization, "number": number}
            self._insert("accepted_row", row | keys | accepted)

    def change(self, line: int | None, place: tuple[str, str], before: Mapping[str, object] | None,
               after: Mapping[str, object], *, applied: bool = True) -> None:  # fmt: skip
        """Write a change of a (table, key), planned and, by default, applied."""
        table, key = place
        values = {
            "ingestion_id": self.id,
            "table_name": table,
            "row_key": key,
            "line_number": line,
            "before": None if before is None else json.dumps(before),
            "after": json.dumps(after),
        }
        self._insert("planned_change", values)
        if applied:
            self._insert("applied_change", values)

    def finding(self, line: int | None, code: str, message: str, **facts: str) -> None:
        """Write a finding of validation; it rejects unless its severity is a warning."""
        found = {"line_number": line, "code": code, "message": message, "severity": "critical"}
        self._insert("finding", {"ingestion_id": self.id, "stage": "validate", **found, **facts})

    def attempt(self, *stages: str, error: str | None = None, seconds: float | None = 1.5) -> None:
        """Write an attempt at each stage; without seconds it never finished."""
        for stage in stages:
            self._execute(
                "INSERT INTO ingest.stage_attempt (ingestion_id, stage, started_at, finished_at, error)"
                " VALUES (%s, %s, now(), now() + %s * interval '1 second', %s)",
                (self.id, stage, seconds, error),
            )

    def find(self) -> Ingestion:
        """Read the ingestion as a stage gets it."""
        return ingestions.find(self._connection, self.id)

    def state(self) -> tuple[str, str | None]:
        """Return the ledger's status and message."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT status, message FROM ingest.ingestion WHERE id = %s", (self.id,))
            status, message = cursor.fetchone() or ("", None)
        return status, message

    def _insert(self, table: str, values: Mapping[str, object]) -> None:
        columns, places = ", ".join(values), ", ".join(["%s"] * len(values))
        self._execute(f"INSERT INTO ingest.{table} ({columns}) VALUES ({places})", tuple(values.values()))

    def _execute(self, statement: str, values: Sequence[Any]) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(statement, values)
