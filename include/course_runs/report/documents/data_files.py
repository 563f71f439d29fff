"""The report as data: report.json, rejected.csv and changes.csv, complete, written as they are read.

None of them holds more in memory than a block of rows, whatever the size of the ingestion.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TextIO
from uuid import UUID

from course_runs.contract.columns import ERRORS_COLUMN
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.report import lists, publisher, wording
from course_runs.report.list_rows import NewRun
from course_runs.report.partner_copy import visible_to_partner
from course_runs.report.view import IngestionView
from course_runs.rows.quarantine import reference
from course_runs.rows.spreadsheet import disarm

_SQL = load_statements(__package__, "data_files.sql")

SCHEMA = 1
"""Version of report.json: rises when a key changes its meaning or goes; new keys may come at any time."""

# A report is the same before and after it is made; counts and archived products are its own parts.
_LEFT_OUT = {"status", "header", "message", "loaded_at", "changed", "counts", "archived"}
_INTERNAL = {"dag_id", "run_id"}


def write_json(connection: Connection, view: IngestionView, stream: TextIO) -> None:
    """Write report.json.

    Its keys: `schema`; `outcome` (loaded, nothing_new, planned, refused, failed); `headline`; `ingestion` (id, feed_id,
    dag_id, run_id, rows_from, file, drop_at, full_drop, dry_run, as_of, contract_version, sha256, rows_read,
    withheld, refusal_code); `counts` (decision -> rows); `undecided`; `sums` (whether their sum is rows_read); `totals`
    (list -> rows); `stages` (stage, attempts, seconds, error, attempt_id); then the lists, named as in `totals`, their
    rows as `course_runs.report.list_rows` describes them, new runs with `link` besides. Instants are ISO 8601 in UTC.
    The lists are complete; a changed value is cut after 4,000 characters, changes.csv has all of it. A partner's copy
    has neither stages, dag_id, run_id nor links.

    Args:
        connection: in a transaction.
        view: of the ingestion; its lists are read again, whole.
        stream: takes the text.
    """
    head = json.dumps(_head(view), default=_plain, ensure_ascii=False, indent=1)
    stream.write(head.removesuffix("\n}"))
    for name, listing in view.lists.items():
        rows = lists.stream(connection, view.record, listing.kind) if listing.total else iter(())
        stream.write(f",\n {json.dumps(name)}: [")
        for position, row in enumerate(rows):
            written = json.dumps(_item(row, view), default=_plain, ensure_ascii=False)
            stream.write(f"{',' if position else ''}\n  {written}")
        stream.write("]")
    stream.write("\n}\n")


def _head(view: IngestionView) -> dict[str, Any]:
    ingestion = {name: value for name, value in asdict(view.record).items() if name not in _LEFT_OUT}
    stages = {"stages": [asdict(stage) for stage in view.stages]}
    return {
        "schema": SCHEMA,
        "outcome": view.outcome,
        "headline": wording.headline(view),
        "ingestion": {name: value for name, value in ingestion.items() if view.is_internal or name not in _INTERNAL},
        "counts": dict(view.counts),
        "undecided": view.undecided,
        "sums": view.is_balanced,
        "totals": {name: listing.total for name, listing in view.lists.items()},
        **(stages if view.is_internal else {}),
    }


def _item(row: Any, view: IngestionView) -> dict[str, Any]:  # noqa: ANN401 - a row of any list
    if not view.is_internal:
        return asdict(visible_to_partner(row))
    item = asdict(row)
    if isinstance(row, NewRun):
        item["link"] = publisher.link(row.course_key, row.run_key, row.slug)
    return item


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"report.json cannot hold {value!r}")


def write_rejected(connection: Connection, view: IngestionView, stream: TextIO) -> None:
    """Write rejected.csv: the rejected rows with their cells as they came, and what is wrong with each in `errors`.

    `errors` is the first column, so that a row with too many or too few cells comes back as it was dropped. It names
    the row of the quarantine. Cells that a spreadsheet would run are disarmed (`course_runs.rows.spreadsheet`); extract
    reads a file with a column `errors` through `rearm`, so this file can be dropped again, corrected or not.

    Args:
        connection: to read on; it must be in a transaction.
        view: of the ingestion.
        stream: takes the text, without newline translation.
    """
    header = view.record.header or []
    earlier = header.index(ERRORS_COLUMN) if ERRORS_COLUMN in header else None
    writer = csv.writer(stream)
    writer.writerow([ERRORS_COLUMN, *_disarmed(_without(header, earlier))])
    for line, cells, errors in _stream(connection, _SQL["rejected_rows"], view):
        writer.writerow(_disarmed([f"{reference(view.record.id, line)}: {errors}", *_without(cells, earlier)]))


_CHANGES_HEADER = ("line", "decision", "table", "key", "field", "created", "before", "after")


def write_changes(connection: Connection, view: IngestionView, stream: TextIO) -> None:
    """Write changes.csv: a line for each field that is set or changed, values whole and disarmed."""
    writer = csv.writer(stream)
    writer.writerow(_CHANGES_HEADER)
    for row in _stream(connection, lists.on_changes_of(view.record, _SQL["changes"]), view):
        writer.writerow(_disarmed("" if value is None else str(value) for value in row))


def _stream(connection: Connection, statement: str, view: IngestionView) -> Iterator[tuple[Any, ...]]:
    with connection.cursor("report_document") as cursor:
        cursor.itersize = lists.BLOCK
        cursor.execute(statement, {"ingestion_id": view.record.id})
        yield from cursor


def _without(cells: Sequence[str], position: int | None) -> list[str]:
    return [cell for at, cell in enumerate(cells) if at != position]


def _disarmed(cells: Iterable[str]) -> list[str]:
    return [disarm(cell) for cell in cells]
