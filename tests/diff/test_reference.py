"""The reference itself, against the page: its decision table line by line, and each rule's corners by hand.

Each case is decided by the code as well: what is worked out by hand holds for both.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice

import pytest
from decision_adapter import as_reported, decide_with_code
from decision_reference import Outcome, Outcomes, Policy, Row, Run, World, decide, suffixes
from decision_strategies import AS_OF

X, Y = "Org+X", "Org+Y"
D0 = (datetime(2029, 2, 1, tzinfo=UTC), datetime(2029, 6, 1, tzinfo=UTC))
D1 = (datetime(2030, 2, 1, tzinfo=UTC), datetime(2030, 12, 1, tzinfo=UTC))
D2 = (datetime(2030, 9, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC))
YESTERDAY = AS_OF - timedelta(days=1)
TOMORROW = AS_OF + timedelta(days=1)

Schedule = tuple[datetime, datetime]


def run(key: str, variant: str | None, schedule: Schedule, course: str = X, **rest: object) -> Run:
    """Make a run of course X; its key is short for the test's sake."""
    return Run(key, course, variant, *schedule, **rest)  # type: ignore[arg-type]


def row(line: int, variant: str | None, schedule: Schedule, course: str = X, **rest: object) -> Row:
    """Make a row of course X."""
    return Row(line, course, variant, *schedule, **rest)  # type: ignore[arg-type]


def outcomes(runs: list[Run], *rows: Row, policy: Policy = "backpopulate") -> Outcomes:
    """Decide in a catalog of the courses X and Y."""
    return decide_twice(World({X: "", Y: ""}, runs, rows, policy))


def decide_twice(world: World) -> Outcomes:
    """Return what the reference decides; the code has to decide the same."""
    found = decide(world, AS_OF)
    assert decide_with_code([replace(world, rows=in_file_order(world))], world.policy) == as_reported(found)
    return found


def in_file_order(world: World) -> list[Row]:
    """Sort the rows by their lines."""
    return sorted(world.rows, key=lambda row: row.line_number)


def decisions(runs: list[Run], *rows: Row, policy: Policy = "backpopulate") -> list[tuple[str, str | None]]:
    """Name the decision on each row and its run, or the code of its rejection, in file order."""
    outcome = outcomes(runs, *rows, policy=policy)
    found = [outcome[each.line_number] for each in rows]
    return [(each.decision, each.course_run_key or next(iter(each.codes), None)) for each in found]


def rejection(code: str, *related: int | str) -> Outcome:
    """Make the outcome that a rejected row should have."""
    return Outcome("rejected", None, frozenset({code}), frozenset(related))


def new(key: str) -> tuple[str, str]:
    """Name a new run of course X."""
    return "new_run", f"course-v1:{X}+{key}"


NULL_START = Run("r", X, None, None, D1[1])
NULL_END = Run("r", X, None, D1[0], None)

TABLE = [
    ("A D1 | A D1 same", [run("r", "A", D1)], [row(2, "A", D1)], [("unchanged", "r")]),
    ("A D1 | A D2", [run("r", "A", D1)], [row(2, "A", D2)], [("backpopulate", "r")]),
    ("A D1 | B D2", [run("r", "A", D1)], [row(2, "B", D2)], [new("3T2030")]),
    ("A D1 | B D1", [run("r", "A", D1)], [row(2, "B", D1)], [("backpopulate", "r")]),
    (
        "A D1 | A D2 and B D1",
        [run("r", "A", D1)],
        [row(2, "A", D2), row(3, "B", D1)],
        [("backpopulate", "r"), new("1T2030")],
    ),
    (
        "A D1 | B D1 and A D2",
        [run("r", "A", D1)],
        [row(2, "B", D1), row(3, "A", D2)],
        [new("1T2030"), ("backpopulate", "r")],
    ),
    ("none D1 | B D1", [run("r", None, D1)], [row(2, "B", D1)], [("backpopulate", "r")]),
    ("none D1 | B D2", [run("r", None, D1)], [row(2, "B", D2)], [new("3T2030")]),
    ("none D1 | none D1 same", [run("r", None, D1)], [row(2, None, D1)], [("unchanged", "r")]),
    ("none D1 | none D1 other", [run("r", None, D1)], [row(2, None, D1, other="new")], [("update", "r")]),
    ("none D1 | none D2", [run("r", None, D1)], [row(2, None, D2)], [new("3T2030")]),
    ("A D1 | none D1 same", [run("r", "A", D1)], [row(2, None, D1)], [("unchanged", "r")]),
    ("A D1 | none D1 other", [run("r", "A", D1)], [row(2, None, D1, other="new")], [("update", "r")]),
    ("A D1 | none D2", [run("r", "A", D1)], [row(2, None, D2)], [new("3T2030")]),
    (
        "ended A D0, active B D1 | A D2",
        [run("ended", "A", D0), run("active", "B", D1)],
        [row(2, "A", D2)],
        [("backpopulate", "ended")],
    ),
    ("ended none D0 | none D0", [run("r", None, D0)], [row(2, None, D0)], [("unchanged", "r")]),
    (
        "A of another course, none D2 | A D2",
        [run("theirs", "A", D1, course=Y), run("r", None, D2)],
        [row(2, "A", D2)],
        [("rejected", "VARIANT_TAKEN")],
    ),
    (
        "A D1 in legal review | A D2",
        [run("r", "A", D1, status="review_by_legal")],
        [row(2, "A", D2)],
        [("held", "r")],
    ),
    (
        "A D1, newer none D2 | A D2",
        [run("r", "A", D1), run("newer", None, D2)],
        [row(2, "A", D2)],
        [("backpopulate", "r")],
    ),
    ("null start | B D1", [NULL_START], [row(2, "B", D1)], [new("1T2030")]),
    ("null end | B D1", [NULL_END], [row(2, "B", D1)], [new("1T2030")]),
]


