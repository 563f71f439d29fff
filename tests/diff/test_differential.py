"""The decision against its independent reference, on a fixed seed; `make differential` plays fresh ones."""

from datetime import UTC, datetime

import pytest
from decision_adapter import decide_with_code
from decision_differential import compare, expected, generate
from decision_reference import Policy, Row, World

CASES = 800
A_START, AN_END = datetime(2030, 2, 1, tzinfo=UTC), datetime(2030, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("policy", ["backpopulate", "new_run"])
def test_hundreds_of_courses_are_decided_in_one_call(policy: Policy) -> None:
    """As one large file has them: no course's rows and runs have a say in another's. Mutants meet this test first."""
    worlds, outcomes = expected(0, CASES, policy)
    assert len(worlds) > CASES / 8
    assert decide_with_code(worlds, policy) == outcomes


def test_code_and_reference_decide_alike() -> None:
    """Every row of every generated file has the same decision, run, code and related lines or runs in both."""
    generated = generate(0, CASES)
    assert len(generated) > CASES / 2
    assert not "\n".join(map(str, compare(generated)))


def test_one_file_alone_is_decided_alike() -> None:
    """In a small file whole columns can be null, and a catalog can be without runs."""
    assert not "\n".join(map(str, compare(generate(1, 60), at_once=1)))


@pytest.mark.parametrize("policy", ["backpopulate", "new_run"])
@pytest.mark.parametrize("variant", [None, "A"])
def test_a_catalog_without_runs_is_decided_alike(policy: Policy, variant: str | None) -> None:
    """Frames without rows, and columns without values, have no types to go by."""
    empty = World({}, [], [Row(2, "Org+X", variant, A_START, AN_END)], policy)
    assert not "\n".join(map(str, compare([empty])))
