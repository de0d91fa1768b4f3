"""Compare two releases: what changed in structure, words and rows, what of it may be told, and how far the version must move."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from casebook.errors import DisclosureError, UsageError
from casebook.versions.edition import Edition, read_edition
from casebook.versions.guard import Tellable, small_classes, tellable
from casebook.versions.number import Bump
from casebook.versions.rows import Rows, find_rows
from casebook.versions.schema import Change, find_changes
from casebook.versions.shelf import WITHDRAWN, Shelf


@dataclass(frozen=True)
class Difference:
    """What changed from one version to another.

    `k`: below it no count is told; `classes`: classes that telling the rows would narrow down to fewer than k; `withdrawn`:
    whether one of the versions was withdrawn; `rows`: the exact counts, never to be told; `undescribed`: versions that say
    nothing of their codes; `withdrawals`: persons withdrawn so far as the shelf tells it, None where there is no shelf.
    """

    old: str
    new: str
    k: int
    changes: tuple[Change, ...]
    classes: int
    tellable: Tellable
    rows: Rows = field(repr=False)
    undescribed: tuple[str, ...] = ()
    withdrawn: bool = False
    withdrawals: str | int | None = None

    @property
    def may_tell_rows(self) -> bool:
        """Whether anything may be told of the rows."""
        return not (self.classes or self.withdrawn)

    @property
    def bump(self) -> Bump:
        """How far the newer version must be from the older.

        Major where structure or a meaning changed, minor where codes or cases are new, patch for any other change of rows.
        """
        of_rows = Bump.MINOR if self.rows.new_cases else Bump.PATCH if self.rows else Bump.NONE
        return max(of_rows, *(change.bump for change in self.changes), Bump.NONE)


def compare(old: Edition, new: Edition, k: int = 0) -> Difference:
    """What changed from `old` to `new`; `k` can only raise what the two promise. Raises UsageError for two tiers."""
    if old.tier != new.tier:
        raise UsageError(f"{old.version} is of the tier '{old.tier}', {new.version} of '{new.tier}'. Compare two of one tier.")
    least = max(k, old.k, new.k)
    renewed = (Change("ids_renewed"),) if old.stable and old.epoch != new.epoch else ()
    rows = find_rows(old, new)
    return Difference(
        old=old.version,
        new=new.version,
        k=least,
        changes=(*renewed, *find_changes(old.described, new.described)),
        classes=small_classes(old, new, least),
        tellable=tellable(rows, least),
        rows=rows,
        undescribed=tuple(dict.fromkeys(edition.version for edition in (old, new) if not edition.described.whole)),
    )


def compare_folders(old: Path, new: Path, k: int = 0) -> Difference:
    """What changed between two release folders, and what the shelves that they stand on say of withdrawals.

    Raises UsageError where one is no whole release, OutputError where it can't be read.
    """
    editions = read_edition(old), read_edition(new)
    found = compare(*editions, k)
    shelves = [shelf for shelf in map(Shelf.beside, (new, old)) if shelf]
    gone = {entry.version for shelf in shelves for entry in shelf.entries() if entry.status == WITHDRAWN}
    return replace(
        found,
        withdrawn=any(edition.version in gone for edition in editions),
        withdrawals=shelves[0].tombstones if shelves else None,
    )


def refuse_untellable(difference: Difference) -> None:
    """Raise DisclosureError where telling the rows would single somebody out."""
    versions = f"from {difference.old} to {difference.new}"
    if difference.withdrawn:
        raise DisclosureError(
            f"one of the two versions was withdrawn: what changed in the rows {versions} would tell who went. "
            f"Only structure and vocabulary are told."
        )
    if difference.classes:
        raise DisclosureError(
            f"telling what changed in the rows {versions} would single somebody out (classes narrowed down to fewer than "
            f"{difference.k}: {difference.classes}). Only structure and vocabulary are told."
        )
