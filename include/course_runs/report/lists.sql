-- The rows of a report's lists, in the order of each list. Changes are read from applied_change; lists.py reads
-- planned_change in its place until the ingestion is loaded.

-- name: new_runs
SELECT decided.line_number AS line, decided.course_key, decided.course_run_key AS run_key,
       coalesce(accepted.title, created.after ->> 'title', course.title) AS title,
       run.after ->> 'variant_id' AS variant_id, (run.after ->> 'starts_at')::timestamptz AS starts_at,
       (run.after ->> 'ends_at')::timestamptz AS ends_at, run.after ->> 'restriction_type' AS restriction_type,
       coalesce(accepted.is_future_variant, false) AS is_future_variant,
       coalesce(accepted.external_course_marketing_type, metadata.external_course_marketing_type) AS marketing_type,
       coalesce(created.after ->> 'slug', course.slug) AS slug
FROM ingest.row_decision AS decided
LEFT JOIN ingest.row_shown_in_report AS accepted USING (ingestion_id, line_number)
LEFT JOIN ingest.applied_change AS run ON run.ingestion_id = decided.ingestion_id
     AND run.table_name = 'course_run' AND run.row_key = decided.course_run_key
LEFT JOIN ingest.applied_change AS created ON created.ingestion_id = decided.ingestion_id
     AND created.table_name = 'course' AND created.row_key = decided.course_key AND created.before IS NULL
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
LEFT JOIN catalog.additional_metadata AS metadata ON metadata.course_key = decided.course_key
WHERE decided.ingestion_id = %(ingestion_id)s AND decided.decision IN ('new_product', 'new_run')
  AND (decided.decision = 'new_product' OR created.row_key IS NOT NULL) = %(is_new_product)s
ORDER BY min(decided.line_number) OVER (PARTITION BY decided.course_key), line;

-- name: changed_rows
-- Rows with the given decision. Without one: the rows with other decisions that still change what was there before.
-- The changes of a row are found by the primary key. One of a course counts for its source row.
SELECT decided.line_number AS line, decided.decision, decided.course_key, decided.course_run_key AS run_key,
       coalesce(accepted.title, course.title) AS title, accepted.starts_at, accepted.ends_at, course.slug,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'table', change.table_name, 'field', field.key,
            'before', left(change.before ->> field.key, %(value_limit)s),
            'after', left(field.value #>> '{}', %(value_limit)s))), '[]')
        FROM ingest.applied_change AS change CROSS JOIN LATERAL jsonb_each(change.after) AS field
        WHERE change.ingestion_id = decided.ingestion_id AND change.line_number = decided.line_number
          AND (change.before IS NOT NULL OR change.table_name = 'additional_metadata')
          AND (change.table_name = 'course_run' AND change.row_key = decided.course_run_key
               OR change.table_name IN ('course', 'additional_metadata') AND change.row_key = decided.course_key)
       ) AS changes
FROM (
    SELECT line_number FROM ingest.row_decision
    WHERE ingestion_id = %(ingestion_id)s AND decision = %(decision)s
    UNION ALL
    SELECT DISTINCT line_number FROM ingest.applied_change
    WHERE ingestion_id = %(ingestion_id)s AND before IS NOT NULL AND line_number IS NOT NULL
      AND %(decision)s::text IS NULL
) AS listed
JOIN ingest.row_decision AS decided ON decided.ingestion_id = %(ingestion_id)s
     AND decided.line_number = listed.line_number
     AND (decided.decision = %(decision)s
          OR %(decision)s::text IS NULL AND decided.decision NOT IN ('backpopulate', 'update'))
LEFT JOIN ingest.row_shown_in_report AS accepted ON accepted.ingestion_id = decided.ingestion_id
     AND accepted.line_number = decided.line_number
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
ORDER BY line;

-- name: archived_products
SELECT change.row_key AS course_key, course.title, metadata.external_identifier, course.slug
FROM ingest.applied_change AS change
LEFT JOIN catalog.course AS course ON course.key = change.row_key
LEFT JOIN catalog.additional_metadata AS metadata ON metadata.course_key = change.row_key
WHERE change.ingestion_id = %(ingestion_id)s AND change.table_name = 'additional_metadata'
  AND change.line_number IS NULL AND change.after ->> 'product_status' = 'archived' AND change.row_key > %(after)s
ORDER BY course_key;

-- name: plain_rows
SELECT decided.line_number AS line, decided.course_key, coalesce(accepted.title, course.title) AS title,
       decided.course_run_key AS run_key, course.slug
FROM ingest.row_decision AS decided
LEFT JOIN ingest.row_shown_in_report AS accepted USING (ingestion_id, line_number)
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
WHERE decided.ingestion_id = %(ingestion_id)s AND decided.decision = %(decision)s
ORDER BY line;

-- name: rows_with_findings
-- All of them, or those with the given lines.
SELECT line_number AS line, left(min(course_key), 200) AS course_key,
       jsonb_agg(jsonb_build_object(
           'code', code, 'column', left(column_name, 200), 'value', value, 'message', left(message, %(value_limit)s)
       ) ORDER BY id) AS faults
FROM ingest.finding
WHERE ingestion_id = %(ingestion_id)s AND severity = %(severity)s AND line_number IS NOT NULL
  AND (%(lines)s::integer[] IS NULL OR line_number = ANY(%(lines)s::integer[]))
GROUP BY line_number ORDER BY line_number;

-- name: corrections
SELECT closed.closed_by_line AS line, coalesce(decided.course_key, left(closed.course_key, 200)) AS course_key,
       coalesce(accepted.title, course.title) AS title, array_to_string(closed.codes, ', ') AS codes,
       closed.ingestion_id::text AS earlier_ingestion, regexp_replace(earlier.file, '^.*[/\\]', '') AS earlier_file,
       closed.line_number AS earlier_line, closed.quarantined_at AS rejected_at, course.slug
FROM ingest.quarantine AS closed
JOIN ingest.ingestion AS earlier ON earlier.id = closed.ingestion_id
LEFT JOIN ingest.row_decision AS decided ON decided.ingestion_id = closed.closed_by_ingestion_id
     AND decided.line_number = closed.closed_by_line
LEFT JOIN ingest.row_shown_in_report AS accepted ON accepted.ingestion_id = closed.closed_by_ingestion_id
     AND accepted.line_number = closed.closed_by_line
LEFT JOIN catalog.course AS course ON course.key = decided.course_key
WHERE closed.closed_by_ingestion_id = %(ingestion_id)s AND closed.status = 'resolved'
ORDER BY line, closed.quarantined_at, closed.line_number;

-- name: warnings
SELECT line_number AS line, code, left(course_key, 200) AS course_key, left(column_name, 200) AS "column", value,
       left(message, %(value_limit)s) AS message
FROM ingest.finding WHERE ingestion_id = %(ingestion_id)s AND severity = 'warning'
ORDER BY line_number NULLS FIRST, id;

-- name: abandoned_runs
SELECT NULL::integer AS line, 'RUN_ABANDONED' AS code, NULL AS course_key, NULL AS "column", NULL AS value,
       left(message, %(value_limit)s) AS message
FROM (
    SELECT error AS message, started_at AS found_at FROM ingest.stage_attempt
    WHERE found_by_ingestion_id = %(ingestion_id)s AND ingestion_id <> %(ingestion_id)s
    UNION ALL
    SELECT message, as_of FROM ingest.ingestion WHERE found_by_ingestion_id = %(ingestion_id)s
) AS found
ORDER BY found_at;
