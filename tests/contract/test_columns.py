"""The contract agrees with the tables that it names."""

from course_runs.contract.catalog import CATALOG_TABLES
from course_runs.contract.codes import Severity
from course_runs.contract.columns import COLUMNS, OnBlank, Required
from course_runs.contract.kinds import Ignored
from course_runs.database.session import Connection

COLUMNS_OF_A_DROP = 64


def columns(catalog: Connection, schema: str, table: str) -> set[str]:
    """Return the names of a table's columns."""
    with catalog.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s",
            (schema, table),
        )
        return {name for (name,) in cursor}


def test_every_column_of_the_specification_is_there_once() -> None:
    """There are sixty-four."""
    assert len({column.name for column in COLUMNS}) == len(COLUMNS) == COLUMNS_OF_A_DROP


def test_every_accepted_column_exists(empty_catalog: Connection) -> None:
    """`ingest.accepted_row` has these columns and no others, besides its key and the course's."""
    accepted = {column.accepted_column for column in COLUMNS if not isinstance(column.kind, Ignored)}
    assert columns(empty_catalog, "ingest", "accepted_row") - {"ingestion_id", "line_number", "course_key"} == accepted


def test_every_catalog_column_exists(empty_catalog: Connection) -> None:
    """A source column sets a column of the catalog, or one of its lists."""
    known = {
        table.name: columns(empty_catalog, "catalog", table.name) | {names.field for names in table.name_lists}
        for table in CATALOG_TABLES
    }
    for column in COLUMNS:
        for catalog_column in column.catalog_columns:
            table, name = catalog_column.replace("[", ".").split(".")[:2]
            assert name in known[table], catalog_column


def test_a_column_that_is_always_required_rejects_a_blank_cell() -> None:
    """And the code of a column that may be required is critical."""
    for column in COLUMNS:
        assert (column.required is Required.ALWAYS) == (column.on_blank is OnBlank.REJECT), column.name
        if column.required is not Required.NO:
            assert column.code.severity is Severity.CRITICAL
