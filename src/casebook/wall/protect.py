"""Disclosure control: release as much detail as k-anonymity on the joined view allows, no more.

The other room that sees both sides of the wall. Protected units are the persons of `arrests`. Columns are
recoded globally (one level a column, Samarati & Sweeney 1998) over linked tables: of all combinations of levels
and links that leave every class of persons who look alike with k members, the one of least loss is taken. Who
knows the scene finds its incident without a link, so each person must also share the look of the incident with
k - 1 others, linked or not. Cases that stand out may be withheld within the policy's limit. Then links that
were cut are mended one by one where k allows it, and sensitive values that a class gives away are withheld.
Missing codes and `withheld` are values, not wildcards. The result is counted again from the released rows.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from casebook.contract import Contract
from casebook.contract.hierarchies import WITHHELD
from casebook.errors import DisclosureError
from casebook.wall.exposure import Exposure, measure
from casebook.wall.joined import joined_view
from casebook.wall.links import homes, mend_links, smallest, views
from casebook.wall.looks import Looks
from casebook.wall.policy import Policy
from casebook.wall.recoding import Recoding, Row, Tables, recode
from casebook.wall.search import PATIENCE, Found, find_recoding
from casebook.wall.sensitive import withhold_shared

TOO_RARE = "too_rare"


@dataclass(frozen=True)
class Protected:
    """Tables that may be released, how they were recoded, and what that cost.

    `class_sizes`: persons in each equivalence class of the joined view, smallest first; `withheld_persons`:
    persons of whom every quasi-identifier is withheld; `held`: rows left out, by reason; `loss`: the share of
    all detail that the recoding took (0 to 1); `exact`: whether no recoding loses less; `exposure`: the figures of
    risk; `stood_out`: persons who were alone in their class before.
    """

    tables: Mapping[str, list[Row]] = field(repr=False)
    recoding: Recoding
    class_sizes: tuple[int, ...]
    withheld_persons: int
    held: Mapping[str, int]
    loss: float
    exact: bool
    exposure: Exposure = field(repr=False)
    stood_out: int

    @property
    def k(self) -> int | None:
        """The size of the smallest class; None where no person is released."""
        return min(self.class_sizes, default=None)


def protect(tables: Tables, contract: Contract, policy: Policy, held: Mapping[str, int], patience: int = PATIENCE) -> Protected:
    """Recode coded tables until every person shares the joined view with at least k - 1 others.

    `patience` is the number of recodings that the exact search may look at before a quick one takes over.

    Raises DisclosureError where fewer than k persons are left, or the result fails its own recheck.
    """
    persons = len(tables["arrests"])
    if 0 < persons < policy.k:
        raise DisclosureError(f"{persons} persons are left and k is {policy.k}. Add articles: so few can't hide in one another.")
    looks = Looks(tables, Recoding.finest(contract))
    found = find_recoding(looks, policy, patience)
    kept, recoding, too_rare = _leave_out_too_rare(tables, looks, found, policy.k)
    recoding = mend_links(kept, contract, policy.k, recoding)
    released = withhold_shared(recode(kept, recoding), contract, policy)
    sizes = tuple(sorted(Counter(joined_view(released, contract).values()).values()))
    exposure = measure(released, contract, policy.k)
    least = min([*sizes, *smallest(views(released, contract, homes(kept, recoding))).values()], default=policy.k)
    if least < policy.k:
        raise DisclosureError(
            f"the smallest class has {least} persons, k is {policy.k}. Nothing was released; report this fault."
        )
    return Protected(
        tables=released,
        recoding=recoding,
        class_sizes=sizes,
        withheld_persons=len(recoding.withheld),
        held={**held, TOO_RARE: too_rare} if too_rare else dict(held),
        loss=found.loss,
        exact=found.exact,
        exposure=exposure,
        stood_out=int((np.bincount(looks.classes(looks.finest.levels)[0]) == 1).sum()) if persons else 0,
    )


def _leave_out_too_rare(tables: Tables, looks: Looks, found: Found, k: int) -> tuple[Tables, Recoding, int]:
    """Withheld persons hide in one another; where they are fewer than k their rows are left out."""
    withheld = frozenset(name for name, gone in zip(looks.ids, found.withheld, strict=True) if gone)
    recoding = replace(found.recoding, withheld=withheld)
    if not 0 < len(withheld) < k:
        return tables, recoding, 0
    return _without(tables, withheld), replace(recoding, withheld=frozenset()), len(withheld)


def _without(tables: Tables, persons: frozenset[str]) -> Tables:
    """Coded tables without some persons and their incidents; what was said of those stays, its link withheld."""
    gone = {row["incident_id"] for row in tables["arrests"] if row["arrest_id"] in persons}
    said = [
        {**row, "incident_id": None, "incident_id_missing": WITHHELD} if row["incident_id"] in gone else row
        for row in tables["statements"]
    ]
    kept = {name: [row for row in tables[name] if row["incident_id"] not in gone] for name in ("arrests", "incidents")}
    return {**tables, **kept, "statements": said}
