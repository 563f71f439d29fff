"""Course-level values: the source row of a course, its price, its subjects, its slug and its feed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from catalog_state import catalog_state
from drops import D2, D3, Row, row, variant

A, B, C = variant("A"), variant("B"), variant("C")
B2B = {"restriction_type": "custom-b2b-enterprise"}

Load = Callable[..., Any]


def course(uri: str, number: str = "TEST") -> dict[str, Any]:
    """Return a course of the catalog."""
    return catalog_state(uri)["course", f"NorthfieldX+{number}"]


def warnings(loaded: Any) -> list[tuple[int, str]]:  # noqa: ANN401 - what the fixture gives
    """Return line and message of each warning that rows of a course differ."""
    found: list[tuple[int, str]] = loaded.query(
        "SELECT line_number, message FROM ingest.finding "
        "WHERE ingestion_id = %(id)s AND code = 'CONFLICTING_COURSE_DATA' ORDER BY 1"
    )
    return found


def test_the_first_accepted_row_is_the_course_source(sample_uri: str, load_rows: Load) -> None:
    """Rejected rows do not; the others are warned of, with the columns in which they differ."""
    loaded = load_rows(
        row(variant="no variant", title="Rejected by validation"),
        row(variant="4d1ef95b-ae8d-5227-a328-8ace94ddd95b", title="Rejected: another course's variant"),
        row(variant=A, title="Counts"),
        row(variant=B, title="Differs", primary_subject="Ethics", **D2),
        row(variant=C, title="Counts", staff="Liang Wei", verified_price="7", ofac="yes", **D3),
    )
    assert loaded.decisions == {"rejected": 2, "new_product": 1, "new_run": 2}
    assert course(sample_uri)["title"] == "Counts"
    assert warnings(loaded) == [
        (5, "title, primary_subject differ from line 4, the source row of the course. Make them equal.")
    ]


def test_a_duplicate_is_not_a_source_row_and_gets_no_warning(sample_uri: str, load_accepted: Load) -> None:
    """It is equal to a row that counts; the last price is that of the last row that does."""
    loaded = load_accepted(
        row(variant=A, verified_price="10"),
        row(variant=B, verified_price="20", **D2),
        row(variant=A, verified_price="10"),
    )
    assert loaded.decisions == {"new_product": 1, "new_run": 1, "duplicate": 1}
    assert course(sample_uri)["price"] == Decimal(20)
    assert not warnings(loaded)


@pytest.mark.parametrize(
    ("rows", "price"),
    [
        ([row(variant=A, verified_price="10")], 10),
        ([row(variant=A, verified_price="10"), row(variant=B, verified_price="20", **D2)], 20),
        ([row(variant=A, verified_price="99", **B2B), row(variant=B, verified_price="20", **D2)], 20),
        ([row(variant=A, verified_price="10"), row(variant=B, verified_price="99", **D2, **B2B)], 10),
        ([row(variant=A, verified_price="10", restriction_type="custom-b2c")], 10),
        ([row(variant=A, verified_price="99", **B2B)], None),
    ],
    ids=["one", "last", "b2b first", "b2b last", "b2c", "b2b alone"],
)
def test_the_price_is_that_of_the_last_row_that_may_set_it(
    sample_uri: str, load_accepted: Load, rows: list[Row], price: int | None
) -> None:
    """A row of the type custom-b2b-enterprise never does, even when it is alone."""
    load_accepted(*rows)
    assert course(sample_uri)["price"] == price


def test_a_b2b_row_leaves_the_stored_price(sample_uri: str, load_accepted: Load) -> None:
    """And the row that changes the price is the one that is an update."""
    b2b = row(variant=B, verified_price="99", **D2, **B2B)
    load_accepted(row(variant=A, verified_price="10"), b2b)
    load_accepted(b2b)
    assert course(sample_uri)["price"] == 10
    load_accepted(row(variant=A, verified_price="10"), b2b)
    priced = load_accepted(row(variant=A, verified_price="99", **B2B), b2b, row(variant=C, verified_price="10", **D3))
    assert priced.decisions == {"unchanged": 1, "update": 1, "new_run": 1}
    changed = load_accepted(
        row(variant=A, verified_price="99", **B2B), b2b, row(variant=C, verified_price="12.50", **D3)
    )
    decided = changed.query("SELECT line_number, decision FROM ingest.outcome WHERE ingestion_id = %(id)s ORDER BY 1")
    assert decided == [(2, "unchanged"), (3, "unchanged"), (4, "update")]
    assert course(sample_uri)["price"] == Decimal("12.50")


@pytest.mark.parametrize(
    ("subjects", "stored"),
    [
        (("Law", "Ethics", "Design"), ["Law", "Ethics", "Design"]),
        (("Law", "", "Design"), ["Law", "Design"]),
        (("Law", "law", "Design"), ["Law", "Design"]),
        (("Law", "Design", "LAW"), ["Law", "Design"]),
        (("Law", "Design", "design"), ["Law", "Design"]),
        (("Law", "Law", "Law"), ["Law"]),
    ],
)
def test_each_subject_once_and_in_order(
    sample_uri: str, load_accepted: Load, subjects: tuple[str, str, str], stored: list[str]
) -> None:
    """Primary, secondary, tertiary; whatever their case, in the catalog's spelling."""
    names = ("primary_subject", "secondary_subject", "tertiary_subject")
    load_accepted(row(variant=A, **dict(zip(names, subjects, strict=True))))
    assert course(sample_uri)["subjects"] == stored


