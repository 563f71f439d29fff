"""Status, publishing and OFAC: what a row does to the review of a run."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from catalog_state import catalog_state
from drops import D0, D2, row, schedule, variant

Load = Callable[..., Any]

PAST, TO_COME = "2025-01-01", "2090-01-01"
ENDED, RUNNING = D0, schedule("2024-02-01", "2091-04-30")
CLOSED = schedule("2024-02-01", "2091-04-30", closes="2024-01-01")  # to registration: it has not ended
OFAC = {"ofac": "yes", "ofac_comment": "Sanctioned regions."}
FOLLOWS, STAYS = (True, "Sanctioned regions."), (False, None)

TABLE = [
    # stored status, the run's schedule, goes_live_on -> status, OFAC fields
    ("unpublished", RUNNING, TO_COME, "reviewed", FOLLOWS),
    ("unpublished", RUNNING, PAST, "published", FOLLOWS),
    ("unpublished", CLOSED, PAST, "published", FOLLOWS),
    ("unpublished", ENDED, PAST, "unpublished", STAYS),
    ("reviewed", RUNNING, TO_COME, "reviewed", FOLLOWS),
    ("reviewed", RUNNING, PAST, "published", FOLLOWS),
    ("reviewed", ENDED, PAST, "reviewed", FOLLOWS),
    ("published", RUNNING, TO_COME, "published", FOLLOWS),
    ("published", ENDED, PAST, "published", FOLLOWS),
    ("review_by_legal", RUNNING, PAST, "review_by_legal", STAYS),
    ("review_by_internal", RUNNING, PAST, "review_by_internal", STAYS),
]


def the_run(uri: str) -> dict[str, Any]:
    """Return the run of the test's course."""
    (run,) = (
        fields
        for (table, _), fields in catalog_state(uri).items()
        if table == "course_run" and fields["course_key"] == "NorthfieldX+TEST"
    )
    return run


@pytest.mark.parametrize(("stored", "when", "go_live", "status", "ofac"), TABLE)
def test_a_row_completes_the_review_of_a_run_that_has_not_ended(  # noqa: PLR0913 - a line of the table
    *,
    sample_uri: str,
    load_accepted: Load,
    execute: Callable[..., int],
    stored: str,
    when: dict[str, str],
    go_live: str,
    status: str,
    ofac: tuple[bool, str | None],
) -> None:
    """Nothing of the row is new but the OFAC fields, which a run in review does not take either."""
    known = row(variant=variant("A"), publish_date=go_live, **when)
    load_accepted(known)
    execute("UPDATE catalog.course_run SET status = %s WHERE course_key = 'NorthfieldX+TEST'", stored)
    execute(
        "UPDATE catalog.course_run SET has_ofac_restrictions = false, ofac_comment = NULL "
        "WHERE course_key = 'NorthfieldX+TEST'"
    )
    loaded = load_accepted(row(variant=variant("A"), publish_date=go_live, **OFAC, **when))
    run = the_run(sample_uri)
    assert run["status"] == status
    assert (run["has_ofac_restrictions"], run["ofac_comment"]) == ofac
    assert loaded.decisions == {"unchanged" if (stored, STAYS) == (status, ofac) else "update": 1}
    assert load_accepted(row(variant=variant("A"), publish_date=go_live, **OFAC, **when)).decisions == {"unchanged": 1}


@pytest.mark.parametrize(
    ("when", "go_live", "status"),
    [(RUNNING, TO_COME, "reviewed"), (RUNNING, PAST, "published"), (ENDED, PAST, "unpublished")],
)
def test_a_new_run(sample_uri: str, load_accepted: Load, when: dict[str, str], go_live: str, status: str) -> None:
    """It starts unpublished; its own row completes its review unless it is over."""
    load_accepted(row(variant=variant("A"), publish_date=go_live, **when, **OFAC))
    run = the_run(sample_uri)
    assert run["status"] == status
    assert run["has_ofac_restrictions"] is (status != "unpublished")


def test_a_reviewed_run_is_published_when_its_day_has_come(
    sample_uri: str, load_accepted: Load, execute: Callable[..., int]
) -> None:
    """A later drop that brings nothing new publishes it, and counts as an update."""
    known = row(variant=variant("A"), publish_date=PAST, **RUNNING)
    load_accepted(known)
    execute("UPDATE catalog.course_run SET status = 'reviewed' WHERE course_key = 'NorthfieldX+TEST'")
    assert load_accepted(known).decisions == {"update": 1}
    assert the_run(sample_uri)["status"] == "published"
    assert load_accepted(known).decisions == {"unchanged": 1}


