-- name: records
SELECT ingestion.id, ingestion.feed_id, ingestion.dag_id, ingestion.run_id, ingestion.rows_from,
       ingestion.file, ingestion.drop_at, ingestion.full_drop, ingestion.dry_run, ingestion.as_of,
       ingestion.contract_version, ingestion.status, ingestion.sha256, ingestion.header, ingestion.rows_read,
       ingestion.withheld, ingestion.refusal_code, ingestion.loaded_at,
       left(ingestion.message, %(message_limit)s) AS message, coalesce(ingestion.counts, '{}') AS counts,
       changes.changed, changes.archived
FROM ingest.ingestion AS ingestion
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT true FROM ingest.applied_change WHERE ingestion_id = ingestion.id LIMIT 1), false)
               AS changed,
           (SELECT count(*) FROM ingest.applied_change WHERE ingestion_id = ingestion.id AND line_number IS NULL)
               AS archived
    WHERE ingestion.loaded_at IS NOT NULL
    UNION ALL
    SELECT coalesce((SELECT true FROM ingest.planned_change WHERE ingestion_id = ingestion.id LIMIT 1), false),
           (SELECT count(*) FROM ingest.planned_change WHERE ingestion_id = ingestion.id AND line_number IS NULL)
    WHERE ingestion.loaded_at IS NULL
) AS changes
WHERE ingestion.id = ANY(%(ids)s::uuid[])
ORDER BY ingestion.as_of DESC, ingestion.id DESC;

-- name: stages
SELECT DISTINCT ON (ingestion_id, stage) ingestion_id, stage,
       count(*) OVER (PARTITION BY ingestion_id, stage) AS attempts,
       extract(EPOCH FROM finished_at - started_at)::float AS seconds, left(error, %(message_limit)s) AS error,
       id AS attempt_id
FROM ingest.stage_attempt
WHERE ingestion_id = ANY(%(ids)s::uuid[]) AND stage <> 'report'
ORDER BY ingestion_id, stage, id DESC;
