"""Brings the catalog's tables up to date: `make migrate`."""

import sys

import psycopg2

from course_runs.database.migrate import migrate
from devtools.environment import databases_from_environment
from devtools.progress import StepError, print_error, step


def main() -> int:
    """Migrate the catalog, wherever it is."""
    try:
        uri = databases_from_environment().catalog
        with step("catalog's tables"):
            migrate(uri)
    except (StepError, psycopg2.Error) as error:
        return print_error(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
