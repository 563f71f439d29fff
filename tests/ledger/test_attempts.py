"""One attempt at an ingestion at a time; what stopped it is recorded, and abandoned work is found."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg2
import pytest

from catalog_state import catalog_state, without_stamps
from course_runs import pipeline
from course_runs.contract.errors import FileRefused, InvariantBroken, RefusalCode
from course_runs.contract.feeds import load_feeds
from course_runs.database.session import Connection, connect, session
from course_runs.ledger import attempts
from course_runs.ledger.ingestions import Request, Stage
from course_runs.report.partner_copy import partner_copy
from course_runs.report.view import read_view

FEED = "2u-executive-education"
DROP = Path(__file__).resolve().parents[2] / "include" / "samples" / "drops" / f"{FEED}.csv"
STAGES = [Stage.EXTRACT, Stage.VALIDATE, Stage.DIFF, Stage.LOAD]
ATTEMPTS = "SELECT stage, finished_at IS NOT NULL, error FROM ingest.stage_attempt WHERE ingestion_id = %s ORDER BY id"


def request(run_id: str, feed: str = FEED) -> Request:
    """What a run by hand asks for."""
    return Request(feed_id=feed, dag_id=f"dag of {feed}", run_id=run_id, file=str(DROP))


def query(uri: str, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found = cursor.fetchall()
        connection.commit()
        return found


@pytest.fixture
def ingestion(sample_uri: str) -> UUID:
    """An ingestion that has begun."""
    return pipeline.begin(sample_uri, request("one"))


@pytest.fixture
def worker(sample_uri: str) -> Iterator[Connection]:
    """The connection of a worker at its stage; closing it is what a kill does."""
    with closing(connect(sample_uri)) as connection:
        yield connection


def start(worker: Connection, ingestion: UUID, stage: Stage) -> None:
    """Begin an attempt, and never end it."""
    attempts.hold(worker, ingestion)
    attempts.begin(worker, ingestion, stage)
    worker.commit()


def test_a_killed_attempt_is_found_by_the_next_run_of_the_feed(
    sample_uri: str, ingestion: UUID, worker: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    """The ledger records that it was abandoned, who found it and how to go on; a run of another feed does not."""
    start(worker, ingestion, Stage.VALIDATE)
    worker.close()
    pipeline.begin(sample_uri, request("elsewhere", "2u-bootcamps"))
    assert query(sample_uri, ATTEMPTS, ingestion) == [("validate", False, None)]

    finder = pipeline.begin(sample_uri, request("two"))
    ((stage, ended, error),) = query(sample_uri, ATTEMPTS, ingestion)
    assert (stage, ended) == ("validate", False)
    assert "clear the task validate" in error
    assert query(sample_uri, "SELECT found_by_ingestion_id FROM ingest.stage_attempt") == [(finder,)]
    ledger_line = "SELECT status, message FROM ingest.ingestion WHERE id = %s"
    assert query(sample_uri, ledger_line, ingestion) == [("failed", error)]
    assert error in caplog.text

    pipeline.begin(sample_uri, request("three"))
    assert query(sample_uri, "SELECT found_by_ingestion_id FROM ingest.stage_attempt") == [(finder,)]


@pytest.mark.parametrize("come", range(len(STAGES) + 1))
def test_a_run_that_stopped_between_two_stages_is_found_when_its_time_is_over(
    sample_uri: str, ingestion: UUID, come: int
) -> None:
    """Not earlier: it may wait for a retry. The ledger and the finding run's report say how to go on, once."""
    for stage in STAGES[:come]:
        pipeline.run_stage(sample_uri, stage, ingestion)
    line = "SELECT status, message, found_by_ingestion_id FROM ingest.ingestion WHERE id = %s"
    pipeline.begin(sample_uri, request("too early"))
    assert query(sample_uri, line, ingestion)[0][1:] == (None, None)

    query(sample_uri, "UPDATE ingest.ingestion SET as_of = now() - interval '13 hours' RETURNING id")
    finder = pipeline.begin(sample_uri, request("in time"))
    pipeline.begin(sample_uri, request("again"))
    ((status, message, found_by),) = query(sample_uri, line, ingestion)
    assert (status, found_by) == ("loaded" if come == len(STAGES) else "failed", finder)
    assert f"clear its task {[*STAGES, Stage.REPORT][come]} and those after it" in message
    with session(sample_uri) as connection:
        found = read_view(connection, finder, load_feeds()[FEED])
    assert message in [remark.message for remark in found.lists["abandoned_runs"].rows]
    assert not partner_copy(found).lists["abandoned_runs"].total


