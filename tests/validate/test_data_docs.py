"""Data Docs: a page for every ingestion that was judged, of counts alone, which loads nothing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nh3
import pandas as pd
import pytest

from course_runs import pipeline
from course_runs.contract.feeds import load_feeds
from course_runs.database.session import session
from course_runs.ledger.ingestions import Stage, find
from course_runs.report.documents.folder import report_folder
from course_runs.validate.judge import Judge
from course_runs.validate.suite import build_rules
from drops import drop, row, variant

Ingest = Callable[..., Any]

A, B = map(variant, "AB")
GOOD = [row("DOCS-1", A), row("DOCS-2", B)]
CELL = "never-to-be-shown"
BAD = row("DOCS-3", title=CELL, verified_price=CELL, short_description=f"<h1>{CELL}</h1>", image=CELL)
NAME = "<img src=x onerror=alert(1)>"


def data_docs(done: Any) -> Path:  # noqa: ANN401 - conftest's
    """Make the report and return where its Data Docs lie."""
    pipeline.run_stage(done.uri, Stage.REPORT, done.id)
    return report_folder(done.id) / "data_docs" / "index.html"


def text_of(page: str) -> str:
    """The text of a page, spaces between its parts made one."""
    body = page[page.index("<body>") :].replace("<", " <")
    return " ".join(nh3.clean(body, tags=set()).split())


def test_they_show_how_many_rows_fail_each_rule(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """With code, severity and advice; without cells, scripts and links elsewhere; the same again after a retry."""
    with session(sample_uri) as connection:
        connection.cursor().execute("INSERT INTO catalog.level_type VALUES (%s)", (NAME,))
    done = ingest(sample_uri, drop(tmp_path, *GOOD, BAD), stages="extract validate")
    page = data_docs(done).read_text(encoding="utf-8")
    assert 'href="data_docs/index.html"' in (report_folder(done.id) / "report.html").read_text(encoding="utf-8")

    text = text_of(page)
    assert re.search(r"drop\.csv Data Docs: \d+ of \d+ rules hold for all rows Great Expectations \d", text)
    price = r"failed verified_price column values to match regex, regex \S+ 3 3 1 \(33\.33 %\) INVALID_PRICE"
    assert re.search(f"{price} verified_price critical verified_price … is not a valid price", text)
    known = r"holds organization known names 3 3 0 \(0 %\) MISSING_ORGANIZATION organization critical"
    assert re.search(known, text)
    assert re.search(r"values to be null 3 3 1 \(33\.33 %\) HTML_SANITISED short_description warning", text)
    assert text.index("failed") < text.index(" holds "), "failing rules come first"

    assert CELL not in page
    assert NAME not in page
    assert "&lt;img src=x" in page  # an advice lists the names that the catalog knows, whatever they look like
    assert not re.findall(r"<(?:script|link|img|iframe|object|embed|form|base)\b|@import|url\(|<[^>]+ on\w+=", page)
    links = re.findall(r'\b(?:href|src)="([^"]*)"', page)
    assert {link for link in links if not link.startswith("#")} == {"../report.html"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(re.findall(r'\bid="([^"]*)"', page))

    pipeline.run_stage(sample_uri, Stage.VALIDATE, done.id)
    assert done.query("SELECT page FROM ingest.data_docs") == [(page,)]


@pytest.mark.parametrize(
    ("rows", "asked", "refusal"),
    [([*GOOD, BAD], {"dry_run": True}, None), ([BAD], {}, "REJECTION_BUDGET")],
    ids=["dry run", "refused"],
)
def test_every_judged_ingestion_has_them(
    ingest: Ingest, request: pytest.FixtureRequest, rows: list[Any], asked: dict[str, Any], refusal: str | None
) -> None:
    """A dry run as well, and a file that is refused for its budget."""
    file = drop(request.getfixturevalue("tmp_path"), *rows)
    done = ingest(request.getfixturevalue("sample_uri"), file, **asked)
    assert (done.refusal and done.refusal.code) == refusal
    assert data_docs(done).exists()


def test_a_file_that_was_never_judged_has_none(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """Nor is there one left of an earlier attempt, and no link leads to it."""
    page = data_docs(ingest(sample_uri, drop(tmp_path, *GOOD), run_id="again", dry_run=True))
    assert page.exists()
    done = ingest(sample_uri, drop(tmp_path, without=["title"]), run_id="again", dry_run=True)
    assert done.refusal.code == "BAD_HEADER"
    assert data_docs(done) == page
    assert not page.exists()
    assert "data_docs" not in (page.parent.parent / "report.html").read_text(encoding="utf-8")


def test_no_rows_have_none(catalog_uri: str, ingest: Ingest) -> None:
    """Nothing of an empty catalog is to be backpopulated: nothing was judged."""
    assert not data_docs(ingest(catalog_uri, None)).exists()


def test_chunks_are_added_up(sample_uri: str, ingest: Ingest, tmp_path: Path) -> None:
    """One page an ingestion, however many chunks it was judged in."""
    done = ingest(sample_uri, drop(tmp_path, *GOOD), stages="extract")
    feed = load_feeds()["2u-executive-education"]
    rules = [rule for rule in build_rules(feed, ["length"], {}) if "not a whole number" in rule.advice]
    judge = Judge(rules)
    for first, cells in ((2, ["6", "x"]), (4, [None, "y"]), (6, ["7", "8"])):
        lines = range(first, first + 2)
        judge.judge(pd.DataFrame({"line_number": lines, "length": pd.Categorical(cells)}))
    with session(sample_uri) as connection:
        text = text_of(judge.data_docs.page(rules, find(connection, done.id)))
    assert "column values to match regex, regex \\A[0-9]+\\Z 6 5 2 (40 %) INVALID_NUMBER length" in text
