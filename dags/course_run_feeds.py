"""One DAG a feed of include/feeds.yaml: a partner's drop into the course catalog, in five stages.

Wiring only. The stages are in the package `course_runs`, one folder each, and are imported when a task runs: parsing
this file needs neither pandas nor Great Expectations nor a database.
"""

from collections.abc import Callable
from copy import copy
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import (
    DAG,
    Asset,
    ExceptionRetryPolicy,
    Param,
    RetryAction,
    RetryRule,
    TriggerRule,
    get_current_context,
    get_parsing_context,
    task,
)
from airflow.sdk.exceptions import AirflowSkipException

from course_runs.contract.errors import IngestionError, NoIngestion
from course_runs.contract.feeds import Feed, load_feeds
from course_runs.ledger.abandoned import time_limit
from course_runs.ledger.ingestions import Request, RowsFrom, Stage
from course_runs.pipeline import already_loaded, asset_event, begin, ingestion_of_run, run_stage
from course_runs_airflow.arrival import DropArrival
from course_runs_airflow.connections import catalog_uri, mail_server
from course_runs_airflow.display import TEMPLATE, show

DOCS = """
Brings a drop of **{feed.title}** into the course catalog: extract, validate, diff, load, report. What each task did
stands beside it in the run's list of tasks.

* **Scheduled**: takes the day's drop from `{feed.path}` and waits for it {wait}; a day without one is skipped, and so
  is a drop that an earlier run has loaded.
* **By hand**: trigger with `file`; `dry_run` shows what would happen and loads nothing.
* **Backfill**: takes the drops of the days in the range. Say `--max-active-runs 1`: a drop that is overtaken by a newer
  one is refused. Where a newer one has been loaded already, `{{"force": true}}` lets the older values win.
* **Once**: a backfill with `{{"rows_from": "additional_metadata"}}` moves dates and variants to course runs.
* **When it fails**: a refused file (red `extract`, `validate` or `diff`) is the partner's to mend; the report says how.
  Anything else is retried; after the last retry clear the red task, it picks up where it stopped.

Owner: {feed.owner}.
"""

PARAMS = {
    "file": Param(
        None,
        type=["null", "string"],
        minLength=1,
        maxLength=1000,
        title="File",
        description="Path of the drop; blank: the feed's own path for the day.",
    ),
    "full": Param(
        None,
        type=["null", "boolean"],
        title="Full drop",
        description="Archive products that are not in it. Blank: yes for scheduled runs, no for others.",
    ),
    "dry_run": Param(default=False, type="boolean", title="Dry run", description="Stop after the plan and report it."),
    "allow_archive": Param(
        default=False,
        type="boolean",
        title="Allow archiving",
        description="Archive even more products than the guard lets go.",
    ),
    "force": Param(
        default=False, type="boolean", title="Force", description="Load a drop although a newer one has been loaded."
    ),
    "rows_from": Param(
        RowsFrom.DROP.value,
        enum=[source.value for source in RowsFrom],
        title="Rows from",
        description="A drop, or the one-time backpopulation from additional_metadata.",
    ),
}

DEFAULTS = {
    "retries": 4,
    "retry_delay": timedelta(seconds=10),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=10),
    # The pipeline's own errors are no passing faults: trying again cannot help. All else is retried.
    "retry_policy": ExceptionRetryPolicy(rules=[RetryRule(exception=IngestionError, action=RetryAction.FAIL)]),
    "execution_timeout": timedelta(hours=2),
    "map_index_template": TEMPLATE,
}


FEEDS = {feed.dag_id: feed for feed in load_feeds().values()}
"""By the ids of their DAGs."""


def request_of(context: Any) -> Request:  # noqa: ANN401 - Airflow's context
    """Read from a run's context what it asks for."""
    run, params = context["dag_run"], context["params"]
    feed = FEEDS[run.dag_id]
    when = context.get("logical_date") or run.run_after
    from_drop = params["rows_from"] == RowsFrom.DROP
    file = params["file"] or str(feed.drop_path(when))
    return Request(
        feed_id=feed.id,
        dag_id=run.dag_id,
        run_id=run.run_id,
        rows_from=RowsFrom(params["rows_from"]),
        file=file if from_drop else None,
        # A date in the future would make every drop until then a stale one.
        drop_at=min(when, datetime.now(UTC)) if from_drop else None,
        full_drop=run.run_type == "scheduled" if params["full"] is None else params["full"],
        dry_run=params["dry_run"],
        force=params["force"],
        allow_archive=params["allow_archive"],
    )


