"""Runs stages in processes that may be killed: each is a fork of one that has everything imported already.

Reads a job a line from standard input, as JSON, and answers with a line each:

    {"stage": "load", "uri": ..., "request": {...}, "fault": {"kill_at": 7}}   ->  the child's process number
    {"wait": 4711}                                                             ->  its exit status

A child waits before it does anything while somebody has locked the gate, so that several can start at once.
"""

import fcntl
import json
import os
import signal
import sys
import traceback
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import extensions

from course_runs import pipeline
from course_runs.contract.errors import IngestionError
from course_runs.ledger.ingestions import Request, Stage
from course_runs.ledger.sources import RowsFrom

DONE, FAILED, PASSING = 0, 65, 75
"""Exit statuses: the stage did its work; it failed for good; it failed by something that passes."""


class Points:
    """What a stage asks of the database, in order; the process ends at a chosen one.

    Attributes:
        names: of the points that were reached.
        last: number of the point at which the process kills itself, if it does.
    """

    names: list[str] = []  # noqa: RUF012 - one list a process
    last: int | None = None

    @classmethod
    def reach(cls, name: str) -> None:
        """Come to a point."""
        cls.names.append(name)
        if len(cls.names) == cls.last:
            os.kill(os.getpid(), signal.SIGKILL)


class WatchedConnection(extensions.connection):
    """A connection that counts statements and commits."""

    def cursor(self, *arguments: Any, cursor_factory: Any = None, **options: Any) -> Any:  # noqa: ANN401 - psycopg2's
        """Make a cursor that counts statements."""

        class WatchedCursor(cursor_factory or extensions.cursor):  # type: ignore[misc]
            def execute(self, query: Any, values: Any = None) -> Any:  # noqa: ANN401
                Points.reach(str(query)[:60])
                return super().execute(query, values)

            def copy_expert(self, query: Any, file: Any, size: int = 8192) -> Any:  # noqa: ANN401
                Points.reach("COPY")
                return super().copy_expert(query, file, size)

        return super().cursor(*arguments, cursor_factory=WatchedCursor, **options)

    def commit(self) -> None:
        """Count a point before and a point after the commit."""
        Points.reach("before COMMIT")
        super().commit()
        Points.reach("after COMMIT")


def run(job: dict[str, Any]) -> int:
    """Run a stage as a task does, and return the exit status."""
    fault = job.get("fault", {})
    Points.last = fault.get("kill_at")
    psycopg2.connect = partial(psycopg2.connect, connection_factory=WatchedConnection)
    os.environ["COURSE_RUNS_REPORTS"] = job["reports"]
    request = Request(**{**job["request"], "rows_from": RowsFrom.DROP})
    try:
        ingestion_id = request.ingestion_id
        if job["stage"] in {Stage.EXTRACT, "begin"}:
            ingestion_id = pipeline.begin(job["uri"], request)
        if job["stage"] != "begin":
            pipeline.run_stage(job["uri"], Stage(job["stage"]), ingestion_id)
    except IngestionError:
        traceback.print_exc()
        return FAILED
    except (psycopg2.Error, OSError):
        traceback.print_exc()
        return PASSING
    if "points" in fault:
        Path(fault["points"]).write_text(json.dumps(Points.names), encoding="utf-8")
    return DONE


def fork(job: dict[str, Any]) -> int:
    """Start a child for a job and return its process number."""
    if child := os.fork():
        return child
    status = 1
    try:
        with Path(job["gate"]).open() as gate:
            fcntl.flock(gate, fcntl.LOCK_SH)
        status = run(job)
    except BaseException:  # noqa: BLE001 - printed, and the status shows it
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    """Import what the stages import, then do jobs until there are no more."""
    for stage in Stage:
        import_module(f"course_runs.{stage}.stage")
    for line in sys.stdin:
        job = json.loads(line)
        answer = os.waitstatus_to_exitcode(os.waitpid(job["wait"], 0)[1]) if "wait" in job else fork(job)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
