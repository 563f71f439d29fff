"""The tests of the judge have every frame judged afresh."""

import pytest


@pytest.fixture
def judgements() -> None:
    """Nothing: these tests have no memo in front of the judge."""
