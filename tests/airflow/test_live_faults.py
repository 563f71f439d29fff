"""What passes is tried again and succeeds, under Airflow itself; what does not pass is not tried again.

All the troubles are made at the same time, each in a feed of its own, because most of their time is waiting.
"""

import resource
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped]
import pytest
from aiosmtpd.controller import Controller

from course_runs.database.session import session
from drops import D1, D2, D3, drop, row
from live_airflow import LiveAirflow, Run, wait_for
from live_feeds import TROUBLED, assert_loaded_once, dag_of
from report.mail_server import Mailbox

pytestmark = [
    pytest.mark.airflow,
    pytest.mark.filterwarnings("default"),
    pytest.mark.timeout(3600),
    pytest.mark.xdist_group("live"),
]

INGESTION = "SELECT pg_advisory_lock(hashtextextended('course_runs.ingestion ' || %s, 0))"
BARRIER = 4711
"""Advisory lock for which the load of the feed `supervisor` waits, all its work done."""
WORDS = "Confidential words"
"""What cells of the drops hold and no log may show."""

# A trouble comes as often as its sequence says, which no rollback sets back.
_TROUBLES = f"""
CREATE SEQUENCE public.cuts;
CREATE SEQUENCE public.deadlocks;
CREATE FUNCTION public.trouble() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.feed_id = 'cut' AND NEW.status = 'validated' AND nextval('public.cuts') = 1 THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
    ELSIF NEW.feed_id = 'deadlock' AND NEW.status = 'loaded' THEN
        CASE nextval('public.deadlocks')
            WHEN 1 THEN RAISE deadlock_detected;
            WHEN 2 THEN RAISE serialization_failure;
            ELSE NULL;
        END CASE;
    ELSIF NEW.feed_id = 'supervisor' AND NEW.status = 'loaded' THEN
        PERFORM pg_advisory_xact_lock_shared({BARRIER});
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER trouble BEFORE UPDATE OF status ON ingest.ingestion
    FOR EACH ROW EXECUTE FUNCTION public.trouble();
"""


def put_drop(airflow: LiveAirflow, feed: str) -> Path:
    """Write a drop with two runs of one course and a row that is rejected."""
    words = {"title": f"{WORDS} {feed}", "long_description": f"<p>{WORDS}</p><script>{WORDS}</script>"}
    number = feed.upper()
    rows = [row(number, **words, **D1), row(number, **words, **D2), row(number, **words, **D3, verified_price=WORDS)]
    return drop(airflow.drops, *rows, name=f"{feed}.csv")


def start(airflow: LiveAirflow, feed: str) -> Run:
    """Trigger a feed's run by hand."""
    return airflow.trigger(dag_of(feed), file=str(airflow.drops / f"{feed}.csv"))


def run_through(airflow: LiveAirflow, feed: str) -> Run:
    """Run a feed to its end, with a fault that needs no action of the test."""
    put_drop(airflow, feed)
    run = start(airflow, feed)
    run.ended()
    return run


def kill_supervisor(airflow: LiveAirflow, feed: str) -> Run:
    """Kill the process that watches over a load; the load goes on without it, until a second attempt waits for it."""
    put_drop(airflow, feed)
    with airflow.held("SELECT pg_advisory_lock(%s)", BARRIER) as waiting:
        run = start(airflow, feed)
        psutil.Process(waiting()).parent().kill()
        wait_for(lambda: run.tries["load"] == 2 and run.states["load"] == "running", "a second attempt")
    run.ended()
    return run


def fill_disk(airflow: LiveAirflow, feed: str) -> Run:
    """Let a report that is made again write no byte, as when the disk is full."""
    run = run_through(airflow, feed)
    with airflow.held(INGESTION, str(run.ledger("id")[0])) as waiting:
        run.clear("report")
        psutil.Process(waiting()).rlimit(resource.RLIMIT_FSIZE, (0, 0))
    run.ended()
    return run


def hide_mail_server(airflow: LiveAirflow, feed: str) -> Run:
    """Start the mail server when a first attempt has not found it."""
    put_drop(airflow, feed)
    run, mailbox = start(airflow, feed), Mailbox()
    wait_for(lambda: run.states["report"] == "up_for_retry", "a report that finds no mail server")
    controller = Controller(mailbox, hostname="127.0.0.1", port=airflow.mail_port)
    controller.start()
    try:
        run.ended()
    finally:
        controller.stop()
    assert mailbox.addressees == ["operators@example.org"]
    return run


