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
from course_runs.report.documents.data_files import write_rejected
from course_runs.report.documents.folder import csv_encoding
from course_runs.report.lists import ARCHIVED, CORRECTED, REJECTED
from course_runs.report.pages.decided_rows import CHANGES, archived_products, page_of_rows
from course_runs.report.pages.ingestion_lists import find_view, mails_of, recent_views, revisions_of
from course_runs.report.pages.next_runs import follow_ups
from course_runs.report.pages.quarantined import Corrected, corrected_by, count_states, states_of
from course_runs.report.pages.render import feed_chart, render
from course_runs.report.pages.report_files import files_of, find_file, media_type
from course_runs.report.pages.row_findings import FindingFilter, count_by_code, count_rejected, found_rows, of_file
from course_runs.report.pages.stage_attempts import on_time_line, read_attempts
from course_runs.report.view import IngestionView, with_totals
from course_runs.rows.decisions import DISPLAYS, Decision
from course_runs_airflow.web.access import Visit, Visitor
from course_runs_airflow.web.airflow_runs import Run, find_runs, with_run_state, with_run_states
from course_runs_airflow.web.headers import FILE

Line = Annotated[int, Query(ge=0, le=2**31 - 1)]
Text = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
BLOCK = 1 << 16
KEPT = {"text/csv", "application/octet-stream"}

router = APIRouter(prefix="/ingestion/{ingestion_id}")


@dataclass(frozen=True, slots=True)
class IngestionContext:
    """What every page of an ingestion needs.

    Attributes:
        visit: the request of the user, who may see the ingestion.
        view: the ingestion.
        run: its DAG run; None where this Airflow has none.
        found: findings by severity and code.
        rejected: rows with a reason to be rejected.
        corrected: earlier ingestions with rejected rows that it loaded.
    """

    visit: Visit
    view: IngestionView
    run: Run | None
    found: Mapping[Severity, Mapping[str, int]]
    rejected: int
    corrected: Sequence[Corrected]

    @property
    def id(self) -> UUID:
        """The ingestion's id."""
        return self.view.record.id

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return sum(self.found[Severity.WARNING].values())

    def tabs(self) -> list[tuple[str, str, int | None]]:
        """Return the tabs that have content: name, label and number."""
        has_rows = self.view.outcome.has_plan and not self.view.is_running
        return [
            ("", "Overview", None),
            *([("rows", "Rows", self.view.record.rows_read)] if has_rows else []),
            *([("rejected", "Rejected", self.rejected)] if self.rejected else []),
            *([("warnings", "Warnings", self.warnings)] if self.warnings else []),
        ]

    def page(self, template: str, **values: Any) -> Response:  # noqa: ANN401 - a template takes any values
        """Return one of its pages."""
        return HTMLResponse(
            render(template, self.visit.site, self.visit.rights.feeds, view=self.view, tabs=self.tabs(), **values)
        )

    def choices(self) -> list[tuple[str, str, int | None, str]]:
        """Return the filters of its rows that find any: name, label, number and address."""
        counts = self.view.counts
        decisions = [
            (name.value, DISPLAYS[name].many.capitalize(), counts[name], self.address("rows", show=name.value))
            for name in Decision
            if counts[name] and name != "rejected"
        ]
        archived = self.view.archived
        return [
            (CHANGES, "All changes", None, self.address("rows")),
            *decisions,
            *([(ARCHIVED.name, ARCHIVED.title, archived, self.address("archived"))] if archived else []),
        ]

    def address(self, *parts: object, **query: object) -> str:
        """Return the address of one of its pages."""
        return self.visit.site.page("ingestion", self.id, *parts, **query)


def open_ingestion(visit: Visitor, ingestion_id: UUID) -> IngestionContext:
    """Return the context of an ingestion's pages.

    Args:
        visit: the visit.
        ingestion_id: id of the ingestion.

    Raises:
        HTTPException: 404 when it does not exist or the visitor may not see it.
    """
    view = find_view(visit.catalog, visit.rights, ingestion_id)
    if view is None:
        raise HTTPException(404)
    key = (view.record.dag_id, view.record.run_id)
    run = find_runs([key]).get(key)
    found = count_by_code(visit.catalog, ingestion_id)
    rejected = count_rejected(visit.catalog, ingestion_id) if found[Severity.CRITICAL] else 0
    corrected = corrected_by(visit.catalog, visit.rights.readable, ingestion_id)
    totals = {REJECTED.name: rejected, CORRECTED.name: sum(earlier.rows for earlier in corrected)}
    view = with_run_state(with_totals(view, totals), run)
    return IngestionContext(visit, view, run, found, rejected, corrected)


Context = Annotated[IngestionContext, Depends(open_ingestion)]


