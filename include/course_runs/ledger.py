"""The ledger: one line an ingestion, from its request to its report, and one line an attempt at a stage.

The ledger is what a retry, an operator and a report read to know how far an ingestion came.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from psycopg2 import sql
from psycopg2.extras import Json, RealDictCursor

from course_runs.contract import CONTRACT_VERSION
from course_runs.database import Connection
from course_runs.errors import FileRefused, NoIngestion
from course_runs.feeds import Feed, load_feeds

NAMESPACE = UUID("6f2c1c1e-6a56-4c0f-9c5e-0f2c8f9d2a71")
"""Of the ingestion ids that are made from a DAG id and a run id."""


class Stage(StrEnum):
    """The stages, in order."""

    EXTRACT = "extract"
    VALIDATE = "validate"
    DIFF = "diff"
    LOAD = "load"
    REPORT = "report"


class Status(StrEnum):
    """How far an ingestion came."""

    STARTED = "started"
    EXTRACTED = "extracted"
    VALIDATED = "validated"
    PLANNED = "planned"
    LOADED = "loaded"
    REPORTED = "reported"
    REFUSED = "refused"
    FAILED = "failed"


class RowsFrom(StrEnum):
    """Where an ingestion's rows come from."""

    DROP = "drop"
    ADDITIONAL_METADATA = "additional_metadata"


@dataclass(frozen=True, slots=True)
class Request:
    """What a DAG run asks for.

    Attributes:
        feed: id of the feed.
        dag_id: of the run.
        run_id: of the run; with the DAG's id it makes the ingestion's.
        rows_from: a drop or additional_metadata.
        file: path of the drop; None with additional_metadata.
        drop_date: the drop's logical date; None: it has none and is never stale.
        full_drop: products that are not in it are archived.
        dry_run: stop after diff.
        force: load although a newer drop has been loaded.
        allow_archive: archive however many products go.
    """

    feed: str
    dag_id: str
    run_id: str
    rows_from: RowsFrom = RowsFrom.DROP
    file: str | None = None
    drop_date: datetime | None = None
    full_drop: bool = False
    dry_run: bool = False
    force: bool = False
    allow_archive: bool = False

    @property
    def ingestion_id(self) -> UUID:
        """The ingestion's id: the same for every retry of the run."""
        return ingestion_id(self.dag_id, self.run_id)


@dataclass(frozen=True, slots=True)
class Ingestion:
    """A ledger line as the stages need it; the columns of `ingest.ingestion` have the same names."""

    id: UUID
    feed: Feed
    rows_from: RowsFrom
    file: str | None
    drop_date: datetime | None
    full_drop: bool
    dry_run: bool
    force: bool
    allow_archive: bool
    as_of: datetime
    status: Status
    header: tuple[str, ...]
    rows_read: int | None
    counts: Mapping[str, int] | None
    sha256: str | None
    fingerprint: str | None
    loaded_at: datetime | None

    @property
    def from_drop(self) -> bool:
        """Whether its rows come from a partner's drop."""
        return self.rows_from is RowsFrom.DROP

    @property
    def is_loaded(self) -> bool:
        """Whether the catalog has it: then no stage before the report has anything left to do."""
        return self.loaded_at is not None


def ingestion_id(dag_id: str, run_id: str) -> UUID:
    """Return the id of a DAG run's ingestion: made from the names alone, so that a retry meets its own rows."""
    return uuid5(NAMESPACE, f"{dag_id}/{run_id}")


