"""What a release promises, what that cost and what is left to an intruder, in figures that single nobody out."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from casebook.contract.hierarchies import WITHHELD
from casebook.wall.opened import Released, class_sizes
from casebook.wall.policy import OPEN, Policy
from casebook.wall.protect import Protected
from casebook.wall.recoding import CUT, LINKS


def risk(released: Released, policy: Policy, attacks: Mapping[str, Any], gates: Mapping[str, float]) -> dict[str, Any]:
    """The content of `risk.json`: what is promised, how it was reached, what it cost, what risk is left, what attacks found.

    Counts of persons and rows below k are told as such.
    """
    protected = released.protected
    figures = protected.exposure.figures.to_json()
    return {
        "tier": policy.tier,
        "epoch": policy.epoch,
        **({"demo": "everything is invented, the key is public"} if policy.demo else {}),
        "promised": {"k": policy.k, "l": policy.l, "t": policy.t, "l_and_t_of": list(policy.sensitive)},
        "holds": {"k": protected.k, "rechecked_by": "pycanon"},
        "persons": sum(protected.class_sizes),
        "class_sizes": list(protected.class_sizes),
        **(_tables(released) if policy.tier == OPEN else {}),
        "persons_withheld": rounded(protected.withheld_persons, policy.k),
        "persons_alone_before": rounded(protected.stood_out, policy.k),
        "rows_left_out": {reason: rounded(n, policy.k) for reason, n in sorted(protected.held.items())},
        "recoding": _recoding(protected),
        "risk": figures,
        "special_uniques": protected.exposure.uniques.to_json(protected.exposure.columns),
        "attacks": dict(attacks),
        "gates": dict(sorted(gates.items())),
    }


def _tables(released: Released) -> dict[str, Any]:
    """How each table of the open tier is told: its rows and their smallest class, or as counts."""
    contract, tables = released.contract, released.protected.tables
    sizes = {name: class_sizes(contract.tables[name], tables[name]) for name in contract.tables if name not in contract.of_open}
    rows = {name: {"told_as": "rows", "rows": sum(found), "k": min(found)} for name, found in sizes.items()}
    return {"tables": {**rows, **{name: {"told_as": "counts"} for name in contract.counted}}}


def _recoding(protected: Protected) -> dict[str, Any]:
    """The level and loss of every column and link, and what is withheld besides."""
    recoding = protected.recoding
    losses = {column: round(recoding.loss(column), 3) for column in recoding.levels}
    return {
        "search": "exact" if protected.exact else "greedy",
        "loss": round(protected.loss, 4),
        "precision": round(1 - sum(losses.values()) / max(len(losses), 1), 4),
        "levels": dict(recoding.levels),
        "loss_by_field": losses,
        "links_kept": {link: rows_linked(protected, link) for link in LINKS if recoding.levels.get(link) == CUT},
        "cells_withheld": _cells(protected),
    }


def rows_linked(protected: Protected, link: str) -> int:
    """How many rows still have a link."""
    table, column = link.split(".")
    return sum(row[column] is not None for row in protected.tables[table])


def _cells(protected: Protected) -> dict[str, int]:
    """Sensitive cells withheld, as anybody can count them in the release."""
    cells = Counter[str]()
    for column in protected.exposure.figures.sensitive:
        table, name = column.split(".")
        cells[column] += sum(row[name] in (WITHHELD, [WITHHELD]) for row in protected.tables[table])
    return {column: n for column, n in cells.items() if n}


def rounded(count: int, k: int) -> int | str:
    """A count that singles nobody out: 0, or k and more, or said to be below k."""
    return count if count == 0 or count >= k else f"fewer than {k}"
