"""Find special uniques: the rows that few columns single out, and which columns those are.

A set of columns is a minimal unique set (MSU) of a row if the row alone has its values there and no smaller part of the set
does as much. The fewer columns it takes, and the more ways there are, the more a row stands out in a population as well as
in the table. Elliot, Manning & Ford 2002 (SUDA, Int J Uncertainty Fuzziness 10:493-509); Manning, Haglin & Keane 2008
(SUDA2, Data Min Knowl Disc 16:165-196). The search is exact: every set up to a size, larger ones only over rows that no part
of them singles out yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casebook.disclosure.classes import Codes, equivalence

MOST = 3
DENSE = 4
PLACES = 6

Alone = dict[tuple[int, ...], NDArray[np.bool_]]


@dataclass(frozen=True)
class Uniques:
    """`by_row`: MSUs of each row by size, rows x sizes from 1; `by_column`: those that hold a column, columns x sizes."""

    by_row: Codes = field(repr=False)
    by_column: Codes = field(repr=False)

    @property
    def score(self) -> NDArray[np.float64]:
        """The SUDA score of each row, n floats from 0: over its MSUs, the product of (columns - i) for i from its size to the
        largest sought (Elliot, Manning & Ford 2002), the number of ways to come to a set of that size through it.
        """
        return self.by_row @ self._weights

    @property
    def contribution(self) -> NDArray[np.float64]:
        """For each column the share of the whole score, 0 to 1, in the MSUs that hold it; the shares overlap."""
        total = float(self.score.sum())
        return (self.by_column @ self._weights) / (total or 1.0)

    @property
    def _weights(self) -> NDArray[np.float64]:
        columns, most = len(self.by_column), self.by_column.shape[1]
        reach = min(most, columns - 1)
        return np.array([prod(columns - i for i in range(size, reach + 1)) for size in range(1, most + 1)], dtype=np.float64)

    def to_json(self, names: Sequence[str]) -> dict[str, Any]:
        """Totals for `json.dumps`, no row among them: rows with an MSU of a size at the least, MSUs by size and by column."""
        found = self.by_row > 0
        least = np.where(found.any(axis=1), found.argmax(axis=1), -1)
        shares = [round(float(share), PLACES) for share in self.contribution]
        return {
            "rows": len(self.by_row),
            "special_uniques": int((least >= 0).sum()),
            "rows_by_smallest_set": _by_size(np.bincount(least[least >= 0], minlength=found.shape[1])),
            "sets_by_size": _by_size(self.by_row.sum(axis=0)),
            "columns": {
                name: {"share_of_score": share, "sets_by_size": _by_size(sets)}
                for name, share, sets in zip(names, shares, self.by_column, strict=True)
            },
        }


def special_uniques(columns: Sequence[Codes], most: int = MOST) -> Uniques:
    """All MSUs of up to `most` columns of a table of nonnegative integers, n in each column."""
    coded = [equivalence([column]) for column in columns]
    rows = len(coded[0]) if coded else 0
    by_row, by_column = np.zeros((rows, most), dtype=np.int64), np.zeros((len(coded), most), dtype=np.int64)
    alone: Alone = {(): np.zeros(rows, dtype=np.bool_)}
    for size in range(1, most + 1):
        for prefix in combinations(range(len(coded)), size - 1):
            for chosen, mask in _extended(coded, prefix, alone):
                minimal = mask & ~np.any([alone[part] for part in combinations(chosen, size - 1)], axis=0)
                if size < most:
                    alone[chosen] = mask
                by_row[minimal, size - 1] += 1
                by_column[list(chosen), size - 1] += int(minimal.sum())
    return Uniques(by_row, by_column)


def _extended(coded: Sequence[Codes], prefix: tuple[int, ...], alone: Alone) -> list[tuple[tuple[int, ...], NDArray[np.bool_]]]:
    """Each set of a prefix and one later column, with the rows that are alone in it."""
    crowd = np.flatnonzero(~alone[prefix])  # whom the prefix singles out is alone in every larger set
    base = equivalence([coded[c][crowd] for c in prefix]) if prefix else np.zeros(len(crowd), dtype=np.int64)
    made = []
    for last in range(prefix[-1] + 1 if prefix else 0, len(coded)):
        mask = alone[prefix].copy()
        own = coded[last][crowd]
        mask[crowd] = _alone(base * (int(own.max(initial=0)) + 1) + own)
        made.append(((*prefix, last), mask))
    return made


def _alone(keys: Codes) -> NDArray[np.bool_]:
    """Which rows have a key that no other row has."""
    if int(keys.max(initial=0)) < DENSE * len(keys):
        return np.asarray(np.bincount(keys)[keys] == 1)
    order = np.argsort(keys, kind="stable")
    step = np.concatenate(([True], np.diff(keys[order]) != 0, [True]))
    mask = np.zeros(len(keys), dtype=np.bool_)
    mask[order] = step[1:] & step[:-1]
    return mask


def _by_size(counts: Codes) -> dict[str, int]:
    return {str(size): int(count) for size, count in enumerate(counts, start=1)}
