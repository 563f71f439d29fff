"""Makes the README's two pictures from the sample drops: `make screenshots`. Needs Chromium."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Browser, Page, sync_playwright

from course_runs.database.migrate import migrate
from devtools import LOCAL, ROOT
from devtools.api_server import ApiServer
from devtools.postgres import LocalPostgres
from devtools.progress import StepError, print_error, step
from devtools.sample_catalog import load_sample
from devtools.sample_ingestions import BOOTCAMPS, EXECUTIVE, dag_of, ingest_samples

IMAGES = ROOT / "docs" / "images"
SCRATCH = LOCAL / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
USER = "admin"
WIDTH, HEIGHT = 1280, 690
SHOWN = "full drop"
"""The ingestion that the pictures show."""


def find_browser() -> str:
    """Return the path of an installed Chromium.

    Raises:
        StepError: there is none.
    """
    for name in BROWSERS:
        if program := shutil.which(name):
            return program
    raise StepError(f"There is no Chromium: none of {', '.join(BROWSERS)}. On Debian: apt-get install chromium")


def make_ingestions(server: ApiServer, catalog: str) -> Mapping[str, UUID]:
    """Load the sample catalog and the sample drops, and give each ingestion its DAG run."""
    os.environ["COURSE_RUNS_REPORTS"] = str(server.reports)
    migrate(catalog)
    load_sample(catalog)
    ingestions = ingest_samples(catalog)
    server.wait()
    token = server.token(USER)
    for name in ingestions:
        feed = BOOTCAMPS if name in {"boot camps", "no file"} else EXECUTIVE
        server.make_run(token, dag_of(feed), name.replace(" ", "+"), "success")
    return ingestions


def take_pictures(browser: Browser, server: ApiServer, ingestion: UUID) -> list[Path]:
    """Take a picture of an ingestion's report and one of its page inside Airflow.

    Returns:
        Where they are.
    """
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    context.add_cookies([{"name": "_token", "value": server.token(USER), "url": server.url}])
    page = context.new_page()
    page.goto((server.reports / str(ingestion) / "report.html").as_uri())
    report = _save(page, "report")
    page.goto(f"{server.url}/plugin/course-runs/course-runs/ingestion/{ingestion}/rows?show=backpopulate")
    page.frame_locator("iframe").locator("#rows").wait_for()
    return [report, _save(page, "ingestion")]


def _save(page: Page, name: str) -> Path:
    IMAGES.mkdir(parents=True, exist_ok=True)
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path)
    return path


@contextmanager
def scratch() -> Iterator[tuple[ApiServer, str]]:
    """Yield an API server that starts and the URI of its empty catalog; nothing of either is left afterwards."""
    shutil.rmtree(SCRATCH / "airflow", ignore_errors=True)
    postgres = LocalPostgres(SCRATCH / "postgres", durable=False)
    postgres.start()
    try:
        catalog = postgres.ensure_database("catalog")
        server = ApiServer(SCRATCH / "airflow", catalog, {USER: "admin"}, {})
        server.start()
        try:
            yield server, catalog
        finally:
            server.stop()
    finally:
        postgres.remove()
        shutil.rmtree(SCRATCH, ignore_errors=True)


def main() -> int:
    """Make both pictures."""
    try:
        program = find_browser()
        with scratch() as (server, catalog):
            with step("sample drops"):
                ingestions = make_ingestions(server, catalog)
            with step("pictures"), sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
                pictures = take_pictures(browser, server, ingestions[SHOWN])
    except StepError as error:
        return print_error(error)
    print(*pictures, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
