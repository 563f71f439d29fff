"""Addresses that nobody would write who means well, and drops by partners who do not: nothing breaks, nothing acts."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

import httpx
import pytest

from served_pages.addresses import KEY, addresses
from served_pages.site import SCRIPT, Site

pytestmark = pytest.mark.airflow

VALUES = [
    SCRIPT,
    "\"'><svg onload=alert(1)>",
    "' OR 1=1 --",
    "%s%(readable)s{}{0}",
    "\x00",
    "\u202egnp.exe\u2028\r\nSet-Cookie: x=1",
    "../../../../etc/passwd",
    "-1",
    "99999999999999999999",
    "1e309",
    "x" * 5000,
    "{{ 7 * 7 }}",
    "null",
    "\\%_\\",
    "",
]
PARAMETERS = {
    "/": ["feed", "before"],
    "/open": ["feed", "before", "line"],
    "/courses": ["q"],
    "/course/{key}": ["before", "table", "row"],
    "/ingestion/{ingestion_id}": ["unknown"],
    "/ingestion/{ingestion_id}/rows": ["show", "after", "line"],
    "/ingestion/{ingestion_id}/archived": ["after"],
    "/ingestion/{ingestion_id}/rejected": ["code", "state", "after", "line"],
    "/ingestion/{ingestion_id}/warnings": ["code", "after", "line"],
    "/ingestion/{ingestion_id}/rejected.csv": ["code"],
}
REFUSED = {400, 404}


class Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def check(answer: httpx.Response) -> None:
    """No fault of the server, nothing that acts, and the headers that keep it so."""
    if answer.status_code == 404 and answer.headers["content-type"] == "application/json":
        return  # a line break in a path is nothing that Airflow hands on to a mounted application
    assert answer.status_code in {200, 303, 307} | REFUSED, answer.url
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not answer.headers.get("location", "/").startswith(("//", "http:", "https:", "\\"))
    if answer.headers.get("content-type", "").startswith("text/html"):
        page = Tags(answer.text)
        assert page.tags.count("script") <= 1, answer.url
        assert not {"img", "iframe", "object", "embed", "style"} & set(page.tags)
        assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
        assert not [value for name, value in page.attributes if name in {"href", "src", "action"} and not safe(value)]


def safe(address: str) -> bool:
    """Whether an address is of these pages, of Airflow or of the publisher."""
    return address.startswith(("/course-runs/", "/dags/", "https://publisher.example.org/", "#"))


@pytest.mark.parametrize("value", VALUES)
def test_any_value_of_any_parameter(site: Site, admin: httpx.Client, value: str) -> None:
    """Each parameter at each address that takes it."""
    for route, address in addresses(site, "hostile", KEY):
        for name in PARAMETERS.get(route, []):
            check(admin.get(address.partition("?")[0], params={name: value}))


@pytest.mark.parametrize("value", VALUES)
def test_any_value_in_a_path(site: Site, admin: httpx.Client, value: str) -> None:
    """In place of every part of a path."""
    written = quote(value, safe="")
    files = site.of("hostile", "files")
    for path in (
        f"/{written}",
        f"/dag/{written}",
        f"/run/{written}/{written}",
        f"/run/course_runs_2u_executive_education/{written}",
        f"/course/{written}",
        f"/ingestion/{written}",
        f"/ingestion/{written}/rows",
        f"{files}/{written}",
        f"{files}/data_docs/{written}",
    ):
        check(admin.get(path))


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..%2Fsecret.txt",
        "%2e%2e/secret.txt",
        "%2e%2e%2fsecret.txt",
        "..%5csecret.txt",
        "data_docs/../../secret.txt",
        "data_docs/%2e%2e/%2e%2e/secret.txt",
        "data_docs/..%2F..%2Fsecret.txt",
        "data_docs/leak.txt",
        "report.html/../notes.txt",
        "notes.txt",
        ".report.json.123",
        "data_docs/../.report.json.123",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "data_docs//etc/passwd",
        "data_docs",
        "data_docs/",
        ".",
        "",
        "data_docs/" + "x" * 5000,
        "data_docs/" + "x/" * 2000,
    ],
)
def test_no_path_leads_out_of_the_report(site: Site, admin: httpx.Client, path: str) -> None:
    """Only what a report is made of is served, wherever a path or a link may point."""
    # As it is written: a client would tidy it up.
    url = httpx.URL(site.url).copy_with(raw_path=f"/course-runs{site.of('hostile', 'files')}/{path}".encode())
    answer = admin.get(url)
    assert answer.status_code in REFUSED | {303, 307}
    assert "SECRET" not in answer.text
    assert "unfinished" not in answer.text
    assert "root:" not in answer.text


def test_a_hostile_drop_does_nothing_to_its_reader(site: Site, admin: httpx.Client) -> None:
    """Its every text is shown as text, cut, on one line, with nothing hidden in it."""
    of = site.of("hostile")
    for path in (
        "/",
        of,
        f"{of}/rows",
        f"{of}/rows?show=held",
        f"{of}/archived",
        f"{of}/rejected",
        f"{of}/warnings",
        "/course/HarvardX%2BNEW1",
    ):
        answer = admin.get(path)
        check(answer)
        if answer.status_code == 200:
            assert len(answer.text) < 200_000
            assert not re.search("[\u202e\x1b\u2066]", answer.text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in admin.get(f"{of}/rows").text


def test_the_download_is_harmless_in_a_spreadsheet(site: Site, admin: httpx.Client) -> None:
    """Cells that would run are disarmed, and the browser keeps the file instead of showing it."""
    answer = admin.get(site.of("hostile", "rejected.csv"))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "'=HYPERLINK(1)" in answer.text
    assert ",=HYPERLINK" not in answer.text


def test_a_report_brings_its_style_and_runs_nothing(site: Site, admin: httpx.Client) -> None:
    """The headers of a file allow its own style and no script; Data Docs fetch nothing from elsewhere."""
    for name in ("report.html", "data_docs/index.html"):
        answer = admin.get(site.of("hostile", "files", *name.split("/")))
        assert answer.status_code == 200
        policy = answer.headers["content-security-policy"]
        assert "script-src" not in policy
        assert "default-src 'none'" in policy
        assert "http" not in policy
