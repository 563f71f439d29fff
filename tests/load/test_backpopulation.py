"""The one-time backpopulation: dates and variants of additional_metadata to course runs, and nothing else."""

from collections.abc import Callable
from typing import Any

from catalog_state import State, catalog_state, without_stamps
from drops import D2, row, variant

Load = Callable[..., Any]

MOVED = {"starts_at", "ends_at", "enrollment_ends_at", "variant_id"}


def changes(before: State, after: State) -> dict[tuple[str, str], set[str]]:
    """Name the fields that differ, by row."""
    return {
        row: {name for name, value in fields.items() if before.get(row, {}).get(name) != value}
        for row, fields in after.items()
        if before.get(row) != fields
    }


def test_only_dates_and_variants_of_runs_move(sample_uri: str, ingest: Load) -> None:
    """Of the sample catalog; run again, all that was not held or rejected is unchanged."""
    before = without_stamps(catalog_state(sample_uri))
    first = ingest(sample_uri, None)
    after = without_stamps(catalog_state(sample_uri))
    moved = changes(before, after)
    assert {table for table, _ in moved} == {"course_run"}
    assert all(names <= MOVED for run, names in moved.items() if run in before)
    assert sum(run in before for run in moved) == first.decisions["backpopulate"]
    assert sum(run not in before for run in moved) == first.decisions["new_run"]

    again = ingest(sample_uri, None)
    stays = {name: first.decisions[name] for name in ("held", "rejected")}
    total = sum(first.decisions.values())
    assert again.decisions == {**stays, "unchanged": total - sum(stays.values())}
    assert without_stamps(catalog_state(sample_uri)) == after


def test_a_new_run_is_copied_from_the_latest(
    sample_uri: str, load_accepted: Load, ingest: Load, execute: Callable[..., int]
) -> None:
    """Everything but what makes it another run; it is not reviewed, for no partner's row has come."""
    load_accepted(row(variant=variant("A"), staff="Liang Wei", ofac="yes", ofac_comment="Why.", fixed_price_usd="9"))
    execute("DELETE FROM catalog.additional_metadata WHERE course_key <> 'NorthfieldX+TEST'")
    execute(
        "UPDATE catalog.additional_metadata SET variant_id = %s, starts_at = '2093-06-01 07:08:09.123456+00', "
        "ends_at = '2093-07-01', registration_ends_at = NULL",
        variant("B"),
    )
    assert ingest(sample_uri, None).decisions == {"new_run": 1}
    state = without_stamps(catalog_state(sample_uri))
    latest = state["course_run", "course-v1:NorthfieldX+TEST+1T2091"]
    assert state["course_run", "course-v1:NorthfieldX+TEST+2T2093"] == {
        **latest,
        "key": "course-v1:NorthfieldX+TEST+2T2093",
        "variant_id": variant("B"),
        "starts_at": "2093-06-01T07:08:09.123456+00:00",
        "ends_at": "2093-07-01T00:00:00+00:00",
        "enrollment_ends_at": None,
        "goes_live_on": None,
        "status": "unpublished",
    }
    assert ingest(sample_uri, None).decisions == {"unchanged": 1}


def test_a_blank_deadline_and_variant_clear_nothing(
    sample_uri: str, load_accepted: Load, ingest: Load, execute: Callable[..., int]
) -> None:
    """The run keeps what additional_metadata does not have."""
    load_accepted(row(variant=variant("A"), **{**D2, "reg_close_date": "2091-05-01"}))
    execute("DELETE FROM catalog.additional_metadata WHERE course_key <> 'NorthfieldX+TEST'")
    execute("UPDATE catalog.additional_metadata SET variant_id = NULL, registration_ends_at = NULL")
    before = catalog_state(sample_uri)
    assert ingest(sample_uri, None).decisions == {"unchanged": 1}
    assert catalog_state(sample_uri) == before


def test_a_drop_and_the_backpopulation_agree(sample_uri: str, load_accepted: Load, ingest: Load) -> None:
    """After a drop, additional_metadata says what the run of the course's first row says."""
    load_accepted(row(variant=variant("A")), row("OTHER", **D2))
    before = catalog_state(sample_uri)
    found = ingest(sample_uri, None)
    outcomes = found.query(
        "SELECT decision FROM ingest.outcome WHERE ingestion_id = %(id)s AND course_key LIKE 'NorthfieldX+%%' "
        "AND course_key IN ('NorthfieldX+TEST', 'NorthfieldX+OTHER')"
    )
    assert outcomes == [("unchanged",), ("unchanged",)]
    after = catalog_state(sample_uri)
    assert {row: after[row] for row in before if "+TEST" in row[1]} == {
        row: before[row] for row in before if "+TEST" in row[1]
    }


