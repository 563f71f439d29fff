"""Claims: which course, variant and schedule each accepted row names, before it is known which run it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from course_runs.contract.codes import Code
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.database.statistics import refresh_statistics
from course_runs.ledger.ingestions import Ingestion, Stage
from course_runs.rows.findings import Finding, add_findings

SIZE = 100_000
"""Rows that are held at once; a course is never divided."""

Record = tuple[Any, ...]

_SQL = load_statements(__package__, "claims.sql")
_TABLES = load_statements(__package__, "temporary_tables.sql")


@dataclass(frozen=True, slots=True)
class Portion:
    """Some courses of a file. What is held in memory so does not grow with the file.

    Attributes:
        rows: their claims in file order: line, course key, whether the course exists, variant, start, end, restriction
            type.
        runs: the runs that the rows may be about: key, course key, variant, start, end, end of enrollment, restriction
            type, status.
    """

    rows: list[Record]
    runs: list[Record]


def gather_claims(connection: Connection, ingestion: Ingestion) -> None:
    """Write the temporary table `claim`, and set the planner for this transaction.

    Args:
        connection: its transaction is used.
        ingestion: with its accepted rows.
    """
    feed = ingestion.feed
    values = {
        "ingestion_id": ingestion.id,
        "product_source": feed.product_source,
        "product_type": feed.product_type,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL["planner_settings"])
        refresh_statistics(connection, "staged_row", "ingestion_id", "line_number")
        refresh_statistics(connection, "accepted_row", "ingestion_id", "line_number", "course_enrollment_track")
        cursor.execute(_TABLES["claim"], values)


def reject_foreign_rows(connection: Connection, ingestion: Ingestion) -> None:
    """Write a finding for each claim on a course of another source or type: one feed never rewrites another's course.

    Args:
        connection: with the temporary table `claim`.
        ingestion: with its feed.
    """
    feed = ingestion.feed
    with connection.cursor() as cursor:
        cursor.execute(_SQL["find_foreign"])
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


def portions(connection: Connection) -> Iterator[Portion]:
    """Yield the claims on courses of the feed with the catalog's runs, a portion at a time.

    Args:
        connection: with the temporary table `claim`.

    Yields:
        Courses of about `SIZE` rows; first, in one portion of whatever size, those that share a variant.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TABLES["portion"], {"size": SIZE})
    # Named cursors stay on the server: only a block of their rows is sent at a time.
    with connection.cursor("portion_rows") as rows, connection.cursor("portion_runs") as runs:
        rows.execute(_SQL["rows_of_portions"])
        runs.execute(_SQL["runs_of_portions"])
        numbered_runs = _by_number(runs)
        number, its_runs = next(numbered_runs, (None, []))
        for wanted, claims in _by_number(rows):
            if number == wanted:
                yield Portion(claims, its_runs)
                number, its_runs = next(numbered_runs, (None, []))
            else:
                yield Portion(claims, [])


def _by_number(records: Iterable[Record]) -> Iterator[tuple[int, list[Record]]]:
    """Group sorted records by the number with which they begin, and cut it off."""
    for number, group in groupby(records, itemgetter(0)):
        yield number, [record[1:] for record in group]
