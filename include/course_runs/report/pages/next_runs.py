"""Runs that a reader can start from an ingestion's page: a real run after a dry run, or one that archives."""

import json
from dataclasses import dataclass
from uuid import UUID

from psycopg2.extras import RealDictCursor

from course_runs.database.session import Connection
from course_runs.report import wording
from course_runs.report.outcome import Outcome
from course_runs.report.view import IngestionView

_ORIGINAL_PARAMETERS = (
    "SELECT file, full_drop AS full, dry_run, allow_archive, force, rows_from FROM ingest.ingestion WHERE id = %s"
)


@dataclass(frozen=True, slots=True)
class FollowUpRun:
    """A run that can be triggered from an ingestion's page.

    Attributes:
        name: id of its section of the page.
        title: heading of the section.
        advice: what happened, and when to trigger the run.
        label: opens the section.
        button: label of the button that triggers the run.
        conf: of the run, JSON; None where the reader may not trigger it.
        css_class: class of the section.
    """

    name: str
    title: str
    advice: str
    label: str
    button: str
    conf: str | None
    css_class: str = ""


def follow_ups(connection: Connection, view: IngestionView, *, may_trigger: bool) -> list[FollowUpRun]:
    """Return what can be done next with an ingestion.

    Args:
        connection: to read on.
        view: of the ingestion.
        may_trigger: whether the reader may trigger its DAG; if not, only the advice is given.
    """
    made: list[FollowUpRun] = []
    if view.is_running or not view.outcome.has_plan:
        return made
    parameters = _original_parameters(connection, view.record.id) if may_trigger else None
    if view.outcome is Outcome.PLANNED:
        made.append(_load_for_real(parameters))
    if view.record.withheld:
        made.append(_allow_archiving(parameters, wording.withheld_advice(view)))
    return made


def _load_for_real(parameters: dict[str, object] | None) -> FollowUpRun:
    return FollowUpRun(
        name="plan",
        title="This is a plan",
        advice="Nothing was loaded. A real run of the same file decides again, on the catalog as it is then.",
        label="Load it for real …",
        button="Trigger the real run",
        conf=_conf(parameters, dry_run=False),
        css_class="plan",
    )


def _allow_archiving(parameters: dict[str, object] | None, advice: str) -> FollowUpRun:
    return FollowUpRun(
        name="withheld",
        title="Archiving withheld",
        advice=advice,
        label="Run it again and archive them …",
        button="Trigger the run that archives",
        conf=_conf(parameters, dry_run=False, allow_archive=True),
    )


def _original_parameters(connection: Connection, ingestion_id: UUID) -> dict[str, object] | None:
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(_ORIGINAL_PARAMETERS, (ingestion_id,))
        row = cursor.fetchone()
    return dict(row) if row else None


def _conf(parameters: dict[str, object] | None, **otherwise: bool) -> str | None:
    if parameters is None:
        return None
    # Characters other than ASCII are escaped, so that no mark of direction in a file's name can reverse the text.
    return json.dumps({name: value for name, value in (parameters | otherwise).items() if value is not None}, indent=1)