@pytest.mark.parametrize(("runs", "rows", "expected"), [line[1:] for line in TABLE], ids=[line[0] for line in TABLE])
def test_decides_as_the_table_of_the_page(
    runs: list[Run], rows: list[Row], expected: list[tuple[str, str | None]]
) -> None:
    """Every line of the decision table, under the default policy."""
    assert decisions(runs, *rows) == expected


def test_policy_new_run_leaves_the_run_of_another_variant_alone() -> None:
    """The table's one line that depends on the policy, and those beside it that do not."""
    assert decisions([run("r", "A", D1)], row(2, "B", D1), policy="new_run") == [new("1T2030")]
    assert decisions([run("r", None, D1)], row(2, "B", D1), policy="new_run") == [("backpopulate", "r")]
    assert decisions([run("r", "A", D1)], row(2, None, D1), policy="new_run") == [("unchanged", "r")]


def test_equal_rows_are_duplicates_of_the_first() -> None:
    """Equal in every column, wherever they stand; the same row of another course is not a duplicate."""
    twice = outcomes([], row(2, None, D1), row(3, None, D1, course=Y), row(4, None, D1))
    assert [twice[line].decision for line in (2, 3, 4)] == ["new_run", "new_run", "duplicate"]


def test_one_instant_in_two_zones_is_one_schedule() -> None:
    """Rows are compared by instants, so they can be duplicates in different zones."""
    east = timezone(timedelta(hours=14))
    there = (D1[0].astimezone(east), D1[1].astimezone(east))
    assert decisions([run("r", None, D1)], row(2, None, there), row(3, None, D1)) == [
        ("unchanged", "r"),
        ("duplicate", None),
    ]


def test_rows_of_one_variant_that_differ_are_all_rejected() -> None:
    """They name each other's lines, not those of duplicates, whatever their courses."""
    found = outcomes(
        [run("r", "A", D1)],
        row(2, "A", D1),
        row(3, "A", D2),
        row(4, "A", D1),
        row(5, "A", D1, course=Y),
        row(6, "B", D2),
    )
    assert found[2] == rejection("CONFLICTING_ROWS", 3, 5)
    assert found[3] == rejection("CONFLICTING_ROWS", 2, 5)
    assert found[4] == Outcome("duplicate")
    assert found[5] == rejection("CONFLICTING_ROWS", 2, 3)
    assert found[6].decision == "new_run"


def test_rows_without_variant_conflict_by_schedule_and_restriction() -> None:
    """Another course, schedule or restriction type is not a conflict."""
    found = outcomes(
        [],
        row(2, None, D1, other="x"),
        row(3, None, D1, other="y"),
        row(4, None, D1, restriction_type="custom-b2c"),
        row(5, None, D2),
        row(6, None, D1, course=Y),
    )
    assert found[2] == rejection("CONFLICTING_ROWS", 3)
    assert found[3] == rejection("CONFLICTING_ROWS", 2)
    assert [found[line].decision for line in (4, 5, 6)] == ["new_run"] * 3


def test_a_row_without_variant_yields_to_one_with() -> None:
    """The row that names the variant stands, and takes the run."""
    found = outcomes([run("r", None, D1)], row(2, None, D1), row(3, "A", D1), row(4, None, D1, other="y"))
    assert found[2] == rejection("CONFLICTING_ROWS", 3, 4)
    assert found[4] == rejection("CONFLICTING_ROWS", 2, 3)
    assert found[3] == Outcome("backpopulate", "r")


def test_a_row_without_variant_yields_even_to_a_rejected_row() -> None:
    """The page does not ask what becomes of the other."""
    found = outcomes([run("r", "A", D1, course=Y)], row(2, None, D1), row(3, "A", D1))
    assert found[2] == rejection("CONFLICTING_ROWS", 3)
    assert found[3] == rejection("VARIANT_TAKEN", "r")


