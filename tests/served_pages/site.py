"""The pages as they are tested: a real API server over a real catalog with ingestions of every kind."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg2
import pytest

from course_runs.database.session import Connection, session
from course_runs.ledger.ingestions import Status, ingestion_id
from devtools.postgres import LocalPostgres
from report.ingestion_book import Book
from sample_ingestions import BOOTCAMPS, EXECUTIVE, dag_of, ingest_samples
from served_pages.api_server import ApiServer
from served_pages.users import ROLES

TESTS = Path(__file__).resolve().parents[1]
SCRIPT = "<script>alert(1)</script>"
NASTY = f"{SCRIPT}\"'><img src=x onerror=alert(1)>\u202egnp.exe\x1b[2J\r\nSet-Cookie: x=1"
"""What a partner would write who wishes no good."""


@dataclass(frozen=True)
class Site:
    """What the tests look at.

    Attributes:
        server: the API server.
        catalog: URI of the catalog.
        ingestions: by the names of their runs; `hostile` is full of what no partner should write, `running` at work.
    """

    server: ApiServer
    catalog: str
    ingestions: Mapping[str, UUID]

    @property
    def url(self) -> str:
        """Address of the pages."""
        return f"{self.server.url}/course-runs"

    def of(self, name: str, *parts: str) -> str:
        """Return the path of an ingestion's page, under the pages' address."""
        return "/".join(("/ingestion", str(self.ingestions[name]), *parts))

    def client(self, user: str | None) -> httpx.Client:
        """Return a client that is logged in, or is nobody."""
        headers = {"Authorization": f"Bearer {self.server.token(user)}"} if user else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=60)

    def query(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what the catalog says."""
        with session(self.catalog) as connection, connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


_running: list[Site] = []


def shared_site(config: pytest.Config, home: Path, postgres: LocalPostgres) -> Site:
    """Return the session's site, starting it for the first who asks; it ends with the session."""
    if not _running:
        stack = ExitStack()
        _running.append(stack.enter_context(running_site(home, postgres)))
        config.add_cleanup(stack.close)
    return _running[0]


@contextmanager
def running_site(home: Path, postgres: LocalPostgres) -> Iterator[Site]:
    """Run the API server while the body runs.

    Args:
        home: an empty folder.
        postgres: with the database `template_sample`.
    """
    catalog = _catalog(postgres, f"pages_{os.getpid()}")
    settings = {
        "AIRFLOW__CORE__AUTH_MANAGER": "served_pages.selective_auth.SelectiveAuthManager",
        "PYTHONPATH": str(TESTS),
        "COURSE_RUNS_PUBLISHER_URL": "https://publisher.example.org",
    }
    server = ApiServer(home / "airflow", catalog, ROLES, settings)
    server.start()
    try:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("COURSE_RUNS_REPORTS", str(server.reports))
            samples = ingest_samples(catalog)
        hostile, running = _write_hostile(catalog, server.reports), _write_running(catalog)
        ingestions = {**samples, "hostile": hostile, "running": running}
        server.wait()
        _make_runs(server, ingestions)
        yield Site(server, catalog, ingestions)
    finally:
        server.stop()


def _catalog(postgres: LocalPostgres, name: str) -> str:
    with closing(psycopg2.connect(postgres.uri())) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(1)")  # two copies of a template at once refuse each other
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template_sample")
    return postgres.uri(name)


def _write_hostile(catalog: str, reports: Path) -> UUID:
    """Write an ingestion in which every text is hostile; its report is beside a file that nobody may have."""
    with session(catalog) as connection:
        # No page relies on the constraint that allows only known codes.
        connection.cursor().execute("ALTER TABLE ingest.finding DROP CONSTRAINT finding_code_is_known")
        book = _book(connection, "hostile")
        counts = json.dumps({"new_product": 1, "update": 1, "held": 1, "rejected": 1})
        facts = {"file": f"/srv/{SCRIPT}.csv", "header": [NASTY], "loaded_at": "2026-11-21"}
        book.open(Status.LOADED, run_id="hostile", rows_read=4, counts=counts, **facts)
        book.row(2, "new_product", "HarvardX+NEW1", run=NASTY, title=NASTY[:255])
        book.change(2, ("course", "HarvardX+NEW1"), None, {"slug": NASTY, "title": "=HYPERLINK(1)"})
        book.row(3, "update", "HarvardX+OLD3", run=NASTY, title="m" * 255)
        book.change(3, ("course_run", NASTY), {NASTY: NASTY}, {NASTY: "=1", "long": "x" * 1_000_000})
        book.row(4, "held", "HarvardX+OLD4", run=NASTY)
        cells = ["=HYPERLINK(1)", NASTY]
        book.row(5, "rejected", cells=cells)
        fault = {"column_name": NASTY, "value": NASTY[:200], "course_key": NASTY}
        book.finding(5, "INVALID_URL", NASTY * 100, **fault)
        book.finding(None, NASTY, NASTY, severity="warning")
        book.attempt("extract", error=NASTY)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ingest.quarantine (ingestion_id, line_number, feed_id, course_key, codes, cells, status,"
                " discarded_by, reason, closed_at) VALUES (%s, 5, %s, %s, %s, %s, 'discarded', %s, %s, now())",
                (book.id, EXECUTIVE, NASTY, [NASTY], cells, NASTY, NASTY * 100),
            )
        book.change(None, ("additional_metadata", NASTY), {}, {"product_status": "archived"})
    folder = reports / str(book.id)
    (folder / "data_docs" / "static").mkdir(parents=True)
    (folder / "report.html").write_text("<style>p { color: red }</style><p>The report</p>", encoding="utf-8")
    (folder / "data_docs" / "index.html").write_text("<p>The Data Docs</p>", encoding="utf-8")
    (folder / ".report.json.123").write_text("unfinished", encoding="utf-8")
    (folder / "notes.txt").write_text("SECRET", encoding="utf-8")
    (reports / "secret.txt").write_text("SECRET", encoding="utf-8")
    (folder / "data_docs" / "leak.txt").symlink_to(reports / "secret.txt")
    return book.id


def _book(connection: Connection, run_id: str) -> Book:
    book = Book(connection)
    book.id = ingestion_id(dag_of(EXECUTIVE), run_id)
    return book


def _write_running(catalog: str) -> UUID:
    with session(catalog) as connection:
        book = _book(connection, "running")
        book.open(Status.EXTRACTED, run_id="running", rows_read=3)
        book.attempt("extract")
        book.attempt("validate", seconds=None)
    return book.id


def _make_runs(server: ApiServer, ingestions: Mapping[str, UUID]) -> None:
    """Make the DAG runs that the pages lead to; the hostile ingestion has none."""
    admin = server.token("admin")
    for name in ingestions:
        if name != "hostile":
            dag = dag_of(BOOTCAMPS if name in {"boot camps", "no file"} else EXECUTIVE)
            server.make_run(admin, dag, name.replace(" ", "+"), None if name == "running" else "success")
    server.make_run(admin, dag_of(EXECUTIVE), "waiting")
