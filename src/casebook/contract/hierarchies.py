"""Coarsen a released value: how wide each code, name or period becomes at each level of its hierarchy.

Level 0 is the value as coded, the last level is always `withheld`. A missing code
(not_reported …) is a value of its own: it stays itself until withheld. A value that is
already coarser than the level asked for stays as it is, so coarsening twice does no harm.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casebook.errors import ContractError

WITHHELD = "withheld"
PERIODS = ("quarter", "year", "three_years", "all", WITHHELD)
_WIDTHS = (
    re.compile("[0-9]{4}-Q[1-4]"),
    re.compile("[0-9]{4}"),
    re.compile("(?P<first>[0-9]{4})_(?P<last>[0-9]{4})"),
    re.compile("all"),
)
_DATE = re.compile("(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-[0-9]{2})?|-Q(?P<quarter>[1-4])|-W(?P<week>[0-9]{2}))?")


@dataclass(frozen=True)
class Hierarchy:
    """The levels of one column, fine to coarse; `steps[level]` maps each known value to its label there.

    `kind` is codes (a table of labels), name (a code name, then withheld) or period (a rule).
    """

    name: str
    kind: str
    levels: tuple[str, ...]
    steps: tuple[Mapping[str, str], ...] = field(repr=False)
    pattern: str | None = field(default=None, repr=False)

    @property
    def height(self) -> int:
        """The number of the last level, where everything is withheld."""
        return len(self.levels) - 1

    def generalise(self, value: str, level: int) -> str:
        """The label of `value` at `level`; raises ContractError for a value or level that the hierarchy does not know."""
        if not 0 <= level <= self.height:
            raise ContractError(f"hierarchy '{self.name}' has no level {level}. Take one of 0 to {self.height}.")
        label = self.steps[level].get(value)
        if label is not None:
            return label
        if self.kind == "codes" or not self.pattern or not re.fullmatch(self.pattern, value):
            raise ContractError(f"hierarchy '{self.name}' does not know a value it was given («masked»). Code it first.")
        if level == self.height:
            return WITHHELD
        return widen(value, level) if self.kind == "period" else value


def read_hierarchy(data: Mapping[str, Any], missing: Iterable[str], pattern: str | None) -> Hierarchy:
    """The hierarchy that a vocabulary file declares; it must be well formed (`wellformed.py`)."""
    declared = data["hierarchy"]
    levels = PERIODS if declared["kind"] == "period" else tuple(level["name"] for level in declared["levels"])
    ladder = climb(data, len(levels))
    members = {label: fine for step in reversed(ladder) for fine, label in step.items()}
    steps = [{**{code: code for code in missing}, **_step(ladder, level, members)} for level in range(len(levels) - 1)]
    last = dict.fromkeys((*members, *missing), WITHHELD)
    return Hierarchy(data["name"], declared["kind"], levels, (*steps, last), pattern)


def climb(data: Mapping[str, Any], height: int) -> list[dict[str, str]]:
    """For each level but the last: the label there of every code as coded."""
    own = {c["code"]: c["code"] for c in data["codes"] if c.get("released", True)}
    if data["hierarchy"]["kind"] != "codes":
        return [own] * (height - 1)
    wider = data["hierarchy"]["levels"][1:-1]
    return [own, *({fine: c["code"] for c in level["codes"] for fine in c["of"]} for level in wider)]


def _step(ladder: list[dict[str, str]], level: int, members: Mapping[str, str]) -> dict[str, str]:
    """What becomes of every label at `level`: a finer one is widened, a wider one stays."""
    first = {label: at for at in reversed(range(len(ladder))) for label in ladder[at].values()}
    return {label: label if first[label] >= level else ladder[level][fine] for label, fine in members.items()}


def widen(period: str, level: int) -> str:
    """A period at a level of PERIODS: "2011-Q3", "2011", "2010_2012", "all", "withheld"; a wider one stays."""
    width = width_of(period)
    if width is None:
        raise ContractError("not a period («masked»). Give a quarter such as 2011-Q3, a year, 2010_2012 or all.")
    if level <= width:
        return period
    if level >= PERIODS.index("all"):
        return PERIODS[level]
    year = int(period[:4])
    return period[:4] if level == PERIODS.index("year") else f"{year - year % 3:04}_{year - year % 3 + 2:04}"


def width_of(period: str) -> int | None:
    """The level of PERIODS at which a period is written, None where it is none; three years begin in a multiple of three."""
    for level, form in enumerate(_WIDTHS):
        found = form.fullmatch(period)
        if found:
            return level if not found.groupdict() or _is_window(int(found["first"]), int(found["last"])) else None
    return None


def _is_window(first: int, last: int) -> bool:
    return first % 3 == 0 and last == first + 2


def period_of(date: str) -> str:
    """The finest period in which all of an ISO date lies (day, month, week, quarter or year; 2011-08-09 gives 2011-Q3)."""
    found = _DATE.fullmatch(date)
    if not found:
        raise ContractError("not a date («masked»). Give one such as 2011-08-09, 2011-04, 2011-W16, 2011-Q3 or 2011.")
    if found["week"]:
        return _period_of_week(int(found["year"]), int(found["week"]))
    if found["month"]:
        return f"{found['year']}-Q{(int(found['month']) + 2) // 3}"
    return date


def _period_of_week(year: int, week: int) -> str:
    monday = datetime.date.fromisocalendar(year, week, 1)
    first, last = (period_of(day.isoformat()) for day in (monday, monday + datetime.timedelta(days=6)))
    if first == last:
        return first
    if first[:4] == last[:4]:
        return first[:4]
    return widen(first, 2) if widen(first, 2) == widen(last, 2) else "all"
