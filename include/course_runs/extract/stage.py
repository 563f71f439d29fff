"""The extract stage: streams the drop into `ingest.staged_row`, nothing held but the row at hand."""

import logging
from collections.abc import Iterator
from pathlib import PurePath

from course_runs.contract.columns import ERRORS_COLUMN
from course_runs.contract.errors import FileRefused, RefusalCode
from course_runs.database.session import Connection
from course_runs.extract import additional_metadata
from course_runs.extract.csv_rows import read_rows
from course_runs.extract.drop import open_drop
from course_runs.extract.header import normalise, read_header
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Ingestion, Stage, Status
from course_runs.ledger.retention import purge_details, purge_staged_rows
from course_runs.ledger.stale_drops import refuse_stale
from course_runs.rows import staged_rows
from course_runs.rows.findings import add_findings
from course_runs.rows.spreadsheet import rearm
from course_runs.rows.staged_rows import Row

log = logging.getLogger(__name__)

TOLD_EVERY = 100_000
"""Rows after which the log says how far it is."""


def extract(connection: Connection, ingestion: Ingestion) -> str:
    """Stage the rows of a drop, or of `additional_metadata`.

    Args:
        connection: its transaction is used; no row of the ingestion is staged.
        ingestion: says where the rows come from.

    Returns:
        One sentence that says how many rows were staged.

    Raises:
        FileRefused: there is no such file, it is older than one already loaded, or it cannot be read as the feed's CSV.
    """
    purge_staged_rows(connection, ingestion)
    purge_details(connection)
    if not ingestion.from_drop:
        return additional_metadata.stage_rows(connection, ingestion)
    refuse_stale(connection, ingestion)
    return _stage_drop(connection, ingestion)


def _stage_drop(connection: Connection, ingestion: Ingestion) -> str:
    with open_drop(ingestion.feed, ingestion.file or "") as lines:
        rows = read_rows(lines)
        line, cells = next(rows, (1, None))
        if cells is None:
            raise FileRefused(RefusalCode.EMPTY_FILE, f"{ingestion.file} is empty: it has not even a header.")
        if ERRORS_COLUMN in map(normalise, cells):  # rejected rows that come back: a report has disarmed their cells
            cells = list(map(rearm, cells))
            rows = ((line, list(map(rearm, cells))) for line, cells in rows)
        names, warnings = read_header(cells, ingestion.feed, line)
        total = staged_rows.store(connection, ingestion.id, _told(rows))
    if not total:
        raise FileRefused(RefusalCode.EMPTY_FILE, f"{ingestion.file} has a header and no row. Nothing is archived.")
    add_findings(connection, ingestion.id, Stage.EXTRACT, warnings)
    ingestions.advance(
        connection,
        ingestion.id,
        Status.EXTRACTED,
        {"header": list(names), "rows_read": total, "sha256": lines.sha256, "size_bytes": lines.size},
    )
    return f"{total:,} rows of {PurePath(ingestion.file or '').name} staged ({lines.size:,} bytes)"


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    """Pass rows on, and tell how many there have been."""
    for number, row in enumerate(rows, start=1):
        yield row
        if not number % TOLD_EVERY:
            log.info("%s rows read, the last one on line %s", f"{number:,}", f"{row[0]:,}")
