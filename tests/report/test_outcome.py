"""How an ingestion ended: judged from what is committed and from the attempts, not from the status alone."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from course_runs.ledger.ingestions import Stage, Status
from course_runs.report.ledger_records import LedgerRecord, StageTime
from course_runs.report.outcome import Outcome, outcome_of
from report.ingestion_book import START

LINE = LedgerRecord(
    id=UUID(int=1),
    feed_id="2u-executive-education",
    dag_id="dag",
    run_id="run",
    rows_from="drop",
    file="drop.csv",
    drop_at=None,
    full_drop=True,
    dry_run=False,
    as_of=START,
    contract_version="1",
    status=Status.STARTED,
    sha256=None,
    header=None,
    rows_read=None,
    withheld=0,
    refusal_code=None,
    message=None,
    loaded_at=None,
    changed=False,
)


def attempts(*ends: str | None, order: tuple[int, ...] = (1, 2, 3, 4)) -> list[StageTime]:
    """Last attempts at the first stages: `ok`, an error, or None for one that never ended."""
    return [
        StageTime(stage, 1, None if end is None else 1.0, None if end in {"ok", None} else end, position)
        for stage, end, position in zip(Stage, ends, order, strict=False)
    ]


@pytest.mark.parametrize(
    ("facts", "ends", "outcome"),
    [
        ({"status": Status.LOADED, "loaded_at": START, "changed": True}, ["ok"] * 4, Outcome.LOADED),
        ({"status": Status.REPORTED, "loaded_at": START, "changed": True}, ["ok"] * 4, Outcome.LOADED),
        ({"status": Status.LOADED, "loaded_at": START}, ["ok"] * 4, Outcome.NOTHING_NEW),
        ({"status": Status.LOADED, "loaded_at": START}, ["ok", "ok", "ok", None], Outcome.NOTHING_NEW),
        ({"status": Status.PLANNED, "dry_run": True}, ["ok"] * 3, Outcome.PLANNED),
        ({"status": Status.REPORTED, "dry_run": True}, ["ok"] * 3, Outcome.PLANNED),
        (
            {"status": Status.REFUSED, "refusal_code": "BAD_HEADER", "message": "No."},
            ["BAD_HEADER: No."],
            Outcome.REFUSED,
        ),
        ({"status": Status.REFUSED, "refusal_code": "BAD_HEADER", "message": "No."}, [], Outcome.REFUSED),
    ],
)
def test_an_outcome(facts: dict[str, Any], ends: list[str | None], outcome: Outcome) -> None:
    """What is committed counts; an attempt killed after its commit changes nothing."""
    assert outcome_of(replace(LINE, **facts), attempts(*ends)) == (outcome, None)


@pytest.mark.parametrize(
    ("facts", "ends", "stage", "began"),
    [
        ({}, [], Stage.EXTRACT, False),
        ({"status": Status.EXTRACTED}, ["ok"], Stage.VALIDATE, False),
        ({"status": Status.PLANNED}, ["ok", "ok", "ok"], Stage.LOAD, False),
        ({"status": Status.FAILED}, ["ok", "ok"], Stage.DIFF, False),
        ({"status": Status.EXTRACTED}, ["ok", "MemoryError: "], Stage.VALIDATE, True),
        ({"status": Status.PLANNED}, ["ok", "ok", "ok", None], Stage.LOAD, True),
        ({"status": Status.FAILED}, ["ok", "ok", "Error: x", "Error: y"], Stage.DIFF, True),
        ({"status": Status.REPORTED, "dry_run": True}, ["ok", "ok", "Error: x"], Stage.DIFF, True),
        (
            {"status": Status.REFUSED, "refusal_code": "REJECTION_BUDGET", "message": "No."},
            ["ok", "OperationalError: away"],
            Stage.VALIDATE,
            True,
        ),
    ],
)
def test_a_failure(facts: dict[str, Any], ends: list[str | None], stage: Stage, began: bool) -> None:  # noqa: FBT001
    """The first stage that did not finish is named, or the one that never began."""
    outcome, failure = outcome_of(replace(LINE, **facts), attempts(*ends))
    assert outcome is Outcome.FAILED
    assert failure
    assert (failure.stage, failure.began) == (stage, began)


def test_an_old_failure_does_not_count_once_an_earlier_stage_ran_again() -> None:
    """Extract was cleared after diff had failed, and validate has not begun since."""
    stages = attempts("ok", "ok", "Error: x", order=(4, 2, 3))
    _, failure = outcome_of(replace(LINE, status=Status.EXTRACTED), stages)
    assert failure
    assert (failure.stage, failure.began) == (Stage.VALIDATE, False)
