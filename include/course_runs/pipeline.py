"""The entry point for Airflow, the command line and tests: `begin` an ingestion, then call `run_stage` for each stage.

A stage is one transaction and one attempt in the ledger. It starts clean: what earlier attempts have written is deleted
in the same transaction. Its end, its error or the refusal of its file is recorded whatever happens.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg2

from course_runs import diff, extract, validate
from course_runs.contract.errors import FileRefused, InvariantBroken, NoIngestion
from course_runs.contract.feeds import load_feed
from course_runs.database.session import Connection, session
from course_runs.extract.drop import drop_sha256
from course_runs.ledger import abandoned, attempts, ingestions
from course_runs.ledger.duplicates import previous_load
from course_runs.ledger.ingestions import Ingestion, Request, Stage, Status
from course_runs.ledger.registration import register
from course_runs.rows import quarantine
from course_runs.rows.clean_start import delete_rows

log = logging.getLogger(__name__)

Work = Callable[[Connection, Ingestion], str]
"""A stage: does its work in the connection's transaction and returns one sentence that says what it did."""

_TABLES: Mapping[Stage, tuple[str, ...]] = {
    Stage.DIFF: diff.TABLES,
    Stage.VALIDATE: validate.TABLES,
    Stage.EXTRACT: extract.TABLES,
}
"""The tables that are emptied of an ingestion before a stage runs again; load and report need none."""


def already_loaded(uri: str, request: Request) -> str | None:
    """Check whether an earlier run has loaded the drop of a scheduled run or of a backfill.

    Args:
        uri: libpq URI of the catalog.
        request: what the run asks for.

    Returns:
        A sentence that names the earlier run; None when the drop is to be ingested.
    """
    if request.force or request.dry_run:
        return None
    sha256 = drop_sha256(load_feed(request.feed_id), request.file)
    if sha256 is None:
        return None
    with session(uri) as connection:
        previous = previous_load(connection, request, sha256)
    if previous is None:
        return None
    if not previous.is_sufficient:
        log.info("%s has the same content as %s, and is ingested nevertheless", request.file, previous)
        return None
    return f"{request.file} has already been loaded, by {previous}: nothing to do."


def begin(uri: str, request: Request) -> UUID:
    """Register a DAG run's ingestion, and mark the feed's other abandoned attempts and ingestions as failed.

    Args:
        uri: libpq URI of the catalog.
        request: what the run asks for.

    Returns:
        The ingestion's id.

    Raises:
        UnknownFeed: feeds.yaml has no such feed.
    """
    feed = load_feed(request.feed_id)
    with session(uri) as connection:
        ingestion_id = register(connection, request, feed, lambda: drop_sha256(feed, request.file))
        abandoned.mark_others_in_feed(connection, feed, ingestion_id)
    log.info("Ingestion %s: %s of feed %s", ingestion_id, request.file or request.rows_from, request.feed_id)
    return ingestion_id


def ingestion_of_run(uri: str, dag_id: str, run_id: str) -> UUID:
    """Return the id of a DAG run's ingestion, the last one if it has several.

    Raises:
        NoIngestion: the run's extract stage has not started one.
    """
    with session(uri) as connection:
        latest = ingestions.latest_revision(connection, dag_id, run_id)
    if latest is None:
        raise NoIngestion(f"There is no ingestion of the run {run_id}: its extract stage has not started one.")
    return latest[1]


def run_stage(uri: str, stage: Stage, ingestion_id: UUID) -> str:
    """Run one stage of an ingestion.

    The ingestion is held meanwhile, so that a second attempt at any of its stages waits. A stage before the report has
    nothing to do once the ingestion is loaded.

    Args:
        uri: libpq URI of the catalog.
        stage: the stage to run.
        ingestion_id: as `begin` returned it.

    Returns:
        One sentence that says what happened.

    Raises:
        NoIngestion: there is no such ingestion.
        FileRefused: the drop is at fault; the refusal is recorded.
        InvariantBroken: the pipeline is at fault; the catalog is unchanged.
        Exception: any other error; only the attempt is recorded, and the stage can be run again.
    """
    started = time.monotonic()
    with session(uri) as connection:
        attempts.hold(connection, ingestion_id)
        ingestion = ingestions.find(connection, ingestion_id)
        if ingestion.is_loaded and stage is not Stage.REPORT:
            summary = f"Nothing to do: ingestion {ingestion_id} has been loaded already."
        else:
            log.info("%s of ingestion %s begins", stage, ingestion_id)
            summary = _attempt(uri, connection, stage, ingestion)
    log.info("%s: %s (%.1f s)", stage, summary, time.monotonic() - started)
    return summary


