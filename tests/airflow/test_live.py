"""The feeds' DAGs under Airflow itself: its scheduler, LocalExecutor, triggerer and API, over PostgreSQL."""

import json
import os
import signal
import time
from contextlib import suppress

import psycopg2
import pytest

from drops import D1, D2, drop, row
from live_airflow import LiveAirflow, Run, wait_for
from live_feeds import SCHEDULED, SHIPPED, abandoned_attempts, assert_loaded_once, dag_of, whole

pytestmark = [
    pytest.mark.airflow,
    pytest.mark.filterwarnings("default"),
    pytest.mark.timeout(3600),
    pytest.mark.xdist_group("live"),  # one worker starts the one Airflow
]


def scheduled_run(airflow: LiveAirflow, feed: str) -> Run:
    """Return the run that Airflow makes of itself when a feed is unpaused."""
    wait_for(lambda: bool(airflow.runs(dag_of(feed))), f"a run of {feed}")
    (run,) = (run for run in airflow.runs(dag_of(feed)) if run.run_id.startswith("scheduled"))
    return run


def test_a_scheduled_drop_is_loaded(airflow: LiveAirflow) -> None:
    """A full drop; the run's note, its tasks and the asset's event say what happened."""
    run = scheduled_run(airflow, "daily")
    assert run.ended() == "success"
    status, full, counts = run.ledger("status", "full_drop", "counts")
    assert (status, full) == ("reported", True)
    assert "new products" in run.get()["note"]
    shown = {task: instance["rendered_map_index"] for task, instance in run.tasks.items()}
    assert shown["extract"].startswith("202 rows of ")
    assert "57 new product" in shown["diff"]
    assert "catalog rows changed" in shown["load"]
    (event,) = airflow.api("GET", f"/assets/events?source_dag_id={run.dag_id}")["asset_events"]
    assert (event["extra"]["decisions"], event["extra"]["rows"]) == (counts, 202)


def test_a_late_drop_is_waited_for(airflow: LiveAirflow) -> None:
    """Outside a worker's slot, until it lies there."""
    run = scheduled_run(airflow, "late")
    wait_for(lambda: run.states["arrival"] == "deferred", "the task to wait")
    day = run.run_id.removeprefix("scheduled__")[:10]
    whole(drop(airflow.drops / "late", row("LATE"), name=f"{day}.csv"))
    assert run.ended() == "success"
    assert run.ledger("counts") == ({"new_product": 1},)


def test_a_day_without_a_drop_is_skipped(airflow: LiveAirflow) -> None:
    """No failure, no ledger line, and a note that says so."""
    run = scheduled_run(airflow, "manual")
    assert run.ended() == "success"
    assert set(run.states.values()) == {"skipped"}
    assert "There is no drop" in run.get()["note"]
    assert airflow.query(
        "SELECT count(*) FROM ingest.ingestion WHERE run_id = %s AND dag_id = %s", run.run_id, run.dag_id
    ) == [(0,)]


def backfill(airflow: LiveAirflow, feed: str, first: str, last: str, *more: str) -> None:
    """Create a backfill over some days."""
    airflow.cli("backfill", "create", "--dag-id", dag_of(feed), "--from-date", first, "--to-date", last, *more)


def backfilled(airflow: LiveAirflow, feed: str, *days: str) -> list[Run]:
    """Return the runs of a backfill."""
    return [Run(airflow, dag_of(feed), f"backfill__{day}T00:00:00+00:00") for day in days]


def wait_for_backfill(airflow: LiveAirflow, feed: str) -> None:
    """Wait until Airflow has seen that a feed's backfill is complete; it has one at a time."""

    def complete() -> bool:
        backfills = airflow.api("GET", f"/backfills?dag_id={dag_of(feed)}")["backfills"]
        return all(each["completed_at"] for each in backfills)

    wait_for(complete, f"the end of the backfill of {feed}")


def test_the_one_time_backpopulation_is_a_backfill(airflow: LiveAirflow) -> None:
    """Of any one day; its rows come from additional_metadata."""
    day = "2026-01-05"
    backfill(airflow, "manual", day, day, "--dag-run-conf", '{"rows_from": "additional_metadata"}')
    (run,) = backfilled(airflow, "manual", day)
    assert run.ended() == "success"
    rows_from, counts = run.ledger("rows_from", "counts")
    assert rows_from == "additional_metadata"
    assert counts["unchanged"]


DAYS = ("2026-01-05", "2026-01-06", "2026-01-07")
FORCE = ("--dag-run-conf", '{"force": true}')


@pytest.fixture(scope="module")
def history(airflow: LiveAirflow) -> list[Run]:
    """The runs of a backfill over three days, each with a drop, beside a manual run with a newer one."""
    for day, title in zip(DAYS, ("One", "Two", "Three"), strict=True):
        whole(drop(airflow.drops / "history", row("HIST", title=title), name=f"{day}.csv"))
    beside = drop(airflow.drops, row("BESIDE"), name="beside.csv")
    manual = airflow.trigger(dag_of("history"), file=str(beside))
    backfill(airflow, "history", DAYS[0], DAYS[-1], "--max-active-runs", "1", *FORCE)
    runs = backfilled(airflow, "history", *DAYS)
    assert [run.ended() for run in [manual, *runs]] == ["success"] * 4
    return runs


