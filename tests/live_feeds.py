"""The feeds of the Airflow that tests start: one for each group of tests, so that none waits for another's runs."""

import os
import time
from pathlib import Path
from typing import Any

import yaml

from live_airflow import LiveAirflow, Run

SHIPPED = Path(__file__).resolve().parents[1] / "include" / "feeds.yaml"
SCHEDULED = ("daily", "late", "manual", "history", "killed")
"""Feeds of which Airflow makes a run of itself as soon as they are unpaused."""
TROUBLED = ("cut", "deadlock", "supervisor", "disk", "mail", "refused")
"""Feeds with runs that are triggered by hand only."""


def dag_of(feed: str) -> str:
    """Return the DAG id of a feed."""
    return f"course_runs_{feed}"


def whole(file: Path) -> Path:
    """Make a drop look as if it had been written some time ago."""
    os.utime(file, (time.time() - 3600,) * 2)
    return file


def write_feeds(path: Path) -> Path:
    """Write a file of all of them, each with a folder of its own among the drops."""
    feeds = [_feed(each) for each in SCHEDULED + TROUBLED]
    path.write_text(yaml.safe_dump(feeds), encoding="utf-8")
    return path


def _feed(feed: str) -> dict[str, Any]:
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))[0]
    by_hand = {"schedule": "0 0 29 2 *", "start_date": "2025-01-01"}  # the next interval ends in 2032
    return {
        **shipped,
        "id": feed,
        "path": "{{ drops }}/{{ feed }}/{{ ds }}.csv",
        "allowed_roots": ["{{ drops }}"],
        "arrival_limit": "P3D" if feed == "late" else "PT0S",
        "recipients": ["operators@example.org"] if feed == "mail" else [],
        "partner_recipients": [],
        "start_date": "2020-01-01",
        **(by_hand if feed in TROUBLED else {}),
    }


def assert_loaded_once(airflow: LiveAirflow, run: Run, number: str, **more: int) -> None:
    """Two runs of a new course are in the catalog and in the history, and nothing twice.

    Args:
        airflow: the Airflow of the run.
        run: which may still be at work.
        number: of the course.
        more: rows of the drop that were decided otherwise.
    """
    assert run.ended() == "success"
    assert run.ledger("status", "counts") == ("reported", {"new_product": 1, "new_run": 1, **more})
    assert airflow.query(
        "SELECT count(DISTINCT course.key), count(*) FROM catalog.course JOIN catalog.course_run AS run "
        "ON run.course_key = course.key WHERE course.number = %s",
        number,
    ) == [(1, 2)]
    (identity,) = run.ledger("id")
    changes = "SELECT table_name, count(*) FROM ingest.applied_change WHERE ingestion_id = %s GROUP BY 1 ORDER BY 1"
    assert dict(airflow.query(changes, identity)) == {"additional_metadata": 1, "course": 1, "course_run": 2}


def abandoned_attempts(airflow: LiveAirflow, run: Run) -> list[str]:
    """Return the stages of a run with an abandoned attempt by the ledger."""
    (identity,) = run.ledger("id")
    abandoned = (
        "SELECT stage FROM ingest.stage_attempt WHERE ingestion_id = %s AND finished_at IS NULL AND error IS NOT NULL"
    )
    return [stage for (stage,) in airflow.query(abandoned, identity)]
