"""Expectations that Great Expectations does not have: dates by format, local times that exist, lists of known names.

Each is a metric, which asks the reader that will read the accepted cells, and the expectation over it.
"""

from collections.abc import Sequence

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics import ColumnMapMetricProvider, column_condition_partial

from course_runs.validate.reading import read_instants, read_moments, split_names
from course_runs.validate.references import fold


class MomentsByFormat(ColumnMapMetricProvider):
    """Which cells are dates or times in one of the formats."""

    condition_metric_name = "column_values.moments_by_format"
    condition_value_keys = ("formats",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, formats: Sequence[str], **_: object) -> pd.Series:  # noqa: N805
        return read_moments(column, formats).notna()


class ExpectMomentsByFormat(ColumnMapExpectation):
    """Cells are dates or times of day that exist, written in one of the feed's formats."""

    formats: list[str]
    map_metric = "column_values.moments_by_format"
    success_keys = ("formats", "mostly")


class ExistingLocalTimes(ColumnMapMetricProvider):
    """Which local times a zone's clocks show exactly once."""

    condition_metric_name = "column_values.existing_local_times"
    condition_value_keys = ("zone",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, zone: str, **_: object) -> pd.Series:  # noqa: N805
        return read_instants(column, zone).notna()


class ExpectExistingLocalTimes(ColumnMapExpectation):
    """Local times are neither skipped nor shown twice by the clocks of the feed's zone."""

    zone: str
    map_metric = "column_values.existing_local_times"
    success_keys = ("zone", "mostly")


class KnownNames(ColumnMapMetricProvider):
    """Which comma-separated lists hold known names only, and at least one."""

    condition_metric_name = "column_values.known_names"
    condition_value_keys = ("names",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, names: Sequence[str], **_: object) -> pd.Series:  # noqa: N805
        known = set(names)
        return column.map(lambda cell: bool(listed := split_names(cell)) and known.issuperset(map(fold, listed)))


class ExpectKnownNames(ColumnMapExpectation):
    """Every name of a comma-separated list is one of the catalog's."""

    names: list[str]
    map_metric = "column_values.known_names"
    success_keys = ("names", "mostly")
