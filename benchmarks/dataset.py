"""A large catalog and drops for it, the same every time.

Of a mixed drop's rows 80 % change nothing, 10 % change a run (half of them its dates and half other fields), 5 % are
new runs of existing courses and 5 % new courses; 1 % are to be rejected. In the catalog two courses have three runs,
unless all are to have as many. A row has 67 columns, three of which the pipeline does not know, and holds 2 to 4 KB.
"""

import csv
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import chain, groupby, islice
from operator import attrgetter
from pathlib import Path
from uuid import UUID

from benchmarks import ROOT
from course_runs.contract.columns import BY_NAME
from course_runs.database.copy import copy_line, copy_rows
from course_runs.database.session import Connection, session

SAMPLE_CATALOG = ROOT / "include" / "samples" / "catalog.sql"
ORGANIZATIONS, PEOPLE = 200, 2000
SUBJECTS = ("Law", "Engineering", "Computer Science", "Communication", "Design", "Ethics")
WORDS = re.findall(
    r"\w+",
    """
    learners practise finance strategy leadership data analysis market customers supply operations negotiation culture
    change risk policy innovation growth teams digital transformation insight evidence research faculty university
    certificate online weeks modules cases projects peers mentors industry experience skills
    """,
)
PARAGRAPHS = [
    f"<p>{' '.join(random.Random(number).choices(WORDS, k=34)).capitalize()}.</p>\n"  # noqa: S311 - filler
    for number in range(4096)
]
FIRST_START = datetime(2090, 1, 1, 14, tzinfo=UTC)
GO_LIVE = "2025-01-15"
NEW_PLACE = 60
"""Place of new runs in their courses: beyond those that any catalog has."""
NEW_COURSES = 10_000_000
"""The first number of new courses."""
UNKNOWN_COLUMNS = {"partner_reference": "P-2026-11", "campaign": "autumn", "batch": "7"}
FAULTS = {
    "image": "images.example.com/no-scheme.jpg",
    "start_date": "2090-13-01",
    "verified_price": "a thousand",
    "content_language": "no language",
    "title": "",
}
"""What makes a row a bad one, by column."""


class Drop(StrEnum):
    """What a drop has in it."""

    MIXED = "mixed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Course:
    """A course of the generated catalog, or a new one of the drop, by its number."""

    number: int

    @property
    def organization(self) -> str:
        """Key of its organization."""
        return f"Bench.Org-{self.number % ORGANIZATIONS}"

    @property
    def key(self) -> str:
        """Its key."""
        return f"{self.organization}+C{self.number}"

    @property
    def subjects(self) -> tuple[str, str]:
        """Primary and secondary subject."""
        return SUBJECTS[self.number % 6], SUBJECTS[(self.number + 1) % 6]

    @property
    def slug(self) -> str:
        """As the pipeline makes it."""
        return f"executive-education/bench-organization-{self.number % ORGANIZATIONS}-course-number-{self.number}"

    @property
    def html(self) -> Mapping[str, str]:
        """Its HTML by column, 2 to 4 KB together."""
        dice = random.Random(self.number)  # noqa: S311 - filler
        sizes = {
            "short_description": 1,
            "long_description": dice.randint(2, 4),
            "what_will_you_learn": dice.randint(1, 2),
            "syllabus": dice.randint(2, 3),
            "frequently_asked_questions": dice.randint(1, 2),
        }
        return {name: "".join(dice.choices(PARAGRAPHS, k=size)).rstrip() for name, size in sizes.items()}

    def runs(self, runs_a_course: int) -> "list[Run]":
        """What the catalog has of it: `runs_a_course` runs; when it is 0, every second course has two."""
        return [Run(self, place) for place in range(runs_a_course or 1 + self.number % 2)]