def this_ingestion() -> UUID:
    """Return the id of the ingestion of the run at hand."""
    run: Any = get_current_context()["dag_run"]
    return ingestion_of_run(catalog_uri(), run.dag_id, run.run_id)


def run(stage: Stage, ingestion: Callable[[], UUID] = this_ingestion) -> str:
    """Run a stage and show what it did, or why it did not."""
    try:
        return show(run_stage(catalog_uri(), stage, ingestion()))
    except Exception as error:
        show(str(error).partition("\n")[0])
        raise


@task
def extract() -> str:
    """Stage the rows of the drop."""
    request = request_of(get_current_context())
    return run(Stage.EXTRACT, lambda: begin(catalog_uri(), request))


@task
def validate() -> str:
    """Judge the staged rows."""
    return run(Stage.VALIDATE)


@task
def diff() -> str:
    """Decide for every row, and plan what changes."""
    return run(Stage.DIFF)


@task
def load(*, outlet_events: Any = None) -> str:  # noqa: ANN401 - Airflow's accessor
    """Apply the plan, and tell those who wait for the feed's asset."""
    context: Any = get_current_context()
    if context["params"]["dry_run"]:
        raise AirflowSkipException(show("A dry run loads nothing: the report shows the plan."))
    done = run(Stage.LOAD)
    (asset,) = context["task"].outlets
    outlet_events[asset].extra = asset_event(catalog_uri(), this_ingestion())
    return done


@task(trigger_rule=TriggerRule.ALL_DONE)
def report() -> str:
    """Write the report, whatever happened, and mail it."""
    from course_runs.report.mailing import send_mails  # noqa: PLC0415 - templates are for the task alone

    try:
        ingestion = this_ingestion()
    except NoIngestion as nothing:
        raise AirflowSkipException(str(nothing)) from nothing
    reported = run(Stage.REPORT, lambda: ingestion)
    return show(f"{reported} {send_mails(catalog_uri(), ingestion, mail_server())}")


def make_dag(feed: Feed) -> DAG:
    """Make the DAG of a feed."""
    asset = Asset(name=f"course_runs_of_{feed.id}", uri=f"x-course-runs://{feed.id}", group="course_runs")

    with DAG(
        dag_id=feed.dag_id,
        dag_display_name=f"Course runs: {feed.title}",
        description=f"Drops of {feed.title} into the course catalog",
        doc_md=DOCS.format(feed=feed, wait=f"up to {feed.arrival_limit}" if feed.arrival_limit else "not at all"),
        schedule=feed.schedule,
        start_date=datetime.combine(feed.start_date, time(), UTC),
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=time_limit(feed),
        # Backfills do not count among the active runs. Whatever they do at once is safe, but of a stage that takes a
        # machine's memory one at a time is enough.
        default_args={**DEFAULTS, "owner": feed.owner, "max_active_tis_per_dag": 1},
        tags=["course-runs", feed.product_source, feed.product_type],
    ) as dag:
        arrival = DropArrival(
            task_id="arrival",
            limit=feed.arrival_limit,
            request_of=request_of,
            already_loaded=lambda request: already_loaded(catalog_uri(), request),
            max_active_tis_per_dag=None,
        )
        loaded = load.override(outlets=[asset])()
        # The report runs whatever happened; beside it, this makes a run red in which a stage failed.
        verdict = EmptyOperator(task_id="verdict")
        arrival >> extract() >> validate() >> diff() >> loaded >> [report(), verdict]
    # At last: given before, each task would copy them, and each DAG check their defaults: half of what parsing costs.
    dag.params.update({name: copy(param) for name, param in PARAMS.items()})
    return dag


# A task's process needs the DAG of its task, and none of the other feeds'.
wanted = get_parsing_context().dag_id
for dag_id, feed in FEEDS.items():
    if wanted in {None, dag_id}:
        globals()[dag_id] = make_dag(feed)
