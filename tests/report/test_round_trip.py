"""Rejected rows go to the partner and come back: through every real stage, with the sample drop of mistakes."""

import csv
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from course_runs import pipeline
from course_runs.database.session import session
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Stage

MISTAKES = Path("include/samples/drops/2u-executive-education-mistakes.csv")
OF_DIFF = {"AMBIGUOUS_RUN", "CONFLICTING_ROWS", "VARIANT_TAKEN"}
"""Codes of a stage that a file of rejected rows alone, refused for having too many, does not reach."""


def codes(done: Any) -> Counter[str]:  # noqa: ANN401 - the fixture's
    """How often each code was found in a row that is rejected."""
    rejected = {line for (line,) in done.query(
        "SELECT line_number FROM ingest.outcome WHERE ingestion_id = %(id)s AND decision = 'rejected'")}  # fmt: skip
    return Counter(code for line, found in done.codes.items() if line in rejected for code in found)


@pytest.fixture
def returned(sample_uri: str, ingest: Any, request: pytest.FixtureRequest) -> tuple[Any, Path]:  # noqa: ANN401
    """The drop of mistakes, loaded and reported, and the rejected rows as the partner gets them."""
    first = ingest(sample_uri, request.config.rootpath / MISTAKES)
    sentence = pipeline.run_stage(sample_uri, Stage.REPORT, first.id)
    assert "26 rejected" in sentence
    with session(sample_uri) as connection:
        assert ingestions.find(connection, first.id).status == "reported"
    return first, Path(os.environ["COURSE_RUNS_REPORTS"]) / str(first.id) / "rejected.csv"


def test_rejected_rows_dropped_uncorrected_are_rejected_for_the_same_reasons(
    sample_uri: str,
    ingest: Any,  # noqa: ANN401 - the fixture
    returned: tuple[Any, Path],
) -> None:
    """Nothing slips in, or gets worse, by the way to the partner and back."""
    first, rejected = returned
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 26
    assert all(row["errors"].startswith("Line ") for row in rows)
    second = ingest(sample_uri, rejected, stages="extract validate")
    assert second.refusal.code == "REJECTION_BUDGET"
    assert codes(second) == Counter({code: n for code, n in codes(first).items() if code not in OF_DIFF})
