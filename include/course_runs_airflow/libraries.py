"""Imports the stages' large libraries once, in a scheduler that forks its workers, and not in every task.

Great Expectations takes four seconds of processor time to import, pandas half a second. The LocalExecutor's workers are
forks of the scheduler, and tasks are forks of workers: what the scheduler has imported is there, in memory that they
share. Only others' libraries: the project's own modules are read by each task, so that it runs what is deployed.
"""

import multiprocessing
import os
import sys
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from airflow.configuration import conf
from airflow.listeners import hookimpl

LIBRARIES = ("great_expectations.expectations", "pandas", "opaque_keys.edx.locator")


class Libraries:
    """Listener: imports the stages' libraries when the scheduler starts, so that forked workers share them."""

    @hookimpl
    def on_starting(self, component: Any) -> None:  # noqa: ANN401 - of Airflow's
        """Import the libraries where tasks will be forks of this process."""
        if forks_tasks(sys.argv):
            os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # read at import
            for library in LIBRARIES:
                import_module(library)
            if hasattr(component, "latest_heartbeat"):  # a scheduler's, not a task's
                # On a busy machine it would be taken for dead before it has begun.
                component.latest_heartbeat = datetime.now(UTC)


def forks_tasks(command: list[str]) -> bool:
    """Say whether a process, by its command line, is a scheduler whose workers are forks of it."""
    forks = multiprocessing.get_start_method() == "fork" and "LocalExecutor" in conf.get("core", "executor")
    return forks and command[1:2] == ["scheduler"]
