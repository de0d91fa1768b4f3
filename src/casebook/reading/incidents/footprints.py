"""Know an incident again by its place in the article, its names, its kind of place and its day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casebook.reading.incidents.clauses import CALENDAR, is_later
from casebook.reading.index import Index
from casebook.records import Incident, Span

CAPITAL = re.compile(r"[A-Z](?<![.!?]\s.)(?<!^.)(?<!\w.)[\w’'-]{2,}")  # the capital first: `re` scans for it
WORD = re.compile(r"['’]s\b|[^\w’'-]+")
RESIDENCE = re.compile(r"\b(?:from|of)\s+(?:[A-Z][\w’'-]+,?\s*){1,4}")
WHEN = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last\s+year|yesterday|(?:19|20)[0-9]{2}|[0-9]{1,2}\s+[A-Z][a-z]{2,8}"
)
TITLES = ("Police", "Court", "Crown", "Magistrates", "The", "Judge", "Superintendent", "Inspector", "Detective", "Facebook")
COMMON = CALENDAR | frozenset(TITLES)
SAME_SENTENCE, SAME_LINE, NEAR, BEHIND = 8.0, 5.0, 0.5, 1.0
SHARED_NAME, NAMES, SAME_HEAD, SAME_DAY = 3.0, 2, 3.0, 5.0
ASIDE = ("incident_more", "incident_stray", "incident.listed")
DAY = len("2016-05-04")


@dataclass(frozen=True)
class Footprint:
    """Where an incident is told and the words it can be recognised by."""

    key: str
    type: str
    sentence: int
    told_in: frozenset[int]
    lines: frozenset[int]
    names: frozenset[str]
    heads: frozenset[str]
    days: frozenset[str]
    is_current: bool
    words: frozenset[str] = frozenset()


def footprints(sentences: Index, incidents: Sequence[Incident]) -> list[Footprint]:
    """What each incident can be recognised by; a sentence that tells several lends its words to none as a whole."""
    if len(incidents) == 1:
        return [_alone(sentences, incidents[0])]
    anchors = [sentences.nearest(i.anchor[0]) for i in incidents]
    shared = {a for a in anchors if anchors.count(a) > 1}
    return [_footprint(sentences, i, shared) for i in incidents]


def _alone(sentences: Index, incident: Incident) -> Footprint:
    """The only incident of an article: nothing has to be known again."""
    at, nothing = sentences.nearest(incident.anchor[0]), frozenset[str]()
    return Footprint(incident.key, incident.type, at, frozenset(), frozenset(), nothing, nothing, nothing, True)


def _footprint(sentences: Index, incident: Incident, shared: set[int]) -> Footprint:
    text, proof = sentences.text, incident.evidence
    anchor = sentences.nearest(incident.anchor[0])
    told = {anchor} | {sentences.nearest(e.span[0]) for e in proof.get("anchor", ())} if sentences.all else set()
    windows = [sentences.span(i) for i in told - shared] + [incident.anchor]
    return Footprint(
        key=incident.key,
        type=incident.type,
        sentence=anchor,
        told_in=frozenset(told),
        lines=frozenset(sentences.all[i].line for i in told),
        names=frozenset(m.group() for w in windows for m in CAPITAL.finditer(text, *w)) - COMMON,
        heads=frozenset(text[slice(*e.span)].split()[-1].lower() for e in proof.get("location_type", ())),
        days=frozenset(m.group() for e in proof.get("date", ()) for m in WHEN.finditer(text, *e.span)),
        is_current=_is_current(incident),
        words=frozenset(WORD.sub("", w) for i in told for w in text[slice(*sentences.span(i))].split() if w[0].isupper()),
    )


def _is_current(incident: Incident) -> bool:
    """Is it what the article is about: the crime itself or dated to the day, and not told beside it?"""
    aside = any(e.rule.startswith(ASIDE) for e in incident.evidence.get("type", ()))
    return not aside and (incident.type == "other_crime" or len(incident.date or "") == DAY)


@dataclass(frozen=True)
class Context:
    """A stretch of a sentence by the words that may tell an incident: its names, without where somebody lives, its days."""

    sentence: int
    line: int
    names: frozenset[str]
    low: str
    days: frozenset[str]


def context_of(sentences: Index, at: int, window: Span, without: frozenset[str] = frozenset()) -> Context | None:
    """What a stretch of sentence `at` can tell an incident by; None where the article has no sentence."""
    if not sentences.all:
        return None
    text = sentences.text
    words = RESIDENCE.sub(" ", text[slice(*window)])
    return Context(
        sentence=at,
        line=sentences.all[at].line,
        names=frozenset(m.group() for m in CAPITAL.finditer(words)) - COMMON - without,
        low=words.lower(),
        days=frozenset(m.group() for m in WHEN.finditer(text, *window) if not is_later(text, m.span())),
    )


def nearness(mark: Footprint, context: Context | None) -> float:
    """How much a stretch of a sentence has to do with an incident: its paragraph, its places, its day."""
    if context is None:
        return 0.0
    at = context.sentence
    far = NEAR / (1 + abs(at - mark.sentence)) + BEHIND * (at > mark.sentence) * mark.is_current
    score = SAME_SENTENCE if at in mark.told_in else SAME_LINE if context.line in mark.lines else far
    score += SHARED_NAME * min(NAMES, len(context.names & mark.names))
    score += SAME_HEAD * any(h in context.low and _tells(context.low, h) for h in mark.heads)
    return score + SAME_DAY * (not mark.days.isdisjoint(context.days))


def _tells(low: str, head: str) -> bool:
    """Is a kind of place meant that was told before: "the car park", "the busy café"?"""
    return re.search(rf"\bthe\s+(?:\w+\s+)?{re.escape(head)}\b", low) is not None
