-- Statements of claims.py, on the temporary tables of temporary_tables.sql.

-- name: planner_settings
-- For this transaction alone. Sorts and hashes of a file of ordinary size stay in memory. Each of a plan's ten or so
-- hashes may take twice work_mem: with 32 MB a million rows took half a gigabyte and were no faster.
SET LOCAL work_mem = '16MB';
-- Compiling the wide expressions of a plan takes longer than evaluating them.
SET LOCAL jit = off;
-- A small sample is enough to choose between plans for ten rows and plans for 100,000.
SET LOCAL default_statistics_target = 10;
-- Every cursor is read to its end.
SET LOCAL cursor_tuple_fraction = 1;
-- For an SSD. With the default, a small file causes a full scan of a large catalog.
SET LOCAL random_page_cost = 2;

-- name: find_foreign
SELECT line_number, claim.course_key, course.product_source_slug, course.course_type_slug
FROM claim JOIN catalog.course ON course.key = claim.course_key
WHERE is_foreign ORDER BY line_number;

-- name: rows_of_portions
SELECT number, line_number, course_key, course_exists, variant_id::text, starts_at, ends_at, restriction_type
FROM portion ORDER BY number, line_number;

-- name: runs_of_portions
-- A course may have had many runs: only those with a schedule or a variant that a row names are read.
SELECT number, key, run.course_key, run.variant_id::text, run.starts_at, run.ends_at, enrollment_ends_at,
       run.restriction_type, status
FROM portion JOIN catalog.course_run AS run
    ON run.course_key = portion.course_key AND run.starts_at = portion.starts_at AND run.ends_at = portion.ends_at
UNION
SELECT number, key, run.course_key, run.variant_id::text, run.starts_at, run.ends_at, enrollment_ends_at,
       run.restriction_type, status
FROM portion JOIN catalog.course_run AS run ON run.variant_id = portion.variant_id
ORDER BY 1;
