"""An article cut into lines and sentences, with the page's own furniture told from the news.

Nothing is normalised: every span is a slice of the text as read.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from casebook.reading.index import Index
from casebook.reading.rules import first
from casebook.reading.subject import find_subject
from casebook.records import Article, Evidence, Span

BODY, HEADLINE, BYLINE, DATELINE, FURNITURE, CAPTION, PULL_QUOTE = (
    "body", "headline", "byline", "dateline", "furniture", "caption", "pull_quote",
)  # fmt: skip

LINE = re.compile(r"[^\r\n]*[^\s]")
SENTENCE_END = re.compile(r"""(?P<stop>[.!?…]+)["'”’)\]]*(?:\s+|(?<=["”])(?=[A-Z]))(?=["'“‘(\[£$]*[A-Z0-9])""")
# Not an end: "Mr. Hale", "St. Ives", "No. 4", "J. Hale", "p.m. Hale", "Det. Insp. Hale".
ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|No|Det|Insp|Supt|Sgt|Con|Ch|Cllr|Hon|vs?|etc|approx|Jr|Sr|[A-Z])\.$")
HEADLINE_WORDS = 20


@dataclass(frozen=True)
class Line:
    """One non-blank line and what it is: body, headline, byline, dateline, caption, pull_quote or furniture."""

    span: Span
    kind: str


@dataclass(frozen=True)
class Sentence:
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

    def line_at(self, offset: int) -> int:
        """The index of the line that holds a character (the last one that starts at or before it)."""
        return max((i for i, line in enumerate(self.lines) if line.span[0] <= offset), default=0)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The body sentence that holds a character."""
        return next((s for s in self.sentences if s.span[0] <= offset < s.span[1]), None)

    def words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]


def read_document(article: Article) -> Document:
    """Cut an article into lines and say what each of them is."""
    spans = [_trimmed(article.text, m.span()) for m in LINE.finditer(article.text)]
    kinds = [_kind(article.text, span) for span in spans]
    _mark_headline(article.text, spans, kinds)
    _mark_pull_quotes(article.text, spans, kinds)
    return Document(article, tuple(map(Line, spans, kinds)))


def split_sentences(text: str, span: Span) -> list[Span]:
    """The sentences of one line; quotation marks and brackets stay with the sentence they close."""
    cuts, start = [], span[0]
    for m in SENTENCE_END.finditer(text, *span):
        if m["stop"] == "." and ABBREVIATED.search(text, start, m.end("stop")):
            continue
        cuts.append((start, len(text[start : m.end()].rstrip()) + start))
        start = m.end()
    return [*cuts, (start, span[1])]


def _trimmed(text: str, span: Span) -> Span:
    line = text[span[0] : span[1]]
    return span[0] + len(line) - len(line.lstrip()), span[1]


def _kind(text: str, span: Span) -> str:
    hit = first("page", text[slice(*span)])
    return hit.rule.value or BODY if hit else BODY


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
    lines = [text[s:e] for s, e in spans]
    for i, line in enumerate(lines):
        hit = first("pullquote", line)
        words = _letters(hit["value"] or "") if hit and kinds[i] == BODY else ""
        if not words or not any(words in _letters(other) for j, other in enumerate(lines) if j != i and kinds[j] == BODY):
            continue
        kinds[i] = PULL_QUOTE
        if i + 1 < len(lines) and kinds[i + 1] == BODY and len(lines[i + 1].split()) <= 8 and not lines[i + 1].endswith("."):
            kinds[i + 1] = PULL_QUOTE


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
