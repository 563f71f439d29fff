"""Rows of `catalog.additional_metadata`, for the one-time backpopulation.

The dates and the variant of a course become a row with only course, variant, schedule and registration deadline. They
are written as in a drop, so that the following stages treat them like any other row.
"""

from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
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
_SQL = load_statements(__package__, "additional_metadata.sql")


def stage_additional_metadata(connection: Connection, ingestion: Ingestion) -> str:
    """Stage a row for each external course of the feed that has dates or a variant in `additional_metadata`.

    Args:
        connection: its transaction is used.
        ingestion: its feed has the product type and the source of the courses.

    Returns:
        One sentence that says how many rows were staged.
    """
    feed = ingestion.feed
    values = {
        "ingestion_id": ingestion.id,
        "product_type": feed.product_type,
        "product_source": feed.product_source,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL["stage"], values)
        total = cursor.rowcount
    ingestions.advance(connection, ingestion.id, Status.EXTRACTED, {"header": list(HEADER), "rows_read": total})
    return f"{total:,} rows of additional_metadata staged"
