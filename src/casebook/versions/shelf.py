"""The shelf of a dataset: versions.json beside the folders of its versions.

A version is `current` (the largest that is not withdrawn), `superseded` or `withdrawn`. Drafts (0.x) go when the next version
comes, their entry stays; from 1.0.0 on a folder never changes and goes only with a withdrawal. No number is used twice.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casebook.errors import IntegrityError, OutputError, UsageError
from casebook.release.checksums import CHECKSUMS, sha256
from casebook.versions.number import Bump, Version

VERSIONS = "versions.json"
STATES = CURRENT, SUPERSEDED, WITHDRAWN = "current", "superseded", "withdrawn"
BATCH = 5
FEW = f"fewer than {BATCH}"


@dataclass(frozen=True)
class Entry:
    """A version as the list tells it; `sha256sums` is the checksum of its SHA256SUMS, `replaced_by` the version in its place."""

    version: str
    status: str
    sha256sums: str
    replaced_by: str | None = None

    @property
    def number(self) -> Version:
        return Version.read(self.version)

    def to_json(self) -> dict[str, str]:
        """As versions.json holds it."""
        replaced = {"replaced_by": self.replaced_by} if self.replaced_by else {}
        return {"version": self.version, "status": self.status, **replaced, "sha256sums": self.sha256sums}


def told(withdrawals: int) -> str | int:
    """The public count of withdrawals: it moves only when a batch is full, so that nobody sees a single one happen."""
    return FEW if withdrawals < BATCH else withdrawals - withdrawals % BATCH


@dataclass(frozen=True)
class Shelf:
    """The versions under a folder; nothing is held in memory, every call reads the list anew."""

    root: Path

    @classmethod
    def beside(cls, release: Path) -> "Shelf | None":
        """The shelf that a release folder stands on, None where it stands on none."""
        root = release.resolve().parent
        return cls(root) if (root / VERSIONS).is_file() else None

    def folder(self, version: str) -> Path:
        """Where a version stands, or stood."""
        return self.root / str(Version.read(version))

    def entries(self) -> tuple[Entry, ...]:
        """Every version there ever was, the smallest first; raises IntegrityError where the list can't be read."""
        listed = self._list().get("versions", [])
        try:
            entries = sorted((Entry(**entry) for entry in listed), key=lambda entry: entry.number)
        except (TypeError, UsageError):
            entries = None
        if entries is None or any(entry.status not in STATES for entry in entries):
            raise IntegrityError(f"{self.root / VERSIONS}: not a list of versions. Take it from the repository again.")
        return tuple(entries)

    def entry(self, version: str) -> Entry:
        """What the list says of a version; raises UsageError where it says nothing."""
        for entry in self.entries():
            if entry.version == version:
                return entry
        known = ", ".join(e.version for e in self.standing()) or "none"
        raise UsageError(f"there is no version {version} in {self.root}. Choose from {known}.")

    @property
    def current(self) -> str | None:
        """The largest version that is not withdrawn."""
        return next((e.version for e in self.entries() if e.status == CURRENT), None)

    @property
    def tombstones(self) -> str | int:
        """The public count of withdrawals: "fewer than 5", then multiples of 5."""
        found: str | int = self._list().get("tombstones", FEW)
        return found

    def standing(self) -> tuple[Entry, ...]:
        """The versions whose folders stand on the shelf, drafts too, the smallest first."""
        return tuple(e for e in self.entries() if e.status != WITHDRAWN and self.folder(e.version).is_dir())

    def kept(self) -> tuple[str, ...]:
        """The versions from 1.0.0 on that stand on the shelf, the smallest first."""
        return tuple(e.version for e in self.entries() if e.status != WITHDRAWN and not e.number.draft)

    def previous_of(self, version: str) -> str | None:
        """The kept version that a version follows; a draft, which its successor replaces, is none."""
        number = Version.read(version)
        return max((v for v in self.kept() if Version.read(v) < number), key=Version.read, default=None)

    def next_patch(self, version: str) -> str:
        """The next free number x.y.z of the x.y line of a version."""
        line = Version.read(version)
        taken = [e.number for e in self.entries() if (e.number.major, e.number.minor) == (line.major, line.minor)]
        return str(max((line, *taken)).after(Bump.PATCH))

    def refuse_taken(self, version: str) -> None:
        """No number is used twice: raises UsageError where one was, also of a draft or a version withdrawn."""
        if version in {entry.version for entry in self.entries()}:
            raise UsageError(f"version {version} was released before. Take a number of its own.")

    def add(self, version: str) -> None:
        """Put the release in the folder of that name on the shelf; smaller drafts go.

        Adding it again changes nothing. Raises UsageError where there is no such release or the number was used for another,
        IntegrityError where a released folder is not what it was.
        """
        self._check_kept()
        made = Entry(version, CURRENT, self._checksum(version))
        listed = {entry.version: entry for entry in self.entries()}
        if version in listed and (listed[version].status == WITHDRAWN or listed[version].sha256sums != made.sha256sums):
            self.refuse_taken(version)
        self._write((*(e for name, e in listed.items() if name != version), made))
        for entry in self.entries():
            if entry.number.draft and entry.number < made.number:
                self._remove(entry.version)

    def withdraw(self, version: str, replaced_by: str | None = None) -> None:
        """Take a version off the shelf for good: first the list says so, then its folder goes. A second call finishes a first.

        Raises UsageError where there is no such version, or the one that replaces it is not on the shelf.
        """
        entry = self.entry(version)
        if replaced_by is not None and (replaced_by == version or self.entry(replaced_by).status == WITHDRAWN):
            raise UsageError(f"{replaced_by} can't replace {version}. Name a version that is on the shelf.")
        gone = replace(entry, status=WITHDRAWN, replaced_by=replaced_by or entry.replaced_by)
        self._write(gone if e.version == version else e for e in self.entries())
        self._remove(version)

    def bury(self, withdrawals: int) -> None:
        """Tell how many persons were withdrawn so far, in full batches; the public count never falls."""
        before = self.tombstones
        now = told(max(withdrawals, before if isinstance(before, int) else 0))
        self._write(self.entries(), now)

    def _list(self) -> dict[str, Any]:
        path = self.root / VERSIONS
        try:
            listed = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        except (OSError, ValueError):
            raise IntegrityError(f"{path}: it can't be read. Take it from the repository again.") from None
        return listed if isinstance(listed, dict) else {}

    def _checksum(self, version: str) -> str:
        path = self.folder(version) / CHECKSUMS
        if not path.is_file():
            raise UsageError(f"{path} is not there. Build the version first, then put it on the shelf.")
        return sha256(path)

    def _check_kept(self) -> None:
        for entry in self.entries():
            sums = self.folder(entry.version) / CHECKSUMS
            kept = not entry.number.draft and entry.status != WITHDRAWN
            if kept and (not sums.is_file() or sha256(sums) != entry.sha256sums):
                raise IntegrityError(f"{sums.parent} changed since its release. Take it from the repository again.")

    def _write(self, entries: Iterable[Entry], tombstones: str | int | None = None) -> None:
        listed = tuple(_with_status(entries))
        current = next((e.version for e in listed if e.status == CURRENT), None)
        graves = self.tombstones if tombstones is None else tombstones
        told = {"current": current, "tombstones": graves, "versions": [e.to_json() for e in listed]}
        partial = self.root / f".{VERSIONS}.partial"
        try:
            partial.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8", newline="\n")
            partial.replace(self.root / VERSIONS)
        except OSError as problem:
            partial.unlink(missing_ok=True)
            raise OutputError(f"{self.root / VERSIONS} can't be written: {problem.strerror}. Nothing was changed.") from None

    def _remove(self, version: str) -> None:
        """A folder goes at once, never file by file under its name."""
        folder, away = self.folder(version), self.root / f".{version}.gone.partial"
        try:
            shutil.rmtree(away, ignore_errors=True)
            if folder.is_dir():
                folder.rename(away)
                shutil.rmtree(away)
        except OSError as problem:
            raise OutputError(f"{folder} can't be removed: {problem.strerror}. Run it again.") from None


def _with_status(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries in order, the largest that is not withdrawn being current; a draft that was followed never is again."""
    listed = sorted(entries, key=lambda entry: entry.number)
    standing = [e.number for e in listed if e.status != WITHDRAWN and (not e.number.draft or e is listed[-1])]
    largest = max(standing, default=None)
    for entry in listed:
        status = entry.status if entry.status == WITHDRAWN else CURRENT if entry.number == largest else SUPERSEDED
        yield replace(entry, status=status)
