"""Tell from the words around a date whether it lies before or after the day of publication."""

import re

from casebook.reading.rules import Hit, family_rules, find
from casebook.records import Span

AHEAD, FUTURE, NEAR, PAST, BEHIND, OPEN = "ahead", "future", "near", "past", "behind", "open"
LEFT, RIGHT, NEXT = 120, 60, 60  # characters
SENTENCE_BREAK = re.compile(r"[\n;]|[.?!][\"'”’]*\s(?=[\"'“‘A-Z0-9])")


def tense_at(text: str, span: Span) -> str:
    """How the clause stands to a date.

    `ahead` is a bail or court date, `future` and `past` are the verb's, `behind` is "was jailed on …", `near` is either
    side, `open` unsaid. The nearest verb before the date decides, else the first one after it: "On Monday he will appear".
    """
    start, end = clause_around(text, span)
    if find("dateahead", text, (max(start, span[0] - NEXT), span[0])):
        return AHEAD
    before = _cues(text, (start, span[0]))
    if before:
        tense = before[-1].value
        return BEHIND if tense == PAST and text.endswith("on ", start, span[0]) else tense
    after = _cues(text, (span[1], end))
    return after[0].value if after else OPEN


def clause_around(text: str, span: Span) -> Span:
    """The sentence that holds a span, cut to what stands near it."""
    low, high = max(0, span[0] - LEFT), min(len(text), span[1] + RIGHT)
    breaks = [m.end() for m in SENTENCE_BREAK.finditer(text, low, span[0])]
    stop = SENTENCE_BREAK.search(text, span[1], high)
    return (breaks[-1] if breaks else low), (stop.start() if stop else high)


def _cues(text: str, window: Span) -> list[Hit]:
    """The verbs and prepositions that place a date, by where they end; a verb inside a longer cue is part of that one."""
    found = [hit for rule in family_rules("datetense") for hit in rule.hits(text, window)]
    return sorted(
        (
            h
            for h in found
            if not any(o is not h and o.span[0] <= h.span[0] and h.span[1] <= o.span[1] and o.span != h.span for o in found)
        ),
        key=lambda h: h.span,
    )
