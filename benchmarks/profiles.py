"""Shows where a stage's time goes: `python -m benchmarks.profiles STAGE` writes `profiles/STAGE.txt`.

The stage has the mixed drop of the full size. The profiler makes calls of Python look dearer than they are: shares are
to be compared, and not seconds with those of the targets.
"""

import argparse
import cProfile
import io
import pstats
from collections import Counter
from importlib import import_module
from pathlib import Path, PurePath

from benchmarks import databases
from benchmarks.dataset import Drop
from benchmarks.scale import FULL
from benchmarks.stages import STAGES, ingest, request_of, run
from course_runs.ledger.ingestions import Stage

FOLDER = Path(__file__).with_name("profiles")
CALLS = 30
"""Functions that are shown, those with the most time of their own first."""


def profile(stage: Stage) -> str:
    """Run the stages before one, and then that one under the profiler.

    Returns:
        Its seconds, the time that each package has of its own, and the functions that have the most.
    """
    uri, file = databases.restored(databases.catalog(FULL.rows)), databases.drop(Drop.MIXED, FULL.rows)
    ingest(uri, file, STAGES[: STAGES.index(stage)])
    request = request_of(file)
    import_module(f"course_runs.{stage}.stage")
    profiler = cProfile.Profile()
    took = profiler.runcall(run, uri, stage, request)
    text = io.StringIO()
    calls = pstats.Stats(profiler, stream=text)
    lines = [f"{stage} of {FULL.rows:,} rows under the profiler: {took.seconds:.1f} s", "", "Own time by package, s"]
    lines += [f"{seconds:8.2f}  {package}" for package, seconds in _by_package(calls).most_common(15)]
    calls.strip_dirs().sort_stats("tottime").print_stats(CALLS)
    return "\n".join([*lines, "", *(line.rstrip() for line in text.getvalue().strip().splitlines()), ""])


def _by_package(calls: pstats.Stats) -> Counter[str]:
    seconds: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, _) in calls.stats.items():  # type: ignore[attr-defined]
        seconds[_package(PurePath(file).parts, name)] += own
    return seconds


def _package(parts: tuple[str, ...], name: str) -> str:
    """Name the package of a function: of a library its own, of the project the stage's, of C the function itself."""
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1].removesuffix(".py")
    if "course_runs" in parts:
        return ".".join(parts[parts.index("course_runs") :]).removesuffix(".py")
    return name if parts == ("~",) else "the standard library"


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Say where a stage's time goes.")
    parser.add_argument("stage", type=Stage, choices=STAGES)
    stage = parser.parse_args().stage
    try:
        text = profile(stage)
    finally:
        databases.SERVER.stop()
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{stage}.txt").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
