"""Measures, going on where it stopped, and shows the table: `python -m benchmarks.bench quick|full`.

--targets 1 4   only what these targets need
--rounds 3      at most as many samples of each measurement
--fresh         forget the samples there are
--prepare       only make the catalogs and the drops
--report        measure nothing; write the table of the full scale into README.md
"""

import argparse

from benchmarks import growth, ingestion, pages, parsing, peer, small_feeds, table
from benchmarks.databases import SERVER
from benchmarks.experiments import Experiment
from benchmarks.samples import forget
from benchmarks.scale import SCALES, Scale
from benchmarks.targets import TARGETS

EXPERIMENTS: dict[str, Experiment] = {
    each.name: each
    for each in (
        parsing.EXPERIMENT,
        pages.EXPERIMENT,
        small_feeds.EXPERIMENT,
        ingestion.EXPERIMENT,
        growth.CATALOGS,
        growth.ROWS,
        peer.EXPERIMENT,
    )
}


def measure(scale: Scale, experiments: list[Experiment], *, fresh: bool) -> None:
    """Take the samples that are missing."""
    for experiment in experiments:
        if fresh:
            forget(experiment.name, scale)
        experiment.run(scale)


def prepare(scale: Scale, experiments: list[Experiment]) -> None:
    """Make what the experiments keep, so that measuring starts at once."""
    for experiment in experiments:
        with experiment.prepared(scale):
            print(f"{experiment.name}: prepared", flush=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure what the project promises of speed and size.")
    parser.add_argument("scale", choices=SCALES)
    parser.add_argument("--targets", nargs="*", type=int, choices=sorted(TARGETS), default=[])
    parser.add_argument("--rounds", type=int)
    for flag in ("--fresh", "--prepare", "--report"):
        parser.add_argument(flag, action="store_true")
    asked = parser.parse_args()
    scale = SCALES[asked.scale]
    targets = asked.targets or sorted(TARGETS)
    if asked.report:
        table.write_into_readme()
        return
    needed = {name for number in targets for name in TARGETS[number].experiments}
    experiments = [each for name, each in EXPERIMENTS.items() if name in needed]
    try:
        if asked.prepare:
            prepare(scale, [each for each in experiments if each.keeps])
        else:
            measure(scale.with_rounds(asked.rounds), experiments, fresh=asked.fresh)
            print(table.of(scale, targets))
    finally:
        SERVER.stop()


if __name__ == "__main__":
    main()
