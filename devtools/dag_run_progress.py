"""One DAG run in this process, from an empty metadata database to its end, with a line of progress for each step.

Airflow reads its settings when it is imported, so the environment of the run is set before this module is.
"""

import fcntl
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from airflow.dag_processing.dagbag import BundleDagBag
from airflow.listeners import hookimpl
from airflow.sdk.exceptions import ParamValidationError
from airflow.sdk.listener import get_listener_manager
from airflow.settings import DAGS_FOLDER
from airflow.utils.db import initdb

from devtools import LOGS
from devtools.progress import StepError, step

LOG = LOGS / "demo.log"
LOG_LINES = 20
BUNDLE = "dags-folder"
"""Airflow's name for its folder of DAGs."""


class Progress:
    """Prints the steps of a run. Airflow calls it as a listener, and gives the parameters their names.

    Args:
        stream: takes the lines.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._step: step | None = None

    def begin(self, name: str) -> None:
        """Begin a step, and end the one before if it goes on."""
        self.end()
        self._step = step(name, self._stream).__enter__()

    def end(self, outcome: str = "") -> None:
        """End the step that goes on, with an outcome where that is not plain success."""
        if self._step:
            self._step.outcome = outcome
            self._step.__exit__(None, None, None)
        self._step = None

    @hookimpl
    def on_task_instance_running(self, task_instance: Any) -> None:  # noqa: ANN401 - one of two classes of Airflow
        """Begin the step of a task."""
        self.begin(task_instance.task_id)

    @hookimpl
    def on_task_instance_success(self) -> None:
        """End the step of a task that succeeded."""
        self.end()

    @hookimpl
    def on_task_instance_skipped(self) -> None:
        """End the step of a task that had nothing to do."""
        self.end("skipped")

    @hookimpl
    def on_task_instance_failed(self) -> None:
        """End the step of a task that failed, for good or for now."""
        self.end("failed")


def run_dag(dag_id: str, conf: Mapping[str, Any]) -> tuple[str, bool]:
    """Run a DAG of the folder of DAGs.

    Args:
        dag_id: of the DAG.
        conf: of the run.

    Returns:
        The run's id, and whether it succeeded as a whole.

    Raises:
        StepError: there is no such DAG, it does not take that conf, or Airflow failed.
    """
    with _alone(), _output_in(LOG) as terminal:
        progress = Progress(terminal)
        try:
            return _run(dag_id, conf, progress)
        except (StepError, ParamValidationError) as error:
            progress.end("failed")
            raise StepError(str(error).splitlines()[0]) from error  # of Airflow's error the schema follows
        except Exception as error:
            progress.end("failed")
            last = "\n".join(LOG.read_text(errors="replace").splitlines()[-LOG_LINES:])
            raise StepError(f"Airflow failed: {error}\nThe end of {LOG}:\n{last}") from error


def _run(dag_id: str, conf: Mapping[str, Any], progress: Progress) -> tuple[str, bool]:
    progress.begin("Airflow's tables")
    initdb()
    progress.begin("DAG")
    bag = BundleDagBag(bundle_path=Path(DAGS_FOLDER), bundle_name=BUNDLE)  # the files import each other
    if dag_id not in bag.dags:
        raise StepError(" ".join([f"There is no DAG {dag_id} in {DAGS_FOLDER}.", *bag.import_errors.values()]))
    get_listener_manager().add_listener(progress)  # type: ignore[no-untyped-call]
    progress.begin("Airflow's task API")
    done = bag.dags[dag_id].test(run_conf=dict(conf))
    progress.end()
    return done.run_id, done.state.value == "success"


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other run of this checkout goes on: Airflow cannot store the same DAGs twice at once."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with LOG.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("waiting for another run"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _output_in(log: Path) -> Iterator[TextIO]:
    """Send all that this process prints to a log while the body runs, and yield the standard error that it had."""
    kept = [os.dup(stream) for stream in (1, 2)]
    with log.open("w") as output, os.fdopen(os.dup(2), "w") as terminal:
        try:
            for stream in (1, 2):
                os.dup2(output.fileno(), stream)
            yield terminal
        finally:
            sys.stdout.flush()
            for stream, was in zip((1, 2), kept, strict=True):
                os.dup2(was, stream)
                os.close(was)
