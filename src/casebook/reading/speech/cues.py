"""Find the words that report speech: look up every word of a sentence, run a cue's pattern only where its words stand."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from casebook.reading.index import Index, numbers_of, pattern, places_of
from casebook.reading.rules import Rule, family_rules
from casebook.reading.speech.quotations import Quotation
from casebook.reading.speech.words import KNOWN, before_verb, is_word, word_before, words_before
from casebook.records import Evidence, Span

WORDS = re.compile(r"\s*\\b\s+\(\?:(?P<words>[A-Za-z|\s]+)\)")  # a cue pattern opens with its words: \b (?:said|says) …
POSSESSED = re.compile(r"(?:\b(?:his|her|their|its)|['’]s?)\s+(?:[a-z-]+\s+){0,2}$")
NOUN_SHAPE = re.compile(r"(?!says?$|tell|told|said|wrote|gave|made|went)(?:\w*(?<!ed)|accused)$")
FAMILIES = ("cue", "cue_wide")
UNHEARD = re.compile(  # nobody to hear it: "stopped and | told that", "| told in May that", "fined and | told to pay"
    r"(?:told|informed|assured|reassured|advised|reminded)\s+to\s+[a-z]+\b|(?:told|informed|assured|reassured)\s+(?:(?:in|on|at|last|yesterday|later)\b(?:\s+[\w’'-]+){0,3}?\s+)?(?:that|there|he|she|they)\b"
)
TELL = "cue.tell"
STATE = ("cue_wide.state", "cue.adamant", "cue.keen_to", "cue.view_held")  # "is sure that": no passive
DETERMINERS = ("a", "an", "the", "its", "their", "our", "my", "your")  # "an | alleged thief": no subject ends so
NOUNS = ("note", "comment", "claim", "report", "answer", "remark", "boast", "promise", "vow", "pledge", "appeal", "fear", "hope")
AFTER_A = re.compile(r"\b[Aa]n?\s+[a-z-]+\s+$")  # "in a short | note": a noun
HOW = ("wrongly", "falsely", "allegedly", "newly", "previously")  # between a determiner and a participle that is no verb
FREE = ("by", "quotes", "according", "account", "noun", "quoted")  # frames that need no active verb
SAFE = ("said", "say", "says", "saying", "added", "adding", "told", "tells", "heard")  # say nothing but speech
FEW = 3  # words that tell a verb from a noun, a passive or a denial
LEFT = 40  # characters that hold them

Reader = tuple[Rule, re.Pattern[str]]


class Cue(NamedTuple):
    """A reporting word where it stands: what it takes (`frame`), and whether it reports at all here (`live`)."""

    match: re.Match[str]  # of what stands behind the word
    rule: str
    frame: str
    live: bool
    span: Span
    word: str
    verb: int  # where it begins with its auxiliaries and adverbs: "has since | said"

    @property
    def participle(self) -> bool:
        return self.word.endswith("ing")

    @property
    def wide(self) -> bool:
        return self.rule.startswith("cue_wide.")

    @property
    def safe(self) -> bool:
        return self.word in SAFE

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.span, self.rule)


def find_cues(index: Index, quotations: Sequence[Quotation] = (), *, wide: bool = False) -> dict[int, list[Cue]]:
    """Every reporting word outside quotation marks by body sentence; of several at one place the owned noun, then the longest.

    `wide`: words that attribute without reporting speech too, behind those that report at the same place.
    """
    families, text, found = FAMILIES if wide else FAMILIES[:1], index.text, dict[int, list[Cue]]()
    readers = [(family == "cue", cue_words(family)) for family in families]
    quoted, q, end = [*(quote.span for quote in quotations), (len(text), len(text))], 0, 0
    for place, word, i in _words(index, families):
        while quoted[q][1] <= place:
            q += 1
        if quoted[q][0] <= place or place < end:
            continue
        for speech, opening in readers:
            if word in opening and (hit := _best(text, place, place + len(word), opening[word])):
                found.setdefault(i, []).append(cue := _cue(text, place, word, *hit))
                end = cue.span[1] if speech else end
    return found


def _words(index: Index, families: tuple[str, ...]) -> list[tuple[int, str, int]]:
    """Where words that open a cue stand in the body, in order, each with the number of its sentence."""
    text, low, body, forms = index.text, index.low, places_of(index.body), _forms(families)
    found = []
    for small, places in index.holding(forms).items():
        for i in numbers_of(places & body):
            start, stop = index.spans[i]
            place = low.find(small, start, stop)
            while place >= 0:
                end = place + len(small)
                if text[place:end] in forms[small] and _stands(text, place, end):
                    found.append((place, text[place:end], i))
                place = low.find(small, end, stop)
    return sorted(found)


def _stands(text: str, start: int, end: int) -> bool:
    """Whether a word stands by itself and is not part of another."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or behind.isalnum() or "_" in (before, behind))


