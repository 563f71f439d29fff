"""The command line: what DAG runs do, without Airflow, and a sentence for everything that can go wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest

from course_runs import cli, settings
from course_runs.database.session import session
from course_runs.database.uri import from_airflow_variable
from devtools.ports import free_port
from drops import D1, D2, drop, row

FEED = "2u-executive-education"


@pytest.fixture(autouse=True)
def _no_catalog(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.CATALOG_VARIABLE, raising=False)
    monkeypatch.delenv(settings.AIRFLOW_CONNECTION, raising=False)


def test_a_file_is_ingested_as_by_a_dag_run(
    sample_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every stage prints its sentence; the parameters are those of a DAG run; a report can be made again."""
    monkeypatch.setenv(settings.CATALOG_VARIABLE, sample_uri)
    file = drop(tmp_path, row(**D1), row(**D2))
    asked = ["ingest", "--feed", FEED, "--file", str(file)]
    assert cli.main([*asked, "--dry-run"]) == 0
    planned = capsys.readouterr().out
    assert cli.main([*asked, "--force", "--full", "--allow-archive"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    ingestion_id = UUID(first.removeprefix("Ingestion "))
    assert [line.partition(":")[0] for line in lines[:-1]] == ["extract", "validate", "diff", "load", "report"]
    assert "load:" not in planned
    assert Path(lines[-1]).is_file()
    with session(sample_uri) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT dag_id, status, dry_run, force, full_drop, allow_archive, drop_at = as_of OR drop_at < as_of "
            "FROM ingest.ingestion ORDER BY as_of"
        )
        assert cursor.fetchall() == [
            ("course_runs_2u_executive_education", "reported", True, False, False, False, True),
            ("course_runs_2u_executive_education", "reported", False, True, True, True, True),
        ]
    Path(lines[-1]).unlink()
    assert cli.main(["report", str(ingestion_id)]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == lines[-2:]
    assert Path(lines[-1]).is_file()


def test_rows_of_additional_metadata_are_ingested(sample_uri: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The one-time backpopulation."""
    asked = ["--catalog", sample_uri, "ingest", "--feed", FEED, "--rows-from", "additional_metadata", "--dry-run"]
    assert cli.main(asked) == 0
    assert "backpopulate" in capsys.readouterr().out


def test_a_refused_file_is_reported(sample_uri: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence says why, and the report is written."""
    asked = ["--catalog", sample_uri, "ingest", "--feed", FEED, "--file", str(tmp_path / "missing.csv")]
    assert cli.main(asked) == 1
    printed = capsys.readouterr()
    (sentence,) = printed.err.splitlines()
    assert "There is no file at" in sentence
    assert Path(printed.out.splitlines()[-1]).is_file()


def changed(uri: str, **parts: object) -> str:
    """Return a URI with another password, port or database."""
    known = urlsplit(uri)
    password, port, path = (
        parts.get(name, value)
        for name, value in (("password", known.password), ("port", known.port), ("path", known.path))
    )
    return f"postgresql://{known.username}:{password}@{known.hostname}:{port}{path}"


def test_every_expected_failure_is_one_sentence(
    sample_uri: str, server: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a traceback and without a password, whatever is wrong: where the catalog is, or what is asked of it."""
    del server
    unknown = str(uuid4())
    ingest = ["ingest", "--feed", FEED, "--file", "x.csv"]
    wrong = {
        "password authentication failed": (changed(sample_uri, password="secret"), ["migrate"]),  # noqa: S106
        "Connection refused": (changed(sample_uri, port=free_port()), ["migrate"]),
        'database "nowhere" does not exist': (changed(sample_uri, path="/nowhere"), ["quarantine", "list"]),
        "run `course-runs migrate`": (changed(sample_uri, path="/postgres"), ["quarantine", "list"]),
        "not one of libpq": ("postgresql//user:secret@host", ["migrate"]),
        f"There is no ingestion {unknown}": (sample_uri, ["report", unknown]),
        "There is no feed 'nobody'": (sample_uri, ["ingest", "--feed", "nobody", "--file", "x.csv"]),
        f"Not open in the quarantine of {unknown}": (
            sample_uri,
            ["quarantine", "discard", unknown, "2", "--reason", "gone"],
        ),
    }
    for sentence, (uri, command) in wrong.items():
        assert cli.main(["--catalog", uri, *command]) == 1, sentence
        (line,) = capsys.readouterr().err.splitlines()
        assert sentence in line
        assert "secret" not in line
    assert cli.main(ingest) == 1
    assert "Name the catalog" in capsys.readouterr().err
    monkeypatch.setenv(settings.AIRFLOW_CONNECTION, "mysql://user:secret@host/db")
    assert cli.main(ingest) == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["report", "12"], "argument INGESTION: invalid UUID value: '12'"),
        (["ingest", "--feed", FEED], "one of the arguments --file --rows-from is required"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_a_wrong_command_line_is_one_sentence(words: list[str], sentence: str) -> None:
    """As a process of its own ends: nothing else is printed."""
    environment = os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[1])}
    asked = [sys.executable, "-m", "course_runs.cli", *words]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert sentence in line


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
)
def test_airflows_connection_is_taken_from_the_environment(connection: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both of Airflow's forms, without what only its hooks understand."""
    uri = "postgresql://u%40x:p%2Fw@db.example:5433/cata%20log?sslmode=require"
    assert from_airflow_variable(connection) == uri
    monkeypatch.setenv(settings.AIRFLOW_CONNECTION, connection)
    assert cli.catalog_uri() == uri
