"""Settle the year of a date that does not say it: from its neighbours, or from the weekday that stands with it."""

import re
from collections.abc import Sequence

from casebook.reading.dates.calendar import make_day, weekday_number
from casebook.reading.dates.mentions import Mention
from casebook.reading.dates.tense import AHEAD, FUTURE, clause_around, tense_at

Years = list[int | None]
LINK = re.compile(r"\s*(?:,|,? and|,? or|to|until|through|[-–&])\s*(?:in |on |the )?$")
# Where an article names no year at all: the years of such news. Wider, and weekdays fit two of them.
PLAUSIBLE = range(2010, 2023)
CLOSE = 300  # characters: a month named with its year, then again without
NEAREST = 6  # a weekday falls on one date again after five, six or eleven years


def stated_years(text: str, mentions: Sequence[Mention], published_year: int | None) -> Years:
    """The year of each mention as far as the words say it: its own, "last year", or that of a date beside it."""
    years = [_own_year(m, published_year) for m in mentions]
    for i in reversed(range(len(mentions) - 1)):
        years[i] = years[i] or _year_of_next(text, mentions, years, i)
    for i in range(1, len(mentions)):
        years[i] = years[i] or _year_of_previous(text, mentions, years, i)
    return years


def solve_year(mentions: Sequence[Mention], years: Years) -> int | None:
    """The one year in which every weekday-and-date pair without a year agrees, nearest to the latest year told; else None."""
    pairs = [
        (m, weekday_number(m.parts["weekday"] or "")) for m, y in zip(mentions, years, strict=True) if y is None and _is_pair(m)
    ]
    if not pairs:
        return None
    known = max((y for y in years if y), default=None)
    window = range(known - NEAREST, known + NEAREST + 1) if known else PLAUSIBLE
    fits = sorted((y for y in window if all(agrees(m, y, w) for m, w in pairs)), key=lambda y: abs(y - (known or y)))
    if not fits or (len(fits) > 1 and abs(fits[0] - (known or fits[0])) == abs(fits[1] - (known or fits[1]))):
        return None
    return fits[0]


def agrees(mention: Mention, year: int, weekday: int) -> bool:
    """Does a day and month fall on a weekday in a year?"""
    day = make_day(year, mention.month or 0, mention.day or 0)
    return day is not None and day.weekday() == weekday


def _is_pair(mention: Mention) -> bool:
    return bool(mention.month and mention.day and mention.parts.get("weekday"))


def _own_year(mention: Mention, published_year: int | None) -> int | None:
    relative = mention.parts.get("relyear") or mention.parts.get("relafter")
    if relative and published_year:
        return published_year + {"last": -1, "this": 0, "next": 1}[relative.lower()]
    return mention.year


def _year_of_next(text: str, mentions: Sequence[Mention], years: Years, i: int) -> int | None:
    """The year of the second of two joined dates: "between May and July 2014"."""
    here, there, year = mentions[i], mentions[i + 1], years[i + 1]
    if not here.month or not year or not LINK.match(text[here.span[1] : there.span[0]]):
        return None
    return year - (there.month is not None and here.month > there.month)


def _year_of_previous(text: str, mentions: Sequence[Mention], years: Years, i: int) -> int | None:
    """The year of the date before it in the sentence, or of the same month just named: "in August 2012 … on 7 August"."""
    here = mentions[i]
    j = next((j for j in reversed(range(i)) if mentions[j].month or years[j]), None)
    if j is None or not here.month or not years[j] or here.parts.get("rel"):
        return None
    there, year = mentions[j], years[j] or 0
    if here.parts.get("thatyear"):
        return year
    same_month = there.month == here.month and here.span[0] - there.span[1] < CLOSE
    if not there.month or not (same_month or clause_around(text, here.span)[0] <= there.span[0]):
        return None
    if tense_at(text, here.span) in (FUTURE, AHEAD):
        return None
    return year + (here.month < there.month)
