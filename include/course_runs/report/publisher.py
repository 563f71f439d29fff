"""Links into the publisher, the application in which the catalog's operators see a course."""

from urllib.parse import quote

from course_runs import settings


def link(course_key: str, run_key: str | None, slug: str | None) -> str | None:
    """Return the address at which the publisher shows a course.

    Args:
        course_key: the course key.
        run_key: key of the run; None: the course as a whole.
        slug: slug of the course, if it is known.

    Returns:
        The address; None if no http(s) address is configured, or if it needs a part that is not known.
    """
    address = settings.publisher_url()
    if not address.startswith(("https://", "http://")):
        return None
    parts = {"{course_key}": course_key, "{run_key}": run_key or "", "{slug}": slug or ""}
    if not any(part in address for part in parts):
        address = address.rstrip("/") + "/courses/{course_key}"
    if any(part in address and not value for part, value in parts.items()):
        return None
    for part, value in parts.items():
        address = address.replace(part, quote(value, safe="/" if part == "{slug}" else ""))
    return address