def test_the_first_row_that_stands_makes_the_course() -> None:
    """Rejected and duplicate rows make none; further rows are new runs with their own keys."""
    new_course = World(
        {},
        [run("theirs", "T", D1, course=Y)],
        [row(2, "T", D1), row(3, "A", D1), row(4, "B", D1), row(5, "A", D1)],
    )
    assert decide_twice(new_course) == {
        2: rejection("VARIANT_TAKEN", "theirs"),
        3: Outcome("new_product", f"course-v1:{X}+1T2030"),
        4: Outcome("new_run", f"course-v1:{X}+1T2030a"),
        5: Outcome("duplicate"),
    }


def test_a_course_without_runs_is_not_a_new_product() -> None:
    """The course exists."""
    assert decisions([], row(2, "A", D1)) == [new("1T2030")]


def test_a_taken_variant_is_rejected_though_its_course_is_not_in_the_file() -> None:
    """It names the run, and is taken even while a row of that course gives the run another variant."""
    theirs = run("theirs", "A", D1, course=Y)
    assert outcomes([theirs], row(2, "A", D1))[2] == rejection("VARIANT_TAKEN", "theirs")
    found = outcomes([theirs], row(2, "A", D1), row(3, "B", D1, course=Y))
    assert found == {2: rejection("VARIANT_TAKEN", "theirs"), 3: Outcome("backpopulate", "theirs")}


def test_two_runs_swap_their_variants() -> None:
    """Both are matched by variant, so each takes the other's dates."""
    swapped = decisions([run("a", "A", D1), run("b", "B", D2)], row(2, "A", D2), row(3, "B", D1))
    assert swapped == [("backpopulate", "a"), ("backpopulate", "b")]


def test_a_variant_match_asks_neither_restriction_nor_schedule() -> None:
    """A run without dates takes them from its variant's row."""
    assert decisions([Run("r", X, "A", None, None)], row(2, "A", D1)) == [("backpopulate", "r")]
    assert decisions([run("r", "A", D1)], row(2, "A", D1, restriction_type="custom-b2c")) == [("update", "r")]


def test_another_restriction_type_is_not_a_candidate() -> None:
    """None is a restriction type like the others here."""
    restricted = run("r", None, D1, restriction_type="custom-b2c")
    assert decisions([restricted], row(2, None, D1)) == [new("1T2030")]
    assert decisions([restricted], row(2, "A", D1, restriction_type="custom-b2c")) == [("backpopulate", "r")]


def test_half_a_schedule_does_not_match() -> None:
    """Start and end both count."""
    assert decisions([run("r", None, (D1[0], D2[1]))], row(2, None, D1)) == [new("1T2030")]


@pytest.mark.parametrize("closed", [YESTERDAY, AS_OF])
def test_an_active_run_goes_before_an_ended_one(closed: datetime) -> None:
    """Registration that closes at this very instant has closed; activity goes before the null variant."""
    runs = [run("ended", None, D1, enrollment_ends_at=closed), run("active", "C", D1, enrollment_ends_at=TOMORROW)]
    assert decisions(runs, row(2, "A", D1)) == [("backpopulate", "active")]
    assert decisions(runs, row(2, None, D1)) == [("unchanged", "active")]


def test_a_run_that_ends_now_has_ended() -> None:
    """Both ended, so that a row without a variant cannot distinguish them."""
    ending = (D1[0], AS_OF)
    runs = [run("a", "A", ending), run("b", "B", ending, enrollment_ends_at=YESTERDAY)]
    assert outcomes(runs, row(2, None, ending))[2] == rejection("AMBIGUOUS_RUN", "a", "b")


def test_a_row_with_variant_prefers_a_run_without() -> None:
    """The first of equal claims gets it; the next takes the run of another variant, or under `new_run` none."""
    runs = [run("other", "C", D1), run("null", None, D1)]
    assert decisions(runs, row(2, "A", D1), row(3, "B", D1)) == [("backpopulate", "null"), ("backpopulate", "other")]
    assert decisions(runs, row(2, "B", D1), row(3, "A", D1), policy="new_run") == [
        ("backpopulate", "null"),
        new("1T2030"),
    ]


def test_two_runs_of_one_rank_are_ambiguous() -> None:
    """Only the best rank is named; a run that a variant matched is none of them."""
    runs = [
        run("a", None, D1),
        run("b", None, D1),
        run("c", "C", D1),
        run("old", None, D1, enrollment_ends_at=YESTERDAY),
    ]
    assert outcomes(runs, row(2, "A", D1))[2] == rejection("AMBIGUOUS_RUN", "a", "b")
    found = outcomes([*runs[:1], *runs[2:]], row(2, None, D1), row(3, "C", D2))
    assert found == {2: Outcome("unchanged", "a"), 3: Outcome("backpopulate", "c")}


