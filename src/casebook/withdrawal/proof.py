"""Prove that nobody withdrawn is left: a scan of every byte, and their articles read again under other names."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.attack.names import Names
from casebook.attack.scan import Needles
from casebook.errors import IntegrityError
from casebook.link import Casefile, Handle, Telling, link, plain_name, tellings
from casebook.records import Arrest, Article
from casebook.withdrawal.affected import Corpus
from casebook.withdrawal.suppress import suppress
from casebook.withdrawal.suppression import Suppressions

Place = tuple[tuple[int, int], str, str]
AGAIN = "casebook reads this again: "


@dataclass(frozen=True)
class Proof:
    """What was looked at, in numbers: versions, their files, what was sought in each, articles read again."""

    versions: int
    files: int
    needles: int
    articles: int


def prove(folders: Mapping[str, Path], ids: Set[str], corpus: Corpus, listed: Suppressions, card: str = "") -> Proof:
    """Look through every byte of versions for pseudonyms (`ids`) and names of those withdrawn, and read their articles again.

    Parquet, Stata and SPSS files are decoded; UTF-8 and UTF-16 are searched, as a build searches its own release (`card`: what
    the project itself says). Raises IntegrityError where anything is left; no value is told.
    """
    gone = list(removed(corpus, listed))
    names = {telling.arrest.name for telling in gone if telling.arrest.name}
    needles = Needles(Names(people=tuple(sorted(names)), titles=tuple(sorted(ids))), card)
    files = 0
    for version, folder in folders.items():
        files += _scan(version, folder, needles)
    if came_back(gone, corpus, listed):
        raise IntegrityError("an article read again under another name brings somebody withdrawn back. Report this fault.")
    return Proof(len(folders), files, len(names) + len(ids), len({telling.record.id for telling in gone}))


def _scan(version: str, folder: Path, needles: Needles) -> int:
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    struck = sum(needles.count(p.relative_to(folder).as_posix(), p.read_bytes()) > 0 for p in paths)
    if struck:
        raise IntegrityError(f"version {version}: somebody withdrawn is left in {struck} of its files. Report this fault.")
    return len(paths)


def removed(corpus: Corpus, listed: Suppressions) -> Iterator[Telling]:
    """Every telling of a person in the articles that a build no longer gives."""
    left = _persons(suppress(link(corpus.records), listed, corpus.texts))
    return (t for record in corpus.records for t in tellings(record) if _name(t) not in left.get(t.handle, ()))


def came_back(gone: Iterable[Telling], corpus: Corpus, listed: Suppressions) -> int:
    """How many rows of those gone come back where their articles are read again, alone and under other names."""
    places: dict[str, set[Place]] = {}
    for telling in gone:
        places.setdefault(AGAIN + telling.record.id, set()).add(_place(telling.arrest))
    records = [replace(r, id=AGAIN + r.id) for r in corpus.records if AGAIN + r.id in places]
    texts = {r.id: Article(r.id, corpus.texts[r.id.removeprefix(AGAIN)].text) for r in records}
    left = suppress(link(records), listed, texts)
    return sum(_place(a) in places[article] for e in left.episodes for a in e.arrests for article in e.articles)


def _persons(casefile: Casefile) -> dict[Handle, set[str]]:
    return {e.handle: {plain_name(a.name or "") for a in e.arrests} for e in casefile.episodes}


def _name(telling: Telling) -> str:
    return plain_name(telling.arrest.name or "")


def _place(arrest: Arrest) -> Place:
    """Where in its article a row is read, of which incident, and under which name."""
    return arrest.mention, arrest.incident, plain_name(arrest.name or "")
