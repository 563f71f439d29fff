-- The rows of rejected.csv and changes.csv.

-- name: rejected_rows
SELECT row.line_number, row.cells, left(found.errors, 30000)
FROM ingest.kept_row AS row
JOIN (
    SELECT line_number,
           string_agg(concat_ws(' ', code, 'in ' || column_name) || ': ' || message, ' | ' ORDER BY id) AS errors
    FROM ingest.finding
    WHERE ingestion_id = %(ingestion_id)s AND severity = 'critical'
    GROUP BY line_number
) AS found USING (line_number)
WHERE row.ingestion_id = %(ingestion_id)s
ORDER BY row.line_number;

-- name: changes
SELECT change.line_number, decided.decision, change.table_name, change.row_key, field.key,
       (change.before IS NULL)::text, change.before ->> field.key, field.value #>> '{}'
FROM ingest.applied_change AS change CROSS JOIN LATERAL jsonb_each(change.after) AS field
LEFT JOIN ingest.row_decision AS decided
       ON decided.ingestion_id = change.ingestion_id AND decided.line_number = change.line_number
WHERE change.ingestion_id = %(ingestion_id)s
ORDER BY change.line_number NULLS LAST, change.table_name, change.row_key, field.key;
