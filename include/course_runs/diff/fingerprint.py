"""The fingerprint of what a plan depends on: it changes with every committed change of those rows, by any writer."""

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion

# xmin is the transaction that wrote a row's present version. It covers what a version number kept by our own loads
# cannot: changes by others. The rows are those of the drop's courses, of the variants named, of the slugs and
# keys that are to be new and of what slugs are made of; for a full drop also all products that it may archive. Staff
# counts for the runs that the plan is about and those that a new one may be copied from: a course may have had many.
_FINGERPRINT = """
WITH courses AS MATERIALIZED (
    SELECT DISTINCT course_key AS key FROM claim
), runs AS MATERIALIZED (
    SELECT run.key, run.course_key, run.xmin AS version FROM catalog.course_run AS run
    JOIN courses ON courses.key = run.course_key
), staffed AS (
    SELECT course_run_key AS key FROM ingest.row_decision WHERE ingestion_id = %(ingestion)s
    UNION ALL
    SELECT runs.key FROM runs JOIN ingest.row_decision AS decided ON decided.course_key = runs.course_key
    WHERE decided.ingestion_id = %(ingestion)s AND decided.decision = 'new_run'
), versions (key, version) AS (
    SELECT key, course.xmin FROM catalog.course JOIN courses USING (key)
    UNION ALL
    SELECT stored.key, stored.xmin FROM ingest.planned_change AS planned
    JOIN catalog.course AS stored ON stored.slug = planned.after ->> 'slug'
    WHERE planned.ingestion_id = %(ingestion)s AND planned.table_name = 'course'
    UNION ALL
    SELECT stored.key, stored.xmin FROM ingest.planned_change AS planned
    JOIN catalog.course_run AS stored ON stored.key = planned.row_key
    WHERE planned.ingestion_id = %(ingestion)s AND planned.table_name = 'course_run' AND planned.before IS NULL
    UNION ALL
    SELECT stored.key, stored.xmin FROM ingest.planned_change AS planned
    JOIN catalog.organization AS stored ON stored.key = planned.after ->> 'organization_key'
    WHERE planned.ingestion_id = %(ingestion)s AND planned.table_name = 'course'
    UNION ALL
    SELECT slug, stored.xmin FROM catalog.course_type AS stored WHERE slug = %(product_type)s
    UNION ALL
    SELECT key, version FROM runs
    UNION ALL
    SELECT run.key, run.xmin FROM catalog.course_run AS run JOIN claim USING (variant_id)
    UNION ALL
    SELECT course_key, stored.xmin FROM catalog.additional_metadata AS stored JOIN courses ON courses.key = course_key
    UNION ALL
    SELECT course_key, stored.xmin FROM catalog.course_subject AS stored JOIN courses ON courses.key = course_key
    UNION ALL
    SELECT course_key, stored.xmin FROM catalog.course_collaborator AS stored JOIN courses ON courses.key = course_key
    UNION ALL
    SELECT course_run_key, stored.xmin FROM catalog.course_run_staff AS stored
    JOIN staffed ON staffed.key = course_run_key
    UNION ALL
    SELECT stored.course_key, stored.xmin FROM catalog.additional_metadata AS stored
    JOIN catalog.course ON course.key = stored.course_key
    WHERE %(full_drop)s AND course.course_type_slug = %(product_type)s
      AND course.product_source_slug = %(product_source)s
)
SELECT count(*) || ':' || coalesce(sum(hashtextextended(key, version::text::bigint)), 0) FROM versions
"""


def fingerprint(connection: Connection, ingestion: Ingestion) -> str:
    """Return the fingerprint of the part of the catalog that an ingestion's plan was made from.

    Args:
        connection: with the temporary table `claim`.
        ingestion: with its decisions and its plan.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _FINGERPRINT,
            {
                "ingestion": ingestion.id,
                "full_drop": ingestion.full_drop,
                "product_type": ingestion.feed.product_type,
                "product_source": ingestion.feed.product_source,
            },
        )
        (value,) = cursor.fetchone() or ("",)
    return str(value)
