"""One DAG a feed of include/feeds.yaml: from a partner's drop to the course catalog, in five stages.

The stages are in the package `course_runs` and are imported when a task runs: parsing this file needs neither pandas
nor Great Expectations nor a database.
"""

from datetime import UTC, datetime, time
from typing import Any

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, TriggerRule, get_current_context, get_parsing_context, task
from airflow.sdk.exceptions import AirflowSkipException

from course_runs.contract.errors import NoIngestion
from course_runs.contract.feeds import Feed, load_feeds
from course_runs.ledger.abandoned import time_limit
from course_runs.ledger.ingestions import Stage
from course_runs.pipeline import asset_event, begin
from course_runs_airflow.arrival import DropArrival
from course_runs_airflow.connections import catalog_uri
from course_runs_airflow.dag_settings import asset_of, default_args_of, docs_of, params
from course_runs_airflow.display import show
from course_runs_airflow.requests import this_request
from course_runs_airflow.stages import run, this_ingestion


@task
def extract() -> str:
    """Stage the rows of the drop."""
    catalog = catalog_uri()
    ingestion_id = begin(catalog, this_request())
    return run(Stage.EXTRACT, catalog, ingestion_id)


@task
def validate() -> str:
    """Judge the staged rows."""
    catalog = catalog_uri()
    return run(Stage.VALIDATE, catalog, this_ingestion(catalog))


@task
def diff() -> str:
    """Decide what becomes of every row, and plan what changes."""
    catalog = catalog_uri()
    return run(Stage.DIFF, catalog, this_ingestion(catalog))


@task
def load(*, outlet_events: Any = None) -> str:  # noqa: ANN401 - Airflow's accessor
    """Apply the plan, and update the feed's asset."""
    context: Any = get_current_context()
    if context["params"]["dry_run"]:
        raise AirflowSkipException(show("A dry run loads nothing: the report shows the plan."))
    catalog = catalog_uri()
    ingestion_id = this_ingestion(catalog)
    loaded = run(Stage.LOAD, catalog, ingestion_id)
    (asset,) = context["task"].outlets
    outlet_events[asset].extra = asset_event(catalog, ingestion_id)
    return loaded


@task(trigger_rule=TriggerRule.ALL_DONE)
def report() -> str:
    """Write the report, whatever happened, and mail it."""
    from course_runs.report.mail.sending import send_mails  # noqa: PLC0415 - templates are for this task alone
    from course_runs_airflow.mail_server import mail_server  # noqa: PLC0415 - and so is Airflow's hook

    catalog = catalog_uri()
    try:
        ingestion_id = this_ingestion(catalog)
    except NoIngestion as nothing:
        raise AirflowSkipException(str(nothing)) from nothing
    reported = run(Stage.REPORT, catalog, ingestion_id)
    return show(f"{reported} {send_mails(catalog, ingestion_id, mail_server())}")


def make_dag(feed: Feed) -> DAG:
    """Make the DAG of a feed."""
    with DAG(
        dag_id=feed.dag_id,
        dag_display_name=f"Course runs: {feed.title}",
        description=f"Drops of {feed.title} into the course catalog",
        doc_md=docs_of(feed),
        schedule=feed.schedule,
        start_date=datetime.combine(feed.start_date, time(), UTC),
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=time_limit(feed),
        default_args=default_args_of(feed),
        tags=["course-runs", feed.product_source, feed.product_type],
    ) as dag:
        arrival = DropArrival(task_id="arrival", limit=feed.arrival_limit, max_active_tis_per_dag=None)
        loaded = load.override(outlets=[asset_of(feed)])()
        # The report runs whatever happened. Beside it, this task fails the run when a stage has failed.
        verdict = EmptyOperator(task_id="verdict")
        arrival >> extract() >> validate() >> diff() >> loaded >> [report(), verdict]
    # Set last: otherwise each task copies them and each DAG checks their defaults, half of what parsing costs.
    dag.params.update(params())
    return dag


# The process of a task needs the DAG of its task, and none of the other feeds'.
wanted = get_parsing_context().dag_id
for feed in load_feeds().values():
    if wanted in {None, feed.dag_id}:
        globals()[feed.dag_id] = make_dag(feed)
