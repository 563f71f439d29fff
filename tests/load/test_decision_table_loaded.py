"""The decision table through the database: what the catalog holds afterwards, and that it then is all unchanged."""

from collections.abc import Callable
from typing import Any

from catalog_state import State, catalog_state
from drops import D0, D2, D3, row, variant


def runs(state: State, number: str) -> dict[str, tuple[str | None, str | None]]:
    """Variant and start of the runs of a course, by the last part of their key."""
    return {
        key.rpartition("+")[2]: (fields["variant_id"], fields["starts_at"] and fields["starts_at"][:10])
        for (table, key), fields in state.items()
        if table == "course_run" and fields["course_key"] == f"NorthfieldX+{number}"
    }


def a(number: str) -> str:
    """Return the variant A of a course."""
    return variant(f"A of {number}")


def b(number: str) -> str:
    """Return the variant B of a course."""
    return variant(f"B of {number}")


def test_the_table_loaded(sample_uri: str, load_accepted: Callable[..., Any], execute: Callable[..., int]) -> None:
    """A course for a line of the table: its runs come with a first drop, its rows with a second."""
    before = load_accepted(
        row("SAME", a("SAME")),
        row("DATES", a("DATES")),
        row("OTHER", a("OTHER")),
        row("VARIANT", a("VARIANT")),
        row("BOTH", a("BOTH")),
        row("NONE"),
        row("NONE-NEW"),
        row("KEEPS", a("KEEPS")),
        row("ENDED", a("ENDED"), **D0),
        row("ENDED", b("ENDED")),
        row("ENDED-NONE", **D0),
        row("THEIRS", a("THEIRS")),
        row("MINE", a("MINE")),
        row("REVIEW", a("REVIEW")),
        row("NEWER", a("NEWER")),
        row("NEWER", **D2),
        row("NULL"),
        row("SWAP", a("SWAP")),
        row("SWAP", b("SWAP"), **D2),
    )
    assert before.decisions == {"new_product": 16, "new_run": 3}
    execute("UPDATE catalog.course_run SET status = 'review_by_legal' WHERE course_key = 'NorthfieldX+REVIEW'")
    execute("UPDATE catalog.course_run SET starts_at = NULL WHERE course_key = 'NorthfieldX+NULL'")
    rows = [
        (row("SAME", a("SAME")), "unchanged"),
        (row("DATES", a("DATES"), **D2), "backpopulate"),
        (row("OTHER", b("OTHER"), **D2), "new_run"),
        (row("VARIANT", b("VARIANT")), "backpopulate"),
        (row("BOTH", a("BOTH"), **D2), "backpopulate"),
        (row("BOTH", b("BOTH")), "new_run"),
        (row("NONE", b("NONE")), "backpopulate"),
        (row("NONE-NEW", **D2), "new_run"),
        (row("KEEPS", length="7"), "update"),
        (row("ENDED", a("ENDED"), **D2), "backpopulate"),
        (row("ENDED-NONE", **D0), "unchanged"),
        (row("MINE", a("THEIRS"), **D3), "rejected"),
        (row("REVIEW", a("REVIEW"), **D2), "held"),
        (row("NEWER", a("NEWER"), **D2), "backpopulate"),
        (row("NULL", b("NULL")), "new_run"),
        (row("SWAP", a("SWAP"), **D2), "backpopulate"),
        (row("SWAP", b("SWAP")), "backpopulate"),
    ]
    loaded = load_accepted(*(cells for cells, _ in rows))
    decided = loaded.query("SELECT decision FROM ingest.outcome WHERE ingestion_id = %(id)s ORDER BY line_number")
    assert [decision for (decision,) in decided] == [decision for _, decision in rows]

    start, later = "2091-02-01", "2091-06-01"
    state = catalog_state(sample_uri)
    assert runs(state, "SAME") == {"1T2091": (a("SAME"), start)}
    assert runs(state, "DATES") == {"1T2091": (a("DATES"), later)}
    assert runs(state, "OTHER") == {"1T2091": (a("OTHER"), start), "2T2091": (b("OTHER"), later)}
    assert runs(state, "VARIANT") == {"1T2091": (b("VARIANT"), start)}
    assert runs(state, "BOTH") == {"1T2091": (a("BOTH"), later), "1T2091a": (b("BOTH"), start)}
    assert runs(state, "NONE") == {"1T2091": (b("NONE"), start)}
    assert runs(state, "NONE-NEW") == {"1T2091": (None, start), "2T2091": (None, later)}
    assert runs(state, "KEEPS") == {"1T2091": (a("KEEPS"), start)}
    assert runs(state, "ENDED") == {"1T2024": (a("ENDED"), later), "1T2091": (b("ENDED"), start)}
    assert runs(state, "ENDED-NONE") == {"1T2024": (None, "2024-02-01")}
    assert runs(state, "MINE") == {"1T2091": (a("MINE"), start)}
    assert runs(state, "REVIEW") == {"1T2091": (a("REVIEW"), start)}
    assert runs(state, "NEWER") == {"1T2091": (a("NEWER"), later), "2T2091": (None, later)}
    assert runs(state, "NULL") == {"1T2091": (None, None), "1T2091a": (b("NULL"), start)}
    assert runs(state, "SWAP") == {"1T2091": (a("SWAP"), later), "2T2091": (b("SWAP"), start)}

    again = load_accepted(*(cells for cells, _ in rows))
    assert again.decisions == {"unchanged": 15, "held": 1, "rejected": 1}
    assert catalog_state(sample_uri) == state


def test_policy_new_run(sample_uri: str, load_accepted: Callable[..., Any], change_feed: Callable[..., None]) -> None:
    """Under it a run of the same schedule and another variant is left alone, one without a variant is not."""
    change_feed(same_schedule_other_variant="new_run")
    load_accepted(row("OTHER", a("OTHER")), row("NONE", **D2))
    assert load_accepted(row("OTHER", b("OTHER")), row("NONE", b("NONE"), **D2)).decisions == {
        "new_run": 1,
        "backpopulate": 1,
    }
    assert runs(catalog_state(sample_uri), "OTHER") == {
        "1T2091": (a("OTHER"), "2091-02-01"),
        "1T2091a": (b("OTHER"), "2091-02-01"),
    }
