"""Runs Airflow on 127.0.0.1 until Ctrl-C: `make up PORT=...`."""

import argparse
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
from devtools.progress import StepError, step
from devtools.sample_catalog import prepare_catalog

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
    if not is_free(port):
        raise StepError(f"Port {port} of {HOST} is taken. Name another one: make up PORT={port + 1}")
    environment = prepare_catalog(sample_everywhere=False).for_airflow()
    environment["AIRFLOW__API__HOST"] = HOST
    environment["AIRFLOW__API__PORT"] = str(port)
    environment["AIRFLOW__API__BASE_URL"] = f"http://{HOST}:{port}"  # to which the tasks report
    with step("Airflow's tables"):
        _migrate_airflow(environment)
    return environment


def _migrate_airflow(environment: dict[str, str]) -> None:
    LOGS.mkdir(parents=True, exist_ok=True)
    with MIGRATION_LOG.open("w") as log:
        command = [AIRFLOW, "db", "migrate"]
        done = subprocess.run(
            command, env=environment, check=False, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
    if done.returncode:
        raise StepError(f"`airflow db migrate` failed; the reason is in {MIGRATION_LOG}")


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
    except FAILURES as error:
        return print_failure(error)


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description="Run Airflow until Ctrl-C.")
    parser.add_argument("--port", type=int, default=8080, help="of 127.0.0.1")
    return run(parser.parse_args().port)


if __name__ == "__main__":
    sys.exit(main())
