"""The quarantine: rejected rows stay with their cells, close themselves when they come corrected, or are discarded."""

import csv
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from course_runs import cli, pipeline
from course_runs.database.session import session
from course_runs.ledger.ingestions import Stage
from course_runs.rows.quarantine import NotOpen, discard, reference
from drops import drop, row, variant

Ingest = Callable[..., Any]

A, B, C = map(variant, "ABC")

GOOD = [row("GOOD-1", A), row("GOOD-2", B)]
BAD = row("BAD", C, verified_price="dear")


def quarantine(done: Any) -> dict[int, tuple[Any, ...]]:  # noqa: ANN401 - conftest's
    """Return the quarantined rows of an ingestion by line: status, what closed it, who discarded it and why."""
    rows = done.query(
        "SELECT line_number, status, closed_by_ingestion_id, closed_by_line, discarded_by, reason "
        "FROM ingest.quarantine WHERE ingestion_id = %(id)s ORDER BY line_number"
    )
    return {line: tuple(rest) for line, *rest in rows}


OPEN = ("open", None, None, None, None)


def report(done: Any) -> Path:  # noqa: ANN401 - conftest's
    """Make the report and return its rejected.csv."""
    pipeline.run_stage(done.uri, Stage.REPORT, done.id)
    return Path(os.environ["COURSE_RUNS_REPORTS"]) / str(done.id) / "rejected.csv"


def corrected(rejected: Path, folder: Path, **cells: str) -> Path:
    """Set cells in every row of a rejected.csv, as a partner does in a spreadsheet."""
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    path = folder / "corrected.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows({**cells_before, **cells} for cells_before in rows)
    return path


