"""What accepted rows would make of the catalog, as SQL made from the contract.

Every column of a table of the catalog becomes an expression over `row` (the accepted row that supplies its values),
`staged` (the same row as it came) and `base` (the stored row, or the run that a new one is copied from): what the row
says, or what it leaves alone. An absent column leaves a value, a blank cell does what the contract says.
"""

import re
from collections.abc import Mapping, Sequence

from course_runs.contract.columns import COLUMNS, Column, OnBlank
from course_runs.contract.kinds import DateCell, Html, TimeCell

Expressions = Mapping[str, str]
"""SQL by column of a catalog table."""

NOT_COPIED_TO_NEW_RUN = frozenset(
    {
        "variant_id",
        "starts_at",
        "ends_at",
        "enrollment_ends_at",
        "goes_live_on",
        "upgrade_deadline_override_at",
        "restriction_type",
    }
)
"""What a new run does not take over from the run it is copied from: what makes it another one."""

_TARGET = re.compile(r"(?P<table>\w+)\.(?P<column>\w+)(?:\[(?P<position>\d)\])?(?:\.(?P<key>\w+))?")

STATUS = """
CASE
    WHEN NOT %(completes_reviews)s OR base_status LIKE 'review\\_by\\_%%' OR row.ends_at <= %(as_of)s THEN base_status
    WHEN base_status = 'published' OR row.publish_date <= %(today)s THEN 'published'
    ELSE 'reviewed'
END
"""
"""A row completes the review of a run that has not ended; one that is in review belongs to its reviewer."""


def course_expressions(header: Sequence[str]) -> Expressions:
    """Return SQL for each column of `catalog.course`; `price_row` is the row that sets the price.

    Args:
        header: normalised names of the drop's columns in file order. A column that is absent keeps the stored value.
    """
    expressions = _plain("course", header)
    for name in ("organization_key", "number", "course_type_slug"):
        expressions[name] = f"coalesce(base.{name}, {expressions[name]})"  # they make the key, or cannot change
    if "verified_price" in header:
        expressions["price"] = "coalesce(price_row.verified_price, base.price)"
    expressions["slug"] = "coalesce(base.slug, matched.slug)"
    expressions["product_source_slug"] = "coalesce(base.product_source_slug, %(product_source)s)"
    expressions["subjects"] = _subjects(header)
    return expressions


def run_expressions(header: Sequence[str]) -> Expressions:
    """Return SQL for each column of `catalog.course_run`; `after_row` has the status that the run will have.

    Args:
        header: normalised names of the drop's columns in file order. A column that is absent keeps the stored value.
    """
    expressions = _plain("course_run", header)
    for name in NOT_COPIED_TO_NEW_RUN:
        expressions[name] = f"CASE WHEN matched.is_new THEN {_cell_of_run(name, header)} ELSE {expressions[name]} END"
    for name in ("has_ofac_restrictions", "ofac_comment"):
        expressions[name] = f"CASE WHEN reviewed THEN {expressions[name]} ELSE base.{name} END"
    expressions["has_ofac_restrictions"] = f"coalesce({expressions['has_ofac_restrictions']}, false)"
    expressions["course_key"] = "matched.course_key"
    expressions["status"] = "after_row.status"
    return expressions


def metadata_expressions(header: Sequence[str]) -> Expressions:
    """Return SQL for each column of `catalog.additional_metadata`; `facts` and the like are JSON.

    Args:
        header: normalised names of the drop's columns in file order. A column that is absent keeps the stored value.
    """
    expressions = _plain("additional_metadata", header)
    for name in ("certificate_info", "product_meta"):
        expressions[name] = _object(f"base.{name}", _parts("additional_metadata", name, header), header)
    expressions["product_meta"] = (
        f"CASE WHEN row.course_enrollment_track = 'executive-education-2u' THEN {expressions['product_meta']} "
        "ELSE base.product_meta END"
    )
    expressions["facts"] = _facts(header)
    expressions["taxi_form"] = _taxi_form(header)
    expressions["product_status"] = "'published'"
    return expressions


def cell_expression(column: Column, header: Sequence[str], row: str = "row", staged: str = "staged") -> str:
    """Return SQL for the value of an accepted row in a column of its drop.

    Args:
        column: a column of the header.
        header: normalised names in file order.
        row: alias of `ingest.accepted_row`.
        staged: alias of `ingest.staged_row`, which has the HTML that sanitising left as it was; blank HTML is empty.
    """
    if not isinstance(column.kind, Html):
        return f"{row}.{column.accepted_column}"
    return f"nullif(coalesce({row}.{column.accepted_column}, {staged}.cells[{header.index(column.name) + 1}]), '')"


