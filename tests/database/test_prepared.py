"""Every statement of every `.sql` file of the package fits the schema: an empty catalog plans it or runs it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import course_runs
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements

PACKAGE = Path(course_runs.__file__).parent
FILES = sorted(
    path.relative_to(PACKAGE)
    for path in PACKAGE.rglob("*.sql")
    if "migrations" not in path.parts and path.name != "roles.sql"
)
TEMPORARY = re.compile(r"\bCREATE TEMP(ORARY)? TABLE\b")
PLANNED = re.compile(r"(SELECT|INSERT|UPDATE|DELETE|WITH|VALUES)\b")
COMMENT = re.compile(r"--[^\n]*\n?")
VALUE = re.compile(r"%\(\w+\)s")


def statements_of(file: Path) -> Mapping[str, str]:
    """Return a file's statements by name."""
    return load_statements(".".join(["course_runs", *file.parent.parts]), file.name)


def with_nulls(statement: str) -> str:
    """Return a statement in which every value is null, and no comment is left."""
    return VALUE.sub("NULL", COMMENT.sub("", statement)).replace("%%", "%").strip()


@pytest.fixture
def temporary(catalog: Connection) -> Connection:
    """A connection to an empty catalog in a transaction that has all temporary tables of the package."""
    with catalog.cursor() as cursor:
        for file in FILES:
            for statement in statements_of(file).values():
                if TEMPORARY.search(statement):
                    cursor.execute(with_nulls(statement))
    return catalog


def test_there_are_files() -> None:
    """The test below looks at some."""
    assert {"ledger/retention.sql", "rows/quarantine.sql"} <= {str(file) for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_statement_fits_the_schema(temporary: Connection, file: Path) -> None:
    """Queries are planned, other commands run; what does not fit is listed with PostgreSQL's own message."""
    faults = {}
    with temporary.cursor() as cursor:
        for name, statement in statements_of(file).items():
            command = with_nulls(statement)
            cursor.execute("SAVEPOINT one")
            try:
                cursor.execute(f"EXPLAIN {command}" if PLANNED.match(command) else command)
            except Exception as error:  # noqa: BLE001 - every fault is listed
                faults[name] = str(error)
            cursor.execute("ROLLBACK TO SAVEPOINT one")
    assert faults == {}
