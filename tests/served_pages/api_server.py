"""Airflow's API server by itself, with the pages and without a scheduler: for tests and for benchmarks."""

import json
import os
import secrets
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote

from devtools import ROOT
from devtools.components import AIRFLOW, Component, start, stop
from devtools.ports import HOST, free_port
from devtools.progress import StepError

READY_SECONDS = 180.0


class ApiServer:
    """An API server in a home of its own, with metadata of its own; listens on 127.0.0.1 alone.

    Args:
        home: an empty folder.
        catalog: libpq URI of the catalog.
        roles: user -> role of Airflow's simple auth manager; each user's password is the name.
        settings: further environment of its processes.

    Attributes:
        url: its address.
        reports: the folder of the reports that it serves.
    """

    def __init__(self, home: Path, catalog: str, roles: Mapping[str, str], settings: Mapping[str, str]) -> None:
        self.home = home
        self.reports = home / "reports"
        port = free_port()
        self.url = f"http://{HOST}:{port}"
        self._roles = roles
        self._component: Component | None = None
        self._environment = self._make_environment(port, catalog) | dict(settings)

    def _make_environment(self, port: int, catalog: str) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("AIRFLOW_", "COURSE_RUNS_"))}
        inherited.pop("PYTHONDONTWRITEBYTECODE", None)
        return inherited | {
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "plugins"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(map(":".join, self._roles.items())),
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(self.home / "passwords.json"),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{self.home}/airflow.db",
            "AIRFLOW__API__HOST": HOST,
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__BASE_URL": self.url,
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__API__SECRET_KEY": secrets.token_urlsafe(32),
            "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
            "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(self.home / "logs"),
            "AIRFLOW_CONN_CATALOG_DB": catalog,
            "COURSE_RUNS_REPORTS": str(self.reports),
        }

    def start(self) -> None:
        """Begin to make the metadata with the DAGs in it and to start the server; see `wait`."""
        self.home.mkdir(parents=True, exist_ok=True)
        passwords = self.home / "passwords.json"
        passwords.touch(mode=0o600)
        passwords.write_text(json.dumps({user: user for user in self._roles}))
        command = ["sh", "-c", '"$0" db migrate && "$0" dags reserialize && exec "$0" api-server', AIRFLOW]
        self._component = start("API server", command, self._environment, self.home / "api-server.log")

    def wait(self) -> None:
        """Wait until it answers.

        Raises:
            StepError: it does not come up; the end of its log is in the message.
        """
        component, end = self._component, time.monotonic() + READY_SECONDS
        while not self._answers():
            if component is None or component.process.poll() is not None or time.monotonic() > end:
                raise StepError(component.exit_message() if component else "The API server was not started.")
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/v2/version", timeout=2):  # noqa: S310 - of this machine
                return True
        except HTTPError:
            return True
        except OSError:
            return False

    def stop(self) -> None:
        """End it."""
        if self._component:
            stop([self._component])

    def token(self, user: str) -> str:
        """Log a user in and return the token."""
        return str(self.call("POST", "/auth/token", {"username": user, "password": user})["access_token"])

    def make_run(self, token: str, dag_id: str, run_id: str, state: str | None = None) -> None:
        """Make a DAG run of that name; nothing works on it. Without a state it stays queued.

        Raises:
            urllib.error.HTTPError: Airflow refuses it.
        """
        runs = f"/api/v2/dags/{quote(dag_id)}/dagRuns"
        self.call("POST", runs, {"dag_run_id": run_id, "logical_date": None}, token)
        if state:
            self.call("PATCH", f"{runs}/{quote(run_id, safe='')}", {"state": state}, token)

    def call(self, method: str, path: str, body: Mapping[str, object], token: str = "") -> dict[str, Any]:
        """Send a request to Airflow's API and return the answer.

        Raises:
            urllib.error.HTTPError: Airflow refuses it.
        """
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - of this machine
            found: dict[str, Any] = json.load(answer)
            return found
