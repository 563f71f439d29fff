"""Becomes Airflow's own command line, in the environment that `make up` gives to Airflow's processes."""

import os
import sys
from pathlib import Path

import psycopg2

from devtools.environment import databases_from_environment
from devtools.progress import StepError, print_error


def main() -> None:
    """Hand over to `airflow` with the same arguments."""
    try:
        environment = databases_from_environment().for_airflow()
    except (StepError, psycopg2.Error) as error:
        sys.exit(print_error(error))
    airflow = Path(sys.executable).with_name("airflow")
    os.execve(airflow, ["airflow", *sys.argv[1:]], environment)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
