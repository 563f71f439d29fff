"""A stage starts clean: rows that an earlier attempt at it has written are deleted first."""

from collections.abc import Iterable
from uuid import UUID

from psycopg2 import sql

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Stage


def delete_rows(connection: Connection, ingestion_id: UUID, stage: Stage, tables: Iterable[str]) -> None:
    """Delete what a stage has written of an ingestion: its findings, and its rows in the stage's own tables.

    Args:
        connection: its transaction is used.
        ingestion_id: the ingestion.
        stage: the stage of which the findings are deleted.
        tables: names in the schema `ingest`; the package of each stage lists its own as `TABLES`.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ingest.finding WHERE ingestion_id = %s AND stage = %s", (ingestion_id, stage))
        for table in tables:
            statement = sql.SQL("DELETE FROM {} WHERE ingestion_id = %s").format(sql.Identifier("ingest", table))
            cursor.execute(statement, (ingestion_id,))
