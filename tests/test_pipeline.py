"""Every stage is a task of its own: run again, at any point, it leaves what one run leaves."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from psycopg2 import OperationalError

from course_runs import pipeline
from course_runs.contract.errors import FileRefused, NoIngestion
from course_runs.contract.feeds import load_feeds
from course_runs.database.session import session
from course_runs.ledger.ingestions import Request, Stage, ingestion_id
from course_runs.settings import FEEDS_VARIABLE

DROP = Path(__file__).resolve().parent.parent / "include" / "samples" / "drops" / "2u-executive-education.csv"
FEEDS = DROP.parents[2] / "feeds.yaml"
BEFORE_REPORT = [Stage.EXTRACT, Stage.VALIDATE, Stage.DIFF, Stage.LOAD]

# What an ingestion leaves, without surrogate numbers and times.
STATE = """
SELECT 'staged', line_number::text, cells::text FROM ingest.staged_row
UNION ALL SELECT 'accepted', line_number::text, to_jsonb(accepted_row)::text FROM ingest.accepted_row
UNION ALL SELECT 'finding', line_number::text, concat_ws('|', stage, code, column_name, value, message)
    FROM ingest.finding
UNION ALL SELECT 'decision', line_number::text, to_jsonb(row_decision)::text FROM ingest.row_decision
UNION ALL SELECT 'planned', row_key, to_jsonb(planned_change)::text FROM ingest.planned_change
UNION ALL SELECT 'applied', row_key, (to_jsonb(applied_change) - 'applied_at')::text FROM ingest.applied_change
UNION ALL SELECT 'course', key, (to_jsonb(course) - 'created_at' - 'updated_at')::text FROM catalog.course
UNION ALL SELECT 'run', key, (to_jsonb(course_run) - 'created_at' - 'updated_at')::text FROM catalog.course_run
UNION ALL SELECT 'metadata', course_key, (to_jsonb(additional_metadata) - 'created_at' - 'updated_at')::text
    FROM catalog.additional_metadata
UNION ALL SELECT 'status', status, counts::text FROM ingest.ingestion
ORDER BY 1, 2, 3
"""
REQUEST = Request(feed_id="2u-executive-education", dag_id="tests", run_id="one run", file=str(DROP))


def query(uri: str, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def run(uri: str, *stages: Stage) -> None:
    """Run stages of the one ingestion."""
    for stage in stages:
        begun = pipeline.begin(uri, REQUEST) if stage is Stage.EXTRACT else REQUEST.ingestion_id
        pipeline.run_stage(uri, stage, begun)


@pytest.mark.parametrize("repeated", BEFORE_REPORT)
def test_a_stage_that_runs_twice_leaves_what_one_run_leaves(sample_uri: str, repeated: Stage) -> None:
    """As a retry does, before the next stage has run."""
    until = BEFORE_REPORT.index(repeated) + 1
    run(sample_uri, *BEFORE_REPORT[:until])
    once = query(sample_uri, STATE)
    run(sample_uri, repeated)
    assert query(sample_uri, STATE) == once


@pytest.mark.parametrize("cleared", BEFORE_REPORT[:3])
def test_a_stage_cleared_before_the_load_is_followed_by_the_same_result(sample_uri: str, cleared: Stage) -> None:
    """As an operator does: clear a task, and all after it run again."""
    run(sample_uri, *BEFORE_REPORT[:3])
    planned = query(sample_uri, STATE)
    run(sample_uri, *BEFORE_REPORT[BEFORE_REPORT.index(cleared) : 3])
    assert query(sample_uri, STATE) == planned


@pytest.mark.parametrize("cleared", BEFORE_REPORT)
def test_a_loaded_ingestion_stays_as_it_is(sample_uri: str, cleared: Stage) -> None:
    """Whatever is cleared after the load has nothing left to do, and says so."""
    run(sample_uri, *BEFORE_REPORT)
    loaded = query(sample_uri, STATE)
    run(sample_uri, *BEFORE_REPORT[BEFORE_REPORT.index(cleared) :])
    assert query(sample_uri, STATE) == loaded


def test_the_report_can_be_made_again(sample_uri: str, tmp_path: Path) -> None:
    """From the ledger alone, with the same content."""
    run(sample_uri, *BEFORE_REPORT, Stage.REPORT)
    folder = tmp_path / "reports" / str(REQUEST.ingestion_id)
    texts = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".txt"}
    assert texts
    run(sample_uri, Stage.REPORT)
    assert {name: (folder / name).read_bytes() for name in texts} == texts


def test_a_stage_without_its_predecessor_says_so(sample_uri: str) -> None:
    """There is no ingestion before extract has registered one."""
    with pytest.raises(NoIngestion, match="extract"):
        pipeline.run_stage(sample_uri, Stage.DIFF, ingestion_id("tests", "no such run"))


def test_a_refusal_is_in_the_ledger(sample_uri: str, tmp_path: Path) -> None:
    """With its code and its reason; a later attempt that succeeds clears them."""
    file = tmp_path / "drop.csv"
    request = Request(feed_id="2u-executive-education", dag_id="tests", run_id="refused", file=str(file))
    with pytest.raises(FileRefused):
        pipeline.run_stage(sample_uri, Stage.EXTRACT, pipeline.begin(sample_uri, request))
    ledger_line = "SELECT status, refusal_code FROM ingest.ingestion"
    assert query(sample_uri, ledger_line) == [("refused", "FILE_NOT_FOUND")]
    file.write_bytes(DROP.read_bytes())
    pipeline.run_stage(sample_uri, Stage.EXTRACT, pipeline.begin(sample_uri, request))
    assert query(sample_uri, ledger_line) == [("extracted", None)]


def test_a_stage_that_fails_leaves_an_attempt_and_nothing_else(
    sample_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its transaction is rolled back; the ledger has the error, and the next attempt succeeds."""
    run(sample_uri, *BEFORE_REPORT[:3])
    before = query(sample_uri, STATE)

    def lose_the_connection(*_: object) -> int:
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as fault:
        fault.setattr("course_runs.load.stage.apply_plan", lose_the_connection)
        with pytest.raises(OperationalError):
            run(sample_uri, Stage.LOAD)
    assert query(sample_uri, STATE) == before
    ((error,),) = query(sample_uri, "SELECT error FROM ingest.stage_attempt WHERE stage = 'load'")
    assert "server closed the connection" in error
    run(sample_uri, Stage.LOAD)
    assert query(sample_uri, "SELECT status FROM ingest.ingestion") == [("loaded",)]


