"""Loaders that run at once leave what they leave one after the other."""

import random
from collections import Counter

import pytest

from course_runs.ledger.ingestions import Stage
from drops import D1, D2, drop, row, variant
from faults.conftest import AMOUNTS, BOOTCAMPS, DROPS, EXECUTIVE
from faults.laboratory import Laboratory, left, request_of
from faults.stage_server import DONE

pytestmark = [pytest.mark.xdist_group("faults"), pytest.mark.timeout(7200)]

SAMPLE = DROPS / f"{EXECUTIVE}.csv"
TO_PLAN = (Stage.EXTRACT, Stage.VALIDATE, Stage.DIFF)


def test_attempts_at_one_load_load_once(laboratory: Laboratory, figures: dict[str, object]) -> None:
    """However many think that it is theirs."""
    chance = random.Random(1)  # noqa: S311 - no secret
    one = request_of("one", SAMPLE)
    laboratory.template("race_one", "template_sample", (one, TO_PLAN))
    with laboratory.copy("race_one") as uri:
        laboratory.run(uri, Stage.LOAD, request=one)
        alone = left(uri)
    loaders = 0
    for _ in range(AMOUNTS.races // 4):
        with laboratory.copy("race_one") as uri:
            with laboratory.together():
                jobs = [laboratory.start(uri, Stage.LOAD, one) for _ in range(chance.randint(2, 5))]
            assert {job.ended() for job in jobs} == {DONE}
            assert left(uri) == alone
            loaders += len(jobs)
    figures |= {"races for one load": AMOUNTS.races // 4, "loaders": loaders}


def test_loads_of_one_file_change_the_catalog_once(laboratory: Laboratory, figures: dict[str, object]) -> None:
    """Whichever comes later plans again and finds nothing left to do."""
    runs = [request_of(f"same {number}", SAMPLE) for number in range(3)]
    laboratory.template("race_same", "template_sample", *((run, TO_PLAN) for run in runs))
    with laboratory.copy("race_same") as uri:
        laboratory.run(uri, Stage.LOAD, request=runs[0])
        catalog, traces = left(uri)
    changes = sum("applied" in line for line in traces)
    for _ in range(AMOUNTS.races // 4):
        with laboratory.copy("race_same") as uri:
            with laboratory.together():
                jobs = [laboratory.start(uri, Stage.LOAD, run) for run in runs]
            assert [job.ended() for job in jobs] == [DONE] * 3
            raced, traces = left(uri)
            assert raced == catalog
            assert sum("applied" in line for line in traces) == changes
    figures |= {"races of three runs for one file": AMOUNTS.races // 4}


def test_loads_of_conflicting_files_leave_what_one_of_the_orders_leaves(
    laboratory: Laboratory, tmp_path_factory: pytest.TempPathFactory, figures: dict[str, object]
) -> None:
    """Two files that want different things of the same course, its runs and its slug."""
    folder = tmp_path_factory.getbasetemp() / "faults0"
    ours = drop(
        folder, row("SHARED", variant("A"), title="Ours", **D1), row("OTHER", title="Same title"), name="ours.csv"
    )
    theirs = drop(
        folder,
        row("SHARED", variant("A"), title="Theirs", **D2),
        row("SHARED", variant("B"), **D1),
        row("THIRD", title="Same title"),
        name="theirs.csv",
    )
    runs = [request_of("ours", ours), request_of("theirs", theirs)]
    laboratory.template("race_conflict", "template_sample", *((run, TO_PLAN) for run in runs))
    orders = []
    for order in (runs, runs[::-1]):
        with laboratory.copy("race_conflict") as uri:
            for run in order:
                laboratory.run(uri, Stage.LOAD, request=run)
            orders.append(left(uri))
    assert orders[0] != orders[1]
    won = Counter[int]()
    for number in range(AMOUNTS.races // 4):
        with laboratory.copy("race_conflict") as uri:
            with laboratory.together():
                jobs = [laboratory.start(uri, Stage.LOAD, run) for run in runs[:: 1 if number % 2 else -1]]
            assert [job.ended() for job in jobs] == [DONE, DONE]
            won[orders.index(left(uri))] += 1
    figures |= {"races of conflicting files": won.total(), "won by the one": won[0], "by the other": won[1]}


def test_loads_of_two_feeds_do_not_disturb_each_other(laboratory: Laboratory, figures: dict[str, object]) -> None:
    """They take turns, and neither has to plan for the other."""
    runs = [request_of(feed, DROPS / f"{feed}.csv", feed) for feed in (EXECUTIVE, BOOTCAMPS)]
    laboratory.template("race_feeds", "template_sample", *((run, TO_PLAN) for run in runs))
    with laboratory.copy("race_feeds") as uri:
        for run in runs:
            laboratory.run(uri, Stage.LOAD, request=run)
        in_turn = left(uri)
    for _ in range(AMOUNTS.races // 4):
        with laboratory.copy("race_feeds") as uri:
            with laboratory.together():
                jobs = [laboratory.start(uri, Stage.LOAD, run) for run in runs]
            assert [job.ended() for job in jobs] == [DONE, DONE]
            assert left(uri) == in_turn
    figures |= {"races of two feeds": AMOUNTS.races // 4}
