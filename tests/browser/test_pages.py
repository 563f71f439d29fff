"""The pages in a real browser: on a desk and on a phone, light and dark, by keyboard, and inside Airflow."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Frame, Page, ViewportSize, expect

from sample_ingestions import EXECUTIVE, dag_of
from served_pages.addresses import KEY
from served_pages.site import Site

pytestmark = [pytest.mark.airflow, pytest.mark.filterwarnings("default")]

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
LOOKS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": DESK},
    "phone": {"viewport": PHONE, "has_touch": True},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "dark phone": {"viewport": PHONE, "color_scheme": "dark"},
}
# A page that says that there is none, an answer that a test made up, and what Airflow's own pages make for themselves.
HARMLESS = ("Failed to load resource: the server responded with a status of 40", "data:", "blob:")
PAGES = {
    "list": "/",
    "feed": "/?feed=2u-bootcamps",
    "overview": "full drop",
    "plan": "dry run",
    "withheld": "withheld",
    "refused": "no file",
    "running": "running",
    "hostile": "hostile",
    "rows": "full drop/rows",
    "backpopulated": "full drop/rows?show=backpopulate",
    "hostile rows": "hostile/rows",
    "archived": "full drop/archived",
    "rejected": "mistakes/rejected",
    "warnings": "mistakes/warnings",
    "open rows": "/open",
    "courses": "/courses?q=k",
    "nothing found": "/courses?q=zzz",
    "course": "/course/Saint.Aldric%2BCOACH",
    "waiting": f"/run/{dag_of(EXECUTIVE)}/waiting",
    "nowhere": "/nowhere",
    "report": "full drop/files/report.html",
}


def address(site: Site, name: str) -> str:
    """Return where a page of the list is."""
    where = PAGES[name]
    if where.startswith("/"):
        return site.url + where
    ingestion, _, rest = where.partition("/")
    return site.url + site.of(ingestion) + (f"/{rest}" if rest else "")


@contextmanager
def opened(browser: Browser, site: Site, look: str = "desk", user: str = "admin") -> Iterator[Page]:
    """Open a browser's tab that is logged in; whatever is not of this server, or wrong in a page, fails the test."""
    context = browser.new_context(**LOOKS[look])
    context.add_cookies([{"name": "_token", "value": site.server.token(user), "url": site.server.url}])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(site.server.url) else faults.append(asked.url))
    try:
        yield page
        assert [fault for fault in faults if not fault.startswith(HARMLESS)] == []
    finally:
        context.close()


def framed(page: Page) -> Frame:
    """Return the frame in which Airflow shows the pages."""
    page.wait_for_selector("iframe")
    handle = page.query_selector("iframe")
    frame = handle.content_frame() if handle else None
    assert frame
    frame.wait_for_selector("#main")
    return frame


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_fits_and_can_be_used_by_all(browser: Browser, site: Site, pictures: Path, look: str) -> None:
    """No page is wider than its window, and axe finds nothing that keeps anybody out."""
    with opened(browser, site, look) as page:
        faults: list[str] = []
        for name in PAGES:
            page.goto(address(site, name))
            page.screenshot(path=pictures / f"{look} {name}.png", full_page=True)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= LOOKS[look]["viewport"]["width"], name
            found = Axe().run(page)
            faults += [
                f"{name}: {each['id']} {[node['target'] for node in each['nodes']]}"
                for each in found.response["violations"]
            ]
        assert faults == []


def test_details_open_by_keyboard(browser: Browser, site: Site) -> None:
    """The first stop is the way past the header; every stop shows that it is one; Enter opens what is folded."""
    with opened(browser, site) as page:
        page.goto(address(site, "rows"))
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [e.tagName, s.outlineStyle, s.outlineWidth] })()"
            )
            assert focused[1] == "solid", focused
            if focused[0] == "SUMMARY":
                break
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.parentElement.open")


def test_a_list_is_walked_through(browser: Browser, site: Site) -> None:
    """From the list to an ingestion, its rows, a course, and the ingestion that set its dates."""
    with opened(browser, site) as page:
        page.goto(f"{site.url}/")
        page.select_option("#feed", label="2U Executive Education")
        page.click("text=Show")
        page.click(f"table.ingestions a[href$='{site.ingestions['full drop']}']")
        page.click("nav.tabs >> text=Rows")
        page.click("text=Next page")
        expect(page.locator("table.rows tbody tr")).not_to_have_count(0)
        page.fill("#find", KEY)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Pricing Strategy")
        page.click("text=dates and variant set by >> nth=0 >> a")
        expect(page.locator("h1")).to_contain_text("2u-executive-education.csv")