def test_slugs_are_unique_and_stay(sample_uri: str, load_accepted: Load) -> None:
    """Taken ones get the next number that is free; a new title changes no slug, and an old one stays taken."""
    titles = {"A": "Lead", "B": "Lead 3", "C": "Lead", "D": "Lead", "E": "LEAD!"}
    load_accepted(*(row(number, variant(number), title=title) for number, title in titles.items()))
    stem = "executive-education/northfield-university-lead"
    slugs = {number: course(sample_uri, number)["slug"] for number in titles}
    assert slugs == {"A": stem, "B": f"{stem}-3", "C": f"{stem}-2", "D": f"{stem}-4", "E": f"{stem}-5"}

    assert load_accepted(row("A", variant("A"), title="Follow")).decisions == {"update": 1}
    load_accepted(row("F", variant("F"), title="Lead"))
    assert course(sample_uri, "A") | {"title": "Follow", "slug": stem} == course(sample_uri, "A")
    assert course(sample_uri, "F")["slug"] == f"{stem}-6"


def test_a_title_without_letters_has_a_slug_too(
    sample_uri: str, load_accepted: Load, change_feed: Callable[..., None]
) -> None:
    """Other scripts are written in Latin letters; where nothing is left, the slug is that of any course."""
    titles = {"A": "???", "B": "\N{ROCKET}", "C": "数据科学", "D": "Course", "E": "Данные"}
    load_accepted(*(row(number, variant(number), title=title) for number, title in titles.items()))
    stem = "executive-education/northfield-university"
    slugs = {number: course(sample_uri, number)["slug"] for number in titles}
    assert slugs == {
        "A": stem,
        "B": f"{stem}-2",
        "C": f"{stem}-shu-ju-ke-xue",
        "D": f"{stem}-course",
        "E": f"{stem}-dannye",
    }
    change_feed(product_type="verified-audit", product_source="edx", required_columns=frozenset())
    open_course = {"course_enrollment_track": "Verified and Audit"}
    load_accepted(*(row(f"{number}2", title=title, **open_course) for number, title in titles.items()))
    slugs = {number: course(sample_uri, f"{number}2")["slug"] for number in titles}
    assert slugs == {"A": "course", "B": "course-2", "C": "shu-ju-ke-xue", "D": "course-3", "E": "dannye"}


