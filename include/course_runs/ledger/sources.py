"""Where an ingestion's rows come from, and what follows from it: a partner's drop, or the catalog's own metadata.

A stage asks the ingestion's source and never which of the two it is. Only extract knows how to read each.
"""

from abc import ABC, abstractmethod
from enum import StrEnum

from course_runs.contract.feeds import Feed


class RowsFrom(StrEnum):
    """The sources of rows, as requests and the ledger name them."""

    DROP = "drop"
    ADDITIONAL_METADATA = "additional_metadata"


class Source(ABC):
    """What the stages need to know of a source of rows.

    Attributes:
        has_partner: whether a partner delivered the rows: they are mailed about them, too many bad rows refuse the
            file, and products that a full drop no longer has are archived.
        completes_reviews: whether a row completes the review of its run.
        planned_tables: the catalog tables that its rows may change.
    """

    has_partner: bool
    completes_reviews: bool
    planned_tables: frozenset[str]

    @abstractmethod
    def settings_for_reading(self, feed: Feed) -> Feed:
        """Return the feed's settings as they apply to the cells of this source."""


class Drop(Source):
    """A partner's CSV."""

    has_partner = True
    completes_reviews = True
    planned_tables = frozenset({"course", "course_run", "additional_metadata"})

    def settings_for_reading(self, feed: Feed) -> Feed:
        """Return the feed as it is: the partner writes as the feed says."""
        return feed


class AdditionalMetadata(Source):
    """The dates and variants that external courses keep in `catalog.additional_metadata`.

    They are read once, for the backpopulation of course runs.
    """

    has_partner = False
    completes_reviews = False
    planned_tables = frozenset({"course_run"})

    def settings_for_reading(self, feed: Feed) -> Feed:
        """Return the feed with the formats in which extract writes these rows, and without required columns.

        Their organizations are the catalog's keys: without a product source no partner's code is looked up, which may
        be spelled like another organization's key.
        """
        return feed.model_copy(
            update={
                "date_formats": ("%Y-%m-%d",),
                "time_formats": ("%H:%M:%S.%f",),
                "timezone": "UTC",
                "required_columns": frozenset(),
                "product_source": "",
            }
        )


SOURCES: dict[RowsFrom, Source] = {RowsFrom.DROP: Drop(), RowsFrom.ADDITIONAL_METADATA: AdditionalMetadata()}
"""The implementation of each source."""
