"""A drop as a file: what cannot be read is refused with a reason, and nothing grows in memory."""

import errno
import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from course_runs.contract.errors import FileRefused, NoDrop
from course_runs.contract.feeds import Feed, load_feeds
from course_runs.extract.csv_rows import read_rows
from course_runs.extract.drop import ROW_LIMIT, DropLines, locate, open_drop

FEED = load_feeds()["2u-executive-education"]
MEGABYTE = 2**20


def lines_of(content: bytes, feed: Feed = FEED) -> DropLines:
    """The lines of a drop that lies in memory."""
    return DropLines(io.BytesIO(content), feed)


@pytest.mark.parametrize(
    ("file", "says"),
    [("a\0b.csv", "is no path"), ("x" * 5000 + ".csv", "cannot be read: File name too long")],
    ids=["NUL in the path", "endless name"],
)
def test_a_path_that_is_none_is_refused(tmp_path: Path, file: str, says: str) -> None:
    """The system's own words would come as an error to be retried."""
    with pytest.raises(FileRefused, match=says) as refused:
        locate(FEED, str(tmp_path / file))
    assert refused.value.code == "FILE_NOT_FOUND"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    """Whatever the path leads to, it is no file."""
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    with pytest.raises(FileRefused) as refused:
        locate(FEED, str(tmp_path / "a.csv"))
    assert refused.value.code == "FILE_NOT_FOUND"


@pytest.mark.parametrize("call", ["stat", "open"])
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """It is a matter of rights, which trying again does not mend."""
    path = tmp_path / "drop.csv"
    path.write_text("organization\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> Any:  # noqa: ANN401 - it stands in for two functions
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, call, refuse)
    with pytest.raises(FileRefused, match="cannot be read: Permission denied"), open_drop(FEED, str(path)):
        pass


def test_a_disk_that_fails_is_no_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is retried."""

    def fail(*_: object, **__: object) -> Any:  # noqa: ANN401 - it stands in for Path.stat
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "stat", fail)
    with pytest.raises(OSError, match="Input/output error"):
        locate(FEED, str(tmp_path / "drop.csv"))


def test_a_file_that_goes_between_two_looks_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as one that never was."""
    path = tmp_path / "drop.csv"
    path.write_text("organization\n", encoding="utf-8")
    opened = Path.open

    def vanish(self: Path, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as Path.open has them
        path.unlink(missing_ok=True)
        return opened(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", vanish)
    with pytest.raises(NoDrop), open_drop(FEED, str(path)):
        pass


def test_a_file_that_grows_while_it_is_read_is_bounded() -> None:
    """The bound is the feed's, whatever the size was when the file was looked at."""
    small = FEED.model_copy(update={"max_bytes": 10})
    assert list(lines_of(b"12345\n789\n", small)) == ["12345\n", "789\n"]
    with pytest.raises(FileRefused, match="grew beyond 10 bytes"):
        list(lines_of(b"12345\n789\n0", small))


@pytest.mark.parametrize("line_end", [b"", b"\n"], ids=["on one line", "on many lines"])
def test_a_cell_of_100_megabytes_takes_no_more_memory_than_a_row_may(tmp_path: Path, line_end: bytes) -> None:
    """It is refused as soon as its row is too long."""
    path = tmp_path / "drop.csv"
    with path.open("wb") as file:
        file.write(b'a,b\n1,"')
        for _ in range(100):
            file.write((b"x" * 1023 + (line_end or b"x")) * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused, match="starts on line 2 is longer"), path.open("rb") as file:
            list(read_rows(DropLines(file, FEED)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6 * ROW_LIMIT


def test_a_row_as_long_as_may_be_is_read() -> None:
    """The bound is inclusive, and begins anew with each row."""
    row = b"x" * (ROW_LIMIT - 3) + b",y\n"
    assert [len(cells) for _, cells in read_rows(lines_of(row * 3))] == [2, 2, 2]
    with pytest.raises(FileRefused, match="line 2 is longer"):
        list(read_rows(lines_of(row + b"x" + row)))


def test_the_offset_of_a_bad_byte_counts_the_mark() -> None:
    """It is the place at which a hex editor shows the byte."""
    with pytest.raises(FileRefused, match=r"byte 0xe9 is not valid \(byte 5, line 1\)"):
        list(lines_of(b"\xef\xbb\xbfca\xe9\n"))


def test_a_declared_mark_is_taken_off_once() -> None:
    """`utf-8-sig` means UTF-8: a mark at the beginning of a later line is a character."""
    feed = FEED.model_copy(update={"encoding": "utf-8-sig"})
    assert list(lines_of("\ufeffa\n\ufeffb\n".encode(), feed)) == ["a\n", "\ufeffb\n"]
