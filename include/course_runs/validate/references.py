"""The catalog's reference tables as look-ups that ignore case."""

from collections.abc import Mapping

from course_runs.contract.feeds import Feed
from course_runs.contract.kinds import Reference
from course_runs.contract.text import fold
from course_runs.database.session import Connection

References = Mapping[Reference, Mapping[str, str]]
"""For each reference table the folded names that a cell may use, with the key that the catalog has for each."""

# A name of a higher rank wins: a product source's own code for an organization over a key with the same spelling.
_NAMES = """
SELECT %(organization)s, key, key, 1 AS rank FROM catalog.organization
UNION ALL SELECT %(organization)s, external_key, organization_key, 2 FROM catalog.organization_mapping
    WHERE product_source_slug = %(product_source)s
UNION ALL SELECT %(course_type)s, name, slug, 1 FROM catalog.course_type
UNION ALL SELECT %(run_type)s, name, slug, 1 FROM catalog.course_run_type
UNION ALL SELECT %(level)s, name, name, 1 FROM catalog.level_type
UNION ALL SELECT %(subject)s, name, name, 1 FROM catalog.subject
UNION ALL SELECT %(language)s, name, code, 1 FROM catalog.language_tag
UNION ALL SELECT %(language)s, code, code, 2 FROM catalog.language_tag
UNION ALL SELECT %(program_type)s, slug, slug, 1 FROM catalog.program_type
ORDER BY rank, 2, 3
"""


def load_references(connection: Connection, feed: Feed) -> References:
    """Read the reference tables.

    Args:
        connection: an open connection.
        feed: has the product source, which may have its own codes for organizations.

    Returns:
        The look-ups by reference table.
    """
    references: dict[Reference, dict[str, str]] = {reference: {} for reference in Reference}
    names = {reference.name.lower(): reference.value for reference in Reference}
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, {**names, "product_source": feed.product_source})
        for reference, name, key, _ in cursor:
            references[Reference(reference)][fold(name)] = key
    return references
