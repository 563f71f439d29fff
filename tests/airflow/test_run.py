"""Whole DAG runs on a real PostgreSQL, with Airflow's own test runner."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course_runs.database.session import session
from course_runs.ledger.ingestions import ingestion_id

# Airflow's own libraries warn of each other, which this project cannot fix.
pytestmark = [pytest.mark.airflow, pytest.mark.filterwarnings("default")]

RunDag = Callable[..., Any]

DROP = Path(__file__).resolve().parent.parent.parent / "include" / "samples" / "drops" / "2u-executive-education.csv"


def states(run: Any) -> dict[str, str | None]:  # noqa: ANN401 - a DagRun
    """Return the states of a run's tasks."""
    return {instance.task_id: instance.state and str(instance.state) for instance in run.get_task_instances()}


def ledger_line(uri: str, run: Any, *columns: str) -> tuple[Any, ...]:  # noqa: ANN401 - a DagRun
    """Return what the ledger says of a run."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns)} FROM ingest.ingestion WHERE id = %s", (ingestion_id(run.dag_id, run.run_id),)
        )
        return cursor.fetchone() or ()


def catalog_rows(uri: str) -> int:
    """Return how many courses and runs there are."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM catalog.course) + (SELECT count(*) FROM catalog.course_run)")
        (rows,) = cursor.fetchone() or (0,)
        return int(rows)


@pytest.mark.quick
def test_a_good_drop_is_loaded_and_reported(run_dag: RunDag, sample_uri: str, tmp_path: Path) -> None:
    """All stages succeed, every decision occurs, and the report lies where it should; a second time nothing changes."""
    run = run_dag(file=str(DROP))
    assert run.state == "success"
    assert set(states(run).values()) == {"success"}
    status, counts, rows_read = ledger_line(sample_uri, run, "status", "counts", "rows_read")
    assert status == "reported"
    assert len(counts) == 8
    assert sum(counts.values()) == rows_read
    report = tmp_path / "reports" / str(ingestion_id(run.dag_id, run.run_id))
    assert {"report.html", "report.txt", "report.json"} <= {path.name for path in report.iterdir()}

    rows = catalog_rows(sample_uri)
    again = run_dag(file=str(DROP))
    (counts,) = ledger_line(sample_uri, again, "counts")
    assert not {"new_product", "new_run", "backpopulate", "update"} & set(counts)
    assert catalog_rows(sample_uri) == rows


@pytest.mark.parametrize(
    ("content", "code", "failed"),
    [
        (None, "FILE_NOT_FOUND", "extract"),
        ("", "EMPTY_FILE", "extract"),
        (DROP.read_text(encoding="utf-8").splitlines()[0] + "\n", "EMPTY_FILE", "extract"),
        ("organization,title\nOrgX,A course\n", "BAD_HEADER", "extract"),
    ],
    ids=["missing", "empty", "header only", "missing columns"],
)
def test_a_refused_file_fails_at_once_and_is_reported(  # noqa: PLR0913, PLR0917 - fixtures
    run_dag: RunDag,
    sample_uri: str,
    tmp_path: Path,
    content: str | None,
    code: str,
    failed: str,
) -> None:
    """No retry, nothing loaded, a red run, a report all the same."""
    rows = catalog_rows(sample_uri)
    file = tmp_path / "drop.csv"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    run = run_dag(file=str(file))
    assert run.state == "failed"
    of_tasks = states(run)
    assert (of_tasks.pop("arrival"), of_tasks.pop("report")) == ("success", "success")
    assert of_tasks.pop(failed) == "failed"
    assert set(of_tasks.values()) == {"upstream_failed"}
    assert [i.try_number for i in run.get_task_instances() if i.task_id == failed] == [1]
    status, refusal = ledger_line(sample_uri, run, "status", "refusal_code")
    assert (status, refusal) == ("refused", code)
    assert catalog_rows(sample_uri) == rows


def test_a_dry_run_loads_nothing(run_dag: RunDag, sample_uri: str) -> None:
    """The plan is reported, the load is skipped, the run does not fail."""
    rows = catalog_rows(sample_uri)
    run = run_dag(file=str(DROP), dry_run=True)
    assert run.state == "success"
    assert states(run)["load"] == "skipped"
    assert states(run)["report"] == "success"
    loaded_at, counts = ledger_line(sample_uri, run, "loaded_at", "counts")
    assert loaded_at is None
    assert counts["new_product"]
    assert catalog_rows(sample_uri) == rows


def test_the_one_time_backpopulation_moves_dates_and_variants(run_dag: RunDag, sample_uri: str) -> None:
    """Rows come from additional_metadata, through the same stages."""
    run = run_dag(rows_from="additional_metadata")
    assert run.state == "success"
    (counts,) = ledger_line(sample_uri, run, "counts")
    assert counts["new_run"]
    assert counts["backpopulate"]
    again = run_dag(rows_from="additional_metadata")
    (counts,) = ledger_line(sample_uri, again, "counts")
    assert not {"new_run", "backpopulate", "update"} & set(counts)
