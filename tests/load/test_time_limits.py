"""Nothing waits for ever: the database ends what is stuck, and the catalog's lock with it."""

from contextlib import closing

import psycopg2
import pytest

from course_runs.database.session import SESSION, Connection, connect, session
from course_runs.load.stage import _LOCK


@pytest.mark.parametrize(
    "limit",
    [
        "lock_timeout",
        "statement_timeout",
        "idle_in_transaction_session_timeout",
        "idle_session_timeout",
        "client_connection_check_interval",
    ],
)
def test_a_session_has_every_limit(catalog: Connection, limit: str) -> None:
    """Zero is none."""
    with catalog.cursor() as cursor:
        cursor.execute("SELECT setting::int FROM pg_settings WHERE name = %s", (limit,))
        ((setting,),) = cursor.fetchall()
    assert setting > 0


def test_a_load_that_is_stuck_gives_the_catalog_back(sample_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its worker holds the lock and never asks for anything again; in time the next load gets it."""
    short = SESSION.replace("session_timeout=600000", "session_timeout=500")
    monkeypatch.setattr("course_runs.database.session.SESSION", short)
    with closing(connect(sample_uri)) as stuck:
        stuck.cursor().execute(_LOCK)
        monkeypatch.undo()
        with session(sample_uri) as following, following.cursor() as cursor:
            cursor.execute(_LOCK)
        with pytest.raises(psycopg2.Error):
            stuck.cursor().execute("SELECT 1")
