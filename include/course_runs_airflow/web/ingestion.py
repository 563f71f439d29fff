"""The pages of one ingestion: its overview, its rows, what was found in them, and its files."""

import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import FileResponse, HTMLResponse, Response, StreamingResponse

from course_runs.contract.codes import Severity
from course_runs.report.documents import write_rejected
from course_runs.report.files import csv_encoding
from course_runs.report.lists import ARCHIVED, CORRECTED, REJECTED
from course_runs.report.pages.again import offers
from course_runs.report.pages.attempts import on_time_line, read_attempts
from course_runs.report.pages.files import files_of, find_file, media_type
from course_runs.report.pages.found import Sought, count_by_code, count_rejected, found_rows, of_file
from course_runs.report.pages.ingestions import find_entry, mails_of, recent_entries, turns_of
from course_runs.report.pages.quarantined import Corrected, corrected_by, count_states, states_of
from course_runs.report.pages.render import NAMES, Told, feed_picture, render, told
from course_runs.report.pages.rows import CHANGES, archived_products, page_of_rows
from course_runs.report.summary import DECISIONS
from course_runs_airflow.web.access import Visit, Visitor
from course_runs_airflow.web.airflow_runs import Run, find_runs, tell
from course_runs_airflow.web.headers import FILE

Line = Annotated[int, Query(ge=0, le=2**31 - 1)]
Text = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
BLOCK = 1 << 16
KEPT = {"text/csv", "application/octet-stream"}

router = APIRouter(prefix="/ingestion/{identity}")


@dataclass(frozen=True, slots=True)
class Opened:
    """An ingestion that the visitor may see.

    Attributes:
        visit: theirs.
        told: the ingestion.
        run: its DAG run; None where this Airflow has none.
        found: findings by severity and code.
        rejected: rows that are rejected, or were to be.
        corrected: earlier ingestions whose rejected rows it loaded.
    """

    visit: Visit
    told: Told
    run: Run | None
    found: Mapping[Severity, Mapping[str, int]]
    rejected: int
    corrected: Sequence[Corrected]

    @property
    def id(self) -> UUID:
        """The ingestion's id."""
        return self.told.summary.line.id

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return sum(self.found[Severity.WARNING].values())

    def tabs(self) -> list[tuple[str, str, int | None]]:
        """Return the parts of its pages: name, words and number; those without anything in them are left out."""
        has_rows = self.told.summary.outcome.has_plan and not self.told.running
        return [
            ("", "Overview", None),
            *([("rows", "Rows", self.told.summary.line.rows_read)] if has_rows else []),
            *([("rejected", "Rejected", self.rejected)] if self.rejected else []),
            *([("warnings", "Warnings", self.warnings)] if self.warnings else []),
        ]

    def page(self, template: str, **values: Any) -> Response:  # noqa: ANN401 - as the template needs
        """Return one of its pages."""
        return HTMLResponse(
            render(template, self.visit.site, self.visit.rights.feeds, told=self.told, tabs=self.tabs(), **values)
        )

    def choices(self) -> list[tuple[str, str, int | None, str]]:
        """Return the choices of rows that are worth looking at: name, words, number and address."""
        counts = self.told.summary.counts
        decisions = [
            (name, NAMES[name].capitalize(), counts[name], self.address("rows", show=name))
            for name in DECISIONS
            if counts[name] and name != "rejected"
        ]
        archived = self.told.summary.archived
        return [
            (CHANGES, "All changes", None, self.address("rows")),
            *decisions,
            *([(ARCHIVED.name, ARCHIVED.title, archived, self.address("archived"))] if archived else []),
        ]

    def address(self, *parts: object, **query: object) -> str:
        """Return the address of one of its pages."""
        return self.visit.site.page("ingestion", self.id, *parts, **query)


def open_ingestion(visit: Visitor, identity: UUID) -> Opened:
    """Find an ingestion that the visitor may see.

    Raises:
        HTTPException: 404: there is none, or it is of a DAG that they may not read.
    """
    entry = find_entry(visit.catalog, visit.rights.readable, identity)
    if entry is None:
        raise HTTPException(404)
    key = (entry.line.dag_id, entry.line.run_id)
    run = find_runs([key]).get(key)
    found = count_by_code(visit.catalog, identity)
    rejected = count_rejected(visit.catalog, identity) if found[Severity.CRITICAL] else 0
    corrected = corrected_by(visit.catalog, visit.rights.readable, identity)
    totals = {REJECTED.name: rejected, CORRECTED.name: sum(earlier.rows for earlier in corrected)}
    summary = entry.summary(visit.rights.feeds, totals)
    return Opened(visit, told(summary, running=run is not None and run.at_work), run, found, rejected, corrected)


Ingestion = Annotated[Opened, Depends(open_ingestion)]


