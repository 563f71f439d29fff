"""Settings of the installation: every environment variable and every path, read in one place.

A variable is read when it is asked for, so that a change of the environment counts at once.
"""

import os
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]

FEEDS_VARIABLE = "COURSE_RUNS_FEEDS"
DROPS_VARIABLE = "COURSE_RUNS_DROPS"
ROOTS_VARIABLE = "COURSE_RUNS_ALLOWED_ROOTS"
REPORTS_VARIABLE = "COURSE_RUNS_REPORTS"
CATALOG_VARIABLE = "COURSE_RUNS_CATALOG"
AIRFLOW_CONNECTION = "AIRFLOW_CONN_CATALOG_DB"
PUBLISHER_VARIABLE = "COURSE_RUNS_PUBLISHER_URL"
DETAILS_VARIABLE = "COURSE_RUNS_DETAILS_DAYS"

DETAILS_DAYS = 400
"""Days for which the details of an ingestion stay, where nothing is set: more than a year, to compare with the last."""


def project_folder() -> Path:
    """Return the folder to which relative paths refer: the checkout, or of an installed package AIRFLOW_HOME.

    Without either it is the working directory.
    """
    if (_CHECKOUT / "include" / "course_runs").is_dir():
        return _CHECKOUT
    return Path(os.environ.get("AIRFLOW_HOME") or Path.cwd())


def feeds_file() -> Path:
    """Return the file of feeds: COURSE_RUNS_FEEDS, or `include/feeds.yaml` in the project."""
    return Path(os.environ.get(FEEDS_VARIABLE) or project_folder() / "include" / "feeds.yaml")


def drops_folder() -> Path:
    """Return the folder under which partners' drops appear: COURSE_RUNS_DROPS, or `drops` in the project."""
    return Path(os.environ.get(DROPS_VARIABLE) or project_folder() / "drops")


def allowed_roots() -> list[str]:
    """Return further folders from which a `file` may be read: COURSE_RUNS_ALLOWED_ROOTS, separated as in PATH."""
    return [root for root in os.environ.get(ROOTS_VARIABLE, "").split(os.pathsep) if root]


def reports_folder() -> Path:
    """Return the folder of the reports: COURSE_RUNS_REPORTS, or `reports` in the project."""
    return Path(os.environ.get(REPORTS_VARIABLE) or project_folder() / "reports")


def publisher_url() -> str:
    """Return the address of the publisher, to which reports link courses: COURSE_RUNS_PUBLISHER_URL; empty: no links.

    `{course_key}`, `{run_key}` and `{slug}` in it are filled in; without any of them `/courses/<course key>` is added.
    """
    return os.environ.get(PUBLISHER_VARIABLE, "").strip()


def catalog_uri() -> str | None:
    """Return the libpq URI of the catalog for the command line: COURSE_RUNS_CATALOG. Airflow has its own connection."""
    return os.environ.get(CATALOG_VARIABLE) or None


def airflow_connection() -> str | None:
    """Return Airflow's connection to the catalog where the environment holds it, as a URI or as JSON."""
    return os.environ.get(AIRFLOW_CONNECTION) or None


def details_days() -> int:
    """Return after how many days the details of an ingestion are purged: COURSE_RUNS_DETAILS_DAYS, or 400.

    Raises:
        ValueError: the variable is not a whole number of days above zero.
    """
    days = os.environ.get(DETAILS_VARIABLE, "").strip() or str(DETAILS_DAYS)
    if not (days.isdecimal() and int(days)):
        raise ValueError(f"{DETAILS_VARIABLE} has to be a whole number of days above zero, and is {days!r}.")
    return int(days)
