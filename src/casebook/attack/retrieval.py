"""Search for the article behind each released row, as with a search engine: BM25 over the sources among distractors.

BM25 after Robertson and others 1994, by the library bm25s; ties count as found, and a row that finds nothing as a miss.
"""

import random
from collections.abc import Iterable, Iterator, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from casebook.attack.figures import Figures, Number
from casebook.attack.release import Release
from casebook.attack.sources import Sources
from casebook.attack.view import UNITS, Flat, columns_of, flat_rows
from casebook.attack.wording import Wording, tokens
from casebook.records import Article

Scores = NDArray[np.float64]
DISTRACTORS = 500
NEAR = 10
SEED = 0

MEANING = (
    "Searched for by what it says among {retrieval_texts} texts, a row finds its own article first for {retrieval_hit_1} "
    "of the rows and among the first ten for {retrieval_hit_10} (persons alone: {retrieval_persons_1}, {retrieval_persons_10}); "
    "rows with shuffled values do for {retrieval_chance_1} and {retrieval_chance_10}."
)


def find_articles(release: Release, sources: Sources, distractors: Iterable[Article] = ()) -> Figures:
    """How often a released row, put into plain words, brings up its own article among the sources and the distractors.

    The chance level is that of rows whose values are shuffled, column by column, across the rows of the table (seeded).
    """
    texts = [*sources.articles, *distractors]
    index = _Index([article.text for article in texts])
    places = {article.id: n for n, article in reversed(list(enumerate(sources.articles)))}
    own: dict[str, list[int | None]] = {}
    chance: list[int | None] = []
    for unit in UNITS:
        rows = flat_rows(release.tables, release.contract, unit)
        targets = [[places[a] for a in sources.truth.stories.get(key, ()) if a in places] for key in rows]
        wording = Wording(release.contract, columns_of(release.contract, unit, lambda f: f.content != "code_name"))
        own[unit] = index.ranks(map(wording.phrases, rows.values()), targets)
        chance += index.ranks(map(wording.phrases, shuffled(list(rows.values()))), targets)
    hits = (*_hits("hit", [rank for ranks in own.values() for rank in ranks]), *_hits("chance", chance))
    above = Number("retrieval_above_chance", max(0.0, hits[0].share - hits[2].share))
    return Figures("retrieval", MEANING, (*hits, *_hits("persons", own["arrests"]), above, Number("retrieval_texts", len(texts))))


def shuffled(rows: Sequence[Flat], seed: int = SEED) -> Iterator[Flat]:
    """Rows with the values of each column in another order, the same for the same seed."""
    columns = list(rows[0]) if rows else []
    draw = random.Random(seed)  # noqa: S311  (a chance level needs no secret)
    mixed = {c: draw.sample([row[c] for row in rows], len(rows)) for c in columns}
    return ({c: mixed[c][n] for c in columns} for n in range(len(rows)))


class _Index:
    """Texts to be searched. BM25 adds up over the words of a query, so each phrase is scored once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bm25 = bm25s.BM25()
        self._bm25.index([tokens(text) for text in texts], show_progress=False)
        self._scored: dict[str, Scores] = {"": np.zeros(len(texts))}

    def ranks(self, queries: Iterable[Iterable[str]], targets: Sequence[Sequence[int]]) -> list[int | None]:
        """The best place of a target for each query, None where none of them is found at all."""
        return [self._rank(query, target) for query, target in zip(queries, targets, strict=True)]

    def _rank(self, query: Iterable[str], target: Sequence[int]) -> int | None:
        scores = sum((self._scores(phrase) for phrase in query), start=self._scored[""])
        best = max((float(scores[place]) for place in target), default=0.0)
        return 1 + int(np.count_nonzero(scores > best)) if best > 0 else None

    def _scores(self, phrase: str) -> Scores:
        if phrase not in self._scored:
            known = self._bm25.get_tokens_ids(tokens(phrase))
            self._scored[phrase] = (
                np.asarray(self._bm25.get_scores_from_ids(known), dtype=np.float64) if known else self._scored[""]
            )
        return self._scored[phrase]


def _hits(kind: str, ranks: Sequence[int | None]) -> tuple[Number, ...]:
    return tuple(
        Number(f"retrieval_{kind}_{near}", sum(r is not None and r <= near for r in ranks), len(ranks), private=True)
        for near in (1, NEAR)
    )
