"""Where the catalog and Airflow's metadata live, and the environment that tells every process of the project.

The catalog is the one that the Airflow connection `catalog_db` names, where that is set. Otherwise it is in the
embedded PostgreSQL, which then holds Airflow's metadata too. Beside a catalog elsewhere nothing embedded runs:
Airflow's metadata are where Airflow's own setting says, or in an SQLite file.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from devtools.postgres import LocalPostgres
from devtools.progress import StepError

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
LOGS = LOCAL / "logs"
CATALOG = "AIRFLOW_CONN_CATALOG_DB"
METADATA = "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"
CATALOG_DATABASE = "catalog"


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
        StepError: Airflow cannot be asked for the catalog.
    """
    if elsewhere := _catalog_elsewhere():
        return Databases(elsewhere, None)
    server = LocalPostgres(LOCAL / "postgres")
    server.start()
    return Databases(server.ensure_database(CATALOG_DATABASE), server)


def has_own_metadata() -> bool:
    """Say whether the user's environment names Airflow's metadata database, in itself, by a command or a secret."""
    return any(os.environ.get(f"{METADATA}{how}") for how in ("", "_CMD", "_SECRET"))


def base_environment() -> dict[str, str]:
    """Return the environment of every process: where the project is, its programs first, quick to import."""
    blank = {name for name, value in os.environ.items() if name.startswith("AIRFLOW_") and not value}
    variables = {name: os.environ[name] for name in os.environ.keys() - blank - {"PYTHONDONTWRITEBYTECODE"}}
    programs = Path(sys.executable).parent
    return variables | {
        "AIRFLOW_HOME": str(ROOT),
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "GX_ANALYTICS_ENABLED": "false",
    }


def _catalog_elsewhere() -> str | None:
    """Return the libpq URI of the connection `catalog_db`; None when the user's Airflow has none."""
    if not os.environ.get(CATALOG) and not has_own_metadata():
        return None
    variables = base_environment() | {"_AIRFLOW_PROCESS_CONTEXT": "server"}  # or it asks a running Airflow's API
    if not has_own_metadata():
        variables[METADATA] = "sqlite://"  # nothing is looked for there, and no file is to appear
    answer = subprocess.run(
        [sys.executable, "-m", "devtools.airflow_catalog"],
        cwd=ROOT,
        check=False,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if answer.returncode:
        raise StepError(f"Airflow's connection `catalog_db` cannot be read:\n{answer.stderr.strip()}")
    return next((line for line in reversed(answer.stdout.splitlines()) if line.startswith("postgresql://")), None)