def test_historical_drops_are_backfilled_in_order(airflow: LiveAirflow, history: list[Run]) -> None:
    """The last one stands in the end, whatever ran beside."""
    assert [run.ledger("counts")[0] for run in history] == [{"new_product": 1}, {"update": 1}, {"update": 1}]
    assert airflow.query("SELECT title FROM catalog.course WHERE number = 'HIST'") == [("Three",)]


def test_a_file_is_loaded_by_hand(airflow: LiveAirflow) -> None:
    """Through the REST API and from the command line; a manual drop is not full and archives nothing."""
    file = drop(airflow.drops, row("REST", variant=None), name="rest.csv")
    by_rest = airflow.trigger(dag_of("manual"), file=str(file))
    drop(airflow.drops, row("CLI"), name="cli.csv")
    conf = json.dumps({"file": str(airflow.drops / "cli.csv"), "dry_run": True})
    airflow.cli("dags", "trigger", dag_of("manual"), "--run-id", "by_cli", "--conf", conf)
    by_cli = Run(airflow, dag_of("manual"), "by_cli")
    assert by_rest.ended() == "success"
    assert by_rest.ledger("counts", "full_drop") == ({"new_product": 1}, False)
    assert by_cli.ended() == "success"
    assert by_cli.states["load"] == "skipped"
    assert by_cli.ledger("counts", "loaded_at") == ({"new_product": 1}, None)


@pytest.mark.parametrize("how", ["dots", "link"])
def test_a_file_outside_the_feeds_folders_is_refused(airflow: LiveAirflow, how: str) -> None:
    """At once, however its path is written, and whether or not there is such a file."""
    link = airflow.drops / "link.csv"
    link.unlink(missing_ok=True)
    link.symlink_to(SHIPPED)
    path = {"dots": airflow.drops / ".." / "airflow.cfg", "link": link}[how]
    run = airflow.trigger(dag_of("manual"), file=str(path))
    assert run.ended() == "failed"
    assert (run.states["extract"], run.tries["extract"]) == ("failed", 1)
    assert run.states["report"] == "success"
    code, message = run.ledger("refusal_code", "message")
    assert code == "FILE_NOT_FOUND"
    assert "outside the folders" in message


def test_a_backfill_again_backwards_and_all_at_once_changes_nothing(airflow: LiveAirflow, history: list[Run]) -> None:
    """Each run finds its drop loaded by itself."""
    count = "SELECT count(*), (SELECT count(*) FROM ingest.ingestion) FROM ingest.applied_change"
    before = airflow.query(count)
    wait_for_backfill(airflow, "history")
    again = ("--run-backwards", "--max-active-runs", "3", "--reprocess-behavior", "completed")
    backfill(airflow, "history", DAYS[0], DAYS[-1], *again, *FORCE)
    assert [run.ended() for run in history] == ["success"] * 3
    assert airflow.query(count) == before
    assert "has been loaded already" in history[0].tasks["load"]["rendered_map_index"]


def trigger_for(airflow: LiveAirflow, number: str) -> Run:
    """Trigger a run that is to make one course and two runs, when no other is at work."""
    for other in SCHEDULED:
        scheduled_run(airflow, other).ended()
    file = drop(airflow.drops, row(number, **D1), row(number, **D2), name=f"{number}.csv")
    return airflow.trigger(dag_of("killed"), file=str(file))


def test_a_task_that_is_killed_is_tried_again(airflow: LiveAirflow) -> None:
    """In the middle of its load: the first attempt has done nothing, the second does it all."""
    run = trigger_for(airflow, "TASK")
    with airflow.stuck("catalog.course") as task:
        os.kill(task, signal.SIGKILL)
        wait_for(lambda: run.states["load"] != "running", "Airflow to notice")
    assert_loaded_once(airflow, run, "TASK")
    assert run.tries["load"] == 2
    assert abandoned_attempts(airflow, run) == ["load"]


def test_a_scheduler_that_is_killed_with_all_its_workers_goes_on_when_it_is_started_again(airflow: LiveAirflow) -> None:
    """As when its machine is switched off and on."""
    run = trigger_for(airflow, "MACHINE")
    with airflow.stuck("ingest.accepted_row"):
        airflow.kill_part("scheduler", whole=True)
    assert_loaded_once(airflow, run, "MACHINE")
    assert abandoned_attempts(airflow, run) == ["extract"]


def test_a_scheduler_that_is_killed_alone_does_not_disturb_the_task_at_work(airflow: LiveAirflow) -> None:
    """The task goes on without it, or is done once more after it; both are the same."""
    run = trigger_for(airflow, "SCHEDULER")
    with airflow.stuck("catalog.course"):
        airflow.kill_part("scheduler", whole=False)
        airflow.restart_ended()
    assert_loaded_once(airflow, run, "SCHEDULER")


def test_a_postgresql_that_is_killed_loses_nothing(airflow: LiveAirflow) -> None:
    """In the middle of a load, with Airflow's own metadata in it; what ends without it is started again."""
    run = trigger_for(airflow, "POSTGRES")
    with suppress(psycopg2.Error), airflow.stuck("catalog.course"):
        os.kill(airflow.server.pid or 0, signal.SIGKILL)
        time.sleep(3)
    airflow.server.start()
    airflow.wait_until_well()
    assert_loaded_once(airflow, run, "POSTGRES")
