"""Ingestions in the ledger: what a DAG run asks for, and how far its ingestion came.

An ingestion has one business time, `as_of`: the database's `now()` when its extract stage last began. Every stage,
however late it runs, decides as of then whatever depends on the calendar. All other times in the ledger are the
database's clock at the moment that they record.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from psycopg2 import sql
from psycopg2.extras import Json, RealDictCursor

from course_runs.contract.errors import FileRefused, NoIngestion
from course_runs.contract.feeds import Feed
from course_runs.database.session import Connection
from course_runs.ledger.sources import SOURCES, RowsFrom, Source

NAMESPACE = UUID("6f2c1c1e-6a56-4c0f-9c5e-0f2c8f9d2a71")
"""UUID namespace of the ingestions' ids."""


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


NEXT_STAGE = {
    Status.STARTED: Stage.EXTRACT,
    Status.EXTRACTED: Stage.VALIDATE,
    Status.VALIDATED: Stage.DIFF,
    Status.PLANNED: Stage.LOAD,
    Status.LOADED: Stage.REPORT,
}
"""The stage that comes next, by the status of an ingestion that is not finished."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a DAG run asks for.

    Attributes:
        feed_id: of the feed.
        dag_id: of the run.
        run_id: of the run; with the DAG's id it makes the ingestion's.
        rows_from: a drop or additional_metadata.
        file: path of the drop; None with additional_metadata.
        drop_at: the drop's logical date; None with additional_metadata, which is never stale.
        full_drop: products that are not in it are archived.
        dry_run: stop after diff.
        force: load although a newer drop has been loaded.
        allow_archive: archive products even beyond the feed's archive guard.
    """

    feed_id: str
    dag_id: str
    run_id: str
    rows_from: RowsFrom = RowsFrom.DROP
    file: str | None = None
    drop_at: datetime | None = None
    full_drop: bool = False
    dry_run: bool = False
    force: bool = False
    allow_archive: bool = False

    @property
    def ingestion_id(self) -> UUID:
        """The id of the run's first ingestion: the same for every retry of the run."""
        return ingestion_id(self.dag_id, self.run_id)


@dataclass(frozen=True, slots=True)
class Ingestion:
    """An ingestion as the stages need it; the columns of `ingest.ingestion` have the same names.

    Attributes:
        feed: with the settings of feeds.yaml when the extract stage last began; later changes do not count.
        as_of: its business time; statuses and dates are decided as of then.
        header: the drop's source columns, by their names in the contract; empty before extract.
        counts: rows by decision; None before diff.
        sha256: of the drop's bytes, in hexadecimal; None before extract and without a drop.
        fingerprint: of what the plan was made from; a load plans again when it has changed.
    """

    id: UUID
    feed: Feed
    rows_from: RowsFrom
    file: str | None
    drop_at: datetime | None
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
    def source(self) -> Source:
        """Where its rows come from."""
        return SOURCES[self.rows_from]

    @property
    def is_loaded(self) -> bool:
        """Whether it is in the catalog: then no stage before the report has anything left to do."""
        return self.loaded_at is not None

    def is_asked_by(self, request: Request) -> bool:
        """Return whether a request has the parameters that this ingestion was started with."""
        parameters = ("rows_from", "file", "full_drop", "dry_run", "force", "allow_archive")
        return all(getattr(self, name) == getattr(request, name) for name in parameters)


def ingestion_id(dag_id: str, run_id: str, revision: int = 1) -> UUID:
    """Return the id of a DAG run's ingestion.

    Args:
        dag_id: of the run.
        run_id: of the run.
        revision: 1 for the run's first ingestion; a run that loads again has further ones.

    Returns:
        A UUID made from the arguments alone, so that a retry finds its own rows.
    """
    return uuid5(NAMESPACE, f"{dag_id}/{run_id}" + (f"/{revision}" if revision > 1 else ""))


def latest_revision(connection: Connection, dag_id: str, run_id: str) -> tuple[int, UUID] | None:
    """Return the number and the id of a DAG run's last ingestion; None when it has none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT revision, id FROM ingest.ingestion WHERE dag_id = %s AND run_id = %s "
            "ORDER BY revision DESC LIMIT 1",
            (dag_id, run_id),
        )
        return cursor.fetchone()


def find(connection: Connection, ingestion_id: UUID) -> Ingestion:
    """Read an ingestion.

    Args:
        connection: to the catalog.
        ingestion_id: as `register` returned it.

    Raises:
        NoIngestion: there is none with that id.
    """
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute("SELECT * FROM ingest.ingestion WHERE id = %s", (ingestion_id,))
        row = cursor.fetchone()
    if row is None:
        raise NoIngestion(f"There is no ingestion {ingestion_id}: the extract stage of its run has not started one.")
    return Ingestion(
        **{
            **{name: row[name] for name in Ingestion.__dataclass_fields__ if name != "feed"},
            "feed": Feed.model_validate(row["feed_settings"]),
            "rows_from": RowsFrom(row["rows_from"]),
            "status": Status(row["status"]),
            "header": tuple(row["header"] or ()),
        }
    )


_REACHED_AT = {
    Status.EXTRACTED: "extracted_at",
    Status.VALIDATED: "validated_at",
    Status.PLANNED: "planned_at",
    Status.LOADED: "loaded_at",
}
# Columns that a status invalidates.
_INVALIDATED = {
    Status.EXTRACTED: ("fingerprint", "refusal_code", "message"),
    Status.VALIDATED: ("fingerprint", "refusal_code", "message"),
    Status.PLANNED: ("refusal_code", "message"),
    Status.REFUSED: ("fingerprint",),
}


def advance(
    connection: Connection,
    ingestion_id: UUID,
    status: Status,
    facts: Mapping[str, Any] | None = None,
    *,
    reached_at: str | None = None,
) -> None:
    """Move an ingestion on to a status, and record what the stage found out.

    Args:
        connection: the stage's own, so that the status is true exactly when the stage's work is committed.
        ingestion_id: the ingestion.
        status: the one that it reaches.
        facts: columns of `ingest.ingestion` and their values; dicts become JSON.
        reached_at: column that is set to the database's time; by default the one that belongs to the status.
    """
    values: dict[str, Any] = dict.fromkeys(_INVALIDATED.get(status, ()))
    values |= {name: Json(value) if isinstance(value, dict) else value for name, value in (facts or {}).items()}
    values["status"] = status
    assignments = [sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in values]
    if moment := reached_at or _REACHED_AT.get(status):
        assignments.append(sql.SQL("{} = clock_timestamp()").format(sql.Identifier(moment)))
    statement = sql.SQL("UPDATE ingest.ingestion SET {} WHERE id = {}").format(
        sql.SQL(", ").join(assignments), sql.Placeholder("id")
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, "id": ingestion_id})


def refuse(connection: Connection, ingestion_id: UUID, refusal: FileRefused) -> None:
    """Record that the file is refused, and why."""
    advance(connection, ingestion_id, Status.REFUSED, {"refusal_code": refusal.code, "message": refusal.message})
