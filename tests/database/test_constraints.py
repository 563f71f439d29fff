"""The catalog's constraints: the domain's rules against any other writer, by statements of his own."""

from collections.abc import Iterator

import psycopg2
import pytest

from course_runs.database.session import Connection, connect

COURSE = """
INSERT INTO catalog.course (key, organization_key, number, title, slug, course_type_slug, product_source_slug)
VALUES ('NorthfieldX+{number}', 'NorthfieldX', '{number}', '{title}', '{slug}', 'executive-education-2u', '2u')
"""
RUN = "INSERT INTO catalog.course_run (key, course_key, variant_id) VALUES ('{key}', '{course}', {variant})"
A, B = ("00000000-0000-4000-8000-00000000000" + digit for digit in "ab")
MINE = "course-v1:NorthfieldX+MINE+"

BROKEN = {
    "course key taken": COURSE.format(number="MINE", title="T", slug="s"),
    "course key of other parts": "UPDATE catalog.course SET key = 'NorthfieldX+X' WHERE key = 'NorthfieldX+MINE'",
    "course number": COURSE.format(number="a+b", title="T", slug="s"),
    "slug taken": COURSE.format(number="X", title="T", slug="mine"),
    "slug empty": COURSE.format(number="X", title="T", slug=""),
    "slug of folders alone": COURSE.format(number="X", title="T", slug="boot-camps/law/"),
    "title blank": COURSE.format(number="X", title=" ", slug="s"),
    "title too long": COURSE.format(number="X", title="T" * 256, slug="s"),
    "course of an unknown type": "UPDATE catalog.course SET course_type_slug = 'none'",
    "course of an unknown source": "UPDATE catalog.course SET product_source_slug = 'none'",
    "course of an unknown organization": "UPDATE catalog.organization SET key = 'Elsewhere' WHERE key = 'NorthfieldX'",
    "price below nothing": "UPDATE catalog.course SET price = -1",
    "price of nine digits": "UPDATE catalog.course SET price = 123456789",
    "unknown level": "UPDATE catalog.course SET level_type_name = 'none'",
    "unknown subject": "INSERT INTO catalog.course_subject VALUES ('NorthfieldX+MINE', 1, 'none')",
    "fourth subject": "INSERT INTO catalog.course_subject VALUES ('NorthfieldX+MINE', 4, 'Law')",
    "subject twice": "INSERT INTO catalog.course_subject VALUES ('NorthfieldX+MINE', 1, 'Law'), "
    "('NorthfieldX+MINE', 2, 'Law')",
    "unknown collaborator": "INSERT INTO catalog.course_collaborator VALUES ('NorthfieldX+MINE', 1, 'Nobody')",
    "unknown person": f"INSERT INTO catalog.course_run_staff VALUES ('{MINE}a', 1, 'Nobody')",
    "person twice": f"INSERT INTO catalog.course_run_staff VALUES ('{MINE}a', 1, 'Liang Wei'), "
    f"('{MINE}a', 2, 'Liang Wei')",
    "run key taken": RUN.format(key=f"{MINE}a", course="NorthfieldX+MINE", variant="NULL"),
    "run key of two parts": RUN.format(key="course-v1:NorthfieldX+MINE", course="NorthfieldX+MINE", variant="NULL"),
    "run key of another form": RUN.format(key="NorthfieldX/MINE/a", course="NorthfieldX+MINE", variant="NULL"),
    "run of an unknown course": RUN.format(key=f"{MINE}c", course="NorthfieldX+NONE", variant="NULL"),
    "course with runs deleted": "DELETE FROM catalog.course WHERE key = 'NorthfieldX+MINE'",
    "variant of another run": RUN.format(key=f"{MINE}c", course="NorthfieldX+MINE", variant=f"'{A}'"),
    "variant of another course's run": f"UPDATE catalog.course_run SET variant_id = '{A}' "
    "WHERE course_key <> 'NorthfieldX+MINE'",
    "unknown status": "UPDATE catalog.course_run SET status = 'archived'",
    "end at the start": "UPDATE catalog.course_run SET starts_at = '2091-01-01', ends_at = '2091-01-01'",
    "end before the start": "UPDATE catalog.course_run SET starts_at = '2091-01-02', ends_at = '2091-01-01'",
    "start of infinity": f"UPDATE catalog.course_run SET starts_at = '-infinity' WHERE key = '{MINE}a'",
    "end of infinity": f"UPDATE catalog.course_run SET ends_at = 'infinity' WHERE key = '{MINE}a'",
    "end after the year 9999": f"UPDATE catalog.course_run SET ends_at = '10000-01-01' WHERE key = '{MINE}a'",
    "registration of infinity": f"UPDATE catalog.course_run SET enrollment_ends_at = 'infinity' WHERE key = '{MINE}a'",
    "unknown pacing": "UPDATE catalog.course_run SET pacing_type = 'none'",
    "unknown run type": "UPDATE catalog.course_run SET course_run_type_slug = 'none'",
    "unknown language": "UPDATE catalog.course_run SET content_language_code = 'none'",
    "unknown program type": "UPDATE catalog.course_run SET expected_program_type_slug = 'none'",
    "unknown restriction": "UPDATE catalog.course_run SET restriction_type = 'none'",
    "fixed price below nothing": "UPDATE catalog.course_run SET fixed_price_usd = -1",
    "effort above a week": f"UPDATE catalog.course_run SET max_effort = 169 WHERE key = '{MINE}a'",
    "efforts the wrong way round": "UPDATE catalog.course_run SET min_effort = 2, max_effort = 1",
    "no weeks": "UPDATE catalog.course_run SET weeks_to_complete = 0",
    "metadata of an unknown course": "INSERT INTO catalog.additional_metadata (course_key) VALUES ('NorthfieldX+NONE')",
    "metadata twice": "INSERT INTO catalog.additional_metadata (course_key) VALUES ('NorthfieldX+MINE')",
    "unknown product status": "UPDATE catalog.additional_metadata SET product_status = 'gone'",
    "unknown marketing type": "UPDATE catalog.additional_metadata SET external_course_marketing_type = 'none'",
    "certificate of JSON null": "UPDATE catalog.additional_metadata SET certificate_info = 'null'",
    "meta that is a text": "UPDATE catalog.additional_metadata SET product_meta = '\"law\"'",
    "half a form": 'UPDATE catalog.additional_metadata SET taxi_form = \'{"form_id": "1"}\'',
    "form that is a list": "UPDATE catalog.additional_metadata SET taxi_form = '[]'",
    "facts that are no list": "UPDATE catalog.additional_metadata SET facts = '{}'",
    "fact that is a text": "UPDATE catalog.additional_metadata SET facts = '[\"9 in 10\"]'",
    "third fact": "UPDATE catalog.additional_metadata SET facts = '[{}, {}, {}]'",
}
HOLDS = {
    "variants swapped": f"UPDATE catalog.course_run SET variant_id = CASE variant_id WHEN '{A}' THEN '{B}'::uuid "
    f"ELSE '{A}'::uuid END WHERE variant_id IN ('{A}', '{B}')",
    "variants swapped by two statements": "SET CONSTRAINTS catalog.course_run_variant_id_is_unique DEFERRED; "
    f"UPDATE catalog.course_run SET variant_id = '{B}' WHERE key = '{MINE}a'; "
    f"UPDATE catalog.course_run SET variant_id = '{A}' WHERE key = '{MINE}b'; SET CONSTRAINTS ALL IMMEDIATE",
    "two runs without a variant": ";".join(
        RUN.format(key=f"{MINE}{letter}", course="NorthfieldX+MINE", variant="NULL") for letter in "cd"
    ),
    "no dates": f"UPDATE catalog.course_run SET starts_at = NULL WHERE key = '{MINE}a'",
    "the last moment": f"UPDATE catalog.course_run SET ends_at = '9999-12-31 23:59:59.999999' WHERE key = '{MINE}a'",
    "an empty first fact": 'UPDATE catalog.additional_metadata SET facts = \'[{}, {"heading": "49"}]\'',
}


