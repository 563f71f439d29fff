"""How an ingestion ended, judged from its ledger line and its attempts: a status alone does not show a retry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.contract.errors import NoIngestion
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import NEXT_STAGE, Stage, Status

MESSAGE_LIMIT = 4000
"""Characters of a refusal or of a stage's error that a report keeps."""


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
class LedgerLine:
    """What a report shows of an ingestion; the columns of `ingest.ingestion` have the same names.

    Attributes:
        changed: whether its load changed anything in the catalog, or would.
    """

    id: UUID
    feed: str
    dag_id: str
    run_id: str
    rows_from: str
    file: str | None
    drop_at: datetime | None
    full_drop: bool
    dry_run: bool
    as_of: datetime
    contract_version: str
    status: str
    sha256: str | None
    header: list[str] | None
    rows_read: int | None
    withheld: int
    refusal_code: str | None
    message: str | None
    loaded_at: datetime | None
    changed: bool


@dataclass(frozen=True, slots=True)
class StageTime:
    """The last attempt at a stage.

    Attributes:
        stage: which.
        attempts: how many there have been.
        seconds: how long the last one took; None: it never ended.
        error: what stopped it, if something did.
        position: of the attempt in the ledger; later ones are higher.
    """

    stage: Stage
    attempts: int
    seconds: float | None
    error: str | None
    position: int

    @property
    def finished(self) -> bool:
        """Whether its last attempt did what it should."""
        return self.seconds is not None and self.error is None


@dataclass(frozen=True, slots=True)
class Failure:
    """Where an ingestion stopped, and why, as far as the ledger knows."""

    stage: Stage
    error: str | None
    began: bool


def read_line(connection: Connection, ingestion_id: UUID) -> LedgerLine:
    """Read an ingestion's ledger line.

    Raises:
        NoIngestion: there is none of that id.
    """
    read = (name for name in LedgerLine.__dataclass_fields__ if name not in {"message", "changed"})
    columns = ", ".join("feed_id AS feed" if name == "feed" else name for name in read)
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(
            f"""
            SELECT {columns}, left(message, %(limit)s) AS message,
                   CASE WHEN loaded_at IS NULL
                        THEN EXISTS (SELECT FROM ingest.planned_change WHERE ingestion_id = %(id)s)
                        ELSE EXISTS (SELECT FROM ingest.applied_change WHERE ingestion_id = %(id)s)
                   END AS changed
            FROM ingest.ingestion WHERE id = %(id)s
            """,  # noqa: S608 - columns of the view model
            {"id": ingestion_id, "limit": MESSAGE_LIMIT},
        )
        row = cursor.fetchone()
    if row is None:
        raise NoIngestion(f"There is no ingestion {ingestion_id}.")
    return LedgerLine(**row)


def read_stages(connection: Connection, ingestion_id: UUID) -> tuple[StageTime, ...]:
    """Read the last attempt at each stage before the report, in the stages' order."""
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(
            """
            SELECT DISTINCT ON (stage) stage, count(*) OVER (PARTITION BY stage) AS attempts,
                   extract(epoch FROM finished_at - started_at)::float AS seconds, left(error, %s) AS error,
                   id AS position
            FROM ingest.stage_attempt WHERE ingestion_id = %s AND stage <> 'report'
            ORDER BY stage, id DESC
            """,
            (MESSAGE_LIMIT, ingestion_id),
        )
        found = [StageTime(**{**row, "stage": Stage(row["stage"])}) for row in cursor]
    return tuple(sorted(found, key=lambda stage: list(Stage).index(stage.stage)))


def outcome_of(line: LedgerLine, stages: Sequence[StageTime]) -> tuple[Outcome, Failure | None]:
    """Return how an ingestion ended.

    What is committed counts, except that a stage which was tried again and did not finish is a failure, whatever the
    ledger kept of the time before. Of several that did not finish the first is named.

    Args:
        line: its ledger line.
        stages: the last attempt at each stage before the report.

    Returns:
        The outcome, and where it stopped if it failed.
    """
    if line.loaded_at is not None:
        return (Outcome.LOADED if line.changed else Outcome.NOTHING_NEW), None
    stopped = _first_stopped(stages)
    if stopped and not _is_refusal(line, stopped):
        return Outcome.FAILED, Failure(stopped.stage, stopped.error, began=True)
    if line.status == Status.REFUSED:
        return Outcome.REFUSED, None
    if line.dry_run and line.status in {Status.PLANNED, Status.REPORTED}:
        return Outcome.PLANNED, None
    return Outcome.FAILED, Failure(_next_stage(line.status, stages), None, began=False)


def _first_stopped(stages: Sequence[StageTime]) -> StageTime | None:
    """The first stage that did not finish, unless a stage before it has been tried since."""
    for position, stage in enumerate(stages):
        if not stage.finished and all(earlier.position < stage.position for earlier in stages[:position]):
            return stage
    return None


def _is_refusal(line: LedgerLine, stopped: StageTime) -> bool:
    refusal = f"{line.refusal_code}: {line.message}"
    return line.status == Status.REFUSED and stopped.error is not None and stopped.error[:100] == refusal[:100]


def _next_stage(status: str, stages: Sequence[StageTime]) -> Stage:
    if status in set(NEXT_STAGE):
        return NEXT_STAGE[Status(status)]
    order, last = list(Stage), max(stages, key=lambda stage: stage.position, default=None)
    return order[order.index(last.stage) + 1] if last else Stage.EXTRACT
