"""Ownership: one partner's feed never rewrites another's course."""

from course_runs.database import Connection
from course_runs.findings import Code, Finding, add_findings
from course_runs.ledger import Ingestion, Stage

_FOREIGN = """
DELETE FROM claim USING catalog.course
WHERE course.key = claim.course_key
  AND (course.product_source IS DISTINCT FROM %(product_source)s OR course.type <> %(product_type)s)
RETURNING claim.line_number, claim.course_key, course.product_source, course.type
"""


def reject_foreign_rows(connection: Connection, ingestion: Ingestion) -> None:
    """Write a finding for each claim on a course of another source or type than the feed's, and drop the claim."""
    feed = ingestion.feed
    with connection.cursor() as cursor:
        cursor.execute(_FOREIGN, {"product_source": feed.product_source, "product_type": feed.product_type})
        foreign = sorted(cursor.fetchall())
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
