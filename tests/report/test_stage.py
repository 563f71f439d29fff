"""The report stage closes the ledger line of every ingestion, whatever happened before it."""

import json
from pathlib import Path
from typing import Any

import pytest

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Status
from course_runs.report.stage import report
from report.ingestion_book import RUN_ID, START, Book

FILES = {"report.html", "report.txt", "report.json", "rejected.csv", "changes.csv"}


def test_a_loaded_ingestion_is_reported(catalog: Connection, loaded: Book, folder: Path) -> None:
    """Every file is there, the sentence counts every decision, the ledger says reported."""
    sentence = report(catalog, loaded.find())
    assert sentence == (
        "Loaded 9 rows: 1 new product, 2 new runs, 1 backpopulated, 1 updated, 1 unchanged, 1 held, 1 duplicate, "
        "1 rejected. 1 product archived."
    )
    assert {path.name for path in folder.iterdir()} == FILES
    assert loaded.state() == (Status.REPORTED, None)


def test_a_second_report_is_the_same(catalog: Connection, loaded: Book, folder: Path) -> None:
    """A retry writes the same bytes and leaves nothing else behind."""
    sentence = report(catalog, loaded.find())
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / ".report.json.4711").write_text("half of one, by an attempt that was killed")
    assert report(catalog, loaded.find()) == sentence
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_nothing_new_is_reported_plainly(catalog: Connection, book: Book, folder: Path) -> None:
    """The same drop again: all is unchanged."""
    book.open(Status.LOADED, loaded_at=START, rows_read=2)
    for line in (2, 3):
        book.row(line, "unchanged", "HarvardX+OLD4", run="course-v1:HarvardX+OLD4+1T2030")
    assert report(catalog, book.find()) == "Nothing has changed: the catalog already has the values of the 2 rows."
    assert not (folder / "changes.csv").exists()
    assert book.state() == (Status.REPORTED, None)


def test_a_dry_run_reports_the_plan(catalog: Connection, book: Book, folder: Path) -> None:
    """What would happen is shown as such, from the plan."""
    book.open(Status.PLANNED, dry_run=True, rows_read=1)
    book.attempt("extract", "validate", "diff")
    book.row(2, "update", "HarvardX+OLD3", run="course-v1:HarvardX+OLD3+1T2030", title="Renamed")
    book.change(2, ("course", "HarvardX+OLD3"), {"title": "Its old name"}, {"title": "Renamed"}, applied=False)
    sentence = report(catalog, book.find())
    assert sentence == "Dry run, nothing was loaded. A load of the 1 row would bring: 1 updated."
    assert "Its old name" in (folder / "report.txt").read_text()
    assert book.state() == (Status.REPORTED, None)
    assert report(catalog, book.find()) == sentence


def test_a_refused_file_stays_refused(catalog: Connection, book: Book, folder: Path) -> None:
    """Its code and its message are the report; the rows that were rejected are listed."""
    book.open(Status.REFUSED, refusal_code="REJECTION_BUDGET", message="2 of 3 rows are rejected.", rows_read=3)
    book.attempt("extract")
    book.attempt("validate", error="REJECTION_BUDGET: 2 of 3 rows are rejected.")
    for line in (2, 3, 4):
        book.row(line, None)
    for line in (2, 3):
        book.finding(line, "INVALID_PRICE", "No price.", column_name="verified_price", value="free")
    sentence = report(catalog, book.find())
    assert sentence == "Refused (REJECTION_BUDGET): 2 of 3 rows are rejected. Nothing was loaded."
    data = json.loads((folder / "report.json").read_text())
    assert (data["counts"]["rejected"], data["undecided"], data["sums"]) == (2, 1, True)
    assert (folder / "rejected.csv").exists()
    assert book.state() == (Status.REFUSED, "2 of 3 rows are rejected.")


