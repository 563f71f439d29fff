"""The report as plain text: what a terminal shows, and the text part of a mail."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from course_runs.report import publisher, wording
from course_runs.report.ledger_records import StageTime
from course_runs.report.list_rows import (
    ChangedRow,
    Correction,
    NewRun,
    PlainRow,
    Product,
    RejectedRow,
    Remark,
    by_course,
)
from course_runs.report.view import IngestionView, Listing
from course_runs.report.wording import shown
from course_runs.rows.decisions import DISPLAYS

WIDTH = 100


def to_text(view: IngestionView, limit: int = 10, whole: str | None = None) -> str:
    """Write a report as text of about 100 columns.

    Args:
        view: of the ingestion.
        limit: rows of each list; the rest is counted.
        whole: where the complete lists are, as words for the reader; None: in the report's own files.

    Returns:
        The text, with a line end at its end.
    """
    lines = [f"{shown(view.feed.title)} · {wording.source(view)}", "", *_wrapped(wording.headline(view))]
    lines += ["", *_counts(view)]
    for listing in view.lists.values():
        if listing.total:
            lines += ["", view.heading(listing), *_listing(listing, limit, whole, linked=view.is_internal)]
    if view.record.withheld:
        lines += ["", "Archiving withheld", *_wrapped(wording.withheld_advice(view), "  ")]
    if view.stages:
        lines += ["", *_stages(view.stages)]
    lines += ["", f"Ingestion {view.record.id}"]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _counts(view: IngestionView) -> Iterator[str]:
    if view.record.rows_read is None:
        yield "No row was read."
        return
    for name, number in view.all_counts.items():
        yield f"  {DISPLAYS[name].many:<16}{number:>9,}"
    yield "  " + "-" * 25
    proof = "" if view.is_balanced else f"   but {view.record.rows_read:,} were read: report it to the developers"
    yield f"  {'rows read':<16}{view.decided:>9,}{proof}"


def _listing(listing: Listing[Any], limit: int, whole: str | None, *, linked: bool) -> Iterator[str]:
    shorter = listing.cut(limit)
    if listing.kind.row is NewRun:
        for runs in by_course(shorter.rows):
            yield from _course(runs, linked=linked)
    else:
        for row in shorter.rows:
            yield from _lines(row)
    if shorter.left_out:
        file = "report.json" if listing.left_out else "report.html"
        yield f"  … and {shorter.left_out:,} more, see {whole or file}"


def _course(runs: Sequence[NewRun], *, linked: bool) -> Iterator[str]:
    links = [publisher.link(run.course_key, run.run_key, run.slug) if linked else None for run in runs]
    yield f"  {shown(runs[0].title, 70)}"
    yield f"      {shown(runs[0].slug, 90)}"
    for run, link, previous in zip(runs, links, [None, *links], strict=False):
        if link and link != previous:
            yield f"      {link}"
        traits = [
            f"variant {shown(run.variant_id)}" if run.variant_id else "no variant",
            shown(run.restriction_type),
            "future" if run.is_future_variant else "",
            shown(run.marketing_type),
        ]
        yield _two(f"    {shown(run.run_key)}", wording.schedule(run.starts_at, run.ends_at))
        yield f"      {', '.join(trait for trait in traits if trait)}"


def _lines(row: object) -> Iterator[str]:
    match row:
        case ChangedRow():
            yield from _changed_row(row)
        case PlainRow():
            yield _two(f"  line {row.line:<7} {shown(row.run_key or row.course_key)}", shown(row.title, 40))
        case Product():
            yield _two(f"  {shown(row.course_key)}", shown(row.title, 50))
        case RejectedRow():
            yield from _rejected_row(row)
        case Correction():
            yield _two(f"  line {row.line:<7} {shown(row.course_key)}", shown(row.title, 40))
            was = f"line {row.earlier_line} of {shown(row.earlier_file) or 'additional_metadata'}"
            rejected = f"rejected {wording.moment(row.rejected_at)} UTC: {shown(row.codes)}"
            yield from _wrapped(f"was {was}, {rejected}", "      ")
        case Remark():
            place = "the file    " if row.line is None else f"line {row.line:<7}"
            about = [shown(row.course_key, 60), shown(row.column)]
            yield f"  {place} {row.code:<24} {'  '.join(part for part in about if part)}"
            yield from _wrapped(shown(row.message, 600), "        ")
        case _:
            raise TypeError(f"a report has no rows such as {row!r}")


def _changed_row(row: ChangedRow) -> Iterator[str]:
    yield _two(f"  {shown(row.run_key or row.course_key)}", shown(row.title, 50))
    for change in row.changes:
        before, after = wording.difference(change.before, change.after)
        name = wording.field_name(change.table, change.field)
        yield from _wrapped(f"{name}: {before} -> {after}", "      ", "        ")


def _rejected_row(row: RejectedRow) -> Iterator[str]:
    yield f"  line {row.line:<7} {shown(row.course_key, 80)}"
    for fault in row.faults:
        found = f"{shown(fault.column)}: “{shown(fault.value)}”" if fault.value else shown(fault.column)
        yield from _wrapped(f"{fault.code:<22} {found}", "      ", "        ")
        yield from _wrapped(shown(fault.message, 600), "        ")


def _stages(stages: tuple[StageTime, ...]) -> Iterator[str]:
    yield "How long it took"
    for stage in stages:
        tries = f" (attempt {stage.attempts})" if stage.attempts > 1 else ""
        yield f"  {stage.stage:<10}{wording.duration(stage.seconds) or 'did not finish':>10}{tries}"


def _two(left: str, right: str, column: int = 52) -> str:
    return left + " " * max(2, column - wording.width(left)) + right


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest, break_on_hyphens=False
    )
