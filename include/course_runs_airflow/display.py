"""Showing what a task did: one sentence beside its name in Airflow's list of a run's tasks."""

from airflow.sdk import get_current_context

TEMPLATE = "{{ sentence | default('', true) }}"
"""The `map_index_template` of every task: Airflow's UI shows the index that it renders beside the task's name."""
LIMIT = 250
"""Characters that fit into Airflow's column."""


def show(sentence: str) -> str:
    """Show a sentence beside the current task, cut to what Airflow's column holds.

    Args:
        sentence: what the task did, or why it did not.

    Returns:
        The whole sentence.
    """
    get_current_context()["sentence"] = sentence if len(sentence) <= LIMIT else f"{sentence[: LIMIT - 1]}…"  # type: ignore[typeddict-unknown-key]
    return sentence
