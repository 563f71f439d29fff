"""A laboratory for faults: catalogs at every point of an ingestion, stages that can be killed, and what comes of it."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2

from catalog_state import State, catalog_state, without_stamps
from course_runs.database.session import session
from course_runs.ledger.ingestions import Request, Stage
from devtools.postgres import LocalPostgres
from faults.stage_server import DONE

ROOT = Path(__file__).resolve().parents[2]
STAGES = tuple(Stage)
KILLED = -signal.SIGKILL
Left = tuple[State, list[str]]
"""What ingestions left: the catalog; and ledger, outcomes, findings, quarantine and history, a line each."""

_LEFT = """
WITH loaded AS (SELECT * FROM ingest.ingestion WHERE loaded_at IS NOT NULL)
SELECT 'ledger', feed_id, status, counts::text FROM loaded
UNION ALL SELECT 'outcome', line_number::text, decision, concat_ws('|', course_key, course_run_key, codes::text)
    FROM ingest.outcome WHERE ingestion_id IN (SELECT id FROM loaded)
UNION ALL SELECT 'finding', line_number::text, code, concat_ws('|', course_key, column_name, value)
    FROM ingest.finding WHERE ingestion_id IN (SELECT id FROM loaded)
UNION ALL SELECT 'quarantine', line_number::text, status, concat_ws('|', identity, codes::text, cells::text)
    FROM ingest.quarantine
UNION ALL SELECT 'applied', row_key, table_name, (to_jsonb(applied_change) - 'applied_at')::text
    FROM ingest.applied_change
"""


def request_of(run_id: str, file: Path, feed: str = "2u-executive-education") -> Request:
    """What a run by hand asks for."""
    return Request(feed_id=feed, dag_id=f"faults of {feed}", run_id=run_id, file=str(file))


class Job:
    """A stage in a process of its own.

    Attributes:
        pid: of the process.
    """

    def __init__(self, laboratory: "Laboratory", pid: int) -> None:
        self._laboratory = laboratory
        self.pid = pid

    def kill(self) -> None:
        """Kill it, whatever it does."""
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> int:
        """Wait for its end and return the exit status; that of a killed one is negative."""
        return self._laboratory.ask({"wait": self.pid})


class Laboratory:
    """Runs the stages of ingestions on copies of catalogs.

    Args:
        server: holds the catalogs; has the database `template_sample`.
        folder: for reports and notes.
        request: the ingestion that is looked at.

    Attributes:
        points: what each stage asks of the database, in order, when nothing happens to it.
        seconds: that each stage takes then.
        whole: the report that is made then.
    """

    def __init__(self, server: LocalPostgres, folder: Path, request: Request) -> None:
        self._server = server
        self._folder = folder
        self._request = request
        self._numbers = count(1)
        self._gate = folder / "gate"
        self._gate.touch()
        self.points: dict[Stage, list[str]] = {}
        self.seconds: dict[Stage, float] = {}
        self.whole: dict[str, bytes] = {}
        with (folder / "stages.log").open("w") as log:
            self._stages = subprocess.Popen(
                [sys.executable, "-m", "faults.stage_server"],
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT / "include")]),
                    "COURSE_RUNS_ALLOWED_ROOTS": os.pathsep.join([str(ROOT), str(folder)]),
                },
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def close(self) -> None:
        """End the process that runs stages."""
        self._stages.communicate()

    def ask(self, job: dict[str, Any]) -> int:
        """Hand a job to the process that runs stages and return its answer."""
        assert self._stages.stdin
        assert self._stages.stdout
        print(json.dumps(job), file=self._stages.stdin, flush=True)
        return int(self._stages.stdout.readline())

    def start(self, uri: str, stage: str, request: Request | None = None, **fault: object) -> Job:
        """Start a stage, or `begin` alone, in a process of its own."""
        job = {
            "stage": stage,
            "uri": uri,
            "request": asdict(request or self._request),
            "reports": str(self._folder / "reports"),
            "gate": str(self._gate),
            "fault": fault,
        }
        return Job(self, self.ask(job))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let nothing that is started in the body begin before the body's end."""
        with self._gate.open() as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield

    def run(self, uri: str, *stages: str, request: Request | None = None) -> None:
        """Run stages one after the other; each has to do its work."""
        for stage in stages:
            status = self.start(uri, stage, request).ended()
            assert status == DONE, f"{stage} ended with status {status}: see {self._folder / 'stages.log'}"

    def prepare(self) -> Left:
        """Make a template of the catalog before each stage, and return what an ingestion without faults leaves."""
        self._copy("template_sample", before(STAGES[0]))
        for stage, following in zip(STAGES, [*map(before, STAGES[1:]), "after_all"], strict=True):
            uri, notes = self._server.uri(before(stage)), self._folder / "points.json"
            self._copy(before(stage), following)
            uri = self._server.uri(following)
            started = time.monotonic()
            assert self.start(uri, stage, points=str(notes)).ended() == DONE
            self.seconds[stage] = time.monotonic() - started
            self.points[stage] = json.loads(notes.read_text(encoding="utf-8"))
        self.whole = self.report()
        return left(self._server.uri("after_all"))

    def template(self, name: str, source: str, *steps: tuple[Request, Sequence[str]]) -> None:
        """Make a template from another one by some stages of some ingestions."""
        self._copy(source, name)
        for request, stages in steps:
            self.run(self._server.uri(name), *stages, request=request)

    @contextmanager
    def copy(self, template: str) -> Iterator[str]:
        """Yield the URI of a copy of a template, which is dropped afterwards."""
        name = f"fault_{os.getpid()}_{next(self._numbers)}"
        self._copy(template, name)
        try:
            yield self._server.uri(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _copy(self, template: str, name: str) -> None:
        # Copied by the log, a sequence of the copy would fall back to the template's value when the server crashes.
        copy = f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"
        self._execute("SELECT pg_advisory_lock(1)", copy, "SELECT pg_advisory_unlock(1)")

    def _execute(self, *statements: str) -> None:
        with closing(psycopg2.connect(self._server.uri())) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            for statement in statements:
                cursor.execute(statement)

    def recover(self, uri: str, stage: Stage) -> None:
        """Go on from a stage that was killed, as Airflow does: try it again, then the rest."""
        self.run(uri, *STAGES[STAGES.index(stage) :])

    def report(self) -> dict[str, bytes]:
        """Return the report's files by name; of those that hold times the name alone."""
        folder = self._folder / "reports" / str(self._request.ingestion_id)
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.name: path.read_bytes() if path.suffix == ".csv" else b"" for path in files}


def before(stage: Stage) -> str:
    """Return the name of the template in which a stage is the next to run."""
    return f"before_{stage}"


def left(uri: str) -> Left:
    """Return what ingestions left: the catalog, and of those that are loaded ledger, outcomes and history."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(_LEFT)
        return without_stamps(catalog_state(uri)), sorted(map(str, cursor.fetchall()))


def abandoned_attempts(uri: str) -> list[str]:
    """Return the stages with an abandoned attempt by the ledger, once everything else has ended."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT stage, error FROM ingest.stage_attempt WHERE finished_at IS NULL")
        found = cursor.fetchall()
    assert all(error for _, error in found), "an attempt without an end is not marked as abandoned"
    return [stage for stage, _ in found]
