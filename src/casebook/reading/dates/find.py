"""Find every calendar expression of an article, with its value at the precision it supports.

A relative date is counted from the day of publication; a stated weekday must agree with its date;
what nothing settles is left open (value None).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from casebook.reading.dates import absolute, anchored, relative, vague
from casebook.reading.dates.calendar import make_day, written
from casebook.reading.dates.case import Case, Reading, Setting
from casebook.reading.dates.mentions import Mention, find_mentions, mention_of
from casebook.reading.dates.years import Years, solve_year, stated_years
from casebook.reading.document import DATELINE, Document, Line
from casebook.reading.rules import rulebook
from casebook.records import Date

READERS = absolute.READERS | relative.READERS | anchored.READERS | vague.READERS
FULL_DATES = ("date_daymonth.day_first", "date_monthday.month_first", "date_figures.day_first", "date_figures.year_first")
COUNTED = frozenset(("day", "weekend", "week", "month", "quarter", "year"))
TOP = 8  # lines from the top of a page that may be its date alone
SHORT = 60  # characters of such a line
FULL = re.compile(r"[12][0-9]{3}|[0-9][/.-][0-9]{2}\b")  # what every date with its year holds
CLOCK = re.compile(r"(?i)[\s,.|–-]*(?:[0-9]{1,2}[:.][0-9]{2})?\s*(?:[ap]\.?m\.?)?\s*(?:BST|GMT)?[\s,.|–-]*")


def find_expressions(doc: Document) -> tuple[Date, ...]:
    """Every calendar expression in order; none overlaps another, each names the rule that read it."""
    mentions = find_mentions(doc)
    if not mentions:
        return ()
    published = publication(doc)
    years = stated_years(doc.text, mentions, published)
    solved = None if published else solve_year(doc, mentions, years)
    setting = Setting(doc.text, published, solved, _month_years(mentions, years))
    return tuple(_as_date(r) for r in _read_all(doc, mentions, years, setting) if not _idle(r))


def on_calendar(dates: Iterable[Date]) -> tuple[Date, ...]:
    """The dates that name a time on the calendar; a weekend stands as its week, and "now" or "last summer" are left out."""
    return tuple(
        replace(d, value=d.value[:8], precision="week") if d.precision == "weekend" and d.value else d
        for d in dates
        if d.precision in COUNTED and not d.rule.startswith("date_vague.")
    )


def publication(doc: Document) -> date | None:
    """The day of publication: the metadata's, else the one a date line of the text gives, else None."""
    if day := _iso_day(doc.article.published or ""):
        return day
    for i, line in enumerate(doc.lines):
        if line.kind == DATELINE or (i < TOP and line.span[1] - line.span[0] <= SHORT):
            day = _dateline_day(doc.text, line) if FULL.search(doc.text, *line.span) else None
            if day:
                return day
    return None


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
        if reading.day and not (datelines and any(start <= mention.span[0] < end for start, end in datelines)):
            trail.append(reading)
    return readings


def _read(case: Case) -> Reading:
    day, precision = READERS[case.mention.rule](case)
    return Reading(case.mention, day, precision, bool(day and case.published and day > case.published))


def _as_date(reading: Reading) -> Date:
    return Date(reading.mention.span, written(reading.day, reading.precision), reading.precision, reading.mention.rule)


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


def _dateline_day(text: str, line: Line) -> date | None:
    """The full date of a date line, or of one of the first lines if it says nothing else."""
    span = line.span
    for rule in (rulebook()[name] for name in FULL_DATES):
        for hit in rule.hits(text, span):
            rest = text[span[0] : hit.span[0]] + text[hit.span[1] : span[1]]
            mention = mention_of(rule, hit.match)
            if mention.year and (line.kind == DATELINE or CLOCK.fullmatch(rest)):
                return make_day(mention.year, mention.month or 0, mention.day or 0)
    return None


def _iso_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
