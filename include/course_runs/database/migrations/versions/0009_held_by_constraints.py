"""Rules that only our own writers kept so far, held against any other: what a plan reads must be what it takes it for.

A JSON null or text where an object belongs would be joined to what a row says as an array; a moment that Python cannot
hold, such as infinity, would stop every drop of its course.

Revision ID: 0009
Revises: 0011
"""

from alembic import op

revision = "0009"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = "{name} >= '0001-01-01 00:00+00' AND {name} < '10000-01-01 00:00+00'"
OBJECT = "jsonb_typeof({name}) = 'object'"

CHECKS = {
    "course": {
        "course_slug_named": "slug ~ '[^/]$'",
        "course_title_given": "title ~ '\\S'",
    },
    "course_run": {
        "course_run_key_parts": r"key ~ '^course-v1:[^+]+\+[^+]+\+[^+]+$'",
        **{
            f"course_run_{name}_readable": MOMENT.format(name=name)
            for name in ("starts_at", "ends_at", "enrollment_end")
        },
    },
    "additional_metadata": {
        "additional_metadata_certificate_info_object": OBJECT.format(name="certificate_info"),
        "additional_metadata_product_meta_object": OBJECT.format(name="product_meta"),
        "additional_metadata_taxi_form_whole": (
            "jsonb_typeof(taxi_form) = 'object' AND taxi_form ?& ARRAY['form_id', 'post_submit_url']"
        ),
        "additional_metadata_two_facts": (
            "jsonb_typeof(facts) = 'array' AND jsonb_array_length(facts) <= 2 "
            """AND NOT jsonb_path_exists(facts, '$[*] ? (@.type() != "object")')"""
        ),
    },
}


def upgrade() -> None:
    """Add the constraints; rows that break one stop the migration, which names it."""
    for table, checks in CHECKS.items():
        for name, check in checks.items():
            op.execute(f"ALTER TABLE catalog.{table} ADD CONSTRAINT {name} CHECK ({check})")


def downgrade() -> None:
    """Drop them."""
    for table, checks in CHECKS.items():
        for name in checks:
            op.execute(f"ALTER TABLE catalog.{table} DROP CONSTRAINT {name}")
