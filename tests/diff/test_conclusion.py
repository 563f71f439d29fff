"""Conclusion: decisions, what is held, archiving and the fingerprint, each on a plan of a few rows."""

from collections.abc import Callable
from typing import Any

import pytest

from course_runs.diff.claims import gather_claims
from course_runs.diff.conclusion import conclude, fingerprint, plan_archiving, warn_of_conflicts
from course_runs.diff.matching import match_rows
from course_runs.diff.proposals import plan_changes
from course_runs.ledger.ingestions import Ingestion
from drops import D1, D2, row, variant

A, B = variant("A"), variant("B")
COURSE = "NorthfieldX+TEST"
PRODUCTS = """
DELETE FROM catalog.additional_metadata;
INSERT INTO catalog.course (key, organization_key, number, slug, title, course_type_slug, product_source_slug)
SELECT 'NorthfieldX+P' || number, 'NorthfieldX', 'P' || number, 'p' || number, 'Title', 'executive-education-2u', '2u'
FROM generate_series(1, 20) AS number;
INSERT INTO catalog.additional_metadata (course_key, external_identifier, product_status)
SELECT 'NorthfieldX+P' || number, 'P' || number || '-1', 'published' FROM generate_series(1, 20) AS number
"""
IN_REVIEW = f"""
INSERT INTO catalog.course (key, organization_key, number, slug, title, course_type_slug, product_source_slug)
VALUES ('{COURSE}', 'NorthfieldX', 'TEST', 'stored', 'Old', 'executive-education-2u', '2u');
INSERT INTO catalog.course_run (key, course_key, starts_at, ends_at, variant_id, status)
VALUES ('course-v1:{COURSE}+r', '{COURSE}', '2091-02-01', '2091-04-30 23:59', '{A}', 'review_by_legal')
"""


def plan(connection: Any, ingestion: Ingestion) -> None:  # noqa: ANN401 - a connection
    """Do what comes before the conclusion."""
    gather_claims(connection, ingestion)
    match_rows(connection, ingestion)
    plan_changes(connection, ingestion)


def query(connection: Any, statement: str) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a connection
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def test_every_row_gets_its_decision_and_a_held_run_no_changes(accepted: Callable[..., Any]) -> None:
    """The course's own changes stay in the plan."""
    rows = (row(variant=A, **D2), row(variant=B), row("NEW", **D1), row("NEW", **D1))
    connection, ingestion = accepted(*rows, before=IN_REVIEW)
    plan(connection, ingestion)
    counts = conclude(connection, ingestion)
    assert counts == {"held": 1, "new_run": 1, "new_product": 1, "duplicate": 1}
    assert query(connection, "SELECT line_number, decision, is_course_source FROM ingest.row_decision ORDER BY 1") == [
        (2, "held", True),
        (3, "new_run", False),
        (4, "new_product", True),
        (5, "duplicate", False),
    ]
    changed = query(connection, "SELECT table_name, line_number FROM ingest.planned_change ORDER BY 1, 2")
    assert changed == [
        *(("additional_metadata", 2), ("additional_metadata", 4), ("course", 2), ("course", 4)),
        *(("course_run", 3), ("course_run", 4)),
    ]


def test_a_row_that_an_earlier_stage_rejected_is_decided_too(accepted: Callable[..., Any]) -> None:
    """By its finding; a warning rejects no row."""
    connection, ingestion = accepted(row())
    query(
        connection,
        f"""INSERT INTO ingest.finding (ingestion_id, stage, line_number, code, severity, message, course_key)
        VALUES ('{ingestion.id}', 'validate', 7, 'INVALID_DATE', 'critical', 'm', 'x'),
               ('{ingestion.id}', 'validate', 7, 'INVALID_URL', 'critical', 'm', NULL),
               ('{ingestion.id}', 'validate', 2, 'UNKNOWN_PROGRAM_TYPE', 'warning', 'm', NULL) RETURNING code""",
    )
    plan(connection, ingestion)
    assert conclude(connection, ingestion) == {"new_product": 1, "rejected": 1}


def test_a_row_that_differs_from_its_source_row_is_warned_of(accepted: Callable[..., Any]) -> None:
    """With the columns; prices and columns of the run may differ."""
    rows = (row(variant=A), row(variant=B, title="B", image="https://b.example.com", verified_price="7", **D2))
    connection, ingestion = accepted(*rows)
    plan(connection, ingestion)
    warn_of_conflicts(connection, ingestion)
    assert query(connection, "SELECT line_number, code, column_name, message FROM ingest.finding") == [
        (
            3,
            "CONFLICTING_COURSE_DATA",
            "title",
            "title, image differ from line 2, the source row of the course. Make them equal.",
        )
    ]


@pytest.mark.parametrize(
    ("named", "asked", "withheld", "archived"),
    [
        (15, {"full_drop": True}, 0, 5),
        (5, {"full_drop": True}, 15, 0),
        (5, {"full_drop": True, "allow_archive": True}, 0, 15),
        (5, {}, 0, 0),
    ],
    ids=["few", "more than the guard permits", "allowed", "not a full drop"],
)
def test_a_full_drop_archives_what_it_does_not_name(
    accepted: Callable[..., Any], named: int, asked: dict[str, bool], withheld: int, archived: int
) -> None:
    """Up to the guard of the feed."""
    connection, ingestion = accepted(*(row(f"P{number}") for number in range(1, named + 1)), before=PRODUCTS, **asked)
    assert plan_archiving(connection, ingestion) == withheld
    assert query(connection, "SELECT count(*) FROM ingest.planned_change") == [(archived,)]


def test_a_fingerprint_changes_with_what_the_plan_depends_on(accepted: Callable[..., Any]) -> None:
    """And with nothing else."""
    connection, ingestion = accepted(row(variant=A), before=IN_REVIEW)
    plan(connection, ingestion)
    conclude(connection, ingestion)
    first = fingerprint(connection, ingestion)
    query(connection, f"UPDATE catalog.course SET title = title WHERE key <> '{COURSE}' RETURNING 1")
    assert fingerprint(connection, ingestion) == first
    query(connection, f"UPDATE catalog.course_run SET status = status WHERE course_key = '{COURSE}' RETURNING 1")
    assert fingerprint(connection, ingestion) != first
