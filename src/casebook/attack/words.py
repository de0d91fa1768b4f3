"""Find the longest run of words that a release shares with its sources."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from casebook.attack.figures import Figures, Number
from casebook.attack.release import Release, cells
from casebook.attack.sources import Sources

WORD = re.compile(r"[^\W_]+")
TABLES = ("data/", "synthetic/")
DOCUMENTS = (".md", ".json", ".cff", ".csv", ".txt", ".html")

Words = list[str]
MEANING = (
    "The longest run of words that a released value shares with an article has {shared_words} words; "
    "codes of the codebook share {shared_words_of_codes}, the card and other documents {shared_words_of_documents}."
)


def find_shared_words(release: Release, sources: Sources) -> Figures:
    """Words in a row that stand both in the release and in a source text, case and punctuation aside.

    `shared_words`: in values that no vocabulary declares, which alone can come from a source; the codes and the
    documents are written by us and are told for comparison.
    """
    texts = [words(article.text) for article in sources.articles]
    found = [longest_shared([words(v) for v in values], texts) for values in (*_values(release), _documents(release))]
    names = ("shared_words", "shared_words_of_codes", "shared_words_of_documents")
    return Figures("words", MEANING, tuple(Number(name, n) for name, n in zip(names, found, strict=True)))


def words(text: str) -> Words:
    """The words of a text as they are compared."""
    return WORD.findall(text.casefold())


def longest_shared(released: list[Words], texts: Iterable[Words]) -> int:
    """The length in words of the longest run that any of some texts has in common with any of some others."""
    runs = _runs_of(released)
    longest = 0
    for text in texts:
        while _shares(text, longest + 1, runs(longest + 1)):
            longest += 1
    return longest


def _runs_of(released: list[Words]) -> Callable[[int], frozenset[tuple[str, ...]]]:
    @cache
    def runs(length: int) -> frozenset[tuple[str, ...]]:
        return frozenset(run for value in released for run in _windows(value, length))

    return runs


def _windows(text: Words, length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(text[start:] for start in range(length)), strict=False)


def _shares(text: Words, length: int, runs: frozenset[tuple[str, ...]]) -> bool:
    return bool(runs) and not runs.isdisjoint(_windows(text, length))


def _values(release: Release) -> tuple[list[str], list[str]]:
    """The distinct strings of all cells: those that no vocabulary declares, and the declared codes."""
    known = release.contract.known
    found = sorted({cell for rows in release.tables.values() for row in rows for cell in cells(row)})
    return [v for v in found if v not in known], [v for v in found if v in known]


def _documents(release: Release) -> list[str]:
    """The texts beside the data: card, codebook, changes."""
    beside = (data for path, data in release.files.items() if path.endswith(DOCUMENTS) and not path.startswith(TABLES))
    return [data.decode("utf-8", "replace") for data in beside]
