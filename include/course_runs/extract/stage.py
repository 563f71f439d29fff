"""The extract stage: streams the rows of an ingestion unchanged into `ingest.staged_row`."""

import logging
from collections.abc import Callable, Iterator
from pathlib import PurePath

from course_runs.contract.columns import ERRORS_COLUMN
from course_runs.contract.errors import FileRefused, RefusalCode
from course_runs.database.session import Connection
from course_runs.extract.additional_metadata import stage_additional_metadata
from course_runs.extract.csv_rows import read_rows
from course_runs.extract.drop import open_drop
from course_runs.extract.header import normalise, read_header
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Stage, Status
from course_runs.ledger.retention import purge_details, purge_staged_rows
from course_runs.ledger.sources import RowsFrom
from course_runs.ledger.stale_drops import refuse_stale
from course_runs.rows import staged_rows
from course_runs.rows.findings import add_findings
from course_runs.rows.spreadsheet import rearm
from course_runs.rows.staged_rows import Row

log = logging.getLogger(__name__)

PROGRESS_EVERY = 100_000
"""Rows between two log lines about the progress."""


def extract(connection: Connection, ingestion: Ingestion) -> str:
    """Stage the rows of a drop, or of `additional_metadata`.

    Args:
        connection: its transaction is used; no row of the ingestion is staged yet.
        ingestion: its source says where the rows come from.

    Returns:
        One sentence that says how many rows were staged.

    Raises:
        FileRefused: there is no such file, it is older than one already loaded, or it cannot be read as the feed's CSV.
    """
    purge_staged_rows(connection, ingestion)
    purge_details(connection)
    return _STAGE_ROWS[ingestion.rows_from](connection, ingestion)


def stage_drop(connection: Connection, ingestion: Ingestion) -> str:
    """Stage the rows of a drop with one row at a time in memory; see `extract`."""
    refuse_stale(connection, ingestion)
    with open_drop(ingestion.feed, ingestion.file or "") as lines:
        rows = read_rows(lines)
        line, cells = next(rows, (1, None))
        if cells is None:
            raise FileRefused(RefusalCode.EMPTY_FILE, f"{ingestion.file} is empty: it has no header.")
        if ERRORS_COLUMN in map(normalise, cells):  # rejected.csv disarms formulas with an apostrophe: take it off
            cells = list(map(rearm, cells))
            rows = ((line, list(map(rearm, cells))) for line, cells in rows)
        header, warnings = read_header(cells, ingestion.feed, line)
        total = staged_rows.store(connection, ingestion.id, _log_progress(rows))
    if not total:
        reason = f"{ingestion.file} has a header but no rows. Nothing is loaded or archived."
        raise FileRefused(RefusalCode.EMPTY_FILE, reason)
    add_findings(connection, ingestion.id, Stage.EXTRACT, warnings)
    facts = {"header": list(header), "rows_read": total, "sha256": lines.sha256, "size_bytes": lines.size}
    ingestions.advance(connection, ingestion.id, Status.EXTRACTED, facts)
    return f"{total:,} rows of {PurePath(ingestion.file or '').name} staged ({lines.size:,} bytes)"


def _log_progress(rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        yield row
        if not number % PROGRESS_EVERY:
            log.info("%s rows read, the last one on line %s", f"{number:,}", f"{row[0]:,}")


_STAGE_ROWS: dict[RowsFrom, Callable[[Connection, Ingestion], str]] = {
    RowsFrom.DROP: stage_drop,
    RowsFrom.ADDITIONAL_METADATA: stage_additional_metadata,
}
