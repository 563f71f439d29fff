"""Applying a plan: a constant number of statements, whatever the size of the file.

A planned change is the fields of a catalog row as JSON; PostgreSQL itself turns them back into typed columns. Times are
the statement's: the transaction may have begun long before, and waited for another load.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from psycopg2 import sql

from course_runs.contract.errors import InvariantBroken
from course_runs.database.session import Connection
from course_runs.diff.name_lists import NAME_LISTS, NameList
from course_runs.diff.proposals import course_expressions, metadata_expressions, run_expressions

log = logging.getLogger(__name__)

_INSERT = """
INSERT INTO catalog.{table} ({key}, {columns})
SELECT planned.row_key, {values}
FROM ingest.planned_change AS planned
CROSS JOIN LATERAL jsonb_populate_record(NULL::catalog.{table}, planned.after) AS made
WHERE planned.ingestion_id = %(ingestion)s AND planned.table_name = {name} AND planned.before IS NULL
"""

_UPDATE = """
UPDATE catalog.{table} AS stored
SET ({columns}) = (SELECT {values} FROM jsonb_populate_record(stored, planned.after) AS made)
FROM ingest.planned_change AS planned
WHERE planned.ingestion_id = %(ingestion)s AND planned.table_name = {name} AND planned.before IS NOT NULL
  AND stored.{key} = planned.row_key
"""

_NEW_NAMES = """
WITH named AS (
    SELECT name, min(planned.line_number) AS line_number FROM ingest.planned_change AS planned
    CROSS JOIN LATERAL jsonb_array_elements_text(planned.after -> {field}) AS name
    WHERE planned.ingestion_id = %(ingestion)s AND planned.table_name = {name}
    GROUP BY name
), created AS (
    INSERT INTO catalog.{item} (name) SELECT name FROM named ORDER BY name ON CONFLICT DO NOTHING RETURNING name
)
INSERT INTO ingest.applied_change (ingestion_id, table_name, row_key, line_number, after, applied_at)
SELECT %(ingestion)s, {created_table}, name, line_number, jsonb_build_object('name', name), statement_timestamp()
FROM created JOIN named USING (name)
"""

_UNLINK = """
DELETE FROM catalog.{link} AS linked USING ingest.planned_change AS planned
WHERE planned.ingestion_id = %(ingestion)s AND planned.table_name = {name} AND planned.after ? {field}
  AND linked.{owner} = planned.row_key
"""

_LINK = """
INSERT INTO catalog.{link} ({owner}, position, {item_column})
SELECT planned.row_key, listed.position, listed.name FROM ingest.planned_change AS planned
CROSS JOIN LATERAL jsonb_array_elements_text(planned.after -> {field}) WITH ORDINALITY AS listed (name, position)
WHERE planned.ingestion_id = %(ingestion)s AND planned.table_name = {name}
"""

_HISTORY = """
INSERT INTO ingest.applied_change (ingestion_id, table_name, row_key, line_number, before, after, applied_at)
SELECT ingestion_id, table_name, row_key, line_number, before, after, statement_timestamp() FROM ingest.planned_change
WHERE ingestion_id = %(ingestion)s
"""


@dataclass(frozen=True, slots=True)
class _Table:
    """A catalog table that a plan changes."""

    name: str
    key: str
    columns: tuple[str, ...]


def _columns(table: str, expressions: Iterable[str]) -> tuple[str, ...]:
    lists = {listed.field for listed in NAME_LISTS[table]}
    return tuple(name for name in expressions if name not in lists)


# In the order in which they reference each other.
_TABLES = (
    _Table("course", "key", _columns("course", course_expressions(()))),
    _Table("course_run", "key", _columns("course_run", run_expressions(()))),
    _Table("additional_metadata", "course_key", _columns("additional_metadata", metadata_expressions(()))),
)


def apply_plan(connection: Connection, ingestion_id: UUID) -> int:
    """Apply the planned changes of an ingestion and keep them as its history.

    Args:
        connection: its transaction is used; the catalog is locked against other writers.
        ingestion_id: the ingestion of the plan.

    Returns:
        How many rows of course, course_run and additional_metadata were created or changed.

    Raises:
        InvariantBroken: fewer rows changed than were planned.
        psycopg2.IntegrityError: the plan breaks a constraint of the catalog.
    """
    changed = sum(_apply_table(connection, ingestion_id, table) for table in _TABLES)
    for owner, lists in NAME_LISTS.items():
        for listed in lists:
            _apply_list(connection, ingestion_id, owner, listed)
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY, {"ingestion": ingestion_id})
        if cursor.rowcount != changed:
            raise InvariantBroken(f"{cursor.rowcount} changes were planned and {changed} took place: not loaded.")
    return changed


def _apply_table(connection: Connection, ingestion_id: UUID, table: _Table) -> int:
    names = {
        "table": sql.Identifier(table.name),
        "name": sql.Literal(table.name),
        "key": sql.Identifier(table.key),
        "columns": sql.SQL(", ").join(map(sql.Identifier, table.columns)),
        "values": sql.SQL(", ").join(sql.Identifier("made", column) for column in table.columns),
    }
    changed = 0
    with connection.cursor() as cursor:
        # Changes first: a variant that one run no longer has may be a new run's.
        for statement in (_UPDATE, _INSERT):
            cursor.execute(sql.SQL(statement).format(**names), {"ingestion": ingestion_id})
            changed += cursor.rowcount
    log.info("%s: %s rows created or changed", table.name, f"{changed:,}")
    return changed


def _apply_list(connection: Connection, ingestion_id: UUID, owner: str, listed: NameList) -> None:
    names = {
        "name": sql.Literal(owner),
        "field": sql.Literal(listed.field),
        "link": sql.Identifier(listed.link),
        "owner": sql.Identifier(listed.owner_column),
        "item": sql.Identifier(listed.item),
        "item_column": sql.Identifier(listed.item_column),
        "created_table": sql.Literal(listed.item),
    }
    statements = (_NEW_NAMES, _UNLINK, _LINK) if listed.grows else (_UNLINK, _LINK)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(**names), {"ingestion": ingestion_id})
