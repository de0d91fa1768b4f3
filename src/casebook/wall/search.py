"""Search the recodings of linked tables for the one of least loss: exactly while that is quick, else step by step.

The loss of a recoding is the weighted share of detail it takes: over columns and links the level's height by the
column's, one minus precision (Sweeney 2002); a withheld person loses everything.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import fsum

from casebook.disclosure.lattice import Node, least_loss
from casebook.errors import UsageError
from casebook.wall.looks import Looks
from casebook.wall.policy import Policy
from casebook.wall.recoding import Recoding

PATIENCE = 20_000  # recodings looked at before the exact search gives way to the quick one


@dataclass(frozen=True)
class Found:
    """A recoding, whom it must withhold (a mask of persons), what it loses, and whether nothing loses less."""

    recoding: Recoding
    withheld: Sequence[bool] = field(repr=False)
    loss: float
    exact: bool


class _PatienceLostError(Exception):
    """The exact search has looked at too many recodings."""


def find_recoding(looks: Looks, policy: Policy, patience: int = PATIENCE) -> Found:
    """The recoding of least loss under which at most the policy's share of persons must be withheld.

    Exact unless more than `patience` recodings had to be tried; then detail is given back greedily from
    everything withheld. Raises UsageError where a weight names what is no column.
    """
    asked = _Asked(looks, policy.k, _losses(looks.finest, policy), patience)
    limit = int(policy.suppression_limit * len(looks.ids))
    try:
        node, exact = _least(asked, limit), True
    except _PatienceLostError:
        node, exact = _greedy(replace(asked, patience=None), limit), False
    recoding = looks.finest.at(node)
    return Found(recoding, looks.withheld(recoding.levels, policy.k).tolist(), asked.loss(node), exact)


def _least(asked: "_Asked", limit: int) -> Node:
    """The best of the best for each number of persons withheld: with the number fixed, a node's loss is a plain sum.

    That sum never rises with the number; so of a span of numbers nothing need be looked at where both ends have the
    same, or where even the sum of its upper end and the fewest persons can't win.
    """
    at = cache(lambda number: least_loss(asked.losses, asked.holds(number)) or tuple(len(levels) - 1 for levels in asked.losses))
    best = min(at(limit), at(0), key=asked.loss)
    spans = [(0, limit)]
    while spans:
        few, many = spans.pop()
        fewest, most = asked.columns(at(few)), asked.columns(at(many))
        if many - few < 2 or fewest == most or asked.total(few + 1, most) >= asked.loss(best):
            continue
        middle = (few + many) // 2
        best = min(best, at(middle), key=asked.loss)
        spans += [(few, middle), (middle, many)]
    return best


def _losses(finest: Recoding, policy: Policy) -> list[list[float]]:
    """What each level of each column costs; all columns at their coarsest cost 1."""
    unknown = [name for name in policy.weights if name not in finest.levels]
    if unknown:
        raise UsageError(f"release.toml: weights name '{unknown[0]}'. Choose from {', '.join(finest.levels)}.")
    weights = {column: float(policy.weights.get(column, 1)) for column in finest.levels}
    total = fsum(weights.values())
    return [
        [weight / total * level / finest.height(column) for level in range(finest.height(column) + 1)]
        for column, weight in weights.items()
    ]


@dataclass
class _Asked:
    """What the search asks about a node: levels in the order of the recoding's columns."""

    looks: Looks
    k: int
    losses: Sequence[Sequence[float]]
    patience: int | None
    known: dict[Node, int] = field(default_factory=dict)

    def holds(self, limit: int) -> Callable[[Node], bool]:
        """Whether no more than `limit` persons must be withheld."""
        return lambda node: self.withheld(node) <= limit

    def withheld(self, node: Node) -> int:
        if node not in self.known:
            if self.patience is not None and len(self.known) >= self.patience:
                raise _PatienceLostError
            levels = self.looks.finest.at(node).levels
            self.known[node] = int(self.looks.withheld(levels, self.k).sum()) if self.looks.ids else 0
        return self.known[node]

    def loss(self, node: Node) -> float:
        return self.total(self.withheld(node), self.columns(node))

    def columns(self, node: Node) -> float:
        return fsum(levels[level] for levels, level in zip(self.losses, node, strict=True))

    def total(self, withheld: int, columns: float) -> float:
        """The loss where so many persons lose everything and the others this share."""
        share = withheld / max(len(self.looks.ids), 1)
        return share + (1 - share) * columns


def _greedy(asked: _Asked, limit: int) -> Node:
    """From everything withheld, the step that loses least, again and again; a step is one level finer in a column, or a level
    of one column given for a level of another. Ends where no step loses less.
    """
    node = tuple(len(levels) - 1 for levels in asked.losses)
    while True:
        step = _step(asked, limit, node, _moved(asked, node, -1)) or _step(asked, limit, node, _traded(asked, node))
        if step is None:
            return node
        node = step


def _step(asked: _Asked, limit: int, node: Node, steps: Iterable[Node]) -> Node | None:
    """The best of some steps, None where none loses less."""
    better = (step for step in steps if asked.withheld(step) <= limit and asked.loss(step) < asked.loss(node))
    return min(better, key=asked.loss, default=None)


def _traded(asked: _Asked, node: Node) -> Iterator[Node]:
    for coarser in _moved(asked, node, 1):
        yield coarser
        yield from _moved(asked, coarser, -1)


def _moved(asked: _Asked, node: Node, by: int) -> list[Node]:
    """One column by a level, where it has it."""
    heights = [len(levels) for levels in asked.losses]
    return [(*node[:c], level + by, *node[c + 1 :]) for c, level in enumerate(node) if 0 <= level + by < heights[c]]
