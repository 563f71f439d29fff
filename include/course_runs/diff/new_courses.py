"""New courses: each gets a slug of its own, in the order of the file, some at a time."""

from course_runs.database.copy import copy_line, copy_rows
from course_runs.database.session import Connection
from course_runs.diff.slugs import NewCourse, assign_slugs, base_slug
from course_runs.ledger.ingestions import Ingestion

BLOCK = 10_000
"""Courses that are held at once."""

_GIVEN = """
DROP TABLE IF EXISTS given_slug;
CREATE TEMPORARY TABLE given_slug (line_number integer PRIMARY KEY, slug text COLLATE "C" NOT NULL UNIQUE)
ON COMMIT DROP
"""

_NEW_COURSES = """
SELECT row.line_number, row.course_enrollment_track, row.title, organization.name, organization.short_code,
       row.primary_subject
FROM matched
JOIN ingest.accepted_row AS row ON row.ingestion_id = %s AND row.line_number = matched.line_number
JOIN catalog.organization ON organization.key = row.organization
WHERE matched.disposition = 'new_product'
ORDER BY row.line_number
"""

_TAKEN = """
SELECT course.slug FROM unnest(%(slugs)s::text[]) AS base JOIN {table} AS course ON course.slug = base
UNION
SELECT course.slug FROM unnest(%(slugs)s::text[]) AS base
JOIN {table} AS course ON course.slug >= base || '-' AND course.slug < base || '.'
"""
_TAKEN_SLUGS = " UNION ".join(_TAKEN.format(table=table) for table in ("catalog.course", "given_slug"))

_NAME = "UPDATE matched SET slug = given_slug.slug FROM given_slug WHERE given_slug.line_number = matched.line_number"


def name_new_courses(connection: Connection, ingestion: Ingestion) -> None:
    """Give every new course of the temporary table `matched` its slug.

    Args:
        connection: its transaction is used.
        ingestion: with its accepted rows.
    """
    with connection.cursor() as cursor, connection.cursor("new_courses") as products:
        cursor.execute(_GIVEN)
        products.execute(_NEW_COURSES, (ingestion.id,))
        while block := products.fetchmany(BLOCK):
            courses = [NewCourse(*record[1:]) for record in block]
            cursor.execute(_TAKEN_SLUGS, {"slugs": list(set(map(base_slug, courses)))})
            slugs = assign_slugs(courses, [slug for (slug,) in cursor])
            named = zip((record[0] for record in block), slugs, strict=True)
            copy_rows(connection, "given_slug", ("line_number", "slug"), map(copy_line, named))
        cursor.execute(_NAME)
