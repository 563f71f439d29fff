"""Brings the catalog's tables up to date: `make migrate`."""

import sys

import psycopg2

from course_runs.database.migrate import migrate
from environment import locate
from progress import StepError, complain, step


def main() -> int:
    """Migrate the catalog, wherever it is."""
    try:
        uri = locate().catalog
        with step("catalog's tables"):
            migrate(uri)
    except (StepError, psycopg2.Error) as error:
        return complain(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
