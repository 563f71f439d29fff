"""Archiving: products of the feed that a full drop no longer has, and the guard against a drop that has too few."""

from course_runs.contract.feeds import ArchiveGuard
from course_runs.database.session import Connection
from course_runs.ledger.ingestions import Ingestion

# A rejected row keeps its product too, by its identifier or by its course; in a ragged row any cell may be either.
_GONE = """
WITH named AS (
    SELECT ingest.trimmed(cells[%(place)s]) AS identifier FROM ingest.staged_row
    WHERE ingestion_id = %(ingestion)s AND cardinality(cells) = %(width)s
    UNION
    SELECT ingest.trimmed(cell) FROM ingest.staged_row CROSS JOIN unnest(cells) AS cell
    WHERE ingestion_id = %(ingestion)s AND cardinality(cells) <> %(width)s
), present AS (
    SELECT course_key FROM ingest.accepted_row WHERE ingestion_id = %(ingestion)s
    UNION
    SELECT course_key FROM ingest.finding WHERE ingestion_id = %(ingestion)s AND course_key IS NOT NULL
)
SELECT count(*), array_agg(metadata.course_key ORDER BY metadata.course_key) FILTER (
    WHERE metadata.course_key NOT IN (SELECT course_key FROM present)
      AND NOT EXISTS (SELECT FROM named WHERE identifier = metadata.external_identifier))
FROM catalog.additional_metadata AS metadata
JOIN catalog.course ON course.key = metadata.course_key
WHERE metadata.product_status = 'published'
  AND course.course_type_slug = %(product_type)s AND course.product_source_slug = %(product_source)s
"""

_ARCHIVE = """
INSERT INTO ingest.planned_change (ingestion_id, table_name, row_key, before, after)
SELECT %s, 'additional_metadata', course, '{"product_status": "published"}', '{"product_status": "archived"}'
FROM unnest(%s::text[]) AS course
"""


def plan_archiving(connection: Connection, ingestion: Ingestion) -> int:
    """Plan the archiving of published products that are on no row of a full drop.

    Args:
        connection: an open connection.
        ingestion: its feed has the guard, and its run may allow archiving beyond it.

    Returns:
        How many products the guard kept from being archived.
    """
    if not (ingestion.source.has_partner and ingestion.full_drop):
        return 0
    published, gone = _published_and_gone(connection, ingestion)
    if looks_like_a_mistake(ingestion.feed.archive_guard, len(gone), published) and not ingestion.allow_archive:
        return len(gone)
    with connection.cursor() as cursor:
        cursor.execute(_ARCHIVE, (ingestion.id, gone))
    return 0


def looks_like_a_mistake(guard: ArchiveGuard, gone: int, published: int) -> bool:
    """Return whether a guard keeps products from being archived.

    Args:
        guard: of the feed.
        gone: how many products a drop no longer has.
        published: how many the feed has published.
    """
    return gone > guard.products and gone > guard.share * published


def _published_and_gone(connection: Connection, ingestion: Ingestion) -> tuple[int, list[str]]:
    header, feed = ingestion.header, ingestion.feed
    with connection.cursor() as cursor:
        cursor.execute(
            _GONE,
            {
                "ingestion": ingestion.id,
                "place": header.index("external_identifier") + 1 if "external_identifier" in header else 0,
                "width": len(header),
                "product_type": feed.product_type,
                "product_source": feed.product_source,
            },
        )
        published, gone = cursor.fetchone() or (0, None)
    return published, gone or []
