"""What stages hand on is no longer looked up in the ledger row by row.

A foreign key asks for the ingestion once a row, always the same one, and costs about as much as storing the row. The
rows still go with their ingestion; rows without one cannot come about, for a stage begins with its line in the ledger.

Revision ID: 0014
Revises: 0009
"""

from alembic import op

revision = "0014"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("accepted_row", "staged_row", "row_decision", "planned_change")

GO_TOO = f"""
CREATE FUNCTION ingest.forget_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {" ".join(f"DELETE FROM ingest.{table} WHERE ingestion_id = OLD.id;" for table in TABLES)}
    RETURN NULL;
END $$;
CREATE TRIGGER forget_rows AFTER DELETE ON ingest.ingestion FOR EACH ROW EXECUTE FUNCTION ingest.forget_rows();
"""


def upgrade() -> None:
    """Drop the foreign keys of the tables with a line a row, and let a trigger do what their cascades did."""
    for table in TABLES:
        op.execute(f"ALTER TABLE ingest.{table} DROP CONSTRAINT {table}_ingestion_id_fkey")
    op.execute(GO_TOO)


def downgrade() -> None:
    """Add the foreign keys again; rows without an ingestion stop it, which names one."""
    op.execute("DROP TRIGGER forget_rows ON ingest.ingestion; DROP FUNCTION ingest.forget_rows")
    for table in TABLES:
        op.execute(
            f"ALTER TABLE ingest.{table} ADD CONSTRAINT {table}_ingestion_id_fkey "
            "FOREIGN KEY (ingestion_id) REFERENCES ingest.ingestion ON DELETE CASCADE"
        )
