"""What became of an ingestion, for tests to ask."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from course_runs import pipeline
from course_runs.contract.errors import FileRefused
from course_runs.database.session import session
from course_runs.ledger.ingestions import Stage


@dataclass(frozen=True)
class Ingested:
    """What became of a file.

    Attributes:
        id: of the ingestion.
        uri: of the catalog.
        refusal: why the file was refused, if it was.
    """

    id: UUID
    uri: str
    refusal: FileRefused | None

    def query(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the catalog; `%(id)s` is the ingestion."""
        with session(self.uri) as connection, connection.cursor() as cursor:
            cursor.execute(statement, parameters or {"id": self.id})
            return cursor.fetchall()

    @property
    def decisions(self) -> dict[str, int]:
        """Rows by decision."""
        return dict(
            self.query("SELECT decision, count(*) FROM ingest.outcome WHERE ingestion_id = %(id)s GROUP BY decision")
        )

    @property
    def codes(self) -> dict[int | None, list[str]]:
        """Codes of the findings by line, sorted; None is the file."""
        found = self.query(
            "SELECT line_number, array_agg(code ORDER BY code) FROM ingest.finding "
            "WHERE ingestion_id = %(id)s GROUP BY line_number"
        )
        return dict(found)


def run_stages(uri: str, ingestion_id: UUID, stages: str) -> Ingested:
    """Run stages of an ingestion, as the tasks of a DAG run do, up to the one that refuses its file.

    Args:
        uri: of the catalog.
        ingestion_id: the ingestion.
        stages: their names, separated by spaces.
    """
    try:
        for stage in stages.split():
            pipeline.run_stage(uri, Stage(stage), ingestion_id)
    except FileRefused as refusal:
        return Ingested(ingestion_id, uri, refusal)
    return Ingested(ingestion_id, uri, None)