def test_a_rejected_row_keeps_no_run_from_others() -> None:
    """The run of the variant that two conflicting rows name is a candidate still."""
    found = decisions([run("r", "A", D1)], row(2, "A", D2), row(3, "A", D0), row(4, "B", D1))
    assert found == [("rejected", "CONFLICTING_ROWS"), ("rejected", "CONFLICTING_ROWS"), ("backpopulate", "r")]


def test_blank_cells_clear_nothing() -> None:
    """A blank variant, registration deadline or restriction type keeps the stored one."""
    stored = run("r", "A", D1, enrollment_ends_at=TOMORROW, restriction_type="custom-b2c")
    assert decisions([stored], row(2, "A", D1)) == [("unchanged", "r")]
    assert decisions([stored], row(2, None, D1, restriction_type="custom-b2c")) == [("unchanged", "r")]


def test_a_registration_deadline_is_a_date_of_the_run() -> None:
    """A new or moved one backpopulates."""
    closing = row(2, "A", D1, enrollment_ends_at=TOMORROW)
    assert decisions([run("r", "A", D1)], closing) == [("backpopulate", "r")]
    assert decisions([run("r", "A", D1, enrollment_ends_at=YESTERDAY)], closing) == [("backpopulate", "r")]
    assert decisions([run("r", "A", D1, enrollment_ends_at=TOMORROW)], closing) == [("unchanged", "r")]


@pytest.mark.parametrize("status", ["review_by_legal", "review_by_internal"])
def test_a_run_in_review_is_held_when_the_row_would_change_it(status: str) -> None:
    """Any field of the run counts; with none there is nothing to hold, and the course's own values load."""
    in_review = [run("r", "A", D1, status=status)]
    assert decisions(in_review, row(2, "A", D1, other="new")) == [("held", "r")]
    assert decisions(in_review, row(2, "B", D1)) == [("held", "r")]
    assert decisions(in_review, row(2, "A", D1)) == [("unchanged", "r")]
    assert decisions(in_review, row(2, "A", D1, course_other="new")) == [("update", "r")]


def test_only_the_first_accepted_row_changes_the_course() -> None:
    """Later rows of the course raise a warning where they differ, no more."""
    runs = [run("a", "A", D1), run("b", "B", D2)]
    first, second = row(2, "A", D1, course_other="new"), row(3, "B", D2, course_other="newer")
    assert decisions(runs, first, second) == [("update", "a"), ("unchanged", "b")]
    taken = row(1, "T", D1, course_other="no")
    assert decisions([*runs, run("t", "T", D1, course=Y)], taken, second) == [
        ("rejected", "VARIANT_TAKEN"),
        ("update", "b"),
    ]


@pytest.mark.parametrize(
    ("start", "key"),
    [
        (datetime(2030, 1, 1, tzinfo=UTC), "1T2030"),
        (datetime(2030, 4, 30, 23, 59, 59, tzinfo=UTC), "1T2030"),
        (datetime(2030, 5, 1, tzinfo=UTC), "2T2030"),
        (datetime(2030, 9, 1, tzinfo=timezone(timedelta(hours=2))), "2T2030"),
        (datetime(2030, 9, 1, tzinfo=UTC), "3T2030"),
        (datetime(2030, 12, 31, 23, tzinfo=timezone(timedelta(hours=-2))), "1T2031"),
    ],
)
def test_the_key_names_the_third_of_the_year_in_utc(start: datetime, key: str) -> None:
    """January, May and September begin a third."""
    assert decisions([], row(2, "A", (start, D2[1] + timedelta(days=365)))) == [new(key)]


def test_new_keys_take_the_first_free_suffix_in_file_order() -> None:
    """The runs of the catalog and of the file count; a gap is filled."""
    runs = [run(f"course-v1:{X}+1T2030", "O", D0), run(f"course-v1:{X}+1T2030b", "P", D0)]
    rows = [row(2, "A", D1), row(3, "B", D1), row(4, "C", D2), row(5, "D", D1)]
    assert decisions(runs, *rows) == [new("1T2030a"), new("1T2030c"), new("3T2030"), new("1T2030d")]
    assert decisions(runs, *reversed(rows)) == [new("1T2030d"), new("3T2030"), new("1T2030c"), new("1T2030a")]


def test_suffixes_go_on_beyond_z() -> None:
    """After z two letters, after zz three."""
    letters = list(islice(suffixes(), 705))
    assert letters[:3] == ["", "a", "b"]
    assert letters[25:29] == ["y", "z", "aa", "ab"]
    assert letters[52:54] == ["az", "ba"]
    assert letters[701:704] == ["zy", "zz", "aaa"]
