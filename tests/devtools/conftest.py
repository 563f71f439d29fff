"""What the launcher's tests share: a place for servers of their own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.postgres import LocalPostgres

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shared_place() -> Iterator[Path]:
    """A fresh folder in the checkout: unlike pytest's own it is open to the account that root runs servers as."""
    (ROOT / ".local").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="test-launcher-", dir=ROOT / ".local"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def place(shared_place: Path, request: pytest.FixtureRequest) -> Path:
    """A fresh folder in that one."""
    folder = shared_place / str(request.node.name)
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def running(shared_place: Path) -> Iterator[LocalPostgres]:
    """A server that runs, for tests that do not end it."""
    server = LocalPostgres(shared_place / "running", durable=False)
    server.start()
    yield server
    server.remove()


@pytest.fixture
def own_server(place: Path) -> Iterator[LocalPostgres]:
    """A server that does not run yet, in a folder that does not exist yet."""
    server = LocalPostgres(place / "postgres", durable=False)
    yield server
    server.remove()
