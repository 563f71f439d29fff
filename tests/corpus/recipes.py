"""Drops that are no files to keep: too large, or wrong by where they lie. Each is made when its test runs."""

import os
from collections.abc import Callable
from pathlib import Path

from course_runs.contract.feeds import load_feeds

SOUND = Path(__file__).parent / "drops" / "216_optional_columns_absent.csv"
"""Three good rows; their numbers begin with the file's."""

Recipe = Callable[[Path], Path]
"""Makes a drop in an empty folder that may be read, and returns the path to ingest."""


def _sound(number: str) -> str:
    """Return the sound drop with other course numbers."""
    return SOUND.read_text(encoding="utf-8").replace(SOUND.name[:3], number)


def _outside(folder: Path) -> Path:
    path = folder.parent / f"{folder.name}-outside.csv"
    path.write_text(_sound("OUT"), encoding="utf-8")
    return path


def _link(folder: Path, target: Path) -> Path:
    path = folder / "link.csv"
    path.symlink_to(target)
    return path


def _pipe(folder: Path) -> Path:
    path = folder / "pipe.csv"
    os.mkfifo(path)
    return path


def _with_title(folder: Path, number: str, title: str) -> Path:
    """Write the sound drop with another title in its second row, on line 3."""
    header, first, second, third = _sound(number).splitlines(keepends=True)
    path = folder / "drop.csv"
    path.write_text(header + first + second.replace("Good", title, 1) + third, encoding="utf-8")
    return path


def _with_description(folder: Path, number: str, text: str) -> Path:
    path = folder / "drop.csv"
    path.write_text(_sound(number).replace("<p>Long.</p>", text, 1), encoding="utf-8")
    return path


def _endless_header(folder: Path) -> Path:
    path = folder / "drop.csv"
    path.write_bytes(b"organization," * 8_000_000)
    return path


def _over_the_bound(folder: Path) -> Path:
    """Make a sparse file, which takes no room on the disk."""
    path = folder / "drop.csv"
    with path.open("wb") as file:
        file.write(_sound("HUGE").encode())
        file.truncate(load_feeds()["2u-executive-education"].max_bytes + 1)
    return path


def _blank_lines(folder: Path) -> Path:
    header, first, second, _ = _sound("BLANK").splitlines(keepends=True)
    path = folder / "drop.csv"
    path.write_text(header + first + "\n" * 9_999 + second.replace(",Introductory,", ",Expert,"), encoding="utf-8")
    return path


RECIPES: dict[str, Recipe] = {
    "001_no_such_file.csv": lambda folder: folder / "none.csv",
    "002_a_directory.csv": lambda folder: folder,
    "003_outside_the_allowed_folders.csv": _outside,
    "004_symlink_out_of_the_allowed_folders.csv": lambda folder: _link(folder, _outside(folder)),
    "005_dot_dot_out_of_the_allowed_folders.csv": lambda folder: folder / ".." / _outside(folder).name,
    "006_dangling_symlink.csv": lambda folder: _link(folder, folder / "none.csv"),
    "007_named_pipe.csv": _pipe,
    "056_cell_of_100_mb.csv": lambda folder: _with_title(folder, "CELL", "x" * 100_000_000),
    "057_quoted_cell_of_100_mb.csv": lambda folder: _with_title(folder, "CELLS", f'"{"x" * 99 + chr(10)}"' * 1_000_000),
    "058_header_of_100_mb.csv": _endless_header,
    "059_file_larger_than_the_feed_takes.csv": _over_the_bound,
    "230_cell_of_1_mb.csv": lambda folder: _with_description(folder, "MB", f"<p>{'word ' * 200_000}</p>"),
    "231_symlink_within_the_allowed_folders.csv": lambda folder: _link(folder, _with_title(folder, "LINK", "Linked")),
    "232_ten_thousand_blank_lines.csv": _blank_lines,
}
