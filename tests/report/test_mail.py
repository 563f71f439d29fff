"""The mail of a report: what each audience is shown, and that nothing in a drop can reach the headers."""

import email
import json
from email import policy
from email.message import EmailMessage
from typing import Any

import pytest

from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Status
from course_runs.report.mail.message import attach, compose, subject
from course_runs.report.partner_copy import partner_copy
from course_runs.report.view import IngestionView, read_view
from report.ingestion_book import START, Book

SENDER = "Course runs <course-runs@example.org>"


def summary_of(catalog: Connection, book: Book) -> IngestionView:
    """What there is to report."""
    return read_view(catalog, book.id, book.find().feed)


def sent(catalog: Connection, summary: IngestionView) -> EmailMessage:
    """The mail as its reader's client has it."""
    written = compose(summary, attach(catalog, summary), SENDER, ["a@example.org", "b@example.org"])
    return email.message_from_bytes(written.as_bytes(), policy=policy.default)


def part(message: EmailMessage, kind: str) -> str:
    """The text or the HTML of a mail."""
    found = message.get_body((kind,))
    assert isinstance(found, EmailMessage)
    return str(found.get_content())


def attached(message: EmailMessage) -> dict[str, Any]:
    """The attachments by name."""
    return {each.get_filename() or "": each.get_content() for each in message.iter_attachments()}


def test_the_operators_mail(catalog: Connection, loaded: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, HTML and data show the same; courses are linked."""
    monkeypatch.setenv("COURSE_RUNS_PUBLISHER_URL", "https://publisher.example.org")
    message = sent(catalog, summary_of(catalog, loaded))
    assert message["Subject"] == (
        "[2u-executive-education] 3 new, 1 backpopulated, 1 updated, 1 held, 1 rejected, 1 archived"
    )
    assert (message["From"], message["To"]) == (SENDER, "a@example.org, b@example.org")
    assert message["Message-ID"] == sent(catalog, summary_of(catalog, loaded))["Message-ID"]
    assert message["Message-ID"].endswith("@example.org>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/mixed"
    for kind in ("plain", "html"):
        for words in (
            "1 new product",
            "HarvardX+OLD1+1T2030",
            "2030-13-01",
            "Its old name",
            "rejected.csv",
            "validate",
        ):
            assert words in part(message, kind), (kind, words)
    assert "https://publisher.example.org/courses/HarvardX%2BNEW1" in part(message, "html")
    files = attached(message)
    assert set(files) == {"rejected.csv", "report.json"}
    assert json.loads(files["report.json"])["totals"]["rejected"] == 1
    assert "INVALID_DATE" in files["rejected.csv"]


def test_the_partners_mail_has_only_what_is_theirs(
    catalog: Connection, loaded: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their rows and what to correct; no stage, no run of a DAG, no path, no link, no field that the catalog sets."""
    monkeypatch.setenv("COURSE_RUNS_PUBLISHER_URL", "https://publisher.example.org/{run_key}")
    loaded.change(6, ("course_run", "course-v1:HarvardX+OLD3+1T2030"), {"status": "reviewed"}, {"status": "published"})
    message = sent(catalog, partner_copy(summary_of(catalog, loaded)))
    parts = [part(message, "plain"), part(message, "html"), attached(message)["report.json"].decode()]
    for text in parts:
        assert "2030-13-01" in text
        assert "HarvardX+OLD1+1T2030" in text
        for secret in (
            "publisher.example.org",
            "/srv/",
            "course_runs_2u",
            "manual__",
            "How long",
            "seconds",
            "reviewed",
        ):
            assert secret not in text, secret
    assert message["Message-ID"] != sent(catalog, summary_of(catalog, loaded))["Message-ID"]


@pytest.mark.parametrize(
    ("code", "message", "expected"),
    [
        ("FILE_NOT_FOUND", "There is no file at /srv/drops/2u/2026-11-20.csv.", "No file was found"),
        ("STALE_FILE", "It is older than /srv/drops/2u/2026-11-21.csv. Set `force`.", "A newer drop has been loaded"),
        ("EMPTY_FILE", "/srv/drops/2u/2026-11-20.csv is empty.", "2026-11-20.csv is empty."),
        ("BAD_HEADER", "Column 'title' is missing.", "Column 'title' is missing."),
    ],
)
def test_both_audiences_get_a_refusal(catalog: Connection, book: Book, code: str, message: str, expected: str) -> None:
    """The partner learns what to correct; our folders and settings stay ours."""
    book.open(Status.REFUSED, refusal_code=code, message=message)
    summary = summary_of(catalog, book)
    assert subject(summary) == f"[2u-executive-education] refused: {code}"
    assert message in part(sent(catalog, summary), "plain").replace("\n", " ")
    theirs = sent(catalog, partner_copy(summary))
    for kind in ("plain", "html"):
        text = part(theirs, kind).replace("&#39;", "'")
        assert expected in text
        assert "/srv/" not in text
        assert "force" not in text


def test_a_failure_is_ours(catalog: Connection, book: Book) -> None:
    """The operators learn the stage and its error, the partner that nothing is wrong with their file."""
    book.open(Status.EXTRACTED, rows_read=0)
    book.attempt("extract")
    book.attempt("validate", error="OperationalError: server db.internal is away")
    summary = summary_of(catalog, book)
    assert subject(summary) == "[2u-executive-education] failed in validate"
    assert "db.internal" in part(sent(catalog, summary), "html")
    theirs = sent(catalog, partner_copy(summary))
    assert theirs["Subject"] == "[2u-executive-education] not loaded"
    assert "because of an error on our side" in part(theirs, "plain")
    assert "db.internal" not in theirs.as_string()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"status": Status.LOADED, "loaded_at": START}, "nothing new"),
        ({"status": Status.LOADED, "loaded_at": START, "withheld": 12}, "nothing new, archiving of 12 withheld"),
        ({"status": Status.PLANNED, "dry_run": True}, "dry run: nothing new"),
    ],
)
def test_subjects(catalog: Connection, book: Book, facts: dict[str, Any], expected: str) -> None:
    """The subject alone shows every outcome."""
    book.open(rows_read=0, **facts)
    assert subject(summary_of(catalog, book)) == f"[2u-executive-education] {expected}"


