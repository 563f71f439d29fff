"""How an ingestion ended, by its ledger record and its attempts. The status alone does not show a retry that failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from course_runs.ledger.ingestions import NEXT_STAGE, Stage, Status
from course_runs.report.ledger_records import LedgerRecord, StageTime


class Outcome(StrEnum):
    """How an ingestion ended."""

    LOADED = "loaded"
    NOTHING_NEW = "nothing_new"
    PLANNED = "planned"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def has_plan(self) -> bool:
        """Whether the plan was carried out, or was all that was asked for."""
        return self in {Outcome.LOADED, Outcome.NOTHING_NEW, Outcome.PLANNED}


@dataclass(frozen=True, slots=True)
class Failure:
    """Where an ingestion stopped, and why, as far as the ledger knows."""

    stage: Stage
    error: str | None
    began: bool


def outcome_of(record: LedgerRecord, stages: Sequence[StageTime]) -> tuple[Outcome, Failure | None]:
    """Return how an ingestion ended.

    What is committed counts. A stage that was tried again and did not finish is a failure, even if an earlier attempt
    at it succeeded. Of several unfinished stages the first is named.

    Args:
        record: its ledger record.
        stages: the last attempt at each stage before the report.

    Returns:
        The outcome, and where it stopped if it failed.
    """
    if record.loaded_at is not None:
        return (Outcome.LOADED if record.changed else Outcome.NOTHING_NEW), None
    stopped = _first_stopped(stages)
    if stopped and not _is_refusal(record, stopped):
        return Outcome.FAILED, Failure(stopped.stage, stopped.error, began=True)
    if record.status == Status.REFUSED:
        return Outcome.REFUSED, None
    if record.dry_run and record.status in {Status.PLANNED, Status.REPORTED}:
        return Outcome.PLANNED, None
    return Outcome.FAILED, Failure(_next_stage(record.status, stages), None, began=False)


def _first_stopped(stages: Sequence[StageTime]) -> StageTime | None:
    """The first stage that did not finish, unless a stage before it has been tried since."""
    for position, stage in enumerate(stages):
        if not stage.finished and all(earlier.attempt_id < stage.attempt_id for earlier in stages[:position]):
            return stage
    return None


def _is_refusal(record: LedgerRecord, stopped: StageTime) -> bool:
    refusal = f"{record.refusal_code}: {record.message}"
    return record.status == Status.REFUSED and stopped.error is not None and stopped.error[:100] == refusal[:100]


def _next_stage(status: str, stages: Sequence[StageTime]) -> Stage:
    if status in set(NEXT_STAGE):
        return NEXT_STAGE[Status(status)]
    order, last = list(Stage), max(stages, key=lambda stage: stage.attempt_id, default=None)
    return order[order.index(last.stage) + 1] if last else Stage.EXTRACT
