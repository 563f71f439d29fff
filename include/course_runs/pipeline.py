"""Running a stage: one transaction, one attempt in the ledger, and the right end for every kind of error."""

import logging
import time
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from typing import Any
from uuid import UUID

from course_runs import ledger
from course_runs.database import Connection, connect
from course_runs.errors import FileRefused
from course_runs.ledger import Ingestion, Request, Stage

log = logging.getLogger(__name__)

Service = Callable[[Connection, Ingestion], str]
"""A stage: does its work on the connection's transaction and returns one sentence that says what it did."""


def begin(uri: str, request: Request) -> UUID:
    """Register a DAG run's ingestion.

    Args:
        uri: libpq URI of the catalog.
        request: what the run asks for.

    Returns:
        The ingestion's id.
    """
    with closing(connect(uri)) as connection, connection:
        return ledger.register(connection, request)


def run_stage(uri: str, stage: Stage, identity: UUID) -> str:
    """Run one stage of an ingestion.

    The attempt is written down before the stage starts and on a connection of its own: a stage that is killed leaves
    an attempt without an end. A stage before the report has nothing to do once the ingestion is loaded.

    Args:
        uri: libpq URI of the catalog.
        stage: which of the five.
        identity: the ingestion's id.

    Returns:
        One sentence that says what happened.

    Raises:
        FileRefused: the drop is at fault; the ledger says so.
        Exception: whatever else stopped the stage, which has left no trace but its attempt; try again.
    """
    with closing(connect(uri)) as book:
        book.autocommit = True
        ingestion = ledger.find(book, identity)
        if ingestion.is_loaded and stage is not Stage.REPORT:
            return f"Nothing to do: ingestion {identity} has been loaded already."
        attempt = ledger.begin_attempt(book, identity, stage)
        started = time.monotonic()
        try:
            summary = _in_one_transaction(uri, _service(stage), ingestion)
        except FileRefused as refusal:
            ledger.refuse(book, identity, refusal)
            ledger.end_attempt(book, attempt, str(refusal))
            raise
        except Exception as error:
            ledger.end_attempt(book, attempt, f"{type(error).__name__}: {error}")
            raise
        ledger.end_attempt(book, attempt)
    log.info("%s: %s (%.1f s)", stage, summary, time.monotonic() - started)
    return summary


def event_of(uri: str, identity: UUID) -> dict[str, Any]:
    """Return what others want to know of a load: ingestion, feed, file, its SHA-256 and the rows by decision."""
    with closing(connect(uri)) as connection:
        loaded = ledger.find(connection, identity)
    return {
        "ingestion": str(identity),
        "feed": loaded.feed.id,
        "file": loaded.file,
        "sha256": loaded.sha256,
        "rows": loaded.rows_read,
        "decisions": dict(loaded.counts or {}),
    }


def _in_one_transaction(uri: str, service: Service, ingestion: Ingestion) -> str:
    with closing(connect(uri)) as connection, connection:
        try:
            return service(connection, ingestion)
        except FileRefused as refusal:
            if refusal.keeps_work:
                connection.commit()
            raise


def _service(stage: Stage) -> Service:
    # By name and when it runs: only validate has to pay for the import of Great Expectations.
    service: Service = getattr(import_module(f"course_runs.{stage}.stage"), stage)
    return service
