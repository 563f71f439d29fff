"""COPY: what is written comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_runs.database.copy import BlockReader, copy_line, copy_rows
from course_runs.database.session import Connection

# PostgreSQL's text holds everything but NUL and lone surrogates.
TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))


@pytest.mark.parametrize(
    "value", ["", "a\tb", "a\nb", "a\r\nb", "\\", r"\N", r"\.", "{", '"', "NULL", "null", "é", "\u2028", "\x1f", ","]
)
def test_text_comes_back(catalog: Connection, value: str) -> None:
    """Alone and in an array, whatever is special to COPY or to array literals."""
    with catalog.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copied (plain text, listed text[])")
        assert copy_rows(catalog, "copied", ("plain", "listed"), [copy_line((value, [value, "x", value]))]) == 1
        cursor.execute("SELECT plain, listed FROM copied")
        assert cursor.fetchone() == (value, [value, "x", value])


def test_null_and_an_empty_list_come_back(catalog: Connection) -> None:
    """They are no text."""
    with catalog.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copied (plain text, listed text[])")
        copy_rows(catalog, "copied", ("plain", "listed"), [copy_line((None, [])), copy_line(("", None))])
        cursor.execute("SELECT plain, listed FROM copied")
        assert cursor.fetchall() == [(None, []), ("", None)]


def test_what_the_rows_raise_is_raised(catalog: Connection) -> None:
    """Not what libpq makes of it."""

    def rows() -> object:
        yield copy_line(("x",))
        raise ValueError("the source is broken")

    with catalog.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copied (plain text)")
    with pytest.raises(ValueError, match="the source is broken"):
        copy_rows(catalog, "copied", ("plain",), rows())  # type: ignore[arg-type]


@given(st.lists(TEXT, max_size=20), st.integers(1, 50))
def test_a_reader_hands_out_all_of_its_blocks(lines: list[str], size: int) -> None:
    """In blocks of any size."""
    reader = BlockReader(line.encode() for line in lines)
    blocks = iter(lambda: reader.read(size), b"")
    assert b"".join(blocks) == "".join(lines).encode()
