"""Take withdrawn persons out of a casefile, between link and pseudonymise, and all that would still tell of them.

Rather more goes than less. A person is known by name wherever it stands (so a namesake goes too), by age, day and region of the
scene, and in an article or event that told of them by the facts of the row; where an article that told of them gives nobody of
those any more, everybody unnamed in it goes. With a person go all unnamed rows of the same incident, for one of them may be the
same person before a name was printed; the statements the person made; an incident in which nobody is left, with all that was
said of it; and an article that tells of no other incident, with all that is said in it. No number of what went is kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from casebook.link import Casefile, Episode, Handle, Telling, Told, plain_name, tellings
from casebook.records import Article, Record
from casebook.withdrawal.seals import Marks, Seal
from casebook.withdrawal.suppression import Entry, Suppressions

UNNAMED = ""
Rows = tuple[Telling, ...]


@dataclass(frozen=True)
class Found:
    """What an article holds that could find somebody: the marks of its id, text, rows and of the people it names."""

    record: Record
    article: str
    sketch: Marks = field(repr=False)
    rows: tuple[tuple[Telling, Marks, str], ...] = field(repr=False)  # a row, the marks that say who, the mark of its event
    people: tuple[tuple[str, Marks], ...] = field(repr=False)  # an id used in names, the marks of a name it bears


def suppress(casefile: Casefile, suppressions: Suppressions, texts: Mapping[str, Article]) -> Casefile:
    """A casefile without the persons withdrawn; `texts` are the articles by id. What stays is as it was, ids included."""
    if not suppressions.entries:
        return casefile
    found = [look_at(record, suppressions.seal, texts.get(record.id)) for record in casefile.articles]
    gone: dict[Handle, set[str]] = {}
    voices: set[tuple[str, str]] = set()
    for entry in suppressions.entries:
        for seen in found:
            for telling in rows_of(entry, seen, suppressions.seal):
                gone.setdefault(telling.handle, {UNNAMED}).add(plain_name(telling.arrest.name or UNNAMED))
                voices.add((seen.record.id, telling.arrest.person or UNNAMED))
            voices |= {(seen.record.id, person) for person, marks in seen.people if marks & entry.marks}
    return _without(casefile, gone, voices)


def look_at(record: Record, seal: Seal, article: Article | None) -> Found:
    """The marks of one article."""
    text = article.text if article else ""
    return Found(
        record,
        seal.article(record.id),
        seal.sketch(text) if article else frozenset(),
        tuple((told, seal.persons(told), seal.event(told.handle)) for told in tellings(record)),
        tuple((person, frozenset(seal.named(name))) for person, name in _people(record, text)),
    )


def _people(record: Record, text: str) -> Iterator[tuple[str, str]]:
    """Everybody an article names: the id used in names, and the fullest form of the name."""
    forms: dict[str, list[str]] = {}
    for name in record.names:
        if name.kind == "person" and name.person and (words := text[slice(*name.span)].strip()):
            forms.setdefault(name.person, []).append(words)
    yield from ((person, max(found, key=lambda form: (form.count(" "), form))) for person, found in forms.items())


def rows_of(entry: Entry, seen: Found, seal: Seal) -> Rows:
    """The rows of an article that are, or may be, the person of an entry."""
    known = entry.knows(seen.article, seen.sketch)
    beside = [told for told, _, event in seen.rows if event in entry.marks]
    near = [told for told, _, _ in seen.rows] if known else beside
    namesakes = [told for told in near if told.arrest.name and seal.surname(told.arrest.name) in entry.marks]
    same = [*(told for told, marks, _ in seen.rows if marks & entry.marks), *namesakes]
    more = _by_facts(entry, near, seal) if known and not same else []
    return (*same, *more, *(told for told in beside if not told.arrest.name))


def _by_facts(entry: Entry, near: list[Telling], seal: Seal) -> list[Telling]:
    """Of an article that tells of the person under another name or none: the row of the same facts, else all that are unnamed."""
    unnamed = [told for told in near if not told.arrest.name]
    exact = [told for told in near if seal.exact(told) in entry.marks]
    alike = [told for told in unnamed if seal.facts(told) in entry.marks]
    return exact or alike or unnamed


def _without(casefile: Casefile, gone: Mapping[Handle, set[str]], voices: set[tuple[str, str]]) -> Casefile:
    thinned = [_thinned(episode, gone[episode.handle]) if episode.handle in gone else episode for episode in casefile.episodes]
    kept = [episode for episode in thinned if episode.arrests or episode.handle not in gone]
    emptied = {episode.handle for episode in casefile.episodes} - {episode.handle for episode in kept}
    dropped = _articles_of(emptied, casefile.episodes) - _articles_of({e.handle for e in kept}, kept)

    def stays(told: Told) -> bool:
        spoke = told.statement.voice is not None and (told.article, told.statement.voice) in voices
        return not spoke and told.article not in dropped and told.incident not in emptied

    return Casefile(
        tuple(record for record in casefile.articles if record.id not in dropped),
        tuple(kept),
        tuple(told for told in casefile.statements if stays(told)),
    )


def _thinned(episode: Episode, names: set[str]) -> Episode:
    """An incident without some named persons and all unnamed ones."""
    left = tuple(a for a in episode.arrests if a.name and plain_name(a.name) not in names)
    return replace(episode, arrests=left)


def _articles_of(handles: Iterable[Handle], episodes: Iterable[Episode]) -> set[str]:
    wanted = set(handles)
    return {article for episode in episodes if episode.handle in wanted for article in episode.articles}


def same_persons(rows: Rows, found: Iterable[Found], seal: Seal) -> tuple[Rows, Marks]:
    """Rows of one person with those that are the same person's, and all marks that find them again.

    The same by name, or by age, day and region of a scene, wherever they stand.
    """
    known = [(told, marks) for seen in found for told, marks, _ in seen.rows]
    named = any(told.arrest.name for told in rows)
    group, marks = rows, frozenset[str]()
    while group:
        marks = marks.union(*(seal.sought(told, named=named) for told in group), (seal.event(told.handle) for told in group))
        more = tuple(told for told, own in known if own & marks and told not in group)
        if not more:
            break
        group += more
    return group, marks
