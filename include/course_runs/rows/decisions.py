"""The decisions on rows in the order of the domain, and how people see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What becomes of a row."""

    NEW_PRODUCT = "new_product"
    NEW_RUN = "new_run"
    BACKPOPULATE = "backpopulate"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    HELD = "held"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


CHANGING = (Decision.NEW_PRODUCT, Decision.NEW_RUN, Decision.BACKPOPULATE, Decision.UPDATE)
"""The decisions that change the catalog; charts stack them in this order."""

UNDECIDED = "undecided"
"""Stands for rows without a decision where rows are counted."""


@dataclass(frozen=True, slots=True)
class Display:
    """How reports, mails, pages and logs show a decision.

    Attributes:
        one: name of one row with this decision.
        many: name of several.
        light: colour on a light background, as in CSS.
        dark: colour on a dark background.
    """

    one: str
    many: str
    light: str
    dark: str


DISPLAYS: Mapping[str, Display] = {
    Decision.NEW_PRODUCT: Display("new product", "new products", "#1a7f42", "#3fb868"),
    Decision.NEW_RUN: Display("new run", "new runs", "#4fb36c", "#83d69b"),
    Decision.BACKPOPULATE: Display("backpopulated", "backpopulated", "#d18a00", "#e3a62f"),
    Decision.UPDATE: Display("updated", "updated", "#2f7fe0", "#5a9ff0"),
    Decision.UNCHANGED: Display("unchanged", "unchanged", "#b4bec9", "#55606d"),
    Decision.HELD: Display("held", "held", "#8a5be0", "#a886f0"),
    Decision.DUPLICATE: Display("duplicate", "duplicates", "#7d8894", "#8d98a5"),
    Decision.REJECTED: Display("rejected", "rejected", "#d1343b", "#f0686d"),
    UNDECIDED: Display(UNDECIDED, UNDECIDED, "#39424d", "#c3ccd6"),
}
"""Every decision, and `UNDECIDED`; style sheets and mails take the colours from here."""


def in_words(counts: Mapping[str, int]) -> str:
    """Return counts of decisions as a phrase in the order of the domain, such as `1 new product, 2 rejected`.

    Args:
        counts: number of rows by decision or `UNDECIDED`; zeros and missing ones are left out.

    Returns:
        The phrase; `no rows` if there are none.
    """
    parts = [
        f"{number:,} {display.one if number == 1 else display.many}"
        for name, display in DISPLAYS.items()
        if (number := counts.get(name, 0))
    ]
    return ", ".join(parts) or "no rows"
