"""What the pages say: it is what the ledger, the plan and the catalog say, all of it and each thing once."""

import csv
import io
import re
from urllib.parse import unquote

import httpx
import pytest

from sample_ingestions import EXECUTIVE, MISTAKES, dag_of
from served_pages.addresses import KEY
from served_pages.site import Site

pytestmark = pytest.mark.airflow


def words(answer: httpx.Response) -> str:
    """Return a page's words on one line, without tags."""
    assert answer.status_code == 200, answer.url
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).replace("&#39;", "'").split())


def lines(answer: httpx.Response) -> list[int]:
    """Return the lines of the drop that a page shows."""
    return [int(number) for number in re.findall(r'data-label="Line" class="number">(\d+)<', answer.text)]


def through(client: httpx.Client, path: str) -> list[httpx.Response]:
    """Return a page and all that follow it."""
    pages = [client.get(path)]
    while found := re.search(r'href="/course-runs([^"]+)" rel="next"', pages[-1].text):
        pages.append(client.get(found[1].replace("&amp;", "&")))
    return pages


def test_the_list_shows_every_ingestion(site: Site, viewer: httpx.Client) -> None:
    """Each with its outcome, those at work as such, and a picture of each feed."""
    page = viewer.get("/")
    text = words(page)
    for identity in site.ingestions.values():
        assert f"/course-runs/ingestion/{identity}" in page.text
    for outcome in ("Loaded", "Nothing new", "Dry run", "Refused", "Running"):
        assert outcome in text
    assert page.text.count('<svg class="feed"') == 2
    assert "FILE_NOT_FOUND: There is no file at" in text


def test_a_feed_is_shown_alone(viewer: httpx.Client) -> None:
    """With its own picture and nothing of another feed but its name in the choice."""
    page = viewer.get("/?feed=2u-bootcamps")
    assert "Ingestions of 2U Boot Camps" in words(page)
    assert page.text.count('<svg class="feed"') == 1
    assert "2u-executive-education.csv" not in page.text


def test_an_overview_shows_how_it_ended(site: Site, viewer: httpx.Client) -> None:
    """Outcome, counts with their sum, stages with their times, files, and the way to Airflow."""
    page = viewer.get(site.of("full drop"))
    text = words(page)
    (counts,) = site.query("SELECT counts FROM ingest.ingestion WHERE id = %s", site.ingestions["full drop"])[0]
    assert "Loaded 202 rows: 57 new products" in text
    assert "rows read 202" in text
    assert f"held {counts['held']}" in text
    assert "Products archived 2" in text
    for stage in ("extract", "validate", "diff", "load", "report"):
        assert re.search(rf"{stage} : logs in Airflow \S+ \S+ [\d.]+ s done", text), stage
    assert f'href="/dags/{dag_of(EXECUTIVE)}/runs/full%2Bdrop/tasks/load"' in page.text
    for name in ("report.html", "report.json", "changes.csv", "rejected.csv"):
        file = viewer.get(site.of("full drop", "files", name))
        assert file.status_code == 200
        assert ("attachment" in file.headers.get("content-disposition", "")) is name.endswith(".csv")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dry run", "This is a plan Nothing was loaded."),
        ("withheld", "Archiving withheld 91 published products are on no row of the drop."),
        ("no file", "Refused (FILE_NOT_FOUND): There is no file at"),
        ("running", "At work. Done so far: extract."),
        ("hostile", "(not a run of this Airflow)"),
        ("backpopulation", "one-time, from additional_metadata"),
    ],
)
def test_an_overview_says_what_matters(site: Site, viewer: httpx.Client, name: str, expected: str) -> None:
    """A plan, what was withheld, why it was refused, that it goes on, where it comes from."""
    assert expected in words(viewer.get(site.of(name)))


def test_a_real_run_of_a_plan_asks_for_the_same(site: Site, admin: httpx.Client) -> None:
    """But for the dry run; and for the archiving where that was withheld."""
    plan = admin.get(site.of("dry run")).text.replace("&#34;", '"')
    assert '"dry_run": false' in plan
    assert '"full": false' in plan
    assert '"allow_archive": true' not in plan
    assert '"allow_archive": true' in admin.get(site.of("withheld")).text.replace("&#34;", '"')


def test_every_change_is_on_one_page_of_the_rows(site: Site, viewer: httpx.Client) -> None:
    """Through all pages: each line that changes something once, in the order of the drop, with every record."""
    pages = through(viewer, site.of("full drop", "rows"))
    shown = [line for page in pages for line in lines(page)]
    changed = site.query(
        "SELECT line_number, count(*) FROM ingest.applied_change WHERE ingestion_id = %s AND line_number IS NOT NULL"
        " GROUP BY line_number ORDER BY line_number",
        site.ingestions["full drop"],
    )
    assert len(pages) > 1
    assert shown == [line for line, _ in changed]
    records = sum(page.text.count('class="record"') + page.text.count('class="created"') for page in pages)
    assert records == sum(number for _, number in changed)


