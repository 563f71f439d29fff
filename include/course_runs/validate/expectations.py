"""Expectations that Great Expectations does not have: dates by format, local times that exist, lists of known names.

Each has a metric, which calls the reader that reads the accepted cells, and an expectation on the metric.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics import ColumnMapMetricProvider, column_condition_partial

from course_runs.contract.text import fold
from course_runs.validate.cell_readers import read_instants, read_moments, split_names


class MomentsByFormat(ColumnMapMetricProvider):
    """The metric: whether a cell is a date or a time in one of the formats."""

    condition_metric_name = "column_values.moments_by_format"
    condition_value_keys = ("formats",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, formats: Sequence[str], **_: object) -> pd.Series:  # noqa: N805
        return _of_categories(column, ~np.isnat(read_moments(list(column.cat.categories), formats)))


class ExpectMomentsByFormat(ColumnMapExpectation):
    """Cells are dates or times of day that exist, written in one of the feed's formats.

    Attributes:
        formats: strptime formats.
    """

    formats: list[str]
    description: str = "values must be written in one of the feed's formats, and exist."
    map_metric = "column_values.moments_by_format"
    success_keys = ("formats", "mostly")


class ExistingLocalTimes(ColumnMapMetricProvider):
    """The metric: whether the clocks of a zone show a local time exactly once."""

    condition_metric_name = "column_values.existing_local_times"
    condition_value_keys = ("zone",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, zone: str, **_: object) -> pd.Series:  # noqa: N805
        return pd.Series(~np.isnat(read_instants(column.to_numpy(), zone)), index=column.index)


class ExpectExistingLocalTimes(ColumnMapExpectation):
    """Local times are neither skipped nor shown twice by the clocks of the feed's zone.

    Attributes:
        zone: name in the IANA database.
    """

    zone: str
    description: str = "values must be shown by the clocks of the feed's zone exactly once."
    map_metric = "column_values.existing_local_times"
    success_keys = ("zone", "mostly")


class KnownNames(ColumnMapMetricProvider):
    """The metric: whether a cell has known names only, and at least one."""

    condition_metric_name = "column_values.known_names"
    condition_value_keys = ("names", "listed")

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, names: str, listed: bool, **_: object) -> pd.Series:  # noqa: FBT001, N805
        known = set(names.split("\n"))
        cells = column.cat.categories
        named = [set(map(fold, split_names(cell))) if listed else {cell} for cell in cells]
        return _of_categories(column, np.array([bool(folded) and folded <= known for folded in named], dtype=np.bool_))


class ExpectKnownNames(ColumnMapExpectation):
    """Cells have a name that the catalog knows, or comma-separated ones.

    Attributes:
        names: the known names, folded, one a line. Great Expectations would copy a list a hundred times.
        listed: whether a cell may have several.
    """

    names: str
    listed: bool = False
    description: str = "values must be names that the catalog knows."
    map_metric = "column_values.known_names"
    success_keys = ("names", "listed", "mostly")


def _of_categories(column: pd.Series, verdicts: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> pd.Series:
    """Return for every cell the verdict on its category; Great Expectations leaves blank cells out before."""
    return pd.Series(verdicts[column.cat.codes], index=column.index, dtype=bool)
