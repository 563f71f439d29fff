"""The history of a course, page by page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course_runs.contract.feeds import load_feeds
from course_runs.database import keyset
from course_runs.database.session import session
from course_runs.report.pages.courses import Rights
from course_runs.report.pages.history import AppliedChange, history_of
from course_runs.report.pages.read_only_session import reading
from drops import D2, D3, drop, row, variant

Ingest = Callable[..., Any]

COURSE = "NorthfieldX+TEST"
RIGHTS = Rights(frozenset({"tests"}), load_feeds())


def pages_of(uri: str) -> list[list[AppliedChange]]:
    """Read all pages of the history."""
    pages, before = [], None
    with reading(uri) as connection:
        while True:
            changes, before = history_of(connection, RIGHTS, COURSE, before)
            pages.append(changes)
            if before is None:
                return pages


@pytest.mark.parametrize("size", [1, 2, 50])
def test_every_change_is_on_one_page(
    sample_uri: str, ingest: Ingest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """The newest load first, and within a load in the order of the lines."""
    ingest(sample_uri, drop(tmp_path, row(variant=variant("A")), name="first.csv"))
    ingest(sample_uri, drop(tmp_path, row(variant=variant("A"), **D2), row(variant=variant("B"), **D3), name="2.csv"))
    monkeypatch.setattr(keyset, "PAGE", size)
    pages = pages_of(sample_uri)
    assert all(len(page) == size for page in pages[:-1])
    assert 0 < len(pages[-1]) <= size
    found = [change for page in pages for change in page]
    assert len({change.key for change in found}) == len(found)
    assert found == sorted(found, key=lambda change: (change.applied_at, -(change.line or 0)), reverse=True)
    with session(sample_uri) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ingest.applied_change WHERE row_key = %(key)s"
            " OR row_key IN (SELECT key FROM catalog.course_run WHERE course_key = %(key)s)",
            {"key": COURSE},
        )
        (changes,) = cursor.fetchone() or (0,)
    assert len(found) == changes > 5


def test_changes_of_other_dags_are_left_out(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """A reader who may read none sees none."""
    ingest(sample_uri, drop(tmp_path, row(), name="first.csv"))
    with reading(sample_uri) as connection:
        assert history_of(connection, Rights(frozenset(), load_feeds()), COURSE) == ([], None)
