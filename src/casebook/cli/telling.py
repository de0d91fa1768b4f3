"""Tell a person at the terminal what was done, what was set aside and how far a long run is."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from casebook.errors import OutputError

if TYPE_CHECKING:
    from casebook.ingest import SetAside

T = TypeVar("T")
SOME_SET_ASIDE = 1


def finish(out: Path, aside: "Iterable[SetAside]") -> None:
    """Write down what was set aside and say so with the exit code."""
    from casebook.output import whole_file

    lines = [json.dumps({"place": item.place, "reason": item.reason}, ensure_ascii=False) for item in aside]
    if not lines:
        return
    with whole_file(aside_file(out)) as handle:
        handle.writelines(line + "\n" for line in lines)
    say(f"{len(lines)} articles were set aside; the reasons are in {aside_file(out)}.")
    click.get_current_context().exit(SOME_SET_ASIDE)


def aside_file(out: Path) -> Path:
    """Where the reasons of what was set aside are written, beside the output."""
    return out.with_name(out.name + ".set-aside.jsonl")


def watched(items: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    """Pass items on under a progress bar, which shows on a terminal only."""
    with click.progressbar(items, length=total, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


@contextmanager
def disk(path: Path) -> Iterator[None]:
    """A disk that refuses becomes an OutputError that names the place."""
    try:
        yield
    except OSError as problem:
        raise OutputError(f"{path} can't be written: {problem.strerror}. Name another place.") from None


def say(text: str) -> None:
    """A line for the person who called, on stderr."""
    click.echo(text, err=True)
