"""Unchanged means untouched: PostgreSQL's own statistics, and the times at which rows were written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from catalog_state import State, catalog_state, without_stamps
from drops import D2, row, variant

Load = Callable[..., Any]

GOOD = Path(__file__).parents[2] / "include" / "samples" / "drops" / "2u-executive-education.csv"
WRITTEN = """
SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables WHERE schemaname = 'catalog' ORDER BY relname
"""


def written(loaded: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - what the fixture gives
    """Count what was ever written to each table of the catalog; sessions that have ended have reported their share."""
    loaded.query("SELECT pg_stat_force_next_flush()")
    counts: list[tuple[Any, ...]] = loaded.query(WRITTEN)
    return counts


def stamps(state: State, number: str) -> dict[str, str]:
    """Return when the rows of a course were last changed, by table and end of their key."""
    return {
        f"{table} {key.rpartition('+')[2]}": fields["updated_at"]
        for (table, key), fields in state.items()
        if f"NorthfieldX+{number}" in key
    }


def test_an_identical_drop_writes_no_row_of_the_catalog(sample_uri: str, ingest: Load) -> None:
    """Nothing is inserted, updated or deleted in any table, and no time moves; the first time there was much."""
    fresh = written(ingest(sample_uri, GOOD, full_drop=True, stages="extract validate diff"))
    first = ingest(sample_uri, GOOD, full_drop=True)
    counts, state = written(first), catalog_state(sample_uri)
    assert counts != fresh
    second = ingest(sample_uri, GOOD, full_drop=True)
    assert set(second.decisions) == {"unchanged", "held", "duplicate", "rejected"}
    assert written(second) == counts
    assert catalog_state(sample_uri) == state


def test_a_time_moves_only_when_a_value_does(sample_uri: str, load_accepted: Load) -> None:
    """Of the rows of a drop, those that change; of a row's own, those of the tables that change."""
    rows = {number: row(number, variant(number), staff="Liang Wei") for number in "ABCDE"}
    load_accepted(*rows.values())
    before = catalog_state(sample_uri)
    load_accepted(
        rows["A"],
        {**rows["B"], **D2},
        {**rows["C"], "title": "New"},
        {**rows["D"], "staff": "Amara Okafor"},
        {**rows["E"], "secondary_subject": "Ethics", "stat1": "9 in 10"},
    )
    after = catalog_state(sample_uri)
    moved = {
        number: {name for name, when in stamps(after, number).items() if stamps(before, number)[name] != when}
        for number in "ABCDE"
    }
    assert moved == {
        "A": set(),
        "B": {"course_run 1T2091", "additional_metadata B"},
        "C": {"course C"},
        "D": {"course_run 1T2091"},
        "E": {"course E", "additional_metadata E"},
    }
    created = [{row: fields["created_at"] for row, fields in state.items()} for state in (before, after)]
    assert created[0] == created[1]
    assert without_stamps(after)["course_run", "course-v1:NorthfieldX+D+1T2091"]["staff"] == ["Amara Okafor"]
