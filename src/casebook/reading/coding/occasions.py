"""Say on what occasion somebody speaks where no word beside the statement tells it.

What "it reads" is what was sent out before; a post, a video or an interview told of in the sentence before goes on, and so
does a scene set there (a debate, a trial); the sentence behind may tell where it was said; somebody may have no name but
that of an account.
"""

from collections.abc import Iterable, Sequence

from casebook.reading.coding.cast import PRONOUN, Cast, sentence_around
from casebook.reading.rules import Hit
from casebook.records import Evidence, Span, Statement

Proof = tuple[str, tuple[Evidence, ...]]
SENT = 700  # characters before "it reads" in which it is told what was sent
NEXT = 200  # and before "it said"
IT, SAID_THERE = "channelnext.it", "channelafter.speaker"
OPENING = " \n\"“‘'"
SENT_OUT = ("social_media", "press_statement", "report_or_meeting", "broadcast")
CARRIED = ("social_media", "press_statement", "broadcast", "interview")
HANDLE = 24  # letters
MET = 350  # characters for which the scene of a meeting goes on
ON_AIR = 2  # different words of a programme that make the article one of it
AIRED = 350  # characters around a statement in which they stand


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
    first = min(at, *(s for s, _ in statement.content))
    start = max(0, first - NEXT if reads[0].rule.id == IT else at - SENT)
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
    """What the sentence before tells in the same paragraph: "They gave their side on YouTube. [Jo Vane] insisted".

    Who is only "he" or "she" goes on from the paragraph before.
    """
    here = _here(cast, statement)
    before = _sentence_before(cast, here)
    if "\n" in cast.text[before[1] : here] and not _is_pronoun(cast, statement):
        return None
    told = [hit for hit in cast.scan("channel", before) if hit.value in CARRIED and not cast.index.is_quoted(hit.span[0])]
    return (told[-1].value or "", (told[-1].evidence,)) if told else None


def set_in(cast: Cast, statement: Statement, windows: Sequence[Span]) -> Proof | None:
    """The scene that is set beside a statement or in the sentence before; a meeting goes on: "MPs debated it. [Jo Vane] said"."""
    here = _here(cast, statement)
    last = _sentence_before(cast, here)
    hits = [hit for window in (*windows, last) for hit in cast.scan("channelscene", window)]
    hits += [hit for hit in cast.index.scan("channelscene", (max(0, here - MET), last[0])) if hit.value == "report_or_meeting"]
    told = [hit for hit in hits if not cast.index.is_quoted(hit.span[0])]
    return (told[0].value or "", (told[0].evidence,)) if told else None


def _here(cast: Cast, statement: Statement) -> int:
    """Where the sentence begins that holds speaker or first words."""
    start = min(s for s, _ in (*statement.content, *filter(None, [statement.speaker])))
    return sentence_around(cast, (start, start))[0]


def _sentence_before(cast: Cast, here: int) -> Span:
    number = cast.number(len(cast.text[:here].rstrip()) - 1) if here else None
    return (0, 0) if number is None else cast.index.spans[number]


def followed(cast: Cast, statement: Statement) -> Proof | None:
    """What the sentence behind tells: "He was giving evidence to an inquiry", "The tweet has been liked by hundreds"."""
    end = max((e for _, e in (*statement.content, *filter(None, [statement.speaker]))), default=0)
    last = sentence_around(cast, (end - 1, end))[1]
    at = cast.next_start(last)
    number = cast.number(at)
    if number is None:
        return None
    span = cast.index.spans[number]
    after = [hit for hit in cast.scan("channelafter", span) if hit.span[0] == span[0]]
    if not after:
        return None
    if after[0].rule.id != SAID_THERE:
        return after[0].value or "", (after[0].evidence,)
    return _told(hit for hit in cast.scan("channel", span) if not cast.index.is_quoted(hit.span[0]))


def on_air(cast: Cast, statement: Statement) -> Proof | None:
    """The programme told of around a statement: two different words of one."""
    start = min((s for s, _ in statement.content), default=0)
    told = cast.index.read("onair", range(len(cast.index.spans)))
    hits = [(i, hit) for i, hit in told if abs(hit.span[0] - start) < AIRED and not cast.index.is_quoted(hit.span[0])]
    words, sentences = {hit.match.group().lower() for _, hit in hits}, {i for i, _ in hits}
    return ("broadcast", (hits[0][1].evidence,)) if min(len(words), len(sentences)) >= ON_AIR else None


def _is_pronoun(cast: Cast, statement: Statement) -> bool:
    return statement.speaker is not None and bool(PRONOUN.match(cast.text[slice(*statement.speaker)]))
