"""Every address of the pages, so that no test of rights forgets one."""

import re
from collections.abc import Iterator
from pathlib import Path

from sample_ingestions import BOOTCAMPS, dag_of
from served_pages.site import Site

APPLICATION = Path(__file__).resolve().parents[2] / "include" / "course_runs_airflow" / "web"
KEY = "Kestrel-Business+PRICING"
HIDDEN_KEY = "MeridianTech+CLOUD-BC"
ROUTE = re.compile(r'@(app|router)\.(\w+)\("([^"]*)"')


def routes() -> list[str]:
    """Return the routes as the application's source declares them; all are for reading."""
    found = [match.groups() for file in sorted(APPLICATION.glob("*.py")) for match in ROUTE.finditer(file.read_text())]
    declared = {(owner, path) for owner, method, path in found if method == "get"}
    assert len(declared) == len([each for each in found if each[1] not in {"middleware", "exception_handler"}])
    return sorted(path if owner == "app" else "/ingestion/{ingestion_id}" + path for owner, path in declared)


def addresses(site: Site, ingestion: str = "boot camps", course: str = HIDDEN_KEY) -> Iterator[tuple[str, str]]:
    """Yield every route with an address that it answers."""
    of = site.of(ingestion)
    yield "/", "/"
    yield "/dag/{dag_id}", f"/dag/{dag_of(BOOTCAMPS)}"
    yield "/run/{dag_id}/{run_id}", f"/run/{dag_of(BOOTCAMPS)}/boot%2Bcamps"
    yield "/open", f"/open?feed={BOOTCAMPS}"
    yield "/courses", f"/courses?q={course.replace('+', '%2B')}"
    yield "/course/{key}", f"/course/{course.replace('+', '%2B')}"
    yield "/style.css", "/style.css"
    yield "/pages.js", "/pages.js"
    yield "/{path:path}", "/nothing/here"
    yield "/ingestion/{ingestion_id}", of
    yield "/ingestion/{ingestion_id}/rows", f"{of}/rows"
    yield "/ingestion/{ingestion_id}/archived", f"{of}/archived"
    yield "/ingestion/{ingestion_id}/rejected", f"{of}/rejected"
    yield "/ingestion/{ingestion_id}/warnings", f"{of}/warnings"
    yield "/ingestion/{ingestion_id}/rejected.csv", f"{of}/rejected.csv"
    yield "/ingestion/{ingestion_id}/files/{path:path}", f"{of}/files/report.html"
