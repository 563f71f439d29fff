"""HTML of partners: reduced to the tags and attributes that the catalog shows, and what was taken out."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

_TAGS = frozenset("a b bdo br div em i img li ol p span strong table td th tr u ul".split())  # noqa: SIM905 - as in the specification
_ANY_TAG = frozenset({"align", "dir", "lang"})
_ATTRIBUTES = {
    "a": frozenset({"href", "rel", "target", "title"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "ol": frozenset({"reversed", "start", "type"}),
}
_SCHEMES = frozenset({"http", "https", "mailto"})
_MARKUP = re.compile("[<>&]")
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={"*": set(_ANY_TAG), **{tag: set(names) for tag, names in _ATTRIBUTES.items()}},
    url_schemes=set(_SCHEMES),
    link_rel=None,
)


@dataclass(frozen=True, slots=True)
class Sanitised:
    """Clean HTML.

    Attributes:
        html: what may be shown.
        removed: the tags (`script`) and attributes (`a[onclick]`) that were taken out, in order.
    """

    html: str
    removed: tuple[str, ...] = ()


def sanitise(cell: str) -> Sanitised:
    """Reduce HTML to the allowed tags, attributes and links (http, https, mailto)."""
    if not _MARKUP.search(cell):
        return Sanitised(cell)
    html = _CLEANER.clean(cell).strip()
    return Sanitised(html) if html == cell else Sanitised(html, _removed(cell))


def _removed(cell: str) -> tuple[str, ...]:
    inventory = _Inventory()
    inventory.feed(cell)
    inventory.close()
    return tuple(dict.fromkeys(inventory.refused))


class _Inventory(HTMLParser):
    """Lists the tags and attributes of a text that are not allowed: nh3 takes them out without a word."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.refused.append(tag)
            return
        allowed = _ANY_TAG | _ATTRIBUTES.get(tag, frozenset())
        for name, value in attrs:
            if name not in allowed or (name in {"href", "src"} and _scheme(value) not in _SCHEMES | {""}):
                self.refused.append(f"{tag}[{name}]")

    def handle_comment(self, data: str) -> None:
        del data
        self.refused.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.refused.append(decl.split(maxsplit=1)[0].lower())


def _scheme(url: str | None) -> str:
    scheme, colon, _ = (url or "").strip().partition(":")
    return scheme.lower() if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme) else ""
