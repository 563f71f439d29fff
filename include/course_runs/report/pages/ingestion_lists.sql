-- name: page
SELECT id FROM ingest.ingestion
WHERE dag_id = ANY(%(readable)s::text[]) AND (%(feed_id)s::text IS NULL OR feed_id = %(feed_id)s)
  AND (
      %(before)s::uuid IS NULL
      OR (as_of, id) < (SELECT last.as_of, last.id FROM ingest.ingestion AS last WHERE last.id = %(before)s)
  )
ORDER BY as_of DESC, id DESC LIMIT %(page_limit)s;

-- name: recent
SELECT recent.id FROM unnest(%(feed_ids)s::text[]) AS named (feed_id)
CROSS JOIN LATERAL (
    SELECT id FROM ingest.ingestion
    WHERE ingestion.feed_id = named.feed_id AND dag_id = ANY(%(readable)s::text[])
    ORDER BY as_of DESC LIMIT %(page_limit)s
) AS recent;

-- name: revisions
SELECT id FROM ingest.ingestion
WHERE dag_id = %(dag_id)s AND run_id = %(run_id)s AND dag_id = ANY(%(readable)s::text[])
ORDER BY revision;

-- name: dags
-- A loose index scan: one look-up a DAG instead of reading every ingestion.
WITH RECURSIVE named AS (
    (SELECT dag_id FROM ingest.ingestion ORDER BY dag_id LIMIT 1)
    UNION ALL
    SELECT (SELECT dag_id FROM ingest.ingestion WHERE dag_id > named.dag_id ORDER BY dag_id LIMIT 1)
    FROM named WHERE named.dag_id IS NOT NULL
)
SELECT dag_id FROM named WHERE dag_id IS NOT NULL;

-- name: feeds
-- The same of the feeds with ingestions that a reader may see.
WITH RECURSIVE named AS (
    (SELECT feed_id FROM ingest.ingestion WHERE dag_id = ANY(%(readable)s::text[]) ORDER BY feed_id LIMIT 1)
    UNION ALL
    SELECT (
        SELECT feed_id FROM ingest.ingestion
        WHERE feed_id > named.feed_id AND dag_id = ANY(%(readable)s::text[]) ORDER BY feed_id LIMIT 1
    )
    FROM named WHERE named.feed_id IS NOT NULL
)
SELECT feed_id FROM named WHERE feed_id IS NOT NULL;
