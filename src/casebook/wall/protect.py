"""Disclosure control: give back as much detail as k-anonymity on the joined view allows, no more.

The other room that sees both sides of the wall. Protected units are the persons of `arrests`.
Everything starts withheld and every link cut; then, column by column in the order that the policy
declares, detail is given back while every class of persons who look alike still has k members
(full-domain recoding with local suppression after Samarati and Sweeney, top-down, over linked tables).
Missing codes and `withheld` are values, not wildcards.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.contract import Contract
from casebook.errors import DisclosureError
from casebook.wall.joined import joined_view
from casebook.wall.policy import Policy
from casebook.wall.recoding import Recoding, Row, Tables, recode


@dataclass(frozen=True)
class Protected:
    """Tables that may be released, how they were recoded, and what that cost.

    `class_sizes`: persons in each equivalence class of the joined view, smallest first;
    `withheld_persons`: persons of whom every quasi-identifier is withheld; `held`: rows left out, by reason.
    """

    tables: Mapping[str, list[Row]] = field(repr=False)
    recoding: Recoding
    class_sizes: tuple[int, ...]
    withheld_persons: int
    held: Mapping[str, int]

    @property
    def k(self) -> int | None:
        """The size of the smallest class; None where no person is released."""
        return min(self.class_sizes, default=None)


def protect(tables: Tables, contract: Contract, policy: Policy, held: Mapping[str, int]) -> Protected:
    """Recode coded tables until every person shares the joined view with at least k - 1 others.

    Raises DisclosureError where fewer than k persons are left, or the result fails its own recheck.
    """
    persons = len(tables["arrests"])
    if 0 < persons < policy.k:
        raise DisclosureError(f"{persons} persons are left and k is {policy.k}. Add articles: so few can't hide in one another.")
    recoding = _search(tables, contract, policy)
    outliers = _outliers(tables, contract, policy.k, recoding)
    released = recode(tables, recoding, outliers)
    left_out = outliers if len(outliers) < policy.k else frozenset()
    released["arrests"] = [row for row in released["arrests"] if row["arrest_id"] not in left_out]
    sizes = tuple(sorted(Counter(joined_view(released, contract).values()).values()))
    if sizes and sizes[0] < policy.k:
        raise DisclosureError(
            f"the smallest class has {sizes[0]} persons, k is {policy.k}. Nothing was released; report this fault."
        )
    counted = {**held, "too_rare": len(left_out)} if left_out else dict(held)
    return Protected(released, recoding, sizes, len(outliers - left_out), counted)


def _search(tables: Tables, contract: Contract, policy: Policy) -> Recoding:
    """Give detail back, a level of a column at a time, as far as the policy's order and limit allow."""
    limit = policy.suppression_limit * len(tables["arrests"])
    current = Recoding.coarsest(contract, policy.keep_first)
    moved = True
    while moved:
        moved = False
        for column in current.order:
            while (finer := current.finer(column)) and len(_outliers(tables, contract, policy.k, finer)) <= limit:
                current, moved = finer, True
    return current


def _outliers(tables: Tables, contract: Contract, k: int, recoding: Recoding) -> frozenset[str]:
    """The persons who would stand out under a recoding: those in classes below k, until none is left.

    Withholding one changes the counts of those who stay, so it is asked again after each round.
    """
    outliers: frozenset[str] = frozenset()
    while True:
        view = joined_view(recode(tables, recoding, outliers), contract)
        sizes = Counter(view.values())
        small = frozenset(person for person, look in view.items() if sizes[look] < k) - outliers
        if not small:
            return outliers
        outliers |= small
