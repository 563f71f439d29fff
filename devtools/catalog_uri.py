"""Prints the catalog's libpq URI on one line: `make -s catalog-uri`."""

import sys

import psycopg2

from devtools.environment import databases_from_environment
from devtools.progress import StepError, print_error


def main() -> int:
    """Print it; an embedded server is started when it does not run."""
    try:
        print(databases_from_environment().catalog)
    except (StepError, psycopg2.Error) as error:
        return print_error(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