@router.get("")
def overview(opened: Ingestion) -> Response:
    """Show how an ingestion ended, its numbers, stages and files, and what can be done next."""
    visit, line = opened.visit, opened.told.summary.line
    attempts = read_attempts(visit.catalog, opened.id)
    recent = recent_entries(visit.catalog, visit.rights.readable, [line.feed])[line.feed]
    words = tell(visit, recent)
    others = [words[entry.line.id] for entry in recent]
    return opened.page(
        "overview",
        recent=others,
        picture=feed_picture(others) if opened.id in words else None,
        offers=offers(visit.catalog, opened.told, may_trigger=visit.may_trigger(line.dag_id)),
        attempts=attempts,
        spans=on_time_line(attempts),
        mails=mails_of(visit.catalog, opened.id),
        files=files_of(opened.id),
        dag_run=opened.run,
        turns=turns_of(visit.catalog, visit.rights.readable, line.dag_id, line.run_id),
        warnings=opened.warnings,
        states=count_states(visit.catalog, opened.id),
        corrected=opened.corrected,
    )


@router.get("/rows")
def rows(opened: Ingestion, show: Text = CHANGES, after: Line = 0, line: Line | None = None) -> Response:
    """Show its rows with what they change; a line that is asked for begins the page."""
    heading = {name: words for name, words, *_ in opened.choices()}.get(show)
    if heading is None or show == ARCHIVED.name:
        raise HTTPException(404)
    begin = after if line is None else max(line - 1, 0)
    found, last = page_of_rows(opened.visit.catalog, opened.told.summary.line, show, begin)
    return opened.page(
        "rows",
        show=show,
        heading=heading,
        choices=opened.choices(),
        rows=found,
        products=[],
        first=opened.address("rows", show=show) if begin else None,
        following=opened.address("rows", show=show, after=last) if last else None,
    )


@router.get("/archived")
def archived(opened: Ingestion, after: Text = "") -> Response:
    """Show the products that it archives."""
    products, last = archived_products(opened.visit.catalog, opened.told.summary.line, after)
    return opened.page(
        "rows",
        show=ARCHIVED.name,
        heading=ARCHIVED.title,
        choices=opened.choices(),
        products=products,
        rows=[],
        first=opened.address("archived") if after else None,
        following=opened.address("archived", after=last) if last else None,
    )


@router.get("/rejected")
def rejected(
    opened: Ingestion,
    code: Text = "",
    state: Literal["", "open", "resolved", "discarded"] = "",
    after: Line = 0,
    line: Line | None = None,
) -> Response:
    """Show the rejected rows, each with every reason and what has become of it; with a code or a state only those."""
    begin = after if line is None else max(line - 1, 0)
    return _found(opened, "rejected", Sought(Severity.CRITICAL, code or None, state or None, begin))


@router.get("/warnings")
def warnings(opened: Ingestion, code: Text = "", after: Line = 0, line: Line | None = None) -> Response:
    """Show the rows with warnings, and on the first page those about the file; with a code only those that have it."""
    begin = after if line is None else max(line - 1, 0)
    return _found(opened, "warnings", Sought(Severity.WARNING, code or None, after=begin))


def _found(opened: Opened, tab: str, sought: Sought) -> Response:
    catalog, is_rejected = opened.visit.catalog, sought.severity is Severity.CRITICAL
    found, last = found_rows(catalog, opened.id, sought)
    about_file = [] if sought.after or sought.state else of_file(catalog, opened.id, sought.severity)
    asked = {"code": sought.code, "state": sought.state}
    return opened.page(
        "found",
        tab=tab,
        heading="Rejected rows" if is_rejected else "Warnings",
        download=is_rejected and opened.told.summary.has_rejected,
        codes=opened.found[sought.severity],
        asked=asked,
        of_file=[fault for fault in about_file if sought.code in {None, fault.code}],
        rows=found,
        counts=count_states(catalog, opened.id) if is_rejected else {},
        states=states_of(catalog, opened.visit.rights.readable, opened.id, [row.line for row in found])
        if is_rejected
        else {},
        first=opened.address(tab, **asked) if sought.after else None,
        following=opened.address(tab, **asked, after=last) if last else None,
    )


@router.get("/rejected.csv")
def rejected_csv(opened: Ingestion) -> Response:
    """Download the rejected rows, ready to be corrected and dropped again."""
    summary = opened.told.summary
    if not summary.has_rejected:
        raise HTTPException(404)
    return StreamingResponse(
        _blocks(_written(opened)),
        media_type=f"text/csv; charset={csv_encoding(summary).removesuffix('-sig')}",
        headers={"Content-Disposition": f'attachment; filename="rejected-{opened.id}.csv"'},
    )


def _written(opened: Opened) -> IO[bytes]:
    """Write the rejected rows to a file that is gone when it is closed: however many, they need no memory."""
    encoding = csv_encoding(opened.told.summary)
    with ExitStack() as unless_written:
        file = unless_written.enter_context(tempfile.TemporaryFile())
        text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
        write_rejected(opened.visit.catalog, opened.told.summary, text)
        text.flush()
        text.detach().seek(0)
        unless_written.pop_all()
    return file


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block


@router.get("/files/{path:path}")
def file(opened: Ingestion, path: str) -> Response:
    """Return one of its files; nothing else, whatever the path."""
    found = find_file(opened.id, path)
    if found is None:
        raise HTTPException(404)
    kind = media_type(found)
    kept = kind in KEPT
    return FileResponse(
        found,
        media_type=kind,
        filename=found.name if kept else None,
        headers={"Content-Security-Policy": FILE},
    )
