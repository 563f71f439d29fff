"""The note of a DAG run: what became of its drop, in one sentence, where Airflow's UI lists a DAG's runs.

A task cannot write a note, so the scheduler does when the run has ended, from what the tasks show of themselves.
"""

from typing import Any

from airflow.listeners import hookimpl

DAGS = "course_runs_"
"""How the DAG ids of the feeds begin."""
NOTE_SOURCES = ("report", "arrival")
"""Tasks whose sentence becomes the note of their run, the first that has one."""


class RunNotes:
    """Listener: writes the note of a DAG run when it has ended. Airflow gives the parameters their names."""

    @hookimpl
    def on_dag_run_success(self, dag_run: Any) -> None:  # noqa: ANN401 - of Airflow's models
        """Note what became of a run that succeeded."""
        note(dag_run)

    @hookimpl
    def on_dag_run_failed(self, dag_run: Any) -> None:  # noqa: ANN401
        """Note what became of a run that failed."""
        note(dag_run)


def note(dag_run: Any) -> None:  # noqa: ANN401 - of Airflow's models
    """Write the note of a feed's run, unless a person has written one.

    Args:
        dag_run: that has ended; Airflow stores what is set on it.
    """
    written = dag_run.dag_run_note
    if not dag_run.dag_id.startswith(DAGS) or (written and written.user_id):
        return
    sentences = {task.task_id: task.rendered_map_index for task in dag_run.task_instances}
    if sentence := next((sentences[task_id] for task_id in NOTE_SOURCES if sentences.get(task_id)), None):
        dag_run.note = sentence
