"""Stale drops: those that are older than one already loaded."""

from course_runs.contract.errors import FileRefused, RefusalCode
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion


def refuse_stale(connection: Connection, ingestion: Ingestion) -> None:
    """Refuse a drop that is older than one already loaded for its feed, unless it is forced.

    Raises:
        FileRefused: STALE_FILE, naming the newer drop.
    """
    if ingestion.force or ingestion.drop_at is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT file, drop_at FROM ingest.ingestion
            WHERE feed_id = %s AND rows_from = 'drop' AND loaded_at IS NOT NULL AND drop_at > %s AND id <> %s
            ORDER BY drop_at DESC LIMIT 1
            """,
            (ingestion.feed.id, ingestion.drop_at, ingestion.id),
        )
        newer = cursor.fetchone()
    if newer:
        raise FileRefused(
            RefusalCode.STALE_FILE,
            f"The drop of {ingestion.drop_at:%Y-%m-%d %H:%M} is older than {newer[0]}, of {newer[1]:%Y-%m-%d %H:%M}, "
            "which has been loaded already. Set `force` to load it anyway and overwrite newer values.",
        )
