"""What every DAG of the project keeps to."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course_runs.contract.feeds import load_feeds

if TYPE_CHECKING:
    from airflow.dag_processing.dagbag import DagBag

# Airflow's own libraries warn of each other, which this project cannot fix.
pytestmark = [pytest.mark.airflow, pytest.mark.filterwarnings("default")]

ROOT = Path(__file__).resolve().parent.parent.parent
DAG_IDS = [feed.dag_id for feed in load_feeds().values()]


def test_there_is_one_dag_a_feed(dags: "DagBag") -> None:
    """Every feed has its DAG, and nothing else is there."""
    assert not dags.import_errors
    assert sorted(dags.dags) == sorted(DAG_IDS)
    assert {"course_runs_2u_executive_education", "course_runs_2u_bootcamps"} <= set(DAG_IDS)


@pytest.mark.parametrize("dag_id", DAG_IDS)
def test_a_dag_says_what_it_is(dags: "DagBag", dag_id: str) -> None:
    """Owner, tags, documentation, and a title and a description at every parameter."""
    dag = dags.dags[dag_id]
    assert dag.owner
    assert "course-runs" in dag.tags
    assert dag.doc_md
    assert all(param.schema.get("title") and param.description for param in map(dag.params.get_param, dag.params))
    assert {"file", "full", "dry_run", "allow_archive", "force", "rows_from"} == set(dag.params)


@pytest.mark.parametrize("dag_id", DAG_IDS)
def test_a_scheduled_run_needs_no_parameter(dags: "DagBag", dag_id: str) -> None:
    """Every default is valid; Airflow checks that only where a DAG is given its parameters when it is made."""
    assert set(dags.dags[dag_id].params.validate()) == set(dags.dags[dag_id].params)


def test_a_task_makes_its_own_dag_alone(airflow_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many feeds there are: a task's process parses the file too."""
    del airflow_home
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415 - not before its environment is set

    monkeypatch.setenv("_AIRFLOW_PARSING_CONTEXT_DAG_ID", DAG_IDS[1])
    monkeypatch.setenv("_AIRFLOW_PARSING_CONTEXT_TASK_ID", "extract")
    assert list(DagBag(str(ROOT / "dags")).dags) == [DAG_IDS[1]]


@pytest.mark.parametrize("dag_id", DAG_IDS)
def test_a_dag_runs_by_its_schedule(dags: "DagBag", dag_id: str) -> None:
    """An explicit schedule, no catching up, one run at a time, and an end to everything."""
    dag = dags.dags[dag_id]
    assert dag.schedule
    assert dag.start_date
    assert dag.catchup is False
    assert dag.max_active_runs == 1
    assert dag.dagrun_timeout
    for task in dag.tasks:
        assert task.retries
        assert task.retry_exponential_backoff
        assert task.execution_timeout


@pytest.mark.parametrize("dag_id", DAG_IDS)
def test_the_stages_are_one_chain(dags: "DagBag", dag_id: str) -> None:
    """A drop to ingest, its stages, then the report, whatever happened, and the verdict, which fails the run."""
    dag = dags.dags[dag_id]
    chain = {task.task_id: task.downstream_task_ids for task in dag.tasks}
    assert chain == {
        "arrival": {"extract"},
        "extract": {"validate"},
        "validate": {"diff"},
        "diff": {"load"},
        "load": {"report", "verdict"},
        "report": set(),
        "verdict": set(),
    }
    assert dag.get_task("report").trigger_rule == "all_done"
    assert dag.get_task("verdict").trigger_rule == "all_success"


def test_parsing_needs_nothing_heavy(airflow_home: Path) -> None:
    """A DAG file is parsed before every task: without pandas, Great Expectations or a database."""
    heavy = ("pandas", "great_expectations", "nh3", "opaque_keys")
    script = (
        "import importlib.util, sys; import airflow.sdk; import airflow.providers.standard.operators.empty; "
        f"sys.path.append({str(ROOT / 'dags')!r}); "
        "before = set(sys.modules); "
        f"spec = importlib.util.spec_from_file_location('dag_file', {str(ROOT / 'dags' / 'course_run_feeds.py')!r}); "
        "spec.loader.exec_module(importlib.util.module_from_spec(spec)); "
        f"print(sorted(set({heavy!r}) & (set(sys.modules) - before)))"
    )
    environment = {**os.environ, "AIRFLOW_HOME": str(airflow_home), "PYTHONPATH": str(ROOT / "include")}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
