"""The contract agrees with the tables that it names."""

from course_runs.contract.codes import Severity
from course_runs.contract.columns import COLUMNS, OnBlank, Required
from course_runs.contract.kinds import Ignored
from course_runs.database.session import Connection
from course_runs.diff.name_lists import NAME_LISTS

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
    """Sixty-four of them."""
    assert len({column.name for column in COLUMNS}) == len(COLUMNS) == COLUMNS_OF_A_DROP


def test_every_field_has_its_place_among_accepted_rows(empty_catalog: Connection) -> None:
    """`ingest.accepted_row` has a column for each field, and none besides that no column fills."""
    fields = {column.accepted_column for column in COLUMNS if not isinstance(column.kind, Ignored)}
    assert columns(empty_catalog, "ingest", "accepted_row") - {"ingestion_id", "line_number", "course_key"} == fields


def test_every_target_is_there(empty_catalog: Connection) -> None:
    """What a column sets is a column of the catalog, or one of its lists."""
    for column in COLUMNS:
        for target in column.catalog_columns:
            table, name = target.replace("[", ".").split(".")[:2]
            assert name in columns(empty_catalog, "catalog", table) | {names.field for names in NAME_LISTS[table]}, (
                target
            )


def test_a_column_that_is_always_required_rejects_a_blank_cell() -> None:
    """And no code that only warns can reject."""
    for column in COLUMNS:
        assert (column.required is Required.ALWAYS) == (column.on_blank is OnBlank.REJECT), column.name
        if column.required is not Required.NO:
            assert column.code.severity is Severity.CRITICAL