def test_an_attempt_at_work_is_not_abandoned(sample_uri: str, ingestion: UUID, worker: Connection) -> None:
    """However long it takes."""
    start(worker, ingestion, Stage.VALIDATE)
    pipeline.begin(sample_uri, request("two"))
    assert query(sample_uri, ATTEMPTS, ingestion) == [("validate", False, None)]
    assert query(sample_uri, "SELECT status FROM ingest.ingestion WHERE id = %s", ingestion) == [("started",)]


def test_a_retry_marks_the_abandoned_attempt_before_it(sample_uri: str, ingestion: UUID, worker: Connection) -> None:
    """Both attempts are in the ledger, the ingestion goes its way."""
    start(worker, ingestion, Stage.EXTRACT)
    worker.close()
    pipeline.run_stage(sample_uri, Stage.EXTRACT, ingestion)
    (_, ended, error), again = query(sample_uri, ATTEMPTS, ingestion)
    assert not ended
    assert "never finished" in error
    assert again == ("extract", True, None)
    assert query(sample_uri, "SELECT status, message FROM ingest.ingestion") == [("extracted", None)]


def test_a_loaded_ingestion_is_not_failed_by_its_report(sample_uri: str, ingestion: UUID, worker: Connection) -> None:
    """A report that is killed leaves the load as it stands."""
    for stage in STAGES:
        pipeline.run_stage(sample_uri, stage, ingestion)
    start(worker, ingestion, Stage.REPORT)
    worker.close()
    pipeline.begin(sample_uri, request("two"))
    assert query(sample_uri, "SELECT status FROM ingest.ingestion WHERE id = %s", ingestion) == [("loaded",)]
    (*_, (stage, _, error)) = query(sample_uri, ATTEMPTS, ingestion)
    assert stage == "report"
    assert "Its load is complete" in error


