"""Ownership: one partner's feed never rewrites another's course."""

from course_runs.database import Connection
from course_runs.findings import Code, Finding, add_findings
from course_runs.ledger import Ingestion, Stage

_FOREIGN = """
SELECT row.line_number, row.course_key, course.product_source, course.type
FROM ingest.accepted_row AS row
JOIN catalog.course ON course.key = row.course_key
WHERE row.ingestion_id = %(ingestion)s
  AND (course.product_source IS DISTINCT FROM %(product_source)s OR course.type <> %(product_type)s)
ORDER BY row.line_number
"""


def reject_foreign_rows(connection: Connection, ingestion: Ingestion) -> None:
    """Write a finding for each accepted row whose stored course is of another source or type than the feed's."""
    feed = ingestion.feed
    parameters = {"product_source": feed.product_source, "product_type": feed.product_type, "ingestion": ingestion.id}
    with connection.cursor() as cursor:
        cursor.execute(_FOREIGN, parameters)
        foreign = cursor.fetchall()
    add_findings(
        connection,
        ingestion.id,
        Stage.DIFF,
        (
            Finding(
                Code.NOT_THIS_FEED,
                f"{key} is a course of {source or 'no source'}, type {kind}; this feed writes courses of "
                f"{feed.product_source}, type {feed.product_type}. Check organization and number.",
                line=line,
                course_key=key,
            )
            for line, key, source, kind in foreign
        ),
    )
