"""The pipeline decides the sample drops as they were written to be decided, row by row."""

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
DROPS = HERE.parent.parent / "include" / "samples" / "drops"
FEEDS = {
    "2u-executive-education": "2u-executive-education",
    "2u-executive-education-mistakes": "2u-executive-education",
    "2u-bootcamps": "2u-bootcamps",
}
STAYS = {"held", "duplicate", "rejected"}
OUTCOME = """
SELECT line_number, decision, coalesce(course_key, ''), array_to_string(codes, ' '), coalesce(course_run_key, '')
FROM ingest.outcome WHERE ingestion_id = %(id)s ORDER BY line_number
"""


def expected(name: str) -> list[tuple[Any, ...]]:
    """Return what is written down for a drop, in the form of the query."""
    lines = defaultdict(list)
    with (HERE / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            codes = " ".join(sorted(row["codes"].split()))
            line = (int(row["line_number"]), row["decision"], row["course_key"], codes, row["course_run_key"])
            lines[row["drop"]].append(line)
    return sorted(lines[name])


@pytest.mark.parametrize("name", FEEDS)
def test_a_drop_is_decided_as_expected(ingest: Callable[..., Any], sample_uri: str, name: str) -> None:
    """Decision, course, run and codes of every row; loaded again, all that can be is unchanged."""
    first = ingest(sample_uri, DROPS / f"{name}.csv", feed=FEEDS[name])
    assert first.refusal is None
    assert first.query(OUTCOME) == expected(name)

    second = ingest(sample_uri, DROPS / f"{name}.csv", feed=FEEDS[name])
    for line, decision, *_ in expected(name):
        stays = decision if decision in STAYS else "unchanged"
        assert (line, stays) in [row[:2] for row in second.query(OUTCOME)]
    assert second.query("SELECT count(*) FROM ingest.applied_change WHERE ingestion_id = %(id)s") == [(0,)]


@pytest.mark.parametrize("feed", ["2u-executive-education", "2u-bootcamps"])
def test_the_backpopulation_is_decided_as_expected(ingest: Callable[..., Any], sample_uri: str, feed: str) -> None:
    """Every external course of the feed; only runs change, and a second time nothing does."""
    with (HERE / "expected_additional_metadata.csv").open(encoding="utf-8", newline="") as file:
        wanted = sorted(
            (row["course_key"], row["decision"], " ".join(sorted(row["codes"].split())))
            for row in csv.DictReader(file)
            if row["feed"] == feed
        )
    first = ingest(sample_uri, None, feed=feed)
    found = first.query(
        "SELECT course_key, decision, array_to_string(codes, ' ') FROM ingest.outcome WHERE ingestion_id = %(id)s"
    )
    assert sorted(found) == wanted
    tables = first.query("SELECT DISTINCT table_name FROM ingest.applied_change WHERE ingestion_id = %(id)s")
    assert tables == [("course_run",)]
    second = ingest(sample_uri, None, feed=feed)
    assert not {"new_run", "backpopulate", "update"} & set(second.decisions)
