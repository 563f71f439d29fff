"""The tests of the judge have every frame judged afresh."""

import pytest


@pytest.fixture
def judgements() -> None:
    """Nothing: no memo stands before the judge."""
