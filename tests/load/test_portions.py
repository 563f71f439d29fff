"""Portions: a file is decided and planned alike, however many of its courses are held at once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from course_runs import pipeline
from course_runs.database.session import Connection
from course_runs.diff import claims, matching, new_names
from course_runs.ledger.ingestions import Stage
from drops import D0, D1, D2, D3, row, variant

Load = Callable[..., Any]
DECIDED = """
SELECT line_number, decision, course_key, course_run_key, codes FROM ingest.outcome
WHERE ingestion_id = %(id)s ORDER BY line_number
"""
PLANNED = """
SELECT table_name, row_key, line_number, before, after FROM ingest.planned_change
WHERE ingestion_id = %(id)s ORDER BY table_name, row_key
"""
FOUND = """
SELECT line_number, code, column_name, message FROM ingest.finding WHERE ingestion_id = %(id)s
ORDER BY line_number, code, message
"""
STORED = [
    *(row(number, variant(f"{number} one"), **D1) for number in "ABCDEF"),
    *(row(number, variant(f"{number} two"), **D2) for number in "ABC"),
    row("A", variant("A ended"), **D0),
]
DROP = [
    row("Z", variant("Z"), title="Same Title"),
    row("A", variant("A one"), **D3),
    row("B", variant("A two"), **D3),  # of a run of another course
    row("Y", variant("Y"), title="Same Title"),
    row("C", variant("shared"), **D3),
    row("D", variant("shared"), **D3),  # named by two courses: they clash
    row("B", variant("B two"), **D2),
    row("E", variant("E one"), **D1),
    row("E", variant("E one"), **D1),
    row("X", variant("X"), title="Same Title 2"),
    row("X", variant("X later"), title="Same Title 2", **D3),
    row("F", None, **D1),
]


@pytest.mark.parametrize("size", [1, 3])
def test_portions_change_nothing(load_accepted: Load, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Decisions, keys, slugs, plan and findings are those of the file as one."""
    load_accepted(*STORED)
    whole = load_accepted(*DROP, dry_run=True)
    monkeypatch.setattr(claims, "SIZE", size)
    monkeypatch.setattr(new_names, "BLOCK", size)
    divided = load_accepted(*DROP, dry_run=True)
    assert {"CONFLICTING_ROWS", "VARIANT_TAKEN"} <= {row[1] for row in whole.query(FOUND)}
    for query in (DECIDED, PLANNED, FOUND):
        assert divided.query(query) == whole.query(query)


def test_only_runs_that_a_row_may_be_about_are_fetched(
    monkeypatch: pytest.MonkeyPatch, sample_uri: str, load_accepted: Load
) -> None:
    """Those of its course and schedule, and the one with its variant: not every run that its course ever had."""
    load_accepted(*STORED)
    planned = load_accepted(row("A", variant("A two"), **D1), row("B", None, **D3), dry_run=True)
    fetched = []

    def watched(connection: Connection) -> Iterator[claims.Portion]:
        for portion in claims.portions(connection):
            fetched.extend(portion.runs)
            yield portion

    monkeypatch.setattr(matching, "portions", watched)
    pipeline.run_stage(sample_uri, Stage.DIFF, planned.id)
    assert sorted(variant for _, _, variant, *_ in fetched) == sorted([variant("A one"), variant("A two")])


def test_html_counts_whether_it_is_cleaned_or_not(load_rows: Load) -> None:
    """What sanitising leaves, trims, empties or repairs is loaded, distinguishes rows, and changes nothing again."""
    cells = {
        "short_description": "<p>As it is &amp; stays.</p>",
        "long_description": "  <p>Trimmed.</p>\n",
        "what_will_you_learn": "<p onclick='x()'>Repaired.</p>",
        "syllabus": "<script>nothing()</script>",
        "frequently_asked_questions": " \n ",
        "prerequisites": "<p>Some.</p>",
    }
    first = load_rows(row("H", variant("H"), **cells))
    stored = "short_description, full_description, outcome, syllabus, faq, prerequisites"
    assert first.query(f"SELECT {stored} FROM catalog.course WHERE number = 'H'") == [
        ("<p>As it is &amp; stays.</p>", "<p>Trimmed.</p>", "<p>Repaired.</p>", None, None, "<p>Some.</p>")
    ]
    again = load_rows(row("H", variant("H"), **cells))
    assert again.decisions == {"unchanged": 1}
    other = row("H", variant("H"), **(cells | {"prerequisites": "<p>Others.</p>"}))
    clash = load_rows(row("H", variant("H"), **cells), other, *(row(number) for number in "IJK"))
    assert clash.decisions == {"rejected": 2, "new_product": 3}
