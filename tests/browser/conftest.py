"""A real Chromium over the pages. Without one these tests skip; with COURSE_RUNS_BROWSER=required they fail."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from devtools.postgres import LocalPostgres
from served_pages.site import Site, shared_site

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        end = pytest.fail if os.environ.get("COURSE_RUNS_BROWSER") == "required" else pytest.skip
        end("There is no Chromium here, so no page was looked at. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    templates: LocalPostgres,
    browser: Browser,
) -> Site:
    """The pages, over ingestions of every kind; not started where there is no browser."""
    del browser
    return shared_site(request.config, tmp_path_factory.mktemp("site"), templates)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for screenshots, to look at after a test that failed."""
    return tmp_path_factory.mktemp("pictures")
