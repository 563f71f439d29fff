"""The pages over a real API server, and clients that look at them."""

from collections.abc import Iterator

import httpx
import pytest

from devtools.postgres import LocalPostgres
from served_pages.site import Site, shared_site
from served_pages.users import PARTIAL


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, templates: LocalPostgres) -> Site:
    """The pages, over ingestions of every kind."""
    return shared_site(request.config, tmp_path_factory.mktemp("site"), templates)


@pytest.fixture
def admin(site: Site) -> Iterator[httpx.Client]:
    """A client who may do everything."""
    with site.client("admin") as client:
        yield client


@pytest.fixture
def viewer(site: Site) -> Iterator[httpx.Client]:
    """A client who may read everything and trigger nothing."""
    with site.client("viewer") as client:
        yield client


@pytest.fixture
def partial(site: Site) -> Iterator[httpx.Client]:
    """A client who may read everything but what is of the boot camps' DAG."""
    with site.client(PARTIAL) as client:
        yield client


@pytest.fixture
def nobody(site: Site) -> Iterator[httpx.Client]:
    """A client who is not logged in."""
    with site.client(None) as client:
        yield client
