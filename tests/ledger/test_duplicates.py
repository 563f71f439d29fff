"""Duplicates: a run that is started again, and a drop with content that has been loaded before."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from course_runs import pipeline
from course_runs.contract.errors import NoIngestion
from course_runs.contract.feeds import load_feed
from course_runs.extract.drop import drop_sha256
from course_runs.ledger.ingestions import Request, Stage, ingestion_id
from course_runs.ledger.sources import RowsFrom
from drops import D1, D2, drop, row

STAGES = [Stage.EXTRACT, Stage.VALIDATE, Stage.DIFF, Stage.LOAD]
DAG, RUN = "dag", "run"

Asked = Callable[..., Request]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """A function that makes the request of a run for a small drop of 1 November."""
    file = drop(tmp_path, row(**D1))

    def make(run_id: str = RUN, day: int = 1, **fields: Any) -> Request:  # noqa: ANN401 - the request's own
        return replace(
            Request(
                feed_id="2u-executive-education",
                dag_id=DAG,
                run_id=run_id,
                file=str(file),
                drop_at=datetime(2026, 11, day, 5, tzinfo=UTC),
            ),
            **fields,
        )

    return make


def ingest(uri: str, request: Request) -> UUID:
    """Take a request through the stages up to the load."""
    planned = pipeline.begin(uri, request)
    for stage in STAGES:
        pipeline.run_stage(uri, stage, planned)
    return planned


def test_a_loaded_run_that_asks_the_same_is_the_same_ingestion(sample_uri: str, asked: Asked) -> None:
    """Clearing all its tasks does nothing more."""
    first = ingest(sample_uri, asked())
    assert first == ingestion_id(DAG, RUN)
    assert ingest(sample_uri, asked()) == first
    assert pipeline.ingestion_of_run(sample_uri, DAG, RUN) == first


@pytest.mark.parametrize(
    "other",
    [{"force": True}, {"full_drop": True}, {"rows_from": RowsFrom.ADDITIONAL_METADATA, "file": None}],
    ids=["forced", "full", "backpopulation"],
)
def test_a_loaded_run_that_asks_for_something_else_is_another_ingestion(
    sample_uri: str, asked: Asked, other: dict[str, object]
) -> None:
    """As a backfill does that reprocesses a completed run with another conf; the first one's history stays."""
    first = ingest(sample_uri, asked())
    second = ingest(sample_uri, asked(**other))
    assert second == ingestion_id(DAG, RUN, 2)
    assert pipeline.ingestion_of_run(sample_uri, DAG, RUN) == second
    third = ingest(sample_uri, asked())
    assert len({first, second, third}) == 3


def test_a_loaded_run_with_other_content_in_its_file_is_another_ingestion(
    sample_uri: str, asked: Asked, tmp_path: Path
) -> None:
    """A partner replaced the loaded file by a corrected one. A file that is gone has no other content."""
    first = ingest(sample_uri, asked())
    file = drop(tmp_path, row(**D1), row(**D2))
    assert ingest(sample_uri, asked()) != first
    file.unlink()
    assert pipeline.begin(sample_uri, asked()) == ingestion_id(DAG, RUN, 2)


def test_a_run_that_is_not_loaded_starts_over(sample_uri: str, asked: Asked) -> None:
    """Whatever it asks for now: a dry run, then the load."""
    planned = pipeline.begin(sample_uri, asked(dry_run=True))
    for stage in STAGES:
        pipeline.run_stage(sample_uri, stage, planned)
    assert ingest(sample_uri, asked()) == planned


def test_a_run_without_an_ingestion_says_so(sample_uri: str) -> None:
    """Its extract stage has to run first."""
    with pytest.raises(NoIngestion, match="extract"):
        pipeline.ingestion_of_run(sample_uri, DAG, RUN)


def test_the_drop_of_a_day_is_loaded_once(sample_uri: str, asked: Asked) -> None:
    """A backfill over days that the schedule has loaded finds nothing to do and says why."""
    ingest(sample_uri, asked())
    answer = pipeline.already_loaded(sample_uri, asked("backfill"))
    assert answer
    assert f"run {RUN}" in answer
    assert str(ingestion_id(DAG, RUN)) in answer
    assert pipeline.already_loaded(sample_uri, asked(RUN)) is None, "a run does not stand in its own way"


def test_an_older_drop_of_the_same_content_has_been_loaded_with_the_newer_one(sample_uri: str, asked: Asked) -> None:
    """Nothing of it is missing in the catalog."""
    ingest(sample_uri, asked(day=2))
    assert pipeline.already_loaded(sample_uri, asked("backfill", day=1))


@pytest.mark.parametrize(
    "more",
    [{"day": 2}, {"full_drop": True}, {"allow_archive": True}, {"force": True}, {"dry_run": True}],
    ids=["a later day", "full", "allowing archiving", "forced", "dry"],
)
def test_the_same_content_is_ingested_when_something_is_left_to_do(
    sample_uri: str, asked: Asked, more: dict[str, object]
) -> None:
    """The calendar moves statuses, a full drop archives, and who forces or looks has a reason."""
    ingest(sample_uri, asked())
    assert pipeline.already_loaded(sample_uri, asked("again", **more)) is None


def test_another_content_is_another_drop(sample_uri: str, asked: Asked, tmp_path: Path) -> None:
    """Even under the same name."""
    ingest(sample_uri, asked())
    drop(tmp_path, row(**D2))
    assert pipeline.already_loaded(sample_uri, asked("again")) is None


def test_a_drop_that_was_not_loaded_is_unknown(sample_uri: str, asked: Asked) -> None:
    """A dry run or a failure does not count as a load."""
    planned = pipeline.begin(sample_uri, asked())
    pipeline.run_stage(sample_uri, Stage.EXTRACT, planned)
    assert pipeline.already_loaded(sample_uri, asked("again")) is None


def test_only_what_may_be_read_has_a_sha256(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a missing file nor one outside the feed's folders is looked at."""
    feed, file = load_feed("2u-executive-education"), asked().file
    assert drop_sha256(feed, file) == hashlib.sha256(Path(str(file)).read_bytes()).hexdigest()
    assert drop_sha256(feed, str(tmp_path / "missing.csv")) is None
    assert drop_sha256(feed, None) is None
    monkeypatch.setenv("COURSE_RUNS_ALLOWED_ROOTS", "")
    assert drop_sha256(feed, file) is None
