"""What the tests of the load share: rows into the sample catalog, a changed feed, statements by somebody else."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from accepted_rows import accept
from course_runs.contract.feeds import Feed, load_feeds
from course_runs.database.session import session
from course_runs.ledger.ingestions import Request
from drops import Row, drop
from ingested import Ingested, run_stages


@pytest.fixture
def load_rows(sample_uri: str, ingest: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """A function that takes rows through the stages up to load: for tests of what becomes of a file."""

    def run(*rows: Row, without: tuple[str, ...] = (), **asked: Any) -> Any:  # noqa: ANN401 - fields of the request
        return ingest(sample_uri, drop(tmp_path, *rows, without=without), **asked)

    return run


@pytest.fixture
def load_accepted(sample_uri: str) -> Callable[..., Ingested]:
    """A function that takes rows through diff and load, as if validate had accepted all: for tests of a decision."""
    numbers = count(1)

    def run(
        *rows: Row,
        without: tuple[str, ...] = (),
        feed: str = "2u-executive-education",
        stages: str = "diff load",
        **asked: Any,  # noqa: ANN401 - fields of the request
    ) -> Ingested:
        run_id = asked.pop("run_id", f"accepted {next(numbers)}")
        request = Request(feed_id=feed, dag_id="tests", run_id=run_id, file="accepted.csv", **asked)
        return run_stages(sample_uri, accept(sample_uri, request, *rows, without=without), stages)

    return run


@pytest.fixture
def change_feed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A function that changes fields of the feed of executive education."""

    def change(**fields: object) -> None:
        feeds = load_feeds()
        feed = Feed.model_validate({**feeds["2u-executive-education"].model_dump(), **fields})
        monkeypatch.setattr("course_runs.contract.feeds.load_feeds", lambda: {**feeds, feed.id: feed})

    return change


@pytest.fixture
def execute(sample_uri: str) -> Callable[..., int]:
    """A function that does what another writer does: a statement of its own, committed; returns the rows touched."""

    def run(statement: str, *parameters: object, uri: str = sample_uri) -> int:
        with session(uri) as connection, connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)
            return cursor.rowcount

    return run


@pytest.fixture
def copy(sample_uri: str) -> Iterator[Callable[[str], str]]:
    """A function that copies the test's catalog as it is then, in place of an earlier copy of that name."""
    server, _, database = sample_uri.rpartition("/")
    made = set()

    def alter(*statements: str) -> None:
        with closing(psycopg2.connect(f"{server}/postgres")) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            for statement in statements:
                cursor.execute(statement)

    def make(name: str) -> str:
        target = f"{database}_{name}"
        made.add(target)
        alter(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)", f"CREATE DATABASE {target} TEMPLATE {database}")
        return f"{server}/{target}"

    yield make
    alter(*(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)" for target in made))
