"""The load stage: applies the plan in one transaction, while nobody else can write to the catalog."""

import logging
from collections import Counter

from course_runs.contract.errors import InvariantBroken
from course_runs.database.session import Connection
from course_runs.diff import TABLES as TABLES_OF_DIFF
from course_runs.diff.claims import gather_claims
from course_runs.diff.conclusion import fingerprint
from course_runs.diff.stage import diff
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Stage, Status
from course_runs.ledger.stale_drops import refuse_stale
from course_runs.load.apply import apply_plan
from course_runs.rows.clean_start import delete_rows
from course_runs.rows.decisions import in_words
from course_runs.rows.quarantine import quarantine_rejected

log = logging.getLogger(__name__)

# Loads wait for each other at the advisory lock, so that they do not meet as deadlocks on the tables; the table locks
# keep every other writer out between the check of the plan and its last change. Readers are not disturbed.
_LOCK = """
SELECT pg_advisory_xact_lock(hashtextextended('course_runs.load', 0));
LOCK TABLE catalog.course, catalog.course_run, catalog.additional_metadata, catalog.course_subject,
    catalog.course_collaborator, catalog.course_run_staff IN SHARE ROW EXCLUSIVE MODE;
"""


def load(connection: Connection, ingestion: Ingestion) -> str:
    """Apply an ingestion's plan to the catalog: all of it or nothing.

    If the catalog has changed since the plan was made, the load plans again inside the lock.

    Args:
        connection: its transaction is the load.
        ingestion: with its plan.

    Returns:
        One sentence that says what was loaded.

    Raises:
        FileRefused: a newer drop was loaded in the meantime, or a new plan rejects too many rows.
        InvariantBroken: the plan did not apply as planned.
    """
    if ingestion.dry_run:
        return "Nothing to do: a dry run loads nothing."
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    log.info("The catalog is locked against other writers")
    if ingestions.find(connection, ingestion.id).is_loaded:
        return "Nothing to do: another attempt has loaded it in the meantime."
    refuse_stale(connection, ingestion)
    gather_claims(connection, ingestion)  # the fingerprint is of the courses and variants that the rows claim
    has_moved = fingerprint(connection, ingestion) != ingestion.fingerprint
    if has_moved:
        delete_rows(connection, ingestion.id, Stage.DIFF, TABLES_OF_DIFF)
        diff(connection, ingestion)
    changed = apply_plan(connection, ingestion.id)
    _require_every_row_has_an_outcome(connection, ingestion)
    quarantine_rejected(connection, ingestion, is_loaded=True)
    ingestions.advance(connection, ingestion.id, Status.LOADED)
    return f"{changed:,} catalog rows changed" + (", planned again: the catalog had moved" if has_moved else "")


def _require_every_row_has_an_outcome(connection: Connection, ingestion: Ingestion) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT decision, count(*) FROM ingest.outcome WHERE ingestion_id = %s GROUP BY decision", (ingestion.id,)
        )
        counts = Counter(dict(cursor.fetchall()))
    if None in counts or counts.total() != ingestion.rows_read:
        raise InvariantBroken(
            f"Of {ingestion.rows_read} rows read, {counts.total()} have an outcome ({in_words(counts)}): not loaded."
        )