def test_slugs_of_boot_camps(sample_uri: str, load_accepted: Load) -> None:
    """Primary subject, then the organization's short code, or its name where it has none."""
    camp = {
        "course_enrollment_track": "Bootcamp(2U)",
        "course_run_enrollment_track": "Unpaid Bootcamp",
        "syllabus": "<p>Weeks.</p>",
        "frequently_asked_questions": "<p>Why?</p>",
        "primary_subject": "Computer Science",
        "title": "Coding & More",
    }
    load_accepted(
        row("CODE", variant("1"), **camp),
        row("CODE", variant("2"), organization="Lakeshore-Extension", **camp),
        feed="2u-bootcamps",
    )
    state = catalog_state(sample_uri)
    assert state["course", "NorthfieldX+CODE"]["slug"] == "boot-camps/computer-science/nfu-coding-more"
    assert (
        state["course", "Lakeshore-Extension+CODE"]["slug"]
        == "boot-camps/computer-science/lakeshore-state-university-extension-coding-more"
    )


def test_one_feed_never_rewrites_anothers_course(
    sample_uri: str, load_accepted: Load, execute: Callable[..., int]
) -> None:
    """Neither one of another source, nor of another type, nor one without a source; nothing of the row is loaded."""
    load_accepted(row("SOURCE", variant("1")), row("NO-SOURCE", variant("2")), row("TYPE", variant("3")))
    execute("UPDATE catalog.course SET product_source_slug = 'edx' WHERE number = 'SOURCE'")
    execute("UPDATE catalog.course SET product_source_slug = NULL WHERE number = 'NO-SOURCE'")
    execute("UPDATE catalog.course SET course_type_slug = 'bootcamp-2u' WHERE number = 'TYPE'")
    before = catalog_state(sample_uri)
    loaded = load_accepted(
        row("SOURCE", variant("1"), title="New"),
        row("NO-SOURCE", variant("2"), title="New"),
        row("TYPE", variant("3"), title="New"),
        row("MINE", variant("4")),
        row("MINE", variant("5"), **D2),
        row("MINE", variant("6"), **D3),
    )
    assert loaded.codes == {2: ["NOT_THIS_FEED"], 3: ["NOT_THIS_FEED"], 4: ["NOT_THIS_FEED"]}
    assert loaded.decisions == {"rejected": 3, "new_product": 1, "new_run": 2}
    after = catalog_state(sample_uri)
    assert {row: after[row] for row in before} == before


def test_rows_of_anothers_course_take_no_part(load_accepted: Load, execute: Callable[..., int]) -> None:
    """They are no duplicates of each other, and conflict with no row of ours."""
    load_accepted(row("THEIRS"))
    execute("UPDATE catalog.course SET product_source_slug = 'edx' WHERE number = 'THEIRS'")
    theirs = row("THEIRS", A)
    loaded = load_accepted(theirs, theirs, row("MINE", A), row("MINE", B, **D2))
    assert loaded.codes == {2: ["NOT_THIS_FEED"], 3: ["NOT_THIS_FEED"]}
    assert loaded.decisions == {"rejected": 2, "new_product": 1, "new_run": 1}


def test_dates_in_additional_metadata_are_those_of_the_first_row(sample_uri: str, load_accepted: Load) -> None:
    """With its variant; a later row without one, when it comes first, leaves the stored one."""
    load_accepted(row(variant=A, **D3), row(variant=B))
    metadata = catalog_state(sample_uri)["additional_metadata", "NorthfieldX+TEST"]
    assert (metadata["variant_id"], metadata["starts_at"]) == (A, "2091-10-01T00:00:00+00:00")
    load_accepted(row(**D2), row(variant=B))
    metadata = catalog_state(sample_uri)["additional_metadata", "NorthfieldX+TEST"]
    assert (metadata["variant_id"], metadata["starts_at"]) == (A, "2091-06-01T00:00:00+00:00")
