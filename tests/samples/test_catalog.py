"""The sample catalog: it loads, it is as large as it says, and it has every state that the pipeline distinguishes."""

import pytest
from opaque_keys.edx.keys import CourseKey

from course_runs.database.session import Connection

ENDED = "run.ends_at < '2026-01-01'"
ACTIVE = "run.ends_at > '2031-01-01' AND (run.enrollment_ends_at IS NULL OR run.enrollment_ends_at > '2031-01-01')"
EXTERNAL = """
    SELECT 1
    FROM catalog.course_run AS run
    JOIN catalog.course ON course.key = run.course_key
    JOIN catalog.additional_metadata AS extra ON extra.course_key = run.course_key
    WHERE course.course_type_slug = 'executive-education-2u' AND course.product_source_slug = '2u'
"""
PAIR = """
    SELECT 1
    FROM catalog.course_run AS run
    JOIN catalog.course_run AS other ON other.course_key = run.course_key AND other.key <> run.key
    WHERE run.course_key IN (SELECT course_key FROM catalog.additional_metadata)
"""
SAME_SCHEDULE = "(other.starts_at, other.ends_at) = (run.starts_at, run.ends_at)"
GO_LIVE_PAST = "run.goes_live_on < '2026-01-01'"

STATES = {
    "a variant, active": f"{EXTERNAL} AND run.variant_id IS NOT NULL AND {ACTIVE}",
    "no variant, active": f"{EXTERNAL} AND run.variant_id IS NULL AND {ACTIVE}",
    "no variant, ended": f"{EXTERNAL} AND run.variant_id IS NULL AND {ENDED}",
    "ended with a variant beside active with another": f"{PAIR} AND {ENDED} AND other.ends_at > '2031-01-01'"
    " AND run.variant_id <> other.variant_id",
    "a variant, and a newer run without": f"{PAIR} AND run.variant_id IS NOT NULL AND other.variant_id IS NULL"
    " AND run.starts_at < other.starts_at",
    "ended and unpublished": f"{EXTERNAL} AND {ENDED} AND run.status = 'unpublished'",
    "in legal review": f"{EXTERNAL} AND {ACTIVE} AND run.status = 'review_by_legal'",
    "in internal review": f"{EXTERNAL} AND {ACTIVE} AND run.status = 'review_by_internal'",
    "unpublished, go-live past": f"{EXTERNAL} AND {ACTIVE} AND run.status = 'unpublished' AND {GO_LIVE_PAST}",
    "unpublished, go-live to come": f"{EXTERNAL} AND {ACTIVE} AND run.status = 'unpublished' AND NOT {GO_LIVE_PAST}",
    "reviewed, go-live past": f"{EXTERNAL} AND {ACTIVE} AND run.status = 'reviewed' AND {GO_LIVE_PAST}",
    "reviewed, go-live to come": f"{EXTERNAL} AND {ACTIVE} AND run.status = 'reviewed' AND NOT {GO_LIVE_PAST}",
    "start and end null, no variant": f"{EXTERNAL} AND run.starts_at IS NULL AND run.variant_id IS NULL",
    "end null": f"{EXTERNAL} AND run.starts_at IS NOT NULL AND run.ends_at IS NULL",
    "dates null, a variant": f"{EXTERNAL} AND run.starts_at IS NULL AND run.variant_id IS NOT NULL",
    "closed to registration": f"{EXTERNAL} AND run.ends_at > '2031-01-01' AND run.enrollment_ends_at < '2026-01-01'",
    "two runs that no row can distinguish": f"{PAIR} AND {SAME_SCHEDULE} AND {ACTIVE} AND other.enrollment_ends_at"
    " = run.enrollment_ends_at AND run.restriction_type IS NOT DISTINCT FROM other.restriction_type",
    "b2b and open on one schedule": f"{PAIR} AND {SAME_SCHEDULE} AND run.restriction_type = 'custom-b2b-enterprise'"
    " AND other.restriction_type IS NULL",
    "b2b and b2c on one schedule": f"{PAIR} AND {SAME_SCHEDULE} AND run.restriction_type = 'custom-b2b-enterprise'"
    " AND other.restriction_type = 'custom-b2c'",
    "variant in additional_metadata only": f"{EXTERNAL} AND run.variant_id IS NULL"
    " AND (extra.starts_at, extra.ends_at) = (run.starts_at, run.ends_at) AND extra.variant_id IS NOT NULL"
    " AND NOT EXISTS (SELECT FROM catalog.course_run AS any_run WHERE any_run.variant_id = extra.variant_id)",
    "dates in additional_metadata only": f"{EXTERNAL} AND NOT EXISTS (SELECT FROM catalog.course_run AS own"
    " WHERE own.course_key = run.course_key AND own.starts_at = extra.starts_at AND own.ends_at = extra.ends_at)",
    "variant of another course in additional_metadata": f"{EXTERNAL} AND EXISTS (SELECT FROM catalog.course_run AS"
    " theirs WHERE theirs.variant_id = extra.variant_id AND theirs.course_key <> extra.course_key)",
    "archived": f"{EXTERNAL} AND extra.product_status = 'archived'",
    "no run": "SELECT 1 FROM catalog.course WHERE key NOT IN (SELECT course_key FROM catalog.course_run)",
    "executive education of another source": "SELECT 1 FROM catalog.course"
    " WHERE course_type_slug = 'executive-education-2u' AND product_source_slug = 'edx'",
    "of no source": "SELECT 1 FROM catalog.course WHERE product_source_slug IS NULL",
    "of another type": "SELECT 1 FROM catalog.course WHERE course_type_slug = 'verified-audit'",
    "a boot camp": "SELECT 1 FROM catalog.course WHERE course_type_slug = 'bootcamp-2u' AND product_source_slug = '2u'",
}