@pytest.mark.parametrize(("zone", "status"), [("Etc/GMT-14", "published"), ("Etc/GMT+12", "reviewed")])
def test_the_day_comes_where_the_feed_is(
    *, sample_uri: str, load_accepted: Load, change_feed: Callable[..., None], zone: str, status: str
) -> None:
    """At every moment it is a day later in the one zone than in the other."""
    today = datetime.now(ZoneInfo("Etc/GMT-14")).date()
    change_feed(timezone=zone)
    load_accepted(row(variant=variant("A"), publish_date=today.isoformat()))
    assert the_run(sample_uri)["status"] == status


def test_a_run_on_no_row_is_not_published(sample_uri: str, load_accepted: Load, execute: Callable[..., int]) -> None:
    """Its day has come, but the drop says nothing of it: nor does it of another variant of the course."""
    load_accepted(row(variant=variant("A"), publish_date=PAST), row(variant=variant("B"), publish_date=PAST, **D2))
    execute("UPDATE catalog.course_run SET status = 'reviewed' WHERE course_key = 'NorthfieldX+TEST'")
    assert load_accepted(row(variant=variant("B"), publish_date=PAST, **D2)).decisions == {"update": 1}
    runs = {key: fields["status"] for (_, key), fields in catalog_state(sample_uri).items() if "+TEST+" in key}
    assert runs == {"course-v1:NorthfieldX+TEST+1T2091": "reviewed", "course-v1:NorthfieldX+TEST+2T2091": "published"}


def test_an_ended_run_that_gets_new_dates_has_not_ended(sample_uri: str, load_accepted: Load) -> None:
    """What counts is when it ends by the row."""
    load_accepted(row(variant=variant("A"), publish_date=PAST, **ENDED))
    assert the_run(sample_uri)["status"] == "unpublished"
    assert load_accepted(row(variant=variant("A"), publish_date=PAST, **D2)).decisions == {"backpopulate": 1}
    assert the_run(sample_uri)["status"] == "published"


@pytest.mark.parametrize("review", ["review_by_legal", "review_by_internal"])
def test_a_run_in_review_belongs_to_its_reviewer(
    sample_uri: str, load_accepted: Load, execute: Callable[..., int], review: str
) -> None:
    """It is neither changed nor published, its course is; when the review is over, the next drop applies the rest."""
    load_accepted(row(variant=variant("A"), publish_date=PAST))
    execute("UPDATE catalog.course_run SET status = %s WHERE course_key = 'NorthfieldX+TEST'", review)
    before = the_run(sample_uri)
    changed = row(variant=variant("A"), publish_date=PAST, staff="Liang Wei", title="New", **OFAC, **D2)
    loaded = load_accepted(changed)
    assert loaded.decisions == {"held": 1}
    assert the_run(sample_uri) == before
    state = catalog_state(sample_uri)
    assert state["course", "NorthfieldX+TEST"]["title"] == "New"
    assert state["additional_metadata", "NorthfieldX+TEST"]["starts_at"] == "2091-06-01T00:00:00+00:00"
    assert loaded.query("SELECT table_name FROM ingest.applied_change WHERE ingestion_id = %(id)s ORDER BY 1") == [
        ("additional_metadata",),
        ("course",),
    ]

    execute("UPDATE catalog.course_run SET status = 'reviewed' WHERE course_key = 'NorthfieldX+TEST'")
    assert load_accepted(changed).decisions == {"backpopulate": 1}
    after = the_run(sample_uri)
    assert (after["status"], after["staff"], after["has_ofac_restrictions"]) == ("published", ["Liang Wei"], True)


def test_course_level_values_alone_are_no_reason_to_hold(
    sample_uri: str, load_accepted: Load, execute: Callable[..., int]
) -> None:
    """The row changes nothing of the run."""
    load_accepted(row(variant=variant("A")))
    execute("UPDATE catalog.course_run SET status = 'review_by_legal' WHERE course_key = 'NorthfieldX+TEST'")
    assert load_accepted(row(variant=variant("A"), title="New")).decisions == {"update": 1}
    assert load_accepted(row(variant=variant("A"), title="New")).decisions == {"unchanged": 1}
    assert the_run(sample_uri)["status"] == "review_by_legal"
