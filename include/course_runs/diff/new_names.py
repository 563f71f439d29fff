"""Names of what is new: the keys of course runs, `course-v1:ORG+NUMBER+<t>T<year>`, and the slugs of courses."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count, product
from string import ascii_lowercase
from uuid import UUID

import pandas as pd
from opaque_keys.edx.locator import CourseLocator
from slugify import slugify

from course_runs.database.copy import copy_line, copy_rows
from course_runs.database.session import Connection
from course_runs.database.statements import load_statements

BLOCK = 10_000
"""New courses that are held at once."""

MONTHS_IN_A_THIRD = 4
NAMELESS = "course"
"""The slug of a text of which no character can stay, such as "???"."""

_SET_SLUGS = (
    "UPDATE matched SET slug = given_slug.slug FROM given_slug WHERE given_slug.line_number = matched.line_number"
)
_SQL = load_statements(__package__, "new_names.sql")
_TABLES = load_statements(__package__, "temporary_tables.sql")


def name_new_runs(connection: Connection, rows: pd.DataFrame) -> "pd.Series[str]":
    """Give each new run a key that no run of the catalog has.

    Args:
        connection: its transaction is used.
        rows: course_key and starts_at (UTC) of the new runs, in file order.

    Returns:
        The keys, with the index of `rows`.
    """
    courses = rows["course_key"].tolist()
    plain = list(map(plain_run_key, courses, rows["starts_at"]))
    with connection.cursor() as cursor:
        cursor.execute(_SQL["find_taken_keys"], {"course_keys": courses, "plain_keys": plain})
        taken = {key for (key,) in cursor}
        # A run that has come to another course keeps its key, so a key can be taken elsewhere as well.
        is_taken_elsewhere = True
        while is_taken_elsewhere:
            keys = assign_run_keys(plain, taken)
            cursor.execute("SELECT key FROM catalog.course_run WHERE key = ANY(%s)", (keys,))
            is_taken_elsewhere = bool(cursor.rowcount)
            taken.update(key for (key,) in cursor)
    return pd.Series(keys, index=rows.index, dtype=object)


def assign_run_keys(plain_keys: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Give each new run the next free suffix of its plain key.

    Args:
        plain_keys: one for each new run, as `plain_run_key` makes it, in file order.
        taken: keys that runs have already.

    Returns:
        A key for each, in the same order; each parses as an edX course key.
    """
    used = set(taken)
    suffixes: dict[str, Iterator[str]] = defaultdict(_suffixes)
    keys = []
    for plain in plain_keys:
        free = (plain + suffix for suffix in suffixes[plain])
        keys.append(next(key for key in free if key not in used))
    return keys


def plain_run_key(course_key: str, starts_at: datetime) -> str:
    """Return the key of a run if no other run of its course began in the same third of a year.

    Args:
        course_key: `ORG+NUMBER`.
        starts_at: in UTC.

    Raises:
        opaque_keys.InvalidKeyError: organization or number hold a character that a key cannot have.
    """
    organization, _, number = course_key.partition("+")
    run = f"{(starts_at.month - 1) // MONTHS_IN_A_THIRD + 1}T{starts_at.year}"
    return str(CourseLocator(org=organization, course=number, run=run))


def _suffixes() -> Iterator[str]:
    """Return "", a, b, ..., z, aa, ab, ..."""
    return map("".join, chain.from_iterable(product(ascii_lowercase, repeat=length) for length in count()))


@dataclass(frozen=True, slots=True)
class NewCourse:
    """What the slug of a course is made of.

    Attributes:
        type: slug of the course type.
        title: of the course.
        organization_name: such as `Northfield University`.
        organization_short_code: such as `NFU`, if it has one.
        primary_subject: name of the subject, if the row has one.
    """

    type: str
    title: str
    organization_name: str
    organization_short_code: str | None
    primary_subject: str | None


def name_new_courses(connection: Connection, ingestion_id: UUID) -> None:
    """Give every new course of the temporary table `matched` its slug, in file order.

    Args:
        connection: with the temporary table `matched`.
        ingestion_id: of the ingestion with the accepted rows.
    """
    with connection.cursor() as cursor, connection.cursor("new_courses") as records:
        cursor.execute(_TABLES["given_slug"])
        records.execute(_SQL["find_new_courses"], {"ingestion_id": ingestion_id})
        while block := records.fetchmany(BLOCK):
            courses = [NewCourse(*record[1:]) for record in block]
            cursor.execute(_SQL["find_taken_slugs"], {"slugs": list(set(map(base_slug, courses)))})
            slugs = assign_slugs(courses, [slug for (slug,) in cursor])
            given = zip((record[0] for record in block), slugs, strict=True)
            copy_rows(connection, "given_slug", ("line_number", "slug"), map(copy_line, given))
        cursor.execute(_SET_SLUGS)


def base_slug(course: NewCourse) -> str:
    """Return the slug that a course has if no other course has it."""
    match course.type:
        case "executive-education-2u":
            return f"executive-education/{_slug_of(course.organization_name, course.title)}"
        case "bootcamp-2u":
            organization = course.organization_short_code or course.organization_name
            return f"boot-camps/{_slug_of(course.primary_subject or '')}/{_slug_of(organization, course.title)}"
    return _slug_of(course.title)


def _slug_of(*names: str) -> str:
    return slugify(" ".join(names)) or NAMELESS


def assign_slugs(courses: Sequence[NewCourse], taken: Collection[str]) -> list[str]:
    """Give each new course a slug of its own.

    Args:
        courses: in file order: the first gets the plain slug.
        taken: slugs that courses have already, and that begin like one of theirs.

    Returns:
        A slug for each; where it is taken, `-2`, `-3`, ... is appended.
    """
    used = set(taken)
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    slugs = []
    for base in map(base_slug, courses):
        candidates = (base if number == 1 else f"{base}-{number}" for number in numbers[base])
        slugs.append(next(slug for slug in candidates if slug not in used))
        used.add(slugs[-1])
    return slugs
