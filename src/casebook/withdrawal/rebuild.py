"""Build the versions that take the place of those withdrawn, beside the shelf, and put them there all at once.

The stage is a hidden folder on the shelf. It gets its name when every version in it is built and proved; from then on the
change is decided, and whoever comes next completes it: a cut at any step leaves the shelf as it was, or a stage to finish.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from casebook.build import build
from casebook.contract import load_contract
from casebook.errors import DisclosureError, OutputError
from casebook.output import refuse_existing
from casebook.versions.edition import Edition
from casebook.versions.number import Bump, Version
from casebook.versions.report import CHANGES, texts
from casebook.versions.schema import find_changes
from casebook.versions.shelf import BATCH, Shelf
from casebook.wall.keys import Key
from casebook.wall.policy import LINKED
from casebook.wall.pseudonymise import Coded
from casebook.wall.tiers import protect_for_tier
from casebook.withdrawal.affected import Holding
from casebook.withdrawal.suppression import Suppressions

STAGE, PLAN = ".withdrawal", "plan.json"
NO_CASE = "it has too few persons left, or they would stand out"
CHANGED = "what a column or code means has changed since; no patch can say that"
NOT_ALL = "some of its articles are not among those given"
NOT_WANTED = "none was asked for"
IN_PLACE = "This version takes the place of one that was withdrawn. What differs between the two is not told."


@dataclass(frozen=True)
class Step:
    """Versions of one line that go, and the one that replaces them; `build` where that must be made first, else why not."""

    gone: tuple[str, ...]
    replaced_by: str | None
    model: Holding | None = field(default=None, repr=False)
    why: str = ""


def steps(shelf: Shelf, held: Sequence[Holding], *, replacements: bool = True) -> tuple[Step, ...]:
    """What becomes of every version that holds somebody withdrawn, the smallest first; `held` are all that stand."""
    lines: dict[tuple[int, int], list[Holding]] = {}
    for one in sorted(held, key=lambda h: Version.read(h.version)):
        number = Version.read(one.version)
        lines.setdefault((number.major, -1 if number.draft else number.minor), []).append(one)
    return tuple(_step(shelf, line, replacements) for line in lines.values() if any(one.ids for one in line))


def _step(shelf: Shelf, line: Sequence[Holding], replacements: bool) -> Step:
    newest, gone = line[-1], tuple(one.version for one in line if one.ids)
    if not newest.ids:
        return Step(gone, newest.version)
    why = "" if replacements and newest.whole else NOT_ALL if replacements else NOT_WANTED
    if not why and not Version.read(newest.version).draft and _changed(newest):
        why = CHANGED
    return Step(gone, None, None, why) if why else Step(gone, _next(shelf, newest.version), newest)


def _next(shelf: Shelf, version: str) -> str:
    """The next free patch of its line; after a draft the next free draft."""
    drafts = [entry.number for entry in shelf.entries() if entry.number.draft]
    number = str(max(drafts).after(Bump.MINOR)) if Version.read(version).draft else shelf.next_patch(version)
    refuse_existing(shelf.folder(number))
    return number


def _changed(held: Holding) -> bool:
    """Whether today's contract differs from that of a release in structure or meaning; of the open tier the build finds out."""
    if held.policy.tier != LINKED:
        return False
    contract, policy = load_contract(), held.policy
    nobody = protect_for_tier(Coded({name: [] for name in contract.tables}, {}), contract, policy)
    today = Edition.of(nobody, policy, "0.0.0").described
    return any(change.bump == Bump.MAJOR for change in find_changes(held.edition.described, today))


@contextmanager
def staging(shelf: Shelf) -> Iterator[Path]:
    """A folder to build in; it takes effect at the end, and goes without a trace where something fails."""
    partial = shelf.root / f"{STAGE}.partial"
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        try:
            yield partial
            partial.rename(shelf.root / STAGE)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    except OSError as problem:
        raise OutputError(f"{shelf.root} can't be written: {problem.strerror}. The shelf is as it was; run it again.") from None


Make = Callable[[Step, Path, Path | None], None]


def build_all(shelf: Shelf, todo: Sequence[Step], stage: Path, make: Make) -> tuple[Step, ...]:
    """Build every replacement in the stage, each after the version before it that stays; those that can't be say why."""
    done: list[Step] = []
    going = {version for step in todo for version in step.gone}
    standing = {version: shelf.folder(version) for version in shelf.kept() if version not in going}
    for step in todo:
        made = step
        if step.model and step.replaced_by:
            out = stage / step.replaced_by
            try:
                make(step, out, _before(step.replaced_by, standing))
                standing |= {} if Version.read(step.replaced_by).draft else {step.replaced_by: out}
            except DisclosureError:
                made = Step(step.gone, None, None, NO_CASE)
        done.append(made)
    return tuple(done)


def _notes(version: str) -> dict[str, str]:
    """What a replacement without a version before it says of what changed: nothing that would tell who went."""
    told = texts(version, None)
    return {**told, CHANGES: f"# Changes in {version}\n\n{IN_PLACE}\n"}


def maker(articles: Path, key: Key, listed: Suppressions, jobs: int | None) -> Make:
    """How a replacement is built: from the articles of the version it is for, as of its day, without the persons withdrawn."""

    def make(step: Step, out: Path, previous: Path | None) -> None:
        if step.model and step.replaced_by:
            build(
                articles, key, step.replaced_by, out, step.model.policy,
                previous=previous, notes=None if previous else _notes(step.replaced_by),
                suppressions=listed, only=step.model.articles, jobs=jobs,
            )  # fmt: skip

    return make


def _before(version: str, standing: Mapping[str, Path]) -> Path | None:
    smaller = [known for known in standing if Version.read(known) < Version.read(version)]
    return standing[max(smaller, key=Version.read)] if smaller and not Version.read(version).draft else None


def decide(stage: Path, done: Sequence[Step], withdrawals: int) -> None:
    """Write down what the shelf becomes: numbers of versions, and withdrawals in full batches."""
    going = {version: step.replaced_by for step in done for version in step.gone}
    batches = withdrawals - withdrawals % BATCH
    (stage / PLAN).write_text(json.dumps({"withdrawals": batches, "gone": going}), encoding="utf-8")


def finish(shelf: Shelf) -> bool:
    """Carry a decided change out; whether there was one. Running it again after a cut at any step completes it."""
    try:
        shutil.rmtree(shelf.root / f"{STAGE}.partial", ignore_errors=True)
        decided = (shelf.root / STAGE / PLAN).is_file()
        if decided:
            _put_in_place(shelf, shelf.root / STAGE)
        shutil.rmtree(shelf.root / STAGE, ignore_errors=True)
    except OSError as problem:
        raise OutputError(f"{shelf.root} can't be written: {problem.strerror}. Mend that and run it again.") from None
    return decided


def _put_in_place(shelf: Shelf, stage: Path) -> None:
    """First what comes, then what goes; the plan last, so that a cut is seen."""
    plan = json.loads((stage / PLAN).read_text(encoding="utf-8"))
    for made in sorted((f for f in stage.iterdir() if f.is_dir()), key=lambda f: Version.read(f.name)):
        made.rename(shelf.folder(made.name))
    for version in sorted({v for v in plan["gone"].values() if v}, key=Version.read):
        shelf.add(version)
    for version, replaced_by in plan["gone"].items():
        shelf.withdraw(version, replaced_by)
    shelf.bury(plan["withdrawals"])
    (stage / PLAN).unlink()
