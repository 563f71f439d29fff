"""The one-shot run, as a person starts it: a real DAG run in processes of its own, over a real PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import demo, environment
from devtools.progress import StepError

ROOT = Path(__file__).resolve().parents[2]


def run_demo(catalog: str, reports: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the demo on a catalog elsewhere, so that it starts nothing of this checkout's."""
    variables = {**os.environ, environment.CATALOG: catalog, "COURSE_RUNS_REPORTS": str(reports)}
    command: list[str | Path] = [sys.executable, "-m", "devtools.demo", *arguments]
    return subprocess.run(command, check=False, cwd=ROOT, env=variables, capture_output=True, text=True)


@pytest.mark.airflow
def test_shows_what_became_of_the_drop(sample_uri: str, tmp_path: Path) -> None:
    """Each stage is shown while it runs, and the report is printed with the place of the one to share."""
    done = run_demo(sample_uri, tmp_path)
    assert done.returncode == 0, done.stderr
    steps = [line.split()[0] for line in done.stderr.splitlines()]
    assert [step for step in steps if step in {"extract", "validate", "diff", "load"}] == [
        "extract",
        "validate",
        "diff",
        "load",
    ]
    assert "rows read             202" in done.stdout
    assert Path(done.stdout.split()[-1]).read_text().startswith("<!doctype html>")


@pytest.mark.airflow
def test_fails_and_says_why_when_the_drop_is_refused(sample_uri: str, tmp_path: Path) -> None:
    """Whoever scripts the demo can rely on its exit status."""
    done = run_demo(sample_uri, tmp_path, "--file", str(tmp_path / "nowhere.csv"))
    assert done.returncode == 1
    assert "Refused (FILE_NOT_FOUND)" in done.stdout
    assert ".local/logs/dag_id=course_runs_2u_executive_education" in done.stderr


def test_takes_a_file_relative_to_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As every command does; without one the feed's sample is taken."""
    monkeypatch.chdir(tmp_path)
    assert demo.read_arguments(["--file", "a b.csv", "--params", '{"force": true}']) == (
        demo.FEED,
        tmp_path / "a b.csv",
        {"force": True},
    )
    _, sample, _ = demo.read_arguments(["--feed", "2u-bootcamps"])
    assert sample.exists()


@pytest.mark.parametrize("params", ["{'dry_run': true}", "[1]", "dry_run"])
def test_refuses_params_that_are_no_json_object(params: str) -> None:
    """Before anything is started."""
    with pytest.raises(StepError, match="PARAMS"):
        demo.read_arguments(["--params", params])


def test_names_the_feeds_when_there_is_no_such_one() -> None:
    """Before anything is started."""
    with pytest.raises(StepError, match=r"no feed 'nope'.*2u-bootcamps"):
        demo.ingest("nope", Path("x.csv"), {})
