"""What a dry run reports is what a load does: plans applied by hand to a dump of the catalog, compared with dumps."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalog_state import State, catalog_state, without_stamps

Load = Callable[..., Any]

DROPS = Path(__file__).parents[2] / "include" / "samples" / "drops"
DRY_RUNS = {
    "executive education": {"file": DROPS / "2u-executive-education.csv", "full_drop": True},
    "mistakes": {"file": DROPS / "2u-executive-education-mistakes.csv"},
    "boot camps": {"file": DROPS / "2u-bootcamps.csv", "feed": "2u-bootcamps", "full_drop": True},
    "backpopulation": {"file": None},
}
LISTS = {"subjects", "collaborators", "staff"}
KEYS = {"course": "key", "course_run": "key", "additional_metadata": "course_key"}


def changes(ingested: Any, table: str) -> list[tuple[str, str, Any, Any]]:  # noqa: ANN401 - what the fixture gives
    """Return table, row key, values before and after of each change, planned or applied."""
    found = ingested.query(
        f"SELECT table_name, row_key, before::text, after::text FROM ingest.{table} "
        "WHERE ingestion_id = %(id)s AND table_name NOT IN ('person', 'collaborator') ORDER BY 1, 2"
    )
    return [(name, key, before and read(before), read(after)) for name, key, before, after in found]


def read(text: str) -> dict[str, Any]:
    """Read JSON; prices stay exact."""
    fields: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return fields


def applied(state: State, plan: list[tuple[str, str, Any, Any]]) -> State:
    """Return what a catalog would be after a plan; the values before have to be those of the catalog."""
    columns = {table: list(fields) for (table, _), fields in state.items()}
    after = dict(state)
    for table, key, old, new in plan:
        if old is None:
            assert (table, key) not in state
            nothing: dict[str, Any] = {name: [] if name in LISTS else None for name in columns[table]}
            after[table, key] = {**nothing, KEYS[table]: key, **new}
        else:
            assert old == {name: state[table, key][name] for name in new}
            assert all(old[name] != value for name, value in new.items())
            after[table, key] = {**state[table, key], **new}
    return after


@pytest.mark.parametrize("asked", DRY_RUNS.values(), ids=DRY_RUNS)
def test_a_load_does_what_the_dry_run_planned(sample_uri: str, ingest: Load, asked: dict[str, Any]) -> None:
    """Field by field, and no field more; the dry run itself leaves the catalog alone."""
    before = catalog_state(sample_uri)
    dry = ingest(sample_uri, dry_run=True, **asked)
    assert catalog_state(sample_uri) == before
    assert changes(dry, "applied_change") == []
    planned = changes(dry, "planned_change")
    assert planned

    loaded = ingest(sample_uri, **asked)
    assert loaded.decisions == dry.decisions
    assert changes(loaded, "applied_change") == planned
    assert without_stamps(catalog_state(sample_uri)) == applied(without_stamps(before), planned)
