"""Run all attacks on a release and report what they found."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.attack.canaries import canary_articles, canary_ids, find_canaries
from casebook.attack.dictionary import try_names
from casebook.attack.differencing import lay_over
from casebook.attack.figures import Figures, Number
from casebook.attack.fingerprints import find_fingerprints
from casebook.attack.neighbour import ask_insiders, ask_neighbours
from casebook.attack.release import Release, Tables
from casebook.attack.rerun import find_rows_again
from casebook.attack.retrieval import DISTRACTORS, find_articles
from casebook.attack.scan import find_bytes
from casebook.attack.sources import Sources
from casebook.attack.words import find_shared_words
from casebook.records import Article
from casebook.wall.policy import Policy
from casebook.wall.pseudonyms import Pseudonymiser

APART = 90_210
BuildTables = Callable[[Iterable[Article]], Tables]


@dataclass(frozen=True)
class Report:
    """The figures of every attack that was run; counts of rows and persons below `k` are told as such."""

    k: int
    figures: tuple[Figures, ...]

    def numbers(self) -> Mapping[str, Number]:
        """Every number by its name."""
        return {number.name: number for found in self.figures for number in found.numbers}

    def to_json(self) -> dict[str, Any]:
        """The numbers by attack, as `risk.json` holds them."""
        return {f.attack: {**{n.name: n.told(self.k) for n in f.numbers}, **_files(f)} for f in self.figures}

    def to_markdown(self, gates: Mapping[str, float]) -> str:
        """A table for the card: a line an attack, what it found in plain words, and the gates it had to pass."""
        lines = [f"| {f.attack} | {f.sentence(self.k)} | {_allowed(f, gates)} |" for f in self.figures]
        return "\n".join(["| attack | found | may be at the most |", "|---|---|---|", *lines]) + "\n"


def attack(
    release: Release,
    sources: Sources,
    policy: Policy,
    distractors: Iterable[Article] = (),
    previous: Release | None = None,
    planted: Figures | None = None,
) -> Report:
    """Every attack on a release: `previous` adds differencing, `planted` is what `plant_canaries` found.

    `distractors` are the texts among which the sources are searched for; at least 500 make a fair search.
    """
    found = [
        find_shared_words(release, sources),
        find_articles(release, sources, distractors),
        find_rows_again(release, sources),
        ask_neighbours(release, sources),
        ask_insiders(release, sources),
        find_fingerprints(release, sources),
        *([lay_over(release, sources, previous, policy.k)] if previous else []),
        try_names(release, sources),
        find_bytes(release, sources, policy.card),
        *([planted] if planted else []),
    ]
    return Report(policy.k, tuple(found))


def plant_canaries(
    build_tables: BuildTables, release: Release, sources: Sources, names: Pseudonymiser, policy: Policy
) -> Figures:
    """Build the sources once more with the canaries among them, under the release's key and policy, and look for them."""
    tables = build_tables((*sources.articles, *canary_articles()))
    return find_canaries(tables, canary_ids(names, policy), release.contract, policy.k)


def invented_distractors(count: int = DISTRACTORS) -> Iterator[Article]:
    """Invented articles to hide the sources among, the same each time, and not those that a test invents."""
    from casebook.invent import invented_articles  # noqa: PLC0415  (a search without them need not pay for it)

    return invented_articles(count, seed=APART)


def _files(found: Figures) -> dict[str, list[str]]:
    return {"files": list(found.files)} if found.files else {}


def _allowed(found: Figures, gates: Mapping[str, float]) -> str:
    return "; ".join(f"`{n.name}` {gates[n.name]:g}" for n in found.numbers if n.name in gates) or "reported only"
