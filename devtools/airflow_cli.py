"""Becomes Airflow's own command line, in the environment that `make up` gives to Airflow's processes."""

import os
import sys
from pathlib import Path

import psycopg2

from environment import locate
from progress import StepError, complain


def main() -> None:
    """Hand over to `airflow` with the same arguments."""
    try:
        environment = locate().for_airflow()
    except (StepError, psycopg2.Error) as error:
        sys.exit(complain(error))
    airflow = Path(sys.executable).with_name("airflow")
    os.execve(airflow, ["airflow", *sys.argv[1:]], environment)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
