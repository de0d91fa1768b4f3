"""Divide a table into blocks of similar looks, small enough to compare all with all.

Top-down along the hierarchies: a block is divided by the field whose division saves most loss (top-down
specialisation, Fung, Wang & Yu 2005). Children that can't stand alone stay together under their parent's label.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
        """Looks by child; children that can't stand alone stay together, joined by the smallest others until they can."""
        member = equivalence([children])
        totals = self._totals(looks, member)
        alone = (totals[:, 0] >= self.least) & self.accept.allows(totals)
        order = np.lexsort((totals[:, 0], alone))
        together = int((~alone).sum())
        while 0 < together < len(order) and not self.accept.allows(totals[order[:together]].sum(axis=0)[None])[0]:
            together += 1
        group = np.empty_like(order)
        group[order] = np.maximum(np.arange(len(order)) - max(together - 1, 0), 0)
        return self._grouped(looks, group[member])

    def _cut(self, looks: Codes) -> list[Codes]:
        """Looks in the order of their leaves, cut into even pieces; those of each sensitive value are shared out alike."""
        ordered = looks[np.lexsort(self.leaves[looks].T[::-1])]
        kind = equivalence([np.zeros_like(ordered), *self.accept.sensitive[ordered].T])
        number = np.bincount(kind)
        rank = np.empty_like(kind)
        rank[np.argsort(kind, kind="stable")] = np.arange(len(kind)) - np.repeat(number.cumsum() - number, number)
        pieces = len(ordered) * 2 // self.most
        return self._grouped(ordered, rank * pieces // number[kind])

    def _grouped(self, looks: Codes, group: Codes) -> list[Codes]:
        """Looks by group; none where one of the groups can't stand alone."""
        group = equivalence([group])
        if not self.accept.allows(self._totals(looks, group)).all():
            return []
        return np.split(looks[np.argsort(group, kind="stable")], np.bincount(group).cumsum()[:-1])

    def _totals(self, looks: Codes, group: Codes) -> Codes:
        """The tally of each group of looks."""
        totals = np.zeros((int(group.max()) + 1, self.tallies.shape[1]), dtype=np.int64)
        np.add.at(totals, group, self.tallies[looks])
        return totals