@dataclass(frozen=True)
class Run:
    """A run of a course, by its place in the row of its runs.

    Attributes:
        course: the course of the run.
        place: from 0.
        changed: what the drop has new for it: its `dates` or its `staff`.
        fault: the column in which its row is wrong.
    """

    course: Course
    place: int
    changed: str = ""
    fault: str = ""

    @property
    def key(self) -> str:
        """Its key: one run a third of a year."""
        return f"course-v1:{self.course.key}+{self.place % 3 + 1}T{2090 + self.place // 3}"

    @property
    def variant(self) -> str:
        """Its variant."""
        return str(UUID(int=(self.course.number << 64) + (4 << 76) + self.place))

    @property
    def schedule(self) -> tuple[datetime, datetime, datetime]:
        """Start, end and end of registration."""
        year, third = divmod(self.place, 3)
        days = self.course.number % 90 + (5 if self.changed == "dates" else 0)
        start = FIRST_START.replace(year=2090 + year, month=4 * third + 1) + timedelta(days=days)
        return start, start + timedelta(days=42), start - timedelta(days=6)

    @property
    def staff(self) -> tuple[str, str]:
        """Two people."""
        first = 7 * self.course.number + self.place + (1 if self.changed == "staff" else 0)
        return f"Teacher {first % PEOPLE}", f"Teacher {(first + 1) % PEOPLE}"


