"""Which ingestion found that another one had been given up.

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE ingest.ingestion ADD COLUMN found_by uuid REFERENCES ingest.ingestion;
CREATE INDEX ingestion_found_by ON ingest.ingestion (found_by) WHERE found_by IS NOT NULL;
"""

DOWN = """
DROP INDEX ingest.ingestion_found_by;
ALTER TABLE ingest.ingestion DROP COLUMN found_by;
"""


def upgrade() -> None:
    """Add the column."""
    op.execute(UP)


def downgrade() -> None:
    """Drop it."""
    op.execute(DOWN)
