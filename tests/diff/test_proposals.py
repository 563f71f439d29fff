"""Proposals: the fields that a plan holds of each row of the catalog."""

from collections.abc import Callable
from typing import Any

from course_runs.diff.claims import gather_claims
from course_runs.diff.matching import match_rows
from course_runs.diff.proposals import plan_changes
from course_runs.ledger.ingestions import Ingestion
from drops import row, variant

A = variant("A")
COURSE = "NorthfieldX+TEST"
RUN = f"course-v1:{COURSE}+1T2091"
STORED = f"""
INSERT INTO catalog.course (key, organization_key, number, slug, title, course_type_slug, product_source_slug)
VALUES ('{COURSE}', 'NorthfieldX', 'TEST', 'stored', 'Old', 'executive-education-2u', '2u');
INSERT INTO catalog.course_run (key, course_key, starts_at, ends_at, variant_id, status, weeks_to_complete)
VALUES ('{RUN}', '{COURSE}', '2091-02-01', '2091-04-30 23:59', '{A}', 'reviewed', 6);
INSERT INTO catalog.course_subject (course_key, position, subject_name) VALUES ('{COURSE}', 1, 'Law')
"""


def planned(connection: Any, ingestion: Ingestion) -> dict[str, tuple[Any, dict[str, Any]]]:  # noqa: ANN401 - a connection
    """Return the fields before and after, by catalog table."""
    gather_claims(connection, ingestion)
    match_rows(connection, ingestion)
    plan_changes(connection, ingestion)
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, before, after FROM ingest.planned_change")
        return {table: (before, after) for table, before, after in cursor}


def test_a_new_row_has_no_old_fields_and_no_empty_ones(accepted: Callable[..., Any]) -> None:
    """Neither nulls nor empty lists."""
    found = planned(*accepted(row(variant=A)))
    assert set(found) == {"course", "course_run", "additional_metadata"}
    for before, after in found.values():
        assert before is None
        assert not [name for name, value in after.items() if value in (None, [])]
    assert found["course"][1]["subjects"] == ["Law"]
    assert found["course_run"][1]["course_key"] == COURSE
    assert found["additional_metadata"][1]["product_status"] == "published"


def test_a_stored_row_has_the_fields_that_differ(accepted: Callable[..., Any]) -> None:
    """As they were and as they will be."""
    found = planned(*accepted(row(variant=A, length="7", primary_subject="Ethics"), before=STORED))
    before, after = found["course_run"]
    assert before.keys() == after.keys()
    assert (before["weeks_to_complete"], after["weeks_to_complete"]) == (6, 7)
    assert not {"starts_at", "ends_at", "variant_id", "status", "staff"} & after.keys()
    before, after = found["course"]
    assert (before["title"], after["title"]) == ("Old", "Testing Decisions")
    assert (before["subjects"], after["subjects"]) == (["Law"], ["Ethics"])


def test_the_order_of_a_list_is_a_difference(accepted: Callable[..., Any]) -> None:
    """Of the same names."""
    stored = f"""{STORED};
    INSERT INTO catalog.course_run_staff (course_run_key, position, person_name)
    VALUES ('{RUN}', 1, 'Liang Wei'), ('{RUN}', 2, 'Amara Okafor')"""
    before, after = planned(*accepted(row(variant=A, staff="Amara Okafor, Liang Wei"), before=stored))["course_run"]
    assert (before["staff"], after["staff"]) == (["Liang Wei", "Amara Okafor"], ["Amara Okafor", "Liang Wei"])
