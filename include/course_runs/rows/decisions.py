"""The decisions on rows, in the order of the domain."""

from collections import Counter
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


def in_words(counts: Counter[str]) -> str:
    """Return counts of decisions as a phrase in the order of the domain, such as `1 new product, 2 rejected`.

    Args:
        counts: number of rows by decision.
    """
    return ", ".join(f"{counts[d]:,} {d.value.replace('_', ' ')}" for d in Decision if counts[d]) or "none"
