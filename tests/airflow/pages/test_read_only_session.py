"""Connections of the pages: they cannot write, and nobody waits for them."""

import time

import psycopg2.errors
import pytest

from course_runs.report.pages import read_only_session as module
from course_runs.report.pages.read_only_session import reading


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO catalog.person (name) VALUES ('X')",
        "UPDATE ingest.ingestion SET feed_id = 'x'",
        "DELETE FROM ingest.applied_change",
        "CREATE TABLE ingest.x (y text)",
        "TRUNCATE catalog.course CASCADE",
        "SELECT nextval('ingest.finding_id_seq')",
    ],
)
def test_nothing_can_be_written(sample_uri: str, statement: str) -> None:
    """Whatever a page might be brought to say to the database."""
    with (
        reading(sample_uri) as connection,
        connection.cursor() as cursor,
        pytest.raises(psycopg2.errors.ReadOnlySqlTransaction),
    ):
        cursor.execute(statement)


def test_a_page_sees_one_moment(sample_uri: str) -> None:
    """A load between two statements of a page does not show in the second."""
    with reading(sample_uri) as page, page.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM catalog.person")
        before = cursor.fetchone()
        with psycopg2.connect(sample_uri) as writer, writer.cursor() as writing:
            writing.execute("INSERT INTO catalog.person (name) VALUES ('Somebody new')")
        writer.close()
        cursor.execute("SELECT count(*) FROM catalog.person")
        assert cursor.fetchone() == before


def test_a_slow_statement_is_cancelled(sample_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some seconds, so that no page keeps the catalog busy."""
    monkeypatch.setattr(module, "SESSION", module.SESSION.replace("statement_timeout=10s", "statement_timeout=1s"))
    began = time.monotonic()
    with (
        reading(sample_uri) as connection,
        connection.cursor() as cursor,
        pytest.raises(psycopg2.errors.QueryCanceled),
    ):
        cursor.execute("SELECT pg_sleep(30)")
    assert time.monotonic() - began < 10
