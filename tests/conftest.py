"""What all tests share: a real PostgreSQL of the test session's own, catalogs in it, and a way to ingest a file."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from course_runs import pipeline
from course_runs.database.migrate import migrate
from course_runs.database.session import Connection, connect, session
from course_runs.ledger.ingestions import Request
from course_runs.ledger.sources import RowsFrom
from course_runs.settings import ROOTS_VARIABLE
from devtools.postgres import LocalPostgres
from ingested import Ingested, run_stages

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "include" / "samples"
FEED = "2u-executive-education"
SERVER_VARIABLE = "COURSE_RUNS_TEST_SERVER"
"""Environment variable by which the workers of a session find its server."""

pytest_plugins = ["accepted_rows", "judgements"]

_numbers = count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Choose the session's server before workers start; they inherit the choice."""
    if not hasattr(config, "workerinput"):
        for left in (ROOT / ".local").glob("test-postgres-*"):
            if not _runs(int(left.name.rpartition("-")[2])):  # its session was killed
                _remove(left)
        os.environ[SERVER_VARIABLE] = str(ROOT / ".local" / f"test-postgres-{os.getpid()}")


SLOW_FOLDERS = {"browser", "devtools", "faults"}


@pytest.hookimpl(tryfirst=True)  # before -m selects
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow all that starts Airflow, browsers, servers of its own or faults.

    `make test` runs what is not slow and `make test-slow` the rest, so that no test belongs to neither.
    """
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        is_slow = folder in SLOW_FOLDERS or item.get_closest_marker("airflow")
        if is_slow and not item.get_closest_marker("quick"):
            item.add_marker("slow")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the session's server, whoever of the workers started it."""
    directory = Path(os.environ[SERVER_VARIABLE])
    if not hasattr(config, "workerinput") and directory.exists():
        _remove(directory)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove(directory: Path) -> None:
    LocalPostgres(directory, durable=False).remove()
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> LocalPostgres:
    """A running PostgreSQL that is nobody else's."""
    server = LocalPostgres(Path(os.environ[SERVER_VARIABLE]), durable=False)
    server.start()
    return server


@pytest.fixture(scope="session")
def templates(server: LocalPostgres) -> LocalPostgres:
    """Databases to copy: `template_empty`, migrated, and `template_sample`, with the sample catalog as well."""
    with closing(psycopg2.connect(server.uri())) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(1)")  # the workers of a session share the server
            cursor.execute("SELECT count(*) FROM pg_database WHERE datname = 'template_sample'")
            if cursor.fetchone() == (0,):
                migrate(server.ensure_database("template_empty"))
                cursor.execute("CREATE DATABASE template_making TEMPLATE template_empty")
                with session(server.uri("template_making")) as catalog, catalog.cursor() as loader:
                    loader.execute((SAMPLES / "catalog.sql").read_text(encoding="utf-8"))
                cursor.execute("ALTER DATABASE template_making RENAME TO template_sample")
    return server


def _copy_of(server: LocalPostgres, template: str) -> Iterator[str]:
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with closing(psycopg2.connect(server.uri())) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            # Copying a template waits for nobody, but two copies of it at once refuse each other.
            cursor.execute("SELECT pg_advisory_lock(1)")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
            cursor.execute("SELECT pg_advisory_unlock(1)")
            yield server.uri(name)
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def catalog_uri(templates: LocalPostgres) -> Iterator[str]:
    """URI of a freshly migrated, empty catalog."""
    yield from _copy_of(templates, "template_empty")


@pytest.fixture
def sample_uri(templates: LocalPostgres) -> Iterator[str]:
    """URI of a fresh copy of the sample catalog."""
    yield from _copy_of(templates, "template_sample")


@pytest.fixture
def catalog(catalog_uri: str) -> Iterator[Connection]:
    """A connection to a freshly migrated, empty catalog."""
    with closing(connect(catalog_uri)) as connection:
        yield connection


def _to_read(server: LocalPostgres, template: str) -> Iterator[Connection]:
    """Connect to the session's one copy of a template, in which nobody can write."""
    name = f"read_{template}"
    with closing(psycopg2.connect(server.uri())) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(1)")
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", (name,))
            if not cursor.rowcount:
                cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
                cursor.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with session(server.uri(name)) as catalog:
        yield catalog


@pytest.fixture
def empty_catalog(templates: LocalPostgres) -> Iterator[Connection]:
    """A connection to a migrated, empty catalog for tests that only read."""
    yield from _to_read(templates, "template_empty")


@pytest.fixture
def sample_catalog(templates: LocalPostgres) -> Iterator[Connection]:
    """A connection to the sample catalog for tests that only read."""
    yield from _to_read(templates, "template_sample")


@pytest.fixture(autouse=True)
def _may_read_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(ROOTS_VARIABLE, f"{tmp_path}{os.pathsep}{ROOT}")
    monkeypatch.setenv("COURSE_RUNS_REPORTS", str(tmp_path / "reports"))


Ingest = Callable[..., Ingested]


@pytest.fixture
def ingest(judgements: Path | None) -> Ingest:
    """A function that takes a file through the stages up to load, as the tasks of a DAG run do."""
    del judgements

    def run(
        uri: str,
        file: Path | None,
        *,
        feed: str = FEED,
        stages: str = "extract validate diff load",
        **asked: Any,  # noqa: ANN401 - fields of the request
    ) -> Ingested:
        request = Request(
            feed_id=feed,
            dag_id="tests",
            run_id=asked.pop("run_id", f"run {next(_numbers)}"),
            rows_from=RowsFrom.DROP if file else RowsFrom.ADDITIONAL_METADATA,
            file=str(file) if file else None,
            **asked,
        )
        return run_stages(uri, pipeline.begin(uri, request), stages)

    return run
