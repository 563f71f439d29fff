"""The task before the first stage: waits for the drop, and skips a run that has nothing to ingest."""

import time
from datetime import UTC, datetime, timedelta
from glob import escape
from pathlib import Path
from typing import Any

from airflow.providers.standard.triggers.file import FileTrigger
from airflow.providers.standard.triggers.temporal import TimeDeltaTrigger
from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowSkipException, TaskDeferralTimeout

from course_runs.ledger.sources import RowsFrom
from course_runs.pipeline import already_loaded
from course_runs_airflow.connections import catalog_uri
from course_runs_airflow.display import show
from course_runs_airflow.requests import request_of

SETTLED = timedelta(seconds=30)
"""After so long without a write a file is considered complete."""
LOOK_EVERY = timedelta(seconds=15)
"""How often the triggerer looks for a drop that has not arrived."""


class DropArrival(BaseOperator):
    """Waits for the drop of a scheduled run, and skips a run without a drop or with one that has been loaded.

    A scheduled run waits in the triggerer, not in a worker's slot, until the feed's limit. A backfill does not wait. A
    run by hand always goes on.

    Args:
        limit: how long after its scheduled time a drop may arrive.
        of_operators: arguments of every operator, as Airflow passes them on.
    """

    def __init__(self, *, limit: timedelta, **of_operators: Any) -> None:  # noqa: ANN401 - Airflow's
        super().__init__(**of_operators)
        self.limit = limit

    def execute(self, context: Any, event: object = None) -> str:  # noqa: ANN401 - Airflow's context
        """Return a sentence that names what is to be ingested.

        Raises:
            AirflowSkipException: there is no drop, or it has been loaded already.
            TaskDeferred: the drop has not arrived yet, or is still being written.
        """
        del event
        run, request = context["dag_run"], request_of(context)
        by_hand = context["params"]["file"] or run.run_type not in {"scheduled", "backfill"}
        if request.rows_from is not RowsFrom.DROP or by_hand:
            return show(f"{request.file or request.rows_from} is asked for.")
        file = Path(str(request.file))
        if run.run_type == "scheduled":
            self._wait_for(file, run.run_after + self.limit)
        if not file.exists():
            raise AirflowSkipException(show(f"There is no drop at {file}: nothing to do."))
        if sentence := already_loaded(catalog_uri(), request):
            raise AirflowSkipException(show(sentence))
        return show(f"{file} is there.")

    def resume_execution(self, next_method: str, next_kwargs: dict[str, Any] | None, context: Any) -> str:  # noqa: ANN401
        """Look again when the trigger has fired, and a last time when it has timed out."""
        try:
            return str(super().resume_execution(next_method, next_kwargs, context))
        except TaskDeferralTimeout:
            return self.execute(context)

    def _wait_for(self, file: Path, until: datetime) -> None:
        """Defer until the drop is complete. Return when it is, or when its time is over and it is not there."""
        left = until - datetime.now(UTC)
        if file.exists():
            # Half a file would be loaded as if it were a small drop.
            if 0 <= time.time() - file.stat().st_mtime < SETTLED.total_seconds():
                self.log.info("%s is still being written", file)
                self.defer(trigger=TimeDeltaTrigger(SETTLED), method_name="execute")
        elif left > timedelta():
            self.log.info("Waiting for %s until %s", file, until)
            trigger = FileTrigger(escape(str(file)), poke_interval=LOOK_EVERY.total_seconds())
            self.defer(trigger=trigger, timeout=left, method_name="execute")
