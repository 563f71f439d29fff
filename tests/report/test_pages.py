"""The pages that people read: what they say, and that nothing in a drop can act on whoever reads them."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Status
from course_runs.report.stage import report
from report.ingestion_book import START, VARIANT, Book

SCRIPT = "<script>alert(1)</script>"


def visible_text(folder: Path, name: str) -> str:
    """A page's words on one line, without tags."""
    text = (folder / name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]+>", " ", text)
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["report.html", "report.txt"])
def test_a_page_shows_everything(catalog: Connection, loaded: Book, folder: Path, name: str) -> None:
    """Counts with their sum, then every list with what its readers look for."""
    report(catalog, loaded.find())
    page = visible_text(folder, name)
    for words in (
        "Loaded 9 rows: 1 new product, 2 new runs, 1 backpopulated",
        "rows read 9",
        "New products (1, with 2 runs)",
        "executive-education/harvardx-new",
        "course-v1:HarvardX+NEW1+1T2030a",
        "New variants of existing products (1)",
        "2030-01-15 00:00 to 2030-04-01 00:00",
        "custom-b2c",
        "sprint",
        "future",
        "Backpopulated runs (1)",
        "2030-01-01 00:00 UTC",
        VARIANT,
        "Updated runs and courses (1)",
        "Its old name",
        "Archived products (1)",
        "HarvardX+GONE",
        "Held: the run is in review (1)",
        "Rejected rows (1)",
        "INVALID_DATE",
        "2030-13-01",
        "write it as YYYY-MM-DD",
        "Duplicate rows (1)",
        "Warnings (2)",
        "HTML_SANITISED",
        "'colour', is unknown",
        "How long it took",
        "validate 1.5 s",
    ):
        assert words in page.replace("&#39;", "'"), words


def test_text_fits_a_terminal(catalog: Connection, loaded: Book, folder: Path) -> None:
    """A hundred columns are enough."""
    report(catalog, loaded.find())
    assert max(map(len, (folder / "report.txt").read_text().splitlines())) <= 100


class _Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "action"}]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def test_nothing_in_a_drop_acts_on_its_reader(catalog: Connection, book: Book, folder: Path) -> None:
    """Scripts are text, marks of direction and line breaks are written out, wherever they come from."""
    nasty = f"{SCRIPT}\"'><img src=x onerror=alert(1)>\u202egnp.exe\x1b[2J\nSubject: x"
    book.open(Status.LOADED, loaded_at=START, rows_read=3, file=f"/srv/{SCRIPT}.csv", header=[nasty])
    book.row(2, "new_product", "HarvardX+NEW1", run=nasty, title=nasty[:255], restriction_type=nasty)
    book.change(2, ("course", "HarvardX+NEW1"), None, {"slug": nasty})
    book.row(3, "update", "HarvardX+OLD3", run=nasty, title=nasty)
    book.change(3, ("course_run", nasty), {nasty: nasty}, {nasty: "=1"})
    book.row(4, "rejected", cells=[nasty])
    book.finding(4, "INVALID_URL", nasty, column_name=nasty, value=nasty[:200], course_key=nasty)
    book.attempt("extract", error=nasty)
    report(catalog, book.find())
    page = _Page((folder / "report.html").read_text(encoding="utf-8"))
    assert not page.tags & {"script", "img", "link", "iframe", "object", "form"}
    assert page.handlers == []
    assert {address for address in page.addresses if not address.startswith("#")} <= {
        "report.json",
        "report.txt",
        "rejected.csv",
        "changes.csv",
    }
    for name in ("report.html", "report.txt"):
        text = (folder / name).read_text(encoding="utf-8")
        assert "\u202e" not in text
        assert "\x1b" not in text
        assert "alert(1)" in text


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://publisher.example.org", "https://publisher.example.org/courses/HarvardX%2BNEW1"),
        (
            "https://p.example.org/c/{slug}?k={course_key}",
            "https://p.example.org/c/executive-education/harvardx-new?k=",
        ),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_courses_are_linked_to_the_publisher(  # noqa: PLR0913, PLR0917 - fixtures and cases
    catalog: Connection, loaded: Book, folder: Path, monkeypatch: pytest.MonkeyPatch, address: str, link: str | None
) -> None:
    """Only where its address is configured, and only over http or https."""
    monkeypatch.setenv("COURSE_RUNS_PUBLISHER_URL", address)
    report(catalog, loaded.find())
    links = [each for each in _Page((folder / "report.html").read_text()).addresses if ":" in each]
    assert any(each.startswith(link) for each in links) if link else not links


def test_a_link_is_whole_or_there_is_none(
    catalog: Connection, loaded: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each run by its own key where the address names it; a course without a known slug is not linked."""
    monkeypatch.setenv("COURSE_RUNS_PUBLISHER_URL", "https://p.example.org/{slug}/{run_key}")
    report(catalog, loaded.find())
    html, text = ((folder / name).read_text() for name in ("report.html", "report.txt"))
    links = {each for each in _Page(html).addresses if ":" in each}
    begin = "https://p.example.org/executive-education/harvardx-new/course-v1%3AHarvardX%2BNEW1%2B1T2030"
    assert links == {begin, f"{begin}a"}
    assert all(link in text for link in links)


def test_a_page_stands_on_its_own(catalog: Connection, loaded: Book, folder: Path) -> None:
    """It has a language, a title, a main part and a heading for every section, and knows dark and narrow screens."""
    report(catalog, loaded.find())
    text = (folder / "report.html").read_text()
    for part in ('<html lang="en">', "<title>", "<main>", "<h1>", "prefers-color-scheme: dark", "max-width: 52rem"):
        assert part in text
    labels = set(re.findall(r'aria-labelledby="(\w+)"', text))
    assert labels <= set(re.findall(r'id="(\w+)"', text))
