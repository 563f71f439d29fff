-- Statements of conclusion.py.

-- name: reject_rows_with_findings
-- The rows that an earlier stage has rejected, and the foreign ones.
INSERT INTO ingest.row_decision (ingestion_id, line_number, decision, course_key)
SELECT ingestion_id, line_number, 'rejected', min(course_key) FROM ingest.finding
WHERE ingestion_id = %(ingestion_id)s AND severity = 'critical' AND line_number IS NOT NULL
GROUP BY ingestion_id, line_number
ON CONFLICT DO NOTHING;

-- name: remove_changes_of_held_runs
DELETE FROM ingest.planned_change AS planned USING ingest.row_decision AS decided
WHERE decided.ingestion_id = %(ingestion_id)s AND decided.decision = 'held'
    AND planned.ingestion_id = decided.ingestion_id AND planned.table_name = 'course_run'
    AND planned.row_key = decided.course_run_key;

-- name: count_decisions
SELECT decision, count(*) FROM ingest.row_decision WHERE ingestion_id = %(ingestion_id)s GROUP BY decision;

-- name: find_gone_products
-- How many products the feed has published, and which of them are on no row of the drop. A rejected row keeps its
-- product too, by its identifier or by its course; of a ragged row any cell may be the identifier.
WITH named AS (
    SELECT ingest.trimmed(cells[%(identifier)s]) AS identifier FROM ingest.staged_row
    WHERE ingestion_id = %(ingestion_id)s AND cardinality(cells) = %(width)s
    UNION
    SELECT ingest.trimmed(cell) FROM ingest.staged_row CROSS JOIN unnest(cells) AS cell
    WHERE ingestion_id = %(ingestion_id)s AND cardinality(cells) <> %(width)s
), present AS (
    SELECT course_key FROM ingest.accepted_row WHERE ingestion_id = %(ingestion_id)s
    UNION
    SELECT course_key FROM ingest.finding WHERE ingestion_id = %(ingestion_id)s AND course_key IS NOT NULL
)
SELECT count(*), array_agg(metadata.course_key ORDER BY metadata.course_key) FILTER (
    WHERE metadata.course_key NOT IN (SELECT course_key FROM present)
        AND NOT EXISTS (SELECT FROM named WHERE identifier = metadata.external_identifier))
FROM catalog.additional_metadata AS metadata
JOIN catalog.course ON course.key = metadata.course_key
WHERE metadata.product_status = 'published'
    AND course.course_type_slug = %(product_type)s AND course.product_source_slug = %(product_source)s;

-- name: archive
INSERT INTO ingest.planned_change (ingestion_id, table_name, row_key, before, after)
SELECT %(ingestion_id)s, 'additional_metadata', course_key,
       '{"product_status": "published"}', '{"product_status": "archived"}'
FROM unnest(%(course_keys)s::text[]) AS course_key;

-- name: fingerprint
-- A number and a sum of hashes over the versions of all rows that the plan depends on. xmin is the transaction that
-- wrote a row's present version: unlike a version number kept by our own loads it changes with every writer.
WITH courses AS MATERIALIZED (
    SELECT DISTINCT course_key AS key FROM claim
), runs AS MATERIALIZED (
    SELECT run.key, run.course_key, run.xmin AS version FROM catalog.course_run AS run
    JOIN courses ON courses.key = run.course_key
), staffed AS (
    -- Staff counts for the runs that the plan is about and those that a new one may be copied from: a course may have
    -- had many.
    SELECT course_run_key AS key FROM ingest.row_decision WHERE ingestion_id = %(ingestion_id)s
    UNION ALL
    SELECT runs.key FROM runs JOIN ingest.row_decision AS decided ON decided.course_key = runs.course_key
    WHERE decided.ingestion_id = %(ingestion_id)s AND decided.decision = 'new_run'
), versions (key, version) AS (
    SELECT key, course.xmin FROM catalog.course JOIN courses USING (key)
    UNION ALL
    -- The slugs and keys that are to be new.
    SELECT stored.key, stored.xmin FROM ingest.planned_change AS planned
    JOIN catalog.course AS stored ON stored.slug = planned.after ->> 'slug'
    WHERE planned.ingestion_id = %(ingestion_id)s AND planned.table_name = 'course'
    UNION ALL
    SELECT stored.key, stored.xmin FROM ingest.planned_change AS planned
    JOIN catalog.course_run AS stored ON stored.key = planned.row_key
    WHERE planned.ingestion_id = %(ingestion_id)s AND planned.table_name = 'course_run' AND planned.before IS NULL
    UNION ALL
    -- What slugs are made of.
    SELECT stored.key, stored.xmin FROM ingest.planned_change AS planned
    JOIN catalog.organization AS stored ON stored.key = planned.after ->> 'organization_key'
    WHERE planned.ingestion_id = %(ingestion_id)s AND planned.table_name = 'course'
    UNION ALL
    SELECT slug, stored.xmin FROM catalog.course_type AS stored WHERE slug = %(product_type)s
    UNION ALL
    SELECT key, version FROM runs
    UNION ALL
    -- The runs of other courses that have a variant of the drop.
    SELECT run.key, run.xmin FROM catalog.course_run AS run JOIN claim USING (variant_id)
    UNION ALL
    SELECT course_key, stored.xmin FROM catalog.additional_metadata AS stored JOIN courses ON courses.key = course_key
    UNION ALL
    SELECT course_key, stored.xmin FROM catalog.course_subject AS stored JOIN courses ON courses.key = course_key
    UNION ALL
    SELECT course_key, stored.xmin FROM catalog.course_collaborator AS stored JOIN courses ON courses.key = course_key
    UNION ALL
    SELECT course_run_key, stored.xmin FROM catalog.course_run_staff AS stored
    JOIN staffed ON staffed.key = course_run_key
    UNION ALL
    -- All products that a full drop may archive.
    SELECT stored.course_key, stored.xmin FROM catalog.additional_metadata AS stored
    JOIN catalog.course ON course.key = stored.course_key
    WHERE %(full_drop)s AND course.course_type_slug = %(product_type)s
        AND course.product_source_slug = %(product_source)s
)
SELECT count(*) || ':' || coalesce(sum(hashtextextended(key, version::text::bigint)), 0) FROM versions;
