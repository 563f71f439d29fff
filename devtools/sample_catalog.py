"""Loads the sample catalog into an empty catalog: `make sample-catalog`."""

import sys
from pathlib import Path

from course_runs.database.migrate import migrate
from course_runs.database.session import session
from devtools import ROOT
from devtools.environment import FAILURES, Databases, databases_from_environment, print_failure
from devtools.progress import step

SAMPLE = ROOT / "include" / "samples" / "catalog.sql"


def load_sample(uri: str, sample: Path = SAMPLE) -> bool:
    """Load the sample catalog, all of it or nothing.

    Args:
        uri: libpq URI of a migrated catalog.
        sample: its SQL.

    Returns:
        Whether it was loaded; a catalog that holds anything is left alone.

    Raises:
        psycopg2.Error: the database is away, or refuses the sample.
    """
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute("LOCK TABLE catalog.organization IN SHARE ROW EXCLUSIVE MODE")  # of two at once, one loads it
        cursor.execute("SELECT FROM catalog.organization LIMIT 1")
        if cursor.rowcount:
            return False
        cursor.execute(sample.read_text())
    return True


def prepare_catalog(*, sample_everywhere: bool) -> Databases:
    """Find the catalog, bring its tables up to date and load the sample into an empty one, with a line for each step.

    Args:
        sample_everywhere: load the sample into a catalog that is not embedded, too.
    """
    with step("PostgreSQL server"):
        databases = databases_from_environment()
    with step("catalog's tables"):
        migrate(databases.catalog)
    if sample_everywhere or databases.server:
        with step("sample catalog") as loading:
            if not load_sample(databases.catalog):
                loading.outcome = "not loaded: the catalog is not empty"
    return databases


def main() -> int:
    """Prepare the catalog, wherever it is."""
    try:
        prepare_catalog(sample_everywhere=True)
    except FAILURES as error:
        return print_failure(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
