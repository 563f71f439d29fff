"""What a DAG run asks for, read from its params, its feed and its logical date."""

from datetime import UTC, datetime
from typing import Any

from airflow.sdk import get_current_context

from course_runs.contract.errors import UnknownFeed
from course_runs.contract.feeds import Feed, load_feeds
from course_runs.ledger.ingestions import Request
from course_runs.ledger.sources import RowsFrom


def request_of(context: Any) -> Request:  # noqa: ANN401 - Airflow's context
    """Return what a DAG run asks for.

    Args:
        context: of one of the run's tasks.

    Raises:
        UnknownFeed: the feed of its DAG is no longer in feeds.yaml.
    """
    run, params = context["dag_run"], context["params"]
    feed = _feed_of_dag(run.dag_id)
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


def this_request() -> Request:
    """Return what the DAG run of the current task asks for."""
    return request_of(get_current_context())


def _feed_of_dag(dag_id: str) -> Feed:
    feeds = load_feeds()
    for feed in feeds.values():
        if feed.dag_id == dag_id:
            return feed
    raise UnknownFeed(dag_id, feeds)
