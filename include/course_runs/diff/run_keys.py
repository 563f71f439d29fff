"""Keys of new course runs: `course-v1:ORG+NUMBER+<t>T<year>`, with the next free suffix."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, count, product
from string import ascii_lowercase

from opaque_keys.edx.locator import CourseLocator

MONTHS_IN_A_THIRD = 4


def assign_run_keys(plain_keys: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Name new runs.

    Args:
        plain_keys: that of each, as `plain_run_key` makes it, in file order.
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
    """Return the key that a run would have if no other run of its course began in the same third of a year.

    Args:
        course_key: `ORG+NUMBER`.
        starts_at: in UTC.

    Raises:
        opaque_keys.InvalidKeyError: organization or number hold what no key can.
    """
    organization, _, number = course_key.partition("+")
    run = f"{(starts_at.month - 1) // MONTHS_IN_A_THIRD + 1}T{starts_at.year}"
    return str(CourseLocator(org=organization, course=number, run=run))


def _suffixes() -> Iterator[str]:
    """Return "", a, b, ..., z, aa, ab, ..."""
    return map("".join, chain.from_iterable(product(ascii_lowercase, repeat=length) for length in count()))
