"""Matching: what the plan is given of each row that is about a run."""

from collections.abc import Callable
from typing import Any

from course_runs.diff.claims import gather_claims
from course_runs.diff.matching import match_rows
from course_runs.ledger.ingestions import Ingestion
from drops import D1, D2, D3, row, variant

A, B, C = variant("A"), variant("B"), variant("C")
COURSE = "NorthfieldX+TEST"
STORED = f"""
INSERT INTO catalog.course (key, organization_key, number, slug, title, course_type_slug, product_source_slug)
VALUES ('{COURSE}', 'NorthfieldX', 'TEST', 'stored', 'Title', 'executive-education-2u', '2u');
INSERT INTO catalog.course_run (key, course_key, starts_at, ends_at, variant_id, status) VALUES
    ('course-v1:{COURSE}+first', '{COURSE}', '2091-02-01', '2091-04-30 23:59', '{A}', 'review_by_legal'),
    ('course-v1:{COURSE}+latest', '{COURSE}', '2092-02-01', '2092-04-30', NULL, 'published'),
    ('course-v1:{COURSE}+dateless', '{COURSE}', NULL, NULL, NULL, 'published')
"""


def matched(connection: Any, ingestion: Ingestion, columns: str) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a connection
    """Return columns of the temporary table, in file order."""
    gather_claims(connection, ingestion)
    match_rows(connection, ingestion)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM matched ORDER BY line_number")
        return list(cursor.fetchall())


def test_a_new_run_is_copied_from_the_latest_by_its_start(accepted: Callable[..., Any]) -> None:
    """A run of no date is the last choice; a matched run is its own base, and a new course has none."""
    connection, ingestion = accepted(row(variant=A, **D1), row(variant=B, **D2), row("NEW", C), before=STORED)
    found = matched(connection, ingestion, "disposition, run_key, base_key, is_new, in_review")
    run = f"course-v1:{COURSE}"
    assert found == [
        ("matched", f"{run}+first", f"{run}+first", False, True),
        ("new_run", f"{run}+2T2091", f"{run}+latest", True, False),
        ("new_product", "course-v1:NorthfieldX+NEW+1T2091", None, True, False),
    ]


def test_the_first_row_of_a_course_is_its_source_and_the_last_that_may_sets_the_price(
    accepted: Callable[..., Any],
) -> None:
    """Duplicates and rejected rows are neither, and are not in the table."""
    rejected = (row(variant=C, title="One", **D3), row(variant=C, title="Two", **D3))
    b2b = {"restriction_type": "custom-b2b-enterprise"}
    rows = [*rejected, row(variant=A), row(variant=B, **D2), row(variant=A), row("ALONE", **b2b), row(**D3, **b2b)]
    connection, ingestion = accepted(*rows)
    assert matched(connection, ingestion, "line_number, course_key, is_course_source, price_line") == [
        (4, COURSE, True, 5),
        (5, COURSE, False, 5),
        (7, "NorthfieldX+ALONE", True, None),
        (8, COURSE, False, 5),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT line_number, decision FROM ingest.row_decision ORDER BY line_number")
        assert cursor.fetchall() == [(2, "rejected"), (3, "rejected"), (6, "duplicate")]
        cursor.execute("SELECT line_number, column_name, value FROM ingest.finding ORDER BY line_number")
        assert cursor.fetchall() == [(2, "variant_id", C), (3, "variant_id", C)]


def test_only_new_courses_get_a_slug(accepted: Callable[..., Any]) -> None:
    """In file order."""
    connection, ingestion = accepted(row(variant=A), row("ONE", B), row("TWO", C), before=STORED)
    stem = "executive-education/northfield-university-testing-decisions"
    assert matched(connection, ingestion, "slug") == [(None,), (stem,), (f"{stem}-2",)]
