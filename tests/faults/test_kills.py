"""Stages that are killed at any moment and tried again leave what one run without faults leaves."""

import random
import time
from collections import Counter

import pytest

from course_runs.ledger.ingestions import Stage
from faults.conftest import AMOUNTS, DROPS, EXECUTIVE
from faults.laboratory import KILLED, STAGES, Laboratory, Left, abandoned_attempts, before, left, request_of
from faults.stage_server import DONE

pytestmark = [pytest.mark.xdist_group("faults"), pytest.mark.timeout(7200)]

NEXT_RUN = request_of("another", DROPS / f"{EXECUTIVE}.csv")


def recover(laboratory: Laboratory, uri: str, stage: Stage, how: int) -> None:
    """Go on after a kill: as a retry, as a retry beside a twin, or as a retry after the feed's next run has begun."""
    if how == 1:
        with laboratory.together():
            twins = [laboratory.start(uri, stage) for _ in range(2)]
        assert [twin.ended() for twin in twins] == [DONE, DONE]
    if how == 2:
        laboratory.run(uri, "begin", request=NEXT_RUN)
    laboratory.recover(uri, stage)


def assert_as_if_nothing_had_happened(laboratory: Laboratory, uri: str, faultless: Left) -> list[str]:
    """Compare with the ingestion without faults, and return the stages at which an attempt died."""
    catalog, traces = left(uri)
    assert catalog == faultless[0]
    assert traces == faultless[1]
    assert laboratory.report() == laboratory.whole
    return abandoned_attempts(uri)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_that_is_killed_at_a_point_is_recovered(
    laboratory: Laboratory, faultless: Left, stage: Stage, figures: dict[str, object]
) -> None:
    """At every statement and on both sides of every commit."""
    reached = Counter[str]()
    for point in AMOUNTS.points(len(laboratory.points[stage])):
        with laboratory.copy(before(stage)) as uri:
            assert laboratory.start(uri, stage, kill_at=point).ended() == KILLED
            recover(laboratory, uri, stage, point % 3)
            abandoned = assert_as_if_nothing_had_happened(laboratory, uri, faultless)
            reached["marked abandoned" if abandoned else "before the attempt or after its end"] += 1
    figures |= {f"killed at points of {stage}": reached.total(), **reached}


def test_a_stage_that_is_killed_at_random_is_recovered(
    laboratory: Laboratory, faultless: Left, figures: dict[str, object]
) -> None:
    """At any moment of any stage, within the statements too, and once more while it is tried again."""
    chance = random.Random(f"{AMOUNTS.kills}")  # noqa: S311 - no secret
    killed, survived = Counter[str](), 0
    for number in range(AMOUNTS.kills):
        stage = STAGES[number % len(STAGES)]
        with laboratory.copy(before(stage)) as uri:
            for _ in range(chance.choice([1, 1, 1, 2])):
                job = laboratory.start(uri, stage)
                time.sleep(chance.uniform(0, laboratory.seconds[stage]))
                job.kill()
                killed[stage] += (ended := job.ended()) == KILLED
                survived += ended == DONE
            recover(laboratory, uri, stage, number % 3)
            assert_as_if_nothing_had_happened(laboratory, uri, faultless)
    figures |= {"killed at random": killed.total(), "of these": dict(killed), "done before the kill": survived}