def conflicting_columns(header: Sequence[str]) -> list[Column]:
    """Return the columns in which all rows of a course should agree; its price has a rule of its own.

    Args:
        header: normalised names of the drop's columns.
    """
    return [
        column
        for column in COLUMNS
        if column.name in header
        and column.catalog_columns
        and column.name not in {"verified_price", "organization", "number"}
        and not any(target.startswith("course_run.") for target in column.catalog_columns)
    ]


def _plain(table: str, header: Sequence[str]) -> dict[str, str]:
    """Expressions of the columns that one field of a row sets as a whole."""
    expressions = {}
    for column, target in _targets(table):
        if not target["key"] and not target["position"]:
            expressions[target["column"]] = _value(column, f"base.{target['column']}", header)
    return expressions


def _value(column: Column, stored: str, header: Sequence[str]) -> str:
    if column.name not in header:
        return stored
    value = cell_expression(column, header)
    return f"coalesce({value}, {stored})" if column.on_blank is OnBlank.KEEP else value


def _cell_of_run(name: str, header: Sequence[str]) -> str:
    (column,) = (column for column, target in _targets("course_run") if target["column"] == name)
    return cell_expression(column, header) if column.name in header else "NULL"


def _targets(table: str) -> list[tuple[Column, re.Match[str]]]:
    """Every column of the contract that sets something in a table; of a date and its time, the date."""
    dated = {column.accepted_column for column in COLUMNS if isinstance(column.kind, DateCell)}
    dated_once = [
        column for column in COLUMNS if not (isinstance(column.kind, TimeCell) and column.accepted_column in dated)
    ]
    matches = ((column, _TARGET.fullmatch(target)) for column in dated_once for target in column.catalog_columns)
    return [(column, target) for column, target in matches if target and target["table"] == table]


def _parts(table: str, name: str, header: Sequence[str], position: str | None = None) -> list[tuple[str, Column]]:
    return [
        (target["key"], column)
        for column, target in _targets(table)
        if target["column"] == name and target["position"] == position and column.name in header
    ]


def _object(stored: str, parts: Sequence[tuple[str, Column]], header: Sequence[str]) -> str:
    """JSON object of which the given keys are set; null when nothing is left in it."""
    if not parts:
        return stored
    pairs = []
    for key, column in parts:
        value = f"to_jsonb({cell_expression(column, header)})"
        pairs.append(
            f"'{key}', " + (f"coalesce({value}, {stored} -> '{key}')" if column.on_blank is OnBlank.KEEP else value)
        )
    return f"nullif(jsonb_strip_nulls(coalesce({stored}, '{{}}') || jsonb_build_object({', '.join(pairs)})), '{{}}')"


def _facts(header: Sequence[str]) -> str:
    """Two facts at the most; the second keeps its place when the first is empty."""
    first, second = (
        _object(f"(base.facts -> {place - 1})", _parts("additional_metadata", "facts", header, str(place)), header)
        for place in (1, 2)
    )
    return (
        f"CASE WHEN {second} IS NOT NULL THEN jsonb_build_array(coalesce({first}, '{{}}'), {second}) "
        f"WHEN {first} IS NOT NULL THEN jsonb_build_array({first}) END"
    )


def _taxi_form(header: Sequence[str]) -> str:
    """The form's id and its URL count only together."""
    if not {"taxi_form_id", "post_submit_url"} <= set(header):
        return "base.taxi_form"
    return (
        "CASE WHEN row.taxi_form_id IS NOT NULL AND row.post_submit_url IS NOT NULL THEN jsonb_build_object("
        "'form_id', row.taxi_form_id, 'post_submit_url', row.post_submit_url) ELSE base.taxi_form END"
    )


def _subjects(header: Sequence[str]) -> str:
    """Primary, secondary and tertiary subject, each once."""
    first, second, third = (
        _value(column, f"base.subjects[{target['position']}]", header)
        for column, target in _targets("course")
        if target["column"] == "subjects"
    )
    return (
        f"array_remove(ARRAY[{first}, CASE WHEN {second} IS DISTINCT FROM {first} THEN {second} END, "
        f"CASE WHEN {third} IS DISTINCT FROM {first} AND {third} IS DISTINCT FROM {second} THEN {third} END], NULL)"
    )
