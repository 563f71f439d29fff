"""Imports the stages' large libraries once, in a scheduler that forks its workers, instead of in every task.

Great Expectations takes four seconds of processor time to import, pandas half a second. The LocalExecutor's workers are
forks of the scheduler, and tasks are forks of workers: they share the memory of what the scheduler has imported. Each
task still reads the project's own modules, so that it runs what is deployed.
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
        """Import the libraries if tasks will be forks of this process."""
        if forks_tasks(sys.argv):
            os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # read at import
            for library in LIBRARIES:
                import_module(library)
            if hasattr(component, "latest_heartbeat"):  # a scheduler's, not a task's
                # The import may take longer than the heartbeat's limit on a busy machine.
                component.latest_heartbeat = datetime.now(UTC)


def forks_tasks(command: list[str]) -> bool:
    """Return whether a process is a scheduler of which the workers are forks.

    Args:
        command: its command line.
    """
    forks = multiprocessing.get_start_method() == "fork" and "LocalExecutor" in conf.get("core", "executor")
    return forks and command[1:2] == ["scheduler"]
