"""Airflow's API server by itself, with the pages and without a scheduler: for screenshots and for tests."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote

from devtools.progress import StepError

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
READY_SECONDS = 180.0
STOP_SECONDS = 15.0
LOG_LINES = 20


class ApiServer:
    """An API server in a home of its own, with metadata of its own; listens on 127.0.0.1 alone.

    Args:
        home: an empty folder.
        catalog: libpq URI of the catalog.
        roles: user -> role of Airflow's simple auth manager; each user's password is the name.
        settings: further environment of its processes.

    Attributes:
        reports: the folder of the reports that it serves.
    """

    def __init__(self, home: Path, catalog: str, roles: Mapping[str, str], settings: Mapping[str, str]) -> None:
        self.home = home
        self.reports = home / "reports"
        self._port = free_port()
        self._roles = roles
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = self._make_environment(catalog, settings)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self._port}"

    @property
    def log(self) -> Path:
        """What it and the commands before it print."""
        return self.home / "api-server.log"

    def _make_environment(self, catalog: str, settings: Mapping[str, str]) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("AIRFLOW_", "COURSE_RUNS_"))}
        inherited.pop("PYTHONDONTWRITEBYTECODE", None)
        users = ",".join(f"{user}:{role}" for user, role in self._roles.items())
        return {
            **inherited,
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "plugins"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": users,
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(self.home / "passwords.json"),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{self.home}/airflow.db",
            "AIRFLOW__API__HOST": HOST,
            "AIRFLOW__API__PORT": str(self._port),
            "AIRFLOW__API__BASE_URL": self.url,
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__API__SECRET_KEY": secrets.token_urlsafe(32),
            "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_urlsafe(64),
            "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(self.home / "logs"),
            "AIRFLOW_CONN_CATALOG_DB": catalog,
            "COURSE_RUNS_REPORTS": str(self.reports),
            **settings,
        }

    def start(self) -> None:
        """Begin to make the metadata with the DAGs in it and to start the server; see `wait`."""
        self.home.mkdir(parents=True, exist_ok=True)
        passwords = self.home / "passwords.json"
        passwords.touch(mode=0o600)
        passwords.write_text(json.dumps({user: user for user in self._roles}))
        airflow = Path(sys.executable).with_name("airflow")
        with self.log.open("w") as output:
            self._process = subprocess.Popen(
                ["sh", "-c", '"$0" db migrate && "$0" dags reserialize && exec "$0" api-server', airflow],
                env=self._environment,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it answers.

        Raises:
            StepError: it does not come up; the end of its log is in the message.
        """
        end = time.monotonic() + READY_SECONDS
        while not self._answers():
            if self._process is None or self._process.poll() is not None or time.monotonic() > end:
                last = "\n".join(self.log.read_text(errors="replace").splitlines()[-LOG_LINES:])
                raise StepError(f"The API server did not come up. The end of {self.log}:\n{last}")
            time.sleep(0.2)

    def stop(self) -> None:
        """End it."""
        if self._process is None:
            return
        for how in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
                break

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
        """Ask Airflow's API.

        Raises:
            urllib.error.HTTPError: it says no.
        """
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - of this machine
            found: dict[str, Any] = json.load(answer)
            return found

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/v2/version", timeout=2):  # noqa: S310 - of this machine
                return True
        except HTTPError:
            return True
        except OSError:
            return False


def free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
