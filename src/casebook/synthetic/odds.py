"""Draw rows by the odds that `odds.toml` declares, each value given those drawn before, so that no rule is broken."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from casebook.contract import Contract, Field
from casebook.contract.hierarchies import WITHHELD
from casebook.derive.between import contradiction
from casebook.errors import ContractError

Row = dict[str, Any]
Weights = dict[str, float]
UNMENTIONED = 0.01
TRIES = 1000
COUNTED = "n_"  # a number of rows, which follows from them


@dataclass(frozen=True)
class Draw:
    """How a column is drawn: of its `entries` the first whose conditions hold gives the weights of its codes.

    `several`: a cell is a list, in which the codes of `alone` stand alone.
    """

    column: str
    entries: Sequence[tuple[Mapping[str, Sequence[str]], Weights]]
    several: bool = False
    alone: frozenset[str] = frozenset()

    def cell(self, given: Mapping[str, Any], rng: Random) -> str | list[str]:
        """A value, given those of the row and its case so far."""
        holding = (odds for when, odds in self.entries if all(given.get(column) in codes for column, codes in when.items()))
        odds = next(holding)
        return self._list(odds, int(given.get(f"n_{self.column}", 1)), rng) if self.several else pick(odds, rng)

    def _list(self, odds: Weights, number: int, rng: Random) -> list[str]:
        drawn = [pick(odds, rng)]
        left = {code: weight for code, weight in odds.items() if code not in self.alone and code != drawn[0]}
        while left and drawn[0] not in self.alone and len(drawn) < number:
            drawn.append(pick(left, rng))
            del left[drawn[-1]]
        return sorted(drawn)


def draw_row(contract: Contract, table: str, draws: Sequence[Draw], known: Mapping[str, Any], rng: Random) -> Row:
    """The drawn columns of a row, and the numbers that say how many rows belong to it; nothing is withheld.

    `draws` is what `draws_of` gives for the table, `known` what is known of its case before. A row that breaks a rule of the
    contract is drawn again; raises ContractError where a thousand do.
    """
    for _ in range(TRIES):
        given = dict(known)
        for draw in draws:
            given[draw.column] = draw.cell(given, rng)
        row = {draw.column: given[draw.column] for draw in draws}
        if contradiction(row, table, contract) is None:
            return row
    raise ContractError(
        f"no row of {table} drawn by odds.toml keeps rules.json. Give the columns that a new rule names other odds."
    )


def draws_of(contract: Contract, table: str) -> tuple[Draw, ...]:
    """The columns that are drawn, in order: those of odds.toml, then any other of the contract that has codes."""
    declared = odds_declared()[table]
    fields = contract.tables[table].fields if table in contract.tables else {}
    more = (f.name for f in fields.values() if f.content in ("code", "codes") and not f.name.startswith(COUNTED))
    return tuple(
        _draw(contract, column, fields.get(column), declared.get(column, ())) for column in dict.fromkeys((*declared, *more))
    )


def _draw(contract: Contract, column: str, field: Field | None, entries: Sequence[Mapping[str, Any]]) -> Draw:
    """The entries of a column; a code that none of them mentions is drawn one time in a hundred."""
    listed = entries or [{"odds": {}}]
    rare = [code for code in _drawable(field) if not any(code in entry["odds"] for entry in listed)]
    told = [(e.get("when", {}), {**e["odds"], **dict.fromkeys(rare, UNMENTIONED * sum(e["odds"].values()) or 1)}) for e in listed]
    return Draw(column, told, True, _alone(contract, field)) if field and field.many else Draw(column, told)


def _drawable(field: Field | None) -> Iterator[str]:
    """The codes that a row may have before anything is made wider or withheld."""
    if field and field.vocabulary:
        yield from (code.code for code in field.vocabulary.codes if code.released)
        yield from (code for code in field.missing if code != WITHHELD)


def _alone(contract: Contract, field: Field) -> frozenset[str]:
    """The codes of a list that stand in it alone: the missing ones, and those that a rule names."""
    named = (code for rule in contract.rules for code in rule.alone.get(field.name, ()))
    return frozenset((*named, *field.missing))


def pick(odds: Weights, rng: Random) -> str:
    """One of the keys, each as often as its weight says."""
    return rng.choices(list(odds), list(odds.values()))[0]


@cache
def odds_declared() -> Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]]:
    """`odds.toml`: for each table its columns in the order of drawing, for each column its entries."""
    return tomllib.loads((Path(__file__).parent / "odds.toml").read_text(encoding="utf-8"))
