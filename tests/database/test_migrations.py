"""Migrations, up and down, on a real PostgreSQL."""

import threading
from uuid import UUID, uuid4

import psycopg2
import pytest

from course_runs.database.migrate import migrate, unmigrate
from course_runs.database.session import Connection, session
from devtools.postgres import LocalPostgres


def schemas(uri: str) -> set[str]:
    """Return which of the project's schemas there are."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname IN ('catalog', 'ingest')")
        return {name for (name,) in cursor}


def definition(uri: str) -> list[tuple[object, ...]]:
    """Return every column, constraint and index of the project's schemas."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default
            FROM information_schema.columns WHERE table_schema IN ('catalog', 'ingest')
            UNION ALL
            SELECT connamespace::regnamespace::text, conrelid::regclass::text, conname, contype::text,
                   condeferrable::text, pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace::regnamespace::text IN ('catalog', 'ingest')
            UNION ALL
            SELECT schemaname, tablename, indexname, 'index', '', indexdef FROM pg_indexes
            WHERE schemaname IN ('catalog', 'ingest')
            ORDER BY 1, 2, 3, 4, 5, 6
            """
        )
        return cursor.fetchall()


def test_down_and_up_again_is_the_same(catalog_uri: str) -> None:
    """Nothing is left behind, nothing is forgotten."""
    before = definition(catalog_uri)
    assert before
    unmigrate(catalog_uri)
    assert schemas(catalog_uri) == set()
    migrate(catalog_uri)
    assert definition(catalog_uri) == before


def test_migrating_again_changes_nothing(catalog_uri: str) -> None:
    """As every start of the project does."""
    before = definition(catalog_uri)
    migrate(catalog_uri)
    assert definition(catalog_uri) == before


def test_two_migrations_at_once_make_one_catalog(server: LocalPostgres) -> None:
    """The second waits for the first and finds its work done."""
    uri = server.ensure_database("migrated_twice")
    faults: list[BaseException] = []

    def run() -> None:
        try:
            migrate(uri)
        except BaseException as error:  # noqa: BLE001 - a thread's error has to reach the test
            faults.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert schemas(uri) == {"catalog", "ingest"}


def test_history_cannot_be_rewritten(catalog_uri: str) -> None:
    """`ingest.applied_change` is append-only, even for us."""
    for statement in ("DELETE FROM ingest.applied_change", "UPDATE ingest.applied_change SET row_key = ''"):
        refused = pytest.raises(psycopg2.errors.RaiseException, match="append-only")
        with session(catalog_uri) as connection, connection.cursor() as cursor, refused:
            cursor.execute(statement)


WITH_ROWS = """
INSERT INTO ingest.ingestion (id, feed_id, feed_settings, dag_id, run_id, rows_from, full_drop, dry_run, force,
    allow_archive, as_of, contract_version, status)
VALUES (%(id)s, 'a-feed', '{}', 'a-dag', %(id)s::text, 'drop', false, false, false, false, now(), '1', 'planned');
INSERT INTO ingest.staged_row VALUES (%(id)s, 2, '{a cell}');
INSERT INTO ingest.accepted_row (ingestion_id, line_number, course_key, organization, number)
VALUES (%(id)s, 2, 'A+1', 'A', '1');
INSERT INTO ingest.row_decision (ingestion_id, line_number, decision) VALUES (%(id)s, 2, 'new_product');
INSERT INTO ingest.planned_change (ingestion_id, table_name, row_key, after) VALUES (%(id)s, 'course', 'A+1', '{}');
"""


def ingestion_with_rows(connection: Connection) -> UUID:
    """Return an ingestion that has a row in each of the tables that have a line a row."""
    identity = uuid4()
    with connection.cursor() as cursor:
        cursor.execute(WITH_ROWS, {"id": identity})
    return identity


@pytest.mark.parametrize("table", ["staged_row", "accepted_row", "row_decision", "planned_change"])
def test_rows_go_with_their_ingestion(catalog_uri: str, table: str) -> None:
    """No foreign key says so where there is a line a row; those of another ingestion stay."""
    with session(catalog_uri) as connection, connection.cursor() as cursor:
        gone, kept = ingestion_with_rows(connection), ingestion_with_rows(connection)
        cursor.execute("DELETE FROM ingest.ingestion WHERE id = %s", (gone,))
        cursor.execute(f"SELECT ingestion_id FROM ingest.{table} WHERE ingestion_id IN (%s, %s)", (gone, kept))
        assert cursor.fetchall() == [(kept,)]
