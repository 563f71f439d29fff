"""Mutants of the suite: without a rule, or with one reversed or shifted, some row has another verdict."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import great_expectations.expectations as gxe
import pytest

from course_runs.contract.columns import COLUMNS, Required
from course_runs.contract.feeds import load_feeds
from course_runs.validate import expectations as own
from course_runs.validate.chunk import Chunk, read_chunk
from course_runs.validate.gx_frame import gx_frame
from course_runs.validate.judge import Judge
from course_runs.validate.suite import Rule, build_rules
from course_runs.validate.verdicts import findings
from validate.rule_table import CASES, GOOD, PASSING, REFERENCES, ZONE, Case

HEADER = [column.name for column in COLUMNS]
BY_FEED = frozenset(column.name for column in COLUMNS if column.required is Required.BY_FEED)
FEED = load_feeds()["2u-executive-education"].model_copy(update={"required_columns": BY_FEED, "timezone": ZONE})
ROWS = [*PASSING, *(case.cells for case in CASES)]
FIRST = len(PASSING)

Verdicts = Mapping[int, Sequence[Rule]]
"""The rules that each row fails, by its position in `ROWS`."""


def judge(rules: Sequence[Rule]) -> Verdicts:
    """Judge all rows of the table, as the stage does."""
    return Judge(rules).judge(gx_frame(chunk(), REFERENCES))


@cache
def chunk() -> Chunk:
    """Read all rows of the table."""
    rows = [(place, _cells({**GOOD, **row})) for place, row in enumerate(ROWS)]
    return read_chunk(iter([rows]), HEADER, FEED)


def _cells(row: Mapping[str, str]) -> list[str]:
    return [row[name] for name in [*HEADER, *([""] if "" in row else [])]]


@pytest.fixture(scope="module")
def rules() -> list[Rule]:
    """The suite for a header with every column, each required if a feed may require it."""
    return build_rules(FEED, HEADER, REFERENCES)


@pytest.fixture(scope="module")
def verdicts(rules: list[Rule]) -> Verdicts:
    """The rules of the whole suite that each row fails."""
    return judge(rules)


def found(rules: Iterable[Rule]) -> Counter[tuple[str, str | None]]:
    """Return how often each code and column is found in a row."""
    return Counter((rule.code, rule.column) for rule in rules)


@pytest.mark.parametrize("place", range(len(CASES)), ids=[str(case) for case in CASES])
def test_a_row_fails_its_rule_and_no_other(verdicts: Verdicts, place: int) -> None:
    """With the code, the column and the severity of the table."""
    case = CASES[place]
    failed = verdicts.get(FIRST + place, ())
    reported = [(finding.code, finding.column) for finding in findings(chunk(), {FIRST + place: failed}, REFERENCES)]
    assert Counter(reported) == Counter([(case.code, case.column), *case.also])
    assert _target(case, failed).code.severity == case.severity


def test_the_others_pass(verdicts: Verdicts) -> None:
    """A row just within the limits is not rejected."""
    assert {place: found(failed) for place, failed in verdicts.items() if place < FIRST} == {}


def test_every_rule_has_a_row(rules: list[Rule], verdicts: Verdicts) -> None:
    """A new rule needs a row in the table."""
    targets = [_target(case, verdicts[FIRST + place]) for place, case in enumerate(CASES)]
    assert [rule for rule in rules if not any(rule is target for target in targets)] == []


@pytest.mark.parametrize("half", [0, 1])
def test_without_a_rule_its_rows_get_through(rules: list[Rule], verdicts: Verdicts, half: int) -> None:
    """Half of the rules are removed at a time: the rows have the findings of the others, and no more."""
    rest = [rule for number, rule in enumerate(rules) if number % 2 == half]
    mutant = judge(rest)
    for place, case in enumerate(CASES, start=FIRST):
        kept = [rule for rule in verdicts[place] if any(rule is other for other in rest)]
        assert found(mutant.get(place, ())) == found(kept)
        if not any(_target(case, verdicts[place]) is other for other in rest):
            assert (case.code, case.column) not in found(mutant.get(place, ()))


Mutate = Callable[[Any], Any]

REVERSED: dict[type, Mutate] = {
    gxe.ExpectColumnValuesToNotBeNull: lambda e: gxe.ExpectColumnValuesToBeNull(column=e.column),
    gxe.ExpectColumnValuesToBeNull: lambda e: gxe.ExpectColumnValuesToNotBeNull(column=e.column),
    gxe.ExpectColumnValuesToBeInSet: lambda e: gxe.ExpectColumnValuesToNotBeInSet(
        column=e.column, value_set=e.value_set
    ),
    gxe.ExpectColumnValuesToMatchRegex: lambda e: gxe.ExpectColumnValuesToNotMatchRegex(column=e.column, regex=e.regex),
    gxe.ExpectColumnValueLengthsToBeBetween: lambda e: gxe.ExpectColumnValueLengthsToBeBetween(
        column=e.column, min_value=e.max_value + 1
    ),
    gxe.ExpectColumnValuesToBeBetween: lambda e: gxe.ExpectColumnValuesToBeBetween(
        column=e.column, min_value=e.max_value + 1
    ),
    gxe.ExpectColumnPairValuesAToBeGreaterThanB: lambda e: _pair(e, column_A=e.column_B, column_B=e.column_A),
    own.ExpectKnownNames: lambda e: own.ExpectKnownNames(column=e.column, names="", listed=e.listed),
    own.ExpectMomentsByFormat: lambda e: own.ExpectMomentsByFormat(column=e.column, formats=["%d.%m.%Y"]),
    own.ExpectExistingLocalTimes: lambda e: own.ExpectExistingLocalTimes(column=e.column, zone="UTC"),
}
"""For every kind of expectation one that demands the opposite, or something else."""

WIDENED: dict[type, Mutate] = {
    gxe.ExpectColumnValueLengthsToBeBetween: lambda e: _bound(e, max_value=e.max_value + 1),
    gxe.ExpectColumnValuesToBeBetween: lambda e: _bound(e, min_value=e.min_value, max_value=e.max_value + 1),
}
NARROWED: dict[type, Mutate] = {
    gxe.ExpectColumnValueLengthsToBeBetween: lambda e: _bound(e, max_value=e.max_value - 1),
    gxe.ExpectColumnValuesToBeBetween: lambda e: _bound(e, min_value=e.min_value, max_value=e.max_value - 1),
}
RAISED: dict[type, Mutate] = {
    gxe.ExpectColumnValuesToBeBetween: lambda e: _bound(e, min_value=e.min_value + 1, max_value=e.max_value),
    gxe.ExpectColumnPairValuesAToBeGreaterThanB: lambda e: _pair(e, or_equal=not e.or_equal),
}
"""Limits that are off by one."""


def _bound(expectation: Any, **bounds: int) -> Any:  # noqa: ANN401 - of either kind
    return type(expectation)(column=expectation.column, **bounds)


def _pair(expectation: Any, **changed: Any) -> Any:  # noqa: ANN401 - names or a flag
    asked = {name: getattr(expectation, name) for name in ("column_A", "column_B", "or_equal", "ignore_row_if")}
    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(**(asked | changed))


@pytest.mark.parametrize(
    "mutation", [REVERSED, WIDENED, NARROWED, RAISED], ids=["reversed", "widened", "narrowed", "raised"]
)
def test_another_rule_gives_another_verdict(
    rules: list[Rule], verdicts: Verdicts, mutation: dict[type, Mutate]
) -> None:
    """On some row of the table, for each rule."""
    originals = [rule for rule in rules if type(rule.expectation) in mutation]
    mutants = [replace(rule, expectation=mutation[type(rule.expectation)](rule.expectation)) for rule in originals]
    changed = judge(mutants)
    for original, mutant in zip(originals, mutants, strict=True):
        assert _lines(original, verdicts) != _lines(mutant, changed), original


def test_every_kind_of_expectation_is_reversed(rules: list[Rule]) -> None:
    """A new kind needs a mutant of its own."""
    assert {type(rule.expectation) for rule in rules} == REVERSED.keys()


def _lines(rule: Rule, verdicts: Verdicts) -> set[int]:
    return {place for place, failed in verdicts.items() if any(rule is other for other in failed)}


def _target(case: Case, failed: Iterable[Rule]) -> Rule:
    """Return the rule that a case tests."""
    (target,) = [rule for rule in failed if (rule.code, rule.column) == (case.code, case.column)]
    return target
