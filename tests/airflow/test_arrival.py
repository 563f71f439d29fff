"""Whether there is anything to ingest, as it is asked before the first stage."""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from course_runs.ledger.ingestions import Request
from course_runs.ledger.sources import RowsFrom

if TYPE_CHECKING:
    from course_runs_airflow.arrival import DropArrival

pytestmark = [pytest.mark.airflow, pytest.mark.filterwarnings("default")]

LIMIT = timedelta(hours=6)


@pytest.fixture
def module(airflow_home: Path, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a module
    """The module `arrival`, which only shows its sentences in a task."""
    del airflow_home
    from course_runs_airflow import arrival  # noqa: PLC0415 - not before Airflow's environment is set

    monkeypatch.setattr(arrival, "show", str)
    return sys.modules["course_runs_airflow.arrival"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the drop is expected."""
    return tmp_path / "drop [1].csv"


Make = Callable[..., tuple["DropArrival", dict[str, Any]]]


@pytest.fixture
def make(module: Any, file: Path, monkeypatch: pytest.MonkeyPatch) -> Make:  # noqa: ANN401 - a module
    """A function that makes the task and a context for it."""

    def of_run(
        run_type: str,
        late: timedelta = timedelta(),
        loaded: str | None = None,
        **asked: Any,  # noqa: ANN401
    ) -> tuple["DropArrival", dict[str, Any]]:
        request = Request(feed_id="f", dag_id="d", run_id="r", **{"file": str(file), **asked})
        monkeypatch.setattr(module, "request_of", lambda _: request)
        monkeypatch.setattr(module, "already_loaded", lambda *_: loaded)
        monkeypatch.setattr(module, "catalog_uri", str)
        task = module.DropArrival(task_id="arrival", limit=LIMIT)
        run = SimpleNamespace(run_type=run_type, run_after=datetime.now(UTC) - late)
        by_hand = request.file if run_type == "manual" else None
        return task, {"dag_run": run, "params": {"file": by_hand}}

    return of_run


def lies_there(file: Path, seconds: float = 3600) -> None:
    """Put a drop there that was last written to so many seconds ago."""
    file.touch()
    os.utime(file, (time.time() - seconds,) * 2)


def deferral(task: "DropArrival", context: dict[str, Any]) -> Any:  # noqa: ANN401 - Airflow's
    """Return how a task defers."""
    from airflow.sdk.exceptions import TaskDeferred  # noqa: PLC0415

    with pytest.raises(TaskDeferred) as deferred:
        task.execute(context)
    return deferred.value


def skip(task: "DropArrival", context: dict[str, Any], **resumed: Any) -> str:  # noqa: ANN401
    """Return why a task is skipped."""
    from airflow.sdk.exceptions import AirflowSkipException  # noqa: PLC0415

    with pytest.raises(AirflowSkipException) as skipped:
        task.resume_execution(context=context, **resumed) if resumed else task.execute(context)
    return str(skipped.value)


def test_a_drop_in_time_is_taken_at_once(make: Make, file: Path) -> None:
    """Nobody waits for what is there."""
    lies_there(file)
    task, context = make("scheduled")
    assert "is there" in task.execute(context)


def test_a_scheduled_run_waits_for_its_drop_until_the_limit(make: Make, file: Path) -> None:
    """In the triggerer, and no longer than what is left."""
    deferred = deferral(*make("scheduled", late=timedelta(hours=2)))
    assert timedelta(hours=3, minutes=59) < deferred.timeout <= timedelta(hours=4)
    _, arguments = deferred.trigger.serialize()
    assert arguments["filepath"] == str(file).replace("[", "[[]")


def test_the_drop_is_looked_for_again_when_the_trigger_fires(make: Make, file: Path) -> None:
    """And taken when it is there."""
    task, context = make("scheduled")
    lies_there(file)
    assert "is there" in task.resume_execution("execute", {"event": True}, context)


def test_a_drop_that_never_came_is_a_skipped_run(make: Make, file: Path) -> None:
    """When the trigger ends without it, the reason names the file."""
    task, context = make("scheduled", late=LIMIT)
    assert str(file) in skip(task, context)
    timed_out = {"error": "Trigger timeout"}
    assert str(file) in skip(task, context, next_method="__fail__", next_kwargs=timed_out)


def test_a_drop_that_still_grows_is_waited_for(make: Make, file: Path) -> None:
    """Also after the limit: half of it would be read as a small drop."""
    lies_there(file, seconds=5)
    assert deferral(*make("scheduled", late=LIMIT)).timeout is None


def test_a_drop_from_the_future_is_whole(make: Make, file: Path) -> None:
    """Another machine's clock must not make the task wait for ever."""
    lies_there(file, seconds=-3600)
    task, context = make("scheduled")
    assert task.execute(context)


def test_a_backfill_does_not_wait(make: Make, file: Path) -> None:
    """What is not there from that day will not come."""
    assert str(file) in skip(*make("backfill"))


@pytest.mark.parametrize("run_type", ["scheduled", "backfill"])
def test_a_drop_that_has_been_loaded_is_skipped(make: Make, file: Path, run_type: str) -> None:
    """Saying by which run."""
    lies_there(file)
    assert skip(*make(run_type, loaded="loaded by run x")) == "loaded by run x"


def test_a_file_named_by_hand_is_always_taken(make: Make) -> None:
    """Loaded before or not; whether it is there is for extract to say."""
    task, context = make("manual", loaded="loaded by run x")
    assert "is asked for" in task.execute(context)


def test_the_backpopulation_needs_no_drop(make: Make) -> None:
    """Its rows are in the catalog."""
    task, context = make("backfill", rows_from=RowsFrom.ADDITIONAL_METADATA, file=None)
    assert "additional_metadata is asked for" in task.execute(context)
