"""The page that a reader gets when the catalog is not there: it says what to do, and shows nothing internal."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import psycopg2
import pytest

from served_pages.site import Site

pytestmark = pytest.mark.airflow


@contextmanager
def renamed(site: Site, what: str, new: str, old: str) -> Iterator[None]:
    """Give a part of the catalog another name while the body runs."""
    site.query(f"ALTER {what} RENAME TO {new}")
    try:
        yield
    finally:
        site.query(f"ALTER {what.replace(old, new)} RENAME TO {old}")


def test_a_catalog_that_is_away(site: Site, viewer: httpx.Client) -> None:
    """503, so that a monitor sees it too; and the page comes back with the catalog."""
    name = site.catalog.rpartition("/")[2]
    with closing(psycopg2.connect(site.catalog.replace(f"/{name}", "/postgres"))) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
            cursor.execute(f"ALTER DATABASE {name} RENAME TO {name}_away")
            try:
                answer = viewer.get("/")
            finally:
                cursor.execute(f"ALTER DATABASE {name}_away RENAME TO {name}")
    assert answer.status_code == 503
    assert "The catalog does not answer" in answer.text
    assert name not in answer.text
    assert viewer.get("/").status_code == 200


def test_a_catalog_of_another_version(site: Site, viewer: httpx.Client) -> None:
    """The page shows how its tables are brought up to date."""
    with renamed(site, "TABLE ingest.mail", "mail_away", "mail"):
        answer = viewer.get(site.of("full drop"))
    assert answer.status_code == 503
    assert "make migrate" in answer.text


def test_a_fault_says_nothing_of_itself(site: Site, viewer: httpx.Client) -> None:
    """500 with the same headers as every page; the reason is in the server's log alone."""
    identity = site.ingestions["full drop"]
    site.query("UPDATE ingest.ingestion SET counts = '[1]' WHERE id = %s", identity)
    try:
        # The server closes a connection on which it failed: the next page is asked for on another.
        answer = viewer.get(site.of("full drop"), headers={"connection": "close"})
    finally:
        site.query(
            "UPDATE ingest.ingestion SET counts = (SELECT jsonb_object_agg(decision, rows) FROM (SELECT decision,"
            " count(*) AS rows FROM ingest.row_decision WHERE ingestion_id = %s GROUP BY decision) AS counted)"
            " WHERE id = %s",
            identity, identity,
        )  # fmt: skip
    assert answer.status_code == 500
    assert "Something is broken here" in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert viewer.get(site.of("full drop")).status_code == 200
