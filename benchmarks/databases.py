"""The benchmarks' PostgreSQL, its filled catalogs as templates, and the drops; all are made once and kept."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg2 import sql

from benchmarks import ROOT, WORKSHOP
from benchmarks.dataset import Drop, fill_catalog, write_drop
from course_runs.database.migrate import MIGRATIONS, migrate
from course_runs.database.session import session
from devtools.postgres import LocalPostgres

SERVER = LocalPostgres(WORKSHOP / "postgres")
"""Durable, as a catalog is: what COPY costs a table that survives a crash is what the pipeline is measured against."""
RUN = "run"
"""The database that a measurement works in."""
FEEDS = Path(__file__).with_name("feeds.yaml")


def query(uri: str, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def restored(template: str, name: str = RUN) -> str:
    """Return the URI of a database that is a fresh copy of a template.

    A checkpoint follows: what the copy left to be written is not to be written by what is measured.
    """
    source, target = sql.Identifier(template), sql.Identifier(name)
    _command(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(target))
    # By files: a copy by way of the log would be as slow as a load.
    _command(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(target, source))
    _command(sql.SQL("CHECKPOINT"))
    return SERVER.uri(name)


def catalog(courses: int, runs_a_course: int = 0) -> str:
    """Return the name of a template with a filled catalog, made when there is none.

    Args:
        courses: of the catalog.
        runs_a_course: all courses have as many; 0: two have three.
    """
    migrations = sorted((MIGRATIONS / "versions").glob("*.py"))
    name = f"catalog_{courses}_{runs_a_course}_{_fingerprint(migrations)}"
    with _made_once(name) as uri:
        if uri:
            migrate(uri)
            fill_catalog(uri, courses, runs_a_course)
    return name


def drop(kind: Drop, rows: int, runs_a_course: int = 0) -> Path:
    """Return a drop, written when there is none.

    Args:
        kind: what is in it.
        rows: as many.
        runs_a_course: that the courses of its catalog have.
    """
    path = WORKSHOP / "drops" / f"{kind}-{rows}-{runs_a_course}-{_fingerprint([])}.csv"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        for outdated in path.parent.glob(f"{kind}-{rows}-{runs_a_course}-*"):
            outdated.unlink()
        unfinished = path.with_suffix(".unfinished")
        write_drop(unfinished, kind, rows, runs_a_course)
        unfinished.rename(path)
    return path


def template_made_by(name: str, command: list[str | Path]) -> str:
    """Return the name of a template that a command fills, which gets the database's URI as its last argument."""
    full_name = f"{name}_{_fingerprint([])}"
    with _made_once(full_name) as uri:
        if uri:
            subprocess.run([*command, uri], check=True, stdout=sys.stderr)  # noqa: S603 - the benchmarks' own
    return full_name


@contextmanager
def _made_once(name: str) -> Iterator[str | None]:
    """Yield the URI of a database to fill; None when there is one of that name. Others of its kind go."""
    SERVER.start()
    kept = [found for (found,) in query(SERVER.uri(), "SELECT datname FROM pg_database")]
    if name in kept:
        yield None
        return
    kind = name.rpartition("_")[0]
    for outdated in kept:
        if outdated.rpartition("_")[0] == kind:
            _command(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(outdated)))
    unfinished = f"{kind}_unfinished"
    yield SERVER.ensure_database(unfinished)
    _command(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name)))


def _fingerprint(besides: list[Path]) -> str:
    """Return what changes when what the data are made by does."""
    made_by = [Path(__file__).with_name("dataset.py"), ROOT / "include" / "samples" / "catalog.sql", *besides]
    return hashlib.sha256(b"".join(path.read_bytes() for path in made_by)).hexdigest()[:8]


def _command(statement: sql.Composable) -> None:
    with session(SERVER.uri()) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
