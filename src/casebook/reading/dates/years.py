"""Settle the year of a date that does not say it: from its neighbours, or from the weekday that stands with it."""

import re
from collections.abc import Sequence
from datetime import date

from casebook.reading.dates.calendar import make_day, weekday_number
from casebook.reading.dates.mentions import Mention
from casebook.reading.dates.tense import AHEAD, FUTURE, clause_around, tense_at
from casebook.reading.document import Document

Years = list[int | None]
LINK = re.compile(r"\s*(?:,|,? and|,? or|to|until|through|[-–&])\s*(?:in |on |the )?$")
CLOSE = 300  # characters: a month named with its year, then again without
NEAREST = 6  # years


def stated_years(text: str, mentions: Sequence[Mention], published: date | None) -> Years:
    """The year of each mention as far as the words say it: its own, "last year", or that of a date beside it."""
    years = [_own_year(m, published.year if published else None) for m in mentions]
    for i in reversed(range(len(mentions) - 1)):
        years[i] = years[i] or _year_of_next(text, mentions, years, i)
    for i in range(1, len(mentions)):
        years[i] = years[i] or _year_of_previous(text, mentions, years, i)
    return years


def solve_year(doc: Document, mentions: Sequence[Mention], years: Years) -> int | None:
    """The one year in which every weekday-and-date pair without a year agrees; None where none or several do.

    Looked for around the latest year told, the nearer first; where no year is told, in the years after the newest
    thing that the article speaks of had come up (`dateera`). A weekday falls on one date again after five, six or eleven years.
    """
    pairs = [
        (m, weekday_number(m.parts["weekday"] or "")) for m, y in zip(mentions, years, strict=True) if y is None and _is_pair(m)
    ]
    if not pairs:
        return None
    told = max((y for y in years if y), default=None)
    since = told or max((int(hit.value) for hit in doc.index.search("dateera")), default=None)
    if since is None:
        return None
    window = range(since - NEAREST, since + NEAREST + 1) if told else range(since, since + NEAREST)
    fits = sorted((y for y in window if all(agrees(m, y, w) for m, w in pairs)), key=lambda y: abs(y - since))
    several = len(fits) > 1 and (not told or abs(fits[0] - since) == abs(fits[1] - since))
    return None if not fits or several else fits[0]


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
