"""What the pages say of the quarantine: what became of each rejected row, by whom, and what is still open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course_runs.contract.codes import Severity
from course_runs.database import keyset
from course_runs.database.session import session
from course_runs.report.pages.quarantined import corrected_by, count_open, count_states, open_rows, states_of
from course_runs.report.pages.read_only_session import reading
from course_runs.report.pages.row_findings import FindingFilter, found_rows
from course_runs.rows.quarantine import discard
from drops import drop, row, variant

Ingest = Callable[..., Any]

MINE = ["tests"]
FEED = "2u-executive-education"
BAD = {name: row(name, variant(name), verified_price="dear") for name in ("B1", "B2", "B3", "B4")}
RIGHT = {name: row(name, variant(name)) for name in BAD}
GOOD = [row(f"GOOD-{n}") for n in range(5)]


@pytest.fixture
def drops(sample_uri: str, ingest: Ingest, tmp_path: Path) -> tuple[Any, Any]:
    """Four rows are rejected, in lines 7 to 10; then one is discarded, one comes right and one comes wrong again."""
    first = ingest(sample_uri, drop(tmp_path, *GOOD, *BAD.values(), name="first.csv"))
    with session(sample_uri) as connection:
        discard(connection, first.id, [7], "ada", "withdrawn")
    return first, ingest(sample_uri, drop(tmp_path, *GOOD, RIGHT["B2"], BAD["B3"], name="second.csv"))


def test_each_row_says_what_became_of_it(sample_uri: str, drops: tuple[Any, Any]) -> None:
    """By whom and why, or in which line of which later drop."""
    first, second = drops
    with reading(sample_uri) as connection:
        states = states_of(connection, MINE, first.id, range(1, 20))
        assert count_states(connection, first.id) == {"open": 1, "resolved": 1, "discarded": 2}
        assert count_states(connection, second.id) == {"open": 1}
    assert states.keys() == {7, 8, 9, 10}
    assert (states[7].status, states[7].discarded_by, states[7].reason) == ("discarded", "ada", "withdrawn")
    assert not states[7].came_again
    assert (states[8].status, states[8].closed_by_ingestion_id, states[8].closed_by_line) == ("resolved", second.id, 7)
    assert (states[9].status, states[9].closed_by_ingestion_id, states[9].closed_by_line) == ("discarded", second.id, 8)
    assert states[9].came_again
    assert (states[10].status, states[10].closed_at) == ("open", None)


def test_rows_are_found_by_state_and_code(sample_uri: str, drops: tuple[Any, Any]) -> None:
    """By each alone, by both, and from a line on."""
    first, _ = drops

    def lines(**filters: Any) -> list[int]:  # noqa: ANN401 - fields of `FindingFilter`
        found, _ = found_rows(connection, first.id, FindingFilter(Severity.CRITICAL, **filters))
        return [each.line for each in found]

    with reading(sample_uri) as connection:
        assert lines() == [7, 8, 9, 10]
        assert lines(state="open") == [10]
        assert lines(state="discarded") == [7, 9]
        assert lines(state="discarded", after=7) == [9]
        assert lines(state="resolved", code="INVALID_PRICE") == [8]
        assert lines(state="resolved", code="INVALID_URL") == []


def test_a_drop_says_what_it_corrected(sample_uri: str, drops: tuple[Any, Any]) -> None:
    """Of which earlier ingestion how many rows."""
    first, second = drops
    with reading(sample_uri) as connection:
        assert [(each.ingestion_id, each.rows) for each in corrected_by(connection, MINE, second.id)] == [(first.id, 1)]
        assert corrected_by(connection, MINE, first.id) == []


def test_open_rows_are_paged_newest_first(
    sample_uri: str, drops: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over all ingestions of a feed, each once."""
    first, second = drops
    monkeypatch.setattr(keyset, "PAGE", 1)
    with reading(sample_uri) as connection:
        rows, following = open_rows(connection, MINE, [FEED])
        assert [(each.ingestion_id, each.line) for each in rows] == [(second.id, 8)]
        rows, following = open_rows(connection, MINE, [FEED], following)
        assert [(each.ingestion_id, each.line, each.codes) for each in rows] == [(first.id, 10, ["INVALID_PRICE"])]
        assert following is None
        assert count_open(connection, [FEED, "2u-bootcamps"]) == {FEED: 2}


def test_what_a_reader_may_not_see_is_not_shown(sample_uri: str, drops: tuple[Any, Any]) -> None:
    """An ingestion of another DAG has no id, no line and no open row."""
    first, second = drops
    with reading(sample_uri) as connection:
        answer = states_of(connection, ["another"], first.id, [8])[8]
        assert (answer.status, answer.closed_by_ingestion_id, answer.closed_by_line) == ("resolved", None, None)
        assert corrected_by(connection, ["another"], second.id) == []
        assert open_rows(connection, ["another"], [FEED]) == ([], None)
