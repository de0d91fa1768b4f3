"""Say on what occasion somebody speaks where no word beside the statement tells it.

What "it reads" is what was sent out before; a post, a video or an interview told of in the sentence before goes on;
somebody may have no name but that of an account.
"""

from collections.abc import Iterable, Sequence

from casebook.reading.coding.cast import Cast, sentence_around
from casebook.reading.rules import Hit
from casebook.records import Evidence, Span, Statement

Proof = tuple[str, tuple[Evidence, ...]]
SENT = 700  # characters before "it reads" in which it is told what was sent
NEXT = 200  # and before "it said"
IT = "channelnext.it"
OPENING = " \n\"“‘'"
SENT_OUT = ("social_media", "press_statement", "report_or_meeting", "broadcast")
CARRIED = ("social_media", "press_statement", "broadcast", "interview")
HANDLE = 24  # letters


def by_account(cast: Cast, statement: Statement) -> Proof | None:
    """Whom only the name of an account stands for: "[fen_hare] demanded"."""
    if statement.speaker is None or statement.speaker[1] - statement.speaker[0] > HANDLE:
        return None
    hits = cast.scan("channelhandle", statement.speaker)
    return (hits[0].value or "", (hits[0].evidence,)) if hits and hits[0].span == statement.speaker else None


def sent_before(cast: Cast, statement: Statement, windows: Sequence[Span]) -> Proof | None:
    """What "it" is that reads so: the post, statement or letter told of last; or what the line before a colon tells."""
    led = _led(cast, statement)
    reads = [hit for window in (*windows, *led) for hit in cast.scan("channelnext", window)]
    if not reads:
        return _told(hit for window in led for hit in cast.scan("channel", window))
    at = reads[0].span[1]
    start = max(0, at - (NEXT if reads[0].rule.id == IT else SENT))
    return _told(hit for hit in cast.index.scan("channelsent", (start, at)) if not cast.index.is_quoted(hit.span[0]))


def _led(cast: Cast, statement: Statement) -> list[Span]:
    """The sentence that ends in a colon before a statement, where that stands in a line of its own."""
    start = min((s for s, _ in statement.content), default=0)
    end = len(cast.text[:start].rstrip(OPENING))
    return [sentence_around(cast, (end - 1, end))] if cast.text[end - 1 : end] == ":" and "\n" in cast.text[end:start] else []


def _told(hits: Iterable[Hit]) -> Proof | None:
    """The last that is told."""
    last = max((hit for hit in hits if hit.value in SENT_OUT), key=lambda hit: hit.span, default=None)
    return (last.value or "", (last.evidence,)) if last else None


def carried(cast: Cast, statement: Statement) -> Proof | None:
    """What the sentence before tells in the same paragraph: "They gave their side on YouTube. [Jo Vane] insisted"."""
    start = min(s for s, _ in (*statement.content, *filter(None, [statement.speaker])))
    here = sentence_around(cast, (start, start))[0]
    number = cast.number(max(here - 2, 0)) if here else None
    if number is None or "\n" in cast.text[cast.index.spans[number][1] : here]:
        return None
    hits = [hit for hit in cast.scan("channel", cast.index.spans[number]) if not cast.index.is_quoted(hit.span[0])]
    told = [hit for hit in hits if hit.value in CARRIED]
    return (told[-1].value or "", (told[-1].evidence,)) if told else None
