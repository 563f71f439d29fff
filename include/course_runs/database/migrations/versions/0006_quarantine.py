"""The quarantine: rejected rows for good, with the cells as they came; other rows no longer than they are needed.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

QUARANTINE = """
CREATE TABLE ingest.quarantine (
    ingestion_id   uuid NOT NULL REFERENCES ingest.ingestion,
    line_number    integer NOT NULL,
    feed           text NOT NULL,
    course_key     text,                -- where the row has one
    identity       text,                -- course and variant or schedule as written: tells the row in a later drop
    codes          text[] NOT NULL,     -- why it was rejected
    cells          text[] NOT NULL,     -- as they came, in the order of ingestion.header
    status         text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'resolved', 'discarded')),
    answered_by    uuid REFERENCES ingest.ingestion,  -- the ingestion in which the row came again
    answered_line  integer,
    discarded_by   text,
    reason         text,
    quarantined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at      timestamptz,
    PRIMARY KEY (ingestion_id, line_number),
    CHECK ((status = 'open') = (closed_at IS NULL)),
    CHECK (status <> 'resolved' OR answered_by IS NOT NULL AND answered_line IS NOT NULL),
    CHECK ((status = 'discarded') = (discarded_by IS NOT NULL AND reason IS NOT NULL))
);
CREATE INDEX quarantine_open ON ingest.quarantine (feed, identity) WHERE status = 'open';
CREATE INDEX quarantine_answered ON ingest.quarantine (answered_by) WHERE answered_by IS NOT NULL;
"""

# Not compressed: staging costs half, and the size of a row's cells is known without reading them.
STAGED = "ALTER TABLE ingest.staged_row ALTER cells SET STORAGE EXTERNAL"

# Of a file that is refused no row is decided on; its lines are told all the same when its cells are gone.
DECIDED = "ALTER TABLE ingest.row_decision ALTER decision DROP NOT NULL"

KEPT = """
CREATE VIEW ingest.kept_row AS
SELECT ingestion_id, line_number, cells FROM ingest.quarantine
UNION ALL
SELECT row.ingestion_id, row.line_number, row.cells FROM ingest.staged_row AS row
WHERE NOT EXISTS (
    SELECT FROM ingest.quarantine AS kept
    WHERE kept.ingestion_id = row.ingestion_id AND kept.line_number = row.line_number);
COMMENT ON VIEW ingest.kept_row IS 'Rows with their cells: rejected ones for good, others while they are staged';
"""

OUTCOME = """
CREATE OR REPLACE VIEW ingest.outcome AS
SELECT row.ingestion_id,
       row.line_number,
       coalesce(row.decision, CASE WHEN found.rejects THEN 'rejected' END) AS decision,
       coalesce(row.course_key, found.course_key) AS course_key,
       row.course_run_key,
       coalesce(found.codes, '{}') AS codes
FROM (
    SELECT ingestion_id, line_number, decision, course_key, course_run_key FROM ingest.row_decision
    UNION ALL
    SELECT staged.ingestion_id, staged.line_number, NULL, NULL, NULL FROM ingest.staged_row AS staged
    WHERE NOT EXISTS (
        SELECT FROM ingest.row_decision AS decided
        WHERE decided.ingestion_id = staged.ingestion_id AND decided.line_number = staged.line_number)
) AS row
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT code ORDER BY code) AS codes,
           bool_or(severity = 'critical') AS rejects,
           min(course_key) AS course_key
    FROM ingest.finding AS finding
    WHERE finding.ingestion_id = row.ingestion_id AND finding.line_number = row.line_number
) AS found ON true;
"""

OUTCOME_BEFORE = """
CREATE OR REPLACE VIEW ingest.outcome AS
SELECT row.ingestion_id,
       row.line_number,
       coalesce(decided.decision, CASE WHEN found.rejects THEN 'rejected' END) AS decision,
       coalesce(decided.course_key, found.course_key) AS course_key,
       decided.course_run_key,
       coalesce(found.codes, '{}') AS codes
FROM ingest.staged_row AS row
LEFT JOIN ingest.row_decision AS decided USING (ingestion_id, line_number)
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT code ORDER BY code) AS codes,
           bool_or(severity = 'critical') AS rejects,
           min(course_key) AS course_key
    FROM ingest.finding AS finding
    WHERE finding.ingestion_id = row.ingestion_id AND finding.line_number = row.line_number
) AS found ON true;
"""


def upgrade() -> None:
    """Add the quarantine; outcomes no longer need the staged rows."""
    for statements in (QUARANTINE, STAGED, DECIDED, KEPT, OUTCOME):
        op.execute(statements)


def downgrade() -> None:
    """Drop the quarantine with what is in it; of rows that are no longer staged the outcome is lost."""
    op.execute(OUTCOME_BEFORE)
    op.execute("DROP VIEW ingest.kept_row")
    op.execute("DELETE FROM ingest.row_decision WHERE decision IS NULL")
    op.execute("ALTER TABLE ingest.row_decision ALTER decision SET NOT NULL")
    op.execute("ALTER TABLE ingest.staged_row ALTER cells SET STORAGE EXTENDED")
    op.execute("DROP TABLE ingest.quarantine")
