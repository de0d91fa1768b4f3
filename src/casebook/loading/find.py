"""Find the one release that somebody asks for: in a folder, on a shelf of versions, in a repository of a hub."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from casebook.errors import IntegrityError, UsageError
from casebook.hub.client import NAME
from casebook.release.checksums import CHECKSUMS
from casebook.versions.number import FORM, Version
from casebook.versions.shelf import VERSIONS, WITHDRAWN, Shelf

DATASET = "CASEBOOK_DATASET"
CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Found:
    """A release folder, the version it must be (None: its own) and the checksum of its SHA256SUMS, where one is known.

    `again` brings it once more, where it came from a cache that may be damaged.
    """

    folder: Path
    version: str | None = None
    sha256sums: str | None = None
    again: "Callable[[], Found] | None" = field(default=None, repr=False)  # it holds a token


Download = Callable[[str, str | None], Found]
"""From the name of a repository and a version (None: the newest) to the release on this machine."""


def find(path_or_repo: str | Path | None, version: str | None, download: Download) -> Found:
    """The release of a version; see `casebook.load` for what may be asked.

    Raises UsageError where there is none, IntegrityError where it was withdrawn or is another version.
    """
    if version is not None:
        Version.read(version)
    asked = _default() if path_or_repo is None else path_or_repo
    folder = Path(asked).expanduser()
    if folder.is_dir():
        return _in_folder(folder, version)
    if isinstance(asked, str) and NAME.fullmatch(asked) and not FORM.fullmatch(folder.name):
        return download(asked, version)
    raise UsageError(f"{asked}: no such folder. Name a release, the folder of its versions, or a repository as owner/name.")


def shelf_in(folder: Path) -> Shelf | None:
    """The shelf that a folder is, or the repository in it has."""
    return next((Shelf(root) for root in (folder, folder / "dataset") if (root / VERSIONS).is_file()), None)


def _default() -> str | Path:
    """Where to look when nobody says."""
    if named := os.environ.get(DATASET):
        return named
    if (CHECKOUT / "dataset" / VERSIONS).is_file():
        return CHECKOUT
    raise UsageError(f"which dataset? Give path_or_repo, a folder or owner/name, or set {DATASET} to one.")


def _in_folder(folder: Path, version: str | None) -> Found:
    if shelf := shelf_in(folder):
        return _on_shelf(shelf, version)
    shelf, name = Shelf.beside(folder), folder.resolve().name
    if not shelf or not FORM.fullmatch(name):
        return Found(folder, version)
    if version not in {None, name}:
        raise IntegrityError(f"{folder}: this is version {name}, not {version}. Name {folder.parent} instead.")
    return _on_shelf(shelf, name)


def _on_shelf(shelf: Shelf, version: str | None) -> Found:
    """A version that the list beside its folder knows and that still stands there."""
    wanted = version or shelf.current
    if wanted is None:
        raise UsageError(f"{shelf.root}: no version stands there. Name another folder.")
    entry, folder = shelf.entry(wanted), shelf.folder(wanted)
    instead = entry.replaced_by or shelf.current
    way_out = f" Take {instead} instead." if instead else ""
    if entry.status == WITHDRAWN:
        raise IntegrityError(f"{shelf.root}: version {wanted} was withdrawn.{way_out}")
    if not (folder / CHECKSUMS).is_file():
        raise UsageError(f"{shelf.root}: version {wanted} is {entry.status} and not kept.{way_out}")
    return Found(folder, wanted, entry.sha256sums)
