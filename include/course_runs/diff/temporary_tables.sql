-- The temporary tables of a diff. They are what its modules pass on to each other, and end with the transaction.
--
--   table        a row for each                            written by     read by
--   claim        accepted row                              claims.py      claims.py, proposals.py, conclusion.py
--   portion      claim on a course that the feed may write claims.py      claims.py
--   matched      row that is about a run                   matching.py    new_names.py, proposals.py, conclusion.py
--   given_slug   new course                                new_names.py   new_names.py
--   concluded    row of matched                            conclusion.py  conclusion.py
--
-- Load makes `claim` once more, because the fingerprint is taken of the courses and variants that the rows claim.

-- name: claim
-- What each accepted row claims. The wide rows are read here once, and once more where their values are compared.
DROP TABLE IF EXISTS claim;
CREATE TEMPORARY TABLE claim ON COMMIT DROP AS
SELECT row.line_number,
       row.course_key,
       course.key IS NOT NULL AS course_exists,
       -- The course belongs to another source or type than the feed's: the feed must not rewrite it.
       course.key IS NOT NULL AND (
           course.product_source_slug IS DISTINCT FROM %(product_source)s
           OR course.course_type_slug IS DISTINCT FROM %(product_type)s
       ) AS is_foreign,
       row.variant_id,
       row.starts_at,
       row.ends_at,
       row.restriction_type,
       row.verified_price
FROM ingest.accepted_row AS row
LEFT JOIN catalog.course ON course.key = row.course_key
WHERE row.ingestion_id = %(ingestion_id)s;
ANALYZE claim;

-- name: portion
-- The claims that are not foreign, with the number of the portion in which each is decided. Courses are decided
-- independently of each other, but for one thing: rows that name the same variant conflict, whatever their course.
-- Courses that share a variant make portion 0; the others are counted off in the order of their keys.
DROP TABLE IF EXISTS portion;
CREATE TEMPORARY TABLE portion ON COMMIT DROP AS
WITH shared AS (
    SELECT variant_id FROM claim WHERE NOT is_foreign AND variant_id IS NOT NULL
    GROUP BY variant_id HAVING min(course_key) <> max(course_key)
), entangled AS (
    SELECT DISTINCT course_key FROM claim JOIN shared USING (variant_id) WHERE NOT is_foreign
), weighed AS (
    SELECT course_key, count(*) AS rows FROM claim WHERE NOT is_foreign GROUP BY course_key
), numbered AS (
    SELECT course_key, CASE WHEN entangled.course_key IS NOT NULL THEN 0
        ELSE 1 + div(sum(rows) OVER (ORDER BY course_key), %(size)s)::integer END AS number
    FROM weighed LEFT JOIN entangled USING (course_key)
)
SELECT number, line_number, course_key, course_exists, variant_id, starts_at, ends_at, restriction_type
FROM claim JOIN numbered USING (course_key) WHERE NOT is_foreign;
ANALYZE portion;

-- name: matched
-- The rows that are about a run, one row a run: an update must not have two sources.
DROP TABLE IF EXISTS matched;
CREATE TEMPORARY TABLE matched (
    line_number      integer PRIMARY KEY,
    disposition      text NOT NULL,         -- matched, new_product or new_run
    course_key       text NOT NULL,
    run_key          text NOT NULL UNIQUE,  -- of the run itself, or the key that a new run gets
    base_key         text,                  -- the run itself, or the one that a new run is copied from, if there is one
    is_new           boolean NOT NULL,      -- whether the run is
    in_review        boolean NOT NULL,      -- whether the run is held for its reviewer
    is_course_source boolean NOT NULL,      -- whether the row supplies the values of its course: the first row does
    price_line       integer,               -- line of the row that supplies the course's price; null when no row may
    slug             text                   -- of a new course; null until all rows are matched, see new_names.py
) ON COMMIT DROP;

-- name: given_slug
-- The slugs that new courses of this file have been given so far, so that the next one gets another.
DROP TABLE IF EXISTS given_slug;
CREATE TEMPORARY TABLE given_slug (
    line_number integer PRIMARY KEY,
    slug        text COLLATE "C" NOT NULL UNIQUE  -- in the collation in which `<` finds a slug's numbered variants
) ON COMMIT DROP;

-- name: concluded
-- What the plan changes for each row of matched; a row's decision follows from it.
DROP TABLE IF EXISTS concluded;
CREATE TEMPORARY TABLE concluded ON COMMIT DROP AS
SELECT matched.line_number,
       matched.course_key,
       matched.run_key,
       matched.disposition,
       matched.in_review,
       run.row_key IS NOT NULL AS run_changes,
       coalesce(run.after ?| ARRAY['starts_at', 'ends_at', 'enrollment_ends_at', 'variant_id'], false)
           AS schedule_changes,
       -- Course-level values that this very row supplies.
       coalesce(matched.is_course_source AND (course.after - 'price' <> '{}' OR metadata.row_key IS NOT NULL), false)
           OR coalesce(matched.line_number = matched.price_line AND course.after ? 'price', false) AS course_changes,
       matched.is_course_source,
       coalesce(matched.line_number = matched.price_line, false) AS is_price_source
FROM matched
LEFT JOIN ingest.planned_change AS run ON run.ingestion_id = %(ingestion_id)s
    AND run.table_name = 'course_run' AND run.row_key = matched.run_key
LEFT JOIN ingest.planned_change AS course ON course.ingestion_id = %(ingestion_id)s
    AND course.table_name = 'course' AND course.row_key = matched.course_key
LEFT JOIN ingest.planned_change AS metadata ON metadata.ingestion_id = %(ingestion_id)s
    AND metadata.table_name = 'additional_metadata' AND metadata.row_key = matched.course_key;
