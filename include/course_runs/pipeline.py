"""Running a stage: one transaction, one attempt in the ledger, and the right end for every kind of error."""

import logging
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import UUID

import psycopg2

from course_runs.contract.errors import FileRefused, InvariantBroken
from course_runs.contract.feeds import load_feeds
from course_runs.database.session import Connection, session
from course_runs.ledger import attempts, ingestions
from course_runs.ledger.duplicates import content_of, earlier_load
from course_runs.ledger.ingestions import Ingestion, Request, Stage
from course_runs.ledger.stalled import give_up_stalled

log = logging.getLogger(__name__)

Service = Callable[[Connection, Ingestion], str]
"""A stage: does its work on the connection's transaction and returns one sentence that says what it did."""


def already_loaded(uri: str, request: Request) -> str | None:
    """Say of a drop that nobody named by hand that it has been loaded by an earlier run, if it has.

    Args:
        uri: libpq URI of the catalog.
        request: of a scheduled run or of a backfill.

    Returns:
        A sentence that names the earlier run; None when the drop is to be ingested.
    """
    if request.force or request.dry_run or (content := content_of(request)) is None:
        return None
    with session(uri) as connection:
        earlier = earlier_load(connection, request, content)
    if earlier is None:
        return None
    if not earlier.covers:
        log.info("%s has the content that was loaded by %s; it is a drop of its own.", request.file, earlier)
        return None
    return f"{request.file} has been loaded already, by {earlier}: nothing to do."


def begin(uri: str, request: Request) -> UUID:
    """Register a DAG run's ingestion, and look for others of the feed that died.

    Args:
        uri: libpq URI of the catalog.
        request: what the run asks for.

    Returns:
        The ingestion's id.
    """
    with session(uri) as connection:
        identity = ingestions.register(connection, request, lambda: content_of(request))
        attempts.bury_dead(connection, request.feed, identity)
        give_up_stalled(connection, load_feeds()[request.feed], identity)
    log.info("Ingestion %s: %s of feed %s", identity, request.file or request.rows_from, request.feed)
    return identity


def ingestion_of_run(uri: str, dag_id: str, run_id: str) -> UUID:
    """Return the id of the ingestion that a DAG run is at.

    Raises:
        NoIngestion: its extract stage has not started one.
    """
    with session(uri) as connection:
        return ingestions.of_run(connection, dag_id, run_id)


def run_stage(uri: str, stage: Stage, identity: UUID) -> str:
    """Run one stage of an ingestion.

    The ingestion is held meanwhile, so that a second attempt at any of its stages waits. The attempt is written down
    before the stage starts: a stage that is killed leaves an attempt without an end. A stage before the report has
    nothing to do once the ingestion is loaded.

    Args:
        uri: libpq URI of the catalog.
        stage: which of the five.
        identity: the ingestion's id.

    Returns:
        One sentence that says what happened.

    Raises:
        FileRefused: the drop is at fault; the ledger says so.
        InvariantBroken: the pipeline is at fault.
        Exception: whatever else stopped the stage, which has left no trace but its attempt; try again.
    """
    started = time.monotonic()
    with session(uri) as connection:
        attempts.hold(connection, identity)
        with connection:
            ingestion = ingestions.find(connection, identity)
        if ingestion.is_loaded and stage is not Stage.REPORT:
            summary = f"Nothing to do: ingestion {identity} has been loaded already."
        else:
            log.info("%s of ingestion %s begins", stage, identity)
            summary = _attempt(uri, connection, stage, ingestion)
    log.info("%s: %s (%.1f s)", stage, summary, time.monotonic() - started)
    return summary


def event_of(uri: str, identity: UUID) -> dict[str, Any]:
    """Return what others want to know of a load: ingestion, feed, file, its SHA-256 and the rows by decision."""
    with session(uri) as connection:
        loaded = ingestions.find(connection, identity)
    return {
        "ingestion": str(identity),
        "feed": loaded.feed.id,
        "file": loaded.file,
        "sha256": loaded.sha256,
        "rows": loaded.rows_read,
        "decisions": dict(loaded.counts or {}),
    }


def _attempt(uri: str, connection: Connection, stage: Stage, ingestion: Ingestion) -> str:
    attempt = attempts.begin(connection, ingestion.id, stage)
    try:
        return _telling_keys_alone(lambda: _in_one_transaction(connection, _service(stage), ingestion, attempt))
    except BaseException as error:
        connection.close()  # and with it all that the stage did
        _note_end(uri, attempt, error)
        raise


def _telling_keys_alone(work: Callable[[], str]) -> str:
    """Do some work; what breaks the database's rules is no passing fault, and is told without the rows that break it.

    Raises:
        InvariantBroken: the work breaks a constraint, or a value does not fit.
    """
    try:
        return work()
    except (psycopg2.IntegrityError, psycopg2.DataError) as fault:
        raise InvariantBroken(f"PostgreSQL refuses what would be written: {_broken_rule(fault)}") from None


def _broken_rule(fault: psycopg2.Error) -> str:
    known = fault.diag
    place = ".".join(filter(None, (known.schema_name, known.table_name, known.column_name)))
    detail = known.message_detail or ""
    key = f" {detail}" if detail.startswith("Key (") else ""  # else it is the whole row
    return f"{known.constraint_name or type(fault).__name__} of {place or 'no table'}.{key}"


def _in_one_transaction(connection: Connection, service: Service, ingestion: Ingestion, attempt: int) -> str:
    """Do a stage's work; the attempt's end and a refusal are committed with it or not at all."""
    try:
        summary = service(connection, ingestion)
    except FileRefused as refusal:
        if not refusal.keeps_work:
            connection.rollback()
        ingestions.refuse(connection, ingestion.id, refusal)
        attempts.end(connection, attempt, str(refusal))
        connection.commit()
        raise
    attempts.end(connection, attempt)
    connection.commit()
    return summary


def _note_end(uri: str, attempt: int, error: BaseException) -> None:
    """Write down what stopped an attempt; where that fails too, the error at hand is the one to be told of."""
    try:
        with session(uri) as connection:
            attempts.end(connection, attempt, f"{type(error).__name__}: {error}")
    except psycopg2.Error as lost:
        log.warning("The ledger could not be told of the error: %s", str(lost).strip())


def _service(stage: Stage) -> Service:
    # By name and when it runs: only validate has to pay for the import of Great Expectations.
    service: Service = getattr(import_module(f"course_runs.{stage}.stage"), stage)
    return service
