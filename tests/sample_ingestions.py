"""Ingestions of the sample drops, in every outcome that people see: for screenshots and for tests of the pages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from course_runs import pipeline
from course_runs.contract.errors import FileRefused
from course_runs.ledger.ingestions import Request, Stage
from course_runs.ledger.sources import RowsFrom

SAMPLES = Path(__file__).resolve().parents[1] / "include" / "samples" / "drops"
EXECUTIVE, BOOTCAMPS = "2u-executive-education", "2u-bootcamps"
MISTAKES = SAMPLES / f"{EXECUTIVE}-mistakes.csv"


def dag_of(feed: str) -> str:
    """Return the id of a feed's DAG."""
    return f"course_runs_{feed.replace('-', '_')}"


def ingest(uri: str, feed: str, run_id: str, file: Path | None, **asked: Any) -> UUID:  # noqa: ANN401
    """Take a drop through all stages, as a DAG run of that name does.

    Args:
        uri: of the catalog.
        feed: id of the feed.
        run_id: of the run.
        file: the drop; None: the one-time backpopulation.
        asked: further fields of the request.

    Returns:
        The ingestion's id.
    """
    source = RowsFrom.DROP if file else RowsFrom.ADDITIONAL_METADATA
    path = str(file) if file else None
    request = Request(feed_id=feed, dag_id=dag_of(feed), run_id=run_id, file=path, rows_from=source, **asked)
    identity = pipeline.begin(uri, request)
    stages = [stage for stage in Stage if not (request.dry_run and stage is Stage.LOAD)]
    try:
        for stage in stages:
            pipeline.run_stage(uri, stage, identity)
    except FileRefused:
        pipeline.run_stage(uri, Stage.REPORT, identity)
    return identity


def ingest_samples(uri: str) -> Mapping[str, UUID]:
    """Bring the sample drops into the sample catalog, one after another.

    Args:
        uri: of the catalog.

    Returns:
        The ingestions by the names of their runs.
    """
    executive, bootcamps = SAMPLES / f"{EXECUTIVE}.csv", SAMPLES / f"{BOOTCAMPS}.csv"
    return {
        "dry run": ingest(uri, EXECUTIVE, "dry+run", executive, dry_run=True),
        "backpopulation": ingest(uri, EXECUTIVE, "backpopulation", None),
        "full drop": ingest(uri, EXECUTIVE, "full+drop", executive, full_drop=True),
        "mistakes": ingest(uri, EXECUTIVE, "mistakes", MISTAKES),
        "boot camps": ingest(uri, BOOTCAMPS, "boot+camps", bootcamps),
        "nothing new": ingest(uri, EXECUTIVE, "nothing+new", executive),
        "no file": ingest(uri, BOOTCAMPS, "no+file", SAMPLES / "2026-11-22.csv"),
        "withheld": ingest(uri, EXECUTIVE, "withheld", MISTAKES, full_drop=True),
    }
