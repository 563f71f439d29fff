"""The extract stage: unchanged rows, and the facts about the file in the ledger."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from drops import drop, row


def test_cells_are_staged_as_they_came(sample_uri: str, ingest: Any, tmp_path: Path) -> None:  # noqa: ANN401 - a fixture
    """Cells are neither trimmed nor parsed."""
    title = '  "quoted", \\N \\ {x}\n\ttabbed  '
    done = ingest(sample_uri, drop(tmp_path, row(title=title)), stages="extract")
    ((header, cells),) = done.query(
        "SELECT header, cells FROM ingest.staged_row JOIN ingest.ingestion ON ingestion.id = ingestion_id"
    )
    assert dict(zip(header, cells, strict=True))["title"] == title


def test_the_ledger_has_the_facts_of_the_file(sample_uri: str, ingest: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """The digest, the size and the number of rows."""
    path = drop(tmp_path, row("A"), row("B"))
    done = ingest(sample_uri, path, stages="extract")
    facts = done.query("SELECT sha256, size_bytes, rows_read, status FROM ingest.ingestion WHERE id = %(id)s")
    content = path.read_bytes()
    assert facts == [(hashlib.sha256(content).hexdigest(), len(content), 2, "extracted")]


def test_a_retry_replaces_its_own_rows(sample_uri: str, ingest: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """The file was corrected in the meantime."""
    ingest(sample_uri, drop(tmp_path, row("A"), row("B")), run_id="once", stages="extract validate")
    done = ingest(sample_uri, drop(tmp_path, row("C")), run_id="once", stages="extract")
    for table, rows in (("staged_row", 1), ("accepted_row", 0)):
        assert done.query(f"SELECT count(*) FROM ingest.{table} WHERE ingestion_id = %(id)s") == [(rows,)]


def test_cells_of_a_report_are_rearmed(sample_uri: str, ingest: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """Only in a file with the column `errors`; header and cells."""
    plain = drop(tmp_path, row(title="'=1+1", ofac_comment="'plain'"))
    text = plain.read_text(encoding="utf-8").splitlines()
    returned = tmp_path / "returned.csv"
    returned.write_text(
        f"'Errors,'=notes,{text[0]}\n".replace("'Errors", "Errors") + f"x,y,{text[1]}\n", encoding="utf-8"
    )
    for path, title in ((plain, "'=1+1"), (returned, "=1+1")):
        done = ingest(sample_uri, path, stages="extract validate")
        assert done.query("SELECT title, ofac_comment FROM ingest.accepted_row WHERE ingestion_id = %(id)s") == [
            (title, "'plain'")
        ]
    assert done.query("SELECT column_name FROM ingest.finding WHERE ingestion_id = %(id)s") == [("=notes",)]


def test_a_refusal_leaves_nothing_of_an_earlier_attempt(sample_uri: str, ingest: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """The file was replaced by one that is refused: the ledger has the facts of that one."""
    bad = row("BAD", length="x")
    ingest(sample_uri, drop(tmp_path, row("A"), bad), run_id="once", stages="extract validate diff")
    done = ingest(sample_uri, drop(tmp_path, row("C"), without=["title"]), run_id="once")
    assert done.refusal.code == "BAD_HEADER"
    facts = done.query("SELECT rows_read, header, sha256, refusal_code FROM ingest.ingestion WHERE id = %(id)s")
    assert facts == [(None, None, None, "BAD_HEADER")]
    for table in ("outcome", "finding", "accepted_row", "data_docs"):
        assert done.query(f"SELECT count(*) FROM ingest.{table} WHERE ingestion_id = %(id)s") == [(0,)]


def test_the_progress_of_a_long_drop_is_logged(
    sample_uri: str,
    ingest: Any,  # noqa: ANN401
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """By numbers alone. Validation logs each chunk."""
    monkeypatch.setattr("course_runs.extract.stage.PROGRESS_EVERY", 2)
    caplog.set_level("INFO")
    ingest(sample_uri, drop(tmp_path, *map(row, "ABCDE")), stages="extract validate")
    for words in ("2 rows read, the last one on line 3", "4 rows read, the last one on line 5", "5 of 5 rows judged"):
        assert words in caplog.text
    assert "6 rows read" not in caplog.text
