"""The databases in use, and the environment in which every process of the project finds them.

    python -m devtools.environment                  prints the catalog's libpq URI
    python -m devtools.environment COMMAND ...      runs a command as `make up` runs Airflow's processes

The catalog is the one that COURSE_RUNS_CATALOG or the Airflow connection `catalog_db` names, where there is one.
Otherwise it is in the embedded PostgreSQL, which then holds Airflow's metadata too. Beside a catalog elsewhere nothing
embedded runs: Airflow's metadata are where Airflow's own setting says, or in an SQLite file.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from course_runs import settings
from course_runs.cli import catalog_uri, sentence_of
from course_runs.contract.errors import IngestionError
from devtools import LOCAL, ROOT
from devtools.postgres import LocalPostgres
from devtools.progress import StepError, print_error

CATALOG = settings.AIRFLOW_CONNECTION
METADATA = "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"
FAILURES = (StepError, IngestionError, psycopg2.Error)
"""What ends a command with a sentence instead of a traceback; see `print_failure`."""


@dataclass(frozen=True, slots=True)
class Databases:
    """The databases in use.

    Attributes:
        catalog: libpq URI of the catalog.
        server: the embedded server that holds it; None when it is elsewhere.
    """

    catalog: str
    server: LocalPostgres | None

    def for_airflow(self) -> dict[str, str]:
        """Return the environment of Airflow's processes: the user's own metadata database, where that is set."""
        return self._environment({} if has_own_metadata() else {METADATA: self._metadata("airflow")})

    def for_one_run(self) -> dict[str, str]:
        """Return the environment of a run beside Airflow's: a scheduler on the same metadata would take its tasks."""
        return self._environment({METADATA: self._metadata("airflow_demo")})

    def _environment(self, metadata: dict[str, str]) -> dict[str, str]:
        variables = base_environment() | {CATALOG: self.catalog} | metadata
        if metadata:
            variables.pop(f"{METADATA}_ASYNC", None)  # is derived from the other
        return variables

    def _metadata(self, name: str) -> str:
        if self.server:
            uri = self.server.ensure_database(name)
            return uri.replace("postgresql://", "postgresql+psycopg2://")  # or Airflow takes another driver
        LOCAL.mkdir(exist_ok=True)
        return f"sqlite:///{LOCAL / name}.db"


def databases_from_environment() -> Databases:
    """Find the databases, starting the embedded server when the catalog is in it.

    Raises:
        PostgresError: the embedded server does not start.
        NoCatalog: the connection that is set cannot be read.
        StepError: Airflow cannot be asked for the catalog.
    """
    if elsewhere := _catalog_elsewhere():
        return Databases(elsewhere, None)
    server = LocalPostgres(LOCAL / "postgres")
    server.start()
    return Databases(server.ensure_database("catalog"), server)


def print_failure(error: BaseException) -> int:
    """Print one of FAILURES, and return the exit status of a command that failed."""
    return print_error(error if isinstance(error, StepError) else sentence_of(error))


def has_own_metadata() -> bool:
    """Return whether the user's environment names Airflow's metadata database, in itself, by a command or a secret."""
    return any(os.environ.get(f"{METADATA}{how}") for how in ("", "_CMD", "_SECRET"))


def base_environment() -> dict[str, str]:
    """Return the environment of every process: where the project is, its programs first, quick to import."""
    blank = {name for name, value in os.environ.items() if name.startswith("AIRFLOW_") and not value}
    variables = {name: os.environ[name] for name in os.environ.keys() - blank - {"PYTHONDONTWRITEBYTECODE"}}
    return variables | {
        "AIRFLOW_HOME": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "GX_ANALYTICS_ENABLED": "false",
    }


def _catalog_elsewhere() -> str | None:
    """Return the libpq URI of the catalog that the user has set; None when there is none."""
    if settings.catalog_uri() or settings.airflow_connection():
        return catalog_uri()
    if not has_own_metadata():
        return None
    answer = subprocess.run(
        [sys.executable, "-m", "devtools.airflow_catalog"],
        cwd=ROOT,
        check=False,
        env=base_environment() | {"_AIRFLOW_PROCESS_CONTEXT": "server"},  # or it asks a running Airflow's API
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if answer.returncode:
        raise StepError(f"Airflow's connection `catalog_db` cannot be read:\n{answer.stderr.strip()}")
    return next((line for line in reversed(answer.stdout.splitlines()) if line.startswith("postgresql://")), None)


def main(command: list[str]) -> int:
    """Print the catalog's URI, or become a command."""
    try:
        databases = databases_from_environment()
        if command:
            os.execvpe(command[0], command, databases.for_airflow())  # noqa: S606 - no shell is wanted
    except FAILURES as error:
        return print_failure(error)
    print(databases.catalog)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
