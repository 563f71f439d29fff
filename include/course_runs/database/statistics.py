"""The planner's statistics of tables that a stage has just written."""

from psycopg2 import sql

from course_runs.database.session import Connection


def refresh_statistics(connection: Connection, table: str, *columns: str) -> None:
    """Refresh the planner's statistics of a table of the schema `ingest`.

    Autovacuum would do it a minute later. Until then a query on 100,000 new rows is planned as if there were one. Where
    another session refreshes the same table, this one does not wait for it.

    Args:
        connection: an open connection; its transaction is used.
        table: its name, without the schema.
        columns: those by which the rows are found or joined; the others are not looked at.
    """
    statement = sql.SQL("ANALYZE (SKIP_LOCKED) {} ({})").format(
        sql.Identifier("ingest", table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
