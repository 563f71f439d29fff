"""The report stage: makes the report of an ingestion, however it ended, and closes its ledger line."""

from typing import Any

from course_runs.database.session import Connection
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Status
from course_runs.report import wording
from course_runs.report.documents.folder import report_folder, write_files
from course_runs.report.outcome import Outcome
from course_runs.report.view import IngestionView, read_view


def report(connection: Connection, ingestion: Ingestion) -> str:
    """Write an ingestion's report and advance its ledger line.

    What was loaded or planned becomes `reported`; a refused file stays `refused`; everything else is `failed`, with a
    message that says which stage did not finish. The report is made from the database alone, so the same report can be
    made again at any time.

    Args:
        connection: its transaction is used.
        ingestion: in any status.

    Returns:
        The outcome in one sentence or two.
    """
    view = read_view(connection, ingestion.id, ingestion.feed)
    write_files(connection, view, report_folder(ingestion.id))
    _close(connection, view)
    return wording.headline(view)


def _close(connection: Connection, view: IngestionView) -> None:
    facts: dict[str, Any] = {}
    status = Status.REPORTED
    if view.outcome is Outcome.REFUSED:
        status = Status.REFUSED
    elif view.outcome is Outcome.FAILED:
        status, facts["message"] = Status.FAILED, wording.headline(view)
    else:
        facts["message"] = None  # of an attempt that failed before
    ingestions.advance(connection, view.record.id, status, facts, reached_at="reported_at")
