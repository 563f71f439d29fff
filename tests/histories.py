"""Drops out of a library of rows that were validated once, so that a long history of drops is quick to play."""

from collections.abc import Sequence
from uuid import UUID

from course_runs import pipeline
from course_runs.database.session import session
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Request, Stage, Status
from drops import D0, D1, D2, Row, row, variant

FEED = "2u-executive-education"
COURSES = ("ONE", "TWO")
VARIANTS = (None, "A", "B", "C")
B2B = {"restriction_type": "custom-b2b-enterprise"}
EXTRAS: tuple[dict[str, str], ...] = ({}, {"title": "Other", "verified_price": "7"}, {"staff": "Liang Wei"}, B2B)
SELECT = """
INSERT INTO {table}
SELECT (jsonb_populate_record(known, jsonb_build_object('ingestion_id', %(to)s, 'line_number', place + 1))).*
FROM unnest(%(lines)s::integer[]) WITH ORDINALITY AS chosen (line, place)
JOIN {table} AS known ON known.ingestion_id = %(library)s AND known.line_number = line
"""


def library() -> list[Row]:
    """List every row of a small world: few courses, variants and schedules, so that they clash."""
    return [
        row(number, name and variant(name), **when, **extra)
        for number in COURSES
        for name in VARIANTS
        for when in (D0, D1, D2)
        for extra in EXTRAS
    ]


class History:
    """A catalog, and what was done to it.

    Args:
        uri: of the catalog; it has the library's rows, validated.
        shelf: the ingestion of the library.
    """

    def __init__(self, uri: str, shelf: UUID) -> None:
        self.uri = uri
        self._shelf = shelf

    def begin(self, name: str, lines: Sequence[int], *, full: bool) -> UUID:
        """Start an ingestion over, as far as validated: its rows are those on the given lines of the library."""
        request = Request(feed_id=FEED, dag_id="histories", run_id=name, file=name, full_drop=full, allow_archive=True)
        identity = pipeline.begin(self.uri, request)
        with session(self.uri) as connection:
            known, ours = (ingestions.find(connection, each) for each in (self._shelf, identity))
            if ours.is_loaded:
                return identity
            with connection.cursor() as cursor:
                for table in ("planned_change", "row_decision", "finding", "accepted_row", "staged_row"):
                    cursor.execute(f"DELETE FROM ingest.{table} WHERE ingestion_id = %s", (identity,))
                for table in ("ingest.staged_row", "ingest.accepted_row"):
                    values = {"to": identity, "library": self._shelf, "lines": list(lines)}
                    cursor.execute(SELECT.format(table=table), values)
            facts = {"header": list(known.header), "rows_read": len(lines)}
            ingestions.advance(connection, identity, Status.VALIDATED, facts)
        return identity

    def run(self, stage: Stage, identity: UUID) -> str:
        """Run a stage."""
        return pipeline.run_stage(self.uri, stage, identity)

    def apply(self, name: str, lines: Sequence[int], *, full: bool) -> None:
        """Load a drop from the first stage to the last, once."""
        identity = self.begin(name, lines, full=full)
        for stage in (Stage.DIFF, Stage.LOAD):
            self.run(stage, identity)

    def execute(self, statement: str) -> None:
        """Do what a person does."""
        with session(self.uri) as connection, connection.cursor() as cursor:
            cursor.execute(statement)

    def query(self, statement: str, *parameters: object) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        with session(self.uri) as connection, connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)
            return cursor.fetchall()
