"""What the DAGs of all feeds have in common: documentation, params, and how tasks are retried."""

from copy import copy
from datetime import timedelta

from airflow.sdk import Asset, ExceptionRetryPolicy, Param, RetryAction, RetryRule

from course_runs.contract.errors import IngestionError
from course_runs.contract.feeds import Feed
from course_runs.ledger.sources import RowsFrom
from course_runs_airflow.display import TEMPLATE

_DOCS = """
Loads a drop of **{feed.title}** into the course catalog: extract, validate, diff, load, report. The list of a run's
tasks shows what each of them did.

* **Scheduled**: takes the day's drop from `{feed.path}` and waits for it {wait}. A day without a drop is skipped, and
  so is a drop that an earlier run has loaded.
* **Manual**: trigger with `file`. With `dry_run` the report shows what would change, and nothing is loaded.
* **Backfill**: takes the drops of the days in the range. Set `--max-active-runs 1`, because a drop is refused after a
  newer one has been loaded. `{{"force": true}}` loads it anyway and overwrites newer values.
* **Once**: a backfill with `{{"rows_from": "additional_metadata"}}` moves dates and variants to course runs.
* **When it fails**: the partner has to correct a refused file (red `extract`, `validate` or `diff`); the report says
  how. Everything else is retried. After the last retry clear the red task: it continues where it stopped.

Owner: {feed.owner}.
"""

_PARAMS = {
    "file": Param(
        None,
        type=["null", "string"],
        minLength=1,
        maxLength=1000,
        title="File",
        description="Path of the drop. Blank: the feed's own path for the day.",
    ),
    "full": Param(
        None,
        type=["null", "boolean"],
        title="Full drop",
        description="Archive products that are not in the drop. Blank: yes for scheduled runs, no for others.",
    ),
    "dry_run": Param(default=False, type="boolean", title="Dry run", description="Plan and report, but load nothing."),
    "allow_archive": Param(
        default=False,
        type="boolean",
        title="Allow archiving",
        description="Allow archiving more products than the feed's archive guard permits.",
    ),
    "force": Param(
        default=False,
        type="boolean",
        title="Force",
        description="Load the drop even if a newer one has been loaded, and overwrite newer values.",
    ),
    "rows_from": Param(
        RowsFrom.DROP.value,
        enum=[source.value for source in RowsFrom],
        title="Rows from",
        description="A drop, or additional_metadata for the one-time backpopulation.",
    ),
}

_DEFAULT_ARGS = {
    "retries": 4,
    "retry_delay": timedelta(seconds=10),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=10),
    # A retry cannot help against the pipeline's own errors. All others may pass.
    "retry_policy": ExceptionRetryPolicy(rules=[RetryRule(exception=IngestionError, action=RetryAction.FAIL)]),
    "execution_timeout": timedelta(hours=2),
    "map_index_template": TEMPLATE,
    # Backfills do not count among a DAG's active runs. Any number of them is safe, but one task of a stage at a time is
    # enough for a machine's memory.
    "max_active_tis_per_dag": 1,
}


def docs_of(feed: Feed) -> str:
    """Return the documentation of a feed's DAG, in Markdown."""
    wait = f"up to {feed.arrival_limit}" if feed.arrival_limit else "not at all"
    return _DOCS.format(feed=feed, wait=wait)


def default_args_of(feed: Feed) -> dict[str, object]:
    """Return the default arguments of the tasks in a feed's DAG."""
    return {**_DEFAULT_ARGS, "owner": feed.owner}


def params() -> dict[str, Param]:
    """Return the params of a DAG, a copy of each: a run in the same process changes them."""
    return {name: copy(param) for name, param in _PARAMS.items()}


def asset_of(feed: Feed) -> Asset:
    """Return the asset that a load of a feed updates."""
    return Asset(name=f"course_runs_of_{feed.id}", uri=f"x-course-runs://{feed.id}", group="course_runs")
