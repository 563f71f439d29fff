"""How long rows stay: their cells until the feed's next drop, what became of them for good.

Staged and accepted rows are as large as the drops themselves. Once an ingestion is over, nobody needs them but its
report; rejected rows are in the quarantine, decisions, findings and changes stay. What the report says of a row besides
goes to `ingest.reported_row`, so that it can be made again.
"""

from uuid import UUID

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion

DAYS = 30
"""After which the rows of an ingestion that never came to an end go too."""

_SPENT = """
SELECT id, counts IS NOT NULL AS decided FROM ingest.ingestion
WHERE feed_id = %(feed)s AND id <> %(ingestion)s
  AND (status IN ('loaded', 'reported', 'refused') OR as_of < now() - make_interval(days => %(days)s))
  AND EXISTS (SELECT FROM ingest.staged_row WHERE ingestion_id = ingestion.id)
"""

# Of a file that was refused before its rows were decided on, the lines stay, without a decision.
_REMEMBER = """
INSERT INTO ingest.row_decision (ingestion_id, line_number, decision, course_key)
SELECT row.ingestion_id, row.line_number, row.decision, row.course_key FROM ingest.outcome AS row
WHERE row.ingestion_id = ANY(%s::uuid[])
ON CONFLICT DO NOTHING
"""

# Of rows that change nothing and were not turned away, a report says no more than their number.
_KEEP_WORDS = """
INSERT INTO ingest.reported_row
    (ingestion_id, line_number, title, starts_at, ends_at, is_future_variant, external_course_marketing_type)
SELECT row.ingestion_id, row.line_number, row.title, row.starts_at, row.ends_at, row.is_future_variant,
       row.external_course_marketing_type
FROM ingest.accepted_row AS row JOIN ingest.row_decision AS decided USING (ingestion_id, line_number)
WHERE row.ingestion_id = ANY(%(spent)s::uuid[])
  AND (decided.decision NOT IN ('unchanged', 'rejected') OR EXISTS (
      SELECT FROM ingest.applied_change AS change
      WHERE change.ingestion_id = row.ingestion_id AND change.line_number = row.line_number
      UNION ALL
      SELECT FROM ingest.planned_change AS change
      WHERE change.ingestion_id = row.ingestion_id AND change.line_number = row.line_number))
"""
_KEEP_CELLS = """
INSERT INTO ingest.reported_row (ingestion_id, line_number, cells)
SELECT row.ingestion_id, row.line_number, row.cells FROM ingest.staged_row AS row
WHERE row.ingestion_id = ANY(%(spent)s::uuid[])
  AND EXISTS (SELECT FROM ingest.finding AS finding WHERE finding.ingestion_id = row.ingestion_id
              AND finding.line_number = row.line_number AND finding.severity = 'critical')
  AND NOT EXISTS (SELECT FROM ingest.quarantine AS kept WHERE kept.ingestion_id = row.ingestion_id
                  AND kept.line_number = row.line_number)
"""


def drop_spent_rows(connection: Connection, ingestion: Ingestion) -> list[UUID]:
    """Drop the staged and accepted rows of a feed's earlier ingestions that are over.

    Args:
        connection: its transaction is used.
        ingestion: the one that begins.

    Returns:
        The ingestions whose rows went.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SPENT, {"feed": ingestion.feed.id, "ingestion": ingestion.id, "days": DAYS})
        decided = dict(cursor.fetchall())
        spent = list(decided)
        if spent:
            cursor.execute(_REMEMBER, ([identity for identity in spent if not decided[identity]],))
            for keep in (_KEEP_WORDS, _KEEP_CELLS):
                cursor.execute(keep, {"spent": spent})
            for table in ("accepted_row", "staged_row"):
                cursor.execute(f"DELETE FROM ingest.{table} WHERE ingestion_id = ANY(%s::uuid[])", (spent,))
    return spent