def test_rejected_rows_stay_with_the_cells_as_they_came(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Neither trimmed nor parsed, with their codes and their course."""
    done = ingest(sample_uri, drop(tmp_path, *GOOD, {**BAD, "title": "  <b>Any</b>\n=1+1 \\ "}))
    assert quarantine(done) == {4: OPEN}
    ((cells, header, codes, key),) = done.query(
        "SELECT cells, header, codes, course_key FROM ingest.quarantine "
        "JOIN ingest.ingestion ON ingestion.id = ingestion_id"
    )
    row_as_it_came = dict(zip(header, cells, strict=True))
    assert row_as_it_came["title"] == "  <b>Any</b>\n=1+1 \\ "
    assert (row_as_it_came["verified_price"], codes, key) == ("dear", ["INVALID_PRICE"], "NorthfieldX+BAD")


def test_a_good_file_quarantines_nothing(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Only rejected rows go there."""
    assert quarantine(ingest(sample_uri, drop(tmp_path, *GOOD))) == {}


def test_a_row_corrected_in_the_report_closes_its_own(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """By the reference in `errors`, although a cell of the row's identity was wrong."""
    first = ingest(sample_uri, drop(tmp_path, *GOOD, row("B A D", C)))
    again = ingest(sample_uri, corrected(report(first), tmp_path, number="BAD"))
    assert again.refusal is None
    assert again.decisions == {"new_product": 1}
    assert quarantine(first) == {4: ("resolved", again.id, 2, None, None)}


def test_formula_cells_come_back_from_the_partner_unchanged(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """The catalog has them as they were in the first drop."""
    title = "=HYPERLINK(1)"
    first = ingest(sample_uri, drop(tmp_path, *GOOD, {**BAD, "title": title}))
    again = ingest(sample_uri, corrected(report(first), tmp_path, verified_price="10"))
    assert again.query("SELECT title FROM catalog.course WHERE key = 'NorthfieldX+BAD'") == [(title,)]


def test_a_ragged_row_comes_back_by_its_reference(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Its cells belong to no column; the reference is in the first cell."""
    path = drop(tmp_path, *GOOD, row("BAD", C))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:3], "x," + lines[3]]), encoding="utf-8")
    first = ingest(sample_uri, path)
    assert first.codes[4] == ["RAGGED_ROW"]
    rejected = report(first)
    corrected = tmp_path / "fixed.csv"
    corrected.write_text(rejected.read_text(encoding="utf-8-sig").replace(",x,", ",", 1), encoding="utf-8")
    again = ingest(sample_uri, corrected)
    assert again.decisions == {"new_product": 1}
    assert quarantine(first)[4][:3] == ("resolved", again.id, 2)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BAD, row("BAD", C)),
        (row("BAD", verified_price="dear"), row("BAD")),
        (row("BAD", C, start_date="soon"), row("BAD", C.upper())),
    ],
    ids=["by variant", "by schedule", "by variant, another cell was wrong"],
)
def test_a_row_corrected_at_its_source_closes_the_quarantined_one(
    sample_uri: str, ingest: Ingest, tmp_path: Path, before: dict[str, str], after: dict[str, str]
) -> None:
    """The next drop has the correction, without the reference."""
    first = ingest(sample_uri, drop(tmp_path, *GOOD, before))
    again = ingest(sample_uri, drop(tmp_path, after, *GOOD))
    assert quarantine(first)[4][:3] == ("resolved", again.id, 2)


@pytest.mark.parametrize("other", [row("OTHER", C), row("BAD", A)], ids=["another course", "another variant"])
def test_another_row_closes_nothing(sample_uri: str, ingest: Ingest, tmp_path: Path, other: dict[str, str]) -> None:
    """Course and variant must both be the same."""
    first = ingest(sample_uri, drop(tmp_path, row("GOOD-2", B), row("GOOD-3"), BAD))
    ingest(sample_uri, drop(tmp_path, other))
    assert quarantine(first) == {4: OPEN}


def test_another_feed_closes_nothing(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """A reference counts within its feed."""
    first = ingest(sample_uri, drop(tmp_path, *GOOD, BAD))
    boot_camp = row(
        "CAMP",
        course_enrollment_track="Bootcamp(2U)",
        course_run_enrollment_track="Unpaid Bootcamp",
        syllabus="<p>x</p>",
        frequently_asked_questions="<p>x</p>",
    )
    path = drop(tmp_path, boot_camp)
    text = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"errors,{text[0]}\n{reference(first.id, 4)}: x,{text[1]}\n", encoding="utf-8")
    other = ingest(sample_uri, path, feed="2u-bootcamps")
    assert other.decisions == {"new_product": 1}
    assert quarantine(first) == {4: OPEN}


def test_a_row_that_is_rejected_again_is_open_once(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Only the latest is open, although the row is in the drop of every day."""
    first = ingest(sample_uri, drop(tmp_path, *GOOD, BAD))
    second = ingest(sample_uri, drop(tmp_path, BAD, *GOOD))
    third = ingest(sample_uri, drop(tmp_path, *GOOD, {**BAD, "verified_price": "-1"}))
    assert quarantine(first)[4][3:] == ("course_runs", f"rejected again: line 2 of {second.id}")
    assert quarantine(second)[2][3:] == ("course_runs", f"rejected again: line 4 of {third.id}")
    assert quarantine(third) == {4: OPEN}


def test_rejected_rows_of_a_refused_file_are_kept(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Refused for having too many of them; the corrected file closes them."""
    refused = ingest(sample_uri, drop(tmp_path, BAD, row("GOOD-1", A, verified_price="x"), row("GOOD-2", B)))
    assert refused.refusal.code == "REJECTION_BUDGET"
    assert quarantine(refused) == {2: OPEN, 3: OPEN}
    loaded = ingest(sample_uri, drop(tmp_path, row("BAD", C), *GOOD))
    assert {line: rest[0] for line, rest in quarantine(refused).items()} == {2: "resolved", 3: "resolved"}
    assert quarantine(loaded) == {}


def test_a_dry_run_leaves_the_quarantine_alone(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """It neither adds nor closes rows, also when it would be refused."""
    first = ingest(sample_uri, drop(tmp_path, *GOOD, BAD))
    for rows in ([*GOOD, BAD], [row("BAD", C)], [BAD]):
        assert quarantine(ingest(sample_uri, drop(tmp_path, *rows), dry_run=True)) == {}
    assert quarantine(first) == {4: OPEN}


def test_a_run_that_starts_over_reverts_what_it_did(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """The refused file is replaced and its tasks are cleared: the rows that it had closed are open again."""
    first = ingest(sample_uri, drop(tmp_path, *GOOD, BAD))
    refused = ingest(sample_uri, drop(tmp_path, BAD), run_id="again")
    assert quarantine(first)[4][0] == "discarded"
    loaded = ingest(sample_uri, drop(tmp_path, *GOOD), run_id="again")
    assert loaded.id == refused.id
    assert quarantine(first) == {4: OPEN}
    assert quarantine(loaded) == {}


def test_discarding_records_who_and_why_and_when(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """A discarded row stays discarded when a corrected one comes."""
    done = ingest(sample_uri, drop(tmp_path, *GOOD, BAD))
    with session(sample_uri) as connection:
        discard(connection, done.id, [4], "ada", "withdrawn by the partner")
    assert quarantine(done) == {4: ("discarded", None, None, "ada", "withdrawn by the partner")}
    assert done.query("SELECT closed_at IS NOT NULL FROM ingest.quarantine") == [(True,)]
    ingest(sample_uri, drop(tmp_path, row("BAD", C)))
    assert quarantine(done)[4][0] == "discarded"


@pytest.mark.parametrize("lines", [[5], [4, 5]])
def test_only_open_rows_can_be_discarded(sample_uri: str, ingest: Ingest, tmp_path: Path, lines: list[int]) -> None:
    """All the rows that are named, or none."""
    done = ingest(sample_uri, drop(tmp_path, *GOOD, BAD))
    with session(sample_uri) as connection, pytest.raises(NotOpen, match="line 5"), connection:
        discard(connection, done.id, lines, "ada", "a slip")
    assert quarantine(done) == {4: OPEN}


def test_rows_are_listed_and_discarded_from_the_command_line(
    sample_uri: str, ingest: Ingest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The open ones, of a feed or of all feeds; a wrong line ends in a message, not in a traceback."""
    done = ingest(sample_uri, drop(tmp_path, *GOOD, BAD))
    listing = ["--catalog", sample_uri, "quarantine", "list"]
    discarding = ["--catalog", sample_uri, "quarantine", "discard", str(done.id), "4", "--reason", "withdrawn"]
    assert cli.main(listing) == cli.main([*listing, "2u-executive-education"]) == 0
    line, again = capsys.readouterr().out.splitlines()
    assert line == again
    assert f"{done.id}  4  NorthfieldX+BAD  INVALID_PRICE" in line
    assert cli.main([*discarding, "--by", "ada"]) == 0
    assert quarantine(done)[4][3:] == ("ada", "withdrawn")
    assert cli.main(listing) == 0
    assert capsys.readouterr().out == ""
    assert cli.main(discarding) == 1
    assert "line 4" in capsys.readouterr().err


def test_the_database_refuses_a_discard_without_a_person(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """The constraints hold for every writer."""
    done = ingest(sample_uri, drop(tmp_path, *GOOD, BAD))
    for change in ("status = 'discarded'", "status = 'resolved', closed_at = now()", "closed_at = now()"):
        with pytest.raises(psycopg2.errors.CheckViolation), session(sample_uri) as connection:
            connection.cursor().execute(f"UPDATE ingest.quarantine SET {change} WHERE ingestion_id = %s", (done.id,))


def test_backpopulation_quarantines_what_it_cannot_place(sample_uri: str, ingest: Ingest) -> None:
    """Rows of additional_metadata that are rejected are open until a later run loads them."""
    done = ingest(sample_uri, None)
    assert {rest[0] for rest in quarantine(done).values()} == {"open"}
    again = ingest(sample_uri, None)
    assert {rest[0] for rest in quarantine(done).values()} == {"discarded"}
    assert {rest[0] for rest in quarantine(again).values()} == {"open"}


def test_cells_go_with_the_next_drop_and_outcomes_stay(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Of an old ingestion the outcome of each row stays, and its rejected rows can be reported again."""
    old = ingest(sample_uri, drop(tmp_path, *GOOD, BAD))
    before = old.query("SELECT * FROM ingest.outcome WHERE ingestion_id = %(id)s ORDER BY line_number")
    ingest(sample_uri, drop(tmp_path, *GOOD))
    for table in ("staged_row", "accepted_row"):
        assert old.query(f"SELECT count(*) FROM ingest.{table} WHERE ingestion_id = %(id)s") == [(0,)]
    assert old.query("SELECT * FROM ingest.outcome WHERE ingestion_id = %(id)s ORDER BY line_number") == before
    with report(old).open(encoding="utf-8-sig", newline="") as file:
        (rejected,) = csv.DictReader(file)
    assert (rejected["number"], rejected["verified_price"]) == ("BAD", "dear")


def test_lines_of_a_refused_file_stay(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Rejected rows with their decision, the others without one."""
    refused = ingest(sample_uri, drop(tmp_path, BAD, row("GOOD-1", A, verified_price="x"), row("GOOD-2", B)))
    before = refused.query("SELECT * FROM ingest.outcome WHERE ingestion_id = %(id)s ORDER BY line_number")
    assert [decision for _, _, decision, *_ in before] == ["rejected", "rejected", None]
    ingest(sample_uri, drop(tmp_path, *GOOD))
    assert refused.query("SELECT * FROM ingest.outcome WHERE ingestion_id = %(id)s ORDER BY line_number") == before


@pytest.mark.parametrize(("age", "kept"), [(timedelta(days=29), 2), (timedelta(days=31), 0)], ids=["young", "old"])
def test_an_ingestion_that_can_go_on_keeps_its_rows_for_a_month(
    sample_uri: str, ingest: Ingest, tmp_path: Path, age: timedelta, kept: int
) -> None:
    """It failed, and its tasks can still be cleared."""
    waiting = ingest(sample_uri, drop(tmp_path, *GOOD), stages="extract validate")
    with session(sample_uri) as connection:
        connection.cursor().execute("UPDATE ingest.ingestion SET as_of = as_of - %s", (age,))
    ingest(sample_uri, drop(tmp_path, *GOOD))
    assert waiting.query("SELECT count(*) FROM ingest.staged_row WHERE ingestion_id = %(id)s") == [(kept,)]
