"""The ledger: one line an ingestion, from its request to its report.

The ledger is what a retry, an operator and a report read to know how far an ingestion came.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from psycopg2 import sql
from psycopg2.extras import Json, RealDictCursor

from course_runs.contract.columns import CONTRACT_VERSION
from course_runs.contract.errors import FileRefused, NoIngestion
from course_runs.contract.feeds import Feed, load_feeds
from course_runs.database.session import Connection

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
        drop_at: the drop's logical date; None: it has none and is never stale.
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
    """A ledger line as the stages need it; the columns of `ingest.ingestion` have the same names."""

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
    def from_drop(self) -> bool:
        """Whether its rows come from a partner's drop."""
        return self.rows_from is RowsFrom.DROP

    @property
    def is_loaded(self) -> bool:
        """Whether the catalog has it: then no stage before the report has anything left to do."""
        return self.loaded_at is not None

    def asked_by(self, request: Request) -> bool:
        """Whether a request asks for what this ingestion was asked for."""
        asked = ("rows_from", "file", "full_drop", "dry_run", "force", "allow_archive")
        return all(getattr(self, name) == getattr(request, name) for name in asked)


_COLUMNS = {"feed": "feed_id"}
"""Columns of `ingest.ingestion` that are called otherwise than the attributes that they fill."""


def ingestion_id(dag_id: str, run_id: str, revision: int = 1) -> UUID:
    """Return the id of a DAG run's ingestion: made from the names alone, so that a retry meets its own rows."""
    return uuid5(NAMESPACE, f"{dag_id}/{run_id}" + (f"/{revision}" if revision > 1 else ""))


def register(connection: Connection, request: Request, content: Callable[[], str | None]) -> UUID:
    """Write the ledger line of a run, or take up the one of an earlier attempt.

    Every attempt at extract starts an ingestion over that is not loaded: what it asks for may have been changed, its
    `now` is fixed anew. One that is loaded stays as it is; when its run now asks for something else, or the file has
    another content, the run gets another revision, which is an ingestion of its own.

    Args:
        connection: its transaction is used.
        request: what the run asks for.
        content: gives the drop's SHA-256, None when there is no drop to be read; called only where it matters.

    Returns:
        The ingestion's id.
    """
    revision, loaded = _last_revision(connection, request)
    if loaded:
        if loaded.asked_by(request) and content() in {loaded.sha256, None}:
            return loaded.id
        revision += 1
    values = {
        "id": ingestion_id(request.dag_id, request.run_id, revision),
        "revision": revision,
        **{_COLUMNS.get(name, name): getattr(request, name) for name in Request.__dataclass_fields__},
        "feed_settings": Json(load_feeds()[request.feed].model_dump(mode="json")),
        "contract_version": CONTRACT_VERSION,
        "status": Status.STARTED,
    }
    _write(connection, values)
    return ingestion_id(request.dag_id, request.run_id, revision)


def _last_revision(connection: Connection, request: Request) -> tuple[int, Ingestion | None]:
    """Return the number of a run's last revision, 1 if there is none yet, and its ingestion if that is loaded."""
    run = {"dag_id": request.dag_id, "run_id": request.run_id}
    with connection.cursor() as cursor:
        # Two attempts at once would both take the next revision.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%(dag_id)s || '/' || %(run_id)s, 0))", run)
        cursor.execute(f"SELECT id, revision, loaded_at {_OF_RUN}", run)
        identity, revision, loaded_at = cursor.fetchone() or (None, 1, None)
    return revision, find(connection, identity) if loaded_at else None


def _write(connection: Connection, values: Mapping[str, Any]) -> None:
    restarted = [name for name in values if name not in {"id", "revision", "dag_id", "run_id"}]
    statement = sql.SQL(
        """
        INSERT INTO ingest.ingestion ({names}, as_of) VALUES ({values}, now())
        ON CONFLICT (id) DO UPDATE SET ({restarted}, as_of, refusal_code, message) = ({excluded}, now(), NULL, NULL)
        """
    ).format(
        names=_names(values),
        values=sql.SQL(", ").join(map(sql.Placeholder, values)),
        restarted=_names(restarted),
        excluded=sql.SQL(", ").join(sql.Identifier("excluded", name) for name in restarted),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


_OF_RUN = "FROM ingest.ingestion WHERE dag_id = %(dag_id)s AND run_id = %(run_id)s ORDER BY revision DESC LIMIT 1"


def of_run(connection: Connection, dag_id: str, run_id: str) -> UUID:
    """Return the id of the ingestion that a DAG run is at, which is that of its last revision.

    Raises:
        NoIngestion: its extract stage has not started one.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id {_OF_RUN}", {"dag_id": dag_id, "run_id": run_id})
        row = cursor.fetchone()
    if row is None:
        raise NoIngestion(f"There is no ingestion of the run {run_id}: its extract stage has not started one.")
    identity: UUID = row[0]
    return identity


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
    if row["feed_id"] not in feeds:
        raise NoIngestion(f"Ingestion {identity} is of the feed {row['feed']!r}, which feeds.yaml no longer has.")
    return Ingestion(
        **{
            **{name: row[_COLUMNS.get(name, name)] for name in Ingestion.__dataclass_fields__},
            "feed": feeds[row["feed_id"]],
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
# What no longer holds: a plan is one of what was validated before it, and of no file that is refused.
_FORGETS = {
    Status.EXTRACTED: ("fingerprint", "refusal_code", "message"),
    Status.VALIDATED: ("fingerprint", "refusal_code", "message"),
    Status.PLANNED: ("refusal_code", "message"),
    Status.REFUSED: ("fingerprint",),
}


def advance(connection: Connection, identity: UUID, status: Status, facts: Mapping[str, Any] | None = None) -> None:
    """Move an ingestion on to a status, with what the stage found out.

    Args:
        connection: the stage's own, so that the status is true exactly when the stage's work is committed.
        identity: the ingestion.
        status: the one it reaches.
        facts: columns of `ingest.ingestion` and their values; dicts become JSON.
    """
    values: dict[str, Any] = dict.fromkeys(_FORGETS.get(status, ()))
    values |= {name: Json(value) if isinstance(value, dict) else value for name, value in (facts or {}).items()}
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


def _names(names: Any) -> sql.Composed:  # noqa: ANN401 - any iterable of names
    return sql.SQL(", ").join(map(sql.Identifier, names))
