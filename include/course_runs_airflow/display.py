"""What a task says of itself in Airflow's UI: one sentence in the list of its run's tasks."""

from airflow.sdk import get_current_context

TEMPLATE = "{{ sentence | default('', true) }}"
"""Airflow's `map_index_template` of every task: what it calls an index is what its UI shows beside a task's name."""
LIMIT = 250
"""Characters that Airflow keeps."""


def show(sentence: str) -> str:
    """Show a sentence beside the task at hand, cut where Airflow's column ends.

    Returns:
        The sentence, whole.
    """
    get_current_context()["sentence"] = sentence if len(sentence) <= LIMIT else f"{sentence[: LIMIT - 1]}…"  # type: ignore[typeddict-unknown-key]
    return sentence
