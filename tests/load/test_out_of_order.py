"""Drops out of order: a late one must not revert newer values, unless it is forced."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalog_state import catalog_state
from course_runs import pipeline
from course_runs.contract.errors import FileRefused, RefusalCode
from course_runs.ledger.ingestions import Stage
from drops import drop, row, variant

Load = Callable[..., Any]

MONDAY = datetime(2026, 11, 2, 5, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


def title(uri: str) -> str:
    """Return the title of the test's course."""
    return str(catalog_state(uri)["course", "NorthfieldX+TEST"]["title"])


def test_an_older_drop_is_refused_unless_forced(sample_uri: str, load_rows: Load) -> None:
    """Older by its logical date; one of the same date, or without a date, is not older."""
    load_rows(row(variant=variant("A"), title="Tuesday"), drop_at=TUESDAY)
    stale = load_rows(row(variant=variant("A"), title="Monday"), drop_at=MONDAY)
    assert stale.refusal.code is RefusalCode.STALE_FILE
    assert title(sample_uri) == "Tuesday"
    load_rows(row(variant=variant("A"), title="Corrected"), drop_at=TUESDAY)
    assert title(sample_uri) == "Corrected"
    load_rows(row(variant=variant("A"), title="Monday"), drop_at=MONDAY, force=True)
    assert title(sample_uri) == "Monday"
    load_rows(row(variant=variant("A"), title="No date"))
    assert title(sample_uri) == "No date"


def test_a_drop_that_was_refused_or_tried_out_makes_nothing_stale(sample_uri: str, load_rows: Load) -> None:
    """Only what the catalog has counts."""
    load_rows(row(variant=variant("A"), title="Dry"), drop_at=TUESDAY, dry_run=True)
    load_rows(row(variant=variant("A"), course_level="none"), drop_at=TUESDAY)
    load_rows(row(variant=variant("A"), title="Monday"), drop_at=MONDAY)
    assert title(sample_uri) == "Monday"


@pytest.mark.parametrize("force", [False, True])
def test_a_newer_drop_can_overtake_a_plan(
    sample_uri: str,
    load_rows: Load,
    ingest: Load,
    tmp_path: Path,
    *,
    force: bool,
) -> None:
    """It is refused in the load as well, where it waited for the newer one; nothing of it is loaded."""
    monday = drop(tmp_path, row(variant=variant("A"), title="Monday"), name="monday.csv")
    late = ingest(sample_uri, monday, stages="extract validate diff", drop_at=MONDAY, force=force)
    load_rows(row(variant=variant("A"), title="Tuesday"), drop_at=TUESDAY)
    if force:
        pipeline.run_stage(sample_uri, Stage.LOAD, late.id)
    else:
        with pytest.raises(FileRefused, match="STALE_FILE"):
            pipeline.run_stage(sample_uri, Stage.LOAD, late.id)
    assert title(sample_uri) == ("Monday" if force else "Tuesday")


def test_another_feeds_drops_do_not_count(sample_uri: str, load_rows: Load, execute: Callable[..., int]) -> None:
    """Feeds have their own order."""
    load_rows(row(variant=variant("A"), title="Tuesday"), drop_at=TUESDAY)
    execute("UPDATE ingest.ingestion SET feed_id = '2u-bootcamps'")
    load_rows(row(variant=variant("A"), title="Monday"), drop_at=MONDAY)
    assert title(sample_uri) == "Monday"