def register(connection: Connection, request: Request) -> UUID:
    """Write the ledger line of a run, or take up the one of an earlier attempt unless it is loaded already.

    Every attempt at extract starts the ingestion over: what it asks for may have been changed, its `now` is fixed anew.

    Returns:
        The ingestion's id.
    """
    values = {
        "id": request.ingestion_id,
        **{name: getattr(request, name) for name in Request.__dataclass_fields__},
        "contract_version": CONTRACT_VERSION,
        "status": Status.STARTED,
    }
    restarted = [name for name in values if name not in {"id", "dag_id", "run_id"}]
    statement = sql.SQL(
        """
        INSERT INTO ingest.ingestion AS known ({names}, as_of) VALUES ({values}, now())
        ON CONFLICT (id) DO UPDATE SET ({restarted}, as_of, refusal_code, message) = ({excluded}, now(), NULL, NULL)
        WHERE known.loaded_at IS NULL
        """
    ).format(
        names=_names(values),
        values=sql.SQL(", ").join(map(sql.Placeholder, values)),
        restarted=_names(restarted),
        excluded=sql.SQL(", ").join(sql.Identifier("excluded", name) for name in restarted),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    return request.ingestion_id


def find(connection: Connection, identity: UUID) -> Ingestion:
    """Read a ledger line.

    Raises:
        NoIngestion: no such ingestion, or its feed is no longer in feeds.yaml.
    """
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute("SELECT * FROM ingest.ingestion WHERE id = %s", (identity,))
        row = cursor.fetchone()
    if row is None:
        raise NoIngestion(f"There is no ingestion {identity}: the extract stage of its run has not started one.")
    feeds = load_feeds()
    if row["feed"] not in feeds:
        raise NoIngestion(f"Ingestion {identity} is of the feed {row['feed']!r}, which feeds.yaml no longer has.")
    return Ingestion(
        **{
            **{name: row[name] for name in Ingestion.__dataclass_fields__},
            "feed": feeds[row["feed"]],
            "rows_from": RowsFrom(row["rows_from"]),
            "status": Status(row["status"]),
            "header": tuple(row["header"] or ()),
        }
    )


_MOMENTS = {
    Status.EXTRACTED: "extracted_at",
    Status.VALIDATED: "validated_at",
    Status.PLANNED: "planned_at",
    Status.LOADED: "loaded_at",
}


def advance(connection: Connection, identity: UUID, status: Status, facts: Mapping[str, Any] | None = None) -> None:
    """Move an ingestion on to a status, with what the stage found out.

    Args:
        connection: the stage's own, so that the status is true exactly when the stage's work is committed.
        identity: the ingestion.
        status: the one it reaches.
        facts: columns of `ingest.ingestion` and their values; dicts become JSON.
    """
    values: dict[str, Any] = {
        name: Json(value) if isinstance(value, dict) else value for name, value in (facts or {}).items()
    }
    values["status"] = status
    assignments = [sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in values]
    if status in _MOMENTS:
        assignments.append(sql.SQL("{} = clock_timestamp()").format(sql.Identifier(_MOMENTS[status])))
    statement = sql.SQL("UPDATE ingest.ingestion SET {} WHERE id = {}").format(
        sql.SQL(", ").join(assignments), sql.Placeholder("id")
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, "id": identity})


def refuse(connection: Connection, identity: UUID, refusal: FileRefused) -> None:
    """Write down that the file is refused, and why."""
    advance(connection, identity, Status.REFUSED, {"refusal_code": refusal.code, "message": refusal.message})


def begin_attempt(connection: Connection, identity: UUID, stage: Stage) -> int:
    """Write down that a stage starts; returns the attempt's number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ingest.stage_attempt (ingestion_id, stage) VALUES (%s, %s) RETURNING id", (identity, stage)
        )
        (attempt,) = cursor.fetchone() or (0,)
    return int(attempt)


def end_attempt(connection: Connection, attempt: int, error: str | None = None) -> None:
    """Write down that an attempt ended, and what stopped it if something did."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ingest.stage_attempt SET finished_at = clock_timestamp(), error = %s WHERE id = %s",
            (error, attempt),
        )


def _names(names: Any) -> sql.Composed:  # noqa: ANN401 - any iterable of names
    return sql.SQL(", ").join(map(sql.Identifier, names))
