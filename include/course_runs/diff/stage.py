"""The diff stage: decides what becomes of every row, and plans field by field what a load would change."""

from course_runs.contract.errors import InvariantBroken
from course_runs.database.session import Connection
from course_runs.diff.claims import gather_claims, reject_foreign_rows
from course_runs.diff.conclusion import conclude, fingerprint, plan_archiving, warn_of_conflicts
from course_runs.diff.matching import match_rows
from course_runs.diff.proposals import plan_changes
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Status
from course_runs.rows.decisions import in_words
from course_runs.rows.rejection_budget import refuse_over_budget


def diff(connection: Connection, ingestion: Ingestion) -> str:
    """Plan an ingestion against the catalog as it is at one moment; the ingestion has no plan yet.

    Args:
        connection: its transaction sees the catalog at one moment: it is repeatable read, or holds the catalog's lock.
        ingestion: with its accepted rows.

    Returns:
        One sentence that counts the decisions.

    Raises:
        FileRefused: more rows are rejected, with those of this stage, than the feed allows.
        InvariantBroken: the decisions do not add up to the rows read.
    """
    gather_claims(connection, ingestion)
    reject_foreign_rows(connection, ingestion)
    match_rows(connection, ingestion)
    plan_changes(connection, ingestion)
    counts = conclude(connection, ingestion)
    warn_of_conflicts(connection, ingestion)
    refuse_over_budget(connection, ingestion)
    withheld = plan_archiving(connection, ingestion)
    if counts.total() != ingestion.rows_read:
        raise InvariantBroken(f"{ingestion.rows_read} rows were read and {counts.total()} decided: {dict(counts)}.")
    facts = {"counts": dict(counts), "withheld": withheld, "fingerprint": fingerprint(connection, ingestion)}
    ingestions.advance(connection, ingestion.id, Status.PLANNED, facts)
    return f"{ingestion.rows_read or 0:,} rows: {in_words(counts)}"
