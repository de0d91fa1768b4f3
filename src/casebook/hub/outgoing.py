"""A release about to go out: whole on the disk, and compared with what a hub holds by the names git and LFS give to bytes."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.errors import IntegrityError, UsageError
from casebook.loading.check import check
from casebook.loading.declared import CARD, read_card, version_of
from casebook.loading.sealed import unseal
from casebook.loading.tables import read_parquet
from casebook.release.checksums import CHECKSUMS, sha256
from casebook.release.content import content_hash
from casebook.versions.shelf import VERSIONS, WITHDRAWN, Shelf

if TYPE_CHECKING:
    from huggingface_hub.hf_api import RepoFile

Fetch = Callable[[str], bytes]
OF_THE_HUB = ".gitattributes"
"""The one file of a repository that is the hub's own."""


@dataclass(frozen=True)
class Outgoing:
    """A release folder: the SHA-256 of every file by its path, and the content hash of every table by its config.

    `tables` leaves out those without a row: `datasets` can't load them, so only their files are compared.
    """

    folder: Path
    version: str
    sums: Mapping[str, str] = field(repr=False)
    tables: Mapping[str, str] = field(repr=False)

    @property
    def tag(self) -> str:
        """The tag under which the hub has it."""
        return f"v{self.version}"

    def to_write(self, there: "Mapping[str, RepoFile]") -> tuple[str, ...]:
        """The paths whose bytes a tree doesn't have yet."""
        return tuple(path for path in self.sums if path not in there or not self._same(path, there[path]))

    def to_delete(self, there: "Mapping[str, RepoFile]") -> tuple[str, ...]:
        """The paths of a tree that the release doesn't have."""
        return tuple(sorted(set(there) - {*self.sums, OF_THE_HUB}))

    def in_tree(self, there: "Mapping[str, RepoFile]", fetch: Fetch) -> bool:
        """Is a tree exactly this release?

        What the hub names otherwise than git and LFS do, but as long as ours, is fetched and compared.
        """
        if self.to_delete(there) or not self.sums.keys() <= there.keys():
            return False
        unsure = self.to_write(there)
        if any(there[path].size != (self.folder / path).stat().st_size for path in unsure):
            return False
        return all(hashlib.sha256(fetch(path)).hexdigest() == self.sums[path] for path in unsure)

    def _same(self, path: str, file: "RepoFile") -> bool:
        if file.lfs:
            return file.lfs.sha256 == self.sums[path]
        found = (self.folder / path).read_bytes()
        return file.blob_id in {git_blob(found), git_blob(pointer(self.sums[path], len(found)))}


def read_outgoing(folder: Path) -> Outgoing:
    """The release in a folder, once `casebook check` finds nothing wrong with it and its shelf does not call it withdrawn.

    Raises UsageError where there is no release or it was withdrawn, IntegrityError with every fault where it is not whole.
    """
    if not (folder / CHECKSUMS).is_file():
        raise UsageError(f"{folder}: no release, it has no {CHECKSUMS}. Name the folder of one version.")
    sealed = unseal(folder)
    if faults := check(folder).faults:
        raise IntegrityError("\n".join((*faults, f"{folder} is not whole; nothing was sent. Build or get the release again.")))
    declared = read_card(sealed.read(CARD), folder / CARD)
    version, sums = version_of(declared, folder / CARD), {**sealed.sums, CHECKSUMS: sha256(folder / CHECKSUMS)}
    _refuse_withdrawn(folder, version, sums[CHECKSUMS])
    read = {name: read_parquet(sealed.read(table.path), folder / table.path) for name, table in declared.items()}
    return Outgoing(folder, version, sums, {name: content_hash(table) for name, table in read.items() if table.num_rows})


def _refuse_withdrawn(folder: Path, version: str, checksum: str) -> None:
    """The shelf on which a release stands has the last word."""
    shelf = Shelf.beside(folder)
    entry = next((e for e in shelf.entries() if e.version == version), None) if shelf else None
    if entry and entry.status == WITHDRAWN:
        raise UsageError(f"{folder}: version {version} was withdrawn. Publish {entry.replaced_by or 'another version'}.")
    if entry and entry.sha256sums != checksum:
        raise IntegrityError(f"{folder}: not the version {version} that {VERSIONS} tells. Get the release again.")


def git_blob(found: bytes) -> str:
    """The name git gives to a file of these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(found) + found, usedforsecurity=False).hexdigest()


def pointer(oid: str, size: int) -> bytes:
    """What git holds in place of a file that is kept by LFS (git-lfs, docs/spec.md)."""
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n".encode("ascii")
