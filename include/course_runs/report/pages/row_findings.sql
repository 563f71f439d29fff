-- Findings of an ingestion for its pages: counts, and the lines of a page.

-- name: counts_by_code
SELECT severity, code, count(*) FROM ingest.finding
WHERE ingestion_id = %(ingestion_id)s
GROUP BY severity, code ORDER BY code;

-- name: count_rejected
SELECT count(DISTINCT line_number) FROM ingest.finding
WHERE ingestion_id = %(ingestion_id)s AND severity = 'critical';

-- name: lines
SELECT line_number FROM ingest.finding
WHERE ingestion_id = %(ingestion_id)s AND severity = %(severity)s AND line_number > %(after)s
  AND (%(code)s::text IS NULL OR code = %(code)s)
GROUP BY line_number ORDER BY line_number LIMIT %(page_limit)s;

-- name: lines_in_state
SELECT line_number FROM ingest.quarantine
WHERE ingestion_id = %(ingestion_id)s AND status = %(state)s AND line_number > %(after)s
ORDER BY line_number LIMIT %(page_limit)s;

-- name: lines_of_code_in_state
SELECT line_number FROM ingest.finding AS found JOIN ingest.quarantine AS kept USING (ingestion_id, line_number)
WHERE ingestion_id = %(ingestion_id)s AND severity = %(severity)s AND code = %(code)s AND kept.status = %(state)s
  AND line_number > %(after)s
GROUP BY line_number ORDER BY line_number LIMIT %(page_limit)s;

-- name: of_file
SELECT code, left(column_name, 200) AS "column", value, left(message, %(value_limit)s) AS message FROM ingest.finding
WHERE ingestion_id = %(ingestion_id)s AND severity = %(severity)s AND line_number IS NULL
ORDER BY id LIMIT %(page_limit)s;
