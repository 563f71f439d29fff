"""How long the rows of an ingestion stay.

Staged and accepted rows are as large as the drop itself, and only the report still reads them once an ingestion is
over. They are purged when the feed's next drop is extracted, and so is the plan if it was loaded. What a report shows
of a row besides its decision, findings and changes is kept in `ingest.reported_row`, so that it can be made again.

The details of an ingestion are purged after a number of days (`course_runs.settings.details_days`): findings,
decisions, reported rows, attempts, Data Docs, and the plan of one that was not loaded. The ledger, the history and the
quarantine stay for good.
"""

from course_runs import settings
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.ledger.ingestions import Ingestion

STAGED_DAYS = 30
"""Days after which the staged rows of an ingestion that never finished are purged too."""

PURGED_AT_ONCE = 10
"""Ingestions of which the details are purged with one drop."""

_DETAILS = (
    "staged_row",
    "accepted_row",
    "planned_change",
    "finding",
    "row_decision",
    "reported_row",
    "data_docs",
    "stage_attempt",
)
_SQL = load_statements(__package__, "retention.sql")


def purge_staged_rows(connection: Connection, ingestion: Ingestion) -> None:
    """Purge the staged and accepted rows, and the loaded plans, of the feed's earlier ingestions that are over.

    Args:
        connection: its transaction is used.
        ingestion: the ingestion that begins; its own rows stay.
    """
    values = {"feed_id": ingestion.feed.id, "ingestion_id": ingestion.id, "days": STAGED_DAYS}
    with connection.cursor() as cursor:
        cursor.execute(_SQL["find_ingestions_with_staged_rows"], values)
        are_decided = dict(cursor.fetchall())
        if not are_decided:
            return
        cursor.execute(
            _SQL["keep_decisions"], {"undecided": [key for key, decided in are_decided.items() if not decided]}
        )
        for name in (
            "keep_reported_values",
            "keep_rejected_cells",
            "purge_accepted_rows",
            "purge_staged_rows",
            "purge_loaded_plans",
        ):
            cursor.execute(_SQL[name], {"ingestion_ids": list(are_decided)})


def purge_details(connection: Connection) -> None:
    """Purge the details of ingestions, of any feed, that began more than `settings.details_days()` days ago.

    Args:
        connection: its transaction is used.

    Raises:
        ValueError: the setting is not a number of days.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL["find_ingestions_with_old_details"], {"days": settings.details_days(), "most": PURGED_AT_ONCE}
        )
        values = {"ingestion_ids": [ingestion_id for (ingestion_id,) in cursor]}
        if not values["ingestion_ids"]:
            return
        for table in _DETAILS:
            cursor.execute(f"DELETE FROM ingest.{table} WHERE ingestion_id = ANY(%(ingestion_ids)s::uuid[])", values)  # noqa: S608 - tables named above
        cursor.execute(_SQL["mark_details_purged"], values)
