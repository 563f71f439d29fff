"""Brings one drop into the catalog by a real DAG run and shows the report: `make demo FEED=... FILE=... PARAMS=...`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg2

from course_runs.contract.errors import IngestionError
from course_runs.contract.feeds import load_feeds
from course_runs.database.migrate import migrate
from course_runs.ledger.ingestions import ingestion_id
from course_runs.report.files import report_folder
from course_runs.settings import ROOTS_VARIABLE
from devtools.dag_run_progress import LOG, Run, run_dag
from devtools.environment import LOGS, ROOT, Databases, databases_from_environment
from devtools.progress import StepError, print_error, step
from devtools.sample_catalog import load_sample

FEED = "2u-executive-education"


def read_arguments(arguments: Sequence[str]) -> tuple[str, Path, dict[str, Any]]:
    """Read the command line; what is left blank has a default.

    Args:
        arguments: without the program's name.

    Returns:
        The feed's id, the path of the drop and the run's further params.

    Raises:
        StepError: the params are no JSON object.
    """
    parser = argparse.ArgumentParser(description="Bring one drop into the catalog and show the report.")
    parser.add_argument("--feed", default="", help=f"default: {FEED}")
    parser.add_argument("--file", default="", help="path of the drop; default: the feed's sample")
    parser.add_argument("--params", default="", help='further params of the run, such as {"dry_run": true}')
    given = parser.parse_args(arguments)
    feed = given.feed or FEED
    file = Path(given.file) if given.file else ROOT / "include" / "samples" / "drops" / f"{feed}.csv"
    return feed, file.resolve(), _read_params(given.params or "{}")


def _read_params(text: str) -> dict[str, Any]:
    try:
        params = json.loads(text)
    except json.JSONDecodeError as error:
        raise StepError(f"PARAMS is not JSON ({error}): {text}") from error
    if not isinstance(params, dict):
        raise StepError(f'PARAMS has to be a JSON object, such as {{"dry_run": true}}, and not: {text}')
    return params


def prepare_catalog() -> Databases:
    """See to it that there is a catalog, that its tables are up to date and that it is not empty."""
    with step("PostgreSQL server"):
        databases = databases_from_environment()
    with step("catalog's tables"):
        migrate(databases.catalog)
    with step("sample catalog") as loading:
        if not load_sample(databases.catalog):
            loading.outcome = "not loaded: the catalog is not empty"
    return databases


def ingest(feed_id: str, file: Path, params: dict[str, Any]) -> Run:
    """Run a feed's DAG on a drop.

    Args:
        feed_id: of the feed.
        file: the drop.
        params: further ones of the run.

    Raises:
        StepError: there is no such feed, or the run did not come to its end.
    """
    feeds = load_feeds()
    if feed_id not in feeds:
        raise StepError(f"There is no feed {feed_id!r}. include/feeds.yaml has: {', '.join(feeds)}.")
    print(f"{feeds[feed_id].title}: {file}", file=sys.stderr)
    environment = prepare_catalog().for_one_run()
    granted = (environment.get(ROOTS_VARIABLE), str(file.parent))  # whoever names a file here may read it
    environment[ROOTS_VARIABLE] = os.pathsep.join(filter(None, granted))
    return run_dag(feeds[feed_id].dag_id, {"file": str(file), **params}, environment)


def show(run: Run) -> int:
    """Print the run's report.

    Returns:
        The exit status: of a failure when the drop was refused or a task failed.
    """
    folder = report_folder(ingestion_id(run.dag_id, run.run_id))
    if (folder / "report.txt").exists():
        print(f"\n{(folder / 'report.txt').read_text().rstrip()}\n\nTo read and to share: {folder / 'report.html'}")
    if run.succeeded:
        return 0
    tasks = LOGS / f"dag_id={run.dag_id}" / f"run_id={run.run_id}"
    return print_error(f"The run failed. Its tasks' logs: {tasks}\nWhat else Airflow said: {LOG}")


def main() -> int:
    """Bring the drop in and show what became of it."""
    try:
        return show(ingest(*read_arguments(sys.argv[1:])))
    except (StepError, IngestionError, psycopg2.Error) as error:
        return print_error(error)


if __name__ == "__main__":
    sys.exit(main())
