"""Lists of names that a catalog row has in a link table; each is read, planned and kept as one field of that row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameList:
    """One list.

    Attributes:
        field: its name in plans and in the history.
        link: the link table: the owner's key in a column named as the owner's table, `position`, and the item.
        item: the named table, and the link table's column.
        grows: whether a name that is not known yet is created.
    """

    field: str
    link: str
    item: str
    grows: bool


NAME_LISTS: dict[str, tuple[NameList, ...]] = {
    "course": (
        NameList("subjects", "course_subject", "subject", grows=False),
        NameList("collaborators", "course_collaborator", "collaborator", grows=True),
    ),
    "course_run": (NameList("staff", "course_run_staff", "person", grows=True),),
    "additional_metadata": (),
}
"""By owning table."""
