"""The roles that migrations grant rights to: what each may do, and a server on which nobody may create them."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest
from psycopg2 import sql

from course_runs.database.migrate import migrate
from course_runs.database.session import Connection, session
from devtools.postgres import LocalPostgres
from drops import drop, row, variant

pytestmark = pytest.mark.xdist_group("roles")  # roles are the server's, which all workers share

WRITER, READER = "course_runs_writer", "course_runs_reader"


def login(uri: str, name: str, role: str | None = None) -> str:
    """Create a user with a password, in a role if one is named, and return the URI with which it connects."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'secret'").format(sql.Identifier(name)))
        if role:
            cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(name)))
    parts = urlsplit(uri)
    return parts._replace(netloc=f"{name}:secret@{parts.hostname}:{parts.port}").geturl()


@pytest.fixture
def reader(sample_uri: str) -> Iterator[Connection]:
    """A connection of a user that has the reader's role and no other."""
    with session(login(sample_uri, "a_reader", READER)) as connection:
        yield connection


def relations(connection: Connection) -> list[str]:
    """Return the tables and views of both schemas."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables "
            "WHERE table_schema IN ('catalog', 'ingest')"
        )
        return [name for (name,) in cursor]


def test_a_reader_reads_everything(sample_uri: str, reader: Connection) -> None:
    """Every table and view."""
    with session(sample_uri) as connection:
        every = relations(connection)
    assert len(every) > 25
    assert sorted(relations(reader)) == sorted(every)
    with reader.cursor() as cursor:
        for name in every:
            cursor.execute(f"SELECT * FROM {name} LIMIT 1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalog.course SET title = 'X'",
        "INSERT INTO catalog.person (name) VALUES ('X')",
        "DELETE FROM ingest.finding",
        "UPDATE ingest.quarantine SET status = 'discarded'",
        "TRUNCATE ingest.staged_row",
        "CREATE TABLE ingest.mine ()",
        "DROP SCHEMA ingest CASCADE",
    ],
)
def test_a_reader_writes_nothing(reader: Connection, statement: str) -> None:
    """Whatever the session's own settings are."""
    with reader.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute(statement)
    reader.rollback()


def test_a_writer_ingests_a_drop(sample_uri: str, ingest: Callable[..., Any], tmp_path: Path) -> None:
    """All stages, twice: with a new course and person, a rejected row and its correction, and products archived."""
    uri = login(sample_uri, "a_writer", WRITER)
    new, bad = row("NEW", variant("A"), staff="Somebody New", collaborators="A New Lab"), row("BAD", variant("B"))
    first = ingest(
        uri, drop(tmp_path, new, {**bad, "verified_price": "dear"}), stages="extract validate diff load report"
    )
    assert first.decisions == {"new_product": 1, "rejected": 1}
    second = ingest(uri, drop(tmp_path, new, bad), full_drop=True, allow_archive=True)
    assert second.decisions == {"new_product": 1, "unchanged": 1}
    assert second.query("SELECT count(*) FROM ingest.quarantine WHERE status = 'resolved'") == [(1,)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM catalog.course",
        "UPDATE catalog.organization SET name = 'X'",
        "INSERT INTO catalog.subject (name) VALUES ('X')",
        "UPDATE ingest.applied_change SET after = '{}'",
        "DELETE FROM ingest.applied_change",
        "TRUNCATE catalog.course CASCADE",
        "CREATE TABLE catalog.mine ()",
    ],
)
def test_a_writer_does_no_more_than_an_ingestion_needs(sample_uri: str, statement: str) -> None:
    """The writer cannot change reference tables, nor the history."""
    with session(login(sample_uri, "a_writer", WRITER)) as connection:
        with connection.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(statement)
        connection.rollback()


def test_a_table_that_comes_later_is_granted_too(sample_uri: str) -> None:
    """By default privileges, until the next migration grants it by name."""
    with session(sample_uri) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE ingest.later (); CREATE TABLE catalog.later ()")
        cursor.execute(
            "SELECT has_table_privilege(%(reader)s, 'catalog.later', 'SELECT'), "
            "has_table_privilege(%(reader)s, 'ingest.later', 'INSERT'), "
            "has_table_privilege(%(writer)s, 'ingest.later', 'INSERT'), "
            "has_table_privilege(%(writer)s, 'catalog.later', 'INSERT')",
            {"reader": READER, "writer": WRITER},
        )
        assert cursor.fetchone() == (True, False, True, False)
        connection.rollback()


@pytest.mark.usefixtures("templates")
def test_an_owner_who_may_not_create_roles_migrates_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """On a server without the roles, as a managed database is; once they are there, migrating again grants."""
    server = LocalPostgres(tmp_path / "managed", durable=False)
    server.start()
    try:
        admin = server.ensure_database("managed")
        owner = login(admin, "an_owner")
        with session(admin) as connection, connection.cursor() as cursor:
            cursor.execute("GRANT CREATE ON DATABASE managed TO an_owner; GRANT CREATE ON SCHEMA public TO an_owner")
        with caplog.at_level(logging.WARNING):
            migrate(owner)
        assert "The role course_runs_writer does not exist and this user may not create it." in caplog.text
        with session(admin) as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {WRITER} NOLOGIN; CREATE ROLE {READER} NOLOGIN")
        migrate(owner)
        with session(admin) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'catalog.course', 'SELECT')", (READER,))
            assert cursor.fetchone() == (True,)
    finally:
        server.remove()
