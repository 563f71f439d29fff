"""Samples: what one measurement gave each time it was taken, kept in a file, so that a run goes on where it stopped."""

import json
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import ROOT, WORKSHOP
from benchmarks.scale import Scale

Sample = Mapping[str, float]
"""A figure by its name; times are seconds, sizes MB."""


class Samples:
    """The samples of an experiment, by measurement.

    Args:
        path: the file that holds them; there need be none yet.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        self._taken: dict[str, list[Sample]] = kept.get("samples", {})
        self.machine: dict[str, str] = kept.get("machine", {})

    def of(self, measurement: str) -> Sequence[Sample]:
        """Return the samples of a measurement, none if it has not been taken."""
        return self._taken.get(measurement, [])

    def counts(self) -> list[int]:
        """Return how often each measurement has been taken."""
        return [len(taken) for taken in self._taken.values()]

    def add(self, measurement: str, sample: Sample, machine: Mapping[str, str]) -> None:
        """Keep a sample, and where it was taken."""
        self._taken.setdefault(measurement, []).append({name: round(value, 4) for name, value in sample.items()})
        self.machine = dict(machine)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_suffix(".unfinished")
        kept = {"machine": self.machine, "samples": self._taken}
        unfinished.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        unfinished.replace(self._path)

    def median(self, measurement: str, figure: str = "seconds") -> float:
        """Return the median of a figure.

        Raises:
            KeyError: the measurement has not been taken.
        """
        if not self.of(measurement):
            raise KeyError(f"{measurement} has not been measured")
        return statistics.median(sample[figure] for sample in self.of(measurement))

    def worst(self, measurement: str, figure: str) -> float:
        """Return the largest of a figure.

        Raises:
            KeyError: the measurement has not been taken.
        """
        if not self.of(measurement):
            raise KeyError(f"{measurement} has not been measured")
        return max(sample[figure] for sample in self.of(measurement))


def samples_of(experiment: str, scale: Scale) -> Samples:
    """Return what an experiment has found; the figures in full are part of the project."""
    return Samples(_file(experiment, scale))


def forget(experiment: str, scale: Scale) -> None:
    """Forget what an experiment has found."""
    _file(experiment, scale).unlink(missing_ok=True)


def _file(experiment: str, scale: Scale) -> Path:
    folder = ROOT / "benchmarks" / "results" if scale.name == "full" else WORKSHOP / "results"
    return folder / f"{experiment}.json"
