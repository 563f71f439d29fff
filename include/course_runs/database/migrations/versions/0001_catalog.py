"""The catalog: courses, their runs, what external courses have besides, and the reference tables."""

from pathlib import Path

from alembic import op

revision, down_revision, branch_labels, depends_on = "0001", None, None, None


def upgrade() -> None:
    """Create the schema `catalog` and every table of it."""
    op.get_bind().connection.cursor().execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    """Drop the catalog with all that is in it."""
    op.execute("DROP SCHEMA catalog CASCADE")
