"""The report's files: their folder, and how they are written so that nobody reads half a file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO
from uuid import UUID

from course_runs import settings
from course_runs.database.session import Connection
from course_runs.report.documents.data_files import write_changes, write_json, write_rejected
from course_runs.report.documents.html import to_html
from course_runs.report.documents.text import to_text
from course_runs.report.view import IngestionView

DATA_DOCS = "data_docs"
"""Folder of the Data Docs beside the report."""


def report_folder(ingestion_id: UUID) -> Path:
    """Return the folder of an ingestion's report, whether or not it exists."""
    return settings.reports_folder() / str(ingestion_id)


def write_files(connection: Connection, view: IngestionView, folder: Path) -> None:
    """Write every file of a report in place of those of an earlier attempt.

    Args:
        connection: in a transaction.
        view: of the ingestion.
        folder: made if it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _written(folder / "report.json") as file:
        write_json(connection, view, file)
    with _written(folder / "report.txt") as file:
        file.write(to_text(view))
    _write_csvs(connection, view, folder)
    has_data_docs = _write_data_docs(connection, view, folder / DATA_DOCS)
    with _written(folder / "report.html") as file:  # the last one: what it links to is there
        file.write(to_html(view, has_data_docs=has_data_docs))


def csv_encoding(view: IngestionView) -> str:
    """Return the encoding of rejected.csv: the feed's, so that it can be dropped again; UTF-8 with a mark."""
    encoding = view.feed.encoding
    return "utf-8-sig" if encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig"} else encoding


def _write_csvs(connection: Connection, view: IngestionView, folder: Path) -> None:
    for name, wanted, encoding, write in (
        ("rejected.csv", view.has_rejected, csv_encoding(view), write_rejected),
        ("changes.csv", view.has_changes, "utf-8-sig", write_changes),
    ):
        if wanted:
            with _written(folder / name, encoding) as file:
                write(connection, view, file)
        else:
            (folder / name).unlink(missing_ok=True)


def _write_data_docs(connection: Connection, view: IngestionView, folder: Path) -> bool:
    """Write the page that validation has left in the database; return whether there is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page FROM ingest.data_docs WHERE ingestion_id = %s", (view.record.id,))
        page = cursor.fetchone()
    if page is None:
        (folder / "index.html").unlink(missing_ok=True)
        return False
    folder.mkdir(exist_ok=True)
    with _written(folder / "index.html") as file:
        file.write(page[0])
    return True


@contextmanager
def _written(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    # A message may hold a character that the feed's encoding lacks; the cells came in that encoding.
    for left in path.parent.glob(f".{path.name}.*"):  # by an attempt that was killed
        left.unlink(missing_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding=encoding, errors="replace", newline="") as file:
            yield file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
