"""Who is let in, and what they see: no page and no download without Airflow's login and its rights on the DAG."""

import httpx
import pytest

from sample_ingestions import BOOTCAMPS, EXECUTIVE, dag_of
from served_pages.addresses import HIDDEN_KEY, addresses, routes
from served_pages.site import Site

pytestmark = pytest.mark.airflow

HTML = {"Accept": "text/html,*/*"}


def test_no_route_is_forgotten(site: Site) -> None:
    """The tests below go to every route that there is."""
    assert sorted(route for route, _ in addresses(site)) == routes()


def test_nobody_sees_anything(site: Site, nobody: httpx.Client) -> None:
    """Without a login every address answers 401, and says nothing of what is there."""
    for _, address in addresses(site):
        answer = nobody.get(address)
        assert answer.status_code == 401, address
        assert "Boot Camps" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_browser_is_led_to_the_login(site: Site, nobody: httpx.Client) -> None:
    """And from there back to where it wanted to go."""
    answer = nobody.get("/ingestion/x?code=A%26B", headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/api/v2/auth/login?next=%2Fcourse-runs%2Fingestion%2Fx%3Fcode%3DA%2526B"
    login = nobody.get(f"{site.server.url}{answer.headers['location']}", follow_redirects=True)
    assert login.status_code == 200


@pytest.mark.parametrize("token", ["nonsense", "a.b.c", "x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."])
def test_a_made_up_token_is_of_no_use(site: Site, nobody: httpx.Client, token: str) -> None:
    """Neither as a bearer nor as a cookie."""
    for _, address in addresses(site):
        for headers in ({"Authorization": f"Bearer {token}"}, {"Cookie": f"_token={token}"}):
            assert nobody.get(address, headers=headers).status_code in {401, 403}, address


def test_the_cookie_of_airflows_ui_is_a_login(site: Site, nobody: httpx.Client) -> None:
    """It is what a browser sends."""
    cookie = {"Cookie": f"_token={site.server.token('viewer')}"}
    assert nobody.get("/", headers=cookie).status_code == 200


def test_a_viewer_sees_all(site: Site, viewer: httpx.Client) -> None:
    """Every address that is there answers; leads are followed."""
    for route, address in addresses(site):
        answer = viewer.get(address, follow_redirects=True)
        assert answer.status_code == (404 if route == "/{path:path}" else 200), address


def test_a_hidden_dag_is_not_there(site: Site, partial: httpx.Client) -> None:
    """Who may not read a DAG finds none of its ingestions, rows, files and courses, as if there were none."""
    free = {"/", "/open", "/courses", "/style.css", "/pages.js"}
    for route, address in addresses(site):
        answer = partial.get(address)
        assert answer.status_code == (200 if route in free else 404), address
        if route != "/style.css":
            assert "Boot Camps" not in answer.text, address
            assert str(site.ingestions["boot camps"]) not in answer.text, address
    by_feed = partial.get(f"/?feed={BOOTCAMPS}").text
    assert by_feed.count("/course-runs/ingestion/") == 0
    assert "Boot Camps" not in by_feed
    begin, _ = HIDDEN_KEY.split("-")
    assert HIDDEN_KEY not in partial.get("/courses", params={"q": begin}).text


def test_a_hidden_ingestion_does_not_appear_in_a_list(site: Site, partial: httpx.Client) -> None:
    """Paging from one that is hidden shows no more than otherwise."""
    page = partial.get(f"/?before={site.ingestions['boot camps']}").text
    assert "Boot Camps" not in page


def test_other_dags_are_still_seen(site: Site, partial: httpx.Client) -> None:
    """The rights are of each DAG."""
    assert partial.get(site.of("full drop")).status_code == 200
    assert partial.get(f"/dag/{dag_of(EXECUTIVE)}").status_code == 303


def test_only_who_may_trigger_is_offered_it(site: Site, admin: httpx.Client, viewer: httpx.Client) -> None:
    """The page of a dry run, with and without the button; Airflow asks again when it is pressed."""
    assert "data-trigger" in admin.get(site.of("dry run")).text
    page = viewer.get(site.of("dry run"))
    assert "This is a plan" in page.text
    assert "data-trigger" not in page.text
    trigger = f"{site.server.url}/api/v2/dags/{dag_of(EXECUTIVE)}/dagRuns"
    assert viewer.post(trigger, json={"logical_date": None, "conf": {}}).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(site: Site, admin: httpx.Client, method: str) -> None:
    """The pages are for reading: there is nothing to forge a request to."""
    for _, address in addresses(site):
        assert admin.request(method, address).status_code == 405, address
