"""Recode a table globally: one level a field, and a few rows suppressed, at the least loss there is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from casebook.disclosure.acceptance import Acceptance
from casebook.disclosure.classes import Codes, equivalence
from casebook.disclosure.hierarchy import Hierarchy
from casebook.disclosure.lattice import Node, least_loss
from casebook.disclosure.loss import GRAINS, SUPPRESSED


def recode_globally(
    leaves: Codes, hierarchies: Sequence[Hierarchy], lost: Sequence[Codes], limit: int, accept: Acceptance
) -> Codes | None:
    """The nodes of each look (looks x fields), SUPPRESSED in all fields of at most `limit` rows; None where none can hold.

    `leaves` is looks x fields; `lost` each field's loss of each node, in grains. Exact for k and l. A class joined with a
    suppressed one may lose its t, so that t under a limit above 0 finds a node that holds, but not surely the best.
    """
    table = _Levels.of(leaves, hierarchies, lost, accept)
    found = least_loss(table.losses, lambda node: table.refused(node) <= limit, table.loss)
    if found is not None and table.refused(found) > limit:
        found = least_loss(table.losses, lambda node: table.refused(node) == 0)
    return None if found is None else table.recoded(found)


@dataclass(frozen=True)
class _Levels:
    """The table at every level of every field: nodes and loss of each look."""

    nodes: Sequence[Sequence[Codes]] = field(repr=False)
    lost: Sequence[Sequence[Codes]] = field(repr=False)
    accept: Acceptance

    @classmethod
    def of(cls, leaves: Codes, hierarchies: Sequence[Hierarchy], lost: Sequence[Codes], accept: Acceptance) -> "_Levels":
        nodes = [[h.path[column, level] for level in range(h.levels)] for h, column in zip(hierarchies, leaves.T, strict=True)]
        cells = [[own[at] for at in levels] for own, levels in zip(lost, nodes, strict=True)]
        return cls(nodes, cells, accept)

    @property
    def losses(self) -> list[list[float]]:
        """The loss of all rows in each field at each level, in grains."""
        return [[float(cells @ self.accept.rows) for cells in levels] for levels in self.lost]

    def refused(self, node: Node) -> int:
        return self.accept.refused_rows(self._classes(node))

    def loss(self, node: Node) -> float:
        """The loss of all rows, those suppressed losing all, in grains."""
        classes = self._classes(node)
        kept = self.accept.accepted(classes)[classes]
        cells = sum(levels[level] for levels, level in zip(self.lost, node, strict=True))
        return float(np.where(kept, cells, len(node) * GRAINS) @ self.accept.rows)

    def recoded(self, node: Node) -> Codes:
        classes = self._classes(node)
        kept = self.accept.accepted(classes)[classes]
        return np.where(kept[:, None], np.stack(self._at(node), axis=1), SUPPRESSED)

    def _classes(self, node: Node) -> Codes:
        return equivalence(self._at(node))

    def _at(self, node: Node) -> list[Codes]:
        return [levels[level] for levels, level in zip(self.nodes, node, strict=True)]