@router.get("")
def overview(context: Context) -> Response:
    """Show how an ingestion ended, its numbers, stages and files, and what can be done next."""
    visit, record = context.visit, context.view.record
    attempts = read_attempts(visit.catalog, context.id)
    recent = with_run_states(recent_views(visit.catalog, visit.rights, [record.feed_id])[record.feed_id])
    return context.page(
        "overview",
        recent=recent,
        chart=feed_chart(recent) if context.id in {view.record.id for view in recent} else None,
        follow_ups=follow_ups(visit.catalog, context.view, may_trigger=visit.may_trigger(record.dag_id)),
        attempts=attempts,
        spans=on_time_line(attempts),
        mails=mails_of(visit.catalog, context.id),
        files=files_of(context.id),
        dag_run=context.run,
        revisions=revisions_of(visit.catalog, visit.rights.readable, record.dag_id, record.run_id),
        warnings=context.warnings,
        states=count_states(visit.catalog, context.id),
        corrected=context.corrected,
    )


@router.get("/rows")
def rows(context: Context, show: Text = CHANGES, after: Line = 0, line: Line | None = None) -> Response:
    """Show its rows with what they change, from the given line on."""
    heading = {name: words for name, words, *_ in context.choices()}.get(show)
    if heading is None or show == ARCHIVED.name:
        raise HTTPException(404)
    begin = after if line is None else max(line - 1, 0)
    found, last = page_of_rows(context.visit.catalog, context.view.record, show, begin)
    return context.page(
        "rows",
        show=show,
        heading=heading,
        choices=context.choices(),
        rows=found,
        products=[],
        first=context.address("rows", show=show) if begin else None,
        following=context.address("rows", show=show, after=last) if last else None,
    )


@router.get("/archived")
def archived(context: Context, after: Text = "") -> Response:
    """Show the products that it archives."""
    products, last = archived_products(context.visit.catalog, context.view.record, after)
    return context.page(
        "rows",
        show=ARCHIVED.name,
        heading=ARCHIVED.title,
        choices=context.choices(),
        products=products,
        rows=[],
        first=context.address("archived") if after else None,
        following=context.address("archived", after=last) if last else None,
    )


@router.get("/rejected")
def rejected(
    context: Context,
    code: Text = "",
    state: Literal["", "open", "resolved", "discarded"] = "",
    after: Line = 0,
    line: Line | None = None,
) -> Response:
    """Show the rejected rows, each with every reason and what has become of it; with a code or a state only those."""
    begin = after if line is None else max(line - 1, 0)
    return _found(context, "rejected", FindingFilter(Severity.CRITICAL, code or None, state or None, begin))


@router.get("/warnings")
def warnings(context: Context, code: Text = "", after: Line = 0, line: Line | None = None) -> Response:
    """Show the rows with warnings, and on the first page those about the file; with a code only those that have it."""
    begin = after if line is None else max(line - 1, 0)
    return _found(context, "warnings", FindingFilter(Severity.WARNING, code or None, after=begin))


def _found(context: IngestionContext, tab: str, filters: FindingFilter) -> Response:
    catalog, is_rejected = context.visit.catalog, filters.severity is Severity.CRITICAL
    found, last = found_rows(catalog, context.id, filters)
    about_file = [] if filters.after or filters.state else of_file(catalog, context.id, filters.severity)
    asked = {"code": filters.code, "state": filters.state}
    return context.page(
        "findings",
        tab=tab,
        heading="Rejected rows" if is_rejected else "Warnings",
        download=is_rejected and context.view.has_rejected,
        codes=context.found[filters.severity],
        asked=asked,
        of_file=[fault for fault in about_file if filters.code in {None, fault.code}],
        rows=found,
        counts=count_states(catalog, context.id) if is_rejected else {},
        states=states_of(catalog, context.visit.rights.readable, context.id, [row.line for row in found])
        if is_rejected
        else {},
        first=context.address(tab, **asked) if filters.after else None,
        following=context.address(tab, **asked, after=last) if last else None,
    )


@router.get("/rejected.csv")
def rejected_csv(context: Context) -> Response:
    """Download the rejected rows, ready to be corrected and dropped again."""
    if not context.view.has_rejected:
        raise HTTPException(404)
    return StreamingResponse(
        _blocks(_written(context)),
        media_type=f"text/csv; charset={csv_encoding(context.view).removesuffix('-sig')}",
        headers={"Content-Disposition": f'attachment; filename="rejected-{context.id}.csv"'},
    )


def _written(context: IngestionContext) -> IO[bytes]:
    """Write the rejected rows to a file that is gone when it is closed: however many, they need no memory."""
    encoding = csv_encoding(context.view)
    with ExitStack() as unless_written:
        file = unless_written.enter_context(tempfile.TemporaryFile())
        text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
        write_rejected(context.visit.catalog, context.view, text)
        text.flush()
        text.detach().seek(0)
        unless_written.pop_all()
    return file


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block


@router.get("/files/{path:path}")
def file(context: Context, path: str) -> Response:
    """Return one of its files. Every other path is answered with 404."""
    found = find_file(context.id, path)
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