def asset_event(uri: str, ingestion_id: UUID) -> dict[str, Any]:
    """Return the extra of a load's asset event: ingestion, feed, file, its SHA-256, and the rows by decision."""
    with session(uri) as connection:
        loaded = ingestions.find(connection, ingestion_id)
    return {
        "ingestion": str(ingestion_id),
        "feed": loaded.feed.id,
        "file": loaded.file,
        "sha256": loaded.sha256,
        "rows": loaded.rows_read,
        "decisions": dict(loaded.counts or {}),
    }


def _attempt(uri: str, connection: Connection, stage: Stage, ingestion: Ingestion) -> str:
    abandoned.mark_attempts_of(connection, ingestion.id)
    attempt_id = attempts.begin(connection, ingestion.id, stage)
    connection.commit()  # a stage that is killed leaves an attempt without an end
    try:
        with _without_row_values():
            return _in_one_transaction(connection, stage, ingestion, attempt_id)
    except BaseException as error:
        connection.close()  # rolls the stage back and lets the ingestion go
        _record_error(uri, attempt_id, error)
        raise


def _in_one_transaction(connection: Connection, stage: Stage, ingestion: Ingestion, attempt_id: int) -> str:
    """Do a stage's work; the attempt's end and a refusal are committed with it or not at all."""
    if stage is Stage.DIFF:  # all queries of a plan have to see the catalog at one moment
        connection.set_session(isolation_level="REPEATABLE READ")
    _start_clean(connection, stage, ingestion)
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT started_clean")
        try:
            summary = _WORK[stage](connection, ingestion)
        except FileRefused as refusal:
            if not refusal.keeps_work:
                cursor.execute("ROLLBACK TO SAVEPOINT started_clean")
            ingestions.refuse(connection, ingestion.id, refusal)
            attempts.end(connection, attempt_id, str(refusal))
            connection.commit()
            raise
    attempts.end(connection, attempt_id)
    connection.commit()
    return summary


def _start_clean(connection: Connection, stage: Stage, ingestion: Ingestion) -> None:
    """Delete what earlier attempts at a stage have written.

    Before extract that is what every stage has written; the quarantine is restored and the ledger reset, too.
    """
    for earlier in _TABLES if stage is Stage.EXTRACT else {stage} & _TABLES.keys():
        delete_rows(connection, ingestion.id, earlier, _TABLES[earlier])
    if stage is Stage.EXTRACT:
        quarantine.restore(connection, ingestion)
        facts = dict.fromkeys(("header", "rows_read", "sha256", "size_bytes", "counts"))
        ingestions.advance(connection, ingestion.id, Status.STARTED, facts)


@contextmanager
def _without_row_values() -> Iterator[None]:
    """Re-raise constraint errors as InvariantBroken, naming the constraint and key but no row values.

    Raises:
        InvariantBroken: the block breaks a constraint, or a value does not fit its column.
    """
    try:
        yield
    except (psycopg2.IntegrityError, psycopg2.DataError) as error:
        known = error.diag
        place = ".".join(filter(None, (known.schema_name, known.table_name, known.column_name)))
        detail = known.message_detail or ""
        key = f" {detail}" if detail.startswith("Key (") else ""  # any other detail is the whole row
        rule = f"{known.constraint_name or type(error).__name__} of {place or 'no table'}.{key}"
        raise InvariantBroken(f"PostgreSQL refuses what would be written: {rule}") from None


def _record_error(uri: str, attempt_id: int, error: BaseException) -> None:
    """Record what stopped an attempt. If recording fails, log it and let the original error propagate."""
    try:
        with session(uri) as connection:
            attempts.end(connection, attempt_id, f"{type(error).__name__}: {error}")
    except psycopg2.Error as lost:
        log.warning("The error could not be recorded in the ledger: %s", str(lost).strip())


# Each stage is imported when it runs: only validate pays for the import of Great Expectations.


def _extract(connection: Connection, ingestion: Ingestion) -> str:
    from course_runs.extract import stage  # noqa: PLC0415

    return stage.extract(connection, ingestion)


def _validate(connection: Connection, ingestion: Ingestion) -> str:
    from course_runs.validate import stage  # noqa: PLC0415

    return stage.validate(connection, ingestion)


def _diff(connection: Connection, ingestion: Ingestion) -> str:
    from course_runs.diff import stage  # noqa: PLC0415

    return stage.diff(connection, ingestion)


def _load(connection: Connection, ingestion: Ingestion) -> str:
    from course_runs.load import stage  # noqa: PLC0415

    return stage.load(connection, ingestion)


def _report(connection: Connection, ingestion: Ingestion) -> str:
    from course_runs.report import stage  # noqa: PLC0415

    return stage.report(connection, ingestion)


_WORK: Mapping[Stage, Work] = {
    Stage.EXTRACT: _extract,
    Stage.VALIDATE: _validate,
    Stage.DIFF: _diff,
    Stage.LOAD: _load,
    Stage.REPORT: _report,
}
