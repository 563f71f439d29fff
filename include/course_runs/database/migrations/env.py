"""Alembic's entry: runs the revisions over the connection that `course_runs.database.migrate` hands over."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, version_table="course_runs_revision")
with context.begin_transaction():
    context.run_migrations()
