"""The text of a cell: what a blank is, and when two texts are the same.

This is the one definition for the whole pipeline. `ingest.trimmed` is the same in SQL; a test holds the two equal.
"""

BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""The characters that count as blank at either end of a cell: Unicode's white space and the ASCII separators."""


def trim(cell: str) -> str:
    """Return a cell without the blanks at both of its ends; a blank cell becomes empty."""
    return cell.strip(BLANKS)


def is_blank(cell: str) -> bool:
    """Return whether a cell holds nothing but blanks."""
    return not cell.strip(BLANKS)


def fold(text: str) -> str:
    """Return a text as look-ups compare it: trimmed, and without the difference of upper and lower case.

    SQL folds by `lower()`, which agrees for the ASCII letters of keys; texts with other letters are folded here.
    """
    return text.strip(BLANKS).casefold()
