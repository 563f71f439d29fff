"""The mails that have been sent: one line an outcome of an ingestion and an audience, so that none is sent twice.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MAIL = """
CREATE TABLE ingest.mail (
    ingestion_id uuid NOT NULL REFERENCES ingest.ingestion ON DELETE CASCADE,
    state        text NOT NULL CHECK (state IN ('loaded', 'nothing_new', 'planned', 'refused', 'failed')),
    audience     text NOT NULL CHECK (audience IN ('operators', 'partner')),
    sent_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    message_id   text NOT NULL,
    PRIMARY KEY (ingestion_id, state, audience)
);
"""


def upgrade() -> None:
    """Create the table of sent mails."""
    op.execute(MAIL)


def downgrade() -> None:
    """Drop it, and with it the memory of what has been sent."""
    op.execute("DROP TABLE ingest.mail")
