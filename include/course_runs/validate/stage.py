"""The validate stage: staged rows, judged a chunk at a time; the accepted ones are read, the others have findings."""

from collections.abc import Iterator, Sequence

from course_runs import ledger
from course_runs.database import Connection
from course_runs.extract import additional_metadata
from course_runs.findings import add_findings, replace_findings
from course_runs.ledger import Ingestion, Stage, Status
from course_runs.rejection_budget import refuse_over_budget
from course_runs.validate.accepted import read_accepted, store_accepted
from course_runs.validate.judge import Judge
from course_runs.validate.judged import as_judged, read_chunk
from course_runs.validate.references import load_references
from course_runs.validate.suite import build_rules
from course_runs.validate.verdicts import findings, rejected_lines

CHUNK = 20_000
"""Rows that are held at once; fewer would pay the fixed cost of a validation more often."""


def validate(connection: Connection, ingestion: Ingestion) -> str:
    """Judge the staged rows and read those that pass.

    Args:
        connection: its transaction is used.
        ingestion: whose rows; its feed says what is required and how moments are written.

    Returns:
        One sentence that says how many rows were accepted and rejected.

    Raises:
        FileRefused: more rows are rejected than the feed allows, or a rule could not be judged.
    """
    feed = ingestion.feed if ingestion.from_drop else additional_metadata.as_written(ingestion.feed)
    references = load_references(connection, feed)
    judge = Judge(build_rules(feed, ingestion.header, references))
    _discard_earlier(connection, ingestion)
    accepted = 0
    for rows in _staged(connection, ingestion):
        chunk = read_chunk(rows, ingestion.header, feed)
        failed = judge.judge(as_judged(chunk, references))
        good = read_accepted(chunk, rejected_lines(failed), references)
        found = [*findings(chunk, failed, references), *good.warnings]
        add_findings(connection, ingestion.id, Stage.VALIDATE, found)
        accepted += store_accepted(connection, ingestion.id, good)
    refuse_over_budget(connection, ingestion)
    ledger.advance(connection, ingestion.id, Status.VALIDATED)
    return f"{accepted:,} rows accepted, {(ingestion.rows_read or 0) - accepted:,} rejected"


def _discard_earlier(connection: Connection, ingestion: Ingestion) -> None:
    replace_findings(connection, ingestion.id, Stage.VALIDATE, ())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ingest.accepted_row WHERE ingestion_id = %s", (ingestion.id,))


def _staged(connection: Connection, ingestion: Ingestion) -> Iterator[Sequence[tuple[int, list[str]]]]:
    with connection.cursor("staged_rows") as cursor:  # a named cursor stays on the server: only a chunk comes over
        cursor.execute(
            "SELECT line_number, cells FROM ingest.staged_row WHERE ingestion_id = %s ORDER BY line_number",
            (ingestion.id,),
        )
        while rows := cursor.fetchmany(CHUNK):
            yield rows