def test_no_line_break_reaches_a_header(catalog: Connection, book: Book) -> None:
    """What a file or an error says is text, never a header; not even the constraint on codes is relied on."""
    with catalog.cursor() as cursor:
        cursor.execute("ALTER TABLE ingest.ingestion DROP CONSTRAINT ingestion_refusal_code_is_known")
    book.open(Status.REFUSED, refusal_code="BAD\r\nBcc: x@example.org", message="\r\nBcc: y@example.org\x1b")
    message = sent(catalog, summary_of(catalog, book))
    assert message["Bcc"] is None
    assert message["Subject"] == r"[2u-executive-education] refused: BAD\r\nBcc: x@example.org"
    assert "\x1b" not in part(message, "plain")


def test_nothing_in_a_drop_acts_in_a_mail(catalog: Connection, book: Book) -> None:
    """Scripts and marks of direction are text in the HTML part too."""
    nasty = "<script>alert(1)</script>\u202e\"'"
    book.open(Status.LOADED, loaded_at=START, rows_read=2)
    book.row(2, "new_run", "HarvardX+OLD1", run=nasty, title=nasty, restriction_type=nasty)
    book.row(3, "rejected")
    book.finding(3, "INVALID_URL", nasty, column_name=nasty, value=nasty, course_key=nasty)
    html = part(sent(catalog, summary_of(catalog, book)), "html")
    assert "<script" not in html
    assert "\u202e" not in html
    assert "alert(1)" in html


def test_long_lists_are_cut_in_the_mail_and_whole_in_the_attachment(catalog: Connection, book: Book) -> None:
    """A mail stays short."""
    book.open(Status.LOADED, loaded_at=START, rows_read=60)
    for line in range(2, 62):
        book.row(line, "duplicate")
    message = sent(catalog, summary_of(catalog, book))
    for kind in ("plain", "html"):
        assert "… and 35 more, see the attached report.json" in part(message, kind)
    assert len(json.loads(attached(message)["report.json"])["duplicates"]) == 60


def test_long_rows_make_shorter_lists(catalog: Connection, book: Book) -> None:
    """Mail clients cut off what is too long, and with it the end."""
    book.open(Status.LOADED, loaded_at=START, rows_read=20)
    long = {f"field_{number}": "x" * 500 for number in range(10)}
    for line in range(2, 22):
        run = f"course-v1:HarvardX+OLD{line}+1T2030"
        book.row(line, "update", f"HarvardX+OLD{line}", run=run, title="t" * 255)
        book.change(line, ("course_run", run), long, dict.fromkeys(long, "y" * 500))
    message = sent(catalog, summary_of(catalog, book))
    assert len(part(message, "html").encode()) <= 100_000
    for kind in ("plain", "html"):
        assert "… and 10 more, see the attached report.json" in part(message, kind)


@pytest.mark.parametrize(("limit", "names"), [(2000, {"report.json.gz"}), (10, set())])
def test_a_large_attachment_is_compressed_or_left_out(
    catalog: Connection, book: Book, monkeypatch: pytest.MonkeyPatch, limit: int, names: set[str]
) -> None:
    """A mail that is too large would be refused as a whole."""
    monkeypatch.setattr("course_runs.report.mail.message.ATTACHMENT_LIMIT", limit)
    book.open(Status.LOADED, loaded_at=START, rows_read=200)
    for line in range(2, 202):
        book.row(line, "duplicate")
    message = sent(catalog, summary_of(catalog, book))
    assert set(attached(message)) == names
    assert ("report.json is too large for a mail." in part(message, "plain")) is not bool(names)
    assert f"see {'the attached report.json.gz' if names else 'the report itself'}" in part(message, "html")
