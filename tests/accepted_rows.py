"""Accepted rows without extract and validate, for tests of what comes after: a decision, a plan or a load."""

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from course_runs import pipeline
from course_runs.contract.columns import BY_NAME
from course_runs.database.session import Connection, session
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Request, Status
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


Accepted = tuple[Connection, Ingestion]


@pytest.fixture
def accepted(sample_uri: str) -> Iterator[Callable[..., Accepted]]:
    """A function that accepts rows, after statements on the catalog; returns a connection and the ingestion."""
    numbers = count(1)
    with ExitStack() as open_sessions:

        def run(*rows: Row, before: str = "", without: tuple[str, ...] = (), **asked: Any) -> Accepted:  # noqa: ANN401 - fields of the request
            if before:
                with session(sample_uri) as connection, connection.cursor() as cursor:
                    cursor.execute(before)
            request = Request("2u-executive-education", "tests", f"accepted {next(numbers)}", file="a.csv", **asked)
            ingestion_id = accept(sample_uri, request, *rows, without=without)
            connection = open_sessions.enter_context(session(sample_uri))
            return connection, ingestions.find(connection, ingestion_id)

        yield run
