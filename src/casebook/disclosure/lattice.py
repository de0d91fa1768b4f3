"""Find the node of least loss in a lattice of generalisation: one level a column, 0 the finest.

Exact, and sparing with the question whether a node holds, for that is where the time goes. The search halves boxes, all
nodes between a finest and a coarsest one (branch and bound). A box is first tightened: levels that fail even with
everything else at its coarsest are cut from below, levels too dear even with everything else at its finest from above.
Whatever holds makes all coarser nodes hold, so an answer tags many nodes (predictive tagging, Kohlmayer et al. 2012).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import fsum, inf

import numpy as np
from numpy.typing import NDArray

Node = tuple[int, ...]
Ranked = tuple[float, Node]

NONE_YET: Ranked = (inf, ())


def least_loss(
    losses: Sequence[Sequence[float]],
    holds: Callable[[Node], bool],
    loss: Callable[[Node], float] | None = None,
) -> Node | None:
    """The node that holds with the least loss; None where not even the coarsest holds.

    `losses[c][level]` never falls with the level; their sum is the loss of a node, or a lower bound of it where
    `loss` is given. `holds` must be monotone: all that is coarser in every column than a node that holds holds too.
    Of several least nodes the first in the order of tuples wins: finer levels in the first columns.
    """
    search = _Search(losses, _Tagged(holds), cache(loss) if loss else None)
    top = tuple(len(levels) - 1 for levels in losses)
    if not search.tagged.holds(top):
        return None
    search.visit((0,) * len(top), top)
    return search.best[1]


@dataclass
class _Tagged:
    """Answers of `holds`, remembered: the finest nodes known to hold, the coarsest known to fail."""

    ask: Callable[[Node], bool]
    good: "_Front" = field(default_factory=lambda: _Front(np.less_equal))
    bad: "_Front" = field(default_factory=lambda: _Front(np.greater_equal))

    def holds(self, node: Node) -> bool:
        if self.good.covers(node):
            return True
        if self.bad.covers(node):
            return False
        answer = self.ask(node)
        (self.good if answer else self.bad).add(node)
        return answer


@dataclass
class _Front:
    """Nodes that speak for all others on one side of them."""

    side: "np.ufunc"
    nodes: NDArray[np.int16] | None = None

    def covers(self, node: Node) -> bool:
        if self.nodes is None:
            return False
        return bool(self.side(self.nodes, node).all(axis=1).any())

    def add(self, node: Node) -> None:
        one = np.array([node], dtype=np.int16)
        if self.nodes is None:
            self.nodes = one
            return
        spoken_for = self.side(one, self.nodes).all(axis=1)
        self.nodes = np.concatenate([self.nodes[~spoken_for], one])


@dataclass
class _Search:
    losses: Sequence[Sequence[float]]
    tagged: _Tagged
    loss: Callable[[Node], float] | None
    best: Ranked = NONE_YET

    def visit(self, low: Node, high: Node) -> None:
        """Look for a better node in the box from `low` to `high`; `high` holds."""
        tight = self._tightened(low, high)
        if tight is None:
            return
        low, high = tight
        if self.tagged.holds(low):
            self.best = min(self.best, self._ranked(low))
            if self.loss is None:
                return
        if low == high:
            return
        column = max(range(len(low)), key=lambda c: self._spread(c, low, high))
        self.visit(low, _with(high, column, low[column]))
        self.visit(_with(low, column, low[column] + 1), high)

    def _tightened(self, low: Node, high: Node) -> tuple[Node, Node] | None:
        """The box without levels that can't hold or can't win; None where nothing is left."""
        while self._bound(low) < self.best:
            raised = self._raised(low, high)
            lowered = self._lowered(raised, high)
            if (raised, lowered) == (low, high):
                return low, high
            if lowered != high and not self.tagged.holds(lowered):
                return None
            low, high = raised, lowered
        return None

    def _raised(self, low: Node, high: Node) -> Node:
        for column in range(len(low)):
            while low[column] < high[column] and not self.tagged.holds(_with(high, column, low[column])):
                low = _with(low, column, low[column] + 1)
        return low

    def _lowered(self, low: Node, high: Node) -> Node:
        for column in range(len(low)):
            while high[column] > low[column] and self._bound(_with(low, column, high[column])) >= self.best:
                high = _with(high, column, high[column] - 1)
        return high

    def _bound(self, node: Node) -> Ranked:
        """No node as coarse as this or coarser ranks lower."""
        return fsum(levels[level] for levels, level in zip(self.losses, node, strict=True)), node

    def _ranked(self, node: Node) -> Ranked:
        return self._bound(node) if self.loss is None else (self.loss(node), node)

    def _spread(self, column: int, low: Node, high: Node) -> tuple[bool, float]:
        levels = self.losses[column]
        return high[column] > low[column], levels[high[column]] - levels[low[column]]


def _with(node: Node, column: int, level: int) -> Node:
    return (*node[:column], level, *node[column + 1 :])
