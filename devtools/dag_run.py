"""One DAG run in this process, from an empty metadata database to its end, told step by step.

    python -m devtools.dag_run DAG_ID CONF EVENTS

CONF is a JSON object; EVENTS is the number of an open file that gets a line of JSON an event: a step begins, it has
ended, and at last the run's id and state, or why there was no run. All that Airflow and the tasks print goes to
standard output. The environment says which metadata database it is and which connections there are.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from airflow.dag_processing.dagbag import BundleDagBag
from airflow.listeners import hookimpl
from airflow.sdk.exceptions import ParamValidationError
from airflow.sdk.listener import get_listener_manager
from airflow.settings import DAGS_FOLDER
from airflow.utils.db import initdb

BUNDLE = "dags-folder"
"""Airflow's name for its folder of DAGs."""
FIRST_TASK = "Airflow's task API"
"""What goes before the first task."""


class Narrator:
    """Tells the begin and the end of steps. Airflow calls it as a listener, and gives the parameters their names.

    Args:
        events: takes the lines.
    """

    def __init__(self, events: TextIO) -> None:
        self._events = events

    def tell(self, **event: object) -> None:
        """Write one event."""
        print(json.dumps(event), file=self._events, flush=True)

    def begin(self, step: str) -> None:
        """Tell that a step begins, and with it that the one before, if it goes on, has ended."""
        self.tell(begin=step)

    def end(self, outcome: str = "") -> None:
        """Tell that the step at hand has ended; an outcome is told where it is not plain success."""
        self.tell(end=outcome)

    @hookimpl
    def on_task_instance_running(self, task_instance: Any) -> None:  # noqa: ANN401 - of one of two classes of Airflow's
        """Hear that a task begins."""
        self.begin(task_instance.task_id)

    @hookimpl
    def on_task_instance_success(self) -> None:
        """Hear that it has done its work."""
        self.end()

    @hookimpl
    def on_task_instance_skipped(self) -> None:
        """Hear that it had nothing to do."""
        self.end("skipped")

    @hookimpl
    def on_task_instance_failed(self) -> None:
        """Hear that it failed, for good or for now."""
        self.end("failed")


def run(dag_id: str, conf: dict[str, Any], narrator: Narrator) -> None:
    """Run the DAG.

    Args:
        dag_id: of a DAG in the folder of DAGs.
        conf: the run's conf.
        narrator: hears of the steps, and at last of the run's id and state.

    Raises:
        LookupError: there is no such DAG, or its file cannot be imported.
        ParamValidationError: the DAG does not take that conf.
    """
    narrator.begin("Airflow's tables")
    initdb()
    narrator.begin("DAG")
    bag = BundleDagBag(bundle_path=Path(DAGS_FOLDER), bundle_name=BUNDLE)  # the files import each other
    if dag_id not in bag.dags:
        raise LookupError("\n".join([f"There is no DAG {dag_id} in {DAGS_FOLDER}.", *bag.import_errors.values()]))
    get_listener_manager().add_listener(narrator)  # type: ignore[no-untyped-call]
    narrator.begin(FIRST_TASK)
    done = bag.dags[dag_id].test(run_conf=conf)
    narrator.tell(run_id=done.run_id, state=done.state.value)


def main() -> None:
    """Run it and leave."""
    dag_id, conf, events = sys.argv[1:]
    narrator = Narrator(os.fdopen(int(events), "w"))
    try:
        run(dag_id, json.loads(conf), narrator)
    except LookupError as error:
        narrator.tell(error=str(error))
    except ParamValidationError as error:
        narrator.tell(error=str(error).splitlines()[0])  # then follows the whole schema
    sys.stdout.flush()
    os._exit(0)  # taking Airflow's modules down in good order takes two seconds and serves nobody


if __name__ == "__main__":
    main()
