"""Protect one flat table: read it into codes, recode it as its policy says, write it, tell what that cost."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from casebook.disclosure.acceptance import ROUNDING, acceptance
from casebook.disclosure.classes import Codes, equivalence
from casebook.disclosure.figures import figures
from casebook.disclosure.globally import recode_globally
from casebook.disclosure.hierarchy import TOP, Hierarchy, read_hierarchy
from casebook.disclosure.locally import recode_locally
from casebook.disclosure.loss import SUPPRESSED, Cost, cost, grains
from casebook.disclosure.policy import TablePolicy, read_table_policy
from casebook.disclosure.table import Looks, read_looks, write_labels
from casebook.errors import DisclosureError
from casebook.output import refuse_existing, whole_file

PLACES = 6


@dataclass(frozen=True)
class Summary:
    """What was done to a table of `rows` rows, under which policy, what it cost and how risky the rest is (`figures.py`)."""

    rows: int
    policy: TablePolicy
    cost: Cost = field(repr=False)
    risk: Mapping[str, Any] = field(repr=False)

    @property
    def lines(self) -> list[str]:
        """For people, a figure a line."""
        cost = self.cost
        smallest = f"the smallest of {cost.classes:,} classes has {cost.smallest or 0:,} rows"
        return [
            f"{self.rows:,} rows, {self.policy.recoding} recoding: k = {self.policy.k} holds; {smallest}.",
            f"{cost.suppressed:,} rows were suppressed ({cost.suppressed / max(self.rows, 1):.1%}).",
            f"Loss {cost.loss:.4f} (Iyengar's LM), precision {cost.precision:.4f}, discernibility {cost.discernibility:,}.",
        ]

    @property
    def figures(self) -> dict[str, Any]:
        """For a program; no value of the table."""
        cost, names = self.cost, self.policy.of_role("quasi")
        return {
            "rows": self.rows,
            "recoding": self.policy.recoding,
            "k_required": self.policy.k,
            "k_reached": cost.smallest,
            "classes": cost.classes,
            "suppressed": cost.suppressed,
            "loss": round(cost.loss, PLACES),
            "loss_by_field": {name: round(lost, PLACES) for name, lost in zip(names, cost.by_field, strict=True)},
            "precision": round(cost.precision, PLACES),
            "discernibility": cost.discernibility,
            "risk": self.risk,
        }


def protect_table(table: Path, policy: Path, out: Path, report: Path | None = None) -> Summary:
    """Write a protected copy of a delimited table, and where asked the figures as JSON; whole or not at all.

    Rows and columns keep their order. Quasi-identifiers become labels of their hierarchies, `*` in a suppressed row and in
    every direct field; all else is copied. Raises UsageError for a policy, hierarchy or table that can't be meant,
    DisclosureError where the table can't be protected.
    """
    for path in (out, report):
        if path:
            refuse_existing(path)
    asked = read_table_policy(policy)
    hierarchies = [read_hierarchy(path, asked.delimiter) for path in asked.hierarchies]
    looks = read_looks(table, asked, hierarchies)
    nodes = _recoded(looks, hierarchies, asked)
    write_labels(table, asked, _labels(nodes, hierarchies), looks.look_of, out)
    summary = Summary(
        len(looks.look_of), asked, cost(hierarchies, _weights(asked), nodes, looks.rows), _risk(looks, nodes, asked)
    )
    if report:
        with whole_file(report) as handle:
            handle.write(json.dumps(summary.figures, indent=2, ensure_ascii=False) + "\n")
    return summary


def _recoded(looks: Looks, hierarchies: Sequence[Hierarchy], policy: TablePolicy) -> Codes:
    """The node of each look in each quasi field; checked again, whichever way it was found."""
    accept = acceptance(policy, looks.sensitive, looks.rows)
    lost = grains(hierarchies, _weights(policy))
    limit = int(policy.suppression_limit * len(looks.look_of) + ROUNDING) if policy.recoding == "global" else 0
    nodes: Codes | None = looks.leaves
    if policy.recoding == "global":
        nodes = recode_globally(looks.leaves, hierarchies, lost, limit, accept)
    elif len(looks.rows):
        nodes = recode_locally(looks.leaves, hierarchies, lost, accept)
    if nodes is None:
        raise DisclosureError(_hopeless(policy, len(looks.look_of)))
    accept.recheck(nodes, limit)
    return nodes


def _risk(looks: Looks, nodes: Codes, policy: TablePolicy) -> dict[str, Any]:
    """The figures of the rows that are not suppressed."""
    kept = nodes[:, 0] != SUPPRESSED
    rows = looks.rows[kept]
    told = zip(policy.of_role("sensitive"), looks.sensitive.T, strict=True)
    return figures(
        np.repeat(equivalence(list(nodes[kept].T)), rows),
        {name: np.repeat(values[kept], rows) for name, values in told},
        policy.k,
        suppressed=int(looks.rows[~kept].sum()),
    ).to_json()


def _labels(nodes: Codes, hierarchies: Sequence[Hierarchy]) -> list[list[str]]:
    names = [(*h.labels, TOP) for h in hierarchies]  # SUPPRESSED is the last
    return [[own[node] for own, node in zip(names, row, strict=True)] for row in nodes.tolist()]


def _weights(policy: TablePolicy) -> list[float]:
    return [policy.fields[name].weight for name in policy.of_role("quasi")]


def _hopeless(policy: TablePolicy, rows: int) -> str:
    return (
        f"{rows} rows can't hold k = {policy.k} and the l and t of the sensitive fields even with every quasi-identifier at "
        "its coarsest. Lower k or l, raise t or the suppression limit, or add rows."
    )
