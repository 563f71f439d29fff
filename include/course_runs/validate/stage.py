"""The validate stage: judges the staged rows a chunk at a time, and stores accepted rows and findings."""

import logging

from course_runs.contract.errors import StagedRowsGone
from course_runs.database.session import Connection
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Stage, Status
from course_runs.rows.findings import add_findings
from course_runs.rows.rejection_budget import refuse_over_budget
from course_runs.validate.accepted import store_accepted
from course_runs.validate.chunk import staged_chunks
from course_runs.validate.gx_frame import gx_frame
from course_runs.validate.judge import Judge
from course_runs.validate.references import load_references
from course_runs.validate.suite import build_rules
from course_runs.validate.verdicts import findings, rejected_lines

log = logging.getLogger(__name__)


def validate(connection: Connection, ingestion: Ingestion) -> str:
    """Judge the staged rows and store those that are accepted.

    Args:
        connection: its transaction is used.
        ingestion: its rows are staged. Its feed has the required columns and the formats of dates and times.

    Returns:
        One sentence that says how many rows were accepted and rejected.

    Raises:
        FileRefused: more rows are rejected than the feed allows, or a rule could not be checked.
        StagedRowsGone: staged rows have been purged.
    """
    feed = ingestion.source.settings_for_reading(ingestion.feed)
    references = load_references(connection, feed)
    judge = Judge(build_rules(feed, ingestion.header, references))
    judged = accepted = 0
    for chunk in staged_chunks(connection, ingestion, feed):
        failed = judge.judge(gx_frame(chunk, references))
        add_findings(connection, ingestion.id, Stage.VALIDATE, findings(chunk, failed, references))
        accepted += store_accepted(connection, ingestion.id, chunk, rejected_lines(failed), references)
        judged += len(chunk.lines)
        del chunk  # before the next one is read
        log.info("%s of %s rows judged, %s accepted", f"{judged:,}", f"{ingestion.rows_read or 0:,}", f"{accepted:,}")
    if judged != ingestion.rows_read:
        raise StagedRowsGone(
            f"Of the {ingestion.rows_read} rows that were read, {judged} are still staged: run the extract stage again."
        )
    if judged:
        _store_data_docs(connection, ingestion, judge)
    refuse_over_budget(connection, ingestion)
    ingestions.advance(connection, ingestion.id, Status.VALIDATED)
    return f"{accepted:,} rows accepted, {judged - accepted:,} rejected"


def _store_data_docs(connection: Connection, ingestion: Ingestion, judge: Judge) -> None:
    with connection.cursor() as cursor:
        page = judge.data_docs.page(judge.rules, ingestion)
        cursor.execute("INSERT INTO ingest.data_docs (ingestion_id, page) VALUES (%s, %s)", (ingestion.id, page))
