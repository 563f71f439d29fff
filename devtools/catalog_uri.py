"""Prints the catalog's libpq URI on one line: `make -s catalog-uri`."""

import sys

import psycopg2

from environment import locate
from progress import StepError, complain


def main() -> int:
    """Print it; an embedded server is started when it does not run."""
    try:
        print(locate().catalog)
    except (StepError, psycopg2.Error) as error:
        return complain(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
