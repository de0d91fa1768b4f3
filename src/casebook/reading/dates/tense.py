"""Tell from the words around a date whether it lies before or after the day of publication."""

import re

from casebook.reading.index import pattern
from casebook.records import Span

AHEAD, FUTURE, NEAR, PAST, BEHIND, OPEN = "ahead", "future", "near", "past", "behind", "open"
LEFT, RIGHT, NEXT = 120, 60, 60  # characters
SENTENCE_BREAK = re.compile(r"[\n;]|[.?!][\"'”’]*\s(?=[\"'“‘A-Z0-9])")
TO_COME = ("until ", "till ", "to ", "for ", " the ")  # how the words end that set a day of bail or of a hearing


def tense_at(text: str, span: Span) -> str:
    """How the clause stands to a date.

    `ahead` is a bail or court date, `future` and `past` are the verb's, `behind` is "was jailed on …", `near` is either
    side, `open` unsaid. The nearest verb before the date decides, else the first one after it: "On Monday he will appear".
    """
    start, end = clause_around(text, span)
    if is_set(text, max(start, span[0] - NEXT), span[0]):
        return AHEAD
    tense = OPEN
    for m in pattern("datetense.verb").finditer(text, start, span[0]):
        tense = m.lastgroup or OPEN
    if tense == OPEN:
        after = pattern("datetense.verb").search(text, span[1], end)
        return after.lastgroup or OPEN if after else OPEN
    return BEHIND if tense == PAST and text.endswith("on ", start, span[0]) else tense


def is_set(text: str, start: int, end: int) -> bool:
    """Do the words before a date set it as one to come: "bailed until", "adjourned to"?"""
    return text.endswith(TO_COME, start, end) and pattern("dateahead.until").search(text, start, end) is not None


def clause_around(text: str, span: Span) -> Span:
    """The sentence that holds a span, cut to what stands near it."""
    low, high = max(0, span[0] - LEFT), min(len(text), span[1] + RIGHT)
    for m in SENTENCE_BREAK.finditer(text, low, span[0]):
        low = m.end()
    stop = SENTENCE_BREAK.search(text, span[1], high)
    return low, (stop.start() if stop else high)
