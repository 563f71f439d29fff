"""Proposals: what accepted rows would make of the catalog, as SQL made from the contract, and the plan that follows.

Every column of a catalog table becomes an expression of what it will be: the row's value, or the one that the row
leaves alone. An absent source column leaves a value; a blank cell does what the contract says. `make plan-sql` writes
the statements as they run to docs/reference/plan. The expressions are made of these rows:

    row           ingest.accepted_row: the row that sets the values
    staged        ingest.staged_row: the same row as it came, for HTML that sanitising leaves as it is
    matched       the temporary table: the row's run and course
    base          the stored row of the catalog, or the run that a new run is copied from; null when there is neither
    price_row     claim: the row that sets the course's price
    before_row    base_status: the status of the run before this row
    after_row     status: the status that the run will have
    review        is_complete: whether the run is reviewed after this row

All text that is put together here comes from the contract and this module. Values of a drop are bound or joined, never
inserted into a statement.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill, indent
from zoneinfo import ZoneInfo

from course_runs.contract.catalog import ADDITIONAL_METADATA, COURSE, COURSE_RUN, CatalogTable, settings_of
from course_runs.contract.columns import Column, OnBlank
from course_runs.contract.kinds import Html
from course_runs.database.session import Connection
from course_runs.database.statistics import refresh_statistics
from course_runs.ledger.ingestions import Ingestion

Expressions = dict[str, str]
"""SQL by column of a catalog table."""

NOT_COPIED_TO_NEW_RUN = (
    "variant_id",
    "starts_at",
    "ends_at",
    "enrollment_ends_at",
    "goes_live_on",
    "upgrade_deadline_override_at",
    "restriction_type",
)
"""What makes a run another one: a new run does not take it over from the run that it is copied from."""

_PLAN = """
INSERT INTO ingest.planned_change (ingestion_id, table_name, row_key, line_number, before, after)
SELECT
    %(ingestion_id)s, '{table}', row_key, line_number,
    CASE WHEN NOT is_new THEN
{before}
    END,
{after}
FROM (
    SELECT
        {row_key} AS row_key,
        matched.line_number,
        {is_new} AS is_new,
{proposed}
    FROM matched
    JOIN ingest.accepted_row AS row
        ON row.ingestion_id = %(ingestion_id)s AND row.line_number = matched.line_number
{joins}
    WHERE {condition}
) AS proposal
WHERE is_new OR (
{new_values}
) IS DISTINCT FROM (
{old_values}
)
"""
_BASE = """\
LEFT JOIN (
    SELECT stored.*{lists}
    FROM catalog.{table} AS stored{list_joins}
    WHERE stored.{key} IN (SELECT {base_key} FROM matched)
) AS base ON base.{key} = matched.{base_key}"""
_LIST_JOIN = """
    LEFT JOIN (
        SELECT {owner_column} AS owner, array_agg({item_column} ORDER BY position) AS names
        FROM catalog.{link}
        WHERE {owner_column} IN (SELECT {base_key} FROM matched)
        GROUP BY 1
    ) AS {field} ON {field}.owner = stored.key"""
_STAGED = """\
JOIN ingest.staged_row AS staged
    ON staged.ingestion_id = %(ingestion_id)s AND staged.line_number = matched.line_number"""
_STATUS = """\
CROSS JOIN LATERAL (
    SELECT CASE WHEN matched.is_new THEN 'unpublished' ELSE base.status END AS base_status
) AS before_row
CROSS JOIN LATERAL (
    -- A row completes the review of a run that has not ended. A run in review is left to its reviewer.
    SELECT CASE
        WHEN NOT %(completes_reviews)s OR base_status LIKE 'review\\_by\\_%%' OR row.ends_at <= %(as_of)s
            THEN base_status
        WHEN base_status = 'published' OR row.publish_date <= %(today)s THEN 'published'
        ELSE 'reviewed'
    END AS status
) AS after_row
CROSS JOIN LATERAL (
    SELECT %(completes_reviews)s AND after_row.status IN ('reviewed', 'published') AS is_complete
) AS review"""


def course_expressions(header: Sequence[str]) -> Expressions:
    """Return what a row makes of `catalog.course`.

    Args:
        header: the drop's source columns, normalised, in file order.
    """
    expressions = _whole_columns(COURSE, header)
    for name in ("organization_key", "number", "course_type_slug"):
        expressions[name] = f"coalesce(base.{name}, {expressions[name]})"  # they make the key, or cannot change
    if "verified_price" in header:
        expressions["price"] = "coalesce(price_row.verified_price, base.price)"
    expressions["slug"] = "coalesce(base.slug, matched.slug)"
    expressions["product_source_slug"] = "coalesce(base.product_source_slug, %(product_source)s)"
    expressions["subjects"] = _subjects(header)
    return expressions


def run_expressions(header: Sequence[str]) -> Expressions:
    """Return what a row makes of `catalog.course_run`, for a header as in `course_expressions`."""
    expressions = _whole_columns(COURSE_RUN, header)
    cells = {
        setting.name: cell_expression(setting.source, header)
        for setting in settings_of(COURSE_RUN)
        if setting.source.name in header
    }
    for name in NOT_COPIED_TO_NEW_RUN:
        expressions[name] = f"CASE WHEN matched.is_new THEN {cells.get(name, 'NULL')} ELSE {expressions[name]} END"
    for name in ("has_ofac_restrictions", "ofac_comment"):
        expressions[name] = f"CASE WHEN review.is_complete THEN {expressions[name]} ELSE base.{name} END"
    expressions["has_ofac_restrictions"] = f"coalesce({expressions['has_ofac_restrictions']}, false)"
    expressions["course_key"] = "matched.course_key"
    expressions["status"] = "after_row.status"
    return expressions


def metadata_expressions(header: Sequence[str]) -> Expressions:
    """Return what a row makes of `catalog.additional_metadata`, for a header as in `course_expressions`."""
    expressions = _whole_columns(ADDITIONAL_METADATA, header)
    for name in ("certificate_info", "product_meta"):
        expressions[name] = _json_object(name, f"base.{name}", header)
    expressions["product_meta"] = (
        f"CASE WHEN row.course_enrollment_track = 'executive-education-2u'\n"
        f"THEN {expressions['product_meta']}\nELSE base.product_meta END"
    )
    expressions["facts"] = _facts(header)
    expressions["taxi_form"] = _taxi_form(header)
    expressions["product_status"] = "'published'"
    return expressions


def cell_expression(column: Column, header: Sequence[str], row: str = "row", staged: str = "staged") -> str:
    """Return SQL for the value of an accepted row in a source column.

    Args:
        column: a source column that is in the header.
        header: the drop's source columns, normalised, in file order.
        row: alias of `ingest.accepted_row`.
        staged: alias of `ingest.staged_row`. HTML that sanitising leaves as it is is null in the accepted row and is
            read from there; blank HTML is an empty text in the accepted row.
    """
    if not isinstance(column.kind, Html):
        return f"{row}.{column.accepted_column}"
    return f"nullif(coalesce({row}.{column.accepted_column}, {staged}.cells[{header.index(column.name) + 1}]), '')"


def _whole_columns(table: CatalogTable, header: Sequence[str]) -> Expressions:
    """Return expressions of the columns that one source column sets as a whole."""
    return {
        setting.name: _new_value(setting.source, f"base.{setting.name}", header)
        for setting in settings_of(table)
        if not setting.key and not setting.position
    }


def _new_value(column: Column, stored: str, header: Sequence[str]) -> str:
    if column.name not in header:
        return stored
    cell = cell_expression(column, header)
    return f"coalesce({cell}, {stored})" if column.on_blank is OnBlank.KEEP else cell


def _json_object(name: str, stored: str, header: Sequence[str], position: int | None = None) -> str:
    """Return SQL for a JSON object of which source columns set the keys; it is null when no key is left."""
    pairs = []
    for setting in settings_of(ADDITIONAL_METADATA):
        if (setting.name, setting.position) == (name, position) and setting.source.name in header:
            cell = f"to_jsonb({cell_expression(setting.source, header)})"
            keeps = setting.source.on_blank is OnBlank.KEEP
            pairs.append(f"'{setting.key}', " + (f"coalesce({cell}, {stored} -> '{setting.key}')" if keeps else cell))
    if not pairs:
        return stored
    built = ",\n    ".join(pairs)
    return f"nullif(jsonb_strip_nulls(coalesce({stored}, '{{}}') || jsonb_build_object(\n    {built}\n)), '{{}}')"


def _facts(header: Sequence[str]) -> str:
    """Return SQL for a JSON array of up to two facts; the second keeps its place when the first is empty."""
    first, second = (_json_object("facts", f"(base.facts -> {place - 1})", header, place) for place in (1, 2))
    return (
        f"CASE\nWHEN {second} IS NOT NULL\nTHEN jsonb_build_array(coalesce({first}, '{{}}'), {second})\n"
        f"WHEN {first} IS NOT NULL\nTHEN jsonb_build_array({first})\nEND"
    )


def _taxi_form(header: Sequence[str]) -> str:
    """Return SQL for the form; its id and its URL count only together."""
    if not {"taxi_form_id", "post_submit_url"} <= set(header):
        return "base.taxi_form"
    return (
        "CASE WHEN row.taxi_form_id IS NOT NULL AND row.post_submit_url IS NOT NULL\n"
        "THEN jsonb_build_object('form_id', row.taxi_form_id, 'post_submit_url', row.post_submit_url)\n"
        "ELSE base.taxi_form END"
    )


def _subjects(header: Sequence[str]) -> str:
    """Return SQL for the list of primary, secondary and tertiary subject, each once."""
    first, second, third = (
        _new_value(setting.source, f"base.subjects[{setting.position}]", header)
        for setting in settings_of(COURSE)
        if setting.name == "subjects"
    )
    return (
        f"array_remove(ARRAY[\n    {first},\n    CASE WHEN {second} IS DISTINCT FROM {first} THEN {second} END,\n"
        f"    CASE WHEN {third} IS DISTINCT FROM {first} AND {third} IS DISTINCT FROM {second} THEN {third} END\n"
        "], NULL)"
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """How the changes of one catalog table are planned.

    Attributes:
        table: of the catalog.
        row_key: SQL for the key of the row that is planned.
        base_key: column of `matched` with the key of the row that is joined as `base`.
        is_new: SQL for whether the row is created.
        condition: what must hold for a row of `matched` to count.
        joins: what is joined besides `row`; `{base}` joins the stored row.
        expressions: return what becomes of each column, for a drop with the given header.
    """

    table: CatalogTable
    row_key: str
    base_key: str
    is_new: str
    condition: str
    joins: str
    expressions: Callable[[Sequence[str]], Expressions]


PROPOSALS = (
    Proposal(
        COURSE_RUN,
        row_key="matched.run_key",
        base_key="base_key",
        is_new="matched.is_new",
        condition="true",
        joins=f"{{base}}\n{_STATUS}",
        expressions=run_expressions,
    ),
    Proposal(
        COURSE,
        row_key="matched.course_key",
        base_key="course_key",
        is_new="base.key IS NULL",
        condition="is_course_source",
        joins=f"{_STAGED}\nLEFT JOIN claim AS price_row ON price_row.line_number = matched.price_line\n{{base}}",
        expressions=course_expressions,
    ),
    Proposal(
        ADDITIONAL_METADATA,
        row_key="matched.course_key",
        base_key="course_key",
        is_new="base.course_key IS NULL",
        condition="is_course_source",
        joins=f"""{_STAGED}
