"""A load applies a plan only as long as it is one: not after a refusal, not after rows were validated again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalog_state import catalog_state
from course_runs import pipeline
from course_runs.contract.errors import FileRefused, InvariantBroken
from course_runs.ledger.ingestions import Stage
from drops import D2, row, variant

Load = Callable[..., Any]

BUDGET = '{"rejection_budget": {"share": 0}}'
ROWS = (row(variant=variant("A")), row("OTHER", variant("B")), row("OTHER", variant("C"), **D2))


@pytest.mark.parametrize("refusing", [Stage.VALIDATE, Stage.DIFF])
def test_a_refusal_ends_the_plan(
    sample_uri: str, load_rows: Load, execute: Callable[..., int], refusing: Stage
) -> None:
    """Clearing the load alone does not bring the earlier plan into the catalog."""
    load_rows(row("OTHER", variant("B")))
    before = catalog_state(sample_uri)
    planned = load_rows(*ROWS, stages="extract validate diff")
    execute("UPDATE ingest.ingestion SET feed_settings = feed_settings || %s WHERE id = %s", BUDGET, planned.id)
    # Either rejects rows that were planned: the variant is another's, or the level is unknown.
    execute("UPDATE catalog.course_run SET variant_id = %s WHERE course_key LIKE 'Kestrel%%LDT'", variant("C"))
    execute("UPDATE ingest.staged_row SET cells = array_replace(cells, 'Introductory', 'none') WHERE line_number = 2")
    before |= {key: value for key, value in catalog_state(sample_uri).items() if "Kestrel" in key[1]}
    with pytest.raises(FileRefused, match="REJECTION_BUDGET"):
        pipeline.run_stage(sample_uri, refusing, planned.id)
    with pytest.raises(FileRefused, match="REJECTION_BUDGET"):
        pipeline.run_stage(sample_uri, Stage.LOAD, planned.id)
    assert catalog_state(sample_uri) == before


def test_a_plan_is_made_again_for_rows_that_were_validated_again(
    sample_uri: str, load_rows: Load, execute: Callable[..., int]
) -> None:
    """What is loaded is what they say now."""
    planned = load_rows(*ROWS, stages="extract validate diff")
    execute(
        "UPDATE ingest.staged_row SET cells = array_replace(cells, 'Testing Decisions', 'New') WHERE line_number = 2"
    )
    pipeline.run_stage(sample_uri, Stage.VALIDATE, planned.id)
    assert "planned again" in pipeline.run_stage(sample_uri, Stage.LOAD, planned.id)
    assert catalog_state(sample_uri)["course", "NorthfieldX+TEST"]["title"] == "New"


def test_a_file_that_was_never_read_loads_nothing(sample_uri: str, ingest: Load, tmp_path: Path) -> None:
    """There is nothing to plan, and the ingestion does not pass for loaded."""
    refused = ingest(sample_uri, tmp_path / "missing.csv", stages="extract")
    with pytest.raises(InvariantBroken):
        pipeline.run_stage(sample_uri, Stage.LOAD, refused.id)
    assert refused.query("SELECT status, loaded_at FROM ingest.ingestion") == [("refused", None)]
