"""The task before the first stage: is there a drop, and is it a new one?"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from glob import escape
from pathlib import Path
from typing import Any

from airflow.providers.standard.triggers.file import FileTrigger
from airflow.providers.standard.triggers.temporal import TimeDeltaTrigger
from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowSkipException, TaskDeferralTimeout

from course_runs.ledger.ingestions import Request, RowsFrom
from course_runs_airflow.display import show

SETTLED = timedelta(seconds=30)
"""A file that has not been written to for so long is taken to be whole."""
LOOK_EVERY = timedelta(seconds=15)


class DropArrival(BaseOperator):
    """Lets a run by hand pass, and skips a scheduled run or a backfill that has nothing to do.

    A scheduled run waits for its drop, in the triggerer and not in a worker's slot, until the feed's limit.

    Args:
        limit: how long after its time a scheduled drop may come.
        request_of: reads from a run's context what it asks for.
        already_loaded: says of a request that it has been loaded, if it has.
    """

    def __init__(
        self,
        *,
        limit: timedelta,
        request_of: Callable[[Any], Request],
        already_loaded: Callable[[Request], str | None],
        **of_operators: Any,  # noqa: ANN401 - Airflow's
    ) -> None:
        super().__init__(**of_operators)
        self.limit = limit
        self.request_of = request_of
        self.already_loaded = already_loaded

    def execute(self, context: Any, event: object = None) -> str:  # noqa: ANN401 - Airflow's context
        """Say what there is to ingest.

        Raises:
            AirflowSkipException: nothing.
            TaskDeferred: nothing yet.
        """
        del event
        run, request = context["dag_run"], self.request_of(context)
        by_hand = context["params"]["file"] or run.run_type not in {"scheduled", "backfill"}
        if request.rows_from is not RowsFrom.DROP or by_hand:
            return show(f"{request.file or request.rows_from} is asked for.")
        file = Path(str(request.file))
        if run.run_type == "scheduled":
            self._wait_for(file, run.run_after + self.limit)
        if not file.exists():
            raise AirflowSkipException(show(f"There is no drop at {file}: nothing to do."))
        if said := self.already_loaded(request):
            raise AirflowSkipException(show(said))
        return show(f"{file} is there.")

    def resume_execution(self, next_method: str, next_kwargs: dict[str, Any] | None, context: Any) -> str:  # noqa: ANN401
        """Look again when the trigger has seen something, and a last time when it has not."""
        try:
            return str(super().resume_execution(next_method, next_kwargs, context))
        except TaskDeferralTimeout:
            return self.execute(context)

    def _wait_for(self, file: Path, until: datetime) -> None:
        """Defer until the drop lies there as a whole; do nothing when it does, or when it is too late for it."""
        left = until - datetime.now(UTC)
        if file.exists():
            # A file that is only half there would load as a whole and small drop.
            if 0 <= time.time() - file.stat().st_mtime < SETTLED.total_seconds():
                self.log.info("%s is there and still grows.", file)
                self.defer(trigger=TimeDeltaTrigger(SETTLED), method_name="execute")
        elif left > timedelta():
            self.log.info("Waits for %s until %s.", file, until)
            trigger = FileTrigger(escape(str(file)), poke_interval=LOOK_EVERY.total_seconds())
            self.defer(trigger=trigger, timeout=left, method_name="execute")
