"""A connection that is cut at any statement of a stage: the attempt fails as one to be tried again, and is."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from course_runs.ledger.ingestions import Stage
from faults.conftest import AMOUNTS
from faults.laboratory import STAGES, Laboratory, Left, abandoned_attempts, before, left
from faults.stage_server import DONE, PASSING

pytestmark = [pytest.mark.xdist_group("faults"), pytest.mark.timeout(7200)]

TESTS = Path(__file__).resolve().parents[1]


@contextmanager
def proxied(uri: str, cut_at: int, *, after: bool = False) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Yield the URI of a database behind a proxy, and the proxy."""
    parts = urlsplit(uri)
    command = [sys.executable, "-m", "faults.proxy", str(parts.port), str(cut_at), str(int(after))]
    with subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True) as proxy:
        assert proxy.stdout
        address = f"{parts.username}:{parts.password}@127.0.0.1:{int(proxy.stdout.readline())}"
        plain = "sslmode=disable&gssencmode=disable"  # the proxy reads along
        yield parts._replace(netloc=address, query=plain).geturl(), proxy
        proxy.terminate()


def statements_of(laboratory: Laboratory, stage: Stage) -> int:
    """Return how many statements a stage sends."""
    with laboratory.copy(before(stage)) as uri, proxied(uri, 0) as (address, proxy):
        assert laboratory.start(address, stage).ended() == DONE
        proxy.terminate()
        assert proxy.stdout
        return int(proxy.stdout.readline())


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_with_a_cut_connection_is_recovered(
    laboratory: Laboratory, faultless: Left, stage: Stage, figures: dict[str, object]
) -> None:
    """Before the server gets the statement, and after it has run it, which for a commit is too late to undo."""
    statements, ends = statements_of(laboratory, stage), Counter[int]()
    for cut_at in AMOUNTS.cuts(statements):
        for after in (False, True):
            with laboratory.copy(before(stage)) as uri:
                with proxied(uri, cut_at, after=after) as (address, _):
                    ends[laboratory.start(address, stage).ended()] += 1
                laboratory.recover(uri, stage)
                assert left(uri) == faultless
                assert laboratory.report() == laboratory.whole
                abandoned_attempts(uri)
    assert set(ends) <= {PASSING, DONE}  # done: nothing waits for the last statement's answer
    figures |= {f"cuts of {stage} at {statements} statements": ends.total(), "tried again": ends[PASSING]}
