"""The history: what docs/history.md says of it, by the very queries that stand there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg2.errors
import pytest

from catalog_state import catalog_state
from course_runs import pipeline
from course_runs.database.session import session
from course_runs.ledger import ingestions
from course_runs.ledger.ingestions import Stage
from course_runs.load.stage import load
from drops import D2, D3, row, variant

Load = Callable[..., Any]

DOCUMENT = Path(__file__).parents[2] / "docs" / "history.md"
WHAT_CHANGED, WHO_SET_DATES = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
RUN = "course-v1:NorthfieldX+TEST+1T2091"


def ask(uri: str, query: str, **variables: object) -> list[dict[str, Any]]:
    """Run a query of the document with psql's variables given."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(re.sub(r":'(\w+)'", r"%(\1)s", query), variables)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, values, strict=True)) for values in cursor]


def test_what_an_ingestion_changed(sample_uri: str, load_accepted: Load) -> None:
    """Every field, old and new, with the line that asked for it; names that were created have lines of their own."""
    load_accepted(row(variant=variant("A"), staff="Liang Wei"))
    loaded = load_accepted(
        row("OTHER", variant("other")),
        row(variant=variant("A"), staff="New Person, Liang Wei", verified_price="120", collaborators="New Lab", **D2),
    )
    found = ask(sample_uri, WHAT_CHANGED, ingestion=loaded.id)
    recorded = {(each["table_name"], each["row_key"], each["field"]): (each["before"], each["after"]) for each in found}
    ours = {key: values for key, values in recorded.items() if "OTHER" not in key[1]}
    metadata = ("additional_metadata", "NorthfieldX+TEST")
    assert ours == {
        ("collaborator", "New Lab", "name"): (None, "New Lab"),
        ("course", "NorthfieldX+TEST", "collaborators"): ([], ["New Lab"]),
        ("course", "NorthfieldX+TEST", "price"): (100, 120),
        ("course_run", RUN, "ends_at"): ("2091-04-30T23:59:00+00:00", "2091-08-31T23:59:00+00:00"),
        ("course_run", RUN, "staff"): (["Liang Wei"], ["New Person", "Liang Wei"]),
        ("course_run", RUN, "starts_at"): ("2091-02-01T00:00:00+00:00", "2091-06-01T00:00:00+00:00"),
        (*metadata, "ends_at"): ("2091-04-30T23:59:00+00:00", "2091-08-31T23:59:00+00:00"),
        (*metadata, "starts_at"): ("2091-02-01T00:00:00+00:00", "2091-06-01T00:00:00+00:00"),
        ("person", "New Person", "name"): (None, "New Person"),
    }
    assert {each["line_number"] for each in found if "OTHER" not in each["row_key"]} == {3}
    assert ("course", "NorthfieldX+OTHER", "title") in recorded


def test_who_set_the_dates_of_a_run(
    sample_uri: str, load_accepted: Load, ingest: Load, execute: Callable[..., int]
) -> None:
    """Newest first, back to the one that created it; what changed other fields is not there."""
    load_accepted(row(variant=variant("A")), run_id="created")
    load_accepted(row("OTHER"), row(variant=variant("A"), **D2), run_id="moved")
    load_accepted(row(variant=variant("A"), length="9", **D2), run_id="other fields")
    execute("DELETE FROM catalog.additional_metadata WHERE course_key <> 'NorthfieldX+TEST'")
    execute("UPDATE catalog.additional_metadata SET ends_at = '2091-12-24'")
    ingest(sample_uri, None, run_id="backpopulated")
    found = ask(sample_uri, WHO_SET_DATES, run=RUN)
    assert [(each["run_id"], each["line_number"], each["starts"], each["ends"]) for each in found] == [
        ("backpopulated", 1, None, "2091-12-24T00:00:00+00:00"),
        ("moved", 3, "2091-06-01T00:00:00+00:00", "2091-08-31T23:59:00+00:00"),
        ("created", 2, "2091-02-01T00:00:00+00:00", "2091-04-30T23:59:00+00:00"),
    ]
    assert [each["ended"] for each in found] == [
        "2091-08-31T23:59:00+00:00",
        "2091-04-30T23:59:00+00:00",
        None,
    ]


def test_the_history_leads_back_to_where_it_began(sample_uri: str, load_accepted: Load) -> None:
    """Undone from the newest change to the oldest, the catalog is what it was: nothing was touched untold."""
    untouched = names(sample_uri)
    load_accepted(row(variant=variant("A"), staff="New Person"), row(variant=variant("B"), **D2))
    load_accepted(row(variant=variant("A"), title="New", staff="Another, New Person", **D3), full_drop=True)
    load_accepted(row(variant=variant("A")), row("OTHER", collaborators="New Lab"), full_drop=True, allow_archive=True)
    state = {row: dict(fields) for row, fields in names(sample_uri).items()}
    history = ask(sample_uri, "SELECT * FROM ingest.applied_change ORDER BY applied_at DESC")
    for change in history:
        key = (change["table_name"], change["row_key"])
        if change["before"] is None:
            del state[key]
        else:
            state[key] |= change["before"]
    assert state == untouched
    assert {change["table_name"] for change in history} == {
        *("course", "course_run", "additional_metadata", "person", "collaborator")
    }


def names(uri: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Read the catalog with its people and collaborators, without times; prices as JSON has them."""
    named = ask(
        uri,
        "SELECT 'person' AS table, name FROM catalog.person UNION ALL SELECT 'collaborator', name "
        "FROM catalog.collaborator",
    )
    state = {
        row: {name: value for name, value in fields.items() if name not in {"created_at", "updated_at"}}
        for row, fields in catalog_state(uri).items()
    }
    return state | {(each["table"], each["name"]): {"name": each["name"]} for each in named}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ingest.applied_change SET before = NULL",
        "DELETE FROM ingest.applied_change",
        "TRUNCATE ingest.applied_change",
        "DELETE FROM ingest.ingestion",
    ],
)
def test_the_history_cannot_be_rewritten(load_accepted: Load, execute: Callable[..., int], statement: str) -> None:
    """By nobody, nor can the ingestion that it belongs to go."""
    load_accepted(row())
    with pytest.raises((psycopg2.errors.RaiseException, psycopg2.errors.ForeignKeyViolation)):
        execute(statement)


def test_the_newest_change_is_the_one_that_was_applied_last(sample_uri: str, load_accepted: Load) -> None:
    """Though its transaction began before another's: it waited for the lock."""
    first = load_accepted(row(variant=variant("A")), stages="diff")
    second = load_accepted(row(variant=variant("A"), **D2), stages="diff")
    with session(sample_uri) as late, late.cursor() as cursor:
        cursor.execute("SELECT now()")  # the second one's transaction has begun
        pipeline.run_stage(sample_uri, Stage.LOAD, first.id)
        load(late, ingestions.find(late, second.id))
    (newest, _) = ask(sample_uri, WHO_SET_DATES, run=RUN)
    assert newest["starts"] == "2091-06-01T00:00:00+00:00"
