"""Find the equivalence classes of rows: which rows look alike, how many, how varied and how typical each class is.

A column is an array of small nonnegative integers, a row a position in all of them. Everything is deterministic: classes
are numbered in the order of their codes, first column first.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]

LEAST_ROOM, MOST_ROOM = 1 << 12, 1 << 22
OVERFLOW = 1 << 62


def equivalence(columns: Sequence[Codes]) -> Codes:
    """The class of each row, 0 to n - 1: rows are of one class if all columns agree.

    Raises ValueError where there is no column. Takes O(rows) a column while codes are small, else sorts.
    """
    if not columns:
        raise ValueError("No column was given, so rows can't be told apart or counted.")
    key, width = _numbered(columns[0])
    for column in columns[1:]:
        own, radix = _fitting(column, width)
        key, width = key * radix + own, width * radix
        if width > _room(len(key)):
            key, width = _numbered(key)
    return _numbered(key)[0]


def sizes(classes: Codes, weights: Codes | None = None) -> Codes:
    """How many rows each class has; `weights`, where given, is how many rows each position stands for."""
    return _summed(classes, weights)


def distinct(classes: Codes, values: Codes) -> Codes:
    """How many different values each class has: distinct l-diversity (Machanavajjhala et al. 2007)."""
    owners, _, _ = _pairs(classes, values, None)
    return np.bincount(owners)


def distance(classes: Codes, values: Codes, weights: Codes | None = None) -> NDArray[np.float64]:
    """How far each class's distribution of values lies from that of all rows, 0 to 1.

    The earth mover's distance where all values are equally far apart, which is the total variation:
    t-closeness for a nominal column (Li, Li & Venkatasubramanian 2007).
    """
    owners, held, counts = _pairs(classes, values, weights)
    expected = np.bincount(held, counts) / max(counts.sum(), 1)
    surplus = counts / sizes(classes, weights)[owners] - expected[held]
    return np.bincount(owners, np.maximum(surplus, 0.0)).astype(np.float64, copy=False)


def _pairs(classes: Codes, values: Codes, weights: Codes | None) -> tuple[Codes, Codes, Codes]:
    """Each class with each of its values: classes, values as 0 to n - 1, rows that have both."""
    own, radix = _numbered(values)
    pair, member = np.unique(classes * radix + own, return_inverse=True)
    return pair // radix, pair % radix, _summed(member, weights)


def _summed(classes: Codes, weights: Codes | None) -> Codes:
    """Rows of each class; exact, as sums stay below 2^53."""
    return np.bincount(classes, weights).astype(np.int64, copy=False)


def _fitting(column: Codes, width: int) -> tuple[Codes, int]:
    """A column and its number of codes, renumbered where the product with `width` would overflow."""
    radix = _width(column)
    return (column, radix) if radix < OVERFLOW // width else _numbered(column)


def _numbered(key: Codes) -> tuple[Codes, int]:
    """Keys as 0 to n - 1 in their order, and n."""
    width = _width(key)
    if width > _room(len(key)):
        known, number = np.unique(key, return_inverse=True)
        return number.astype(np.int64, copy=False), max(len(known), 1)
    seen = np.zeros(width, dtype=bool)
    seen[key] = True
    place = np.cumsum(seen) - 1
    return place[key], max(int(place[-1]) + 1, 1)


def _width(key: Codes) -> int:
    return int(key.max(initial=0)) + 1


def _room(rows: int) -> int:
    """How many codes are sooner counted than sorted, in bounded memory."""
    return max(LEAST_ROOM, min(32 * rows, MOST_ROOM), 4 * rows)
