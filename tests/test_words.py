"""One word for one thing: no file of the project uses a word that the glossary bans."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "docs" / "reference" / "glossary.md"

TEXT = {".py", ".sql", ".j2", ".html", ".css", ".js", ".md", ".yaml", ".yml", ".toml", ".cfg", ".sh", ".csv", ".in", ""}
NOT_OURS = (
    "tests/corpus/drops/",
    "include/samples/drops/",
    "LICENSE",
    "docs/reference/glossary.md",
    "benchmarks/results/",
)
"""Files that partners might have written, a licence, the table itself, and measurements."""

ALLOWED: dict[str, dict[str, str]] = {
    "tests/test_words.py": {"": "it names banned words to test itself"},
    "include/samples/catalog.sql": dict.fromkeys(("tells?", "said"), "the description of a sample course"),
    "docs/decisions/0028-use-one-word-for-one-thing-and-ban-the-others.md": {"": "it quotes what it bans"},
}
"""Exceptions: file, the words in it that are right there (an empty one: all), and why."""


def banned_words() -> dict[str, str]:
    """Return each banned expression of the glossary with what to write instead."""
    table = GLOSSARY.read_text(encoding="utf-8").split("## Banned words")[1]
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", table, re.MULTILINE)
    return {expression: instead for words, instead in rows for expression in re.findall(r"`([^`]+)`", words)}


def words_of(line: str) -> str:
    """Return a line in lower case with the parts of its identifiers as words of their own."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", line).replace("_", " ").lower()


def project_files(*, everywhere: bool = False) -> Iterator[str]:
    """Yield the project's own text files, relative to its root.

    Args:
        everywhere: also those that are not ours to word.
    """
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        path = ROOT / name
        ours = not name.startswith(NOT_OURS)
        if path.suffix in TEXT and (ours or everywhere) and path.is_file():
            yield name


def banned_in(name: str) -> Iterator[str]:
    """Yield a sentence for each banned word of a file, with line and replacement."""
    allowed = ALLOWED.get(name, {})
    patterns = {
        re.compile(rf"(?<![a-z]){expression}(?![a-z])"): (expression, instead)
        for expression, instead in banned_words().items()
        if not {"", expression} & allowed.keys()
    }
    for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), start=1):
        text = words_of(line)
        for pattern, (_, instead) in patterns.items():
            for found in pattern.finditer(text):
                yield f"{name}:{number}: {found[0]!r}; write instead: {instead}"


def test_no_file_has_a_banned_word() -> None:
    """Neither in a sentence nor as a part of an identifier."""
    assert not [fault for name in project_files() for fault in banned_in(name)]


def test_parts_of_identifiers_count_as_words() -> None:
    """In either way of writing them."""
    assert words_of("is_whose(theTold)") == "is whose(the told)"
    assert {"whose", "told", "spent"} <= banned_words().keys()


def test_every_exception_has_a_reason() -> None:
    """And is still needed: the word is banned and the file exists."""
    for name, words in ALLOWED.items():
        assert (ROOT / name).exists(), name
        assert all(reason and word in {"", *banned_words()} for word, reason in words.items())
