"""A large catalog and a drop for it, the same every time: `python benchmarks/dataset.py --rows 100000 FILE [URI]`.

Of the rows 80 % change nothing, 10 % change a run (half of them its dates and half other fields), 5 % are new runs of
existing courses and 5 % new courses. The catalog has a course for every row of the drop and three runs for two courses;
a row holds 2 to 4 KB of HTML. Without a URI only the file is written.
"""

import argparse
import csv
import random
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "include"))

from course_runs.contract import BY_NAME
from course_runs.database import Connection, connect, copy_line, copy_rows

SAMPLE_CATALOG = Path(__file__).resolve().parent.parent / "include" / "samples" / "catalog.sql"
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
FIRST_START = datetime(2090, 1, 1, 14, tzinfo=UTC)
GO_LIVE = "2025-01-15"


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

    @cached_property
    def html(self) -> Mapping[str, str]:
        """Its HTML by column, 2 to 4 KB together."""
        dice = random.Random(self.number)  # noqa: S311 - filler
        sizes = {
            "short_description": 20,
            "long_description": dice.randint(80, 160),
            "what_will_you_learn": dice.randint(40, 90),
            "syllabus": dice.randint(60, 120),
            "frequently_asked_questions": dice.randint(40, 90),
        }
        return {name: _html(dice, words) for name, words in sizes.items()}

    @property
    def runs(self) -> "list[Run]":
        """What the catalog has of it: every second course has two."""
        return [Run(self, place) for place in range(1 + self.number % 2)]


@dataclass(frozen=True)
class Run:
    """A run of a course, by its place in the row of its runs; `changed` says what the drop has new for it."""

    course: Course
    place: int
    changed: str = ""

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


def rows(size: int) -> Iterator[Run]:
    """Yield the runs that a drop of so many rows names; those of one course stand together, courses in any order."""
    untouched = [run for number in range(size) for run in Course(number).runs][: size * 80 // 100]
    first = untouched[-1].course.number + 1
    last = first + size * 10 // 100
    groups = [list(runs) for _, runs in groupby(untouched, attrgetter("course"))]
    groups += [[Run(Course(number), 0, ("dates", "staff")[number % 2])] for number in range(first, last)]
    groups += [[Run(Course(number), 2)] for number in range(last, last + size * 5 // 100)]
    groups += [[Run(Course(size + number), 0)] for number in range(size - size * 95 // 100)]
    random.Random(size).shuffle(groups)  # noqa: S311 - as unordered as a partner's export
    return chain.from_iterable(groups)


def write_drop(path: Path, size: int) -> None:
    """Write the drop."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(BY_NAME), restval="")
        writer.writeheader()
        writer.writerows(map(cells, rows(size)))


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
    }


def fill_catalog(uri: str, size: int) -> None:
    """Fill a freshly migrated catalog."""
    with closing(connect(uri)) as connection, connection:
        with connection.cursor() as cursor:
            cursor.execute(SAMPLE_CATALOG.read_text(encoding="utf-8"))
        organizations = ((f"Bench.Org-{n}", f"Bench Organization {n}") for n in range(ORGANIZATIONS))
        _copy(connection, "organization", "key name", organizations)
        _copy(connection, "person", "name", ((f"Teacher {n}",) for n in range(PEOPLE)))
        _copy_courses(connection, size)
        _copy_runs(connection, size)
    with closing(connect(uri)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _copy_courses(connection: Connection, size: int) -> None:
    _copy(
        connection,
        "course",
        "key organization number title slug type product_source image_url short_description full_description outcome "
        "syllabus faq level_type price",
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
    _copy(connection, "course_subject", "course position subject", subjects)
    metadata = (
        (
            *(course.key, f"BENCH-{course.number}", f"https://partner.example.com/{course.number}"),
            '{"blurb": "<p>A certificate of completion.</p>", "heading": "About the certificate"}',
            *(*Run(course, 0).schedule, Run(course, 0).variant),
        )
        for course in map(Course, range(size))
    )
    columns = "course external_identifier external_url certificate_info start_date end_date registration_deadline"
    _copy(connection, "additional_metadata", f"{columns} variant_id", metadata)


def _copy_runs(connection: Connection, size: int) -> None:
    runs = (
        (
            *(run.key, run.course.key, "unpaid-executive-education", "published", run.variant, *run.schedule, GO_LIVE),
            *("instructor-paced", 2, 4, 6, "en-us", ["en-us"]),
        )
        for number in range(size)
        for run in Course(number).runs
    )
    columns = "key course type status variant_id starts_at ends_at enrollment_end go_live_date pacing_type min_effort"
    _copy(
        connection, "course_run", f"{columns} max_effort weeks_to_complete content_language transcript_languages", runs
    )
    staff = (
        (run.key, place, name)
        for number in range(size)
        for run in Course(number).runs
        for place, name in enumerate(run.staff, 1)
    )
    _copy(connection, "course_run_staff", "course_run position person", staff)


def _copy(connection: Connection, table: str, columns: str, values: Iterator[tuple[object, ...]]) -> None:
    copy_rows(connection, f"catalog.{table}", columns.split(), map(copy_line, values))


def _moment(name: str, when: datetime) -> dict[str, str]:
    return {f"{name}_date": f"{when:%Y-%m-%d}", f"{name}_time": f"{when:%H:%M}"}


def _html(dice: random.Random, words: int) -> str:
    chosen = dice.choices(WORDS, k=words)
    paragraphs = (" ".join(chosen[start : start + 40]) for start in range(0, words, 40))
    return "".join(f"<p>{paragraph.capitalize()}.</p>\n" for paragraph in paragraphs).strip()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Make a large drop, and a catalog that it fits.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("file", type=Path, help="where the drop is written")
    parser.add_argument("uri", nargs="?", help="libpq URI of a freshly migrated catalog to fill")
    asked = parser.parse_args()
    write_drop(asked.file, asked.rows)
    if asked.uri:
        fill_catalog(asked.uri, asked.rows)


if __name__ == "__main__":
    main()
