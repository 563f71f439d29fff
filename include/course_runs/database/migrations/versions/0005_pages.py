"""Indexes of the pages: rows in the order of the drop, ingestions by time, courses by the begin of their key.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UP = """
CREATE INDEX planned_change_line ON ingest.planned_change (ingestion_id, line_number);
CREATE INDEX applied_change_line ON ingest.applied_change (ingestion_id, line_number);
CREATE INDEX finding_code ON ingest.finding (ingestion_id, severity, code, line_number);
CREATE INDEX ingestion_as_of ON ingest.ingestion (as_of, id);
CREATE INDEX ingestion_dag ON ingest.ingestion (dag_id, feed);  -- which DAGs and feeds there are, without reading all

-- In the order of bytes, so that they find prefixes.
CREATE INDEX course_folded_key ON catalog.course (lower(key) COLLATE "C");
CREATE INDEX course_folded_number ON catalog.course (lower(number) COLLATE "C");
"""

DOWN = """
DROP INDEX catalog.course_folded_number, catalog.course_folded_key;
DROP INDEX ingest.ingestion_dag, ingest.ingestion_as_of, ingest.finding_code;
DROP INDEX ingest.applied_change_line, ingest.planned_change_line;
"""


def upgrade() -> None:
    """Add the indexes."""
    op.execute(UP)


def downgrade() -> None:
    """Drop them."""
    op.execute(DOWN)
