"""Rows that the decision rejects: the message for the partner, and that the other rows go on."""

from collections.abc import Callable
from typing import Any

from catalog_state import catalog_state
from drops import D2, D3, row, variant

Load = Callable[..., Any]

A, B, C = variant("A"), variant("B"), variant("C")
COURSE = "NorthfieldX+TEST"


def taken_up(variant_id: str, other: int) -> tuple[str, str, str]:
    """Return the message for a row with a variant that the row on another line names too."""
    message = f"The rows on lines {other} name variant {variant_id} too and differ. Keep the right one."
    return "CONFLICTING_ROWS", "variant_id", message


def same_schedule(other: int) -> tuple[str, str, str]:
    """Return the message for a row that names no variant and shares its schedule with the row on another line."""
    message = (
        f"The rows on lines {other} have the same course, schedule and restriction type and differ. "
        "Keep one, or name a variant in each."
    )
    return "CONFLICTING_ROWS", "start_date", message


def messages(loaded: Any) -> dict[int, tuple[str, str, str]]:  # noqa: ANN401 - what the fixture gives
    """Return code, column and message of each rejection by line."""
    found = loaded.query(
        "SELECT line_number, code, column_name, message FROM ingest.finding "
        "WHERE ingestion_id = %(id)s AND severity = 'critical'"
    )
    return {line: (code, column, message) for line, code, column, message in found}


def test_conflicting_rows_name_each_other(
    sample_uri: str, load_accepted: Load, change_feed: Callable[..., None]
) -> None:
    """By the lines that others have; nothing of them is loaded, and the run that they would claim stays for others."""
    change_feed(rejection_budget={"share": 1})
    load_accepted(row(variant=A))
    before = catalog_state(sample_uri)
    loaded = load_accepted(
        row(variant=A, title="One"),
        row(variant=A, title="Two"),
        row(**D2),
        row(variant=B, **D2),
        row("OTHER", staff="Liang Wei"),
        row("OTHER", staff="Amara Okafor"),
    )
    assert loaded.decisions == {"rejected": 5, "new_run": 1}
    assert messages(loaded) == {
        2: taken_up(A, 3),
        3: taken_up(A, 2),
        4: same_schedule(5),
        6: same_schedule(7),
        7: same_schedule(6),
    }
    after = catalog_state(sample_uri)
    assert {key for key in after if before.get(key) != after[key]} == {
        ("course_run", f"course-v1:{COURSE}+2T2091"),
        ("additional_metadata", COURSE),
    }


def test_one_variant_in_two_courses_is_a_conflict(load_accepted: Load, change_feed: Callable[..., None]) -> None:
    """A variant names one run of the whole catalog; rows of either course that name none are not touched by it."""
    change_feed(rejection_budget={"share": 1})
    loaded = load_accepted(row("ONE", A), row("TWO", A), row("ONE", **D2), row("TWO", **D2))
    assert loaded.codes == {2: ["CONFLICTING_ROWS"], 3: ["CONFLICTING_ROWS"]}
    assert loaded.decisions == {"rejected": 2, "new_product": 2}


def test_a_taken_variant_names_its_run(load_accepted: Load, execute: Callable[..., int]) -> None:
    """Though that run has ended, is in review, and the row's own course is new."""
    load_accepted(row("THEIRS", A), row("MINE", B))
    execute(
        "UPDATE catalog.course_run SET status = 'review_by_legal', starts_at = '2020-01-01', ends_at = '2020-02-01' "
        "WHERE course_key = 'NorthfieldX+THEIRS'"
    )
    theirs = "course-v1:NorthfieldX+THEIRS+1T2091"
    loaded = load_accepted(row("NEW", A), row("MINE", B), row("NEW", C, **D2))
    assert messages(loaded) == {
        2: (
            "VARIANT_TAKEN",
            "variant_id",
            f"Variant {A} belongs to {theirs}, a run of another course. Correct the variant.",
        )
    }
    assert loaded.decisions == {"rejected": 1, "unchanged": 1, "new_product": 1}


def test_an_ambiguous_schedule_names_the_runs_of_the_best_rank(
    sample_uri: str, load_accepted: Load, execute: Callable[..., int]
) -> None:
    """Two runs without a variant; one that has one is of a lower rank, and one that the file names is matched."""
    load_accepted(row(variant=A), row(variant=B, **D2), row(variant=C, **D3))
    for suffix in "xy":
        execute(
            "INSERT INTO catalog.course_run (key, course_key, starts_at, ends_at) "
            "SELECT %s, course_key, starts_at, ends_at FROM catalog.course_run WHERE variant_id = %s",
            f"course-v1:{COURSE}+{suffix}",
            A,
        )
    loaded = load_accepted(row(variant=variant("new")), row(variant=B, **D2), row(variant=C, **D3))
    runs = f"course-v1:{COURSE}+x, course-v1:{COURSE}+y"
    message = f"Several runs have this schedule: {runs}. Name the variant of the one that is meant."
    assert messages(loaded) == {2: ("AMBIGUOUS_RUN", "start_date", message)}
    execute("UPDATE catalog.course_run SET enrollment_ends_at = '2020-01-01' WHERE key LIKE '%+TEST+x'")
    assert load_accepted(row(variant=variant("new"))).decisions == {"backpopulate": 1}
    assert catalog_state(sample_uri)["course_run", f"course-v1:{COURSE}+y"]["variant_id"] == variant("new")


def test_a_drop_of_which_nothing_is_left(
    sample_uri: str, load_rows: Load, change_feed: Callable[..., None], execute: Callable[..., int]
) -> None:
    """All rows rejected, where the feed allows that: it is loaded, changes nothing, and keeps its products."""
    change_feed(rejection_budget={"share": 1})
    execute("DELETE FROM catalog.additional_metadata")
    load_rows(row(variant=A), row("OTHER", B))
    before = catalog_state(sample_uri)
    bad = (row(variant=A, course_level="none"), row("OTHER", B, start_date="2091-02-30"))
    loaded = load_rows(*bad, full_drop=True)
    assert loaded.decisions == {"rejected": 2}
    assert catalog_state(sample_uri) == before


def test_schedules_that_go_round_three_runs(sample_uri: str, load_accepted: Load) -> None:
    """Each run keeps its variant and takes the next one's dates; a new run takes those that nobody has any more."""
    runs = {A: row(variant=A), B: row(variant=B, **D2), C: row(variant=C, **D3)}
    load_accepted(*runs.values())
    dates = [{name: cells[name] for name in D2} for cells in runs.values()]
    moved = [{**cells, **dates[(place + 1) % 3]} for place, cells in enumerate(runs.values())]
    rows = [*reversed(moved), row(variant=variant("D"), **dates[0])]
    loaded = load_accepted(*rows)
    assert loaded.decisions == {"backpopulate": 3, "new_run": 1}
    state = catalog_state(sample_uri)
    variants = {key[-6:]: fields["variant_id"] for (_, key), fields in state.items() if f"{COURSE}+" in key}
    assert variants == {"1T2091": A, "2T2091": B, "3T2091": C, "T2091a": variant("D")}
    starts = {
        fields["variant_id"]: fields["starts_at"][5:7] for (_, key), fields in state.items() if f"{COURSE}+" in key
    }
    assert starts == {A: "06", B: "10", C: "02", variant("D"): "02"}
    assert load_accepted(*rows).decisions == {"unchanged": 4}
