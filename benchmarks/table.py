"""The table of the targets, as Markdown; that of the full scale stands in README.md between two marks."""

import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.samples import samples_of
from benchmarks.scale import FULL, Scale
from benchmarks.targets import TARGETS, Target

README = Path(__file__).with_name("README.md")
MARKS = ("<!-- figures: begin -->", "<!-- figures: end -->")


def of(scale: Scale, numbers: Sequence[int]) -> str:
    """Return the table of some targets, and what they were measured on."""
    lines = ["| | target | measured | ratio | held |", "|--:|---|---|---|---|"]
    lines += [_line(scale, number, TARGETS[number]) for number in numbers]
    experiments = sorted({name for number in numbers for name in TARGETS[number].experiments})
    found = [samples_of(name, scale) for name in experiments]
    machine = next((samples.machine for samples in found if samples.machine), {})
    lines += ["", "| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in machine.items())]
    counted = ", ".join(f"{name} {_samples_in_words(name, scale)}" for name in experiments)
    return "\n".join([*lines, f"| Samples | {counted} |"])


def write_into_readme() -> None:
    """Put the table of the full scale into README.md.

    Raises:
        ValueError: the marks are not there.
    """
    text = README.read_text(encoding="utf-8")
    begin, end = MARKS
    between = re.compile(f"(?<={re.escape(begin)}\n).*(?={re.escape(end)})", re.DOTALL)
    if not between.search(text):
        raise ValueError(f"{README.name} has no {begin} and {end}, each on a line of its own.")
    table = of(FULL, sorted(TARGETS))
    README.write_text(between.sub(lambda _: f"\n{table}\n\n", text), encoding="utf-8")


def _line(scale: Scale, number: int, target: Target) -> str:
    found = {name: samples_of(name, scale) for name in target.experiments}
    try:
        verdict = target.judge(scale, found)
    except KeyError as missing:
        return f"| {number} | {target.promise} | {missing.args[0]} | | |"
    held = "yes" if verdict.held else "**no**"
    return f"| {number} | {target.promise} | {verdict.figures} | {verdict.ratio} | {held} |"


def _samples_in_words(experiment: str, scale: Scale) -> str:
    counts = sorted(samples_of(experiment, scale).counts())
    return "none" if not counts else str(counts[0]) if counts[0] == counts[-1] else f"{counts[0]} to {counts[-1]}"
