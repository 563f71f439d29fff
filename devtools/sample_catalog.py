"""Loads the sample catalog into an empty catalog: `make sample-catalog`."""

import sys
from pathlib import Path

import psycopg2

from course_runs.database.migrate import migrate
from course_runs.database.session import session
from devtools.environment import ROOT, databases_from_environment
from devtools.progress import StepError, print_error, step

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


def main() -> int:
    """Migrate the catalog, wherever it is, and load the sample."""
    try:
        uri = databases_from_environment().catalog
        with step("catalog's tables"):
            migrate(uri)
        with step("sample catalog"):
            loaded = load_sample(uri)
    except (StepError, psycopg2.Error) as error:
        return print_error(error)
    if not loaded:
        print("The catalog holds something already: it was left as it is.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