@pytest.mark.parametrize(
    "decision", ["new_product", "new_run", "backpopulate", "update", "unchanged", "held", "duplicate"]
)
def test_rows_are_found_by_their_decision(site: Site, viewer: httpx.Client, decision: str) -> None:
    """All of them and no others."""
    pages = through(viewer, f"{site.of('full drop', 'rows')}?show={decision}")
    decided = site.query(
        "SELECT line_number FROM ingest.row_decision WHERE ingestion_id = %s AND decision = %s ORDER BY line_number",
        site.ingestions["full drop"], decision,
    )  # fmt: skip
    assert [line for page in pages for line in lines(page)] == [line for (line,) in decided]


def test_a_page_begins_at_a_line(site: Site, viewer: httpx.Client) -> None:
    """The one that is asked for, or the next one that there is."""
    everything = lines(viewer.get(site.of("full drop", "rows")))
    asked = everything[10]
    assert lines(viewer.get(f"{site.of('full drop', 'rows')}?line={asked}"))[0] == asked
    assert lines(viewer.get(f"{site.of('full drop', 'rows')}?line={asked + 1}"))[0] == everything[11]
    assert "There are no more." in words(viewer.get(f"{site.of('full drop', 'rows')}?line=1000000"))


def test_a_changed_field_is_shown_old_and_new(site: Site, viewer: httpx.Client) -> None:
    """With the schedule as a picture where it moves."""
    page = viewer.get(f"{site.of('full drop', 'rows')}?show=backpopulate")
    assert "2031-02-19 16:00 UTC → 2031-06-18 16:00 UTC" in words(page)
    assert 'class="moved"' in page.text


def test_archived_products_are_listed(site: Site, viewer: httpx.Client) -> None:
    """Those of the sample's README."""
    text = words(viewer.get(site.of("full drop", "archived")))
    assert "UValcourt+WINE-BUS" in text
    assert "Oberwald-TU+ROBOTICS-M" in text


def test_rejected_rows_are_found_by_their_code(site: Site, viewer: httpx.Client) -> None:
    """Each code shows its rows, with all their reasons."""
    page = viewer.get(site.of("mistakes", "rejected"))
    codes = set(re.findall(r"code=(\w+)", page.text))
    assert len(codes) > 15
    for code in codes:
        found = lines(viewer.get(f"{site.of('mistakes', 'rejected')}?code={code}"))
        expected = site.query(
            "SELECT DISTINCT line_number FROM ingest.finding WHERE ingestion_id = %s AND code = %s AND"
            " severity = 'critical' ORDER BY 1",
            site.ingestions["mistakes"], code,
        )  # fmt: skip
        assert found == [line for (line,) in expected], code


def test_a_rejected_row_says_what_became_of_it(site: Site, viewer: httpx.Client) -> None:
    """The same file came again: its rows are kept from there, and a link leads to them; the ragged ones are open."""
    page = viewer.get(site.of("mistakes", "rejected"))
    again = site.ingestions["withheld"]
    assert f"/course-runs/ingestion/{again}/rejected?line=30" in page.text
    states = dict(site.query(
        "SELECT status, count(*) FROM ingest.quarantine WHERE ingestion_id = %s GROUP BY status",
        site.ingestions["mistakes"],
    ))  # fmt: skip
    assert states.keys() == {"open", "discarded"}
    for state, number in states.items():
        assert f"{state.capitalize()} {number}" in words(page)
        assert len(set(lines(viewer.get(f"{site.of('mistakes', 'rejected')}?state={state}")))) == number
    assert f"{states['open']} still open , {states['discarded']} discarded" in words(viewer.get(site.of("mistakes")))
    assert "state=" not in viewer.get(site.of("dry run", "rejected")).text


def test_open_rows_are_in_one_list(site: Site, viewer: httpx.Client) -> None:
    """Of all feeds or of one, each with the way to its ingestion; the list of ingestions counts them."""
    ((total,),) = site.query("SELECT count(*) FROM ingest.quarantine WHERE status = 'open' AND feed_id = %s", EXECUTIVE)
    page = viewer.get(f"/open?feed={EXECUTIVE}")
    assert f"{total} rows of 2U Executive Education" in words(page)
    assert len(lines(page)) == total
    assert f"{site.of('withheld')}/rejected?state=open" in page.text
    assert "2u-bootcamps.csv" not in page.text
    assert "2u-bootcamps.csv" in viewer.get("/open").text
    assert f"{total} rejected rows are still open" in words(viewer.get("/"))


