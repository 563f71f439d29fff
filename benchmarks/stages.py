"""Times the stages of one ingestion, each in a process of its own, as a worker runs them.

`python -m benchmarks.stages FILE URI [STAGE ...]` prints what each took. The catalog at the URI should be freshly
filled; the ingestion is the same at every call, so that a stage can be timed again on its own until it is loaded.
"""

import argparse
import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from benchmarks.databases import FEEDS, SERVER
from benchmarks.memory import ServerMemory, peak_of_this_process
from benchmarks.samples import Sample
from course_runs import pipeline
from course_runs.ledger.ingestions import Request, Stage
from course_runs.settings import FEEDS_VARIABLE, ROOTS_VARIABLE

STAGES = (Stage.EXTRACT, Stage.VALIDATE, Stage.DIFF, Stage.LOAD)


@dataclass(frozen=True, slots=True)
class Run:
    """What a stage took.

    Attributes:
        seconds: from its begin to its end, imports apart.
        cpu: seconds of its process's processor time meanwhile.
        peak: MB of memory that its process held at most, imports included.
        summary: the stage's own sentence.
    """

    seconds: float
    cpu: float
    peak: float
    summary: str


def run(uri: str, stage: Stage, request: Request) -> Run:
    """Run one stage in this process."""
    import_module(f"course_runs.{stage}.stage")
    began, used = time.perf_counter(), time.process_time()
    identity = pipeline.begin(uri, request) if stage is Stage.EXTRACT else request.ingestion_id
    summary = pipeline.run_stage(uri, stage, identity)
    return Run(time.perf_counter() - began, time.process_time() - used, peak_of_this_process(), summary)


def request_of(file: Path) -> Request:
    """Return what asks for the ingestion of a drop, which this process and those it starts may read from now on."""
    os.environ |= {ROOTS_VARIABLE: str(file.parent), FEEDS_VARIABLE: str(FEEDS)}
    return Request(feed_id="2u-executive-education", dag_id="benchmark", run_id=file.name, file=str(file))


def ingest(uri: str, file: Path, stages: Sequence[Stage] = STAGES, *, print_lines: bool = False) -> Sample:
    """Run stages of the ingestion of a drop.

    Args:
        uri: libpq URI of the catalog.
        file: the drop.
        stages: in their order.
        print_lines: print a line for each stage.

    Returns:
        `seconds` in the stages, `start` for processes and imports, `peak` of any worker and `server` of any process of
        PostgreSQL in MB; seconds and peak of each stage.
    """
    request = request_of(file)
    figures = {"seconds": 0.0, "start": 0.0, "peak": 0.0, "server": 0.0}
    for stage in stages:
        began = time.perf_counter()
        with ServerMemory(SERVER.pid) as server, ProcessPoolExecutor(1, get_context("spawn")) as worker:
            took = worker.submit(run, uri, stage, request).result()
        figures["seconds"] += took.seconds
        figures["start"] += time.perf_counter() - began - took.seconds
        figures["peak"] = max(figures["peak"], took.peak)
        figures["server"] = max(figures["server"], server.peak)
        figures |= {f"{stage}": took.seconds, f"{stage} peak": took.peak}
        if print_lines:
            print(f"{stage:8} {took.seconds:6.1f} s {took.cpu:6.1f} s CPU {took.peak:5.0f} MB   {took.summary}")
    return figures


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Time the stages of an ingestion.")
    parser.add_argument("file", type=Path)
    parser.add_argument("uri", help="libpq URI of the catalog")
    parser.add_argument("stages", nargs="*", type=Stage, default=STAGES)
    asked = parser.parse_args()
    ingest(asked.uri, asked.file.resolve(), asked.stages, print_lines=True)


if __name__ == "__main__":
    main()
