"""One calendar expression with all that it takes to say which day it means."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from casebook.reading.dates.calendar import PRECISIONS
from casebook.reading.dates.mentions import Mention
from casebook.reading.dates.tense import AHEAD, BEHIND, FUTURE, PAST, tense_at

FAR = 270  # days: a date this far off is rather the one on the other side
EXACTNESS = {precision: i for i, precision in enumerate(PRECISIONS)}
Answer = tuple[date | None, str]  # the day (the first of a longer time; None: open) and the precision


class Setting(NamedTuple):
    """What an article says of its own time: its day of publication, a year solved from weekdays, months named with one year."""

    text: str
    published: date | None
    solved: int | None
    month_years: Mapping[int, int]


class Reading(NamedTuple):
    """A mention with the day it means; `ahead` lies after publication."""

    mention: Mention
    day: date | None
    precision: str
    ahead: bool = False


class Case:
    """A mention, the year stated for it, its article's setting and the readings of the mentions before it."""

    __slots__ = ("_tense", "mention", "published", "setting", "trail", "year")

    def __init__(self, mention: Mention, year: int | None, setting: Setting, trail: Sequence[Reading]) -> None:
        self.mention = mention
        self.year = year
        self.setting = setting
        self.trail = trail
        self.published = setting.published
        self._tense: str | None = None

    @property
    def tense(self) -> str:
        """How the clause stands to the date, worked out when first asked for."""
        if self._tense is None:
            self._tense = tense_at(self.setting.text, self.mention.span)
        return self._tense

    @property
    def looks_ahead(self) -> bool:
        return self.tense in (AHEAD, FUTURE)

    def part(self, *names: str) -> str:
        """The words of the first named group that took part, in small letters with single spaces."""
        for name in names:
            if words := self.mention.parts.get(name):
                return " ".join(words.lower().split())
        return ""

    def told(self, precision: str) -> date | None:
        """The latest date told that is not to come and at least as exact as this."""
        enough = EXACTNESS[precision]
        return next((r.day for r in reversed(self.trail) if r.day and not r.ahead and EXACTNESS[r.precision] <= enough), None)

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