def test_rejected_rows_are_downloaded(site: Site, viewer: httpx.Client) -> None:
    """All of them, with their cells as they came."""
    answer = viewer.get(site.of("mistakes", "rejected.csv"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 26
    assert all(row["errors"].startswith("Line ") for row in rows)
    with MISTAKES.open(encoding="utf-8", newline="") as file:
        titles = {row["title"] for row in csv.DictReader(file)}
    assert {row["title"] for row in rows if len(row) > 60} & titles
    assert viewer.get(site.of("no file", "rejected.csv")).status_code == 404


def test_warnings_are_shown(site: Site, viewer: httpx.Client) -> None:
    """Those about the file apart from those about its rows."""
    text = words(viewer.get(site.of("mistakes", "warnings")))
    assert "About the file" in text
    assert "UNKNOWN_COLUMN" in text


def test_a_dag_run_leads_to_its_ingestion(site: Site, viewer: httpx.Client) -> None:
    """One that has begun none says so."""
    answer = viewer.get(f"/run/{dag_of(EXECUTIVE)}/full%2Bdrop")
    assert unquote(answer.headers["location"]).endswith(str(site.ingestions["full drop"]))
    waiting = viewer.get(f"/run/{dag_of(EXECUTIVE)}/waiting")
    assert waiting.status_code == 404
    assert "The DAG run is queued." in waiting.text
    assert "no such DAG run" in viewer.get(f"/run/{dag_of(EXECUTIVE)}/never").text


@pytest.mark.parametrize("asked", ["kestrel-business+pri", "PRICING", "course-v1:Kestrel-Business+PRICING+1T2031"])
def test_a_course_is_found(viewer: httpx.Client, asked: str) -> None:
    """By the begin of its key or number in any case, or by a run."""
    assert KEY in words(viewer.get("/courses", params={"q": asked}))


def test_a_course_is_found_by_a_variant(site: Site, viewer: httpx.Client) -> None:
    """Written in any case."""
    [(variant,)] = site.query("SELECT variant_id FROM catalog.course_run WHERE course_key = %s LIMIT 1", KEY)
    assert KEY in words(viewer.get("/courses", params={"q": str(variant).upper()}))


def test_a_whole_key_leads_to_its_course(viewer: httpx.Client) -> None:
    """And a wildcard is not a wildcard there."""
    assert viewer.get("/courses", params={"q": KEY.lower()}).headers["location"].endswith("Kestrel-Business%2BPRICING")
    assert "No courses for" in words(viewer.get("/courses", params={"q": "%"}))


def test_a_course_shows_who_set_its_dates(site: Site, viewer: httpx.Client) -> None:
    """Run by run, with the ingestion, the line of its drop, and the schedule that was before."""
    page = viewer.get("/course/Saint.Aldric%2BCOACH")
    text = words(page)
    assert re.search(r"dates and variant set by 2U Executive Education, [\d :-]+ , line 2141", text)
    assert f"/course-runs/ingestion/{site.ingestions['full drop']}" in page.text
    assert 'class="earlier"' in page.text
    assert "2024-02-14 00:00 UTC → 2031-06-11 00:00 UTC" in text


def test_a_date_that_was_set_elsewhere_is_not_claimed(site: Site, viewer: httpx.Client) -> None:
    """What another writer did to the catalog is shown as such."""
    run = "course-v1:Saint.Aldric+COACH+1T2025"
    site.query("UPDATE catalog.course_run SET starts_at = starts_at + interval '1 day' WHERE key = %s", run)
    try:
        text = words(viewer.get("/course/Saint.Aldric%2BCOACH"))
        assert "changed since, but not by an ingestion that you may see; before that set by" in text
    finally:
        site.query("UPDATE catalog.course_run SET starts_at = starts_at - interval '1 day' WHERE key = %s", run)


def test_a_second_turn_of_a_run_is_linked(site: Site, viewer: httpx.Client) -> None:
    """A run that was asked again for something else has several ingestions; the DAG run leads to the last."""
    first = site.ingestions["nothing new"]
    site.query("UPDATE ingest.ingestion SET run_id = 'full+drop', revision = 2 WHERE id = %s", first)
    try:
        assert str(first) in viewer.get(f"/run/{dag_of(EXECUTIVE)}/full%2Bdrop").headers["location"]
        assert "Revisions" in words(viewer.get(site.of("full drop")))
    finally:
        site.query("UPDATE ingest.ingestion SET run_id = 'nothing+new', revision = 1 WHERE id = %s", first)
