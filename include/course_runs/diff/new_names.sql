-- Statements of new_names.py.

-- name: find_new_courses
-- What the slugs of new courses are made of, in file order.
SELECT row.line_number, row.course_enrollment_track, row.title, organization.name, organization.short_code,
       row.primary_subject
FROM matched
JOIN ingest.accepted_row AS row
    ON row.ingestion_id = %(ingestion_id)s AND row.line_number = matched.line_number
JOIN catalog.organization ON organization.key = row.organization
WHERE matched.disposition = 'new_product'
ORDER BY row.line_number;

-- name: find_taken_slugs
-- The slugs of the catalog and of this file's new courses that are one of the given ones, or one with a number: in the
-- collation of both columns `.` is the character after `-`.
WITH base AS (
    SELECT unnest(%(slugs)s::text[]) AS slug
)
SELECT course.slug FROM base JOIN catalog.course ON course.slug = base.slug
UNION
SELECT course.slug FROM base
JOIN catalog.course ON course.slug >= base.slug || '-' AND course.slug < base.slug || '.'
UNION
SELECT given_slug.slug FROM base JOIN given_slug ON given_slug.slug = base.slug
UNION
SELECT given_slug.slug FROM base
JOIN given_slug ON given_slug.slug >= base.slug || '-' AND given_slug.slug < base.slug || '.';

-- name: find_taken_keys
-- The runs of a course that the plain key of a new one could clash with, so that few are left to be found one by one.
SELECT run.key
FROM unnest(%(course_keys)s::text[], %(plain_keys)s::text[]) AS new_run (course_key, plain_key)
JOIN catalog.course_run AS run USING (course_key)
WHERE starts_with(run.key, new_run.plain_key);
