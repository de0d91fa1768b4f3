"""Match released rows with source rows: which of these could a released row be, whatever the level it is shown at?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casebook.attack.view import Flat, plain
from casebook.contract import Contract
from casebook.contract.hierarchies import WITHHELD, Hierarchy
from casebook.errors import ContractError

NOT_APPLICABLE = "not_applicable"
Mask = NDArray[np.bool_]
Fits = Callable[[Any, Any], bool]
"""Whether a released value can be what became of a source value."""


@dataclass(frozen=True)
class Matched:
    """Released rows: how many there are, fit one source row only, are right in that, have their own row among those that fit."""

    rows: int
    unique: int
    correct: int
    reached: int


def match(released: Mapping[str, Flat], sources: Mapping[str, Flat], fits: Mapping[str, Fits]) -> Matched:
    """Match rows on the columns of `fits`; the ids (keys of the mappings) are the truth and take no part in it."""
    masks = {c: _masks(c, released.values(), sources.values(), fit) for c, fit in fits.items()}
    place = {key: n for n, key in enumerate(sources)}
    unique = correct = reached = 0
    for key, row in released.items():
        found = np.ones(len(sources), dtype=np.bool_)
        for column, mask in masks.items():
            found &= mask[plain(row[column])]
        own = key in place and bool(found[place[key]])
        alone = int(np.count_nonzero(found)) == 1
        unique, correct, reached = unique + alone, correct + (alone and own), reached + own
    return Matched(len(released), unique, correct, reached)


def _masks(column: str, released: Iterable[Flat], sources: Iterable[Flat], fit: Fits) -> dict[Any, Mask]:
    """For each released value of a column: which source rows it fits."""
    have = [plain(row[column]) for row in sources]
    kinds = list(dict.fromkeys(have))
    coded = _coded(have, kinds)
    values = dict.fromkeys(plain(row[column]) for row in released)
    return {v: np.array([fit(v, kind) for kind in kinds], dtype=np.bool_)[coded] for v in values}


def _coded(have: Sequence[Any], kinds: Sequence[Any]) -> NDArray[np.intp]:
    numbers = {kind: n for n, kind in enumerate(kinds)}
    return np.array([numbers[v] for v in have], dtype=np.intp)


def fitting(contract: Contract, column: str) -> Fits:
    """How the values of a flat column ("incidents.region") are compared, by what the contract says of it."""
    table, _, name = column.partition(".")
    field = contract.tables[table].fields[name]
    if name.startswith("n_") and column != "incidents.n_articles":
        return at_least
    if field.content == "reason":
        return same_reason
    if field.content == "code_name":
        return as_often
    hierarchy = field.disclosure.hierarchy or (field.vocabulary.hierarchy if field.vocabulary else None)
    return under(hierarchy) if hierarchy else same


def same(released: Any, source: Any) -> bool:
    """The same, or withheld (alone or as the only code of a list), or not shown because a link is cut."""
    return released is None or released in (WITHHELD, (WITHHELD,)) or released == source


def at_least(released: Any, source: Any) -> bool:
    """A count or its band: rows may have been left out, so the source has as many or more."""
    if released in (None, WITHHELD):
        return True
    lowest = released if isinstance(released, int) else int(str(released).partition("_")[0])
    return source is not None and bool(source >= lowest)


def same_reason(released: Any, source: Any) -> bool:
    """Why a link is not there: one that cannot arise stays so, any other may have been cut."""
    return bool((released == NOT_APPLICABLE) == (source == NOT_APPLICABLE))


def as_often(released: Any, source: Any) -> bool:
    """A group by the number of its incidents (its code name says nothing without the key), or a code that stands for it."""
    if isinstance(released, int):
        return isinstance(source, int) and source >= released
    return same(released, source)


def under(hierarchy: Hierarchy) -> Fits:
    """The label that the source value has at some level of the hierarchy."""

    @cache
    def labels(source: Any) -> frozenset[str]:
        return frozenset(_labels(hierarchy, source))

    return lambda released, source: same(released, source) or released in labels(source)


def _labels(hierarchy: Hierarchy, source: Any) -> Iterable[str]:
    try:
        return [hierarchy.generalise(source, level) for level in range(hierarchy.height + 1)]
    except (ContractError, TypeError):
        return []
