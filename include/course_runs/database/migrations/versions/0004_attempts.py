"""Runs that are asked again for something else, and attempts that are found dead.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE ingest.ingestion
    ADD COLUMN turn integer NOT NULL DEFAULT 1,  -- of its run: one that is loaded may be asked for something else
    DROP CONSTRAINT ingestion_dag_id_run_id_key,
    ADD CONSTRAINT ingestion_turn UNIQUE (dag_id, run_id, turn);
CREATE INDEX ingestion_content ON ingest.ingestion (feed, sha256) WHERE loaded_at IS NOT NULL;

ALTER TABLE ingest.stage_attempt
    ADD COLUMN found_by uuid REFERENCES ingest.ingestion ON DELETE SET NULL;  -- the ingestion that found it dead
CREATE INDEX stage_attempt_unended ON ingest.stage_attempt (ingestion_id) WHERE finished_at IS NULL AND error IS NULL;
CREATE INDEX stage_attempt_found_by ON ingest.stage_attempt (found_by) WHERE found_by IS NOT NULL;
"""

DOWN = """
DROP INDEX ingest.stage_attempt_found_by, ingest.stage_attempt_unended, ingest.ingestion_content;
ALTER TABLE ingest.stage_attempt DROP COLUMN found_by;
ALTER TABLE ingest.ingestion DROP CONSTRAINT ingestion_turn;
UPDATE ingest.ingestion SET run_id = run_id || '+' || turn WHERE turn > 1;
ALTER TABLE ingest.ingestion
    DROP COLUMN turn,
    ADD CONSTRAINT ingestion_dag_id_run_id_key UNIQUE (dag_id, run_id);
"""


def upgrade() -> None:
    """Number the turns of a run, and let an attempt name the ingestion that found it dead."""
    op.execute(UP)


def downgrade() -> None:
    """Take both away; the later turns of a run keep their lines under run ids of their own."""
    op.execute(DOWN)
