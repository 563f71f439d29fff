-- How long the rows of an ingestion stay: see retention.py.

-- name: find_ingestions_with_staged_rows
-- Other ingestions of the feed that are over, or that have not moved for so long that nobody will continue them.
SELECT id, counts IS NOT NULL AS are_decided
FROM ingest.ingestion
WHERE feed_id = %(feed_id)s
    AND id <> %(ingestion_id)s
    AND (status IN ('loaded', 'reported', 'refused') OR as_of < now() - make_interval(days => %(days)s))
    AND EXISTS (SELECT FROM ingest.staged_row WHERE ingestion_id = ingestion.id);

-- name: keep_decisions
-- Of a file that was refused before its rows were decided on, the lines stay, without a decision.
INSERT INTO ingest.row_decision (ingestion_id, line_number, decision, course_key)
SELECT row.ingestion_id, row.line_number, row.decision, row.course_key
FROM ingest.outcome AS row
WHERE row.ingestion_id = ANY(%(undecided)s::uuid[])
ON CONFLICT DO NOTHING;

-- name: keep_reported_values
-- Of a row that changes nothing and is not rejected, a report shows no more than its number.
INSERT INTO ingest.reported_row
    (ingestion_id, line_number, title, starts_at, ends_at, is_future_variant, external_course_marketing_type)
SELECT
    row.ingestion_id, row.line_number, row.title, row.starts_at, row.ends_at, row.is_future_variant,
    row.external_course_marketing_type
FROM ingest.accepted_row AS row
JOIN ingest.row_decision AS decided USING (ingestion_id, line_number)
WHERE row.ingestion_id = ANY(%(ingestion_ids)s::uuid[])
    AND (decided.decision NOT IN ('unchanged', 'rejected') OR EXISTS (
        SELECT FROM ingest.applied_change AS change
        WHERE change.ingestion_id = row.ingestion_id AND change.line_number = row.line_number
        UNION ALL
        SELECT FROM ingest.planned_change AS change
        WHERE change.ingestion_id = row.ingestion_id AND change.line_number = row.line_number));

-- name: keep_rejected_cells
-- Rejected rows that are not in the quarantine: those of a dry run.
INSERT INTO ingest.reported_row (ingestion_id, line_number, cells)
SELECT row.ingestion_id, row.line_number, row.cells
FROM ingest.staged_row AS row
WHERE row.ingestion_id = ANY(%(ingestion_ids)s::uuid[])
    AND EXISTS (
        SELECT FROM ingest.finding AS finding
        WHERE finding.ingestion_id = row.ingestion_id AND finding.line_number = row.line_number
            AND finding.severity = 'critical')
    AND NOT EXISTS (
        SELECT FROM ingest.quarantine AS kept
        WHERE kept.ingestion_id = row.ingestion_id AND kept.line_number = row.line_number);

-- name: purge_accepted_rows
DELETE FROM ingest.accepted_row WHERE ingestion_id = ANY(%(ingestion_ids)s::uuid[]);

-- name: purge_staged_rows
DELETE FROM ingest.staged_row WHERE ingestion_id = ANY(%(ingestion_ids)s::uuid[]);

-- name: purge_loaded_plans
-- The history has the same changes; the plan of an ingestion that was not loaded is all that its report has.
DELETE FROM ingest.planned_change AS planned
USING ingest.ingestion AS ingestion
WHERE planned.ingestion_id = ANY(%(ingestion_ids)s::uuid[])
    AND ingestion.id = planned.ingestion_id
    AND ingestion.loaded_at IS NOT NULL;

-- name: find_ingestions_with_old_details
-- A few at a time, so that no drop waits for a purge of years; an ingestion that another one is purging is left to it.
SELECT id
FROM ingest.ingestion
WHERE details_purged_at IS NULL AND as_of < now() - make_interval(days => %(days)s)
ORDER BY as_of
LIMIT %(most)s
FOR NO KEY UPDATE SKIP LOCKED;

-- name: mark_details_purged
UPDATE ingest.ingestion SET details_purged_at = clock_timestamp() WHERE id = ANY(%(ingestion_ids)s::uuid[]);
