"""Ingestions in every state, in a real database."""

from pathlib import Path
from typing import Any

import pytest

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Status
from report.ingestion_book import END, START, VARIANT, Book


@pytest.fixture
def book(catalog: Connection) -> Book:
    """An ingestion to be written."""
    return Book(catalog)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: Book) -> Path:
    """Where the ingestion's report will lie."""
    monkeypatch.setenv("COURSE_RUNS_REPORTS", str(tmp_path))
    return tmp_path / str(book.id)


@pytest.fixture
def loaded(book: Book) -> Book:
    """An ingestion that is loaded and in which every decision occurs."""
    book.open(Status.LOADED, loaded_at=START, rows_read=9, sha256="ab" * 32)
    book.attempt("extract", "validate", "diff", "load")
    dates: dict[str, Any] = {"starts_at": START, "ends_at": END}
    runs = {name: f"course-v1:HarvardX+{name}+1T2030" for name in ("NEW1", "OLD1", "OLD2", "OLD3", "OLD4", "OLD5")}
    new = "HarvardX+NEW1"
    book.row(2, "new_product", new, run=runs["NEW1"], title="A new product", variant_id=VARIANT, **dates)
    book.change(2, ("course", new), None, {"title": "A new product", "slug": "executive-education/harvardx-new"})
    schedule = {"starts_at": START.isoformat(), "ends_at": END.isoformat()}
    book.change(2, ("course_run", runs["NEW1"]), None, {"variant_id": VARIANT, **schedule})
    book.row(3, "new_run", new, run=runs["NEW1"] + "a", title="A new product", is_future_variant=True, **dates)
    book.change(3, ("course_run", runs["NEW1"] + "a"), None, schedule)
    kind = {"restriction_type": "custom-b2c", "external_course_marketing_type": "sprint"}
    book.row(4, "new_run", "HarvardX+OLD1", run=runs["OLD1"], title="An old product", **dates, **kind)
    book.change(4, ("course_run", runs["OLD1"]), None, {"restriction_type": "custom-b2c", **schedule})
    book.row(5, "backpopulate", "HarvardX+OLD2", run=runs["OLD2"], title="Moved", **dates)
    before = {"starts_at": "2030-01-01T00:00:00+00:00", "variant_id": None}
    after = {"starts_at": "2030-01-15T00:00:00+00:00", "variant_id": VARIANT}
    book.change(5, ("course_run", runs["OLD2"]), before, after)
    book.row(6, "update", "HarvardX+OLD3", run=runs["OLD3"], title="Renamed", **dates)
    book.change(6, ("course", "HarvardX+OLD3"), {"title": "Its old name"}, {"title": "Renamed"})
    book.row(7, "unchanged", "HarvardX+OLD4", run=runs["OLD4"], **dates)
    book.row(8, "held", "HarvardX+OLD5", run=runs["OLD5"], title="In review", **dates)
    book.row(9, "duplicate", "HarvardX+OLD4")
    book.row(10, "rejected", "HarvardX+BAD1")
    fault = {"column_name": "start_date", "value": "2030-13-01", "course_key": "HarvardX+BAD1"}
    book.finding(10, "INVALID_DATE", "'2030-13-01' is not a valid date; write it as YYYY-MM-DD.", **fault)
    book.finding(6, "HTML_SANITISED", "short_description lost script.", severity="warning")
    book.finding(None, "UNKNOWN_COLUMN", "Column 5, 'colour', is unknown.", severity="warning", column_name="colour")
    gone = ("additional_metadata", "HarvardX+GONE")
    book.change(None, gone, {"product_status": "published"}, {"product_status": "archived"})
    return book