@pytest.fixture
def mine(sample_uri: str) -> Iterator[Connection]:
    """A connection to the sample catalog with a course of two runs more, each with a variant."""
    connection = connect(sample_uri)
    with connection.cursor() as cursor:
        cursor.execute(COURSE.format(number="MINE", title="Mine", slug="mine"))
        for letter, variant in zip("ab", (A, B), strict=True):
            cursor.execute(RUN.format(key=MINE + letter, course="NorthfieldX+MINE", variant=f"'{variant}'"))
        cursor.execute(
            "UPDATE catalog.course_run SET starts_at = '2091-01-01', ends_at = '2091-02-01' WHERE key LIKE %s",
            (f"{MINE}%",),
        )
        cursor.execute("INSERT INTO catalog.additional_metadata (course_key) VALUES ('NorthfieldX+MINE')")
    connection.commit()
    yield connection
    connection.close()


def test_no_writer_breaks_a_rule_that_a_constraint_can_hold(mine: Connection) -> None:
    """Each statement is refused as one that breaks a constraint or does not fit, whoever sends it."""
    held = set()
    for broken, statement in BROKEN.items():
        with mine.cursor() as cursor:
            try:
                cursor.execute(statement)
            except (psycopg2.IntegrityError, psycopg2.DataError):
                held.add(broken)
        mine.rollback()
    assert held == set(BROKEN)


def test_what_the_domain_allows_is_not_refused(mine: Connection) -> None:
    """A constraint must not stop a load: variants can swap, dates can be missing."""
    for statement in HOLDS.values():
        with mine.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.statusmessage
        mine.rollback()