@cache
def _forms(families: tuple[str, ...]) -> Mapping[str, list[str]]:
    """The words that open a cue, by their small form."""
    forms: dict[str, list[str]] = {}
    for word in sorted({word for family in families for word in cue_words(family)}):
        forms.setdefault(word.lower(), []).append(word)
    return forms


@cache
def cue_words(family: str = "cue") -> Mapping[str, tuple[Reader, ...]]:
    """For every word that can open a cue the rules that may read it, each with what must stand behind the word."""
    index: dict[str, tuple[Reader, ...]] = {}
    for rule in family_rules(family):
        behind = _behind(rule)
        for word in opening_words(rule):
            index[word] = (*index.get(word, ()), (rule, behind))
    return index


def _behind(rule: Rule) -> re.Pattern[str]:
    """What a cue's pattern asks of the text behind the word it opens with."""
    m = WORDS.match(rule.pattern.pattern)
    return re.compile(rule.pattern.pattern[m.end() if m else 0 :], rule.pattern.flags)


def opening_words(rule: Rule) -> list[str]:
    """The words with which a cue's pattern opens; none where the pattern does not keep to the form."""
    m = WORDS.match(rule.pattern.pattern)
    return [w.strip() for w in m["words"].split("|")] if m else []


def owner_before(text: str, start: int) -> Span | None:
    """The owner of a noun, or the mark that follows it: "her" in "her | claim", "'s" in "Hale's repeated | claim"."""
    m = POSSESSED.search(text, max(0, start - LEFT), start)
    return (m.start(), m.start() + len(m.group().split()[0])) if m else None


def _best(text: str, start: int, end: int, readers: tuple[Reader, ...]) -> tuple[Rule, re.Match[str]] | None:
    best = None
    for rule, behind in readers:
        if m := behind.match(text, end):
            if rule.value == "noun":
                if owner_before(text, start):
                    return rule, m
            elif not best or m.end() > best[1].end():
                best = rule, m
    return best


def _cue(text: str, start: int, word: str, rule: Rule, m: re.Match[str]) -> Cue:
    """Tell the active verb from one that is denied, passive or a noun: 'did not say', 'is said to', 'his claims'."""
    frame, span = rule.value or "", (start, m.end())
    unheard = rule.id == TELL and UNHEARD.match(text, start) is not None
    if not unheard and word not in NOUNS and not is_word("speaker_left.word", word_before(text, max(0, start - LEFT), start)):
        return Cue(m, rule.id, frame, True, span, word, start)
    used = _use(text, start, rule, word, unheard=unheard)
    return Cue(m, rule.id, used or frame, bool(used), span, word, before_verb(text, 0, start))


def _use(text: str, start: int, rule: Rule, word: str, *, unheard: bool) -> str:
    """The frame in which a cue is used here; none where it reports nothing."""
    frame = rule.value or ""
    if frame in FREE:
        return frame
    left = text[words_before(text, max(0, start - LEFT), start, FEW) : start]
    if _ends_in("speaker_no.before", left) and not text.startswith(" only that ", start + len(word)):
        return ""
    if _ends_in("speaker_passive.before", left):
        return "hear" if rule.id == TELL else frame if word.endswith("ing") or rule.id in STATE else ""
    if unheard:
        return ""
    noun = NOUN_SHAPE.match(word) and _ends_in("speaker_noun.before", left)
    noun = noun or (word in NOUNS and AFTER_A.search(left) is not None)
    return "" if noun or _beside_noun(left) else frame


def _beside_noun(left: str) -> bool:
    """Whether a determiner stands before the word, or before its adverb: 'an | alleged thief', 'the wrongly | accused man'."""
    words = left.lower().split()
    return words[-1] in DETERMINERS or (words[-1] in HOW and words[-2:-1] != [] and words[-2] in DETERMINERS)


@lru_cache(KNOWN)
def _ends_in(rule: str, words: str) -> bool:
    """Whether a rule reads the end of a few words."""
    return pattern(rule).search(words) is not None
