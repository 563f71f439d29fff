"""The fingerprint of what a plan depends on: it changes with every committed change of those rows, by any writer."""

from course_runs.database import Connection
from course_runs.ledger import Ingestion

# xmin is the transaction that wrote a row's present version. It covers what a version number kept by our own loads
# cannot: changes by others. The rows are those of the drop's courses, of the variants named and of the slugs taken.
_FINGERPRINT = """
WITH courses AS (
    SELECT course_key AS key FROM ingest.accepted_row WHERE ingestion_id = %(ingestion)s
    UNION
    SELECT row_key FROM ingest.planned_change
    WHERE ingestion_id = %(ingestion)s AND table_name = 'additional_metadata'
), versions (row, version) AS (
    SELECT 'course ' || stored.key, stored.xmin FROM catalog.course AS stored JOIN courses USING (key)
    UNION ALL
    SELECT 'slug ' || stored.key, stored.xmin FROM ingest.planned_change AS planned
    JOIN catalog.course AS stored ON stored.slug = planned.after ->> 'slug'
    WHERE planned.ingestion_id = %(ingestion)s AND planned.table_name = 'course'
    UNION ALL
    SELECT 'run ' || stored.key, stored.xmin FROM catalog.course_run AS stored
    JOIN courses ON courses.key = stored.course
    UNION ALL
    SELECT 'variant ' || stored.key, stored.xmin FROM catalog.course_run AS stored
    JOIN ingest.accepted_row AS row ON row.variant_id = stored.variant_id WHERE row.ingestion_id = %(ingestion)s
    UNION ALL
    SELECT 'metadata ' || stored.course, stored.xmin FROM catalog.additional_metadata AS stored
    JOIN courses ON courses.key = stored.course
    UNION ALL
    SELECT 'subject ' || stored.course || position, stored.xmin FROM catalog.course_subject AS stored
    JOIN courses ON courses.key = stored.course
    UNION ALL
    SELECT 'collaborator ' || stored.course || position, stored.xmin FROM catalog.course_collaborator AS stored
    JOIN courses ON courses.key = stored.course
    UNION ALL
    SELECT 'staff ' || stored.course_run || position, stored.xmin FROM catalog.course_run_staff AS stored
    JOIN catalog.course_run ON course_run.key = stored.course_run JOIN courses ON courses.key = course_run.course
)
SELECT count(*) || ':' || coalesce(sum(hashtextextended(row || ' ' || version, 0)::numeric), 0) FROM versions
"""


def fingerprint(connection: Connection, ingestion: Ingestion) -> str:
    """Return the fingerprint of the part of the catalog that an ingestion's plan was made from."""
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT, {"ingestion": ingestion.id})
        (value,) = cursor.fetchone() or ("",)
    return str(value)
