"""Small drops for tests: rows that the feed of executive education accepts, but for what a test says of them."""

import csv
from collections.abc import Collection, Mapping
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from course_runs.contract.columns import BY_NAME, OFAC

Row = Mapping[str, str]


def variant(name: str) -> str:
    """Make a variant's UUID out of a name."""
    return str(uuid5(NAMESPACE_OID, name))


def schedule(start: str, end: str, closes: str = "") -> Row:
    """Give the cells of a schedule, `YYYY-MM-DD` each, and of the day on which registration closes."""
    return {
        "start_date": start,
        "start_time": "00:00",
        "end_date": end,
        "end_time": "23:59",
        "reg_close_date": closes,
        "reg_close_time": "12:00" if closes else "",
    }


D0 = schedule("2024-02-01", "2024-04-30")  # has ended
D1 = schedule("2091-02-01", "2091-04-30")
D2 = schedule("2091-06-01", "2091-08-31")
D3 = schedule("2091-10-01", "2091-12-31")

_ROW: Row = {
    "organization": "NorthfieldX",
    "title": "Testing Decisions",
    "number": "TEST",
    "course_enrollment_track": "Executive Education(2U)",
    "course_run_enrollment_track": "Unpaid Executive Education",
    "image": "https://images.example.com/testing.jpg",
    "short_description": "<p>Short.</p>",
    "long_description": "<p>Long.</p>",
    "what_will_you_learn": "<p>To test.</p>",
    "course_level": "Introductory",
    "primary_subject": "Law",
    "verified_price": "100.00",
    "publish_date": "2090-01-01",
    **D1,
    "course_pacing": "instructor-paced",
    "minimum_effort": "2",
    "maximum_effort": "4",
    "length": "6",
    "content_language": "en-us",
    "transcript_language": "en-us",
    "redirect_url": "https://partner.example.com/testing",
    "external_identifier": "TEST-1",
    "certificate_header": "Certificate",
    "certificate_text": "<p>You get one.</p>",
}


def row(number: str = "TEST", variant: str | None = None, **cells: str) -> Row:
    """Make a row.

    Args:
        number: of the course; the organization is NorthfieldX and the external identifier follows the number.
        variant: a UUID.
        cells: other cells by column; `ofac` is short for the restriction's long name.
    """
    if "ofac" in cells:
        cells[OFAC] = cells.pop("ofac")
    identifier = cells.pop("external_identifier", f"{number}-1")
    return {**_ROW, "number": number, "external_identifier": identifier, "variant_id": variant or "", **cells}


def drop(folder: Path, *rows: Row, without: Collection[str] = (), name: str = "drop.csv") -> Path:
    """Write a drop of rows; the columns are the contract's without those that are left out."""
    columns = [column for column in BY_NAME if column not in without]
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="raise" if not without else "ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path
