"""Say who somebody named without an office is: he of whom the headline, or a sentence beside his, tells without a name."""

import re

from casebook.reading.coding.cast import Cast, Role, is_body, is_person, named
from casebook.reading.coding.described import (
    BYSTANDER,
    CUE,
    HONORIFIC,
    OURS,
    RELATIVE,
    SPOKEN_OF,
    WEAK,
    first_role,
    relative_role,
)
from casebook.reading.document import HEADLINE, Sentence
from casebook.reading.index import QUOTED
from casebook.reading.names.lexicon import COMMON, FIRST_NAME, NAMED, written
from casebook.records import Span, Statement

# "The owner of a flat has", of whom the next sentence gives the name; no "shop" and no "hunter group"
SOMEBODY = re.compile(
    r"(?:An?|The|His|Her|Its|Their|One|[A-Z][\w-]+['’]s)\s+(?:(?!of\b|in\b|at\b|from\b|for\b|who\b|whose\b|called\b)[\w’'-]+\s+){0,4}?[\w-]*(?:er|or|ist|ian|ant"
    r"|ent|ee|man|woman|lady|lord|MP|MSP|boss|chief|head|host|captain|chair|nurse|mum|dad|son|widow|wife|priest|vicar|judge|coach|cook|guard|clerk|silk|year-old)\b"
    r"(?!['’]|\s+(?:groups?|teams?|pages?|gang|crew|squad|outfit|shop|firm|company|sting|network|and)\b)"
)
OFFICE = re.compile(
    r"The\s+(?:[\w’'-]+\s+){0,6}?[\w-]*(?:er|or|ist|ian|ant|ent|man|woman|MP|chief|head|boss|host|chair|lead|clerk|cleric|vicar|expert|executive"
    r"|constable|judge|coach|nurse|cook|chef|guard|year-old)\b(?!['’])(?:\s+(?:constable|executive|officer|superintendent|prosecutor|magistrate)\b)?"
)
DOES = re.compile(r"\s+(?:[a-z]+(?:ed|s)|was|had)\b")
SAYING = re.compile(r"(?:said|says|told|tells|added|adds|asked|replied|wrote)")
HE = re.compile(r"(?:[Hh]e|[Ss]he)$")
SAYS = re.compile(r"(?:[a-z]+(?:ed|s)|told|said|wrote|put|read)\s*$")  # "…," insisted [Jo Vane]
BEHIND = 2  # sentences behind a name that tell of its bearer
FIRMS = ("platform_company", "business_venue", "charity_ngo")
LEAD = 3  # sentences in which somebody may be told of before he is named


class Headed:
    """Whom the headline speaks of without a name; that is the first speaker of whom nothing else is told."""

    def __init__(self, cast: Cast) -> None:
        self.line = headline_of(cast)
        self.voice = ""

    def told(self, cast: Cast, statement: Statement) -> Span | None:
        """The headline, where it may tell of a speaker."""
        words = cast.text[slice(*statement.speaker)] if statement.speaker else ""
        voice = statement.voice or words
        if self.voice not in ("", voice) or not (HE.match(words) or named(words)) or is_body(words):
            return None
        self.voice = voice
        return self.line


def headline_of(cast: Cast) -> Span | None:
    """The headline, where there is one."""
    return next((line.span for line in cast.doc.lines if line.kind == HEADLINE), None)


def in_headline(cast: Cast, line: Span) -> Role | None:
    """The role of whom the headline quotes or speaks of first, without a name."""
    hits = [hit for hit in cast.scan("rolehead", line) if cast.subject or hit.value not in OURS]
    quoted = [hit for hit in hits if hit.span[0] > line[0]]
    return next(((hit.value, (hit.evidence,)) for hit in [*quoted, *hits]), None)


def of_lead(cast: Cast, name: str) -> Role | None:
    """Whom the sentences before tell of without a name: "The owner of a flat has …", and then "[Jo Vane] said"."""
    first = _first(cast, name)
    number = cast.number(first[0]) if first else None
    if first is None or not number or number >= len(cast.index.all) or not _opens(cast, first, number):
        return None
    here = cast.index.all[number]
    for sentence in reversed(cast.index.all[max(0, number - LEAD) : number]):
        if any(is_person(cast, named) for named in cast.names_in((sentence.span[0], first[0]))):
            return None
        near = sentence.line == here.line or sentence.line == cast.doc.body[0]
        if near and (role := _nameless(cast, sentence.span)):
            return role
    return None


