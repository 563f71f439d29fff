"""Claims: the keys of each accepted row, before it is known which run it is about.

A temporary table of keys, so that the wide rows are read once here and once where their values are compared, and so
that the planner knows what it joins.
"""

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion

# For this transaction:
# work_mem: sorts and hashes of an ordinary file stay in memory. A plan has some ten of them, and a hash takes twice as
#   much. With 32 MB a million rows took half a gigabyte and were no faster.
# jit = off: compiling the wide expressions of a plan takes longer than evaluating them.
# cursor_tuple_fraction = 1: cursors are read to their end.
# random_page_cost = 2: SSD; otherwise a small file triggers a full scan of a large catalog.
_SETTINGS = """
SET LOCAL work_mem = '16MB';
SET LOCAL jit = off;
SET LOCAL default_statistics_target = 10;
SET LOCAL cursor_tuple_fraction = 1;
SET LOCAL random_page_cost = 2
"""

# One partner's feed never rewrites another's course: such a claim is foreign.
_CLAIMS = """
DROP TABLE IF EXISTS claim;
CREATE TEMPORARY TABLE claim ON COMMIT DROP AS
SELECT row.line_number, row.course_key, course.key IS NOT NULL AS course_exists,
       course.key IS NOT NULL AND (course.product_source_slug, course.course_type_slug)
           IS DISTINCT FROM (%(product_source)s, %(product_type)s) AS is_foreign,
       row.variant_id, row.starts_at, row.ends_at, row.restriction_type, row.verified_price
FROM ingest.accepted_row AS row
LEFT JOIN catalog.course ON course.key = row.course_key
WHERE row.ingestion_id = %(ingestion)s;
ANALYZE claim;
"""


def gather_claims(connection: Connection, ingestion: Ingestion) -> None:
    """Write the temporary table `claim`: the keys of each accepted row of an ingestion.

    Args:
        connection: its transaction is used.
        ingestion: the ingestion, with its accepted rows.
    """
    feed = ingestion.feed
    parameters = {"product_source": feed.product_source, "product_type": feed.product_type, "ingestion": ingestion.id}
    with connection.cursor() as cursor:
        cursor.execute(_SETTINGS)
        refresh_statistics(connection, "staged_row (ingestion_id, line_number)")
        refresh_statistics(connection, "accepted_row (ingestion_id, line_number, course_enrollment_track)")
        cursor.execute(_CLAIMS, parameters)


def refresh_statistics(connection: Connection, table_and_columns: str) -> None:
    """Update the planner's statistics of a table of the schema `ingest` that has just been written.

    Autovacuum would do it a minute later; until then a plan for 100,000 rows is made as if there were one. A small
    sample is enough. If another ingestion is analysing the table, this one does not wait.

    Args:
        connection: its transaction is used.
        table_and_columns: name and columns, such as `finding (ingestion_id, code)`.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE (SKIP_LOCKED) ingest.{table_and_columns}")
