"""Where the databases are: embedded, unless the Airflow connection `catalog_db` is set."""

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from course_runs.cli import NoCatalog
from devtools import ROOT, environment
from devtools.postgres import LocalPostgres
from devtools.progress import StepError


@pytest.fixture
def local(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The launcher's folder, fresh, and an environment that says nothing of databases."""
    for name in [name for name in os.environ if name.startswith(("AIRFLOW_CONN_", "AIRFLOW__"))]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(environment, "LOCAL", place)
    yield place
    LocalPostgres(place / "postgres").remove()


def test_prints_the_uri_on_one_line_and_starts_the_server(local: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`psql "$(make -s catalog-uri)"` works on a machine where nothing runs yet."""
    assert environment.main([]) == 0
    printed = capsys.readouterr().out
    assert printed == LocalPostgres(local / "postgres").uri("catalog") + "\n"


def test_keeps_a_run_of_its_own_away_from_the_scheduler(local: Path) -> None:
    """A live scheduler would take the tasks of a run that shares its metadata."""
    databases = environment.databases_from_environment()
    variables = [databases.for_airflow(), databases.for_one_run()]
    assert databases.server
    assert [each[environment.METADATA] for each in variables] == [
        databases.server.uri(name).replace("postgresql:", "postgresql+psycopg2:")
        for name in ("airflow", "airflow_demo")
    ]
    assert {each[environment.CATALOG] for each in variables} == {databases.catalog}
    assert local.is_relative_to(ROOT)


@pytest.mark.parametrize(
    "connection",
    [
        "postgres://u%40x:p%2Fw@db.example:5433/cata%20log?sslmode=require&cursor=dictcursor",
        json.dumps(
            {
                "conn_type": "postgres",
                "host": "db.example",
                "port": 5433,
                "login": "u@x",
                "password": "p/w",
                "schema": "cata log",
                "extra": {"sslmode": "require", "cursor": "dictcursor"},
            }
        ),
    ],
    ids=["URI", "JSON"],
)
def test_starts_nothing_beside_a_catalog_elsewhere(
    local: Path, monkeypatch: pytest.MonkeyPatch, connection: str
) -> None:
    """The connection is taken in both of Airflow's forms; what only hooks understand is left out of libpq's URI."""
    monkeypatch.setenv(environment.CATALOG, connection)
    databases = environment.databases_from_environment()
    assert databases.catalog == "postgresql://u%40x:p%2Fw@db.example:5433/cata%20log?sslmode=require"
    assert databases.server is None
    assert databases.for_one_run()[environment.METADATA] == f"sqlite:///{local}/airflow_demo.db"
    assert list(local.iterdir()) == []


def test_leaves_airflows_own_setting_alone(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Airflow runs on the metadata database that the environment names."""
    monkeypatch.setenv(environment.METADATA, f"sqlite:///{local}/mine.db")
    databases = environment.Databases("postgresql://elsewhere/catalog", None)
    assert databases.for_airflow()[environment.METADATA] == f"sqlite:///{local}/mine.db"
    assert databases.for_one_run()[environment.METADATA] == f"sqlite:///{local}/airflow_demo.db"


def test_refuses_a_connection_that_airflow_cannot_read(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A typing error must not lead to another catalog without a word."""
    monkeypatch.setenv(environment.CATALOG, '{"conn_type": "postgres", "host')
    with pytest.raises(NoCatalog, match="AIRFLOW_CONN_CATALOG_DB cannot be read"):
        environment.databases_from_environment()
    assert list(local.iterdir()) == []


def test_refuses_a_stored_connection_that_it_cannot_decrypt(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Airflow takes it for missing, and the embedded catalog would be loaded instead."""
    metadata = local / "metadata.db"
    with sqlite3.connect(metadata) as database:
        database.execute("CREATE TABLE connection (conn_id text)")
        database.execute("INSERT INTO connection VALUES ('catalog_db')")
    database.close()
    monkeypatch.setenv(environment.METADATA, f"sqlite:///{metadata}")
    with pytest.raises(StepError, match="FERNET_KEY"):
        environment.databases_from_environment()


def test_gives_processes_a_quick_start_and_no_telemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without compiled modules an import of Airflow takes three times as long."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("AIRFLOW_CONN_CATALOG_DB", "")
    variables = environment.base_environment()
    assert not {"PYTHONDONTWRITEBYTECODE", "AIRFLOW_CONN_CATALOG_DB"} & variables.keys()
    assert variables["GX_ANALYTICS_ENABLED"] == "false"
    assert Path(variables["AIRFLOW_HOME"]) == ROOT
