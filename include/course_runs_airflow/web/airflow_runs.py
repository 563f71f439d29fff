"""What Airflow knows of the DAG runs behind ingestions: whether they are at work, and who triggered them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session
from sqlalchemy import select, tuple_

from course_runs.report.view import IngestionView

AT_WORK = {"queued", "running"}


@dataclass(frozen=True, slots=True)
class Run:
    """A DAG run of this Airflow.

    Attributes:
        state: the state of the DAG run, as Airflow names it.
        user: who triggered it, if somebody did.
    """

    state: str
    user: str | None

    @property
    def at_work(self) -> bool:
        """Whether it has not ended."""
        return self.state in AT_WORK


def find_runs(pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Run]:
    """Find DAG runs.

    Args:
        pairs: ids of DAGs and of their runs.

    Returns:
        What Airflow has of them; runs of another Airflow are missing.
    """
    key = tuple_(DagRun.dag_id, DagRun.run_id)
    statement = select(DagRun.dag_id, DagRun.run_id, DagRun.state, DagRun.triggering_user_name)
    with create_session() as session:
        found = session.execute(statement.where(key.in_(list(pairs))))
        return {(dag_id, run_id): Run(str(state), user) for dag_id, run_id, state, user in found}


def with_run_states(views: Sequence[IngestionView]) -> list[IngestionView]:
    """Return views that say whether their DAG runs are at work; one query asks Airflow for all of them.

    A loaded ingestion is shown as loaded even while its run is still at work.
    """
    runs = find_runs({(view.record.dag_id, view.record.run_id) for view in views})
    return [with_run_state(view, runs.get((view.record.dag_id, view.record.run_id))) for view in views]


def with_run_state(view: IngestionView, run: Run | None) -> IngestionView:
    """Return a view that says whether its DAG run is at work."""
    return replace(view, is_running=run is not None and run.at_work and view.record.loaded_at is None)
