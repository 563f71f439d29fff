"""Compares the decision with its reference on generated worlds; `make differential` runs it with `include` on the path.

Worlds are numbered apart, so that many are decided in one call, as the many courses of one file are; a world that is
decided differently is then cut down, row by row and run by run, to the part that matters.
"""

import argparse
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import count, islice

from decision_adapter import as_reported, decide_with_code
from decision_reference import Outcomes, Policy, World, decide
from decision_strategies import AS_OF, POLICIES, worlds
from hypothesis import HealthCheck, Phase, given, seed, settings

ROUND = 1000  # hypothesis remembers every case of a round
BATCH = 250


@dataclass(frozen=True)
class Disagreement:
    """A world, what the reference says of its lines and what the code says, or how it failed."""

    world: World
    reference: Outcomes
    code: Outcomes | str

    def __str__(self) -> str:
        """Print the world so that it can be pasted into a test, and the lines that differ."""
        lines = [repr(self.world)]
        if isinstance(self.code, str):
            return "\n  ".join([*lines, self.code])
        for line, outcome in self.reference.items():
            if self.code[line] != outcome:
                lines += [f"line {line} reference: {outcome}", f"line {line} code:      {self.code[line]}"]
        return "\n  ".join(lines)


@dataclass(frozen=True)
class Round:
    """What a number of cases brought."""

    cases: int
    outcomes: Counter[str]
    disagreements: list[Disagreement]


@lru_cache(maxsize=1)
def generate(number: int, cases: int) -> list[World]:
    """Generate so many worlds, less those that came twice; the same number gives the same ones."""
    generated: dict[str, World] = {}

    @seed(number)
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds())
    def collect(world: World) -> None:
        generated[repr(world)] = world

    collect()
    return list(generated.values())


@cache
def expected(number: int, cases: int, policy: Policy) -> tuple[list[World], Outcomes]:
    """Return the generated worlds of a policy, numbered apart, and the reference's outcomes of all their lines."""
    of_policy = [world for world in generate(number, cases) if world.policy == policy]
    apart = [numbered(world, place) for place, world in enumerate(of_policy)]
    return apart, {line: outcome for world in apart for line, outcome in as_reported(decide(world, AS_OF)).items()}


def numbered(world: World, number: int) -> World:
    """Give a world lines, courses, variants and keys of its own."""

    def name(key: str) -> str:
        return f"w{number}.{key}"

    return replace(
        world,
        courses={name(key): values for key, values in world.courses.items()},
        runs=[
            replace(
                run,
                key=f"course-v1:{name(run.key.removeprefix('course-v1:'))}",
                course_key=name(run.course_key),
                variant_id=run.variant_id and name(run.variant_id),
            )
            for run in world.runs
        ],
        rows=[
            replace(
                row,
                line_number=1000 * number + row.line_number,
                course_key=name(row.course_key),
                variant_id=row.variant_id and name(row.variant_id),
            )
            for row in world.rows
        ],
    )


def disagreements(batch: Sequence[World]) -> list[Disagreement]:
    """Decide numbered worlds of one policy both ways and list those that differ."""
    try:
        by_code = decide_with_code(batch, batch[0].policy)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is found and shown with its world
        if len(batch) > 1:
            half = len(batch) // 2
            return disagreements(batch[:half]) + disagreements(batch[half:])
        return [Disagreement(batch[0], decide(batch[0], AS_OF), f"{type(error).__name__}: {error}")]
    found = []
    for world in batch:
        reference = as_reported(decide(world, AS_OF))
        code = {line: by_code[line] for line in reference}
        if code != reference:
            found.append(Disagreement(world, reference, code))
    return found


def smaller(world: World) -> Iterator[World]:
    """Leave out some runs or a row."""
    for size in (64, 8, 1):
        for start in range(0, len(world.runs), size):
            yield replace(world, runs=[*world.runs[:start], *world.runs[start + size :]])
    for index in range(len(world.rows) if len(world.rows) > 1 else 0):
        yield replace(world, rows=[*world.rows[:index], *world.rows[index + 1 :]])


def smallest(disagreement: Disagreement) -> Disagreement:
    """Cut a world down while it is decided differently."""
    for world in smaller(disagreement.world):
        still = disagreements([world])
        if still:
            return smallest(still[0])
    return disagreement


def compare(generated: Sequence[World], at_once: int = BATCH) -> list[Disagreement]:
    """Decide worlds both ways, many in one call, and list the first few that differ, cut down."""
    found: list[Disagreement] = []
    for policy in POLICIES:
        of_policy = [world for world in generated if world.policy == policy]
        for start in range(0, len(of_policy), at_once):
            batch = of_policy[start : start + at_once]
            found += disagreements([numbered(world, number) for number, world in enumerate(batch)])
    return [smallest(disagreement) for disagreement in found[:10]]


def play(number: int) -> Round:
    """Generate and compare one round; a few worlds also on their own, where whole columns can be null."""
    generated = generate(number, ROUND)
    outcomes = Counter(
        "+".join([outcome.decision, *outcome.codes]) for world in generated for outcome in decide(world, AS_OF).values()
    )
    return Round(len(generated), outcomes, compare(generated) + compare(generated[::50], at_once=1))


def main() -> int:
    """Play until so many worlds are compared as the command line asks for; the exit code says whether all agree."""
    parser = argparse.ArgumentParser(description="Compare the decision with its reference on generated worlds.")
    parser.add_argument("--cases", type=int, default=100_000, help="how many catalogs and files (default: 100,000)")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9), help="a former run's, to play it again")
    asked = parser.parse_args()
    say(f"seed {asked.seed}")
    started = time.monotonic()
    cases, differ, outcomes, numbers = 0, 0, Counter[str](), count(asked.seed)
    with ProcessPoolExecutor(asked.processes) as pool:
        while cases < asked.cases:
            for played in pool.map(play, islice(numbers, asked.processes)):
                cases += played.cases
                outcomes += played.outcomes
                differ += len(played.disagreements)
                for disagreement in played.disagreements:
                    say(str(disagreement))
            say(f"{cases} cases compared, {time.monotonic() - started:.0f} s")
    say(f"rows by decision: {dict(sorted(outcomes.items()))}")
    say(f"{cases} cases compared in {time.monotonic() - started:.0f} s: {differ} decided differently")
    return 1 if differ else 0


def say(line: str) -> None:
    """Print at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
