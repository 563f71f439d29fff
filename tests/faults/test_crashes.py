"""A PostgreSQL that is killed under a stage loses nothing that it has committed."""

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from course_runs.database.migrate import migrate
from course_runs.database.session import connect, session
from devtools.postgres import LocalPostgres
from faults.conftest import AMOUNTS, DROPS, EXECUTIVE, ROOT
from faults.laboratory import STAGES, Laboratory, abandoned_attempts, before, left, request_of
from faults.stage_server import DONE, PASSING

pytestmark = [pytest.mark.xdist_group("faults"), pytest.mark.timeout(7200)]


@pytest.fixture(scope="module")
def durable() -> Iterator[LocalPostgres]:
    """A server of its own that keeps its promises, with the sample catalog."""
    server = LocalPostgres(ROOT / ".local" / f"test-crashes-{os.getpid()}")
    server.start()
    sample = server.ensure_database("template_sample")
    migrate(sample)
    with session(sample) as connection, connection.cursor() as cursor:
        cursor.execute((ROOT / "include" / "samples" / "catalog.sql").read_text(encoding="utf-8"))
    yield server
    server.remove()


def crash(server: LocalPostgres) -> None:
    """Kill the server's first process and wait until it is gone; the others end by themselves when they notice."""
    os.kill(server.pid or 0, signal.SIGKILL)
    while server.pid:
        time.sleep(0.01)


def test_a_server_that_is_killed_at_random_is_recovered(
    durable: LocalPostgres, tmp_path: Path, figures: dict[str, object]
) -> None:
    """At any moment of any stage."""
    chance = random.Random(1)  # noqa: S311 - no secret
    laboratory = Laboratory(durable, tmp_path, request_of("one", DROPS / f"{EXECUTIVE}.csv"))
    faultless, ends = laboratory.prepare(), {DONE: 0, PASSING: 0}
    for number in range(AMOUNTS.crashes):
        stage = STAGES[number % len(STAGES)]
        with laboratory.copy(before(stage)) as uri:
            job = laboratory.start(uri, stage)
            time.sleep(chance.uniform(0, laboratory.seconds[stage]))
            crash(durable)
            ends[job.ended()] += 1
            durable.start()
            while not _answers(uri):
                time.sleep(0.1)
            laboratory.recover(uri, stage)
            assert left(uri) == faultless
            assert laboratory.report() == laboratory.whole
            abandoned_attempts(uri)
    laboratory.close()
    figures |= {"crashes of PostgreSQL": AMOUNTS.crashes, "stages tried again": ends[PASSING]}


def _answers(uri: str) -> bool:
    try:
        connect(uri).close()
    except psycopg2.OperationalError:
        return False
    return True
