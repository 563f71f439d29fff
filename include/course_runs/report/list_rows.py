"""The rows of a report's lists, and the order in which the fields of a change are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

TABLES = ("course_run", "course", "additional_metadata")
FIELDS = (
    "variant_id",
    "starts_at",
    "ends_at",
    "enrollment_ends_at",
    "status",
    "product_status",
    "registration_ends_at",
    "title",
)
"""Fields that readers look for first; the others follow in alphabetical order."""


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run that is created."""

    line: int
    course_key: str
    title: str | None
    run_key: str | None
    variant_id: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    restriction_type: str | None
    is_future_variant: bool
    marketing_type: str | None
    slug: str | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """The old and new value of a field as text; None: it had none, or has none now."""

    table: str
    field: str
    before: str | None
    after: str | None


def in_order(changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """Sort changes as they are shown: by table, then by field, those of `TABLES` and `FIELDS` first.

    Args:
        changes: of a row of a drop, or of a row of the catalog.
    """
    return tuple(
        sorted(
            changes,
            key=lambda change: (*_place(TABLES, change.table), *_place(FIELDS, change.field)),
        )
    )


def table_order(table: str) -> tuple[int, str]:
    """Return the key by which tables of the catalog are sorted: those of `TABLES` first."""
    return _place(TABLES, table)


def _place(first: tuple[str, ...], name: str) -> tuple[int, str]:
    return (first.index(name), "") if name in first else (len(first), name)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row of the drop that changes what the catalog already has.

    Attributes:
        starts_at: start of the run after the change; `ends_at` is its end.
        changes: the fields that change, in the order of `in_order`.
    """

    line: int
    decision: str
    course_key: str
    title: str | None
    run_key: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    changes: tuple[FieldChange, ...]
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row of the drop about which nothing more is shown."""

    line: int
    course_key: str | None
    title: str | None
    run_key: str | None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A published product that is not in the drop."""

    course_key: str
    title: str | None
    external_identifier: str | None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning about a row; without a line, about the file."""

    line: int | None
    code: str
    course_key: str | None
    column: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason for which a row is rejected."""

    code: str
    column: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that is rejected, with every reason."""

    line: int
    course_key: str | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A row that an earlier ingestion rejected and this one loaded.

    Attributes:
        line: its line in this drop.
        codes: codes of its findings then.
        earlier_ingestion: id of the ingestion that rejected it, at `rejected_at`.
        earlier_file: name of the file of that ingestion.
        earlier_line: its line in that file.
    """

    line: int
    course_key: str | None
    title: str | None
    codes: str
    earlier_ingestion: str
    earlier_file: str | None
    earlier_line: int
    rejected_at: datetime
    slug: str | None = None


Item = TypeVar("Item", NewRun, ChangedRow, PlainRow, Product, Remark, RejectedRow, Correction)


def by_course(rows: Iterable[NewRun]) -> list[tuple[NewRun, ...]]:
    """Group new runs by their course.

    Args:
        rows: new runs; those of a course are adjacent.

    Returns:
        A tuple of runs for each course, in the same order.
    """
    return [tuple(runs) for _, runs in groupby(rows, key=attrgetter("course_key"))]
