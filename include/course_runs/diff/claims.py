"""Claims: what each accepted row says of itself before it is known which run it is about.

A temporary table of keys, so that the wide rows are read once here and once where their values are compared, and so
that the planner knows what it joins: statistics of the staging tables are as old as the last drop.
"""

from course_runs.database import Connection
from course_runs.ledger import Ingestion

_CLAIMS = """
DROP TABLE IF EXISTS claim;
CREATE TEMPORARY TABLE claim ON COMMIT DROP AS
SELECT row.line_number, row.course_key, course.key IS NOT NULL AS course_exists, row.variant_id, row.starts_at,
       row.ends_at, row.restriction_type, row.verified_price
FROM ingest.accepted_row AS row
LEFT JOIN catalog.course ON course.key = row.course_key
WHERE row.ingestion_id = %s;
ANALYZE claim;
"""

# For this transaction: sorts and hashes of a file of ordinary size stay in memory, and compiling the wide expressions
# of a plan would take longer than evaluating them.
_SETTINGS = "SET LOCAL work_mem = '64MB'; SET LOCAL jit = off"


def gather_claims(connection: Connection, ingestion: Ingestion) -> None:
    """Write the temporary table `claim`, one line for each accepted row of an ingestion."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTINGS)
        cursor.execute(_CLAIMS, (ingestion.id,))
