"""Names of new runs and courses: their form, and that they are free."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest

from course_runs.diff import new_names
from course_runs.diff.claims import gather_claims
from course_runs.diff.matching import match_rows
from course_runs.diff.new_names import NewCourse, assign_slugs, base_slug, name_new_runs
from drops import row, variant

OTHER = "INSERT INTO catalog.course_run (key, course_key) SELECT '{key}', key FROM catalog.course LIMIT 1"


def course(title: str = "Lead", kind: str = "executive-education-2u", **other: str | None) -> NewCourse:
    """Make a new course of Northfield University."""
    fields = {"organization_short_code": "NFU", "primary_subject": "Computer Science", **other}
    return NewCourse(kind, title, "Northfield University", **fields)


@pytest.mark.parametrize(
    ("new", "slug"),
    [
        (course(), "executive-education/northfield-university-lead"),
        (course("???"), "executive-education/northfield-university"),
        (course(kind="bootcamp-2u"), "boot-camps/computer-science/nfu-lead"),
        (
            course(kind="bootcamp-2u", organization_short_code=None),
            "boot-camps/computer-science/northfield-university-lead",
        ),
        (course(kind="bootcamp-2u", primary_subject=None), "boot-camps/course/nfu-lead"),
        (course(kind="verified-audit"), "lead"),
        (course("???", kind="verified-audit"), "course"),
    ],
)
def test_a_slug_has_the_form_of_the_type_of_its_course(new: NewCourse, slug: str) -> None:
    """domain.md 4.7."""
    assert base_slug(new) == slug


def test_a_taken_slug_gets_the_next_free_number() -> None:
    """Numbers of the catalog are left out, and those given before count."""
    lead = course(kind="verified-audit")
    assert assign_slugs([lead, lead, lead], ["lead", "lead-3"]) == ["lead-2", "lead-4", "lead-5"]


def test_new_courses_are_named_a_block_at_a_time(accepted: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A later block does not take what an earlier one was given."""
    monkeypatch.setattr(new_names, "BLOCK", 1)
    connection, ingestion = accepted(*(row(number, variant(number), title="Lead") for number in "ABC"))
    gather_claims(connection, ingestion)
    match_rows(connection, ingestion)
    with connection.cursor() as cursor:
        cursor.execute("SELECT slug FROM matched ORDER BY line_number")
        stem = "executive-education/northfield-university-lead"
        assert [slug for (slug,) in cursor] == [stem, f"{stem}-2", f"{stem}-3"]


def test_a_key_is_free_in_the_whole_catalog(accepted: Callable[..., Any]) -> None:
    """A run that has come to another course keeps its key; the index of the rows stays."""
    key = "course-v1:NorthfieldX+TEST+1T2091"
    connection, _ = accepted(before=OTHER.format(key=key) + ";" + OTHER.format(key=f"{key}a"))
    rows = pd.DataFrame(
        {"course_key": ["NorthfieldX+TEST"] * 2, "starts_at": [datetime(2091, 2, 1, tzinfo=UTC)] * 2}, index=[7, 3]
    )
    keys = name_new_runs(connection, rows)
    assert keys.to_dict() == {7: f"{key}b", 3: f"{key}c"}
    assert name_new_runs(connection, rows[:0]).empty
