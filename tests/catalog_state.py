"""The catalog as plain data, for tests to compare: every row of its own tables, with its lists of names."""

import json
from decimal import Decimal
from typing import Any

from course_runs.database.session import session

_STATE = """
SELECT 'course', key, (to_jsonb(course) || jsonb_build_object(
    'subjects', (SELECT coalesce(jsonb_agg(subject_name ORDER BY position), '[]')
                 FROM catalog.course_subject WHERE course_key = key),
    'collaborators', (SELECT coalesce(jsonb_agg(collaborator_name ORDER BY position), '[]')
                      FROM catalog.course_collaborator WHERE course_key = key)))::text
FROM catalog.course
UNION ALL
SELECT 'course_run', key, (to_jsonb(course_run) || jsonb_build_object(
    'staff', (SELECT coalesce(jsonb_agg(person_name ORDER BY position), '[]')
              FROM catalog.course_run_staff WHERE course_run_key = key)))::text
FROM catalog.course_run
UNION ALL
SELECT 'additional_metadata', course_key, to_jsonb(additional_metadata)::text FROM catalog.additional_metadata
"""

State = dict[tuple[str, str], dict[str, Any]]
"""Fields by table and key."""

STAMPS = {"created_at", "updated_at"}


def catalog_state(uri: str) -> State:
    """Read courses, runs and additional metadata, with the times at which they were written."""
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(_STATE)
        return {(table, key): json.loads(fields, parse_float=Decimal) for table, key, fields in cursor}


def without_stamps(state: State) -> State:
    """Leave out the times at which rows were written."""
    return {row: {name: value for name, value in fields.items() if name not in STAMPS} for row, fields in state.items()}
