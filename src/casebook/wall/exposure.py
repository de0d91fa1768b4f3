"""Tell in figures how exposed the persons of tables are, and have an independent library count again.

Counted from released tables alone, so that the coded tables, recoded at their finest, can be measured beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casebook.contract import Contract
from casebook.disclosure.figures import RiskFigures, figures
from casebook.disclosure.uniques import Uniques, special_uniques
from casebook.errors import DisclosureError
from casebook.wall.joined import flat_view, joined_view
from casebook.wall.looks import numbered
from casebook.wall.recoding import Row
from casebook.wall.sensitive import Persons

CLOSE = 1e-9


@dataclass(frozen=True)
class Exposure:
    """Risk figures of the joined view, and the few columns that single persons out in it (`columns` names them)."""

    figures: RiskFigures
    uniques: Uniques
    columns: tuple[str, ...] = field(repr=False)


def measure(tables: Mapping[str, Sequence[Row]], contract: Contract, k: int) -> Exposure:
    """How exposed everybody in the `arrests` of tables is; `k` is what is required."""
    persons = Persons.of(tables, contract)
    columns = flat_view(joined_view(tables, contract), contract)
    sensitive = {column: numbered(values) for column, values in persons.values.items()}
    coded = [numbered(values) for values in columns.values()]
    return Exposure(figures(persons.classes, sensitive, k), special_uniques(coded), tuple(columns))


def recheck(tables: Mapping[str, Sequence[Row]], contract: Contract, ours: RiskFigures) -> None:
    """Count k, l and t once more with pycanon, which shares no line with us.

    Raises DisclosureError where the two disagree (Sáinz-Pardo Díaz & López García 2022, Scientific Data 9:785).
    """
    if not ours.persons:
        return
    import pandas as pd  # noqa: PLC0415  (dear, and --help needs none of it)
    from pycanon import anonymity  # noqa: PLC0415

    persons = Persons.of(tables, contract)
    view = flat_view(joined_view(tables, contract), contract)
    frame = pd.DataFrame({**view, **persons.values}).map(repr)
    theirs = {"k": anonymity.k_anonymity(frame, list(view))}
    mine: dict[str, float] = {"k": float(ours.k or 0)}
    for column, told in ours.sensitive.items():
        theirs[f"l of {column}"] = anonymity.l_diversity(frame, list(view), [column])
        theirs[f"t of {column}"] = anonymity.t_closeness(frame, list(view), [column])
        mine |= {f"l of {column}": told.l, f"t of {column}": told.t}
    for name, count in theirs.items():
        if abs(count - mine[name]) > CLOSE:
            raise DisclosureError(f"{name} is {mine[name]:g} as we count and {count:g} as pycanon does. Report this fault.")
