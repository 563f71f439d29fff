"""Other writers between diff and load: what is loaded is what a plan made after them would have loaded.

The same is written to two copies of a catalog with a plan: one loads the plan as it is, the other plans again before.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg2.errors
import pytest

from catalog_state import catalog_state, without_stamps
from course_runs import pipeline
from course_runs.contract.errors import InvariantBroken
from course_runs.database.session import connect
from course_runs.ledger.ingestions import Stage
from course_runs.load.apply import apply_plan
from drops import D0, D2, D3, drop, row, variant

Load = Callable[..., Any]

A, B, C, D = (variant(name) for name in "ABCD")
COURSE = "NorthfieldX+TEST"
KNOWN = (
    row(variant=A, staff="Liang Wei", collaborators="Open Health Alliance"),
    row(variant=B, staff="Amara Okafor", **D2),
    row("GONE", variant("gone")),
    row("OTHER", variant("other")),
)
DROP = (
    row(variant=A, staff="Liang Wei", collaborators="Open Health Alliance", secondary_subject="Ethics"),
    row(variant=C, **D3),
    row(**D0),
    row("NEW", D, title="New"),
)
NEW_COURSE = """
INSERT INTO catalog.course (key, organization_key, number, title, slug, course_type_slug, product_source_slug)
VALUES ('NorthfieldX+{number}', 'NorthfieldX', '{number}', 'Theirs', '{slug}', 'executive-education-2u', '2u')
"""
SLUG = "executive-education/northfield-university-new"
NEW_RUN = "INSERT INTO catalog.course_run (key, course_key, starts_at, ends_at, variant_id) VALUES ({values})"

WRITERS = {
    "dates of a run": f"UPDATE catalog.course_run SET starts_at = '2091-03-01' WHERE variant_id = '{A}'",
    "variant of a run": f"UPDATE catalog.course_run SET variant_id = NULL WHERE variant_id = '{A}'",
    "a run takes on the file's variant": f"UPDATE catalog.course_run SET variant_id = '{C}' WHERE variant_id = '{B}'",
    "another course's run takes the variant": f"UPDATE catalog.course_run SET variant_id = '{C}' "
    "WHERE course_key = 'NorthfieldX+OTHER'",
    "a run of the schedule": NEW_RUN.format(
        values=f"'course-v1:{COURSE}+r', '{COURSE}', '2091-10-01', '2091-12-31 23:59', NULL"
    ),
    "the key of a new run": NEW_RUN.format(values=f"'course-v1:{COURSE}+3T2091', '{COURSE}', NULL, NULL, NULL"),
    "the key, for another course": NEW_RUN.format(
        values=f"'course-v1:{COURSE}+3T2091', 'NorthfieldX+OTHER', NULL, NULL, NULL"
    ),
    "a run deleted": f"DELETE FROM catalog.course_run WHERE variant_id = '{A}'",
    "staff": "DELETE FROM catalog.course_run_staff WHERE person_name = 'Liang Wei'",
    "staff of the run that is copied": "UPDATE catalog.course_run_staff SET person_name = 'Grace Nakamura' "
    "WHERE person_name = 'Amara Okafor'",
    "a later run to copy": NEW_RUN.format(
        values=f"'course-v1:{COURSE}+later', '{COURSE}', '2095-01-01', '2095-02-01', NULL"
    ),
    "in review": f"UPDATE catalog.course_run SET status = 'review_by_legal' WHERE course_key = '{COURSE}'",
    "published": f"UPDATE catalog.course_run SET status = 'published' WHERE course_key = '{COURSE}'",
    "title": f"UPDATE catalog.course SET title = 'Theirs' WHERE key = '{COURSE}'",
    "price": f"UPDATE catalog.course SET price = 7 WHERE key = '{COURSE}'",
    "source": f"UPDATE catalog.course SET product_source_slug = 'edx' WHERE key = '{COURSE}'",
    "subjects": f"INSERT INTO catalog.course_subject VALUES ('{COURSE}', 2, 'Design')",
    "collaborators": f"DELETE FROM catalog.course_collaborator WHERE course_key = '{COURSE}'",
    "additional metadata": 'UPDATE catalog.additional_metadata SET external_url = NULL, facts = \'[{"heading": "1"}]\' '
    f"WHERE course_key = '{COURSE}'",
    "no additional metadata": f"DELETE FROM catalog.additional_metadata WHERE course_key = '{COURSE}'",
    "archived": f"UPDATE catalog.additional_metadata SET product_status = 'archived' WHERE course_key = '{COURSE}'",
    "the slug taken": NEW_COURSE.format(number="THEIRS", slug=SLUG),
    "the course created": NEW_COURSE.format(number="NEW", slug="theirs"),
    "the organization renamed": "UPDATE catalog.organization SET name = 'Southfield' WHERE key = 'NorthfieldX'",
    "a product to archive archived": "UPDATE catalog.additional_metadata SET product_status = 'archived' "
    "WHERE course_key = 'NorthfieldX+GONE'",
    "another product to archive": "UPDATE catalog.additional_metadata SET product_status = 'published'",
    "a product to archive deleted": "DELETE FROM catalog.additional_metadata WHERE course_key = 'NorthfieldX+GONE'",
    "what has nothing to do with it": "UPDATE catalog.course SET title = 'Theirs' WHERE key = 'NorthfieldX+OTHER'",
}
UNCONCERNED = "what has nothing to do with it"


def differences(uri: str, other: str) -> dict[tuple[str, str], Any]:
    """Return the rows in which two catalogs differ, as both have them."""
    here, there = (without_stamps(catalog_state(each)) for each in (uri, other))
    return {key: (here.get(key), there.get(key)) for key in here | there if here.get(key) != there.get(key)}


def test_a_load_heeds_what_others_wrote(
    load_accepted: Load, copy: Callable[[str], str], execute: Callable[..., int], change_feed: Callable[..., None]
) -> None:
    """It plans again inside the lock, unless the change is none of its business."""
    change_feed(rejection_budget={"share": 1})
    execute("UPDATE catalog.additional_metadata SET product_status = 'archived'")
    load_accepted(*KNOWN)
    # Without the column, new runs take their staff from the latest run: that one's row matters as well.
    asked = {"without": ("staff",), "full_drop": True, "allow_archive": True}
    planned = load_accepted(*DROP, stages="diff", **asked).id
    found = {}
    for writer, statement in WRITERS.items():
        late, early = copy("late"), copy("early")
        assert execute(statement, uri=late) == execute(statement, uri=early) > 0
        sentence = pipeline.run_stage(late, Stage.LOAD, planned)
        pipeline.run_stage(early, Stage.DIFF, planned)
        assert "planned again" not in pipeline.run_stage(early, Stage.LOAD, planned)
        found[writer] = ("planned again" in sentence, differences(late, early))
    assert found == {writer: (writer != UNCONCERNED, {}) for writer in WRITERS}


def test_a_load_heeds_the_staff_of_a_course_without_new_runs(
    sample_uri: str, load_accepted: Load, execute: Callable[..., int]
) -> None:
    """Of a run that is matched, even where nothing else of it was to change."""
    known = row(variant=A, staff="Liang Wei")
    load_accepted(known)
    planned = load_accepted(known, stages="diff")
    staffed = f"""
    FROM catalog.course_run_staff WHERE course_run_key = (SELECT key FROM catalog.course_run WHERE variant_id = '{A}')
    """
    assert execute(f"DELETE {staffed}") == 1
    assert "planned again" in pipeline.run_stage(sample_uri, Stage.LOAD, planned.id)
    assert planned.query(f"SELECT person_name {staffed}") == [("Liang Wei",)]


def test_a_load_heeds_another_ingestion(sample_uri: str, copy: Callable[[str], str], load_accepted: Load) -> None:
    """Two drops planned from one state are loaded one after the other, as if each had been planned at its turn."""
    load_accepted(*KNOWN)
    second = (row(variant=C, title="Second", **D2), row("NEW", title="Newer", **D3))
    planned = [load_accepted(*rows, stages="diff") for rows in (DROP, second)]
    in_turn = copy("in_turn")
    for each in planned:
        pipeline.run_stage(sample_uri, Stage.LOAD, each.id)
        for stage in (Stage.DIFF, Stage.LOAD):
            pipeline.run_stage(in_turn, stage, each.id)
    assert differences(sample_uri, in_turn) == {}


def test_a_reference_row_that_is_gone_stops_the_load(
    sample_uri: str, ingest: Load, execute: Callable[..., int], tmp_path: Path
) -> None:
    """Nothing is loaded and the error names the key; validated again, the row is rejected."""
    file = drop(tmp_path, row(variant=A, expected_program_type="license"), row("OTHER", B))
    planned = ingest(sample_uri, file, stages="extract validate diff")
    execute("DELETE FROM catalog.program_type WHERE slug = 'license'")
    before = catalog_state(sample_uri)
    with pytest.raises(InvariantBroken, match="license"):
        pipeline.run_stage(sample_uri, Stage.LOAD, planned.id)
    assert catalog_state(sample_uri) == before
    for stage in (Stage.VALIDATE, Stage.DIFF, Stage.LOAD):
        pipeline.run_stage(sample_uri, stage, planned.id)
    assert planned.codes == {2: ["UNKNOWN_PROGRAM_TYPE"]}
    assert ("course", COURSE) in catalog_state(sample_uri)


def test_a_load_waits_for_a_writer_who_was_there_first(sample_uri: str, load_accepted: Load) -> None:
    """What that one commits counts."""
    load_accepted(*KNOWN)
    planned = load_accepted(row(variant=A, title="Ours"), stages="diff")
    writer = connect(sample_uri)
    with writer.cursor() as cursor:
        cursor.execute("UPDATE catalog.course_run SET status = 'review_by_legal' WHERE course_key = %s", (COURSE,))
    load = threading.Thread(target=pipeline.run_stage, args=(sample_uri, Stage.LOAD, planned.id))
    load.start()
    load.join(timeout=1)
    assert load.is_alive()
    writer.commit()
    writer.close()
    load.join(timeout=60)
    assert planned.decisions == {"held": 1}
    assert catalog_state(sample_uri)["course", COURSE]["title"] == "Ours"


def test_no_writer_comes_between_the_check_and_the_last_change(
    sample_uri: str, load_accepted: Load, execute: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others wait for the load, readers do not."""
    met: list[str] = []

    def meddle(*arguments: Any) -> int:  # noqa: ANN401 - those of the load
        for statement in (
            "UPDATE catalog.course SET title = 'Theirs'",
            f"INSERT INTO catalog.course_run (key, course_key) VALUES ('course-v1:{COURSE}+r', 'NorthfieldX+KNOWN')",
            "DELETE FROM catalog.additional_metadata",
            "DELETE FROM catalog.course_run_staff",
            "DELETE FROM catalog.course_subject",
            "DELETE FROM catalog.course_collaborator",
        ):
            with pytest.raises(psycopg2.errors.LockNotAvailable):
                execute(f"SET lock_timeout = 50; {statement}")
            met.append(statement)
        catalog_state(sample_uri)
        return apply_plan(*arguments)

    load_accepted(row("KNOWN", variant("known")))
    monkeypatch.setattr("course_runs.load.stage.apply_plan", meddle)
    assert load_accepted(row(variant=A)).decisions == {"new_product": 1}
    assert len(met) == 6
