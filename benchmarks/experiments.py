"""Experiments: measurements that are taken in turns, over what is prepared for all of them together."""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from benchmarks import machine
from benchmarks.samples import Sample, samples_of
from benchmarks.scale import Scale

Take = Callable[[str], Sample]
"""Takes a measurement once, by its name."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """Measurements that belong together.

    Attributes:
        name: of the experiment.
        plan: its measurements at a scale, in the order of their turns, and how often each is taken.
        prepared: what they need while they are taken.
        keeps: what is prepared is kept for the next time.
    """

    name: str
    plan: Callable[[Scale], Mapping[str, int]]
    prepared: Callable[[Scale], AbstractContextManager[Take]]
    keeps: bool = True

    def missing(self, scale: Scale) -> list[str]:
        """Return the measurements that are still to be taken, a name for each time: A B A B, not A A B B."""
        plan, samples = self.plan(scale), samples_of(self.name, scale)
        rounds = range(max(plan.values()))
        return [name for turn in rounds for name, times in plan.items() if len(samples.of(name)) <= turn < times]

    def run(self, scale: Scale) -> None:
        """Take what is missing, and keep each sample at once."""
        if not (missing := self.missing(scale)):
            print(f"{self.name}: all samples are there")
            return
        samples, described = samples_of(self.name, scale), machine.describe()
        began = time.monotonic()
        with self.prepared(scale) as take:
            print(f"{self.name}: prepared in {time.monotonic() - began:.0f} s", flush=True)
            for name in missing:
                sample = take(name)
                samples.add(name, sample, described)
                print(f"  {name:40} {_in_words(sample)}", flush=True)
        print(f"{self.name}: {time.monotonic() - began:.0f} s in all", flush=True)


def _in_words(sample: Sample) -> str:
    return "  ".join(f"{name} {value:.4g}" for name, value in sample.items())
