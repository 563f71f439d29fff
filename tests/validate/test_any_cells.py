"""Any cells: every row has an outcome, accepted cells are stored as they were written, rejected rows have codes."""

import csv
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_runs.contract.codes import Code, Severity
from course_runs.contract.columns import BY_NAME, COLUMNS
from course_runs.contract.kinds import (
    Choice,
    DateCell,
    Flag,
    Html,
    Ignored,
    Integer,
    Kind,
    Lookup,
    LookupList,
    Money,
    Names,
    Text,
    TimeCell,
    Url,
    Uuid,
)
from course_runs.settings import FEEDS_VARIABLE, feeds_file
from course_runs.validate.sanitise import sanitise
from drops import row, schedule, variant

Ingest = Callable[..., Any]
Cells = Mapping[str, str]

FEED = "anything"
MOMENTS = {"starts_at": "start", "ends_at": "end", "enrollment_ends_at": "reg_close"}
MOMENTS["upgrade_deadline_override_at"] = "upgrade_deadline_override"
_numbers = count(1)

NASTY = (
    *(
        "=1+1",
        "+5",
        "-1",
        "@x",
        "'",
        "''x",
        "\t",
        "\n",
        "\r\n",
        "a\rb",
        " 12 ",
        '"',
        '""',
        ",",
        ";",
        "\\N",
        "\\",
        "\\.",
    ),
    *(
        "None",
        "null",
        "NaN",
        "inf",
        "1e3",
        "1,000.00",
        "0",
        "00",
        "007",
        "-0",
        "\u0661\u0662",
        "\uff11\uff12",
        "½",
        "²",
    ),
    *("2031-02-30", "02/03/2031", "9999-12-31", "0001-01-01", "10000-01-01", "24:00", "23:59:60", "00:00"),
    *("https://example.org", "http://a b", "https://u:p@example.org/ü?q=1#f", "http://[::1]/", "javascript:alert(1)"),
    *(
        "{0}",
        "%s",
        "$x",
        "{{ x }}",
        "<b>x</b>",
        "<script>x</script>",
        "<p",
        "&amp;",
        "&lt;",
        "a<b>c",
        "\u202e",
        "\ufeff",
    ),
    *(
        "e\u0301",
        "ß",
        "İ",
        "\u0131",
        "\U0001f600",
        "\u2028",
        "\x85",
        "\x1f",
        "\x7f",
        "\ud7ff",
        "x" * 600,
        "Ω" * 256,
        "a,b,,A , a",
    ),
    *("yes", "1", "TRUE", "self-paced", "Custom-B2B-Enterprise", "sprint", "EN-US", "law", "Executive Education(2U)"),
)
ANY_TEXT = st.sampled_from(NASTY) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
ANY_CELLS = st.dictionaries(st.sampled_from(list(BY_NAME)), ANY_TEXT, max_size=5)

WARNINGS = {code for code in Code if code.severity is Severity.WARNING}


def good(**cells: str) -> Cells:
    """Return a valid row of a new course, with some cells replaced."""
    number = next(_numbers)
    before = row(f"ANY-{number}", variant(f"any {number}"), **schedule("2091-02-01", "2091-04-30", "2091-01-20"))
    return {name: {**before, **cells}.get(name, "") for name in BY_NAME}


@pytest.fixture
def _feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed that accepts any number of rejected rows."""
    feed = {
        **yaml.safe_load(feeds_file().read_text(encoding="utf-8"))[0],
        "id": FEED,
        "rejection_budget": {"share": 1.0},
    }
    path = tmp_path / "feeds.yaml"
    path.write_text(yaml.safe_dump([feed], default_flow_style=None, sort_keys=False), encoding="utf-8")
    monkeypatch.setenv(FEEDS_VARIABLE, str(path))


def write(path: Path, rows: Sequence[Cells]) -> None:
    """Write rows as a CSV with every cell quoted."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(BY_NAME), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.usefixtures("_feed")
@settings(
    max_examples=int(os.environ.get("COURSE_RUNS_EXAMPLES", "6")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ANY_CELLS, min_size=8, max_size=30))
