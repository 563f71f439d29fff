"""Brings one drop into the catalog by a real DAG run and shows the report: `make demo FEED=... FILE=... PARAMS=...`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from course_runs.contract.feeds import load_feeds
from course_runs.ledger.ingestions import ingestion_id
from course_runs.report.documents.folder import report_folder
from course_runs.settings import ROOTS_VARIABLE
from devtools import LOGS, ROOT
from devtools.environment import FAILURES, print_failure
from devtools.progress import StepError, print_error, step
from devtools.sample_catalog import prepare_catalog

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


def ingest(feed_id: str, file: Path, params: dict[str, Any]) -> int:
    """Run a feed's DAG on a drop and print the run's report.

    Args:
        feed_id: of the feed.
        file: the drop.
        params: further ones of the run.

    Returns:
        The exit status: of a failure when the drop was refused or a task failed.

    Raises:
        StepError: there is no such feed, or Airflow failed.
    """
    feeds = load_feeds()
    if feed_id not in feeds:
        raise StepError(f"There is no feed {feed_id!r}. include/feeds.yaml has: {', '.join(feeds)}.")
    print(f"{feeds[feed_id].title}: {file}", file=sys.stderr)
    environment = prepare_catalog(sample_everywhere=True).for_one_run()
    roots = (environment.get(ROOTS_VARIABLE), str(file.parent))  # whoever names a file here may read it
    os.environ.clear()
    os.environ.update(environment | {ROOTS_VARIABLE: os.pathsep.join(filter(None, roots))})
    with step("Airflow"):
        from devtools import dag_run_progress  # noqa: PLC0415 - reads the environment when it is imported
    dag_id = feeds[feed_id].dag_id
    run_id, succeeded = dag_run_progress.run_dag(dag_id, {"file": str(file), **params})
    folder = report_folder(ingestion_id(dag_id, run_id))
    if (folder / "report.txt").exists():
        print(f"\n{(folder / 'report.txt').read_text().rstrip()}\n\nTo read and to share: {folder / 'report.html'}")
    if succeeded:
        return 0
    tasks = LOGS / f"dag_id={dag_id}" / f"run_id={run_id}"
    return print_error(f"The run failed. Its tasks' logs: {tasks}\nWhat else Airflow printed: {dag_run_progress.LOG}")


def main() -> NoReturn:
    """Bring the drop in, show the report and leave."""
    try:
        status = ingest(*read_arguments(sys.argv[1:]))
    except FAILURES as error:
        status = print_failure(error)
    sys.stdout.flush()
    os._exit(status)  # Airflow's modules would take two seconds to end in order


if __name__ == "__main__":
    main()
