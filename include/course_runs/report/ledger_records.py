"""What reports and pages read of ingestions in the ledger: their records, and the time that each stage took."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.ledger.ingestions import Stage

MESSAGE_LIMIT = 4000
"""Characters of a refusal or of a stage's error that a report keeps."""

_SQL = load_statements(__package__, "ledger_records.sql")


@dataclass(frozen=True, slots=True)
class LedgerRecord:
    """What a report shows of an ingestion; the columns of `ingest.ingestion` have the same names.

    Attributes:
        changed: whether its load changed anything in the catalog, or would.
        counts: rows by decision, as far as its plan was made.
        archived: products that it archived, or would.
    """

    id: UUID
    feed_id: str
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
    counts: Mapping[str, int] = field(default_factory=dict)
    archived: int = 0


@dataclass(frozen=True, slots=True)
class StageTime:
    """The last attempt at a stage.

    Attributes:
        stage: which.
        attempts: how many there have been.
        seconds: how long the last one took; None: it never ended.
        error: what stopped it, if something did.
        attempt_id: id of that attempt; later ones are higher.
    """

    stage: Stage
    attempts: int
    seconds: float | None
    error: str | None
    attempt_id: int

    @property
    def finished(self) -> bool:
        """Whether its last attempt did what it should."""
        return self.seconds is not None and self.error is None


def read_records(connection: Connection, ids: Sequence[UUID]) -> list[LedgerRecord]:
    """Read the records of ingestions, newest first; those that do not exist are left out."""
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_SQL["records"], {"ids": list(ids), "message_limit": MESSAGE_LIMIT})
        return [LedgerRecord(**row) for row in cursor]


def read_stages(connection: Connection, ids: Sequence[UUID]) -> Mapping[UUID, tuple[StageTime, ...]]:
    """Read the last attempt at each stage before the report, in the stages' order.

    Args:
        connection: to the catalog.
        ids: of the ingestions.

    Returns:
        The attempts by ingestion; an ingestion without any has an empty tuple.
    """
    found: defaultdict[UUID, list[StageTime]] = defaultdict(list)
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_SQL["stages"], {"ids": list(ids), "message_limit": MESSAGE_LIMIT})
        for row in cursor:
            values = dict(row)
            found[values.pop("ingestion_id")].append(StageTime(**{**values, "stage": Stage(values["stage"])}))
    order = list(Stage)
    return {key: tuple(sorted(found[key], key=lambda time: order.index(time.stage))) for key in ids}
