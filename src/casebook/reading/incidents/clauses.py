"""Cut the shortest clause that tells something out of its sentence, with the names and dates that belong to it."""

import calendar
import re

from casebook.reading.index import pattern
from casebook.records import Date, Span

BEFORE = 60  # characters that are looked at before a date or a place
CAPITAL = re.compile(r"[A-Z][\w’'-]+")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CALENDAR = frozenset((*calendar.month_name[1:], *WEEKDAYS))


def clause_of(text: str, sentence: Span, core: Span) -> Span:
    """The clause around `core`, without leading time phrases and what is told after it."""
    start = sentence[0]
    for m in pattern("incident_clause.opening").finditer(text, sentence[0], core[0]):
        start = m.end()
    time = pattern("incident_clause.time_first").match(text, start, core[0])
    start = time.end() if time else start
    close = pattern("incident_clause.closing").search(text, core[1], sentence[1])
    words = text[start : close.start() if close else sentence[1]].rstrip(" ,.;\"'”’").removesuffix(" and").rstrip(" ,")
    return start, start + max(1, len(words))


def dates_in(dates: tuple[Date, ...], window: Span) -> tuple[Date, ...]:
    """The dates that stand inside a window."""
    return tuple(d for d in dates if window[0] <= d.span[0] and d.span[1] <= window[1])


def own_dates(text: str, dates: tuple[Date, ...], window: Span) -> tuple[Date, ...]:
    """The dates inside a window that are not those of a hearing, of bail or of a charge."""
    return tuple(d for d in dates_in(dates, window) if not is_later(text, d.span))


def is_later(text: str, span: Span) -> bool:
    """Is this the date of a hearing, of bail or of a charge and not of the incident?"""
    before = (max(0, span[0] - BEFORE), span[0])
    if pattern("incident_date.later").search(text, *before):
        return True
    return bool(pattern("incident_date.opens").search(text, *before) and pattern("incident_date.led_by").match(text, span[1]))


def place_names(text: str, window: Span, without: frozenset[str]) -> frozenset[str]:
    """Words written large inside a window, but for its first word, the calendar's and those to leave out."""
    words = {m.group() for m in CAPITAL.finditer(text, *window) if m.start() > window[0]}
    return frozenset(words - CALENDAR - without)
