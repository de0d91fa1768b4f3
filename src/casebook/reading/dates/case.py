"""One calendar expression with all that it takes to say which day it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from casebook.reading.dates.calendar import PRECISIONS
from casebook.reading.dates.mentions import Mention
from casebook.reading.dates.tense import AHEAD, BEHIND, FUTURE, PAST, tense_at

FAR = 270  # days: a date this far off is rather the one on the other side
Answer = tuple[date | None, str]  # the day (the first of a longer time; None: open) and the precision


@dataclass(frozen=True)
class Setting:
    """What an article says of its own time: its day of publication, a year solved from weekdays, months named with one year."""

    text: str = field(repr=False)
    published: date | None
    solved: int | None
    month_years: Mapping[int, int]


@dataclass(frozen=True)
class Reading:
    """A mention with the day it means; `ahead` lies after publication."""

    mention: Mention
    day: date | None
    precision: str
    ahead: bool = False


@dataclass(frozen=True)
class Case:
    """A mention, the year stated for it, its article's setting and the readings of the mentions before it."""

    mention: Mention
    year: int | None
    setting: Setting
    trail: Sequence[Reading] = field(repr=False)

    @property
    def published(self) -> date | None:
        return self.setting.published

    @cached_property
    def tense(self) -> str:
        return tense_at(self.setting.text, self.mention.span)

    @property
    def looks_ahead(self) -> bool:
        return self.tense in (AHEAD, FUTURE)

    def part(self, *names: str) -> str:
        """The words of the first named group that took part, in small letters with single spaces."""
        words = next((self.mention.parts[n] for n in names if self.mention.parts.get(n)), None)
        return " ".join((words or "").lower().split())

    def told(self, precision: str) -> date | None:
        """The latest date told that is not to come and at least as exact as this."""
        enough = PRECISIONS.index(precision)
        return next(
            (r.day for r in reversed(self.trail) if r.day and not r.ahead and PRECISIONS.index(r.precision) <= enough), None
        )

    def told_quarter(self) -> date | None:
        """The latest quarter told that is not to come, of the newest year: a year-ago figure compares with it."""
        told = [r.day for r in self.trail if r.day and r.precision == "quarter" and not r.ahead]
        return max(told, key=lambda d: d.year) if told else None

    def choose(self, days: Sequence[date], published: date) -> date | None:
        """Of days a year or a month apart, the one that the clause means."""
        if not days:
            return None
        nearest = min(days, key=lambda d: (abs((d - published).days), d))
        if self.tense == AHEAD:
            return min((d for d in days if d > published), default=None)
        if self.tense == FUTURE:
            future = min((d for d in days if d >= published), default=nearest)
            return nearest if (future - published).days > FAR else future
        if self.tense in (PAST, BEHIND):
            past = max((d for d in days if d <= published), default=nearest)
            return nearest if self.tense == PAST and (published - past).days > FAR else past
        return nearest
