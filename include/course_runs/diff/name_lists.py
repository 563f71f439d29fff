"""Lists of names that a catalog row has in a link table; each is read, planned and kept as one field of that row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameList:
    """One list.

    Attributes:
        field: its name in plans and in the history.
        link: the link table: the owner's key, `position` and the item's name.
        owner_column: the link table's column with the owner's key.
        item: the table of the named things.
        item_column: the link table's column with the thing's name.
        grows: whether a name that is not known yet is created.
    """

    field: str
    link: str
    owner_column: str
    item: str
    item_column: str
    grows: bool


NAME_LISTS: dict[str, tuple[NameList, ...]] = {
    "course": (
        NameList("subjects", "course_subject", "course_key", "subject", "subject_name", grows=False),
        NameList("collaborators", "course_collaborator", "course_key", "collaborator", "collaborator_name", grows=True),
    ),
    "course_run": (NameList("staff", "course_run_staff", "course_run_key", "person", "person_name", grows=True),),
    "additional_metadata": (),
}
"""By owning table."""
