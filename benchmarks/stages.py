"""Times the stages of one ingestion, each in a process of its own, as a worker runs them.

`python benchmarks/stages.py FILE URI [STAGE ...]` prints seconds of wall clock and CPU and the peak memory. The catalog
at the URI should be freshly filled by `dataset.py`; the ingestion is the same at every call, so that a stage can be
timed again on its own until it is loaded.
"""

import argparse
import multiprocessing
import os
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "include"))

from course_runs import pipeline
from course_runs.feeds import ROOTS_VARIABLE
from course_runs.ledger import Request, Stage

STAGES = [Stage.EXTRACT, Stage.VALIDATE, Stage.DIFF, Stage.LOAD]


def run(uri: str, stage: Stage, request: Request) -> None:
    """Run one stage and print what it took."""
    identity = pipeline.begin(uri, request) if stage is Stage.EXTRACT else request.ingestion_id
    started = time.monotonic()
    said = pipeline.run_stage(uri, stage, identity)
    seconds, used = time.monotonic() - started, resource.getrusage(resource.RUSAGE_SELF)
    print(f"{stage:8} {seconds:6.1f} s wall {used.ru_utime:6.1f} s CPU {used.ru_maxrss / 1024:5.0f} MB   {said}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Time the stages of an ingestion.")
    parser.add_argument("file", type=Path)
    parser.add_argument("uri", help="libpq URI of the catalog")
    parser.add_argument("stages", nargs="*", type=Stage, default=STAGES)
    asked = parser.parse_args()
    file = asked.file.resolve()
    os.environ[ROOTS_VARIABLE] = str(file.parent)
    request = Request(feed="2u-executive-education", dag_id="benchmark", run_id=file.name, file=str(file))
    start_anew = multiprocessing.get_context("spawn")
    for stage in asked.stages:
        process = start_anew.Process(target=run, args=(asked.uri, stage, request))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
