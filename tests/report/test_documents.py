"""The report as data is complete, harmless in a spreadsheet, and can be dropped again."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Status
from course_runs.report.documents.folder import write_files
from course_runs.report.stage import report
from course_runs.report.view import read_view
from course_runs.rows.spreadsheet import rearm
from report.ingestion_book import HEADER, START, VARIANT, Book


def read(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    """The rows of a CSV."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file, strict=True))


def data(folder: Path) -> dict[str, Any]:
    """The report as a program reads it."""
    read: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return read


def test_json_has_everything(catalog: Connection, loaded: Book, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every decision, every list, with the keys that are documented."""
    monkeypatch.setenv("COURSE_RUNS_PUBLISHER_URL", "https://publisher.example.org/")
    report(catalog, loaded.find())
    document = data(folder)
    assert (document["schema"], document["outcome"], document["sums"]) == (1, "loaded", True)
    assert sum(document["counts"].values()) == document["ingestion"]["rows_read"] == 9
    assert {name: len(document[name]) for name in document["totals"]} == document["totals"]
    assert document["new_products"][0] == {
        "line": 2,
        "course_key": "HarvardX+NEW1",
        "title": "A new product",
        "run_key": "course-v1:HarvardX+NEW1+1T2030",
        "variant_id": VARIANT,
        "starts_at": "2030-01-15T00:00:00+00:00",
        "ends_at": "2030-04-01T00:00:00+00:00",
        "restriction_type": None,
        "is_future_variant": False,
        "marketing_type": None,
        "slug": "executive-education/harvardx-new",
        "link": "https://publisher.example.org/courses/HarvardX%2BNEW1",
    }
    assert [row["run_key"] for row in document["new_products"]] == [
        "course-v1:HarvardX+NEW1+1T2030",
        "course-v1:HarvardX+NEW1+1T2030a",
    ]
    assert [row["course_key"] for row in document["new_variants"]] == ["HarvardX+OLD1"]
    assert document["backpopulated"][0]["changes"][0] == {
        "table": "course_run",
        "field": "variant_id",
        "before": None,
        "after": VARIANT,
    }
    gone = {"course_key": "HarvardX+GONE", "title": None, "external_identifier": None, "slug": None}
    assert document["archived"] == [gone]
    assert document["rejected"][0]["faults"][0]["value"] == "2030-13-01"
    assert [stage["stage"] for stage in document["stages"]] == ["extract", "validate", "diff", "load"]


def test_lists_are_cut_for_people_and_whole_in_json(catalog: Connection, book: Book, folder: Path) -> None:
    """The pages stay small; what they leave out they count."""
    book.open(Status.LOADED, loaded_at=START, rows_read=600)
    for line in range(2, 602):
        book.row(line, "duplicate")
    report(catalog, book.find())
    assert len(data(folder)["duplicates"]) == 600
    assert "… and 100 more" in (folder / "report.html").read_text()
    assert "… and 590 more, see report.json" in (folder / "report.txt").read_text()


def test_a_changed_value_is_cut_in_json_and_whole_in_csv(catalog: Connection, book: Book, folder: Path) -> None:
    """A long cell costs a report four thousand characters; changes.csv is the record."""
    book.open(Status.LOADED, loaded_at=START, rows_read=1)
    book.row(2, "update", "HarvardX+OLD3")
    book.change(2, ("course", "HarvardX+OLD3"), {"outcome": "=1+1"}, {"outcome": "x" * 100_000})
    report(catalog, book.find())
    (change,) = data(folder)["updated"][0]["changes"]
    assert len(change["after"]) == 4000
    assert (folder / "report.html").stat().st_size < 40_000
    header, row = read(folder / "changes.csv")
    assert header == ["line", "decision", "table", "key", "field", "created", "before", "after"]
    assert row == ["2", "update", "course", "HarvardX+OLD3", "outcome", "false", "'=1+1", "x" * 100_000]


NASTY = [
    ["HarvardX", "=1+1", "'=quoted", 'two\r\nlines, and "quotes"', "\t@x"],
    ["too", "few"],
    ["HarvardX", "X", "too", "many", "cells", "-here"],
]


def test_rejected_rows_come_back_as_they_came(catalog: Connection, book: Book, folder: Path) -> None:
    """Formulas, quotes, line breaks and ragged rows survive the way to the partner and back."""
    book.open(Status.LOADED, loaded_at=START, rows_read=3)
    for line, cells in enumerate(NASTY, start=2):
        book.row(line, "rejected", cells=cells)
        book.finding(line, "RAGGED_ROW", "So many cells.")
        book.finding(line, "INVALID_NUMBER", "=cmd", column_name="number")
    report(catalog, book.find())
    header, *rows = read(folder / "rejected.csv")
    assert header == ["errors", *HEADER]
    assert [[rearm(cell) for cell in cells] for _, *cells in rows] == NASTY
    assert rows[0][0] == f"Line 2 of {book.id}: RAGGED_ROW: So many cells. | INVALID_NUMBER in number: =cmd"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


def test_errors_of_an_earlier_round_are_replaced(catalog: Connection, book: Book, folder: Path) -> None:
    """A corrected file that is rejected again has one column `errors`, not two."""
    book.open(Status.LOADED, loaded_at=START, rows_read=1, header=["number", "errors", "title"])
    book.row(2, "rejected", cells=["CS50", "Line 9: old", "A title"])
    book.finding(2, "INVALID_DATE", "No date.")
    report(catalog, book.find())
    assert read(folder / "rejected.csv") == [
        ["errors", "number", "title"],
        [f"Line 2 of {book.id}: INVALID_DATE: No date.", "CS50", "A title"],
    ]


def test_rejected_rows_have_the_encoding_of_the_feed(catalog: Connection, book: Book, folder: Path) -> None:
    """The feed would refuse its own rows in another; a message may not break that either."""
    book.open(Status.LOADED, loaded_at=START, rows_read=1)
    book.row(2, "rejected", cells=["Zürich"])
    book.finding(2, "INVALID_DATE", "No date 日.")
    feed = book.find().feed.model_copy(update={"encoding": "cp1252"})
    write_files(catalog, read_view(catalog, book.id, feed), folder)
    assert read(folder / "rejected.csv", "cp1252")[1] == [f"Line 2 of {book.id}: INVALID_DATE: No date ?.", "Zürich"]
