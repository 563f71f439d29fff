-- The quarantine on the pages: what has become of rejected rows.

-- name: counts_by_state
SELECT status, count(*) FROM ingest.quarantine WHERE ingestion_id = %(ingestion_id)s GROUP BY status;

-- name: states
SELECT row.line_number AS line, row.status, row.closed_at, answer.id AS closed_by_ingestion_id,
       answer.as_of AS answered_at, CASE WHEN answer.id IS NOT NULL THEN row.closed_by_line END AS closed_by_line,
       left(row.discarded_by, 200) AS discarded_by, left(row.reason, 1000) AS reason
FROM ingest.quarantine AS row
LEFT JOIN ingest.ingestion AS answer ON answer.id = row.closed_by_ingestion_id
     AND answer.dag_id = ANY(%(readable)s::text[])
WHERE row.ingestion_id = %(ingestion_id)s AND row.line_number = ANY(%(lines)s::integer[]);

-- name: corrected_ingestions
SELECT earlier.id AS ingestion_id, earlier.as_of, count(*) AS rows
FROM ingest.quarantine AS row
JOIN ingest.ingestion AS earlier ON earlier.id = row.ingestion_id AND earlier.dag_id = ANY(%(readable)s::text[])
WHERE row.closed_by_ingestion_id = %(ingestion_id)s AND row.status = 'resolved'
GROUP BY earlier.id ORDER BY earlier.as_of DESC, earlier.id;

-- name: open_counts
SELECT feed_id, count(*) FROM ingest.quarantine
WHERE status = 'open' AND feed_id = ANY(%(feed_ids)s::text[])
GROUP BY feed_id;

-- name: open_rows
-- For each feed an index finds as many rows as a page may need; the newest of all of them are the page.
SELECT found.* FROM unnest(%(feed_ids)s::text[]) AS named (feed_id)
CROSS JOIN LATERAL (
    SELECT row.ingestion_id, row.line_number AS line, row.feed_id, left(ingestion.file, 1000) AS file,
           left(row.course_key, 200) AS course_key, row.codes, row.quarantined_at
    FROM ingest.quarantine AS row
    JOIN ingest.ingestion ON ingestion.id = row.ingestion_id AND ingestion.dag_id = ANY(%(readable)s::text[])
    WHERE row.feed_id = named.feed_id AND row.status = 'open'
      AND (%(before)s::uuid IS NULL OR (row.quarantined_at, row.ingestion_id, row.line_number)
           < (SELECT last.quarantined_at, last.ingestion_id, last.line_number FROM ingest.quarantine AS last
              WHERE last.ingestion_id = %(before)s AND last.line_number = %(line)s))
    ORDER BY row.quarantined_at DESC, row.ingestion_id DESC, row.line_number DESC LIMIT %(page_limit)s
) AS found
ORDER BY found.quarantined_at DESC, found.ingestion_id DESC, found.line DESC LIMIT %(page_limit)s;
