"""The rejection budget: a file of which too many rows are rejected is refused."""

from course_runs.contract.errors import FileRefused, RefusalCode
from course_runs.contract.feeds import RejectionBudget
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion
from course_runs.rows.quarantine import quarantine_rejected


def is_over(budget: RejectionBudget, rejected: int, rows: int) -> bool:
    """Return whether more rows are rejected than a budget allows.

    Args:
        budget: the feed's.
        rejected: how many rows are rejected.
        rows: how many rows were read.
    """
    return rejected > budget.share * rows or (budget.rows is not None and rejected > budget.rows)


def refuse_over_budget(connection: Connection, ingestion: Ingestion) -> None:
    """Refuse a drop of which more rows are rejected than its feed allows.

    Without a partner there is no file to refuse: the rows of `additional_metadata` are the catalog's own.

    Args:
        connection: its transaction is used.
        ingestion: the findings of its rows are stored. A dry run puts no rows into the quarantine.

    Raises:
        FileRefused: REJECTION_BUDGET, with the figures. The findings and the rejected rows are kept.
    """
    budget, rows = ingestion.feed.rejection_budget, ingestion.rows_read or 0
    if not ingestion.source.has_partner:
        return
    rejected = _rejected(connection, ingestion)
    if is_over(budget, rejected, rows):
        if not ingestion.dry_run:
            quarantine_rejected(connection, ingestion, is_loaded=False)
        allowed = f"{float(budget.share) * 100:g} % of the rows" + (
            f", or {budget.rows:,}" if budget.rows is not None else ""
        )
        raise FileRefused(
            RefusalCode.REJECTION_BUDGET,
            f"{rejected:,} of {rows:,} rows are rejected, more than the feed {ingestion.feed.id} allows ({allowed}). "
            "Nothing is loaded: correct the rows that the report lists and deliver the file again.",
            keeps_work=True,
        )


def _rejected(connection: Connection, ingestion: Ingestion) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(DISTINCT line_number) FROM ingest.finding
            WHERE ingestion_id = %s AND severity = 'critical' AND line_number IS NOT NULL
            """,
            (ingestion.id,),
        )
        (rejected,) = cursor.fetchone() or (0,)
    return int(rejected)
