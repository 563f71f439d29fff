"""The ingestion's own schema: its ledger, what each stage leaves for the next, and the history of applied changes."""

from pathlib import Path

from alembic import op

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None


def upgrade() -> None:
    """Create the schema `ingest` and every table and view of it."""
    op.get_bind().connection.cursor().execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    """Drop the ingestion's schema with all that is in it."""
    op.execute("DROP SCHEMA ingest CASCADE")
