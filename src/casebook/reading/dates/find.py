"""Find every calendar expression of an article, with its value at the precision it supports.

A relative date is counted from the day of publication; a stated weekday must agree with its date;
what nothing settles is left open (value None).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from casebook.reading.dates import absolute as date_absolute
from casebook.reading.dates import anchored as date_anchored
from casebook.reading.dates import relative as date_relative
from casebook.reading.dates.calendar import make_day, written
from casebook.reading.dates.case import Case, Reading, Setting
from casebook.reading.dates.mentions import Mention, find_mentions
from casebook.reading.dates.years import Years, solve_year, stated_years
from casebook.reading.document import DATELINE, Document, Line
from casebook.reading.rules import rulebook
from casebook.records import Date

READERS = date_absolute.READERS | date_relative.READERS | date_anchored.READERS
FULL_DATES = ("date_daymonth.day_first", "date_monthday.month_first", "date_figures.day_first", "date_figures.year_first")
TOP = 8  # lines from the top of a page that may be its date alone
CLOCK = re.compile(r"(?i)[\s,.|–-]*(?:[0-9]{1,2}[:.][0-9]{2})?\s*(?:[ap]\.?m\.?)?\s*(?:BST|GMT)?[\s,.|–-]*")


def find_dates(doc: Document) -> tuple[Date, ...]:
    """Every calendar expression in order; none overlaps another, each names the rule that read it."""
    mentions = find_mentions(doc)
    if not mentions:
        return ()
    published = publication(doc)
    years = stated_years(doc.text, mentions, published.year if published else None)
    setting = Setting(doc.text, published, None if published else solve_year(mentions, years), _month_years(mentions, years))
    return tuple(_as_date(r) for r in _read_all(doc, mentions, years, setting) if not _idle(r))


def publication(doc: Document) -> date | None:
    """The day of publication: the metadata's, else the one a date line of the text gives, else None."""
    if day := _iso_day(doc.article.published or ""):
        return day
    return next((day for i, line in enumerate(doc.lines) if (day := _dateline_day(doc.text, line, i))), None)


def common_value(dates: Iterable[Date]) -> str | None:
    """The value that holds for a range or set of dates: theirs if they agree, else their year, over several years None."""
    values = sorted({d.value for d in dates if d.value})
    if len(values) == 1:
        return values[0]
    years = {value[:4] for value in values}
    return years.pop() if len(years) == 1 else None


def _read_all(doc: Document, mentions: Sequence[Mention], years: Years, setting: Setting) -> list[Reading]:
    """Every mention resolved in order; the page's own date line is no date that the story counts from."""
    datelines = [line.span for line in doc.lines if line.kind == DATELINE]
    readings: list[Reading] = []
    trail: list[Reading] = []
    for mention, year in zip(mentions, years, strict=True):
        reading = _read(Case(mention, year, setting, trail))
        readings.append(reading)
        if not any(start <= mention.span[0] < end for start, end in datelines):
            trail.append(reading)
    return readings


def _read(case: Case) -> Reading:
    day, precision = READERS[case.mention.rule](case)
    return Reading(case.mention, day, precision, bool(day and case.published and day > case.published))


def _as_date(reading: Reading) -> Date:
    value = written(reading.day, reading.precision) if reading.day else None
    return Date(reading.mention.span, value, reading.precision, reading.mention.rule)


def _idle(reading: Reading) -> bool:
    """ "The quarter" says nothing before a quarter has been named."""
    return reading.day is None and reading.mention.rule == "date_quarter.that"


def _month_years(mentions: Sequence[Mention], years: Years) -> dict[int, int]:
    """Months that the article names with one year only: where "on 7 August" belongs after "August 2012"."""
    named: defaultdict[int, set[int]] = defaultdict(set)
    for mention, year in zip(mentions, years, strict=True):
        if mention.month and year:
            named[mention.month].add(year)
    return {month: min(found) for month, found in named.items() if len(found) == 1}


def _dateline_day(text: str, line: Line, where: int) -> date | None:
    """The full date of a date line, or of one of the first lines if it says nothing else."""
    if line.kind != DATELINE and (where >= TOP or line.span[1] - line.span[0] > 60):
        return None
    for rule in (rulebook()[name] for name in FULL_DATES):
        for hit in rule.hits(text, line.span):
            rest = text[line.span[0] : hit.span[0]] + text[hit.span[1] : line.span[1]]
            mention = Mention(hit.span, rule.id, hit.match.groupdict())
            if mention.year and (line.kind == DATELINE or CLOCK.fullmatch(rest)):
                return make_day(mention.year, mention.month or 0, mention.day or 0)
    return None


def _iso_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
