"""Find who speaks: the name, noun phrase or pronoun that is the subject of a reporting verb."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from casebook.reading.speech.words import (
    before_verb,
    ends_word,
    finite_at,
    has_finite,
    is_word,
    last_word,
    opens_with,
    opens_word,
    starts_with,
    word_before,
)
from casebook.records import Name, Span

SEGMENT = re.compile(r"(?:[^,;(\[–—\n]++|\([^)\n]*\)|\[[^\]\n]*\]|,(?=[0-9]{3})|(?<=\w)[–—](?=\w))+")
WORD = re.compile(r"\w+")
DIVIDING = re.compile(r"[,;(\[\n–—-]")  # a mark that may part a subject from what stands beside it
SPACED_DASH = re.compile(r"\s-\s")
CONJUNCTION = re.compile(
    r"\b(?:and|but|while|whilst|when|although|though|because|after|before|until|if|as|that|where|so)\s+(?!an?\s|patient)"
)
PREPOSED = re.compile(
    r"\b(?:of|for|from|with|by|to|in|at|against|about|on|like|behind|as|named|called)\s+(?:[A-Z][\w.'’-]*\s+){0,3}$"
)
POSSESSED = re.compile(r"['’]s?\s+\w|['’]s$")
CAPITALS = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?)\s+)?(?:[A-Z0-9][\w&.'’-]*\s+(?:(?:of|for|the|and|de|van|von)\s+)*)*[A-Z][\w&.'’-]*(?:\s*\([^)]*\))?\s*$"
)
# "the wrongly accused | man": a participle beside its noun is no verb
DETERMINER = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]wo)\s+(?:\w+ly\s+)?[a-z]+ed\s+(?!(?:by|at|in|on|for|from|to)\s)(?=[a-z])"
)
DETERMINED = re.compile(
    r"\b(?:the|an?|his|her|its|their|one|two|three|some|several|many|another|other|both|police|prosecutors|officers)\b[^,]*$",
    re.IGNORECASE,
)
LATER = re.compile(r"\s(?:of|from|for|at|who|in|with|on)\s|\s*[,(]|\s+[A-Z]")
# "who worked on it | said": what follows a preposition is no subject
OBJECT = re.compile(r"\b(?:who|which)\s[^,;]*\b(?:on|of|with|for|in|at|by|about|from|to|behind|saw|ran|runs|filmed|called)\s+$")
WHOM = re.compile(r"\bwhom\s")
RELATIVE = re.compile(r"\b(?:who|which|whose|that)\s")
BESIDE = re.compile(r"\b(?:who|which|whose)\s")
# "who represents | Mr Vane": the one named does not speak
BESIDE_WHO = re.compile(
    r"who\s+(?:also\s+)?(?:represent|defend|prosecut|act|appear|speak|sp[oe]ke|stand|stood|advise|employ|treat|mentor)\w*\s"
)
LED_IN = re.compile(
    r"(?:the|his|her|their)\s+(?:\w+\s+)?(?:hearing|case|verdict|trial|inquest|meeting|sentencing|funeral|vigil)\s+(?=(?:the|an?|his|her|its|their|one)\s)"
)
OF_WHAT = re.compile(r"(?:of|from|for|at)\s|[0-9]{2}$")
# "from a team called Pier Watch": the name is the team's
OF_A_GROUP = re.compile(r"(?:of|from|for|with|at)\s+(?:an?|the)\s+(?!who|that)[^,;]*\b(?:called|named)\s")
# "the city council | in a short statement"
IN_WRITING = re.compile(
    r"(?<=\w)\s+in\s+(?:an?|its|his|her|their)\s+(?:[\w-]+\s+){0,2}(?:statement|e-?mail|letter|post|tweet|message|interview)\b"
)
LETTERS = ("", "QC", "KC", "SC", "MP", "MSP", "MS", "MLA", "MBE", "OBE", "CBE")  # behind a name
ALIAS = re.compile(
    r"\b(?:known(?:\s+\w+){0,3}?\s+as|go(?:es|ing)\s+(?:online\s+)?(?:by|as|under)(?:\s+the\s+(?:nick)?name(?:\s+of)?)?|trad(?:es|ing)\s+as|styl(?:es|ing)\s+(?:him|her)self|called|named|nicknamed|identified\s+(?:only\s+)?as"
    r"|(?:posts|posting|writes|writing)\s+(?:as|under\s+the\s+name(?:\s+of)?)|calls\s+(?:him|her)self|calling\s+(?:him|her)self)"
    r"\s+[‘'“\"]?(?P<who>[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)[’'”\"]?$"
)
OWNED = re.compile(r"[A-Z][\w-]+['’]s?\s+[a-z]")  # "Jo Vane, | Hale's lawyer, | said"
LEADING = ("for", "last", "this", "on")  # words that open a phrase before a subject
JOINING = ("and", "but", "or", "then")
BEFORE_PREPOSITION = re.compile(
    r"\s(?:of|from|by|in|on|for|at|about|into|to|that|which|who|with|beneath|below|under|behind|beside|near|outside|opposite|set|put|drawn|sent|written|given|seen|shown|\w{3,}ing|\w{3,}ed)(?:\s|$)"
)
SHORT_NAME = re.compile(r"(?!The\b)[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,2}")
PRONOUNS = ("he", "she", "they", "it", "police")  # subjects that need no second look
LONG_SUBJECT = 10
MAX_SUBJECT = 16  # words


class Cast(NamedTuple):
    """The persons named in an article, by place."""

    names: tuple[Name, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> list[Name]:
        """The person mentions that lie inside a stretch, in order."""
        found = []
        for i in range(bisect_left(self.starts, start), len(self.names)):
            if self.names[i].span[0] >= end:
                break
            if self.names[i].span[1] <= end:
                found.append(self.names[i])
        return found

    def at(self, span: Span) -> Name | None:
        """The person mention that is exactly this stretch."""
        i = bisect_left(self.starts, span[0])
        return self.names[i] if i < len(self.names) and self.names[i].span == span else None

    def first_mention(self, name: Name) -> Span:
        """Where a person is named first."""
        return next((n.span for n in self.names if n.person is not None and n.person == name.person), name.span)


def cast_of(names: Iterable[Name]) -> Cast:
    """The person mentions in order of place."""
    persons = tuple(sorted((n for n in names if n.kind == "person"), key=lambda n: n.span))
    return Cast(persons, tuple(n.span[0] for n in persons))


def subject_before(text: str, cast: Cast, start: int, end: int, *, opens: bool = False) -> Span | None:
    """The subject of a verb that begins at `end`, looking no further left than `start`.

    `opens`: a clause follows the verb, so that in "Jo Vane, the club's owner said it was over" the name is the subject.
    """
    end = before_verb(text, start, end)
    whole = _trim(text, start, end)
    if text[slice(*whole)].lower() in PRONOUNS or cast.at(whole):
        return whole
    if not DIVIDING.search(text, start, end):
        return _in_segment(text, cast, whole, []) if whole[1] > whole[0] else None
    segments = _segments(text, start, end)
    if not segments:
        return None
    if text[segments[-1][1] : end].strip():  # "Jo Vane, of the club, | said"
        return _beside(text, cast, segments)
    if opens and len(segments) > 1 and opens_with("speaker_apposed.start", text, *segments[-1]):
        named = _lone_name(text, cast, segments[-2])
        if named and not is_word("speaker_pronoun.word", word_before(text, *segments[-1])):
            return named
    return _in_segment(text, cast, segments[-1], segments[:-1])


def subject_after(text: str, cast: Cast, start: int, end: int) -> Span | None:
    """The subject of a verb that ends at `start`: "said Jo Vane, of the club"."""
    segments = _segments(text, start, start + len(text[start:end].rstrip(" \n.")))
    if not segments:
        return None
    first = segments[0]
    named = [n for n in cast.within(*first) if not POSSESSED.match(text, n.span[1], first[1])]
    if named and not PREPOSED.search(text, first[0], named[0].span[0]):
        return named[0].span
    if len(segments) > 1 and (lone := _lone_name(text, cast, segments[1])):
        return lone
    if written := IN_WRITING.search(text, *first):
        first = first[0], written.start()
    return first if 0 < len(text[slice(*first)].split()) <= MAX_SUBJECT else None


def _segments(text: str, start: int, end: int) -> list[Span]:
    if not DIVIDING.search(text, start, end):
        whole = _trim(text, start, end)
        return [whole] if whole[1] > whole[0] else []
    found = []
    for m in SEGMENT.finditer(text, start, end):
        place = m.start()
        if " - " in m.group():
            for dash in SPACED_DASH.finditer(text, *m.span()):
                found.append(_trim(text, place, dash.start()))
                place = dash.end()
        found.append(_trim(text, place, m.end()))
    return [s for s in found if s[1] > s[0]]


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip(" \t\"“”‘’'")), end - len(words) + len(words.rstrip())


def _beside(text: str, cast: Cast, segments: list[Span]) -> Span | None:
    """Walk back over what stands beside the subject to the subject itself."""
    for i in range(len(segments) - 1, -1, -1):
        if i and (alias := ALIAS.search(text, *segments[i])) and not OF_A_GROUP.match(text, *segments[i]):
            return alias.span("who")
        if lone := _lone_name(text, cast, segments[i]):
            return lone
        if i == 1 and _only_leads(text, cast, segments[0]):  # "Giving evidence, | the club's owner, who wept, said"
            return _in_segment(text, cast, segments[i], segments[:i])
        if i and opens_with("speaker_apposed.start", text, *segments[i]) and not _own_clause(text, segments[i], segments[i - 1]):
            continue
        if i and OWNED.match(text, *segments[i]) and (named := _lone_name(text, cast, segments[i - 1])):
            return named
        if i and SHORT_NAME.fullmatch(text, *segments[i]) and _past_lead(text, *segments[i - 1]) == segments[i - 1][0]:
            continue
        return _in_segment(text, cast, segments[i], segments[:i])
    return None


def _only_leads(text: str, cast: Cast, segment: Span) -> bool:
    """Does a sentence open with what is no subject, and names nobody: "Giving evidence by video link,"?"""
    return opens_with("speaker_adjunct.start", text, *segment) and not cast.within(*segment)


def _own_clause(text: str, segment: Span, earlier: Span) -> bool:
    """Whether a noun phrase opens a clause of its own, after one that has its verb."""
    finite = finite_at(text, *earlier)
    determined = DETERMINED.match(text, *segment)
    return bool(finite and determined and not BESIDE.search(text, earlier[0], finite[0]))


def _lone_name(text: str, cast: Cast, segment: Span) -> Span | None:
    named = [] if BESIDE_WHO.match(text, *segment) else cast.within(*segment)
    if not named or text[named[-1].span[1] : segment[1]].strip() not in LETTERS:
        return None
    if named[-1].span[0] > segment[0] and opens_with("speaker_adjunct.start", text, *segment):
        return None
    if PREPOSED.search(text, segment[0], named[-1].span[0]):
        return None
    return None if has_finite(text, segment[0], named[-1].span[0]) else named[-1].span


def main_subject(text: str, cast: Cast, start: int, end: int) -> Span | None:
    """The subject of the first verb of a sentence: whom a later verb without one goes back to."""
    place = start
    while finite := finite_at(text, place, end):
        subject = subject_before(text, cast, start, finite[0])
        if subject and text[slice(*subject)].lower() not in ("who", "which", "that"):
            return subject
        place = finite[1]
    named = cast.within(start, end)
    return named[0].span if named else None


def is_paper(text: str, cast: Cast, span: Span) -> bool:
    """Whether the subject is a document or data, which do not speak."""
    if cast.at(span):
        return False
    if " " not in text[slice(*span)]:
        return ends_word("speaker_paper.noun", text[slice(*span)])
    m = BEFORE_PREPOSITION.search(text, *span)
    head = span[0], m.start() if m else span[1]
    return ends_word("speaker_paper.noun", word_before(text, *head))


def _in_segment(text: str, cast: Cast, segment: Span, earlier: list[Span]) -> Span | None:
    start, end = _past_lead(text, *segment), segment[1]
    if WHOM.search(text, start, end):
        return None
    last = last_word(text, segment[0], end)
    if is_word("speaker_relative.word", text[slice(*last)]) and not text.startswith("that,", last[0]):
        return _antecedent(text, cast, (segment[0], last[0]), earlier)
    if is_word("speaker_pronoun.word", text[slice(*last)]) and not OBJECT.search(text, start, last[0]):
        return last
    if start >= end:
        return None
    if text[slice(*last)] in JOINING and last[0] > start:
        return main_subject(text, cast, earlier[0][0] if earlier else start, last[0])
    start = _clause_start(text, start, end)
    return _named(text, cast, (start, end)) or _phrase(text, (start, end))


def _past_lead(text: str, start: int, end: int) -> int:
    """Where a subject begins: "but | the club", "on Monday | she"."""
    m = WORD.match(text, start, end)
    word = m.group() if m else ""
    leads = word.isdigit() or opens_word("speaker_lead.start", word) or word.lower() in LEADING
    return starts_with("speaker_lead.start", text, start, end) if leads else start


def _antecedent(text: str, cast: Cast, segment: Span, earlier: list[Span]) -> Span | None:
    span = _trim(text, *segment)
    if span[1] <= span[0]:
        return _antecedent(text, cast, earlier[-1], earlier[:-1]) if earlier else None
    if earlier and OF_WHAT.match(text, *span) and (own := cast.within(*earlier[-1])) and own[-1].span[1] == earlier[-1][1]:
        return own[-1].span  # "Jo Vane, of the harbour board, who"
    named = cast.within(*span)
    if named and named[-1].span[1] == span[1]:
        return named[-1].span
    capitals, determined = CAPITALS.search(text, *span), _last_determined(text, span)
    if capitals and determined and capitals.start() < determined.start():  # "the Guild | of the Marsh"
        determined = None
    found = [m.start() for m in (capitals, determined) if m]
    if not found and len(text[slice(*span)].split()) > LONG_SUBJECT:
        return last_word(text, *span)
    return max(found, default=span[0]), span[1]


def _clause_start(text: str, start: int, end: int) -> int:
    """Skip a clause that stands before the subject: "He left and | police" keeps "police"."""
    if not has_finite(text, start, end) and len(text[start:end].split()) <= LONG_SUBJECT:
        return start
    for m in reversed(list(CONJUNCTION.finditer(text, start, end))):
        if not has_finite(text, m.end(), end) and m.end() < end:
            return m.end()
    return start


def _named(text: str, cast: Cast, span: Span) -> Span | None:
    named = cast.within(*span)
    if not named:
        return None
    last = named[-1]
    if last.span[1] == span[1] and not PREPOSED.search(text, span[0], last.span[0]):
        return last.span
    first = named[0]
    if PREPOSED.search(text, span[0], first.span[0]) or POSSESSED.match(text, first.span[1], span[1]):
        return None
    if opens_with("speaker_adjunct.start", text, *span):
        return None
    return first.span if LATER.match(text, first.span[1]) else None


def _phrase(text: str, span: Span) -> Span | None:
    """The noun phrase that ends a stretch; all of it, unless it opens with "in", "after" and the like."""
    if opens_with("speaker_adjunct.start", text, *span):
        found = [m for m in (CAPITALS.search(text, *span), _last_determined(text, span)) if m]
        if not found:
            return None
        span = (min(found, key=lambda m: m.start()) if len(found) == 1 else found[0]).start(), span[1]
    bare = DETERMINER.match(text, *span)
    finite = finite_at(text, bare.end() if bare else span[0], span[1])
    if finite and not RELATIVE.search(text, span[0], finite[0]):
        span = _trim(text, span[0], finite[0])
    if led := LED_IN.match(text, *span):
        span = led.end(), span[1]
    words = text[slice(*span)].split()
    return span if words and len(words) <= MAX_SUBJECT else None


def _last_determined(text: str, span: Span) -> re.Match[str] | None:
    last, place = None, span[0]
    while m := DETERMINED.search(text, place, span[1]):
        last, place = m, m.start() + 1
    return last
