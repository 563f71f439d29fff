"""Slugs of new courses, unique over the catalog."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from slugify import slugify

NAMELESS = "course"
"""What a name is called of which a slug can keep nothing: "???"."""


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
            return f"executive-education/{_slug_of(course.organization_name, course.title)}"
        case "bootcamp-2u":
            organization = course.organization_short_code or course.organization_name
            return f"boot-camps/{_slug_of(course.primary_subject or '')}/{_slug_of(organization, course.title)}"
    return _slug_of(course.title)


def _slug_of(*names: str) -> str:
    return slugify(" ".join(names)) or NAMELESS


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
