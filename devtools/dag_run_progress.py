"""Starts `dag_run.py`, shows its steps while it runs and returns what became of the run."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from devtools.environment import LOGS, ROOT
from devtools.progress import Step, StepError, step

LOG = LOGS / "demo.log"
LOG_LINES = 20


@dataclass(frozen=True, slots=True)
class Run:
    """A DAG run that came to its end.

    Attributes:
        dag_id: of its DAG.
        run_id: its own.
        succeeded: it did as a whole.
    """

    dag_id: str
    run_id: str
    succeeded: bool


def run_dag(dag_id: str, conf: dict[str, Any], environment: dict[str, str]) -> Run:
    """Run a DAG in a process of its own.

    Args:
        dag_id: of the DAG.
        conf: of the run.
        environment: of the process.

    Raises:
        StepError: it did not come to an end; with the last lines that Airflow wrote.
    """
    with _alone():
        outcome = _run(dag_id, conf, environment)
    if outcome is None:
        last = "\n".join(LOG.read_text(errors="replace").splitlines()[-LOG_LINES:])
        raise StepError(f"Airflow gave up. The end of {LOG}:\n{last}")
    if "error" in outcome:
        raise StepError(outcome["error"])
    return Run(dag_id, outcome["run_id"], outcome["state"] == "success")


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other run of this checkout's goes on: Airflow cannot take note of the DAGs twice at once."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with LOG.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("waiting for another run"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(dag_id: str, conf: dict[str, Any], environment: dict[str, str]) -> dict[str, str] | None:
    """Run the DAG and return the last that was heard of it, if it came to its end."""
    reading, writing = os.pipe()
    with (
        LOG.open("w") as log,
        subprocess.Popen(
            [sys.executable, "-m", "devtools.dag_run", dag_id, json.dumps(conf), str(writing)],
            cwd=ROOT,
            env=environment,
            pass_fds=[writing],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        ),
    ):
        os.close(writing)
        with os.fdopen(reading) as events:
            return _show(events)


def _show(events: Iterable[str]) -> dict[str, str] | None:
    """Show the steps as they come and return the last event, if it comes: the run's id and state, or an error."""
    current: Step | None = Step("Airflow")
    for line in events:
        event: dict[str, str] = json.loads(line)
        if current:
            current.outcome = "failed" if "error" in event else event.get("end", "")
            current.end()
        if "run_id" in event or "error" in event:
            return event
        current = Step(event["begin"]) if "begin" in event else None
    if current:
        current.outcome = "failed"
        current.end()
    return None