def test_any_cells(sample_uri: str, ingest: Ingest, tmp_path: Path, changed: list[dict[str, str]]) -> None:
    """Through extract, validate, diff and load on the sample catalog."""
    rows = [{**good(), **cells} for cells in changed]
    path = tmp_path / "drop.csv"
    write(path, rows)
    done = ingest(sample_uri, path, feed=FEED)
    assert done.refusal is None

    staged = done.query("SELECT line_number, cells FROM ingest.staged_row WHERE ingestion_id = %(id)s ORDER BY 1")
    assert [cells for _, cells in staged] == [list(row.values()) for row in rows]
    outcome = done.query(
        "SELECT line_number, decision, codes FROM ingest.outcome WHERE ingestion_id = %(id)s ORDER BY 1"
    )
    assert [line for line, *_ in outcome] == [line for line, _ in staged]
    stored = done.query("SELECT line_number, to_jsonb(row) FROM ingest.accepted_row AS row WHERE ingestion_id = %(id)s")
    accepted = dict(stored)
    for (line, decision, codes), row_as_written in zip(outcome, rows, strict=True):
        assert (decision == "rejected") == bool(set(codes) - WARNINGS), codes
        assert decision is not None
        assert line in accepted or decision == "rejected"
        if line in accepted:
            check(accepted[line], row_as_written)


def check(stored: Mapping[str, Any], written: Cells) -> None:
    """Check that the stored values of a row equal its cells, parsed again by this test."""
    for column in COLUMNS:
        cell = written[column.name].strip()
        if isinstance(column.kind, DateCell | TimeCell | Ignored):
            continue
        value = stored[column.accepted_column]
        if isinstance(column.kind, Html):  # null: the staged cell counts, which is the written one
            value = (written[column.name] if value is None else value) or None
        assert value == read(column.kind, cell), column.name
    assert stored["publish_date"] == str(a_date(written["publish_date"]))
    for field, name in MOMENTS.items():
        assert moment(stored[field]) == instant(written[f"{name}_date"], written[f"{name}_time"]), name


KNOWN = {
    "northfieldx": "NorthfieldX",
    "en-us": "en-us",
    "law": "Law",
    "introductory": "Introductory",
    "executive education(2u)": "executive-education-2u",
    "unpaid executive education": "unpaid-executive-education",
}
"""The catalog's spelling of every name that a generated row can have."""

READERS: dict[type[Kind], Callable[[str], object]] = {
    Html: lambda cell: sanitise(cell).html or None,
    Text: str,
    Url: str,
    Names: lambda cell: list(dict.fromkeys(filter(None, map(str.strip, cell.split(","))))) or None,
    Integer: int,
    Money: lambda cell: float(Decimal(cell)),
    Uuid: lambda cell: str(UUID(cell)),
    Lookup: lambda cell: KNOWN.get(cell.lower()),
    LookupList: lambda cell: list(
        dict.fromkeys(KNOWN[name.strip().lower()] for name in cell.split(",") if name.strip())
    ),
}
"""The JSON value of an accepted cell by the specification, by kind."""


def read(kind: Kind, cell: str) -> object:
    """Read a trimmed cell that was accepted."""
    if isinstance(kind, Flag):
        return cell.lower() in {"yes", "1", "true"}
    if isinstance(kind, Choice):  # each column's own: another's is unknown to it, which is a warning
        return cell.lower() if cell.lower() in kind.options else None
    return READERS[type(kind)](cell) if cell else None


def a_date(cell: str) -> date:
    """Read a date by the two formats."""
    cell = cell.strip()
    form = "%m/%d/%Y" if "/" in cell else "%Y-%m-%d"
    return datetime.strptime(cell, form).replace(tzinfo=UTC).date()


def instant(on: str, at: str) -> datetime | None:
    """Read a date and a time in UTC."""
    if not on.strip():
        return None
    return datetime.combine(a_date(on), time.fromisoformat(at.strip() or "00:00"), UTC)


def moment(stored: str | None) -> datetime | None:
    """Parse an instant in JSON."""
    return datetime.fromisoformat(stored) if stored else None
