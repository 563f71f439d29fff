"""Runs Airflow on 127.0.0.1 until Ctrl-C: `make up PORT=...`."""

import argparse
import http.client
import json
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from types import FrameType

import psycopg2

from course_runs.contract.errors import IngestionError
from course_runs.contract.feeds import load_feeds
from course_runs.database.migrate import migrate
from devtools.components import AIRFLOW, Component, running
from devtools.environment import LOCAL, LOGS, databases_from_environment
from devtools.progress import StepError, keep_waiting, print_error, step
from devtools.sample_catalog import load_sample

HOST = "127.0.0.1"
PASSWORDS = LOCAL / "passwords.json"
USER = "admin"
MIGRATION_LOG = LOGS / "airflow-db.log"
PARTS = ("metadatabase", "scheduler", "dag_processor", "triggerer")
POLL_SECONDS = 0.5


class Stopped(Exception):
    """Somebody asked to stop."""


def prepare(port: int) -> dict[str, str]:
    """Bring the databases up to date.

    Args:
        port: where Airflow is to listen.

    Returns:
        The environment of Airflow's processes.

    Raises:
        StepError: the port is taken, or a database cannot be had.
    """
    if not _is_free(port):
        raise StepError(f"Port {port} of {HOST} is taken. Name another one: make up PORT={port + 1}")
    with step("PostgreSQL server"):
        databases = databases_from_environment()
        environment = databases.for_airflow()
    with step("catalog's tables"):
        migrate(databases.catalog)
    if databases.server:
        with step("sample catalog") as loading:
            if not load_sample(databases.catalog):
                loading.outcome = "not loaded: the catalog is not empty"
    environment["AIRFLOW__API__HOST"] = HOST
    environment["AIRFLOW__API__PORT"] = str(port)
    environment["AIRFLOW__API__BASE_URL"] = f"http://{HOST}:{port}"  # to which the tasks report
    with step("Airflow's tables"):
        _migrate_airflow(environment)
    return environment


def _is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _migrate_airflow(environment: dict[str, str]) -> None:
    MIGRATION_LOG.parent.mkdir(parents=True, exist_ok=True)
    with MIGRATION_LOG.open("w") as log:
        process = subprocess.Popen(
            [AIRFLOW, "db", "migrate"], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        if keep_waiting(process):
            raise StepError(f"`airflow db migrate` failed; it says why in {MIGRATION_LOG}")


def login_password() -> str:
    """Return the password of the UI's user, making it when there is none."""
    passwords: dict[str, str] = {}
    with suppress(FileNotFoundError):
        passwords = json.loads(PASSWORDS.read_text() or "{}")
    if USER not in passwords:
        PASSWORDS.parent.mkdir(exist_ok=True)
        PASSWORDS.touch(mode=0o600)
        PASSWORDS.chmod(0o600)
        PASSWORDS.write_text(json.dumps({**passwords, USER: secrets.token_urlsafe(12)}) + "\n")
        return login_password()
    return passwords[USER]


def wait_until_healthy(port: int, components: list[Component]) -> None:
    """Wait until every component says that it is well.

    Raises:
        StepError: one of them ended.
    """
    while not _is_healthy(port):
        check(components)
        time.sleep(POLL_SECONDS)


def _is_healthy(port: int) -> bool:
    with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection:
        try:
            connection.request("GET", "/api/v2/monitor/health")
            health = json.load(connection.getresponse())
        except (OSError, ValueError, http.client.HTTPException):
            return False
    return all(health.get(part, {}).get("status") == "healthy" for part in PARTS)


def check(components: list[Component]) -> None:
    """Look after the components.

    Raises:
        StepError: one of them ended.
    """
    for component in components:
        if component.process.poll() is not None:
            raise StepError(component.exit_message())


def _welcome(port: int) -> str:
    feed = next(iter(load_feeds().values()))
    drop = f"include/samples/drops/{feed.id}.csv"
    return f"""
Airflow runs at http://{HOST}:{port}
Log in as {USER} with the password {login_password()}

To bring in a drop, trigger the DAG of its feed with its `file`, in the UI or by

    devtools/airflow dags unpause {feed.dag_id}
    devtools/airflow dags trigger {feed.dag_id} --conf '{json.dumps({"file": drop})}'

Logs: {LOGS}
Ctrl-C stops Airflow; an embedded PostgreSQL goes on until `make stop`.
"""


def _stop(signum: int, _frame: FrameType | None) -> None:
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)  # one is enough: the components are ended in order
    raise Stopped(signal.Signals(signum).name)


def run(port: int) -> int:
    """Run Airflow until somebody asks to stop or a component ends.

    Returns:
        The exit status.
    """
    for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wanted, _stop)
    try:
        environment = prepare(port)
        login_password()
        with running(environment, LOGS / "airflow") as components:
            with step("Airflow"):
                wait_until_healthy(port, components)
            print(_welcome(port), flush=True)
            while True:
                check(components)
                time.sleep(POLL_SECONDS)
    except Stopped:
        print("\nAirflow is stopped.", file=sys.stderr)
        return 0
    except (StepError, IngestionError, psycopg2.Error) as error:
        return print_error(error)


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description="Run Airflow until Ctrl-C.")
    parser.add_argument("--port", type=int, default=8080, help="of 127.0.0.1")
    return run(parser.parse_args().port)


if __name__ == "__main__":
    sys.exit(main())
