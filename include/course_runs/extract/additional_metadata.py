"""The one-time source of rows: the dates and variants that external courses keep in `additional_metadata`.

Each course's is staged as a row that has only course, variant, schedule and registration deadline, written as a drop
would write them, so that the following stages treat it like any other row.
"""

from course_runs.contract.feeds import Feed
from course_runs.database.session import Connection
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Status

HEADER = (
    "organization",
    "number",
    "variant_id",
    "start_date",
    "start_time",
    "end_date",
    "end_time",
    "reg_close_date",
    "reg_close_time",
)

_STAGE = """
WITH source AS (
    SELECT course.organization_key, course.number, metadata.variant_id::text AS variant_id,
           metadata.starts_at, metadata.ends_at, metadata.registration_ends_at
    FROM catalog.additional_metadata AS metadata
    JOIN catalog.course ON course.key = metadata.course_key
    JOIN catalog.course_type ON course_type.slug = course.course_type_slug AND course_type.is_external
    WHERE course.course_type_slug = %(product_type)s AND course.product_source_slug = %(product_source)s
      AND num_nonnulls(metadata.variant_id, metadata.starts_at, metadata.ends_at,
                       metadata.registration_ends_at) > 0
)
INSERT INTO ingest.staged_row (ingestion_id, line_number, cells)
SELECT %(ingestion)s, row_number() OVER (ORDER BY organization_key, number), ARRAY[
    organization_key, number, coalesce(variant_id, ''),
    coalesce(to_char(starts_at, 'YYYY-MM-DD'), ''), coalesce(to_char(starts_at, 'HH24:MI:SS.US'), ''),
    coalesce(to_char(ends_at, 'YYYY-MM-DD'), ''), coalesce(to_char(ends_at, 'HH24:MI:SS.US'), ''),
    coalesce(to_char(registration_ends_at, 'YYYY-MM-DD'), ''),
    coalesce(to_char(registration_ends_at, 'HH24:MI:SS.US'), '')]
FROM source
"""


def as_written(feed: Feed) -> Feed:
    """Return the feed with the formats in which these rows are staged; their organizations are the catalog's keys."""
    return feed.model_copy(
        update={
            "date_formats": ("%Y-%m-%d",),
            "time_formats": ("%H:%M:%S.%f",),
            "timezone": "UTC",
            "required_columns": (),
            "product_source": "",  # a source's own code may be spelled like another organization's key
        }
    )


def stage_rows(connection: Connection, ingestion: Ingestion) -> str:
    """Stage a row for each external course of the feed that has dates or a variant in `additional_metadata`.

    Returns:
        One sentence that says how many rows were staged.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _STAGE,
            {
                "ingestion": ingestion.id,
                "product_type": ingestion.feed.product_type,
                "product_source": ingestion.feed.product_source,
            },
        )
        total = cursor.rowcount
    ingestions.advance(connection, ingestion.id, Status.EXTRACTED, {"header": list(HEADER), "rows_read": total})
    return f"{total:,} rows of additional_metadata staged"
