"""New runs: what they take from the course's latest run, and their keys."""

from collections.abc import Callable
from typing import Any

from catalog_state import State, catalog_state
from course_runs.diff.new_names import _suffixes
from drops import D0, D1, D2, D3, row, schedule, variant

Load = Callable[..., Any]

OF_A_RUN = ("staff", "ofac", "ofac_comment", "expected_program_type", "expected_program_name", "fixed_price_usd")


def runs(state: State, course: str) -> dict[str, dict[str, Any]]:
    """Return the runs of a course by the last part of their key."""
    return {
        key.rpartition("+")[2]: fields
        for (table, key), fields in state.items()
        if table == "course_run" and fields["course_key"] == course
    }


def test_a_new_run_takes_what_its_row_does_not_say_from_the_latest_run(sample_uri: str, load_accepted: Load) -> None:
    """The latest by its start; what makes a run another one (dates, variant, restriction) is never taken over."""
    given = {
        "staff": "Liang Wei, Amara Okafor",
        "ofac": "yes",
        "ofac_comment": "Sanctioned regions.",
        "expected_program_type": "xseries",
        "expected_program_name": "A Program",
        "fixed_price_usd": "80",
    }
    load_accepted(
        row(variant=variant("early"), staff="Grace Nakamura", **D1),
        row(variant=variant("late"), restriction_type="custom-b2c", **given, **{**D3, "reg_close_date": "2091-09-01"}),
        row(variant=variant("middle"), staff="Grace Nakamura", **D2),
    )
    absent = (
        *(*OF_A_RUN[:1], "course_embargo_(ofac)_restriction_text_added_to_the_faq_section", *OF_A_RUN[2:]),
        *("reg_close_date", "reg_close_time", "upgrade_deadline_override_date", "upgrade_deadline_override_time"),
        *("restriction_type", "variant_id"),
    )
    new = schedule("2093-02-01", "2093-03-01")
    assert load_accepted(row(length="9", **new), without=absent).decisions == {"new_run": 1}
    stored = runs(catalog_state(sample_uri), "NorthfieldX+TEST")
    latest, made = stored["3T2091"], stored["1T2093"]
    own = {
        "key": "course-v1:NorthfieldX+TEST+1T2093",
        "starts_at": "2093-02-01T00:00:00+00:00",
        "ends_at": "2093-03-01T23:59:00+00:00",
        "enrollment_ends_at": None,
        "variant_id": None,
        "restriction_type": None,
        "weeks_to_complete": 9,
        "created_at": made["created_at"],
        "updated_at": made["updated_at"],
    }
    assert made == {**latest, **own}
    assert made["staff"] == ["Liang Wei", "Amara Okafor"]
    assert load_accepted(row(length="9", **new), without=absent).decisions == {"unchanged": 1}


def test_the_first_run_of_a_course_takes_over_nothing(sample_uri: str, load_accepted: Load) -> None:
    """There is none to take it from; a run of the same file is none either."""
    load_accepted(row(staff="Liang Wei"))
    load_accepted(row("OTHER"), row("OTHER", **D2), without=("staff", "fixed_price_usd"))
    assert [run["staff"] for run in runs(catalog_state(sample_uri), "NorthfieldX+OTHER").values()] == [[], []]


def test_blank_cells_of_a_new_run_clear_as_those_of_any_other(sample_uri: str, load_accepted: Load) -> None:
    """The row says that there is no staff."""
    load_accepted(row(variant=variant("A"), staff="Liang Wei", fixed_price_usd="80"))
    load_accepted(row(variant=variant("B"), **D2))
    made = runs(catalog_state(sample_uri), "NorthfieldX+TEST")["2T2091"]
    assert made["staff"] == []
    assert made["fixed_price_usd"] == 80  # a blank one keeps


def test_keys_go_on_beyond_z(sample_uri: str, load_accepted: Load, execute: Callable[..., int]) -> None:
    """Taken ones, gaps filled, whatever the run's own dates are."""
    load_accepted(row(variant=variant("first")))
    suffixes = _suffixes()
    taken = [next(suffixes) for _ in range(28)]
    assert taken[-2:] == ["z", "aa"]
    for suffix in set(taken) - {"", "q"}:
        execute(
            "INSERT INTO catalog.course_run (key, course_key) VALUES (%s, 'NorthfieldX+TEST')",
            f"course-v1:NorthfieldX+TEST+1T2091{suffix}",
        )
    before = set(runs(catalog_state(sample_uri), "NorthfieldX+TEST"))
    more = [schedule(f"2091-0{month}-01", "2092-12-01") for month in (1, 3, 4)]
    load_accepted(*(row(variant=variant(str(number)), **when) for number, when in enumerate(more)))
    assert set(runs(catalog_state(sample_uri), "NorthfieldX+TEST")) - before == {"1T2091q", "1T2091ab", "1T2091ac"}


def test_a_key_that_a_run_of_another_course_has_is_taken(
    sample_uri: str, load_accepted: Load, execute: Callable[..., int]
) -> None:
    """Keys are unique over the catalog, and a run may have come to another course after it got its key."""
    load_accepted(row("ELSEWHERE", variant("there")))
    for suffix in ("", "a"):
        execute(
            "INSERT INTO catalog.course_run (key, course_key) VALUES (%s, 'NorthfieldX+ELSEWHERE')",
            f"course-v1:NorthfieldX+TEST+1T2091{suffix}",
        )
    loaded = load_accepted(row(variant=variant("here")), row(variant=variant("also"), **D2))
    assert loaded.decisions == {"new_product": 1, "new_run": 1}
    assert set(runs(catalog_state(sample_uri), "NorthfieldX+TEST")) == {"1T2091b", "2T2091"}


def test_several_rows_of_a_new_course(sample_uri: str, load_accepted: Load) -> None:
    """The first that stands makes the course, the others its further runs; letters go in file order."""
    rows = [
        row("A.b-c_D", variant("one"), organization="Saint.Aldric"),
        row("A.b-c_D", variant("two"), organization="Saint.Aldric", **D2),
        row("A.b-c_D", variant("three"), organization="Saint.Aldric"),
        row("A.b-c_D", organization="Saint.Aldric", **D0),
    ]
    assert load_accepted(*rows).decisions == {"new_product": 1, "new_run": 3}
    stored = runs(catalog_state(sample_uri), "Saint.Aldric+A.b-c_D")
    assert {key: run["variant_id"] for key, run in stored.items()} == {
        "1T2091": variant("one"),
        "2T2091": variant("two"),
        "1T2091a": variant("three"),
        "1T2024": None,
    }
    assert load_accepted(*rows).decisions == {"unchanged": 4}