-- Only external courses have additional metadata.
JOIN catalog.course_type ON course_type.slug = row.course_enrollment_track AND course_type.is_external
{{base}}""",
        expressions=metadata_expressions,
    ),
)


def plan_changes(connection: Connection, ingestion: Ingestion) -> None:
    """Write what the matched rows change, field by field, to `planned_change`.

    Args:
        connection: with the temporary tables `claim` and `matched`.
        ingestion: its source names the tables that its rows may change.
    """
    values: Mapping[str, object] = {
        "ingestion_id": ingestion.id,
        "as_of": ingestion.as_of,
        "today": ingestion.as_of.astimezone(ZoneInfo(ingestion.feed.timezone)).date(),
        "completes_reviews": ingestion.source.completes_reviews,
        "product_source": ingestion.feed.product_source,
    }
    with connection.cursor() as cursor:
        for proposal in PROPOSALS:
            if proposal.table.name in ingestion.source.planned_tables:
                cursor.execute(plan_statement(proposal, ingestion.header), values)
    refresh_statistics(connection, "planned_change", "ingestion_id", "table_name", "row_key")


def plan_statement(proposal: Proposal, header: Sequence[str]) -> str:
    """Return the statement that plans the changes of one catalog table.

    Args:
        proposal: one of `PROPOSALS`.
        header: the drop's source columns, normalised, in file order.

    Returns:
        SQL text with the values `ingestion_id`, `as_of`, `today`, `completes_reviews` and `product_source` to bind.
    """
    lists = {listed.field for listed in proposal.table.name_lists}
    proposed = []
    expressions = proposal.expressions(header)
    for name, expression in expressions.items():
        new, nothing = (f"coalesce({expression}, '{{}}')", "'{}'") if name in lists else (expression, "NULL")
        proposed += [
            f"{new} AS new_{name}",
            f"CASE WHEN {proposal.is_new} THEN {nothing} ELSE base.{name} END AS old_{name}",
        ]
    return _PLAN.format(
        table=proposal.table.name,
        row_key=proposal.row_key,
        is_new=proposal.is_new,
        proposed=indent(",\n".join(proposed), " " * 8),
        joins=indent(proposal.joins.format(base=_base(proposal)), " " * 4),
        condition=proposal.condition,
        before=_differing("old", expressions, 8),
        after=_differing("new", expressions, 4),
        new_values=_wrapped(f"new_{name}" for name in expressions),
        old_values=_wrapped(f"old_{name}" for name in expressions),
    )


def _base(proposal: Proposal) -> str:
    """Return the join of the stored row with its lists of names; it reads no rows that are not planned."""
    table = proposal.table
    lists = [f",\n        coalesce({names.field}.names, '{{}}') AS {names.field}" for names in table.name_lists]
    joins = [
        _LIST_JOIN.format(
            owner_column=names.owner_column,
            item_column=names.item_column,
            link=names.link,
            field=names.field,
            base_key=proposal.base_key,
        )
        for names in table.name_lists
    ]
    return _BASE.format(
        table=table.name, key=table.key, base_key=proposal.base_key, lists="".join(lists), list_joins="".join(joins)
    )


def _differing(side: str, names: Expressions, depth: int) -> str:
    """Return JSON of the fields that differ. A new row has no old fields, and its null fields are left out."""
    fields = (
        f"CASE WHEN new_{name} IS DISTINCT FROM old_{name} "
        f"THEN jsonb_build_object('{name}', {side}_{name}) ELSE '{{}}' END"
        for name in names
    )
    return indent(" ||\n".join(fields), " " * depth)


def _wrapped(names: Iterable[str]) -> str:
    return fill(", ".join(names), 112, initial_indent=" " * 4, subsequent_indent=" " * 4)
