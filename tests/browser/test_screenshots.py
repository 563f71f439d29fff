"""The README's two pictures: `make screenshots` takes them again."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from served_pages.site import Site

pytestmark = [pytest.mark.airflow, pytest.mark.filterwarnings("default")]


def test_takes_the_pictures_of_the_readme(site: Site, browser: Browser, pictures: Path) -> None:
    """An ingestion's report, and its page inside Airflow; COURSE_RUNS_IMAGES names the folder that keeps them."""
    folder = Path(os.environ.get("COURSE_RUNS_IMAGES") or pictures)
    ingestion_id = site.ingestions["full drop"]
    context = browser.new_context(viewport={"width": 1280, "height": 690}, color_scheme="light")
    context.add_cookies([{"name": "_token", "value": site.server.token("admin"), "url": site.server.url}])
    page = context.new_page()
    page.goto((site.server.reports / str(ingestion_id) / "report.html").as_uri())
    page.screenshot(path=folder / "report.png")
    page.goto(f"{site.server.url}/plugin/course-runs/course-runs/ingestion/{ingestion_id}/rows?show=backpopulate")
    page.frame_locator("iframe").locator("#rows").wait_for()
    page.screenshot(path=folder / "ingestion.png")
    assert {path.name for path in folder.glob("*.png")} >= {"report.png", "ingestion.png"}
