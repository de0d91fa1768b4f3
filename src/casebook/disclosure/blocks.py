"""Divide a table into blocks of similar looks, small enough to compare all with all.

Top-down along the hierarchies: a block is divided by the field whose division saves most loss (top-down
specialisation, Fung, Wang & Yu 2005). Children too small to stand alone stay together under their parent's label.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from casebook.disclosure.acceptance import Acceptance
from casebook.disclosure.classes import Codes, equivalence
from casebook.disclosure.hierarchy import Hierarchy

ROOMY = 8  # times k: the rows that a block has at the least


@dataclass(frozen=True)
class Divider:
    """Divides looks (looks x fields) until a block has at most `most` of them; a block has `least` rows or more."""

    leaves: Codes = field(repr=False)
    hierarchies: Sequence[Hierarchy] = field(repr=False)
    lost: Sequence[Codes] = field(repr=False)
    accept: Acceptance
    tallies: Codes = field(repr=False)
    most: int

    @property
    def least(self) -> int:
        return ROOMY * self.accept.k

    def blocks(self, looks: Codes) -> Iterator[Codes]:
        """Blocks of looks (their positions), each of which may be released as one class."""
        if len(looks) <= self.most:
            yield looks
            return
        parts = self._divided(looks) or self._cut(looks)
        if len(parts) < 2:
            yield looks
        else:
            for part in parts:
                yield from self.blocks(part)

    def _divided(self, looks: Codes) -> list[Codes]:
        """The children of the field that saves most; empty where no field can be divided."""
        fields = range(len(self.hierarchies))
        for saved, c in sorted((-self._saving(looks, c), c) for c in fields):
            if saved < 0 and len(parts := self._parts(looks, self._children(looks, c))) > 1:
                return parts
        return []

    def _saving(self, looks: Codes, c: int) -> int:
        """Loss saved where each child that can stand alone takes its own label."""
        children = self._children(looks, c)
        known, member = np.unique(children, return_inverse=True)
        rows = np.bincount(member, self.accept.rows[looks])
        saved = self.lost[c][self._above(looks, c)] - self.lost[c][known]
        return int((rows * saved)[rows >= self.least].sum()) if len(known) > 1 else 0

    def _children(self, looks: Codes, c: int) -> Codes:
        """The nodes of a field on the level under its least common label."""
        path = self.hierarchies[c].path
        level = self._level(looks, c)
        children: Codes = path[self.leaves[looks, c], max(level - 1, 0)]
        return children

    def _above(self, looks: Codes, c: int) -> int:
        """The least common label of a field."""
        return int(self.hierarchies[c].path[self.leaves[looks[0], c], self._level(looks, c)])

    def _level(self, looks: Codes, c: int) -> int:
        """The level of a field's least common label."""
        path = self.hierarchies[c].path
        lo, hi = path[self.leaves[looks, c].min()], path[self.leaves[looks, c].max()]
        return int((lo != hi).sum())

    def _parts(self, looks: Codes, children: Codes) -> list[Codes]:
        """Looks by child, the small children together; joined by the smallest others until they can stand alone."""
        member = equivalence([children])
        rows = np.bincount(member, self.accept.rows[looks])
        order = np.argsort(rows, kind="stable")
        small = int((rows < self.least).sum())
        while 0 < small < len(order) and rows[order[:small]].sum() < self.least:
            small += 1
        group = np.empty_like(order)
        group[order] = np.maximum(np.arange(len(order)) - max(small - 1, 0), 0)
        own = group[member]
        ends = np.bincount(own).cumsum()
        parts = np.split(looks[np.argsort(own, kind="stable")], ends[:-1])
        return parts if self._stand_alone(parts) else []

    def _cut(self, looks: Codes) -> list[Codes]:
        """Looks in the order of their leaves, cut into even pieces."""
        ordered = looks[np.lexsort(self.leaves[looks].T[::-1])]
        places = np.linspace(0, len(ordered), len(ordered) * 2 // self.most + 1).astype(int)
        parts = [ordered[a:b] for a, b in pairwise(places)]
        return parts if self._stand_alone(parts) else []

    def _stand_alone(self, parts: Sequence[Codes]) -> bool:
        return bool(self.accept.allows(np.stack([self.tallies[part].sum(axis=0) for part in parts])).all())
