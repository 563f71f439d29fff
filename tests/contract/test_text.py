"""One definition of a blank, for Python and SQL."""

import sys

import pytest

from course_runs.contract.text import BLANKS, fold, is_blank, trim
from course_runs.database.session import Connection


def test_blanks_are_those_of_unicode() -> None:
    """All that `str.strip` removes, none of which a partner can see in a cell."""
    assert set(BLANKS) == {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}


def test_python_and_sql_trim_alike(catalog: Connection) -> None:
    """Every blank, alone, on both sides and between words; what is not a blank stays."""
    cells = [text for blank in BLANKS for text in (blank, f"{blank}a{blank}b{blank}", f"{blank} a")]
    cells += ["", "a", "\u200ba\u200b", "\ufeffa"]
    with catalog.cursor() as cursor:
        cursor.execute("SELECT ingest.trimmed(cell) FROM unnest(%s::text[]) AS cell", (cells,))
        assert [text for (text,) in cursor] == list(map(trim, cells))


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: f"U+{ord(blank):04X}")
def test_a_blank_makes_no_difference(blank: str) -> None:
    """Neither to a look-up nor to whether a cell is blank."""
    assert is_blank(blank)
    assert fold(f"{blank}Straße{blank}") == "strasse"
