"""Running a stage in a task, and showing beside the task what it did."""

from typing import Any
from uuid import UUID

from airflow.sdk import get_current_context

from course_runs.ledger.ingestions import Stage
from course_runs.pipeline import ingestion_of_run, run_stage
from course_runs_airflow.display import show


def this_ingestion(catalog: str) -> UUID:
    """Return the id of the ingestion of the current task's DAG run.

    Args:
        catalog: libpq URI.

    Raises:
        NoIngestion: the run's extract task has not started one.
    """
    run: Any = get_current_context()["dag_run"]
    return ingestion_of_run(catalog, run.dag_id, run.run_id)


def run(stage: Stage, catalog: str, ingestion_id: UUID) -> str:
    """Run a stage and show its sentence, or the first line of its error, beside the current task.

    Args:
        stage: the stage.
        catalog: libpq URI.
        ingestion_id: of the ingestion.

    Returns:
        The sentence.

    Raises:
        Exception: as `course_runs.pipeline.run_stage`.
    """
    try:
        return show(run_stage(catalog, stage, ingestion_id))
    except Exception as error:
        show(str(error).partition("\n")[0])
        raise
