"""Runs Airflow on 127.0.0.1 until Ctrl-C: `make up PORT=...`."""

import json
import secrets
import signal
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPException
from types import FrameType
from urllib.request import urlopen

from course_runs.contract.feeds import load_feeds
from devtools import LOCAL, LOGS
from devtools.components import AIRFLOW, Component, running
from devtools.environment import FAILURES, print_failure
from devtools.ports import HOST, is_free
from devtools.progress import StepError, print_error, step
from devtools.sample_catalog import prepare_catalog

PASSWORDS = LOCAL / "passwords.json"
USER = "admin"
MIGRATION_LOG = LOGS / "airflow-db.log"
PARTS = ("metadatabase", "scheduler", "dag_processor", "triggerer")
POLL_SECONDS = 0.5


class Stopped(Exception):
    """Somebody asked to stop."""


def prepare(port: int) -> dict[str, str]:
    """Bring the databases up to date and return the environment of Airflow's processes.

    Args:
        port: where Airflow is to listen.

    Raises:
        StepError: the port is taken, or Airflow's tables cannot be made.
    """
    if not is_free(port):
        raise StepError(f"Port {port} of {HOST} is taken. Name another one: make up PORT={port + 1}")
    environment = prepare_catalog(sample_everywhere=False).for_airflow() | {
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://{HOST}:{port}",  # to which the tasks report
    }
    LOGS.mkdir(parents=True, exist_ok=True)
    with step("Airflow's tables"), MIGRATION_LOG.open("w") as log:
        migration = subprocess.run([AIRFLOW, "db", "migrate"], env=environment, check=False, stdout=log, stderr=log)
        if migration.returncode:
            raise StepError(f"`airflow db migrate` failed; the reason is in {MIGRATION_LOG}")
    return environment


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
    """Wait until every component is healthy.

    Raises:
        StepError: one of them ended.
    """
    while not _is_healthy(port):
        check(components)
        time.sleep(POLL_SECONDS)


def _is_healthy(port: int) -> bool:
    try:
        with urlopen(f"http://{HOST}:{port}/api/v2/monitor/health", timeout=5) as answer:
            health = json.load(answer)
    except (OSError, ValueError, HTTPException):
        return False
    return all(health.get(part, {}).get("status") == "healthy" for part in PARTS)


def check(components: list[Component]) -> None:
    """Check that every component runs.

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
    """Run Airflow until somebody asks to stop or a component ends; return the exit status."""
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
    except FAILURES as error:
        return print_failure(error)


def main() -> int:
    """Read the port from the command line and run."""
    port = sys.argv[1] if len(sys.argv) > 1 else "8080"
    if not port.isdecimal() or not 0 < int(port) < 2**16:
        return print_error(f"PORT is {port!r}; it has to be a number from 1 to 65535.")
    return run(int(port))


if __name__ == "__main__":
    sys.exit(main())
