"""Follow the release before: a version that says what changed, ids that stay with their things, and the words for both."""

from pathlib import Path

from casebook.versions.compare import compare
from casebook.versions.edition import Edition, read_edition, version_in
from casebook.versions.ids import check_ids
from casebook.versions.number import Bump, check_step
from casebook.versions.report import texts
from casebook.versions.shelf import Shelf
from casebook.wall.opened import Released
from casebook.wall.policy import Policy


def check_follows(version: str, previous: Path | None) -> None:
    """Refuse a version that is not larger than that of the release before, before anything else is done (UsageError)."""
    if previous is not None:
        check_step(version_in(previous), version, Bump.NONE)


def follow(released: Released, policy: Policy, version: str, previous: Path | None) -> dict[str, str]:
    """CHANGES.md and diff.json of a release that is about to be written, by their names.

    Raises UsageError where the version is nearer to that before than what changed, IntegrityError where an id that stood
    for one thing stands for another, in any version kept beside the one before.
    """
    if previous is None:
        return texts(version, None)
    old, new = read_edition(previous), Edition.of(released, policy, version)
    check_ids(new, [old, *map(read_edition, kept_beside(previous))])
    found = compare(old, new)
    check_step(old.version, version, found.bump)
    return texts(version, found)


def kept_beside(previous: Path) -> list[Path]:
    """The other versions on the shelf of a release; none where it stands on none."""
    shelf = Shelf.beside(previous)
    folders = [shelf.folder(version) for version in shelf.kept()] if shelf else []
    return [folder for folder in folders if folder.is_dir() and folder.resolve() != previous.resolve()]
