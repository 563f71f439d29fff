"""What Airflow knows of the DAG runs behind ingestions: whether they are at work, and who triggered them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from airflow.models.dagrun import DagRun
from airflow.utils.session import create_session
from sqlalchemy import select, tuple_

from course_runs.report.pages.ingestions import Entry
from course_runs.report.pages.render import IngestionView, ingestion_view
from course_runs_airflow.web.access import Visit

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


def ingestion_views(visit: Visit, entries: Iterable[Entry]) -> dict[UUID, IngestionView]:
    """Return the views of ingestions by their ids; one query asks Airflow for all of their runs.

    Args:
        visit: the visit; its feeds are used.
        entries: the ingestions.
    """
    lines = {entry.line.id: entry for entry in entries}
    runs = find_runs({(entry.line.dag_id, entry.line.run_id) for entry in lines.values()})
    return {
        identity: ingestion_view(
            entry.summary(visit.rights.feeds),
            running=(run := runs.get((entry.line.dag_id, entry.line.run_id))) is not None and run.at_work,
        )
        for identity, entry in lines.items()
    }
