"""Ownership: one partner's feed never rewrites another's course."""

from course_runs.contract.codes import Code
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion, Stage
from course_runs.rows.findings import Finding, add_findings

_FOREIGN = """
SELECT line_number, claim.course_key, course.product_source_slug, course.course_type_slug
FROM claim JOIN catalog.course ON course.key = claim.course_key
WHERE is_foreign ORDER BY line_number
"""


def reject_foreign_rows(connection: Connection, ingestion: Ingestion) -> None:
    """Write a finding for each claim on a course of another source or type than the feed's.

    Args:
        connection: with the temporary table `claim`; the foreign rows stay in it, marked `is_foreign`.
        ingestion: the ingestion of the rows.
    """
    feed = ingestion.feed
    with connection.cursor() as cursor:
        cursor.execute(_FOREIGN)
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
