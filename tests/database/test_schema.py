"""The schema as people and operators read it: names, comments, indexes of foreign keys, and lists of values."""

import re
from collections.abc import Iterable

import pytest

from course_runs.contract.codes import Code, Severity
from course_runs.contract.columns import BY_NAME
from course_runs.contract.errors import RefusalCode
from course_runs.contract.kinds import Choice
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Stage, Status
from course_runs.ledger.sources import RowsFrom
from course_runs.report.outcome import Outcome
from course_runs.report.pages.quarantined import STATES
from course_runs.report.view import Audience
from course_runs.rows.decisions import Decision
from devtools.schema_reference import SCHEMA, schema_reference

OURS = "namespace.nspname IN ('catalog', 'ingest')"
GENERATED = re.compile(r".*_(check|fkey|key|excl)\d*")
"""Names that PostgreSQL gives to constraints that have none; those of primary keys are left to it."""


def names(catalog: Connection, statement: str) -> list[str]:
    """Return the first column of a query."""
    with catalog.cursor() as cursor:
        cursor.execute(statement)
        return [name for (name, *_) in cursor]


def test_every_schema_table_view_column_and_function_has_a_comment(catalog: Connection) -> None:
    """A sentence or a phrase that ends with a full stop."""
    described = f"""
        SELECT nspname, obj_description(oid, 'pg_namespace') AS comment FROM pg_namespace AS namespace WHERE {OURS}
        UNION ALL
        SELECT class.oid::regclass::text, obj_description(class.oid, 'pg_class')
        FROM pg_class AS class JOIN pg_namespace AS namespace ON namespace.oid = relnamespace
        WHERE {OURS} AND relkind IN ('r', 'v')
        UNION ALL
        SELECT class.oid::regclass || '.' || attname, col_description(class.oid, attnum)
        FROM pg_attribute JOIN pg_class AS class ON class.oid = attrelid
        JOIN pg_namespace AS namespace ON namespace.oid = relnamespace
        WHERE {OURS} AND relkind IN ('r', 'v') AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT pg_proc.oid::regprocedure::text, obj_description(pg_proc.oid, 'pg_proc')
        FROM pg_proc JOIN pg_namespace AS namespace ON namespace.oid = pronamespace WHERE {OURS}
    """
    assert (
        names(catalog, f"SELECT * FROM ({described}) AS described WHERE comment IS NULL OR comment NOT LIKE '%.'") == []
    )


def test_every_constraint_has_a_name_that_says_what_it_holds(catalog: Connection) -> None:
    """None has one that PostgreSQL made up."""
    found = names(
        catalog,
        "SELECT conname FROM pg_constraint JOIN pg_namespace AS namespace ON namespace.oid = connamespace "
        f"WHERE {OURS} AND contype IN ('c', 'f', 'u', 'x')",
    )
    assert len(found) > 50
    assert [name for name in found if GENERATED.fullmatch(name)] == []


def test_every_foreign_key_is_named_in_the_same_way_and_indexed_or_explained(catalog: Connection) -> None:
    """`<table>_<column>_exists`; the comment of one without an index says why."""
    statement = f"""
        SELECT conname, attname, conrelid::regclass::text, obj_description(pg_constraint.oid, 'pg_constraint'),
               EXISTS (SELECT FROM pg_index WHERE indrelid = conrelid AND indkey[0] = conkey[1])
        FROM pg_constraint JOIN pg_namespace AS namespace ON namespace.oid = connamespace
        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE {OURS} AND contype = 'f'
    """
    with catalog.cursor() as cursor:
        cursor.execute(statement)
        keys = cursor.fetchall()
    assert [name for name, column, table, *_ in keys if name != f"{table.split('.')[1]}_{column}_exists"] == []
    assert [name for name, _, _, reason, is_indexed in keys if is_indexed == bool(reason)] == []


VALUES: dict[str, Iterable[str]] = {
    "ingestion_rows_from_is_known": RowsFrom,
    "ingestion_status_is_known": Status,
    "ingestion_refusal_code_is_known": RefusalCode,
    "stage_attempt_stage_is_known": Stage,
    "finding_stage_is_known": set(Stage) - {Stage.REPORT},
    "finding_code_is_known": Code,
    "finding_severity_is_known": Severity,
    "row_decision_is_known": Decision,
    "mail_state_is_known": Outcome,
    "mail_audience_is_known": Audience,
    "quarantine_status_is_known": STATES,
}


@pytest.mark.parametrize(("constraint", "values"), VALUES.items(), ids=VALUES)
def test_the_database_and_the_code_know_the_same_values(
    catalog: Connection, constraint: str, values: Iterable[str]
) -> None:
    """A value that only one of them knows would stop a load, or never occur."""
    assert allowed(catalog, constraint) == sorted(values)


CHOICES = {
    "course_run_pacing_type_is_known": "course_pacing",
    "course_run_restriction_type_is_known": "restriction_type",
    "additional_metadata_marketing_type_is_known": "external_course_marketing_type",
}


@pytest.mark.parametrize(("constraint", "column"), CHOICES.items(), ids=CHOICES)
def test_the_catalog_allows_what_the_contract_allows(catalog: Connection, constraint: str, column: str) -> None:
    """The choices of a source column are those of its catalog column."""
    kind = BY_NAME[column].kind
    assert isinstance(kind, Choice)
    assert allowed(catalog, constraint) == sorted(kind.options)


def test_every_list_of_values_is_compared(catalog: Connection) -> None:
    """Or it belongs to the database alone: a table's name, or what only statements write."""
    alone = {
        "course_run_status_is_known",
        "additional_metadata_product_status_is_known",
        "planned_change_table_name_is_known",
        "applied_change_table_name_is_known",
    }
    assert set(names(catalog, "SELECT conname FROM pg_constraint WHERE conname LIKE '%is\\_known'")) == (
        alone | VALUES.keys() | CHOICES.keys()
    )


def test_the_reference_of_the_schema_is_what_a_migrated_database_has(catalog: Connection) -> None:
    """`make schema-doc` writes it."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_reference(catalog)


def allowed(catalog: Connection, constraint: str) -> list[str]:
    """Return the texts in the definition of a CHECK, sorted."""
    [definition] = names(catalog, f"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{constraint}'")
    return sorted(re.findall(r"'([^']+)'::text", definition))
