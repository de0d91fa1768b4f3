"""An article cut into lines and sentences, with the page's own furniture told from the news.

Nothing is normalised: every span is a slice of the text as read.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from casebook.reading.cues import DIGIT, guards_of, marks_of
from casebook.reading.incidents.groups import Group, name_groups
from casebook.reading.index import Index, lowered
from casebook.reading.rules import Rule, family_rules
from casebook.reading.subject import find_subject
from casebook.records import Article, Evidence, Span

BODY, HEADLINE, BYLINE, DATELINE, FURNITURE, CAPTION, PULL_QUOTE = (
    "body", "headline", "byline", "dateline", "furniture", "caption", "pull_quote",
)  # fmt: skip

LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
SENTENCE_END = re.compile(r"""(?P<end>(?P<stop>[.!?…]+)["'”’)\]]*)(?:\s+|(?<=["”])(?=[A-Z]))(?=["'“‘(\[£$]*[A-Z0-9])""")
# Not an end: "Mr. Hale", "St. Ives", "No. 4", "J. Hale", "p.m. Hale", "Det. Insp. Hale".
ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|No|Det|Insp|Supt|Sgt|Con|Ch|Cllr|Hon|vs?|etc|approx|Jr|Sr|[A-Z])\.$")
ABBREVIATION = 8  # characters that hold the longest of them and what stands before it
HEADLINE_WORDS = 20
OPENING = "\"“'‘"
BEGINNING = 12  # letters of a quotation that stand elsewhere too where it is repeated


class Line(NamedTuple):
    """One non-blank line and what it is: body, headline, byline, dateline, caption, pull_quote or furniture."""

    span: Span
    kind: str


class Sentence(NamedTuple):
    """One sentence of a body line; `line` is the index of its line in `Document.lines`."""

    span: Span
    line: int


@dataclass(frozen=True)
class Document:
    """The article with its lines and sentences, worked out once and shared by every stage."""

    article: Article
    lines: tuple[Line, ...] = field(repr=False)
    plain: bool = False  # run every rule on everything: the measure of the look-first design

    @property
    def text(self) -> str:
        return self.article.text

    @cached_property
    def body(self) -> tuple[int, ...]:
        """Indexes of the lines that tell the news."""
        return tuple(i for i, line in enumerate(self.lines) if line.kind == BODY)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body, in order."""
        return tuple(Sentence(s, i) for i in self.body for s in split_sentences(self.text, self.lines[i].span))

    @cached_property
    def about_groups(self) -> tuple[Evidence, ...]:
        """The evidence that the article is about hunter groups; empty for other news."""
        return find_subject(self.index)

    @cached_property
    def index(self) -> Index:
        """Where the article's words and the hits of rules stand."""
        return Index(self, self.plain)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All that the article names like an activist group, persons not yet told apart."""
        return name_groups(self.index)

    def words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]


def read_document(article: Article) -> Document:
    """Cut an article into lines and say what each of them is."""
    text = article.text
    spans = [m.span() for m in LINE.finditer(text)]
    kinds = _kinds(text, spans)
    _mark_headline(text, spans, kinds)
    _mark_pull_quotes(text, spans, kinds)
    return Document(article, tuple(map(Line, spans, kinds)))


@cache
def _page_rules() -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """The rules that tell a page's furniture, each with words of which one must stand in the article."""
    return tuple((rule, _letters_of(rule)) for rule in family_rules("page"))


def _letters_of(rule: Rule) -> tuple[str, ...]:
    """Letters of which every line that a rule matches holds some; none where it may match any."""
    telling = [guard for guard in guards_of(rule.pattern) if DIGIT not in guard]
    return tuple(sorted(cue.strip() for cue in telling[0])) if telling else marks_of(rule.pattern)


def split_sentences(text: str, span: Span) -> list[Span]:
    """The sentences of one line; quotation marks and brackets stay with the sentence they close."""
    cuts, start = [], span[0]
    for m in SENTENCE_END.finditer(text, *span):
        stop = m.end("stop")
        if m["stop"] == "." and ABBREVIATED.search(text, max(start, stop - ABBREVIATION), stop):
            continue
        cuts.append((start, m.end("end")))
        start = m.end()
    return [*cuts, (start, span[1])]


def _kinds(text: str, spans: Sequence[Span]) -> list[str]:
    """What the first rule that reads a line from its start says of it: BODY where none does."""
    low, starts = lowered(text), [start for start, _ in spans]
    kinds = [BODY] * len(spans)
    for rule, cues in _page_rules():
        for i in _lines_with(low, starts, cues) if cues else range(len(spans)):
            if kinds[i] == BODY and rule.pattern.match(text, *spans[i]):
                kinds[i] = rule.value or BODY
    return kinds


def _lines_with(low: str, starts: Sequence[int], cues: Sequence[str]) -> set[int]:
    """The lines that hold one of some letters."""
    found = set[int]()
    for cue in cues:
        at = low.find(cue)
        while at >= 0:
            if cue.isalpha() and low[at - 1 : at].isalpha():  # within a word
                at = low.find(cue, at + 1)
                continue
            following = bisect_right(starts, at)
            found.add(max(following - 1, 0))
            at = low.find(cue, starts[following]) if following < len(starts) else -1
    return found


def _mark_headline(text: str, spans: list[Span], kinds: list[str]) -> None:
    """The first line is the headline when it is short, ends without a full stop and news follows."""
    body = [i for i, kind in enumerate(kinds) if kind == BODY]
    if len(body) < 2 or body[0] > 3:
        return
    line = text[slice(*spans[body[0]])]
    if len(line.split()) <= HEADLINE_WORDS and not re.search(r"[.:…][\"'”’]*$", line):
        kinds[body[0]] = HEADLINE


def _mark_pull_quotes(text: str, spans: list[Span], kinds: list[str]) -> None:
    """A line that only repeats a quotation told elsewhere, and the speaker's line under it."""
    (rule,) = family_rules("pullquote")
    quoted = [i for i, (start, _) in enumerate(spans) if kinds[i] == BODY and text[start] in OPENING]
    low = lowered(text) if quoted else ""
    alone = [(i, m["value"]) for i in quoted if _repeats(low, spans[i][0] + 1) and (m := rule.pattern.match(text, *spans[i]))]
    letters = [_letters(text[s:e]) for s, e in spans] if alone else []
    for i, words_quoted in alone:
        words = _letters(words_quoted)
        if kinds[i] != BODY or not any(words in other for j, other in enumerate(letters) if j != i and kinds[j] == BODY):
            continue
        kinds[i] = PULL_QUOTE
        line = text[slice(*spans[i + 1])] if i + 1 < len(spans) else ""
        if line and kinds[i + 1] == BODY and len(line.split()) <= 8 and not line.endswith("."):
            kinds[i + 1] = PULL_QUOTE


def _repeats(low: str, start: int) -> bool:
    """Does the beginning of a quotation stand elsewhere too?"""
    return low.count(low[start : start + BEGINNING]) > 1


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