def test_outcomes_add_up_to_the_rows_read(sample_uri: str) -> None:
    """`ingest.outcome` has one line for every row, each with a decision."""
    run(sample_uri, *BEFORE_REPORT)
    ((rows, lines, decided),) = query(
        sample_uri,
        "SELECT (SELECT rows_read FROM ingest.ingestion), count(*), count(decision) FROM ingest.outcome",
    )
    assert rows == lines == decided


def test_an_ingestion_keeps_the_settings_of_its_feed(
    sample_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All its stages use them, whatever happens to feeds.yaml meanwhile."""

    def write_feeds(**changes: object) -> None:
        feed = load_feeds(FEEDS)[REQUEST.feed_id].model_dump(mode="json") | changes
        file = tmp_path / "feeds.yaml"
        file.write_text(yaml.safe_dump([feed]), encoding="utf-8")
        monkeypatch.setenv(FEEDS_VARIABLE, str(file))

    write_feeds(title="As it began")
    run(sample_uri, *BEFORE_REPORT[:2])
    write_feeds(title="Changed", rejection_budget={"rows": 0}, archive_guard={"products": 0, "share": 0})
    run(sample_uri, Stage.DIFF)
    assert query(sample_uri, "SELECT feed_settings ->> 'title' FROM ingest.ingestion") == [("As it began",)]
    (tmp_path / "feeds.yaml").write_text("- {}", encoding="utf-8")
    run(sample_uri, Stage.LOAD, Stage.REPORT)
    assert query(sample_uri, "SELECT status FROM ingest.ingestion") == [("reported",)]


def test_a_cleared_extract_takes_the_settings_of_the_day(
    sample_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ingestion that is not loaded starts over with them: here no rejected row is allowed any more."""
    run(sample_uri, *BEFORE_REPORT[:3])
    feed = load_feeds(FEEDS)[REQUEST.feed_id].model_dump(mode="json")
    (tmp_path / "feeds.yaml").write_text(yaml.safe_dump([feed | {"rejection_budget": {"rows": 0}}]), encoding="utf-8")
    monkeypatch.setenv(FEEDS_VARIABLE, str(tmp_path / "feeds.yaml"))
    run(sample_uri, Stage.EXTRACT)
    with pytest.raises(FileRefused, match="REJECTION_BUDGET"):
        run(sample_uri, Stage.VALIDATE, Stage.DIFF)
