-- The quarantine. `cells[%(number)s]` is the cell of a source column, which is bound as the position of the column in
-- the header. The position of a column that the drop does not have is null, and so is its cell.

-- name: keep
-- Stores the rejected rows of an ingestion with their cells as they came. A ragged row has no identity: nobody can say
-- which of its cells is in which column.
INSERT INTO ingest.quarantine (ingestion_id, line_number, feed_id, course_key, identity, codes, cells)
SELECT row.ingestion_id, row.line_number, %(feed_id)s, found.course_key,
       CASE WHEN cardinality(row.cells) = %(width)s THEN ingest.row_identity(
           row.cells[%(organization)s], row.cells[%(number)s], row.cells[%(variant_id)s], row.cells[%(start_date)s],
           row.cells[%(start_time)s], row.cells[%(end_date)s], row.cells[%(end_time)s], row.cells[%(restriction_type)s]
       ) END,
       found.codes, row.cells
FROM ingest.staged_row AS row
JOIN (
    SELECT line_number, array_agg(DISTINCT code ORDER BY code) AS codes, min(course_key) AS course_key
    FROM ingest.finding
    WHERE ingestion_id = %(ingestion_id)s AND severity = 'critical' AND line_number IS NOT NULL
    GROUP BY line_number
) AS found USING (line_number)
WHERE row.ingestion_id = %(ingestion_id)s;

-- name: close_returned
-- Closes the open rows of earlier ingestions that came again with this one. A row is recognised by the reference in its
-- cell `errors`, or by its identity. Of several rows that are one open row, a rejected one counts, else the first.
WITH open_row AS (
    SELECT ingestion_id, line_number, identity FROM ingest.quarantine
    WHERE status = 'open' AND feed_id = %(feed_id)s AND ingestion_id <> %(ingestion_id)s
), returned AS MATERIALIZED (
    SELECT row.line_number, kept.line_number IS NOT NULL AS is_rejected,
           regexp_match(row.cells[%(errors)s], %(reference)s) AS reference,
           CASE WHEN cardinality(row.cells) = %(width)s THEN ingest.row_identity(
               row.cells[%(organization)s], row.cells[%(number)s], row.cells[%(variant_id)s], row.cells[%(start_date)s],
               row.cells[%(start_time)s], row.cells[%(end_date)s], row.cells[%(end_time)s],
               row.cells[%(restriction_type)s]
           ) END AS identity
    FROM ingest.staged_row AS row
    LEFT JOIN ingest.quarantine AS kept
        ON kept.ingestion_id = row.ingestion_id AND kept.line_number = row.line_number
    WHERE row.ingestion_id = %(ingestion_id)s AND EXISTS (SELECT FROM open_row)
      AND (kept.line_number IS NOT NULL OR %(is_loaded)s)
), matched AS (
    SELECT open_row.ingestion_id, open_row.line_number, returned.line_number AS returned_line, is_rejected
    FROM open_row
    JOIN returned ON reference[2]::uuid = open_row.ingestion_id AND reference[1]::integer = open_row.line_number
    UNION ALL
    SELECT open_row.ingestion_id, open_row.line_number, returned.line_number, is_rejected
    FROM open_row JOIN returned USING (identity)
), closed AS (
    SELECT DISTINCT ON (ingestion_id, line_number) * FROM matched
    ORDER BY ingestion_id, line_number, is_rejected DESC, returned_line
)
UPDATE ingest.quarantine AS row
SET status = CASE WHEN is_rejected THEN 'discarded' ELSE 'resolved' END, closed_at = clock_timestamp(),
    closed_by_ingestion_id = %(ingestion_id)s, closed_by_line = returned_line,
    discarded_by = CASE WHEN is_rejected THEN %(pipeline)s END,
    reason = CASE WHEN is_rejected THEN 'rejected again: line ' || returned_line || ' of ' || %(ingestion_id)s END
FROM closed WHERE row.ingestion_id = closed.ingestion_id AND row.line_number = closed.line_number;

-- name: reopen
-- Opens the rows again that an earlier attempt at the same ingestion closed.
UPDATE ingest.quarantine
SET status = 'open', closed_at = NULL, closed_by_ingestion_id = NULL, closed_by_line = NULL,
    discarded_by = NULL, reason = NULL
WHERE closed_by_ingestion_id = %(ingestion_id)s;

-- name: discard
UPDATE ingest.quarantine
SET status = 'discarded', closed_at = clock_timestamp(), discarded_by = %(discarded_by)s, reason = %(reason)s
WHERE ingestion_id = %(ingestion_id)s AND line_number = ANY(%(lines)s) AND status = 'open'
RETURNING line_number;

-- name: list_open
SELECT feed_id, ingestion_id, line_number, course_key, codes, quarantined_at
FROM ingest.quarantine
WHERE status = 'open' AND (%(feed_id)s::text IS NULL OR feed_id = %(feed_id)s)
ORDER BY feed_id, quarantined_at, ingestion_id, line_number;
