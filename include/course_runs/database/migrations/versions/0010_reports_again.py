"""What a report says of rows whose cells are gone, so that it can be made again; and finding quarantined rows by state.

Revision ID: 0010
Revises: 0007
"""

from alembic import op

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None

SPENT = """
CREATE TABLE ingest.spent_row (
    ingestion_id                   uuid NOT NULL REFERENCES ingest.ingestion ON DELETE CASCADE,
    line_number                    integer NOT NULL,
    title                          text,
    starts_at                      timestamptz,
    ends_at                        timestamptz,
    is_future_variant              boolean,
    external_course_marketing_type text,
    cells                          text[],   -- of rejected rows that are not in the quarantine: a dry run's
    PRIMARY KEY (ingestion_id, line_number)
);
COMMENT ON TABLE ingest.spent_row IS 'What a report says of rows that are no longer staged';

CREATE VIEW ingest.reported_row AS
SELECT ingestion_id, line_number, title, starts_at, ends_at, is_future_variant, external_course_marketing_type
FROM ingest.accepted_row
UNION ALL
SELECT ingestion_id, line_number, title, starts_at, ends_at, is_future_variant, external_course_marketing_type
FROM ingest.spent_row;
COMMENT ON VIEW ingest.reported_row IS 'What a report says of a row besides its decision and changes';
"""

KEPT = """
CREATE OR REPLACE VIEW ingest.kept_row AS
SELECT ingestion_id, line_number, cells FROM ingest.quarantine
UNION ALL
SELECT row.ingestion_id, row.line_number, row.cells FROM ingest.staged_row AS row
WHERE NOT EXISTS (
    SELECT FROM ingest.quarantine AS kept
    WHERE kept.ingestion_id = row.ingestion_id AND kept.line_number = row.line_number)
UNION ALL
SELECT ingestion_id, line_number, cells FROM ingest.spent_row WHERE cells IS NOT NULL;
"""

KEPT_BEFORE = """
CREATE OR REPLACE VIEW ingest.kept_row AS
SELECT ingestion_id, line_number, cells FROM ingest.quarantine
UNION ALL
SELECT row.ingestion_id, row.line_number, row.cells FROM ingest.staged_row AS row
WHERE NOT EXISTS (
    SELECT FROM ingest.quarantine AS kept
    WHERE kept.ingestion_id = row.ingestion_id AND kept.line_number = row.line_number);
"""

STATES = """
CREATE INDEX quarantine_state ON ingest.quarantine (ingestion_id, status, line_number);
CREATE INDEX quarantine_waiting ON ingest.quarantine (feed, quarantined_at, ingestion_id, line_number)
    WHERE status = 'open';
"""


def upgrade() -> None:
    """Add the table, the view that reports read, and the indexes."""
    for statements in (SPENT, KEPT, STATES):
        op.execute(statements)


def downgrade() -> None:
    """Drop them: reports of old ingestions say less when they are made again."""
    op.execute("DROP INDEX ingest.quarantine_waiting, ingest.quarantine_state")
    op.execute(KEPT_BEFORE)
    op.execute("DROP VIEW ingest.reported_row")
    op.execute("DROP TABLE ingest.spent_row")