def test_a_login_leads_back(browser: Browser, site: Site) -> None:
    """Who follows a link from a mail logs in and is where the link points."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(address(site, "overview"))
    page.fill("input[name=username]", "viewer")
    page.fill("input[name=password]", "viewer")
    page.keyboard.press("Enter")
    page.wait_for_url(address(site, "overview"))
    expect(page.locator("h1")).to_contain_text("2u-executive-education.csv")
    context.close()


def test_the_pages_hang_in_airflow(browser: Browser, site: Site, pictures: Path) -> None:
    """In the navigation, with addresses that can be shared, and links that lead out of the frame."""
    with opened(browser, site) as page:
        page.goto(f"{site.server.url}/")
        page.click("a[href$='/plugin/course-runs']")
        frame = framed(page)
        frame.click(f"a[href$='{site.ingestions['full drop']}'] >> nth=0")
        page.wait_for_url(f"**/plugin/course-runs/course-runs{site.of('full drop')}")
        page.reload()
        frame = framed(page)
        expect(frame.locator("h1")).to_contain_text("2u-executive-education.csv")
        page.screenshot(path=pictures / "in Airflow.png")
        frame.click("table.stages >> text=load")
        page.wait_for_url("**/runs/full%2Bdrop/tasks/load**")
        assert page.evaluate("window.frames.length") == 0


@pytest.mark.parametrize("run", ["full%2Bdrop", "waiting"])
def test_a_dag_run_shows_its_ingestion(browser: Browser, site: Site, run: str) -> None:
    """In a tab beside its tasks."""
    with opened(browser, site) as page:
        page.goto(f"{site.server.url}/dags/{dag_of(EXECUTIVE)}/runs/{run}")
        page.click("a:has-text('Ingestion') >> nth=-1")
        heading = "2u-executive-education.csv" if run.startswith("full") else "No ingestion yet"
        expect(framed(page).locator("h1")).to_contain_text(heading)


def test_a_dag_shows_its_ingestions(browser: Browser, site: Site) -> None:
    """In a tab of its own."""
    with opened(browser, site) as page:
        page.goto(f"{site.server.url}/dags/{dag_of(EXECUTIVE)}")
        page.click("a:has-text('Ingestions')")
        expect(framed(page).locator("h1")).to_have_text("Ingestions of 2U Executive Education")


def test_a_plan_becomes_a_real_run(browser: Browser, site: Site) -> None:
    """Airflow triggers it in the name of who presses the button, with the same file and without the dry run."""
    with opened(browser, site) as page:
        page.goto(f"{site.server.url}/plugin/course-runs/course-runs{site.of('dry run')}")
        frame = framed(page)
        frame.click("summary:has-text('Load it for real')")
        frame.click("text=Trigger the real run")
        expect(frame.locator("[role=status]")).to_contain_text("is queued")
        run_id = frame.inner_text("[role=status]").split()[2]
        frame.click("text=Open its ingestion")
        expect(frame.locator("h1")).to_have_text("No ingestion yet")
    admin = site.client("admin")
    made = admin.get(f"{site.server.url}/api/v2/dags/{dag_of(EXECUTIVE)}/dagRuns/{run_id.replace('+', '%2B')}").json()
    admin.close()
    assert made["triggering_user_name"] == "admin"
    assert made["conf"]["dry_run"] is False
    assert made["conf"]["file"].endswith("2u-executive-education.csv")


def test_a_run_that_airflow_refuses_is_reported(browser: Browser, site: Site) -> None:
    """The page says why there is no run, and the button can be pressed again."""
    with opened(browser, site) as page:
        page.route("**/dagRuns", lambda route: route.fulfill(status=409, json={"detail": "There is one already."}))
        page.goto(address(site, "plan"))
        page.click("summary:has-text('Load it for real')")
        page.click("text=Trigger the real run")
        expect(page.locator("[role=status]")).to_have_text("No run was triggered: There is one already.")
        expect(page.locator("text=Trigger the real run")).to_be_enabled()
