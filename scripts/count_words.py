#!/usr/bin/env python3
"""Count in how many sentences of the invented articles the most frequent words stand, so that rare cues are looked for first.

    scripts/count_words.py > src/casebook/reading/lexicon/frequent_words.txt

A line is a word and the sentences in a thousand that hold it; the line of "0" counts those that hold a figure.
Reads tests/corpus and examples; only counts leave them.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from casebook.ingest import SetAside, read_articles
from casebook.reading.cues import DIGIT, SHORTEST
from casebook.reading.document import read_document
from casebook.reading.index import APART, FIGURE, lowered

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (*sorted((ROOT / "tests" / "corpus").glob("?")), ROOT / "examples")
FREQUENT = 12  # sentences that hold a word worth a line


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    print(as_lines(list(sentences())), end="")
    return 0


def sentences() -> Iterator[str]:
    """The sentences that tell the news, article by article."""
    articles = (a for folder in FOLDERS for a in read_articles(folder) if not isinstance(a, SetAside))
    for doc in map(read_document, articles):
        yield from (doc.words(sentence.span) for sentence in doc.sentences)


def words_of(sentence: str) -> set[str]:
    """The words of a sentence, cut as the index cuts them, and the cue of figures."""
    words = {word for word in lowered(sentence).translate(APART).split() if len(word) >= SHORTEST}
    return words | ({DIGIT} if FIGURE.search(sentence) else set())


def as_lines(told: list[str]) -> str:
    """A line for each frequent word, the most frequent first."""
    counted = Counter(word for sentence in told for word in words_of(sentence))
    kept = sorted((word for word, number in counted.items() if number >= FREQUENT), key=lambda word: (-counted[word], word))
    return "".join(f"{word} {round(1000 * counted[word] / len(told))}\n" for word in kept)


if __name__ == "__main__":
    sys.exit(main())
