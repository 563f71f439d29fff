"""The note of a DAG run: one sentence on the outcome, shown where Airflow's UI lists the runs of a DAG.

A task cannot write its run's note. The scheduler writes it when the run has ended, from the sentences that tasks show.
"""

from typing import Any

from airflow.listeners import hookimpl

NOTE_SOURCES = ("report", "arrival")
"""Tasks of which the first that shows a sentence gives the note."""


class RunNotes:
    """Listener: writes the note of a DAG run when it has ended. Airflow gives the parameters their names."""

    @hookimpl
    def on_dag_run_success(self, dag_run: Any) -> None:  # noqa: ANN401 - of Airflow's models
        """Write the note of a run that succeeded."""
        note(dag_run)

    @hookimpl
    def on_dag_run_failed(self, dag_run: Any) -> None:  # noqa: ANN401
        """Write the note of a run that failed."""
        note(dag_run)


def note(dag_run: Any) -> None:  # noqa: ANN401 - of Airflow's models
    """Write the note of a feed's run, unless a person has written one.

    Args:
        dag_run: a DAG run that has ended; Airflow stores the note that is set on it.
    """
    from course_runs.contract.feeds import DAG_ID_PREFIX  # noqa: PLC0415 - no process but the scheduler needs the feeds

    written = dag_run.dag_run_note
    if not dag_run.dag_id.startswith(DAG_ID_PREFIX) or (written and written.user_id):
        return
    sentences = {task.task_id: task.rendered_map_index for task in dag_run.task_instances}
    if sentence := next((sentences[task_id] for task_id in NOTE_SOURCES if sentences.get(task_id)), None):
        dag_run.note = sentence