def of_next(cast: Cast, name: str) -> Role | None:
    """Whom the sentences behind a name's tell of by office: "[Jo Vane] took calls. The head of the council kept her temper"."""
    first = _first(cast, name)
    number = cast.number(first[0]) if first else None
    if number is None:
        return None
    for behind in cast.index.all[number + 1 : number + 1 + BEHIND]:
        if cast.names_in(behind.span):
            return None
        if office := OFFICE.match(cast.text, *behind.span):
            return _of_office(cast, behind, office.end(), behind.line == cast.index.all[number].line)
    return None


def _of_office(cast: Cast, sentence: Sentence, end: int, beside: bool) -> Role | None:
    """What a sentence says of the one whose office ends somewhere: what befell him, else the office."""
    if fate := next((hit for hit in cast.scan("roleperson", sentence.span) if hit.span[0] == end + 1), None):
        return fate.value or "", (fate.evidence,)
    cue = DOES.match(cast.text, end) or (CUE.search(cast.text, *sentence.span) if beside else None)
    if cue is None or SAYING.match(cue.group().strip()):
        return None
    role = first_role(cast, (sentence.span[0], cue.start()))
    return role if role and role[0] not in (*OURS, *WEAK) else None


def of_body(cast: Cast, words: str) -> Role | None:
    """The firm of which headline or lead tell without its name: "A messaging firm is sorry", and then "[Heron Chat] said"."""
    if not words[:1].isupper():
        return None
    first, last = words.split(maxsplit=1)[0], words.rsplit(maxsplit=1)[-1]
    common = last[0].isupper() and written()[last] & COMMON and not written()[last] & NAMED
    if written()[first] & FIRST_NAME or not (" & " in words or (first != last and common)):
        return None
    for span in (*filter(None, [headline_of(cast)]), *(sentence.span for sentence in cast.index.all[:LEAD])):
        hits = [hit for hit in cast.scan("role", span) if hit.value in FIRMS and hit.rule.id not in SPOKEN_OF]
        if hits:
            body = min(hits, key=lambda hit: hit.span)
            return body.value or "", (body.evidence,)
    return None


def _first(cast: Cast, name: str) -> Span | None:
    """Where somebody is first named, in full."""
    first = next(iter(cast.mentions_of(name)), None)
    return first if first and " " in cast.text[slice(*first)] else None


def _opens(cast: Cast, first: Span, number: int) -> bool:
    """Does a name open its sentence, but for what is said: "…," insisted [Jo Vane]?"""
    start = cast.index.spans[number][0]
    quoted = max((m.end() for m in QUOTED.finditer(cast.text, start, first[0])), default=start)
    before = HONORIFIC.sub("", cast.text[quoted : first[0]])
    says = quoted > start and SAYS.match(before.strip())
    reported = before.endswith(", ") and SAYING.match(cast.text, first[1] + 1)
    return before.strip(" ,") == "" or bool(says or reported) or (number == 1 and before.endswith(","))


def _nameless(cast: Cast, sentence: Span) -> Role | None:
    """The role of whom a sentence without names speaks: its first words, else what befell them."""
    cue = CUE.search(cast.text, *sentence)
    if not cue or not SOMEBODY.match(cast.text, sentence[0]):
        return None
    struck = sorted(cast.scan("rolelead", sentence), key=lambda hit: hit.span) if cast.subject else []
    relative = RELATIVE.search(cast.text, sentence[0], sentence[1])
    deed = relative_role(cast, relative.span()) if relative and relative.start() < cue.start() else None
    role = deed or first_role(cast, (sentence[0], cue.start()))
    role = None if role and role[1] and role[1][0].rule == BYSTANDER else role  # nobody's bystander opens the news
    befell = (struck[0].value, (struck[0].evidence,)) if struck else None
    return befell if role and role[0] == "witness_public" and befell else role or befell
