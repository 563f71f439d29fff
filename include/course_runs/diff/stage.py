"""The diff stage: decides for every accepted row, and plans field by field what a load would change."""

from collections import Counter

from course_runs.contract.errors import InvariantBroken
from course_runs.database.session import Connection
from course_runs.diff.archiving import plan_archiving
from course_runs.diff.claims import gather_claims
from course_runs.diff.conclusion import conclude
from course_runs.diff.fingerprint import fingerprint
from course_runs.diff.matching import match_rows
from course_runs.diff.ownership import reject_foreign_rows
from course_runs.diff.plan_changes import plan_changes
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Status
from course_runs.rows.decisions import in_words
from course_runs.rows.rejection_budget import refuse_over_budget


def diff(connection: Connection, ingestion: Ingestion) -> str:
    """Plan an ingestion against the catalog as it is at one moment.

    Args:
        connection: its transaction is repeatable read, so that all queries see the same catalog.
        ingestion: with its accepted rows.

    Returns:
        One sentence that counts the decisions.

    Raises:
        FileRefused: with the rows that this stage rejects there are more than the feed allows.
        InvariantBroken: the decisions do not add up to the rows read.
    """
    counts = plan(connection, ingestion)
    return f"{ingestion.rows_read or 0:,} rows: {in_words(counts)}"


def plan(connection: Connection, ingestion: Ingestion) -> Counter[str]:
    """Decide and plan; there is no plan of the ingestion yet.

    Returns:
        Rows by decision.

    Raises:
        FileRefused: as `diff`.
        InvariantBroken: as `diff`.
    """
    gather_claims(connection, ingestion)
    reject_foreign_rows(connection, ingestion)
    match_rows(connection, ingestion)
    plan_changes(connection, ingestion)
    counts = conclude(connection, ingestion)
    refuse_over_budget(connection, ingestion)
    withheld = plan_archiving(connection, ingestion)
    if counts.total() != ingestion.rows_read:
        raise InvariantBroken(f"{ingestion.rows_read} rows were read and {counts.total()} decided: {dict(counts)}.")
    facts = {"counts": dict(counts), "withheld": withheld, "fingerprint": fingerprint(connection, ingestion)}
    ingestions.advance(connection, ingestion.id, Status.PLANNED, facts)
    return counts
