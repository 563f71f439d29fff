"""Applying a plan: a constant number of statements, whatever the size of the file.

A planned change holds the fields of a catalog row as JSON; PostgreSQL itself turns them back into typed columns. Times
are those of the statement: the transaction may have begun long before and waited for another load. The slots of the
statements below take names of the contract.
"""

import logging
from uuid import UUID

from psycopg2 import sql

from course_runs.contract.catalog import CATALOG_TABLES, CatalogTable, NameList, stored_columns
from course_runs.contract.errors import InvariantBroken
from course_runs.database.session import Connection

log = logging.getLogger(__name__)

_INSERT = sql.SQL("""
INSERT INTO catalog.{table} ({key}, {columns})
SELECT planned.row_key, {values}
FROM ingest.planned_change AS planned
CROSS JOIN LATERAL jsonb_populate_record(NULL::catalog.{table}, planned.after) AS made
WHERE planned.ingestion_id = %(ingestion_id)s AND planned.table_name = {table_name} AND planned.before IS NULL
""")

_UPDATE = sql.SQL("""
UPDATE catalog.{table} AS stored
SET ({columns}) = (SELECT {values} FROM jsonb_populate_record(stored, planned.after) AS made)
FROM ingest.planned_change AS planned
WHERE planned.ingestion_id = %(ingestion_id)s AND planned.table_name = {table_name} AND planned.before IS NOT NULL
  AND stored.{key} = planned.row_key
""")

_NEW_NAMES = sql.SQL("""
WITH named AS (
    SELECT name, min(planned.line_number) AS line_number FROM ingest.planned_change AS planned
    CROSS JOIN LATERAL jsonb_array_elements_text(planned.after -> {field}) AS name
    WHERE planned.ingestion_id = %(ingestion_id)s AND planned.table_name = {table_name}
    GROUP BY name
), created AS (
    INSERT INTO catalog.{item} (name) SELECT name FROM named ORDER BY name ON CONFLICT DO NOTHING RETURNING name
)
INSERT INTO ingest.applied_change (ingestion_id, table_name, row_key, line_number, after, applied_at)
SELECT %(ingestion_id)s, {item_name}, name, line_number, jsonb_build_object('name', name), statement_timestamp()
FROM created JOIN named USING (name)
""")

_UNLINK = sql.SQL("""
DELETE FROM catalog.{link} AS linked USING ingest.planned_change AS planned
WHERE planned.ingestion_id = %(ingestion_id)s AND planned.table_name = {table_name} AND planned.after ? {field}
  AND linked.{owner} = planned.row_key
""")

_LINK = sql.SQL("""
INSERT INTO catalog.{link} ({owner}, position, {item_column})
SELECT planned.row_key, listed.position, listed.name FROM ingest.planned_change AS planned
CROSS JOIN LATERAL jsonb_array_elements_text(planned.after -> {field}) WITH ORDINALITY AS listed (name, position)
WHERE planned.ingestion_id = %(ingestion_id)s AND planned.table_name = {table_name}
""")

_HISTORY = """
INSERT INTO ingest.applied_change (ingestion_id, table_name, row_key, line_number, before, after, applied_at)
SELECT ingestion_id, table_name, row_key, line_number, before, after, statement_timestamp() FROM ingest.planned_change
WHERE ingestion_id = %(ingestion_id)s
"""


def apply_plan(connection: Connection, ingestion_id: UUID) -> int:
    """Apply the planned changes of an ingestion and keep them as its history.

    Args:
        connection: its transaction is used; the catalog is locked against other writers.
        ingestion_id: of the ingestion with the plan.

    Returns:
        How many rows of course, course_run and additional_metadata were created or changed.

    Raises:
        InvariantBroken: fewer rows changed than were planned.
        psycopg2.IntegrityError: the plan breaks a constraint of the catalog.
    """
    changed = sum(_apply_table(connection, ingestion_id, table) for table in CATALOG_TABLES)
    for table in CATALOG_TABLES:
        for names in table.name_lists:
            _apply_list(connection, ingestion_id, table, names)
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY, {"ingestion_id": ingestion_id})
        if cursor.rowcount != changed:
            raise InvariantBroken(f"{cursor.rowcount} changes were planned and {changed} took place: not loaded.")
    return changed


def _apply_table(connection: Connection, ingestion_id: UUID, table: CatalogTable) -> int:
    columns = stored_columns(table)
    slots = {
        "table": sql.Identifier(table.name),
        "table_name": sql.Literal(table.name),
        "key": sql.Identifier(table.key),
        "columns": sql.SQL(", ").join(map(sql.Identifier, columns)),
        "values": sql.SQL(", ").join(sql.Identifier("made", column) for column in columns),
    }
    changed = 0
    with connection.cursor() as cursor:
        # Updates first: a new run may get the variant that another run no longer has.
        for statement in (_UPDATE, _INSERT):
            cursor.execute(statement.format(**slots), {"ingestion_id": ingestion_id})
            changed += cursor.rowcount
    log.info("%s: %s rows created or changed", table.name, f"{changed:,}")
    return changed


def _apply_list(connection: Connection, ingestion_id: UUID, table: CatalogTable, names: NameList) -> None:
    slots = {
        "table_name": sql.Literal(table.name),
        "field": sql.Literal(names.field),
        "link": sql.Identifier(names.link),
        "owner": sql.Identifier(names.owner_column),
        "item": sql.Identifier(names.item),
        "item_name": sql.Literal(names.item),
        "item_column": sql.Identifier(names.item_column),
    }
    with connection.cursor() as cursor:
        for statement in (_NEW_NAMES, _UNLINK, _LINK) if names.grows else (_UNLINK, _LINK):
            cursor.execute(statement.format(**slots), {"ingestion_id": ingestion_id})