@pytest.mark.parametrize("doubled", STAGES)
def test_a_stage_that_runs_twice_at_once_is_done_once_after_the_other(sample_uri: str, doubled: Stage) -> None:
    """As when Airflow restarts a task that is still at work."""
    ingestion_id = pipeline.begin(sample_uri, request("doubled"))
    for stage in STAGES[: STAGES.index(doubled)]:
        pipeline.run_stage(sample_uri, stage, ingestion_id)
    faults: list[BaseException] = []

    def attempt() -> None:
        try:
            pipeline.run_stage(sample_uri, doubled, ingestion_id)
        except BaseException as fault:  # noqa: BLE001 - asserted below
            faults.append(fault)

    threads = [threading.Thread(target=attempt) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    for stage in STAGES[STAGES.index(doubled) + 1 :]:
        pipeline.run_stage(sample_uri, stage, ingestion_id)
    ended = query(sample_uri, ATTEMPTS, ingestion_id)
    assert all(finished and not error for _, finished, error in ended)
    outcomes = "SELECT status, rows_read = (SELECT count(*) FROM ingest.outcome) FROM ingest.ingestion"
    assert query(sample_uri, outcomes) == [("loaded", True)]


def test_a_second_attempt_stops_waiting_and_can_be_retried(
    sample_uri: str, ingestion: UUID, worker: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that is stuck keeps the others waiting no longer than the session's lock timeout."""
    start(worker, ingestion, Stage.EXTRACT)
    monkeypatch.setattr("course_runs.database.session.SESSION", "-c lock_timeout=200")
    with pytest.raises(psycopg2.errors.LockNotAvailable):
        pipeline.run_stage(sample_uri, Stage.EXTRACT, ingestion)
    worker.close()
    pipeline.run_stage(sample_uri, Stage.EXTRACT, ingestion)


def test_the_cause_is_raised_even_when_the_ledger_cannot_be_reached(
    sample_uri: str, ingestion: UUID, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A stage fails by its own error; that it could not be recorded is a line in the log."""

    def lose_everything(connection: Connection, *_: object) -> str:
        monkeypatch.setattr("course_runs.pipeline.session", no_connection)
        connection.close()
        raise ZeroDivisionError("the cause")

    def no_connection(_: str) -> Connection:
        raise psycopg2.OperationalError("connection refused")

    monkeypatch.setattr("course_runs.extract.stage.extract", lose_everything)
    with pytest.raises(ZeroDivisionError, match="the cause"):
        pipeline.run_stage(sample_uri, Stage.EXTRACT, ingestion)
    assert "connection refused" in caplog.text
    assert query(sample_uri, ATTEMPTS, ingestion) == [("extract", False, None)]


def test_a_refusal_that_could_not_be_recorded_is_found_again(
    sample_uri: str, ingestion: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attempt fails by the lost connection, which is retried; the cause stands beside it."""

    def refuse_and_lose(connection: Connection, *_: object) -> str:
        connection.close()
        raise FileRefused(RefusalCode.EMPTY_FILE, "There is nothing in it.")

    monkeypatch.setattr("course_runs.extract.stage.extract", refuse_and_lose)
    with pytest.raises(psycopg2.InterfaceError) as lost:
        pipeline.run_stage(sample_uri, Stage.EXTRACT, ingestion)
    assert isinstance(lost.value.__context__, FileRefused)
    assert query(sample_uri, "SELECT status FROM ingest.ingestion") == [("started",)]


def test_an_end_that_was_committed_stays(sample_uri: str, ingestion: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that breaks while the commit's answer is on its way leaves the work and its end."""
    end = attempts.end

    def end_and_commit(connection: Connection, attempt: int, error: str | None = None) -> None:
        end(connection, attempt, error)
        connection.commit()
        connection.close()  # so that the commit that follows fails

    monkeypatch.setattr("course_runs.ledger.attempts.end", end_and_commit)
    with pytest.raises(psycopg2.InterfaceError):
        pipeline.run_stage(sample_uri, Stage.EXTRACT, ingestion)
    assert query(sample_uri, ATTEMPTS, ingestion) == [("extract", True, None)]


def test_runs_of_a_feed_that_interleave_leave_what_one_after_the_other_leaves(sample_uri: str) -> None:
    """Stage by stage in turns, on the same drop: the later load plans again and finds nothing left to do."""
    one, two = (pipeline.begin(sample_uri, request(name)) for name in ("one", "two"))
    for stage in STAGES:
        pipeline.run_stage(sample_uri, stage, one)
        pipeline.run_stage(sample_uri, stage, two)
    loaded = without_stamps(catalog_state(sample_uri))
    three = pipeline.begin(sample_uri, request("three"))
    for stage in STAGES:
        pipeline.run_stage(sample_uri, stage, three)
    assert without_stamps(catalog_state(sample_uri)) == loaded
    ((counts,),) = query(sample_uri, "SELECT counts FROM ingest.ingestion WHERE id = %s", two)
    assert not {"new_product", "new_run", "backpopulate", "update"} & set(counts)


def test_a_broken_constraint_is_reported_without_the_row(
    sample_uri: str, ingestion: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A retry cannot help, and PostgreSQL's own message would show the whole row."""

    def write_nonsense(connection: Connection, *_: object) -> str:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO catalog.organization (key, name) VALUES ('SecretX', NULL)")
        return ""

    monkeypatch.setattr("course_runs.extract.stage.extract", write_nonsense)
    with pytest.raises(InvariantBroken, match=r"catalog\.organization\.name") as broken:
        pipeline.run_stage(sample_uri, Stage.EXTRACT, ingestion)
    assert broken.value.__cause__ is None
    assert broken.value.__suppress_context__
    ((_, _, error),) = query(sample_uri, ATTEMPTS, ingestion)
    assert "Secret" not in error