def rows_of(connection: Connection, query: str) -> list[tuple[object, ...]]:
    """What a query returns."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("table", "size"),
    [("course", 50), ("course_run", 80), ("additional_metadata", 44), ("organization", 16), ("subject", 31)],
)
def test_sample_catalog_has_the_rows_that_it_says(sample_catalog: Connection, table: str, size: int) -> None:
    """The figures of its README hold."""
    assert rows_of(sample_catalog, f"SELECT count(*) FROM catalog.{table}") == [(size,)]


@pytest.mark.parametrize("state", STATES)
def test_sample_catalog_has_the_state(sample_catalog: Connection, state: str) -> None:
    """Each state of the decision table can be met in the sample."""
    assert rows_of(sample_catalog, STATES[state])


def test_every_run_key_parses(sample_catalog: Connection) -> None:
    """Other systems read the keys with opaque-keys, and find the run's own course in them."""
    for run, course in rows_of(sample_catalog, "SELECT key, course_key FROM catalog.course_run"):
        parsed = CourseKey.from_string(str(run))
        assert f"{parsed.org}+{parsed.course}" == course


def test_no_state_depends_on_the_day(sample_catalog: Connection) -> None:
    """Nothing lies between 2026 and 2031, so that the sample means the same on every day before 2031."""
    dates = "unnest(ARRAY[starts_at, ends_at, enrollment_ends_at, goes_live_on::timestamptz]) AS day"
    between = f"SELECT key, day FROM catalog.course_run, {dates} WHERE day BETWEEN '2026-01-01' AND '2031-01-01'"
    assert rows_of(sample_catalog, between) == []


def test_external_courses_alone_have_additional_metadata(sample_catalog: Connection) -> None:
    """Dates and variants lived there for courses of external types, and for no others."""
    without = """
        SELECT key
        FROM catalog.course
        JOIN catalog.course_type ON course_type.slug = course.course_type_slug
        LEFT JOIN catalog.additional_metadata AS extra ON extra.course_key = course.key
        WHERE course_type.is_external <> (extra.course_key IS NOT NULL)
    """
    assert rows_of(sample_catalog, without) == []
