"""The statements that diff makes from the contract: what a reviewer reads is what runs, and it fits the schema."""

import pytest

from course_runs.contract.catalog import CATALOG_TABLES, stored_columns
from course_runs.contract.columns import BY_NAME, COLUMNS, Required
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements
from course_runs.diff.conclusion import conflicts_statement
from course_runs.diff.matching import digests_statement
from course_runs.diff.proposals import PROPOSALS, plan_statement
from devtools.plan_reference import PLAN, plan_reference

VALUES = {
    "ingestion_id": None,
    "as_of": None,
    "today": None,
    "completes_reviews": True,
    "product_source": "2u",
    "product_type": "executive-education-2u",
    "size": 1,
    "lines": [1],
}


def test_the_files_in_the_reference_are_the_statements_that_run() -> None:
    """`make plan-sql` writes them."""
    assert {file.name: file.read_text(encoding="utf-8") for file in PLAN.iterdir()} == plan_reference()


def shortest_header() -> list[str]:
    """Return the columns that every drop has, in the order of the contract."""
    return [column.name for column in COLUMNS if column.required is Required.ALWAYS]


@pytest.mark.parametrize("header", [list(BY_NAME), shortest_header()], ids=["every column", "required columns"])
def test_each_statement_fits_the_schema(catalog: Connection, header: list[str]) -> None:
    """An empty catalog plans it."""
    with catalog.cursor() as cursor:
        for create in load_statements("course_runs.diff", "temporary_tables.sql").values():
            cursor.execute(create, VALUES)
        for statement in (
            *(plan_statement(proposal, header) for proposal in PROPOSALS),
            digests_statement(header),
            conflicts_statement(header) or "",
        ):
            cursor.execute(f"EXPLAIN {statement}", VALUES)
            assert cursor.rowcount > 0


def test_a_drop_without_columns_of_the_course_has_no_conflicts() -> None:
    """There is nothing in which its rows could differ."""
    assert conflicts_statement(["organization", "number", "verified_price", "start_date"]) is None


@pytest.mark.parametrize("table", CATALOG_TABLES, ids=lambda table: table.name)
def test_a_plan_proposes_the_columns_that_a_load_stores(table: object) -> None:
    """And its lists of names; whatever the header."""
    (proposal,) = (proposal for proposal in PROPOSALS if proposal.table is table)
    lists = {names.field for names in proposal.table.name_lists}
    for header in ([], shortest_header(), list(BY_NAME)):
        assert set(proposal.expressions(header)) == {*stored_columns(proposal.table), *lists}
