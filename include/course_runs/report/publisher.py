"""Links into the publisher, the application in which the catalog's operators see a course."""

from urllib.parse import quote

from course_runs import settings


def link(course_key: str, run_key: str | None, slug: str | None) -> str | None:
    """Return where the publisher shows a course.

    Returns:
        The address; None without a configured one of http or https, and where a part that it names is not known.
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
