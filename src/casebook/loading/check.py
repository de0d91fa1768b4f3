"""Check a release folder, or a whole shelf of versions, and tell everything that is wrong at once, without a value of any row."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.errors import UsageError
from casebook.loading.contents import contents
from casebook.loading.files import entries, file_faults, plain, shown
from casebook.loading.find import shelf_in
from casebook.release.checksums import CHECKSUMS, sha256
from casebook.versions.number import FORM
from casebook.versions.shelf import CURRENT, SUPERSEDED, VERSIONS, WITHDRAWN, Entry, Shelf

Watch = Callable[[Sequence[Path]], Iterable[Path]]


@dataclass(frozen=True)
class Checked:
    """What a check found: faults, a line each that opens with its path; `unruled`: releases made under another contract."""

    releases: tuple[Path, ...]
    files: int
    faults: tuple[str, ...]
    unruled: tuple[Path, ...]


def check(folder: Path, watch: Watch = iter) -> Checked:
    """Check a release, or every version of a shelf and its list.

    Files against SHA256SUMS, rows against content.json (as Parquet and as CSV), columns against the card and
    datapackage.json, values and links against the contract, versions.json against the folders. `watch` may look on while
    files are hashed. Raises UsageError where there is neither a release nor a shelf, IntegrityError where versions.json
    can't be read.
    """
    shelf = shelf_in(folder)
    if not shelf and not (folder / CHECKSUMS).is_file():
        raise UsageError(f"{folder}: no release, it has no {CHECKSUMS}. Name a release folder or the folder of its versions.")
    releases = {shelf.folder(e.version): e for e in shelf.standing()} if shelf else {folder: None}
    files = [path for release in releases for path in entries(release, copied=not shelf) if plain(path)]
    hashes = {path: sha256(path) for path in watch(files)}
    faults, unruled = list(shelf_faults(shelf)) if shelf else [], []
    for release, entry in releases.items():
        found = contents(release, entry.version if entry else None)
        of_files = file_faults(release, hashes, entry.sha256sums if entry else None)
        faults += dict.fromkeys([*of_files, *found.faults])
        unruled += [] if found.under_contract else [release]
    return Checked(tuple(releases), len(files), tuple(faults), tuple(unruled))


def shelf_faults(shelf: Shelf) -> Iterator[str]:
    """Where versions.json and the folders beside it disagree, or its entries among themselves."""
    path, listed = shelf.root / VERSIONS, shelf.entries()
    known = [entry.version for entry in listed]
    yield from (f"{path}: version {v} stands in it twice" for v in sorted({v for v in known if known.count(v) > 1}))
    current = next((e.version for e in reversed(listed) if e.status != WITHDRAWN), None)
    told = json.loads(path.read_bytes())
    if not isinstance(told, dict) or told.get("current") != current:
        yield f"{path}: its current version is not the largest that is not withdrawn"
    for entry in listed:
        yield from (f"{path}: version {entry.version} {fault}" for fault in _entry_faults(shelf, entry, current, known))
    for folder in sorted(path for path in shelf.root.iterdir() if path.is_dir() or FORM.fullmatch(path.name)):
        if folder.name not in known:
            yield f"{shown(folder)}: {VERSIONS} does not tell of it"


def _entry_faults(shelf: Shelf, entry: Entry, current: str | None, known: Sequence[str]) -> Iterator[str]:
    folder = shelf.folder(entry.version)
    may_be = {WITHDRAWN, CURRENT if entry.version == current else SUPERSEDED}
    if entry.status not in may_be:
        yield f"is {entry.status}; it must not be"
    if entry.replaced_by is not None and entry.replaced_by not in known:
        yield "is replaced by a version that is not there"
    if folder.is_symlink():
        yield "is a link; a shelf holds the folders themselves"
    if entry.status == WITHDRAWN and folder.exists():
        yield "is withdrawn and its folder still there"
    if not folder.is_dir() and entry.status != WITHDRAWN and (entry.version == current or not entry.number.draft):
        yield f"is {entry.status} and its folder is missing"
