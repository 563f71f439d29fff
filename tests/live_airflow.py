"""An Airflow that runs: scheduler with LocalExecutor, DAG processor, triggerer and API over a PostgreSQL of its own."""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote

import psutil  # type: ignore[import-untyped]

from course_runs.database.migrate import migrate
from course_runs.database.session import session
from devtools import components
from devtools.ports import free_port
from devtools.postgres import LocalPostgres

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "include" / "samples" / "catalog.sql"
PATIENCE = 180.0
"""Seconds that anything may take on a busy machine; of a DAG run, anything until its next task."""
ANSWER = 120.0
"""Seconds that an answer of the API may take there."""
QUICK = {
    # A test that kills tasks and schedulers must not wait five minutes until Airflow fails them.
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": "5",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "60",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
    "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "10",
    "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_THRESHOLD": "20",
    "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
    "AIRFLOW__SCHEDULER__TRIGGER_TIMEOUT_CHECK_INTERVAL": "5",
}

Json = dict[str, Any]


class LiveAirflow:
    """Starts Airflow in a home of its own, and calls it as its users do.

    Args:
        home: an empty folder.
        feeds: a file of feeds.
        mail_port: where it looks for a mail server.

    Attributes:
        mail_port: where its mail server is, once a test starts one.
        drops: the folder in which the feeds' drops appear.
        server: holds the catalog and Airflow's metadata.
        catalog: URI of the catalog, which is the sample.
        parts: Airflow's processes by name.
        started: all that were ever started: what a killed one left behind is ended in the end.
    """

    def __init__(self, home: Path, feeds: Path, mail_port: int) -> None:
        self.home = home
        self.mail_port = mail_port
        self.drops = home / "drops"
        self.server = LocalPostgres(ROOT / ".local" / f"test-airflow-{os.getpid()}")
        self.parts: dict[str, components.Component] = {}
        self.started: list[components.Component] = []
        self._port = free_port()
        self._password = secrets.token_urlsafe(12)
        self._token = ""
        self.server.start()
        self.catalog = self.server.ensure_database("catalog")
        self._environment = self._make_environment(feeds)

    def _make_environment(self, feeds: Path) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("AIRFLOW_", "COURSE_RUNS_"))}
        inherited.pop("PYTHONDONTWRITEBYTECODE", None)
        programs = str(Path(sys.executable).parent)
        return {
            **inherited,
            **QUICK,
            "PATH": f"{programs}{os.pathsep}{inherited['PATH']}",
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": self.server.ensure_database("airflow").replace(
                "postgresql://", "postgresql+psycopg2://"
            ),
            "AIRFLOW__API__PORT": str(self._port),
            "AIRFLOW__API__BASE_URL": self.url,
            "AIRFLOW_CONN_CATALOG_DB": self.catalog,
            "AIRFLOW_CONN_SMTP_DEFAULT": f"smtp://127.0.0.1:{self.mail_port}?disable_ssl=true&disable_tls=true",
            "COURSE_RUNS_FEEDS": str(feeds),
            "COURSE_RUNS_DROPS": str(self.drops),
            "COURSE_RUNS_REPORTS": str(self.home / "reports"),
        }

    @property
    def url(self) -> str:
        """Where the API listens."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Make the databases, start all parts and wait until they are well."""
        for name in ("airflow.cfg", "devtools", "plugins"):
            (self.home / name).symlink_to(ROOT / name)
        (self.home / ".local").mkdir()
        (self.home / ".local" / "passwords.json").write_text(json.dumps({"admin": self._password}))
        self.drops.mkdir()
        migrate(self.catalog)
        with session(self.catalog) as connection, connection.cursor() as cursor:
            cursor.execute(SAMPLE.read_text(encoding="utf-8"))
        self.cli("db", "migrate")
        for name in components.COMMANDS:
            self.start_part(name)
        self.wait_until_well()

    def start_part(self, name: str) -> None:
        """Start one of Airflow's processes, with a log of its own."""
        folder = self.home / "logs"
        folder.mkdir(exist_ok=True)
        log = folder / f"{name}-{time.monotonic_ns()}.log"
        command = [components.AIRFLOW, *components.COMMANDS[name]]
        self.parts[name] = components.start(name, command, self._environment, log)
        self.started.append(self.parts[name])

    def restart_ended(self) -> list[str]:
        """Start again what has ended, as a service manager does; returns the names."""
        ended = [name for name, part in self.parts.items() if part.process.poll() is not None]
        for name in ended:
            self.start_part(name)
        return ended

    def last_lines(self, name: str, number: int = 200) -> str:
        """Return the end of the log of one of Airflow's processes."""
        log = max((self.home / "logs").glob(f"{name}-*.log"), key=lambda path: path.stat().st_mtime)
        return "\n".join([str(log), *log.read_text(errors="replace").splitlines()[-number:]])

    def wait_until_well(self) -> None:
        """Wait until every part says that it is well; those that end in the meantime are started again."""
        parts = ("metadatabase", "scheduler", "dag_processor", "triggerer")

        def well() -> bool:
            self.restart_ended()
            health = self.api("GET", "/monitor/health")
            return all(health[part]["status"] == "healthy" for part in parts)

        try:
            wait_for(well, "Airflow to be well")
        except TimeoutError as hang:
            hang.add_note(self.last_lines("scheduler"))
            raise

    def stop(self) -> None:
        """End everything that was started, and what killed parts have left behind."""
        components.stop(self.started)
        for part in self.started:
            kill_session(part.process.pid)
        self.server.remove()

    def kill_part(self, name: str, *, whole: bool) -> None:
        """Kill one of Airflow's processes, alone or with all that it started."""
        process = self.parts[name].process
        process.kill()
        process.wait()
        if whole:
            kill_session(process.pid)

    @contextmanager
    def stuck(self, table: str) -> Iterator[int]:
        """Hold a table of the catalog, and yield the process number of the task that waits for it.

        Args:
            table: which a stage writes to.
        """
        with self.held(f"LOCK TABLE {table} IN EXCLUSIVE MODE") as waiting:
            yield waiting()

    @contextmanager
    def held(self, lock: str, *of: object) -> Iterator[Callable[[], int]]:
        """Hold a lock of the catalog, and yield what waits until a task waits for it and gives its process number.

        Args:
            lock: statement that takes it, with its parameters.
            of: the parameters.
        """
        with session(self.catalog) as holder, holder.cursor() as cursor:
            cursor.execute(lock, of)
            found: list[tuple[Any, ...]] = []

            def somebody_waits() -> bool:
                found[:] = self.query(
                    "SELECT client_port FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid))",
                    holder.info.backend_pid,
                )
                return bool(found)

            def waiting() -> int:
                wait_for(somebody_waits, f"a task that waits for {lock}")
                return owner_of(found[0][0])

            yield waiting

    def cli(self, *arguments: str) -> str:
        """Run `airflow ...` and return what it prints."""
        done = subprocess.run(
            [components.AIRFLOW, *arguments], env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def api(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Json:
        """Call the REST API as its administrator."""
        if path != "/monitor/health":
            self.token()
        return self._call(method, f"/api/v2{path}", body)

    def token(self) -> str:
        """Return the administrator's access token."""
        if not self._token:
            login = {"username": "admin", "password": self._password}
            self._token = self._call("POST", "/auth/token", login)["access_token"]
        return self._token

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None) -> Json:
        request = urllib.request.Request(  # noqa: S310 - its own address
            self.url + path,
            data=json.dumps(body).encode() if body is not None else None,
            method=method,
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=ANSWER) as answer:  # noqa: S310
                return json.load(answer)  # type: ignore[no-any-return]
        except HTTPError as refused:
            refused.add_note(refused.read().decode(errors="replace"))
            raise

    def unpause(self, dag_id: str) -> None:
        """Let a DAG run."""

        def unpaused() -> bool:
            return not self.api("PATCH", f"/dags/{dag_id}", {"is_paused": False})["is_paused"]

        wait_for(unpaused, f"{dag_id} to be parsed")

    def trigger(self, dag_id: str, *, run_id: str | None = None, **conf: object) -> "Run":
        """Trigger a run by hand, through the REST API."""
        asked = {"logical_date": None, "conf": conf, "dag_run_id": run_id}
        made = self.api("POST", f"/dags/{dag_id}/dagRuns", asked)
        return Run(self, dag_id, made["dag_run_id"])

    def runs(self, dag_id: str) -> "list[Run]":
        """Return a DAG's runs, the latest first."""
        listed = self.api("GET", f"/dags/{dag_id}/dagRuns?order_by=-run_after")["dag_runs"]
        return [Run(self, dag_id, each["dag_run_id"]) for each in listed]

    def query(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the catalog."""
        with session(self.catalog) as connection, connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()


class Run:
    """A DAG run of a live Airflow.

    Attributes:
        dag_id: of its DAG.
        run_id: its own.
    """

    def __init__(self, airflow: LiveAirflow, dag_id: str, run_id: str) -> None:
        self._airflow = airflow
        self.dag_id, self.run_id = dag_id, run_id
        self.path = f"/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}"

    def get(self) -> Json:
        """Return what the API says of it."""
        return self._airflow.api("GET", self.path)

    def ended(self) -> str:
        """Wait for its end and return its state."""
        ends = {"success", "failed"}

        def has_ended() -> bool:
            self._airflow.restart_ended()
            return self.get()["state"] in ends

        while True:
            before = self.progress()
            try:
                wait_for(has_ended, lambda: f"the end of {self.run_id} ({self.states})")
                return str(self.get()["state"])
            except TimeoutError as hang:
                if self.progress() == before:
                    hang.add_note(self._airflow.last_lines("scheduler"))
                    raise

    def progress(self) -> dict[str, tuple[str, int]]:
        """The state and the number of tries of its tasks."""
        return {task: (each["state"], each["try_number"]) for task, each in self.tasks.items()}

    @property
    def tasks(self) -> dict[str, Json]:
        """Its task instances by task."""
        listed = self._airflow.api("GET", f"{self.path}/taskInstances")["task_instances"]
        return {each["task_id"]: each for each in listed}

    @property
    def states(self) -> dict[str, str]:
        """The states of its tasks."""
        return {task: each["state"] for task, each in self.tasks.items()}

    @property
    def tries(self) -> dict[str, int]:
        """How often each task was tried."""
        return {task: each["try_number"] for task, each in self.tasks.items()}

    def pauses(self, task: str) -> list[float]:
        """Return the seconds between the tries of a task."""
        tries = self._airflow.api("GET", f"{self.path}/taskInstances/{task}/tries")["task_instances"]
        moments = [
            (datetime.fromisoformat(each["start_date"]), datetime.fromisoformat(each["end_date"])) for each in tries
        ]
        return [(begun - ended).total_seconds() for (_, ended), (begun, _) in pairwise(moments)]

    def clear(self, task: str, *, downstream: bool = False) -> None:
        """Clear one task, or those after it too."""
        asked = {"dag_run_id": self.run_id, "task_ids": [task], "include_downstream": downstream}
        states = {"only_failed": False, "dry_run": False}
        self._airflow.api("POST", f"/dags/{self.dag_id}/clearTaskInstances", asked | states)

    def ledger(self, *columns: str) -> tuple[Any, ...]:
        """Return what the ledger says of its last revision."""
        (line,) = self._airflow.query(
            f"SELECT {', '.join(columns)} FROM ingest.ingestion WHERE dag_id = %s AND run_id = %s "
            "ORDER BY revision DESC LIMIT 1",
            self.dag_id,
            self.run_id,
        )
        return line


def wait_for(condition: Callable[[], bool], what: str | Callable[[], str], patience: float = PATIENCE) -> None:
    """Wait until a condition holds; an API that does not answer leaves it open.

    Raises:
        TimeoutError: it does not within the patience.
    """
    end = time.monotonic() + patience
    fault: OSError | None = None
    while time.monotonic() < end:
        try:
            if condition():
                return
        except OSError as silence:
            fault = silence
        time.sleep(0.5)
    raise TimeoutError(f"Waited {patience:.0f} s for {what if isinstance(what, str) else what()}.") from fault


def kill_session(leader: int) -> None:
    """Kill all processes of a session; a task is in it, though in a process group of its own."""
    for pid in psutil.pids():
        with suppress(ProcessLookupError, PermissionError):
            if os.getsid(pid) == leader:
                os.kill(pid, signal.SIGKILL)


def owner_of(port: int) -> int:
    """Return the number of the process that has a connection on a port of 127.0.0.1."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if any(line.laddr and line.laddr.port == port for line in process.net_connections("tcp")):
                return int(process.pid)
    raise LookupError(f"No process has a connection on port {port}.")
