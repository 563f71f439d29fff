"""The tables of the catalog that a load changes: their keys, their columns, and which source column sets each."""

import re
from dataclasses import dataclass

from course_runs.contract.columns import COLUMNS, Column
from course_runs.contract.kinds import DateCell, TimeCell


@dataclass(frozen=True, slots=True)
class NameList:
    """A list of names that a catalog row has in a link table; a plan and the history show it as a field of the row.

    Attributes:
        field: its name in plans and in the history.
        link: the link table: the owner's key, `position` and the item's name.
        owner_column: the link table's column with the owner's key.
        item: the table of the named things.
        item_column: the link table's column with the thing's name.
        grows: whether a name that the table of things does not have yet is added to it.
    """

    field: str
    link: str
    owner_column: str
    item: str
    item_column: str
    grows: bool


@dataclass(frozen=True, slots=True)
class CatalogTable:
    """A table of the catalog that a load changes.

    Attributes:
        name: of the table, in the schema `catalog`.
        key: its primary key.
        derived_columns: those that a plan sets without a source column.
        name_lists: its lists of names.
    """

    name: str
    key: str
    derived_columns: tuple[str, ...]
    name_lists: tuple[NameList, ...] = ()


COURSE = CatalogTable(
    "course",
    "key",
    ("slug", "product_source_slug"),
    (
        NameList("subjects", "course_subject", "course_key", "subject", "subject_name", grows=False),
        NameList("collaborators", "course_collaborator", "course_key", "collaborator", "collaborator_name", grows=True),
    ),
)
COURSE_RUN = CatalogTable(
    "course_run",
    "key",
    ("course_key", "status"),
    (NameList("staff", "course_run_staff", "course_run_key", "person", "person_name", grows=True),),
)
ADDITIONAL_METADATA = CatalogTable("additional_metadata", "course_key", ("product_status",))

CATALOG_TABLES = (COURSE, COURSE_RUN, ADDITIONAL_METADATA)
"""In the order in which they reference each other."""

_CATALOG_COLUMN = re.compile(r"(?P<table>\w+)\.(?P<name>\w+)(?:\[(?P<position>\d)\])?(?:\.(?P<key>\w+))?")


@dataclass(frozen=True, slots=True)
class Setting:
    """A source column that sets a catalog column, or a part of one.

    Attributes:
        source: the source column; of a date and its time of day, the date.
        name: of the catalog column.
        position: in a list of names, or in a JSON array, from 1; None when the whole column is set.
        key: in a JSON object; None when the whole column is set.
    """

    source: Column
    name: str
    position: int | None
    key: str | None


def settings_of(table: CatalogTable) -> list[Setting]:
    """List what source columns set in a table, in the order of the contract."""
    dated = {column.accepted_column for column in COLUMNS if isinstance(column.kind, DateCell)}
    settings = []
    for column in COLUMNS:
        if isinstance(column.kind, TimeCell) and column.accepted_column in dated:
            continue
        for match in map(_CATALOG_COLUMN.fullmatch, column.catalog_columns):
            if match and match["table"] == table.name:
                position = int(match["position"]) if match["position"] else None
                settings.append(Setting(column, match["name"], position, match["key"]))
    return settings


def stored_columns(table: CatalogTable) -> tuple[str, ...]:
    """Name the columns that a load writes besides the key: no lists, which are in link tables."""
    lists = {listed.field for listed in table.name_lists}
    names = dict.fromkeys([*(setting.name for setting in settings_of(table)), *table.derived_columns])
    return tuple(name for name in names if name not in lists)
