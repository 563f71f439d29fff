"""Claims: what is found of each accepted row before it is decided, and how a file is divided."""

from collections.abc import Callable
from typing import Any

import pytest

from course_runs.diff import claims
from course_runs.diff.claims import gather_claims, portions, reject_foreign_rows
from drops import D1, D2, row, variant

A, B = variant("A"), variant("B")
COURSES = """
INSERT INTO catalog.course (key, organization_key, number, slug, title, course_type_slug, product_source_slug)
SELECT 'NorthfieldX+' || number, 'NorthfieldX', number, number, 'Title', type, source
FROM (VALUES ('OURS', 'executive-education-2u', '2u'), ('EDX', 'executive-education-2u', 'edx'),
             ('CAMP', 'bootcamp-2u', '2u'), ('NONE', 'executive-education-2u', NULL)) AS course (number, type, source)
"""
RUNS = f"""
INSERT INTO catalog.course_run (key, course_key, starts_at, ends_at, variant_id) VALUES
    ('course-v1:NorthfieldX+OURS+a', 'NorthfieldX+OURS', '2091-02-01', '2091-04-30 23:59', NULL),
    ('course-v1:NorthfieldX+OURS+b', 'NorthfieldX+OURS', '2091-02-01', '2091-05-30 23:59', NULL),
    ('course-v1:NorthfieldX+EDX+c', 'NorthfieldX+EDX', NULL, NULL, '{B}')
"""


def test_a_claim_knows_its_course(accepted: Callable[..., Any]) -> None:
    """Whether it exists, and whether it is another feed's."""
    connection, ingestion = accepted(
        *(row(number) for number in ("NEW", "OURS", "EDX", "CAMP", "NONE")), before=COURSES
    )
    gather_claims(connection, ingestion)
    with connection.cursor() as cursor:
        cursor.execute("SELECT course_key, course_exists, is_foreign FROM claim ORDER BY line_number")
        assert cursor.fetchall() == [
            ("NorthfieldX+NEW", False, False),
            ("NorthfieldX+OURS", True, False),
            ("NorthfieldX+EDX", True, True),
            ("NorthfieldX+CAMP", True, True),
            ("NorthfieldX+NONE", True, True),
        ]
        reject_foreign_rows(connection, ingestion)
        cursor.execute("SELECT line_number, code, message FROM ingest.finding ORDER BY line_number")
        found = cursor.fetchall()
    assert [(line, code) for line, code, _ in found] == [(line, "NOT_THIS_FEED") for line in (4, 5, 6)]
    assert "NorthfieldX+NONE is a course of no source, type executive-education-2u" in found[2][2]


def test_courses_that_share_a_variant_are_in_one_portion(
    accepted: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its size; the others are divided, a course never is."""
    monkeypatch.setattr(claims, "SIZE", 2)
    rows = [row("A", A), row("B", A), row("A"), row("C"), row("C", **D2), row("D"), row("E")]
    connection, ingestion = accepted(*rows)
    gather_claims(connection, ingestion)
    divided = [[(record[0], record[1][-1]) for record in portion.rows] for portion in portions(connection)]
    assert divided == [[(2, "A"), (3, "B"), (4, "A")], [(5, "C"), (6, "C")], [(7, "D"), (8, "E")]]


def test_a_portion_has_the_runs_that_its_rows_may_be_about(accepted: Callable[..., Any]) -> None:
    """Of the schedule, and of the variant in whatever course; foreign rows have no part in it."""
    connection, ingestion = accepted(row("OURS", **D1), row("OURS", B, **D2), row("EDX"), before=COURSES + ";" + RUNS)
    gather_claims(connection, ingestion)
    (portion,) = portions(connection)
    assert [record[0] for record in portion.rows] == [2, 3]
    assert sorted(record[0] for record in portion.runs) == [
        "course-v1:NorthfieldX+EDX+c",
        "course-v1:NorthfieldX+OURS+a",
    ]