def test_a_refused_file_without_rows_is_reported(catalog: Connection, book: Book, folder: Path) -> None:
    """No file, no header, no row: there is a report all the same."""
    book.open(Status.REFUSED, refusal_code="FILE_NOT_FOUND", message="There is no file at /srv/x.csv.", header=None)
    book.attempt("extract", error="FILE_NOT_FOUND: There is no file at /srv/x.csv.")
    report(catalog, book.find())
    assert {path.name for path in folder.iterdir()} == {"report.html", "report.txt", "report.json"}


@pytest.mark.parametrize(
    ("attempt", "reason"),
    [
        ({"error": "OperationalError: server away\nDETAIL: x"}, "OperationalError: server away."),
        ({"seconds": None}, "it was stopped, or its worker died."),
    ],
)
def test_a_failed_ingestion_says_where_it_stopped(
    catalog: Connection, book: Book, folder: Path, attempt: dict[str, Any], reason: str
) -> None:
    """The ledger gets the stage, the reason and how to go on; no plan is shown as if it had been loaded."""
    book.open(Status.PLANNED, rows_read=1)
    book.row(2, "update", "HarvardX+OLD3")
    book.change(2, ("course", "HarvardX+OLD3"), {"title": "Its old name"}, {"title": "Renamed"}, applied=False)
    book.attempt("extract", "validate", "diff")
    book.attempt("load", **attempt)
    sentence = report(catalog, book.find())
    assert sentence.startswith(f"Failed. The load stage did not finish: {reason} Nothing was loaded.")
    assert "clear the task load" in sentence
    assert book.state() == (Status.FAILED, sentence)
    assert "Its old name" not in (folder / "report.html").read_text()
    data = json.loads((folder / "report.json").read_text())
    assert (set(data["counts"].values()), data["undecided"], data["sums"]) == ({0}, 1, True)
    assert report(catalog, book.find()) == sentence


def test_a_failure_that_was_fixed_is_forgotten(catalog: Connection, loaded: Book, folder: Path) -> None:
    """What a failed attempt wrote is gone once another has loaded."""
    with catalog.cursor() as cursor:
        cursor.execute("UPDATE ingest.ingestion SET message = 'Failed.' WHERE id = %s", (loaded.id,))
    report(catalog, loaded.find())
    assert loaded.state() == (Status.REPORTED, None)
    assert "Failed" not in (folder / "report.html").read_text()


def test_files_of_an_earlier_attempt_go(catalog: Connection, book: Book, folder: Path) -> None:
    """A report never links to, or leaves, rejected rows that another attempt had."""
    folder.mkdir()
    (folder / "rejected.csv").write_text("old")
    book.open(Status.LOADED, loaded_at=START, rows_read=0)
    report(catalog, book.find())
    assert not (folder / "rejected.csv").exists()


def test_withheld_archiving_says_how_to_allow_it(catalog: Connection, book: Book, folder: Path) -> None:
    """The guard's figures and the parameter that lifts it are in every form."""
    book.open(Status.LOADED, loaded_at=START, rows_read=1, withheld=12)
    book.row(2, "unchanged")
    assert report(catalog, book.find()).endswith("Archiving of 12 products was withheld.")
    for name in ("report.html", "report.txt"):
        text = " ".join((folder / name).read_text().split())
        assert (
            "12 published products are on no row of the drop. That is more than 10 products and more than 10%" in text
        )
        assert "allow_archive" in text
    assert json.loads((folder / "report.json").read_text())["ingestion"]["withheld"] == 12


def test_a_sum_that_does_not_add_up_is_shown(catalog: Connection, book: Book, folder: Path) -> None:
    """A lost row is never hidden."""
    book.open(Status.LOADED, loaded_at=START, rows_read=5)
    book.row(2, "unchanged")
    report(catalog, book.find())
    assert "but 5 were read: report it to the developers" in (folder / "report.txt").read_text()
    assert "5 rows were read, but 1" in (folder / "report.html").read_text()
    assert RUN_ID in (folder / "report.html").read_text()
