"""Checksums of files, and the SHA256SUMS of a folder."""

import hashlib
from pathlib import Path

CHECKSUMS = "SHA256SUMS"


def checksums(folder: Path) -> str:
    """The lines of SHA256SUMS for every file of a folder but itself, by path."""
    paths = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != CHECKSUMS)
    return "".join(f"{sha256(folder / p)}  {p}\n" for p in paths)


def sha256(path: Path) -> str:
    """The checksum of a file, in hex."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
