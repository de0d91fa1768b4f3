"""Ask what somebody who knows up to three facts about a person learns: is that person alone, and what is given away?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from casebook.attack.figures import Figures, Number
from casebook.attack.release import Release
from casebook.attack.sources import Sources
from casebook.attack.view import columns_of, flat_rows, integer_codes, is_quasi
from casebook.contract import Contract, Field

Codes = NDArray[np.int64]
FACTS = 3
QUASI, ANY = "quasi-identifiers", "all columns"
MEANING = (
    "Of the persons {{p}singled_out} are alone in the release with some set of up to three facts ({facts}). "
    "Facts make an acquaintance surer of a sensitive value by {{p}largest_gain} at the most, "
    "by {{p}mean_gain} on average where they tell most."
)
PREFIX = {QUASI: "", ANY: "any_"}


def ask_neighbours(release: Release, sources: Sources) -> Figures:  # noqa: ARG001  (every attack is called alike)
    """What up to three quasi-identifiers of a person, as released, tell an acquaintance who searches the table."""
    return _ask(release, QUASI)


def ask_insiders(release: Release, sources: Sources) -> Figures:  # noqa: ARG001
    """The same where the facts may be any column, sensitive ones included (save the one that is guessed)."""
    return _ask(release, ANY)


def _ask(release: Release, facts: str) -> Figures:
    """`singled_out`: persons alone in the release with some set of up to three facts.

    `gain`: for a sensitive field, the share of the person's own value among those who share the facts, less its share in
    the table (0 to 1); the largest over persons, fields and sets, and the mean over persons and fields of the largest.
    """
    rows = list(flat_rows(release.tables, release.contract, "arrests").values())
    table = {c: np.array(integer_codes(rows, c), dtype=np.int64) for c in _known(release.contract)}
    known = [c for c in _facts(release.contract, facts) if table[c].any()]
    secret = columns_of(release.contract, "arrests", _is_sensitive) if rows else []
    alone, gains = _search(table, known, secret, len(rows))
    p = PREFIX[facts]
    return Figures(
        attack=f"neighbour ({facts})",
        meaning=MEANING.replace("{p}", p).replace("{facts}", facts),
        numbers=(
            Number(f"{p}singled_out", int(alone.sum()), len(rows), private=True),
            Number(f"{p}largest_gain", float(gains.max(initial=0.0))),
            Number(f"{p}mean_gain", float(gains.mean()) if gains.size else 0.0),
        ),
    )


def _search(
    table: Mapping[str, Codes], known: Sequence[str], secret: Sequence[str], persons: int
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Over all sets of facts: who is alone with one (persons), and the largest gain (secret columns by persons)."""
    alone = np.full(persons, persons == 1)  # nobody needs to know a fact about the only one
    gains = np.zeros((len(secret), persons))
    prior = [_posterior(np.zeros(persons, dtype=np.int64), table[s]) for s in secret]
    for facts, groups in _groupings(table, known):
        sizes = np.bincount(groups)[groups]
        alone |= sizes == 1
        for n, column in enumerate(secret):
            if column not in facts:
                np.maximum(gains[n], _posterior(groups, table[column]) - prior[n], out=gains[n])
    return alone, gains


def _groupings(table: Mapping[str, Codes], known: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Codes]]:
    """Every set of up to three columns with the number of the group of each person."""
    for facts in (c for size in range(1, FACTS + 1) for c in combinations(known, size)):
        groups = table[facts[0]]
        for column in facts[1:]:
            groups = groups * (int(table[column].max()) + 1) + table[column]
        yield facts, np.unique(groups, return_inverse=True)[1]


def _posterior(groups: Codes, values: Codes) -> NDArray[np.float64]:
    """For each person the share of the own value in the own group."""
    pairs = groups * (int(values.max(initial=0)) + 1) + values
    shares: NDArray[np.float64] = np.bincount(pairs)[pairs] / np.bincount(groups)[groups]
    return shares


def _known(contract: Contract) -> list[str]:
    return columns_of(contract, "arrests", lambda _: True)


def _facts(contract: Contract, facts: str) -> list[str]:
    """Columns that a neighbour can know of; a person's own code name is nothing that anybody knows."""
    wanted: Callable[[Field], bool] = is_quasi if facts == QUASI else _is_fact
    return columns_of(contract, "arrests", wanted)


def _is_fact(field: Field) -> bool:
    return is_quasi(field) or field.content != "code_name"


def _is_sensitive(field: Field) -> bool:
    return field.disclosure.role == "sensitive"
