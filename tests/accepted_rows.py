"""Accepted rows without extract and validate, for tests of what comes after: a decision, a plan or a load."""

from collections.abc import Collection
from uuid import UUID

from course_runs import pipeline
from course_runs.contract.columns import BY_NAME
from course_runs.database.session import session
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Request, Status
from course_runs.rows import staged_rows
from course_runs.validate.accepted import store_accepted
from course_runs.validate.chunk import read_chunk
from course_runs.validate.references import load_references
from drops import Row


def accept(uri: str, request: Request, *rows: Row, without: Collection[str] = ()) -> UUID:
    """Begin an ingestion of which every row is accepted: no rule judges them.

    Args:
        uri: of the catalog.
        request: what the run asks for; its file is not read.
        rows: cells by column, which must be valid; the first is on line 2.
        without: columns that the drop does not have.

    Returns:
        The ingestion's id; its next stage is diff.
    """
    ingestion_id = pipeline.begin(uri, request)
    header = [column for column in BY_NAME if column not in without]
    lines = [(line, [cells.get(column, "") for column in header]) for line, cells in enumerate(rows, start=2)]
    with session(uri) as connection:
        feed = ingestions.find(connection, ingestion_id).feed
        references = load_references(connection, feed)
        staged_rows.store(connection, ingestion_id, lines)
        if lines:
            chunk = read_chunk([lines], header, feed)
            store_accepted(connection, ingestion_id, chunk, (), references)
        ingestions.advance(connection, ingestion_id, Status.VALIDATED, {"header": header, "rows_read": len(lines)})
    return ingestion_id
