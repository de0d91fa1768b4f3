"""Look at the words around a place: the last one before it, what a rule reads there, where a subject ends."""

from casebook.reading.rules import Hit, rulebook
from casebook.records import Span

REACH = 60  # characters of auxiliaries and adverbs between a subject and its verb


def hit_in(rule: str, text: str, start: int, end: int) -> Hit | None:
    """The first hit of a rule in a stretch."""
    return next(rulebook()[rule].hits(text, (start, end)), None)


def starts_with(rule: str, text: str, start: int, end: int) -> int:
    """Where the words that a rule reads at a place end; the place itself where it reads nothing."""
    m = rulebook()[rule].pattern.match(text, start, end)
    return m.end() if m else start


def last_word(text: str, start: int, end: int) -> Span:
    """The last word of a stretch (empty where there is none)."""
    while end > start and text[end - 1].isspace():
        end -= 1
    begin = end
    while begin > start and not text[begin - 1].isspace():
        begin -= 1
    return begin, end


def is_word(rule: str, text: str, word: Span) -> bool:
    """Whether a rule reads a whole word."""
    return rulebook()[rule].pattern.fullmatch(text, *word) is not None


def before_verb(text: str, start: int, end: int) -> int:
    """Where the subject ends: the place before auxiliaries and adverbs that lead up to a verb."""
    if not is_word("speaker_left.word", text, last_word(text, start, end)):
        return end
    hit = hit_in("speaker_aux.before", text, max(start, end - REACH), end)
    return hit.span[0] if hit else end