def rows(kind: Drop, size: int, runs_a_course: int) -> Iterator[Run]:
    """Yield the runs that a drop names; those of one course stand together, courses in any order."""
    share = 80 if kind is Drop.MIXED else 100
    named = (run for number in range(size) for run in Course(number).runs(runs_a_course))
    groups = [list(runs) for _, runs in groupby(islice(named, size * share // 100), attrgetter("course"))]
    if kind is Drop.MIXED:
        groups = _with_faults(groups, size // 100) + _news(groups[-1][0].course.number + 1, size)
    random.Random(size).shuffle(groups)  # noqa: S311 - as unordered as a partner's export
    return chain.from_iterable(groups)


def _with_faults(groups: list[list[Run]], faults: int) -> list[list[Run]]:
    """Make rows bad, of courses with no other row: otherwise such a row would be the course's source row."""
    columns = list(FAULTS)
    alone = [place for place, runs in enumerate(groups) if len(runs) == 1][:: len(groups) // (2 * faults) or 1]
    bad = {place: columns[number % len(columns)] for number, place in enumerate(alone[:faults])}
    return [
        [replace(runs[0], fault=bad[place])] if place in bad else runs  # the others of a group stay as they are
        for place, runs in enumerate(groups)
    ]


def _news(first: int, size: int) -> list[list[Run]]:
    """Return changed runs, new runs and new courses."""
    changed, new = size * 10 // 100, size * 5 // 100
    return [
        *([Run(Course(first + n), 0, ("dates", "staff")[n % 2])] for n in range(changed)),
        *([Run(Course(first + changed + n), NEW_PLACE)] for n in range(new)),
        *([Run(Course(NEW_COURSES + n), 0)] for n in range(size - size * 95 // 100)),
    ]


def write_drop(path: Path, kind: Drop, size: int, runs_a_course: int) -> None:
    """Write a drop of so many rows."""
    columns = [*BY_NAME, *UNKNOWN_COLUMNS]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for run in rows(kind, size, runs_a_course):
            known = cells(run)
            writer.writerow([known.get(column, "") for column in columns])


def cells(run: Run) -> Mapping[str, str]:
    """Write a run as a partner does."""
    course, (start, end, closes) = run.course, run.schedule
    return {
        "organization": course.organization,
        "title": f"Course number {course.number}",
        "number": f"C{course.number}",
        "course_enrollment_track": "Executive Education(2U)",
        "course_run_enrollment_track": "Unpaid Executive Education",
        "image": f"https://images.example.com/{course.number}.jpg",
        **course.html,
        "course_level": "Introductory",
        "primary_subject": course.subjects[0],
        "secondary_subject": course.subjects[1],
        "verified_price": f"{1000 + course.number % 900}.00",
        "publish_date": GO_LIVE,
        **_moment("start", start),
        **_moment("end", end),
        **_moment("reg_close", closes),
        "course_pacing": "instructor-paced",
        "staff": ", ".join(run.staff),
        "minimum_effort": "2",
        "maximum_effort": "4",
        "length": "6",
        "content_language": "en-us",
        "transcript_language": "en-us",
        "redirect_url": f"https://partner.example.com/{course.number}",
        "external_identifier": f"BENCH-{course.number}",
        "certificate_header": "About the certificate",
        "certificate_text": "<p>A certificate of completion.</p>",
        "variant_id": run.variant,
        **UNKNOWN_COLUMNS,
        **({run.fault: FAULTS[run.fault]} if run.fault else {}),
    }


def fill_catalog(uri: str, size: int, runs_a_course: int) -> None:
    """Fill a freshly migrated catalog with so many courses."""
    with session(uri) as connection:
        with connection.cursor() as cursor:
            cursor.execute(SAMPLE_CATALOG.read_text(encoding="utf-8"))
        organizations = ((f"Bench.Org-{n}", f"Bench Organization {n}") for n in range(ORGANIZATIONS))
        _copy(connection, "organization", "key name", organizations)
        _copy(connection, "person", "name", ((f"Teacher {n}",) for n in range(PEOPLE)))
        _copy_courses(connection, size)
        _copy_runs(connection, size, runs_a_course)
    with session(uri) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _copy_courses(connection: Connection, size: int) -> None:
    _copy(
        connection,
        "course",
        "key organization_key number title slug course_type_slug product_source_slug image_url short_description "
        "full_description outcome syllabus faq level_type_name price",
        (
            (
                *(course.key, course.organization, f"C{course.number}", f"Course number {course.number}", course.slug),
                *("executive-education-2u", "2u", f"https://images.example.com/{course.number}.jpg"),
                *course.html.values(),
                *("Introductory", f"{1000 + course.number % 900}.00"),
            )
            for course in map(Course, range(size))
        ),
    )
    subjects = ((Course(n).key, place, name) for n in range(size) for place, name in enumerate(Course(n).subjects, 1))
    _copy(connection, "course_subject", "course_key position subject_name", subjects)
    metadata = (
        (
            *(course.key, f"BENCH-{course.number}", f"https://partner.example.com/{course.number}"),
            '{"blurb": "<p>A certificate of completion.</p>", "heading": "About the certificate"}',
            *(*Run(course, 0).schedule, Run(course, 0).variant),
        )
        for course in map(Course, range(size))
    )
    columns = "course_key external_identifier external_url certificate_info starts_at ends_at registration_ends_at"
    _copy(connection, "additional_metadata", f"{columns} variant_id", metadata)


def _copy_runs(connection: Connection, size: int, runs_a_course: int) -> None:
    runs = (
        (
            *(run.key, run.course.key, "unpaid-executive-education", "published", run.variant, *run.schedule, GO_LIVE),
            *("instructor-paced", 2, 4, 6, "en-us", ["en-us"]),
        )
        for number in range(size)
        for run in Course(number).runs(runs_a_course)
    )
    columns = (
        "key course_key course_run_type_slug status variant_id starts_at ends_at enrollment_ends_at goes_live_on "
        "pacing_type min_effort max_effort weeks_to_complete content_language_code transcript_languages"
    )
    _copy(connection, "course_run", columns, runs)
    staff = (
        (run.key, place, name)
        for number in range(size)
        for run in Course(number).runs(runs_a_course)
        for place, name in enumerate(run.staff, 1)
    )
    _copy(connection, "course_run_staff", "course_run_key position person_name", staff)


def _copy(connection: Connection, table: str, columns: str, values: Iterator[tuple[object, ...]]) -> None:
    copy_rows(connection, f"catalog.{table}", columns.split(), map(copy_line, values))


def _moment(name: str, when: datetime) -> dict[str, str]:
    written = when.isoformat()  # twice as fast as strftime
    return {f"{name}_date": written[:10], f"{name}_time": written[11:16]}
