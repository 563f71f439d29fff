"""Claims: what each accepted row says of itself before it is known which run it is about.

A temporary table of keys, so that the wide rows are read once here and once where their values are compared, and so
that the planner knows what it joins.
"""

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion

# For this transaction: sorts and hashes of a file of ordinary size stay in memory, and each of a plan's ten or so may
# have as much and hashes twice that: with 32 MB a million rows took half a gigabyte, and were no faster. Compiling the
# wide expressions of a plan would take longer than evaluating them; what a cursor finds is read to its end; and a small
# file looks its rows up in a large catalog, where PostgreSQL, which reckons with the heads of a disk, would read the
# whole of it.
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
    """Write the temporary table `claim`, one line for each accepted row of an ingestion."""
    feed = ingestion.feed
    parameters = {"product_source": feed.product_source, "product_type": feed.product_type, "ingestion": ingestion.id}
    with connection.cursor() as cursor:
        cursor.execute(_SETTINGS)
        refresh_statistics(connection, "staged_row (ingestion_id, line_number)")
        refresh_statistics(connection, "accepted_row (ingestion_id, line_number, course_enrollment_track)")
        cursor.execute(_CLAIMS, parameters)


def refresh_statistics(connection: Connection, table_and_columns: str) -> None:
    """Tell the planner what has just been written to a table of the schema `ingest`.

    Autovacuum would, a minute later; until then a plan for 100,000 rows is made as if there were one. A small sample
    tells enough. Where another ingestion is at it, this one does not wait.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE (SKIP_LOCKED) ingest.{table_and_columns}")
