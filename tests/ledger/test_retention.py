"""How long the rows of an ingestion stay, and what stays for good."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course_runs import settings
from course_runs.database.session import session
from drops import drop, row, variant

Ingest = Callable[..., Any]

DETAILS = {
    "staged_row",
    "accepted_row",
    "planned_change",
    "finding",
    "row_decision",
    "reported_row",
    "data_docs",
    "stage_attempt",
}
FOR_GOOD = {"applied_change", "quarantine", "mail"}


def kept(done: Any, tables: set[str]) -> set[str]:  # noqa: ANN401 - conftest's
    """Return the tables that still have rows of an ingestion."""
    return {
        table
        for table in tables
        if done.query(f"SELECT EXISTS (SELECT FROM ingest.{table} WHERE ingestion_id = %(id)s)") == [(True,)]
    }


def grow_old(done: Any, days: int) -> None:  # noqa: ANN401 - conftest's
    """Let an ingestion have begun so many days earlier."""
    with session(done.uri) as connection, connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ingest.ingestion SET as_of = as_of - make_interval(days => %s) WHERE id = %s", (days, done.id)
        )


@pytest.fixture
def rejected(tmp_path: Path) -> Path:
    """A drop with a good row, and one that is rejected."""
    return drop(tmp_path, row("GOOD", variant("A")), row("BAD", variant("B"), verified_price="dear"), name="first.csv")


def test_the_next_drop_purges_staged_rows_and_the_loaded_plan(
    sample_uri: str, ingest: Ingest, tmp_path: Path, rejected: Path
) -> None:
    """The history has what the plan had; a dry run keeps its plan."""
    loaded = ingest(sample_uri, rejected)
    planned = ingest(sample_uri, drop(tmp_path, row("NEW")), dry_run=True, stages="extract validate diff")
    grow_old(planned, 31)
    assert kept(loaded, {"planned_change"}) == set()
    assert kept(loaded, {"applied_change"}) == {"applied_change"}
    ingest(sample_uri, drop(tmp_path, row("NEXT")))
    assert kept(planned, {"staged_row", "accepted_row", "planned_change"}) == {"planned_change"}


def test_details_are_purged_after_the_days_of_the_setting(
    sample_uri: str, ingest: Ingest, tmp_path: Path, rejected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ledger, history and quarantine stay, and so do the details of an ingestion that is a day younger."""
    monkeypatch.setenv(settings.DETAILS_VARIABLE, "90")
    old, younger = ingest(sample_uri, rejected), ingest(sample_uri, rejected)
    grow_old(old, 90)
    grow_old(younger, 89)
    assert kept(old, {"finding", "row_decision", "stage_attempt"}) == {"finding", "row_decision", "stage_attempt"}
    ingest(sample_uri, drop(tmp_path, row("NEXT")))
    assert kept(old, DETAILS | FOR_GOOD) == {"applied_change", "quarantine"}
    assert kept(younger, DETAILS) >= {"finding", "row_decision", "stage_attempt"}
    purged = "SELECT details_purged_at IS NOT NULL, counts FROM ingest.ingestion WHERE id = %(id)s"
    assert old.query(purged) == [(True, {"new_product": 1, "rejected": 1})]
    assert younger.query(purged)[0][0] is False


def test_every_table_of_an_ingestion_is_purged_or_kept_for_good(catalog_uri: str) -> None:
    """A new table has to state which."""
    with session(catalog_uri) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns JOIN information_schema.tables "
            "USING (table_schema, table_name) WHERE table_schema = 'ingest' AND column_name = 'ingestion_id' "
            "AND table_type = 'BASE TABLE'"
        )
        assert {name for (name,) in cursor} == DETAILS | FOR_GOOD


def test_an_ingestion_that_starts_over_has_details_again(
    sample_uri: str, ingest: Ingest, tmp_path: Path, rejected: Path
) -> None:
    """Of a run that is cleared after its details were purged, the new details are purged in their turn."""
    first = ingest(sample_uri, rejected, run_id="again", stages="extract validate")
    grow_old(first, settings.DETAILS_DAYS)
    ingest(sample_uri, drop(tmp_path, row("NEXT")))
    assert kept(first, DETAILS) == set()
    ingest(sample_uri, rejected, run_id="again", stages="extract validate")
    assert kept(first, DETAILS) >= {"staged_row", "finding", "stage_attempt"}
    assert first.query("SELECT details_purged_at FROM ingest.ingestion WHERE id = %(id)s") == [(None,)]


@pytest.mark.parametrize("days", ["0", "-1", "a year", "1.5"])
def test_a_number_of_days_is_a_whole_number_above_zero(days: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the variable and its value."""
    monkeypatch.setenv(settings.DETAILS_VARIABLE, days)
    with pytest.raises(ValueError, match=f"COURSE_RUNS_DETAILS_DAYS has to be .* and is '{days}'"):
        settings.details_days()
