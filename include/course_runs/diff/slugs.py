"""Slugs of new courses, unique over the catalog."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from slugify import slugify


@dataclass(frozen=True, slots=True)
class NewCourse:
    """What a slug is made of."""

    type: str
    title: str
    organization_name: str
    organization_short_code: str | None
    primary_subject: str | None


def base_slug(course: NewCourse) -> str:
    """Return the slug that a course would have if it were not taken."""
    match course.type:
        case "executive-education-2u":
            return f"executive-education/{slugify(f'{course.organization_name} {course.title}')}"
        case "bootcamp-2u":
            organization = course.organization_short_code or course.organization_name
            return f"boot-camps/{slugify(course.primary_subject or '')}/{slugify(f'{organization} {course.title}')}"
    return slugify(course.title)


def assign_slugs(courses: Sequence[NewCourse], taken: Collection[str]) -> list[str]:
    """Name new courses.

    Args:
        courses: in file order: the first gets the plain slug.
        taken: slugs of the catalog that begin like one of theirs.

    Returns:
        A slug for each; taken ones have `-2`, `-3`, ... appended.
    """
    used = set(taken)
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    slugs = []
    for base in map(base_slug, courses):
        candidates = (base if number == 1 else f"{base}-{number}" for number in numbers[base])
        slugs.append(next(slug for slug in candidates if slug not in used))
        used.add(slugs[-1])
    return slugs
