"""Writes docs/reference/cli.md: the help of every command, as the command line prints it."""

import argparse
from pathlib import Path

from course_runs.cli import parser

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "cli.md"
_HEAD = """# The command line

`course-runs` needs the catalog and no Airflow. `python -m course_runs.cli` is the same. It exits with 0 when it has
done its work, with 1 and a sentence on standard error when it has not, and with 2 when the command line is wrong.
`python -m devtools.cli_reference` writes this page.
"""


def page() -> str:
    """Return the page, in Markdown."""
    return _HEAD + "".join(
        f"\n## {each.prog}\n\n```text\n{each.format_help()}```\n" for each in _with_commands(parser())
    )


def _with_commands(of: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    commands = [
        command
        for action in of._actions  # noqa: SLF001 - argparse has no other way to list the commands
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
        for command in action.choices.values()
    ]
    return [of, *(each for command in commands for each in _with_commands(command))]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
