"""Read the files of a release folder so that no byte is used that SHA256SUMS does not vouch for."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casebook.errors import IntegrityError, OutputError, UsageError
from casebook.release.checksums import CHECKSUMS

AGAIN = ". Get the release again."
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\s][^\\\n]*)")


@dataclass(frozen=True)
class Sealed:
    """A release folder and the checksums of its files, by their paths in it."""

    folder: Path
    sums: Mapping[str, str] = field(repr=False)

    def holds(self, path: str) -> bool:
        """Whether the release has such a file."""
        return path in self.sums

    def read(self, path: str) -> bytes:
        """The bytes of a file, read once and hashed before anybody sees them; raises IntegrityError for other bytes."""
        if path not in self.sums:
            raise IntegrityError(f"{self.folder / path}: it is not in {CHECKSUMS}{AGAIN}")
        found = read_bytes(self.folder / path)
        if hashlib.sha256(found).hexdigest() != self.sums[path]:
            raise IntegrityError(f"{self.folder / path}: its bytes are not those that {CHECKSUMS} tells{AGAIN}")
        return found


def unseal(folder: Path, expected: str | None = None) -> Sealed:
    """A release folder by its SHA256SUMS, whose own checksum must be `expected` where one is known.

    Raises UsageError where there is no release, IntegrityError where the list is another one or can't be read.
    """
    path = folder / CHECKSUMS
    if not path.is_file():
        raise UsageError(f"{folder}: no release, it has no {CHECKSUMS}. Name a release folder or the folder of its versions.")
    found = read_bytes(path)
    if expected is not None and hashlib.sha256(found).hexdigest() != expected:
        raise IntegrityError(f"{path}: it is not the one that versions.json tells{AGAIN}")
    sums, faults = listed(found)
    if faults:
        raise IntegrityError("\n".join(f"{path}: {fault}{AGAIN}" for fault in faults))
    return Sealed(folder, sums)


def listed(checksums: bytes) -> tuple[dict[str, str], list[str]]:
    """The checksum of every path in a SHA256SUMS, and what is wrong with its lines."""
    sums: dict[str, str] = {}
    faults = []
    for number, line in enumerate(checksums.decode("utf-8", "replace").splitlines(), start=1):
        found = _LINE.fullmatch(line)
        if not found or ".." in found[2].split("/") or found[2] == CHECKSUMS:
            faults.append(f"line {number} is no checksum of a file of the release")
        elif found[2] in sums:
            faults.append(f"line {number} names a file a second time")
        else:
            sums[found[2]] = found[1]
    return sums, faults or ([] if sums else ["it lists no file"])


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises IntegrityError where it is missing, OutputError where the disk refuses."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise IntegrityError(f"{path}: the file is missing{AGAIN}") from None
    except OSError as problem:
        raise OutputError(f"{path} can't be read: {problem.strerror}. Make it readable.") from None
