"""Group errors by kind: which field, which code taken for which, what was missed or made up, and where.

Only codes that the codebook knows are told. Ages, dates, residences and whatever else is open stay unsaid.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from casebook.contract import load_contract
from casebook.score.figures import ROWS
from casebook.score.slots import FILED, Slot

VOCABULARIES = {"type": "incident_type", "offences": "offence"}
OPEN = "a value"
OTHER = "another value"
NOTHING = "nothing"
MASK = "«masked»"


@dataclass(frozen=True)
class Confusion:
    """One kind of error with the slots in which it was made."""

    row: str
    what: str
    slots: tuple[Slot, ...]


def find_confusions(slots: Iterable[Slot]) -> list[Confusion]:
    """The errors by kind, in the order of the table, the most frequent of a row first.

    A row that was missed or made up is one error: what its fields would have said is not listed again.
    """
    kinds: dict[tuple[str, str], list[Slot]] = {}
    for slot in slots:
        told = not slot.alone or "." not in slot.row or slot.row.endswith(".found")
        if told and (slot.missing or slot.spurious):
            kinds.setdefault((slot.row.removesuffix(".found"), name_error(slot)), []).append(slot)
    found = [Confusion(row, what, tuple(wrong)) for (row, what), wrong in kinds.items()]
    return sorted(found, key=lambda c: (ROWS.index(c.row), -len(c.slots), c.what))


def name_error(slot: Slot) -> str:
    """What went wrong in a slot, without a private value: "charged -> nothing"."""
    if slot.row == FILED:
        return "filed under another incident"
    if slot.row == "names" or slot.row.endswith(".found"):
        return "missed" if slot.missing else "spurious"
    name = slot.row.partition(".")[2]
    if not _codes(name) and slot.gold is not None and slot.ours is not None:
        return f"{OPEN} -> {OTHER}"
    return f"{_shown(name, slot.gold)} -> {_shown(name, slot.ours)}"


def _shown(name: str, value: Any) -> str:
    if value is None:
        return NOTHING
    codes = _codes(name)
    if not codes:
        return OPEN
    return value if isinstance(value, str) and value in codes else MASK


@cache
def _codes(name: str) -> frozenset[str]:
    """The codes of a field; none where its values are open."""
    known = load_contract().vocabularies
    vocabulary = VOCABULARIES.get(name, name)
    if name == "residence" or vocabulary not in known:
        return frozenset()
    return frozenset(c.code for v in (vocabulary, "missing") for c in known[v].codes)