def only_the_test_course(execute: Callable[..., int]) -> None:
    """Leave no other row of additional_metadata."""
    execute("DELETE FROM catalog.additional_metadata WHERE course_key <> 'NorthfieldX+TEST'")


def test_a_course_without_runs_gets_its_first(
    sample_uri: str, load_accepted: Load, ingest: Load, execute: Callable[..., int]
) -> None:
    """It has dates and variant and nothing else, for there is no run to copy."""
    load_accepted(row(variant=variant("A"), staff="Liang Wei", **D2))
    only_the_test_course(execute)
    execute("DELETE FROM catalog.course_run WHERE course_key = 'NorthfieldX+TEST'")
    assert ingest(sample_uri, None).decisions == {"new_run": 1}
    made = catalog_state(sample_uri)["course_run", "course-v1:NorthfieldX+TEST+2T2091"]
    assert {name: value for name, value in made.items() if value} == {
        "key": "course-v1:NorthfieldX+TEST+2T2091",
        "course_key": "NorthfieldX+TEST",
        "status": "unpublished",
        "variant_id": variant("A"),
        "starts_at": "2091-06-01T00:00:00+00:00",
        "ends_at": "2091-08-31T23:59:00+00:00",
        "created_at": made["created_at"],
        "updated_at": made["updated_at"],
    }
    assert ingest(sample_uri, None).decisions == {"unchanged": 1}


def test_half_a_schedule_is_rejected(
    sample_uri: str, load_accepted: Load, ingest: Load, execute: Callable[..., int]
) -> None:
    """Nothing is guessed: neither a missing date nor an invalid one, nor an end before its start."""
    load_accepted(row(variant=variant("A")), row("B", variant("B")), row("C", variant("C")))
    execute(
        "DELETE FROM catalog.additional_metadata WHERE course_key NOT LIKE 'NorthfieldX+_' "
        "AND course_key NOT LIKE '%+TEST'"
    )
    execute("UPDATE catalog.additional_metadata SET starts_at = NULL WHERE course_key = 'NorthfieldX+TEST'")
    execute("UPDATE catalog.additional_metadata SET ends_at = 'infinity' WHERE course_key = 'NorthfieldX+B'")
    execute("UPDATE catalog.additional_metadata SET ends_at = starts_at WHERE course_key = 'NorthfieldX+C'")
    before = catalog_state(sample_uri)
    found = ingest(sample_uri, None)
    assert found.decisions == {"rejected": 3}
    codes = [set(found.codes[line]) for line in (1, 2, 3)]  # B, C, TEST
    assert codes == [{"INVALID_DATE"}, {"INVALID_SCHEDULE"}, {"INVALID_DATE"}]
    assert catalog_state(sample_uri) == before


def test_no_course_with_dates_is_nothing_to_do(sample_uri: str, ingest: Load, execute: Callable[..., int]) -> None:
    """An ingestion of no rows is loaded like any other."""
    execute("DELETE FROM catalog.additional_metadata")
    nothing = ingest(sample_uri, None)
    assert nothing.decisions == {}
    assert nothing.query("SELECT status, rows_read FROM ingest.ingestion WHERE id = %(id)s") == [("loaded", 0)]


def test_organizations_are_the_catalogs_own(
    sample_uri: str, load_accepted: Load, ingest: Load, execute: Callable[..., int]
) -> None:
    """A partner's code for another organization, spelled like this one's key, is the partner's word and not ours."""
    load_accepted(row(variant=variant("A")))
    only_the_test_course(execute)
    execute("INSERT INTO catalog.organization_mapping VALUES ('2u', 'NorthfieldX', 'Saint.Aldric')")
    found = ingest(sample_uri, None)
    assert found.query("SELECT decision, course_key FROM ingest.outcome WHERE ingestion_id = %(id)s") == [
        ("unchanged", "NorthfieldX+TEST")
    ]