def deliver_late(airflow: LiveAirflow, feed: str) -> Run:
    """Name a file that is not there, and put it there when it has been refused."""
    run = start(airflow, feed)
    assert run.ended() == "failed"
    assert (run.tries["extract"], run.states["report"]) == (1, "success")
    assert run.ledger("status", "refusal_code") == ("refused", "FILE_NOT_FOUND")
    put_drop(airflow, feed)
    run.clear("extract", downstream=True)
    run.ended()
    return run


MADE = {
    "cut": run_through,
    "deadlock": run_through,
    "supervisor": kill_supervisor,
    "disk": fill_disk,
    "mail": hide_mail_server,
    "refused": deliver_late,
}


@pytest.fixture(scope="module")
def troubles(airflow: LiveAirflow) -> Iterator[dict[str, Future[Run]]]:
    """A run of each feed, with its trouble."""
    with session(airflow.catalog) as connection, connection.cursor() as cursor:
        cursor.execute(_TROUBLES)
    with ThreadPoolExecutor(len(TROUBLED)) as pool:
        yield {feed: pool.submit(MADE[feed], airflow, feed) for feed in TROUBLED}


@pytest.mark.parametrize(
    ("feed", "tries"),
    [
        ("cut", {"validate": 2}),
        ("deadlock", {"load": 3}),
        ("supervisor", {"load": 2}),
        ("disk", {"report": 3}),
        ("mail", {"report": 2}),
        ("refused", {"extract": 2, "report": 2}),
    ],
)
def test_a_trouble_passes(
    airflow: LiveAirflow, troubles: dict[str, Future[Run]], feed: str, tries: dict[str, int]
) -> None:
    """A stage is tried again without a hand until it is through; nothing is lost, nothing doubled."""
    run = troubles[feed].result()
    assert_loaded_once(airflow, run, feed.upper(), rejected=1)
    tried = run.tries
    assert {task: tried[task] for task, number in tries.items() if tried[task] < number} == {}


def test_it_is_waited_longer_from_one_try_to_the_next(troubles: dict[str, Future[Run]]) -> None:
    """Ten seconds and then twenty, but for how long the scheduler takes."""
    first, second, *_ = troubles["deadlock"].result().pauses("load")
    assert first >= 10
    assert second >= 20


@pytest.mark.parametrize(
    ("feed", "task"), [("cut", "extract"), ("deadlock", "validate"), ("mail", "diff"), ("refused", "load")]
)
def test_a_stage_can_be_cleared_alone(
    airflow: LiveAirflow, troubles: dict[str, Future[Run]], feed: str, task: str
) -> None:
    """It finds its work done; clearing a report alone is what the full disk is about."""
    run = troubles[feed].result()
    tried = run.tries
    run.clear(task)
    assert_loaded_once(airflow, run, feed.upper(), rejected=1)
    again = run.tries
    assert again.pop(task) > tried.pop(task)
    assert again == tried
    assert "has been loaded already" in run.tasks[task]["rendered_map_index"]


def test_logs_show_what_happened_and_no_secret(airflow: LiveAirflow, troubles: dict[str, Future[Run]]) -> None:
    """Which file, how many rows, what was decided, how long it took; and neither passwords nor cells."""
    run = troubles["cut"].result()
    for trouble in troubles.values():
        trouble.result()
    logs = {path: path.read_text(errors="replace") for path in airflow.home.rglob("*.log")}
    logged = "\n".join(text for path, text in logs.items() if f"dag_id={run.dag_id}/" in str(path))
    file = airflow.drops / "cut.csv"
    for words in (
        f"Ingestion {run.ledger('id')[0]}: {file} of feed cut",
        "extract: 3 rows of cut.csv staged",
        "validate: 2 rows accepted, 1 rejected (",
        "diff: 3 rows: 1 new product, 1 new run, 1 rejected (",
        "load: 4 catalog rows changed",
    ):
        assert words in logged
    password = urlsplit(airflow.catalog).password or ""
    assert len(password) > 20
    assert [path for path, text in logs.items() if password in text or WORDS in text] == []
