"""The plugin that imports the stages' libraries in a scheduler of which the workers are forks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.airflow

SCRIPT = """
import sys
from types import SimpleNamespace
from course_runs_airflow.libraries import Libraries
sys.argv = {command!r}
job = SimpleNamespace(latest_heartbeat=None)
Libraries().on_starting(component=job)
heavy = {{"great_expectations", "pandas"}} & set(sys.modules)
own = [name for name in sys.modules if name.startswith("course_runs.")]
print(sorted(heavy), own, job.latest_heartbeat is not None)
"""


@pytest.mark.parametrize(
    ("component", "executor", "imported"),
    [
        ("scheduler", "LocalExecutor", "['great_expectations', 'pandas'] [] True"),
        ("scheduler", "CeleryExecutor", "[] [] False"),
        ("triggerer", "LocalExecutor", "[] [] False"),
        ("api-server", "LocalExecutor", "[] [] False"),
    ],
)
def test_libraries_are_imported_where_tasks_are_forks(
    airflow_home: Path, component: str, executor: str, imported: str
) -> None:
    """By the LocalExecutor's scheduler and nobody else, and its heartbeat goes on meanwhile.

    Never the project's own modules, which may be replaced.
    """
    environment = {**os.environ, "AIRFLOW_HOME": str(airflow_home), "AIRFLOW__CORE__EXECUTOR": executor}
    script = SCRIPT.format(command=["airflow", component])
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == imported
