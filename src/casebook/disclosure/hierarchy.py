"""Read a hierarchy of generalisation from CSV: a row a value, from the value itself to the top (`value;level1;…;*`).

The values become the leaves of a tree, its nodes are numbered: first the leaves, so that the values under any label
lie side by side, then level after level up to the one root.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from casebook.disclosure.classes import Codes
from casebook.errors import UsageError

TOP = "*"


@dataclass(frozen=True)
class Hierarchy:
    """A tree of labels over the values of a column.

    `labels[node]`; `path[node, level]` is the node above `node` at a level, `node` itself up to its own level;
    `loss[node]` is (leaves under it - 1) / (leaves - 1), 0 to 1 (Iyengar 2002); `code[value]` the leaf of a value.
    """

    labels: tuple[str, ...] = field(repr=False)
    path: Codes = field(repr=False)
    loss: NDArray[np.float64] = field(repr=False)
    code: dict[str, int] = field(repr=False)

    @property
    def levels(self) -> int:
        """How many levels there are, the values themselves included."""
        return int(self.path.shape[1])


def read_hierarchy(path: Path, delimiter: str) -> Hierarchy:
    """The hierarchy in a file, with a root `*` where its last level has several labels.

    Raises UsageError where it can't be read, is ragged, tells a value twice or splits a label further up.
    """
    rows = [row for row in _rows(path, delimiter) if row]
    if not rows:
        raise UsageError(f"{path}: no value in it. Write a row a value: value{delimiter}group{delimiter}*.")
    _check_shape(path, rows)
    if len({row[-1] for row in rows}) > 1:
        rows = [[*row, TOP] for row in rows]
    _check_tree(path, rows)
    return grown(rows)


def grown(rows: Sequence[Sequence[str]]) -> Hierarchy:
    """The hierarchy of well-formed rows, one a value."""
    ordered = _side_by_side(rows)
    number: dict[tuple[int, str], int] = {}
    for level in range(len(rows[0])):
        for row in ordered:
            number.setdefault((level, row[level]), len(number))
    path = np.tile(np.arange(len(number))[:, None], (1, len(rows[0])))
    leaves = np.zeros(len(number))
    for row in ordered:
        nodes = [number[level, label] for level, label in enumerate(row)]
        leaves[nodes] += 1
        for level, node in enumerate(nodes):
            path[node, level:] = nodes[level:]
    loss = (leaves - 1) / max(len(rows) - 1, 1)
    return Hierarchy(tuple(label for _, label in number), path, loss, {row[0]: leaf for leaf, row in enumerate(ordered)})


def _side_by_side(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Rows of one label together, on every level; labels in the order in which they come first."""
    first: dict[tuple[int, str], int] = {}
    for position, row in enumerate(rows):
        for level, label in enumerate(row):
            first.setdefault((level, label), position)
    return sorted(rows, key=lambda row: [first[level, row[level]] for level in reversed(range(len(row)))])


def _rows(path: Path, delimiter: str) -> Iterator[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            yield from csv.reader(handle, delimiter=delimiter)
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UsageError(f"{path}: cannot be read as delimited text. Name a hierarchy beside the policy.") from None


def _check_shape(path: Path, rows: Sequence[Sequence[str]]) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise UsageError(f"{path}, row {number}: {len(row)} levels, row 1 has {len(rows[0])}. Give every value as many.")
        if row[0] in seen:
            raise UsageError(f"{path}, row {number}: its value stands in an earlier row too. Keep one of them.")
        seen.add(row[0])


def _check_tree(path: Path, rows: Sequence[Sequence[str]]) -> None:
    above: dict[tuple[int, str], str] = {}
    for number, row in enumerate(rows, 1):
        for level in range(len(row) - 1):
            if above.setdefault((level, row[level]), row[level + 1]) != row[level + 1]:
                raise UsageError(
                    f"{path}, row {number}: a label of level {level} has another label above it than in an earlier row. "
                    f"Levels may join labels, never split them: give it one label on level {level + 1}."
                )
