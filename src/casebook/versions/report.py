"""Tell what changed from one version to the next, as Markdown and as JSON: counts only, never a row or an id."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casebook.versions.compare import Difference
from casebook.versions.guard import Line, Tellable
from casebook.versions.number import Bump, Version
from casebook.versions.rows import REASONS
from casebook.versions.schema import KINDS, Change

CHANGES, DIFF = "CHANGES.md", "diff.json"
FIRST = "This is the first release: there is none before it to compare with. Drafts (0.x) promise nothing and are not kept."
A_DRAFT = "This is a draft: it takes the place of the draft before it and is compared with none."
WITHHELD_ROWS = "What changed in the rows is withheld: laid over the version before, it could single somebody out."
NONE = "Nothing changed."
STEPS = {
    Bump.NONE: "Nothing changed that asks for a new version",
    Bump.PATCH: "Corrections: they ask for a patch version or more",
    Bump.MINOR: "New cases or codes: they ask for a minor version or more",
    Bump.MAJOR: "Structure or meanings changed: that asks for a major version",
}
WENT = {"new_case": "are new cases", "newly_read": "are newly read from known articles", "left_out": "are left out"}


def texts(version: str, difference: Difference | None) -> dict[str, str]:
    """CHANGES.md and diff.json of a release; without a difference it is the first."""
    if difference is None:
        alone = A_DRAFT if Version.read(version).draft else FIRST
        return {CHANGES: f"# Changes in {version}\n\n{alone}\n", DIFF: to_json(None, version)}
    return {CHANGES: markdown(difference), DIFF: to_json(difference)}


def markdown(difference: Difference) -> str:
    """What changed, a chapter each for structure, vocabulary and rows."""
    structure = [change for change in difference.changes if not change.of_codes]
    vocabulary = [change for change in difference.changes if change.of_codes]
    lines = [
        f"# Changes in {difference.new} since {difference.old}",
        "",
        f"{STEPS[difference.bump]}.",
        *(f"{version} has no codebook to compare words with: of it only columns are." for version in difference.undescribed),
        *_chapter("Structure", map(_change, structure)),
        *_chapter("Vocabulary", map(_change, vocabulary)),
        *_chapter("Rows", _rows(difference)),
        *_explained(difference),
    ]
    return "\n".join(lines) + "\n"


def to_json(difference: Difference | None, version: str = "") -> str:
    """The same as JSON: `rows` is null where nothing may be told of them, or nothing came before (`from` is null)."""
    told: dict[str, Any] = {"from": None, "to": version, "structure": [], "vocabulary": [], "rows": None}
    if difference:
        told = {
            "from": difference.old,
            "to": difference.new,
            "smallest_step": difference.bump.name.lower(),
            "k": difference.k,
            "not_described": list(difference.undescribed),
            "structure": [change.to_json() for change in difference.changes if not change.of_codes],
            "vocabulary": [change.to_json() for change in difference.changes if change.of_codes],
            "rows": _rows_json(difference.tellable) if difference.may_tell_rows else None,
            **_used(difference),
            **({} if difference.withdrawals is None else {"withdrawals": difference.withdrawals}),
        }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _chapter(title: str, told: Iterable[str]) -> list[str]:
    lines = [f"- {line}" for line in told]
    return ["", f"## {title}", "", *(lines or [NONE])]


def _change(change: Change) -> str:
    place = ".".join(part for part in (change.table, change.column) if part) or "all tables"
    code = f", code `{change.code}`" if change.code else ""
    became = f" (`{change.was}`, now `{change.now}`)" if change.was and change.now else ""
    label = f" ({change.now or change.was})" if (change.now or change.was) and not became else ""
    return f"`{place}`{code}: {KINDS[change.kind][0]}{label}{became}."


def _rows(difference: Difference) -> Iterator[str]:
    if not difference.may_tell_rows:
        yield WITHHELD_ROWS
        return
    yield from map(_went, (*difference.tellable.added, *difference.tellable.removed))
    yield from map(_changed, difference.tellable.changed)
    if difference.withdrawals is not None:
        yield f"Withdrawn so far, over all versions: {difference.withdrawals} persons; their rows are among those left out."


def _went(line: Line) -> str:
    return f"{_number(line)} {' or '.join(WENT[reason] for reason in line.reason.split(' or '))} (`{line.reason}`)."


def _changed(line: Line) -> str:
    return f"{_number(line)} changed `{line.column}` (`{line.reason}`)."


def _number(line: Line) -> str:
    return f"{str(line.rows).capitalize()} {line.table}"


def _explained(difference: Difference) -> Iterator[str]:
    """What the words and numbers of the chapter on rows stand for."""
    used = _used(difference).get("reasons", {})
    if used:
        yield from ("", f"A count below {difference.k} is told as such.")
        if not difference.rows.matched:
            yield "Ids are those of one version only: rows are compared by how often a value occurs, and may have changed unseen."
        yield from ("", "| reason | meaning |", "|---|---|", *(f"| `{code}` | {label} |" for code, label in used.items()))


def _rows_json(told: Tellable) -> dict[str, Any]:
    parts = {"added": told.added, "removed": told.removed, "changed": told.changed}
    return {name: [line.to_json() for line in lines] for name, lines in parts.items()}


def _used(difference: Difference) -> Mapping[str, Mapping[str, str]]:
    """The reasons that the report names, with their meaning."""
    told = difference.tellable
    lines = (*told.added, *told.removed, *told.changed) if difference.may_tell_rows else ()
    named = {reason for line in lines for reason in line.reason.split(" or ")}
    if difference.withdrawals is not None and difference.may_tell_rows:
        named.add("withdrawn")
    return {"reasons": {code: label for code, label in REASONS.items() if code in named}}
