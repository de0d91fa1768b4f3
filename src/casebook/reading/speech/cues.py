"""Find the words that report speech: look up every word of the text, run a cue's pattern only where its words stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casebook.reading.rules import Hit, Rule, family_rules
from casebook.reading.speech.words import hit_in, is_word, last_word
from casebook.records import Evidence, Span

WORDS = re.compile(r"\s*\\b\s+\(\?:(?P<words>[A-Za-z|\s]+)\)")  # a cue pattern opens with its words: \b (?:said|says) …
WORD = re.compile(r"[A-Za-z]{3,}")
POSSESSED = re.compile(r"(?:\b(?:his|her|their|its)|['’]s?)\s+(?:[a-z-]+\s+){0,2}$")
NOUN_SHAPE = re.compile(r"(?!says?$|tell|told|said|wrote|gave|made|went)(?:\w*(?<!ed)|accused)$")
FREE = ("by", "quotes", "according", "noun", "quoted")  # frames that need no active verb
SAFE = ("said", "say", "says", "saying", "added", "adding", "told", "tells", "heard")  # say nothing but speech
LEFT = 40  # characters that tell a verb from a noun, a passive or a denial


@dataclass(frozen=True)
class Cue:
    """A reporting word where it stands: what it takes (`frame`), and whether it reports at all here (`live`)."""

    hit: Hit
    frame: str
    live: bool

    @property
    def span(self) -> Span:
        return self.hit.span

    @property
    def word(self) -> str:
        return self.hit.match.group().split()[0]

    @property
    def participle(self) -> bool:
        return self.word.endswith("ing")

    @property
    def safe(self) -> bool:
        return self.word in SAFE

    @property
    def evidence(self) -> Evidence:
        return self.hit.evidence


def find_cues(text: str) -> list[Cue]:
    """Every reporting word or phrase, left to right; of several at one place the owned noun, then the longest."""
    index, cues, end = cue_words(), list[Cue](), 0
    for m in WORD.finditer(text):
        rules = index.get(m.group())
        if rules and m.start() >= end and (hit := _best(text, m.start(), rules)):
            cues.append(_cue(text, hit))
            end = hit.span[1]
    return cues


@cache
def cue_words() -> Mapping[str, tuple[Rule, ...]]:
    """For every word that can open a cue the rules that may read it."""
    index: dict[str, tuple[Rule, ...]] = {}
    for rule in family_rules("cue"):
        for word in opening_words(rule):
            index[word] = (*index.get(word, ()), rule)
    return index


def opening_words(rule: Rule) -> list[str]:
    """The words with which a cue's pattern opens; none where the pattern does not keep to the form."""
    m = WORDS.match(rule.pattern.pattern)
    return [w.strip() for w in m["words"].split("|")] if m else []


def owner_before(text: str, start: int) -> Span | None:
    """The owner of a noun, or the mark that follows it: "her" in "her | claim", "'s" in "Hale's repeated | claim"."""
    m = POSSESSED.search(text, max(0, start - LEFT), start)
    return (m.start(), m.start() + len(m.group().split()[0])) if m else None


def _best(text: str, start: int, rules: tuple[Rule, ...]) -> Hit | None:
    found = [Hit(rule, m) for rule in rules if (m := rule.pattern.match(text, start))]
    nouns = [h for h in found if h.rule.value == "noun"]
    if nouns and owner_before(text, start):
        return nouns[0]
    return max((h for h in found if h not in nouns), key=lambda h: h.span[1], default=None)


def _cue(text: str, hit: Hit) -> Cue:
    """Tell the active verb from one that is denied, passive or a noun: 'did not say', 'is said to', 'his claims'."""
    frame, start, word = hit.rule.value or "", hit.span[0], hit.match.group().split()[0]
    if frame in FREE or not is_word("speaker_left.word", text, last_word(text, max(0, start - LEFT), start)):
        return Cue(hit, frame, True)
    left = max(0, start - LEFT)
    if hit_in("speaker_no.before", text, left, start):
        return Cue(hit, frame, False)
    if hit_in("speaker_passive.before", text, left, start):
        heard = hit.rule.id == "cue.tell"
        return Cue(hit, "hear" if heard else frame, heard or word.endswith("ing"))
    noun = NOUN_SHAPE.match(word) and hit_in("speaker_noun.before", text, left, start)
    return Cue(hit, frame, not noun)
