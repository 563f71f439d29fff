"""Named SQL statements in `.sql` files beside the modules that run them.

A file holds one statement or several, each under a line `-- name: the_name`, and each ends with a semicolon, which does
not belong to its text. What stands above the first such line is about the file as a whole. Values are bound when the
statement runs (`%(ingestion_id)s`), so a percent sign that is meant as one is written twice.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_NAME = re.compile(r"^-- name: (\w+)$\n", re.MULTILINE)


@cache
def load_statements(package: str, file: str) -> Mapping[str, str]:
    """Read the statements of a `.sql` file of a package, once a process.

    Args:
        package: dotted name of the package in which the file lies: `__package__` in a module beside it.
        file: the file's name, such as `claims.sql`.

    Returns:
        SQL text by name, in the order of the file; a statement keeps the comments that stand in it.

    Raises:
        FileNotFoundError: there is no such file in the package.
        ValueError: no statement is named, or a name occurs twice.
    """
    _, *parts = _NAME.split(files(package).joinpath(file).read_text(encoding="utf-8"))
    names, texts = parts[::2], parts[1::2]
    if not names or len(set(names)) < len(names):
        raise ValueError(f"{file} of {package} has to name each statement once; it names {names}.")
    return MappingProxyType({name: text.strip().removesuffix(";") for name, text in zip(names, texts, strict=True)})
