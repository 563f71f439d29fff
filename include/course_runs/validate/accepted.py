"""Accepted rows: every cell read as what the contract says it is, and stored in `ingest.accepted_row`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import pandas as pd

from course_runs.contract import BY_NAME
from course_runs.database import Connection, copy_line, copy_rows
from course_runs.findings import Code, Finding
from course_runs.kinds import DateCell, Html, Ignored, Reference, TimeCell
from course_runs.validate.judged import Chunk
from course_runs.validate.reading import once_each, read_cells
from course_runs.validate.references import References, fold


@dataclass(frozen=True, slots=True)
class Accepted:
    """Rows that passed.

    Attributes:
        fields: values by field of `ingest.accepted_row`, ready for COPY, indexed by line number.
        warnings: what was changed on the way.
    """

    fields: pd.DataFrame
    warnings: list[Finding]


def course_keys(cells: pd.DataFrame, references: References) -> pd.Series:
    """Return each row's course key, `ORG+NUMBER`, or null where either cell is bad."""
    known = references[Reference.ORGANIZATION]
    organizations = once_each(cells["organization"], lambda cell: known.get(fold(cell)))
    numbers = cells["number"].where(cells["number"].str.fullmatch("[A-Za-z0-9._-]{1,50}") == True)  # noqa: E712 - null is not true
    keys = organizations + "+" + numbers
    return keys.astype(object).where(keys.notna(), None)


def read_accepted(chunk: Chunk, rejected: Iterable[int], references: References) -> Accepted:
    """Read the cells of the rows that are not rejected.

    Args:
        chunk: judged rows.
        rejected: their lines that failed.
        references: the catalog's look-ups.

    Returns:
        The typed rows, and a warning for each cell of HTML from which something was removed.
    """
    good = chunk.cells.index.difference(pd.Index(list(rejected), dtype="int64"))
    cells = chunk.cells.loc[good]
    keys = course_keys(cells, references)
    warnings: list[Finding] = []
    fields: dict[str, pd.Series] = {"course_key": keys}
    for name in map(str, cells):
        column = BY_NAME[name]
        if isinstance(column.kind, Html):
            clean = chunk.html[name][good]
            warnings += _removals(name, cells[name], clean, keys)
            fields[column.field] = _html(clean)
        elif not isinstance(column.kind, DateCell | TimeCell | Ignored):
            fields[column.field] = read_cells(cells[name], column, references)
    accepted = pd.DataFrame({**fields, **_moments(chunk, good)}, dtype=object)
    # pandas turns a column of nulls into NaN, which COPY would write as text.
    return Accepted(accepted.where(accepted.notna(), None), warnings)


def store_accepted(connection: Connection, ingestion_id: UUID, accepted: Accepted) -> int:
    """Append accepted rows to `ingest.accepted_row`.

    Returns:
        How many rows there were.
    """
    columns = ("ingestion_id", "line_number", *map(str, accepted.fields))
    rows = accepted.fields.itertuples(name=None)
    return copy_rows(connection, "ingest.accepted_row", columns, (copy_line((ingestion_id, *row)) for row in rows))


def _html(clean: pd.Series) -> pd.Series:
    return clean.map(lambda cell: cell.html or None, na_action="ignore")


def _moments(chunk: Chunk, lines: pd.Index) -> Mapping[str, pd.Series]:
    texts = {field: date.dt.strftime("%Y-%m-%d") for field, date in chunk.dates.items()}
    texts |= {field: instant.astype(str) for field, instant in chunk.instants.items()}
    moments = {**chunk.dates, **chunk.instants}
    return {field: text.astype(object).where(moments[field].notna(), None)[lines] for field, text in texts.items()}


def _removals(name: str, cells: pd.Series, clean: pd.Series, keys: pd.Series) -> Iterator[Finding]:
    for line, value, cell, key in zip(cells.index, cells, clean, keys, strict=True):
        if cell is not None and cell.removed:
            yield Finding(
                code=Code.HTML_SANITISED,
                message=f"{name} lost {', '.join(cell.removed)}: the catalog does not show these.",
                line=line,
                column=name,
                value=value,
                course_key=key,
            )
