"""The list of withdrawn persons: a file outside any repository, a line each, keyed marks and nothing that names anybody."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from casebook.errors import OutputError, SecretError, UsageError
from casebook.versions.shelf import WITHDRAWN, Shelf
from casebook.wall.keys import Key
from casebook.withdrawal.seals import Marks, Seal, same_article

VARIABLE = "CASEBOOK_SUPPRESSIONS"
FORM = 1


@dataclass(frozen=True)
class Entry:
    """A withdrawn person: the marks that find them again, and sketches of the articles that tell of them."""

    marks: Marks = field(repr=False)
    sketches: tuple[Marks, ...] = field(repr=False, default=())

    def knows(self, article: str, sketch: Marks) -> bool:
        """Whether an article, by the mark of its id or its sketch, is one that tells of the person."""
        return article in self.marks or (bool(sketch) and any(same_article(sketch, known) for known in self.sketches))


@dataclass(frozen=True)
class Suppressions:
    """The entries that one key can read; `lines` is how many the file holds under the key that has most."""

    seal: Seal = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False, default=())
    lines: int = 0

    def plus(self, *entries: Entry) -> "Suppressions":
        """With more entries; those that are there already are not added again."""
        new = tuple(dict.fromkeys(entry for entry in entries if entry not in self.entries))
        known = (*self.entries, *new)
        return Suppressions(self.seal, known, max(self.lines, len(known)))

    def check(self) -> "Suppressions":
        """The same; raises SecretError where there are withdrawals that this key can't read: a build would bring them back."""
        if len(self.entries) < self.lines:
            raise SecretError(
                f"the list of withdrawals holds {self.lines} made under another key and {len(self.entries)} under this one. "
                "Give the key they were made under, or withdraw the same persons under this one ('casebook withdraw')."
            )
        return self


def suppressions_file(path: Path | None) -> Path | None:
    """The file that was named, else the one in CASEBOOK_SUPPRESSIONS, else none."""
    return path or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)


def named_file(path: Path | None) -> Path:
    """The same; raises UsageError where there is none."""
    found = suppressions_file(path)
    if found is None:
        raise UsageError(f"no list of withdrawals was named. Give a file outside any repository: --suppressions or {VARIABLE}.")
    return found


def suppressions_of(path: Path | None, key: Key) -> Suppressions | None:
    """The list that was named, else that in CASEBOOK_SUPPRESSIONS, for a build under a key; None where there is none."""
    found = suppressions_file(path)
    return load_suppressions(found, key) if found else None


def load_suppressions(path: Path, key: Key) -> Suppressions:
    """The entries of a file, for a build under a key.

    Raises UsageError where the file is not there, lies in a repository or can't be read, SecretError where it holds withdrawals
    that this key can't read.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file. Name the list that 'casebook withdraw' keeps.")
    return start_suppressions(path, key).check()


def start_suppressions(path: Path, key: Key) -> Suppressions:
    """The entries of a file that a key can read; none where there is no file yet."""
    refuse_repository(path)
    seal = Seal(key)
    if not path.exists():
        return Suppressions(seal)
    try:
        told = [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]
        own = tuple(_entry(line) for line in told if line["key"] == seal.check)
        return Suppressions(seal, own, max(Counter(str(line["key"]) for line in told).values(), default=0))
    except OSError as problem:
        raise UsageError(f"{path}: {problem.strerror}. Name the list that 'casebook withdraw' keeps.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{path}: not a list of withdrawals, or a damaged one. Take its last copy that was whole.") from None


def refuse_forgotten(suppressions: Suppressions | None, *releases: Path | None) -> None:
    """Raise UsageError where persons were withdrawn from the shelf of a release and a build has no list of them."""
    shelves = [Shelf.beside(release) for release in releases if release] if suppressions is None else []
    for shelf in shelves:
        if shelf and any(entry.status == WITHDRAWN for entry in shelf.entries()):
            raise UsageError(
                f"{shelf.root}: persons were withdrawn from it, and no list of them was named. Give it with --suppressions or "
                f"{VARIABLE}; without it they would come back."
            )


def _entry(line: Mapping[str, object]) -> Entry:
    marks, sketches = line["marks"], line["sketches"]
    if line["form"] != FORM or not isinstance(marks, list) or not isinstance(sketches, list):
        raise ValueError("form")
    return Entry(frozenset(map(str, marks)), tuple(frozenset(map(str, sketch)) for sketch in sketches))


def append(path: Path, entries: Iterable[Entry], key: Key) -> Suppressions:
    """The list with more entries, on the disk when this returns; one that is there already is not written twice.

    The lines before stay as they are. Only the owner may read the file. Raises what `start_suppressions` does, OutputError
    where the disk refuses; then the file is as it was.
    """
    refuse_repository(path)
    with _locked(path):
        known = start_suppressions(path, key)
        more = known.plus(*entries)
        lines = "".join(_line(entry, known.seal) for entry in more.entries[len(known.entries) :])
        if lines:
            before = path.read_bytes() if path.exists() else b""
            _replace(path, before + lines.encode("ascii"))
    return more


def _line(entry: Entry, seal: Seal) -> str:
    told = {
        "form": FORM,
        "epoch": seal.key.epoch,
        "key": seal.check,
        "marks": sorted(entry.marks),
        "sketches": [sorted(sketch) for sketch in entry.sketches],
    }
    return json.dumps(told, separators=(",", ":")) + "\n"


def _replace(path: Path, data: bytes) -> None:
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time; a lock goes with its process."""
    import fcntl  # noqa: PLC0415  (where there is none, the list can't be written, all else works)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)
    except OSError as problem:
        raise OutputError(f"{path} can't be written: {problem.strerror}. Nobody was withdrawn; name another place.") from None


def refuse_repository(path: Path) -> None:
    """Raise UsageError where a file lies in a repository: it would be committed, and copied with every clone."""
    for folder in path.resolve().parents:
        if (folder / ".git").exists():
            raise UsageError(f"{path} lies in a repository. Keep the list of withdrawals outside any, beside the key.")
