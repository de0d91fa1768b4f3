"""Write whole or not at all: a file or folder appears under its name only when it is complete."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from casebook.errors import OutputError, UsageError


def refuse_existing(path: Path) -> None:
    """Nothing is overwritten: raises UsageError where the output is there already."""
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path} exists. Name another output, or move it away first.")


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, renamed to `path` at the end; on any failure nothing is left of it."""
    refuse_existing(path)
    partial = path.with_name(f".{path.name}.partial")
    with _clear_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        try:
            yield partial
            partial.rename(path)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """A text file to fill, renamed to `path` at the end; on any failure nothing is left of it."""
    refuse_existing(path)
    partial = path.with_name(f".{path.name}.partial")
    with _clear_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("w", encoding="utf-8", newline="\n") as handle:
                yield handle
                handle.flush()
                os.fsync(handle.fileno())
            partial.rename(path)
        finally:
            partial.unlink(missing_ok=True)


@contextmanager
def _clear_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise OutputError(
            f"{path} can't be written: {why}. Nothing was left there; free some space or name another place."
        ) from None
