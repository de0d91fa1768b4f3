"""Hold the files of a release folder against its SHA256SUMS: none changed, none missing, none too many, no links."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from casebook.errors import UsageError
from casebook.loading.sealed import listed, read_bytes
from casebook.release.checksums import CHECKSUMS

BESIDE = (".git", ".gitattributes", ".cache/huggingface")
"""What git and the client of a hub keep beside the files of a copy."""


def entries(folder: Path, copied: bool = False) -> Iterator[Path]:
    """Everything in a folder but folders that hold something, hidden things too, in order; no link is followed.

    Of a release that was `copied` from a hub without what the copying left beside it.
    """
    beside = {folder / name for name in BESIDE} if copied else set()
    for root, folders, files in os.walk(folder, onerror=_refuse):
        here = Path(root)
        if not (files or folders):
            yield here
        folders[:] = sorted(name for name in folders if here / name not in beside)
        found = (*files, *(name for name in folders if (here / name).is_symlink()))
        yield from (here / name for name in sorted(found) if here / name not in beside)


def plain(path: Path) -> bool:
    """Whether a path is a file of its own: no link, no device, no folder."""
    return stat.S_ISREG(path.lstat().st_mode)


def file_faults(folder: Path, hashes: Mapping[Path, str], expected: str | None) -> Iterator[str]:
    """Every way in which the files differ from SHA256SUMS, and it from the checksum `expected` of it.

    `hashes`: the checksum of every plain file in the folder. Where no checksum is expected, the release may be a copy.
    """
    path = folder / CHECKSUMS
    if path not in hashes:
        yield f"{path}: the file is missing, or is no plain file"
        return
    if expected not in {None, hashes[path]}:
        yield f"{path}: it is not the one that versions.json tells"
    sums, faults = listed(read_bytes(path))
    yield from (f"{path}: {fault}" for fault in faults)
    found = {entry.relative_to(folder).as_posix(): entry for entry in entries(folder, copied=expected is None) if entry != path}
    yield from (f"{folder / name}: the file is missing" for name in sums if name not in found)
    for name, entry in found.items():
        if fault := _fault(entry, sums.get(name), hashes):
            yield f"{shown(entry)}: {fault}"


def _fault(path: Path, told: str | None, hashes: Mapping[Path, str]) -> str | None:
    if path.is_symlink():
        return "it is a link; a release holds the files themselves"
    if path not in hashes:
        return "it is no file"
    if told is None:
        return f"it is not in {CHECKSUMS}"
    return None if hashes[path] == told else f"its bytes are not those that {CHECKSUMS} tells"


def shown(path: Path) -> str:
    """A path on one line, whatever is in it."""
    return str(path) if str(path).isprintable() else ascii(str(path))


def _refuse(problem: OSError) -> None:
    raise UsageError(f"{problem.filename} can't be read: {problem.strerror}. Name a folder that can.")
