"""Planning changes: proposals compared with the catalog, and the fields that differ written to `planned_change`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from course_runs.database.session import Connection
from course_runs.diff.claims import refresh_statistics
from course_runs.diff.name_lists import NAME_LISTS
from course_runs.diff.proposals import (
    STATUS,
    Expressions,
    course_expressions,
    metadata_expressions,
    run_expressions,
)
from course_runs.ledger.ingestions import Ingestion

_PLAN = """
INSERT INTO ingest.planned_change (ingestion_id, table_name, row_key, line_number, before, after)
SELECT %(ingestion)s, '{table}', row_key, line_number, CASE WHEN NOT is_new THEN {before} END, {after}
FROM (
    SELECT {row_key} AS row_key, matched.line_number, {is_new} AS is_new, {proposed}
    FROM matched
    JOIN ingest.accepted_row AS row ON row.ingestion_id = %(ingestion)s AND row.line_number = matched.line_number
    {sources}
    WHERE {condition}
) AS proposal
WHERE is_new OR ({news}) IS DISTINCT FROM ({olds})
"""


@dataclass(frozen=True, slots=True)
class _Proposal:
    """How one catalog table is planned: from which rows of `matched`, and which values.

    Attributes:
        table: of the catalog.
        row_key: key of the row that is planned.
        key: the table's own.
        base_key: column of `matched` with the key of the stored row that is read as `base`.
        is_new: whether the row is created.
        condition: what must hold for a row of `matched` to count.
        sources: what is joined besides; `{base}` joins the stored row.
        expressions: what becomes of each column, for a drop with the given header.
    """

    table: str
    row_key: str
    key: str
    base_key: str
    is_new: str
    condition: str
    sources: str
    expressions: Callable[[Sequence[str]], Expressions]


_STAGED = """
    JOIN ingest.staged_row AS staged ON staged.ingestion_id = %(ingestion)s
        AND staged.line_number = matched.line_number"""

_RUN = _Proposal(
    table="course_run",
    row_key="matched.run_key",
    key="key",
    base_key="base_key",
    is_new="matched.is_new",
    condition="true",
    sources=f"""
    {{base}}
    CROSS JOIN LATERAL (
        SELECT CASE WHEN matched.is_new THEN 'unpublished' ELSE base.status END AS base_status
    ) AS before_row
    CROSS JOIN LATERAL (SELECT {STATUS} AS status) AS after_row
    CROSS JOIN LATERAL (
        SELECT %(completes_reviews)s AND after_row.status IN ('reviewed', 'published') AS reviewed
    ) AS review
    """,
    expressions=run_expressions,
)
_COURSE = _Proposal(
    table="course",
    row_key="matched.course_key",
    key="key",
    base_key="course_key",
    is_new="base.key IS NULL",
    condition="is_course_source",
    sources=f"""{_STAGED}
    LEFT JOIN claim AS price_row ON price_row.line_number = matched.price_line
    {{base}}
    """,
    expressions=course_expressions,
)
_METADATA = _Proposal(
    table="additional_metadata",
    row_key="matched.course_key",
    key="course_key",
    base_key="course_key",
    is_new="base.course_key IS NULL",
    condition="is_course_source",
    # External courses alone have a row of additional metadata.
    sources=f"""{_STAGED}
    JOIN catalog.course_type ON course_type.slug = row.course_enrollment_track AND course_type.is_external
    {{base}}
    """,
    expressions=metadata_expressions,
)


def plan_changes(connection: Connection, ingestion: Ingestion) -> None:
    """Write what the matched rows change, field by field, to `planned_change`.

    Args:
        connection: with the temporary tables `claim` and `matched`.
        ingestion: the ingestion of the rows; the one-time backpopulation changes runs only.
    """
    planned = ingestion.source.planned_tables
    with connection.cursor() as cursor:
        for proposal in (proposal for proposal in (_RUN, _COURSE, _METADATA) if proposal.table in planned):
            cursor.execute(_statement(proposal, ingestion.header), _parameters(ingestion))
    refresh_statistics(connection, "planned_change (ingestion_id, table_name, row_key)")


def _statement(proposal: _Proposal, header: Sequence[str]) -> str:
    lists = {listed.field for listed in NAME_LISTS[proposal.table]}
    expressions = proposal.expressions(header)
    news = {name: _as_list(sql) if name in lists else sql for name, sql in expressions.items()}
    nothing = {name: "'{}'" if name in lists else "NULL" for name in news}
    olds = {name: f"CASE WHEN {proposal.is_new} THEN {nothing[name]} ELSE base.{name} END" for name in news}
    return _PLAN.format(
        table=proposal.table,
        row_key=proposal.row_key,
        is_new=proposal.is_new,
        proposed=", ".join(f"{sql} AS new_{name}, {olds[name]} AS old_{name}" for name, sql in news.items()),
        sources=proposal.sources.format(base=_base(proposal)),
        condition=proposal.condition,
        before=_differing("old", news),
        after=_differing("new", news),
        news=", ".join(f"new_{name}" for name in news),
        olds=", ".join(f"old_{name}" for name in news),
    )


def _base(proposal: _Proposal) -> str:
    """Join the stored row with its lists of names; only the rows concerned are read, however large the tables are."""
    table, lists = proposal.table, NAME_LISTS[proposal.table]
    concerned = f"IN (SELECT {proposal.base_key} FROM matched)"  # noqa: S608 - names of the contract
    columns = "".join(f", {_as_list(f'{listed.field}.names')} AS {listed.field}" for listed in lists)
    joins = "".join(
        f" LEFT JOIN (SELECT {listed.owner_column} AS owner, array_agg({listed.item_column} ORDER BY position) AS names"  # noqa: S608 - names of the contract
        f" FROM catalog.{listed.link} WHERE {listed.owner_column} {concerned} GROUP BY 1"
        f") AS {listed.field} ON {listed.field}.owner = stored.key"
        for listed in lists
    )
    stored = f"SELECT stored.*{columns} FROM catalog.{table} AS stored{joins} WHERE stored.{proposal.key} {concerned}"  # noqa: S608 - names of the contract
    return f"LEFT JOIN ({stored}) AS base ON base.{proposal.key} = matched.{proposal.base_key}"


def _as_list(expression: str) -> str:
    return f"coalesce({expression}, '{{}}')"


def _differing(side: str, names: Expressions) -> str:
    """JSON of the fields that differ; a new row has no old ones, and its null fields go without saying."""
    fields = (
        f"CASE WHEN new_{name} IS DISTINCT FROM old_{name} "
        f"THEN jsonb_build_object('{name}', {side}_{name}) ELSE '{{}}' END"
        for name in names
    )
    return " || ".join(fields)


def _parameters(ingestion: Ingestion) -> dict[str, object]:
    return {
        "ingestion": ingestion.id,
        "as_of": ingestion.as_of,
        "today": ingestion.as_of.astimezone(ZoneInfo(ingestion.feed.timezone)).date(),
        "completes_reviews": ingestion.source.completes_reviews,
        "product_source": ingestion.feed.product_source,
    }
