"""Values are made fit to be seen, and long ones are cut where they differ."""

from datetime import UTC, datetime

import pytest

from course_runs.report import wording


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("two\nlines\r\n", r"two\nlines\r\n"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("abc\u202edef", r"abc\u202edef"),
        ("\ufeffmark", r"\ufeffmark"),
        ("Müller 日本 שלום 👩\u200d🏫", "Müller 日本 שלום 👩\u200d🏫"),
    ],
)
def test_what_moves_a_terminal_or_turns_a_line_is_written_out(text: str, seen: str) -> None:
    """Control characters and marks of direction are visible, letters of every script stay."""
    assert wording.visible(text) == seen


def test_a_long_value_is_cut() -> None:
    """A megabyte takes no more room than two hundred characters."""
    assert len(wording.shown("x" * 2**20)) == wording.SHOWN
    assert wording.shown("x" * 2**20).endswith("…")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, "x", ("none", "x")),
        ("", "x", ("blank", "x")),
        (
            "2030-01-15T00:00:00+00:00",
            "2030-01-15T09:30:15.5+00:00",
            ("2030-01-15 00:00 UTC", "2030-01-15 09:30:15.5 UTC"),
        ),
        ('["Ada", "Bo"]', "[1]", ("Ada, Bo", "[1]")),
        ('["Ada", ', "[]", ('["Ada", ', "[]")),
    ],
)
def test_a_change_is_put_into_words(before: str | None, after: str | None, expected: tuple[str, str]) -> None:
    """Instants, lists of names, blanks and nothing at all are distinguished."""
    assert wording.difference(before, after) == expected


def test_long_values_begin_at_their_first_difference() -> None:
    """Two descriptions that begin alike do not look alike."""
    before, after = wording.difference("x" * 5000 + "old" + "y" * 5000, "x" * 5000 + "new" + "y" * 5000)
    assert "old" in before
    assert "new" in after
    assert max(len(before), len(after)) <= wording.SHOWN
    assert wording.difference("o" * 5000, "n" * 5000)[0].startswith("ooo")


@pytest.mark.parametrize(
    ("seconds", "expected"), [(None, ""), (0.04, "0.0 s"), (9.96, "10.0 s"), (12.4, "12 s"), (200, "3 min 20 s")]
)
def test_durations(seconds: float | None, expected: str) -> None:
    """Short ones have tenths, long ones minutes."""
    assert wording.duration(seconds) == expected


def test_a_schedule_is_shown_in_utc() -> None:
    """An open end says so."""
    assert wording.schedule(None, None) == "no dates"
    assert wording.schedule(datetime(2030, 1, 15, 9, 30, tzinfo=UTC), None) == "2030-01-15 09:30 to open UTC"


def test_wide_characters_take_two_columns() -> None:
    """Tables stay aligned whatever the script; a combining accent takes none."""
    assert wording.width("日本") == 4
    assert wording.width("e\u0301") == 1
