"""A report can be made again at any time, and says the same."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from course_runs import pipeline
from course_runs.ledger.ingestions import Stage
from drops import D1, drop, row, variant

Ingest = Callable[..., Any]


def folder_of(done: Any) -> Path:  # noqa: ANN401 - conftest's
    """Where its report lies."""
    return Path(os.environ["COURSE_RUNS_REPORTS"], str(done.id))


def reported(done: Any) -> Mapping[str, bytes]:  # noqa: ANN401 - conftest's
    """Make the report and return its files."""
    pipeline.run_stage(done.uri, Stage.REPORT, done.id)
    folder = folder_of(done)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("asked", [{"full_drop": True}, {"dry_run": True, "stages": "extract validate diff"}])
def test_a_report_is_the_same_when_the_rows_are_gone(
    sample_uri: str, ingest: Ingest, tmp_path: Path, asked: dict[str, Any]
) -> None:
    """The feed's next drop takes the cells away: titles, future variants, bars and rejected.csv stay."""
    ingest(sample_uri, drop(tmp_path, row("OLD", variant("A")), row("SAME", variant("S"))))
    future = row("NEW", is_future_variant="true", external_course_marketing_type="sprint")
    moved, bad = row("OLD", variant("A"), **{**D1, "end_date": "2091-05-31"}), row("BAD", verified_price="dear")
    done = ingest(sample_uri, drop(tmp_path, moved, moved, future, row("SAME", variant("S")), bad), **asked)
    before = reported(done)
    assert before.keys() >= {"report.html", "report.txt", "report.json", "changes.csv", "rejected.csv"}
    assert b'<svg class="timeline"' in before["report.html"]
    assert b"future" in before["report.txt"]
    assert b"dear" in before["rejected.csv"]
    ingest(sample_uri, drop(tmp_path, row("NEXT")))
    assert done.query("SELECT count(*) FROM ingest.staged_row WHERE ingestion_id = %(id)s") == [(0,)]
    rmtree(folder_of(done))
    assert reported(done) == before


def test_only_what_a_report_says_is_kept(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Of a row that changes nothing and was not turned away, only the decision."""
    good = row("GOOD", variant("A"))
    ingest(sample_uri, drop(tmp_path, good))
    second = ingest(sample_uri, drop(tmp_path, good, row("BAD", variant("B"), verified_price="dear"), row("NEW")))
    ingest(sample_uri, drop(tmp_path, good))
    kept = second.query("SELECT line_number, cells FROM ingest.reported_row WHERE ingestion_id = %(id)s")
    assert kept == [(4, None)]


def test_a_run_started_over_forgets_what_was_kept(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Its rows come again."""
    bad = row("BAD", verified_price="dear")
    done = ingest(sample_uri, drop(tmp_path, bad), run_id="again", stages="extract validate", dry_run=True)
    assert done.refusal
    ingest(sample_uri, drop(tmp_path, row("GOOD")))
    assert done.query("SELECT count(*) FROM ingest.reported_row WHERE ingestion_id = %(id)s") == [(1,)]
    ingest(sample_uri, drop(tmp_path, row("GOOD")), run_id="again", stages="extract", dry_run=True)
    assert done.query("SELECT count(*) FROM ingest.reported_row WHERE ingestion_id = %(id)s") == [(0,)]


def test_a_corrected_row_is_reported(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """In every form: which row, and which line of which drop it had been."""
    good, bad = row("GOOD"), row("BAD", variant("B"), verified_price="dear")
    first = ingest(sample_uri, drop(tmp_path, good, row("GOOD-2"), bad, name="monday.csv"))
    second = ingest(sample_uri, drop(tmp_path, row("BAD", variant("B"), title="Set right"), name="tuesday.csv"))
    files = {name: content.decode() for name, content in reported(second).items()}
    assert "1 row rejected earlier is corrected now." in files["report.txt"]
    for name in ("report.txt", "report.html"):
        assert "Rejected earlier, corrected now (1)" in files[name]
        for words in ("monday.csv", "INVALID_PRICE", "Set right"):
            assert words in files[name], (name, words)
    assert f'"earlier_ingestion": "{first.id}"' in files["report.json"]
    assert str(tmp_path) not in files["report.json"].split('"corrected": [')[1]
    assert "corrected now" not in reported(first)["report.txt"].decode()
