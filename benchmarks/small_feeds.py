"""A small drop by a real DAG run, in turns with a DAG of as many tasks that do nothing.

Airflow runs as `make up` runs it: scheduler with LocalExecutor, DAG processor, triggerer and API server, with the
project's own settings, over a PostgreSQL of the benchmarks.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote

from benchmarks import ROOT, WORKSHOP, databases
from benchmarks.dataset import Drop
from benchmarks.experiments import Experiment, Take
from benchmarks.parsing import EMPTY_DAGS
from benchmarks.samples import Sample
from benchmarks.scale import Scale
from course_runs.settings import DROPS_VARIABLE, FEEDS_VARIABLE
from devtools.components import AIRFLOW, running
from devtools.ports import free_port

HOME = WORKSHOP / "airflow"
EMPTY, SMALL = "a run of empty tasks", "a run of a small drop"
DAGS = {EMPTY: "empty_0", SMALL: "course_runs_2u_executive_education"}
PATIENCE = 300.0
"""Seconds that anything may take, Airflow's first answer above all."""


def plan(scale: Scale) -> Mapping[str, int]:
    """Return the names of what is measured, with the number of samples of each."""
    return dict.fromkeys(DAGS, scale.rounds)


class Airflow:
    """Airflow while it runs.

    Args:
        port: of its API.
        password: of its administrator.
    """

    def __init__(self, port: int, password: str) -> None:
        self._url = f"http://127.0.0.1:{port}"
        self._login = {"username": "admin", "password": password}
        self._token = ""

    def wait(self) -> None:
        """Wait until it answers and knows the DAGs, and let those run."""
        until(self._logged_in)
        for dag_id in DAGS.values():
            until(lambda dag_id=dag_id: self._call("PATCH", f"/api/v2/dags/{dag_id}", {"is_paused": False}))

    def run(self, dag_id: str, **conf: object) -> float:
        """Run a DAG.

        Returns:
            Seconds from when the run was queued to its end.

        Raises:
            RuntimeError: the run failed.
        """
        runs = f"/api/v2/dags/{dag_id}/dagRuns"
        run_id = quote(self._call("POST", runs, {"logical_date": None, "conf": conf})["dag_run_id"], safe="")

        def ended() -> dict[str, Any] | None:
            found = self._call("GET", f"{runs}/{run_id}")
            return found if found["end_date"] else None

        run = until(ended)
        if run["state"] != "success":
            raise RuntimeError(f"The run {run_id} of {dag_id} ended as {run['state']}; its logs are in {HOME}.")
        return (datetime.fromisoformat(run["end_date"]) - datetime.fromisoformat(run["queued_at"])).total_seconds()

    def _logged_in(self) -> bool:
        self._token = self._call("POST", "/auth/token", self._login)["access_token"]
        return True

    def _call(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401 - JSON
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self._url + path, data, headers, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - of this machine
            return json.load(answer)


def until(found: Any) -> Any:  # noqa: ANN401 - whatever it finds
    """Ask until there is an answer, which Airflow has not while it starts.

    Raises:
        TimeoutError: there is none.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if answer := found():
                return answer
        except HTTPError as refused:
            if refused.code != 404:  # a DAG that is not parsed yet
                raise
        except OSError:
            pass  # nobody listens yet
        time.sleep(0.25)
    raise TimeoutError(f"Airflow did not get there in {PATIENCE:.0f} s; its logs are in {HOME}.")


@contextmanager
def prepared(scale: Scale) -> Iterator[Take]:
    """Start Airflow and run each DAG once: its API server makes half of itself at the first task."""
    template, file = databases.catalog(scale.small_rows), databases.drop(Drop.MIXED, scale.small_rows)
    port, password = free_port(), secrets.token_urlsafe(12)
    environment = _environment(port, password)
    with running(environment, HOME / "logs"):
        airflow = Airflow(port, password)
        airflow.wait()

        def take(measurement: str) -> Sample:
            if measurement == EMPTY:
                return {"seconds": airflow.run(DAGS[EMPTY])}
            databases.restored(template, "small")
            return {"seconds": airflow.run(DAGS[SMALL], file=str(file))}

        for name in DAGS:
            take(name)
        yield take


def _environment(port: int, password: str) -> dict[str, str]:
    """Make Airflow's home and its metadata, and return the environment of its processes."""
    shutil.rmtree(HOME, ignore_errors=True)
    dags = HOME / "dags"
    dags.mkdir(parents=True)
    for file in (ROOT / "dags").glob("*.py"):
        (dags / file.name).symlink_to(file)
    (dags / "empty_dags.py").write_text(EMPTY_DAGS.format(dags=1), encoding="utf-8")
    for name in ("airflow.cfg", "devtools", "plugins"):
        (HOME / name).symlink_to(ROOT / name)
    (HOME / ".local").mkdir()
    (HOME / ".local" / "passwords.json").write_text(json.dumps({"admin": password}), encoding="utf-8")
    databases.SERVER.start()
    metadata = databases.restored("template0", "airflow").replace("postgresql://", "postgresql+psycopg2://")
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("AIRFLOW_", "COURSE_RUNS_"))}
    inherited.pop("PYTHONDONTWRITEBYTECODE", None)
    environment = {
        **inherited,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{inherited.get('PATH', os.defpath)}",
        "AIRFLOW_HOME": str(HOME),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": metadata,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW_CONN_CATALOG_DB": databases.SERVER.uri("small"),
        "COURSE_RUNS_REPORTS": str(HOME / "reports"),
        FEEDS_VARIABLE: str(databases.FEEDS),
        DROPS_VARIABLE: str(WORKSHOP / "drops"),
    }
    subprocess.run([AIRFLOW, "db", "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return environment


EXPERIMENT = Experiment("small_feeds", plan, prepared)
