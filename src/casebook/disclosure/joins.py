"""Look up where two nodes of a hierarchy meet (their least common label), and what that label loses."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from casebook.disclosure.classes import Codes
from casebook.disclosure.hierarchy import Hierarchy


@dataclass(frozen=True)
class Joins:
    """The meetings of all nodes above some looks, in each field.

    A label here is a place: the position of its node in `nodes[field]`. Tables of all fields lie one behind the other: that
    of a field begins at `base` and has `width` places a row. `meet` has the place of the least common label, `lost` its loss.
    """

    nodes: Sequence[Codes] = field(repr=False)
    base: Codes = field(repr=False)
    width: Codes = field(repr=False)
    meet: Codes = field(repr=False)
    lost: Codes = field(repr=False)

    def loss_with(self, one: Codes, others: Codes) -> Codes:
        """The loss of a row under the least label over `one` (fields) and each of `others` (fields x n)."""
        total: Codes = self.lost[self._at(one, others)].sum(axis=0)
        return total

    def losses_between(self, ones: Codes, others: Codes) -> Codes:
        """The loss of a row under the least label over each pair (fields x n and fields x k): n x k."""
        starts = self.base[:, None] + ones * self.width[:, None]
        lost = np.zeros((ones.shape[1], others.shape[1]), dtype=np.int64)
        for start, column in zip(starts, others, strict=True):
            lost += self.lost[start[:, None] + column]
        return lost

    def joined(self, one: Codes, other: Codes) -> Codes:
        """The least labels over two (fields)."""
        return self.meet[self.base + one * self.width + other]

    def loss(self, labels: Codes) -> Codes:
        """The loss of a row under labels (fields x n)."""
        total: Codes = self.lost[(self.base + labels.T * self.width + labels.T)].sum(axis=1)
        return total

    def loss_of(self, places: Codes) -> int:
        """The loss of a row under the least label over some looks (fields x n)."""
        label = self.joined(places.min(axis=1), places.max(axis=1))
        return int(self.lost[self.base + label * self.width + label].sum())

    def spanned(self, places: Codes, classes: Codes) -> Codes:
        """For each look (fields x looks) the least label over all leaves of its class.

        Leaves under a label lie side by side, so that the first and the last meet where all do.
        """
        shape = (len(places), int(classes.max()) + 1)
        first, last = np.full(shape, np.iinfo(np.int64).max), np.zeros(shape, dtype=np.int64)
        for column, low, high in zip(places, first, last, strict=True):
            np.minimum.at(low, classes, column)
            np.maximum.at(high, classes, column)
        return self.meetings(first, last)[:, classes]

    def meetings(self, ones: Codes, others: Codes) -> Codes:
        """The least labels over pairs (both fields x n)."""
        return self.meet[self.base[:, None] + ones * self.width[:, None] + others]

    def node_of(self, labels: Codes) -> Codes:
        """The nodes of labels (fields x n), as n x fields."""
        return np.stack([own[places] for own, places in zip(self.nodes, labels, strict=True)], axis=1)

    def _at(self, one: Codes, others: Codes) -> Codes:
        return (self.base + one * self.width)[:, None] + others


def joins_above(leaves: Codes, hierarchies: Sequence[Hierarchy], lost: Sequence[Codes]) -> tuple[Joins, Codes]:
    """The joins of the nodes above looks (looks x fields), and the looks as places (fields x looks)."""
    nodes = [np.unique(h.path[column]) for h, column in zip(hierarchies, leaves.T, strict=True)]
    met = [_meetings(h.path[own]) for h, own in zip(hierarchies, nodes, strict=True)]
    width = np.array([len(own) for own in nodes])
    joins = Joins(
        nodes=nodes,
        base=np.cumsum(width**2) - width**2,
        width=width,
        meet=np.concatenate([np.searchsorted(own, table).ravel() for own, table in zip(nodes, met, strict=True)]),
        lost=np.concatenate([own[table].ravel() for own, table in zip(lost, met, strict=True)]),
    )
    return joins, np.stack([np.searchsorted(own, column) for own, column in zip(nodes, leaves.T, strict=True)])


def _meetings(path: Codes) -> Codes:
    """The least common node of all pairs, by their paths (nodes x levels)."""
    met = np.repeat(path[:, -1:], len(path), axis=1)
    for level in reversed(range(path.shape[1])):
        own = path[:, level]
        met = np.where(own[:, None] == own[None, :], own[:, None], met)
    return met
