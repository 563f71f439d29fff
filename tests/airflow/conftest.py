"""Airflow for the tests of the DAGs: a home and a metadata database of their own, set before Airflow is imported."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy
from typing import TYPE_CHECKING, Any

import pytest

from devtools.ports import free_port
from live_airflow import LiveAirflow
from live_feeds import SCHEDULED, TROUBLED, dag_of, whole, write_feeds

if TYPE_CHECKING:
    from airflow.dag_processing.dagbag import DagBag

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE_DROP = ROOT / "include" / "samples" / "drops" / "2u-executive-education.csv"


@pytest.fixture(scope="session")
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An Airflow with an empty metadata database."""
    home = tmp_path_factory.mktemp("airflow")
    for name in [name for name in os.environ if name.startswith("AIRFLOW_")]:
        del os.environ[name]
    os.environ |= {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
    }
    from airflow.utils.db import initdb  # noqa: PLC0415 - not before its environment is set

    initdb()
    return home


@pytest.fixture
def dags(airflow_home: Path) -> "DagBag":
    """The DAGs, parsed afresh: a test run of one would keep the parameters of the run before."""
    del airflow_home
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415

    return DagBag(str(ROOT / "dags"))


RunDag = Callable[..., Any]


@pytest.fixture
def run_dag(dags: "DagBag", sample_uri: str, monkeypatch: pytest.MonkeyPatch) -> RunDag:
    """A function that runs a feed's DAG on the sample catalog and returns the DAG run."""
    monkeypatch.setenv("AIRFLOW_CONN_CATALOG_DB", sample_uri)

    def run(dag_id: str = "course_runs_2u_executive_education", **params: object) -> Any:  # noqa: ANN401 - a DagRun
        dag = dags.get_dag(dag_id)
        assert dag is not None
        return dag.test(run_conf=params)

    return run


@pytest.fixture(scope="session")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveAirflow]:
    """An Airflow that runs; the feed `daily` finds a drop."""
    home = tmp_path_factory.mktemp("live")
    airflow = LiveAirflow(home, write_feeds(home / "feeds.yaml"), free_port())
    try:
        airflow.start()
        for feed in SCHEDULED:
            (airflow.drops / feed).mkdir()
        for day in (datetime.now(UTC), datetime.now(UTC) + timedelta(days=1)):
            whole(Path(copy(SAMPLE_DROP, airflow.drops / "daily" / f"{day:%Y-%m-%d}.csv")))
        for feed in SCHEDULED + TROUBLED:
            airflow.unpause(dag_of(feed))
        yield airflow
    finally:
        airflow.stop()
