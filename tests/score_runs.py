"""Run the command on records to be scored, and read the table it prints."""

import json
from typing import Any

from builders import arrest, record
from click.testing import CliRunner

from casebook.cli import main
from casebook.records import Arrest


def coded(**lists: Any) -> Any:
    """A record as it stands in a file."""
    return json.loads(record(**lists).to_json())


def at(start: int, end: int, **changes: Any) -> Arrest:
    return arrest(mention=(start, end), **changes)


def casebook(*args: object) -> tuple[int, str]:
    """Run the command in this process; gives exit code and all it printed."""
    result = CliRunner().invoke(main, [str(a) for a in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def shares(printed: str, rows: tuple[str, ...]) -> dict[str, list[str]]:
    """The numbers of each row as they are printed."""
    lines = (line.split() for line in printed.splitlines())
    return {line[0]: line[1:5] for line in lines if line and line[0] in rows}
