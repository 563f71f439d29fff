"""Data Docs: the page that Great Expectations makes of a validation, kept with its ingestion.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Some 10 KB compressed, and no cell in it: it stays as long as the ingestion's findings do.
DATA_DOCS = """
CREATE TABLE ingest.data_docs (
    ingestion_id uuid PRIMARY KEY REFERENCES ingest.ingestion ON DELETE CASCADE,
    page         text NOT NULL
)
"""


def upgrade() -> None:
    """Add the table."""
    op.execute(DATA_DOCS)


def downgrade() -> None:
    """Drop it with its pages."""
    op.execute("DROP TABLE ingest.data_docs")
