"""Checksums of files, and the SHA256SUMS of a folder."""

import hashlib
from pathlib import Path

from casebook.derive.description import File

CHECKSUMS = "SHA256SUMS"


def checksums(folder: Path) -> str:
    """The lines of SHA256SUMS for every file of a folder but itself, by path."""
    return "".join(f"{file.sha256}  {path}\n" for path, file in files_of(folder).items() if Path(path).name != CHECKSUMS)


def files_of(folder: Path) -> dict[str, File]:
    """The size and checksum of every file of a folder, by path."""
    paths = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return {path: File((folder / path).stat().st_size, sha256(folder / path)) for path in paths}


def sha256(path: Path) -> str:
    """The checksum of a file, in hex."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
