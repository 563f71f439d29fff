"""Reduces partners' HTML to the tags and attributes that the catalog shows, and lists what is removed."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import nh3

from course_runs.contract.text import trim

_TAGS = frozenset("a b bdo br div em i img li ol p span strong table td th tr u ul".split())  # noqa: SIM905 - as in the specification
_ANY_TAG = frozenset({"align", "dir", "lang"})
_ATTRIBUTES = {
    "a": frozenset({"href", "rel", "target", "title"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "ol": frozenset({"reversed", "start", "type"}),
}
_SCHEMES = frozenset({"http", "https", "mailto"})
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={"*": set(_ANY_TAG), **{tag: set(names) for tag, names in _ATTRIBUTES.items()}},
    url_schemes=set(_SCHEMES),
    url_relative="deny",  # only http, https and mailto: a relative link would lead into the catalog's own pages
    link_rel=None,
)

MARK_LIMIT = 20_000
"""The most tags and entities of a cell, because the time of parsing grows with the square of their number."""

_MARKUP = re.compile("[<>&]")
_TAG = re.compile(r"<(?:(!--)|([!?])|([A-Za-z][A-Za-z0-9:-]*)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+))")
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_ATTRIBUTE = re.compile(r"[A-Za-z][\w:.-]*")
_ENDS = {"script": "</script", "style": "</style", "comment": "-->"}
"""Elements with raw text as their content, and where each ends."""


@dataclass(frozen=True, slots=True)
class Sanitised:
    """The result of sanitising a cell.

    Attributes:
        html: clean HTML.
        removed: the tags (`script`) and attributes (`a[onclick]`) that were removed, in order.
    """

    html: str
    removed: tuple[str, ...] = ()


def sanitise(cell: str) -> Sanitised:
    """Reduce HTML to the allowed tags, attributes and links (http, https, mailto).

    Args:
        cell: trimmed text, not blank.

    Returns:
        The clean HTML, which is empty when the cell has more than `MARK_LIMIT` tags and entities.
    """
    if not _MARKUP.search(cell):
        return Sanitised(cell)
    if len(cell) > MARK_LIMIT and cell.count("<") + cell.count("&") > MARK_LIMIT:
        return Sanitised("", (f"the whole text, which has more than {MARK_LIMIT:,} tags and entities",))
    html = trim(_CLEANER.clean(cell))
    if html == cell:
        return Sanitised(cell)
    return Sanitised(html, tuple(Counter(_inventory(cell)) - Counter(_inventory(html))))


def _inventory(html: str) -> Iterator[str]:
    """Yield every tag and attribute of a text, because nh3 does not report what it removes.

    It reads the text once. The time of the standard library's parser grows with the square of the text, and it fails on
    some texts.
    """
    lowered, position = html.lower(), 0
    while tag := _TAG.search(html, position):
        comment, declaration, name, attributes = tag.groups()
        what = "comment" if comment else "declaration" if declaration else name.lower()
        yield what
        for attribute in _ATTRIBUTE.findall(_VALUE.sub(" ", attributes or "")):
            yield f"{what}[{attribute.lower()}]"
        position = tag.end()
        if what in _ENDS:
            end = lowered.find(_ENDS[what], position)
            position = end if end >= 0 else len(html)
