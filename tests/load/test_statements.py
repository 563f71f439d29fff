"""Set-based: diff and load send as many statements for a large drop as for a small one, in one transaction."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

import psycopg2.extensions
import pytest

from course_runs.database.session import Connection, session
from course_runs.diff.stage import diff
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion
from course_runs.load.stage import load
from drops import D1, D2, D3, Row, row, variant

Load = Callable[..., Any]
Service = Callable[[Connection, Ingestion], str]
KINDS = {"new_product", "new_run", "backpopulate", "update", "unchanged", "rejected"}


class Counting(psycopg2.extensions.cursor):
    """Counts what is sent to the server."""

    sent: ClassVar[list[object]] = []

    def execute(self, query: Any, vars: Any = None) -> None:  # noqa: A002, ANN401 - psycopg2's own signature
        """Send and count a statement."""
        self.sent.append(query)
        super().execute(query, vars)

    def copy_expert(self, sql: Any, file: Any, size: int = 8192) -> None:  # noqa: ANN401 - psycopg2's own signature
        """Send and count a COPY."""
        self.sent.append(sql)
        super().copy_expert(sql, file, size)


def rows(size: int) -> list[Row]:
    """Make a drop of as many rows of each of five kinds, and one that is rejected."""
    kinds: list[Callable[[str], Row]] = [
        lambda number: row(f"NEW-{number}", variant(f"new {number}"), staff=f"Person {number}"),
        lambda number: row("MANY", variant(f"many {number}"), **D3),
        lambda number: row(number, variant(number), **D2),
        lambda number: row(number, variant(number), staff=f"Person {number}", collaborators=f"Lab {number}"),
        lambda number: row(number, variant(number)),
        lambda number: row(f"NEW-{number}", "4d1ef95b-ae8d-5227-a328-8ace94ddd95b"),
    ]
    return [kinds[n % 5](str(n)) for n in range(size - 1)] + [kinds[5]("LAST")]


@pytest.mark.parametrize("full", [False, True])
def test_a_large_drop_takes_no_more_statements(sample_uri: str, load_accepted: Load, *, full: bool) -> None:
    """As many for 1,000 rows as for 10."""
    load_accepted(row("MANY", variant("many"), **D1), *(row(str(n), variant(str(n))) for n in range(1000)))
    sent = {}
    for size in (10, 1000):
        planned = load_accepted(*rows(size), stages="", full_drop=full, allow_archive=True)
        sent[size] = [statements(sample_uri, stage, planned.id) for stage in (diff, load)]
        assert set(planned.decisions) == KINDS
    assert sent[10] == sent[1000]


def statements(uri: str, stage: Service, identity: UUID) -> int:
    """Count the statements of a stage's transaction."""
    with session(uri) as connection:
        ingestion = ingestions.find(connection, identity)
        connection.rollback()
        connection.cursor_factory = Counting
        Counting.sent.clear()
        with connection:
            stage(connection, ingestion)
    return len(Counting.sent)
