"""What the page promises of any file and catalog, held against the reference on generated ones."""

from collections import Counter
from dataclasses import replace

from decision_reference import Outcome, World, decide
from decision_strategies import AS_OF, worlds
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

DECISIONS = {"new_product", "new_run", "backpopulate", "update", "unchanged", "held", "duplicate", "rejected"}
CODES = {"CONFLICTING_ROWS", "VARIANT_TAKEN", "AMBIGUOUS_RUN"}
NEW = {"new_product", "new_run"}

fixed = settings(max_examples=200, derandomize=True, database=None, deadline=None)


def test_generated_worlds_reach_every_decision() -> None:
    """A comparison is worth what its cases reach: every decision and every code."""
    reached: Counter[str] = Counter()

    @settings(fixed, max_examples=500, phases=[Phase.generate])
    @given(worlds())
    def collect(world: World) -> None:
        found = decide(world, AS_OF).values()
        reached.update({outcome.decision for outcome in found} | {code for outcome in found for code in outcome.codes})

    collect()
    assert set(reached) == DECISIONS | CODES


@fixed
@given(worlds())
def test_every_row_ends_once_and_every_run_belongs_to_one_row(world: World) -> None:
    """The sum is right; no run is matched twice and no key is made twice or over an old one."""
    found = decide(world, AS_OF)
    assert sorted(found) == [row.line_number for row in world.rows]
    keys = [outcome.course_run_key for outcome in found.values() if outcome.course_run_key]
    assert len(keys) == len(set(keys))
    made = {outcome.course_run_key for outcome in found.values() if outcome.decision in NEW}
    assert made.isdisjoint(run.key for run in world.runs)


@fixed
@given(worlds())
def test_a_variant_names_one_run_afterwards(world: World) -> None:
    """The rows' variants, with those of the runs that keep theirs, are all different."""
    found = decide(world, AS_OF)
    variants: dict[str | None, str | None] = {run.key: run.variant_id for run in world.runs}
    for row in world.rows:
        outcome = found[row.line_number]
        if outcome.course_run_key and row.variant_id:
            variants[outcome.course_run_key] = row.variant_id
    named = [variant for variant in variants.values() if variant]
    assert len(named) == len(set(named))


@fixed
@given(worlds(), st.data())
def test_row_order_decides_only_between_equal_claims(world: World, data: st.DataObject) -> None:
    """The same runs are matched and as many rows are new, duplicate or rejected for each reason, in any order."""
    lines = data.draw(st.permutations([row.line_number for row in world.rows]))
    rows = [replace(row, line_number=line) for row, line in zip(world.rows, lines, strict=True)]
    assert totals(replace(world, rows=rows)) == totals(world)


def totals(world: World) -> Counter[tuple[str, str | None]]:
    """Count the rows of each course by what becomes of them; a row that is matched counts by its run."""
    found = decide(world, AS_OF)
    return Counter((row.course_key, fate(found[row.line_number])) for row in world.rows)


def fate(outcome: Outcome) -> str | None:
    """Name what does not depend on the order of the rows."""
    return outcome.decision if outcome.codes or outcome.decision in NEW | {"duplicate"} else outcome.course_run_key
