"""Find the person whom a request is about, from what they know: the month, the place, the article.

Nothing that is shown of them is a name or a word of a source: terminals are logged.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from casebook.errors import UsageError
from casebook.link import Casefile, Episode, Telling, plain_name, tellings
from casebook.reading.names.places import region_of
from casebook.records import Arrest, Article, Record
from casebook.wall.bands import AGE, band
from casebook.wall.pseudonymise import identity
from casebook.wall.pseudonyms import Pseudonymiser
from casebook.withdrawal.seals import plain_words
from casebook.withdrawal.suppress import Found, look_at, same_persons
from casebook.withdrawal.suppression import Entry, Suppressions

MONTH = len("2019-05")
MONTHLY = re.compile("[0-9]{4}-[0-9]{2}")
COLUMNS = ("no.", "code name", "month", "region", "role", "age", "stage", "")


@dataclass(frozen=True)
class Request:
    """What the person knows; nothing asked for matches everybody."""

    month: str | None = None
    place: str | None = field(default=None, repr=False)
    article: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse a month that is none."""
        if self.month and not MONTHLY.fullmatch(self.month):
            raise UsageError("the month is not one such as 2019-05. Give year and month.")


@dataclass(frozen=True)
class Candidate:
    """A person whom a request may be about, as every article tells of them."""

    code_name: str
    episode: Episode = field(repr=False)
    arrest: Arrest = field(repr=False)
    rows: tuple[Telling, ...] = field(repr=False)
    withdrawn: bool = False

    def cells(self, number: int) -> tuple[str, ...]:
        """What may be shown of them."""
        told, scene = self.arrest, self.episode.incident
        month = scene.date[:MONTH] if scene.date else "not_reported"
        state = "withdrawn already" if self.withdrawn else ""
        return (str(number), self.code_name, month, scene.region, told.role, band(AGE, told.age), told.stage, state)


def find(
    casefile: Casefile, texts: Mapping[str, Article], request: Request, names: Pseudonymiser, suppressions: Suppressions
) -> tuple[Candidate, ...]:
    """Everybody whom a request may be about, in the order of their code names; raises UsageError where it is nobody."""
    places = _places(casefile.episodes, texts, request.place) if request.place else None
    episodes = [e for e in casefile.episodes if _fits(e, request, texts) and (places is None or e in places)]
    records = {record.id: record for record in casefile.articles}
    persons = [(e, a, (*e.handle, identity(a, n))) for e in casefile.episodes for n, a in enumerate(e.arrests)]
    code = names.code_names("person", [parts for _, _, parts in persons])
    wanted = {id(e) for e in episodes}
    found = [_candidate(code[parts], e, a, records, suppressions) for e, a, parts in persons if id(e) in wanted]
    if not found:
        raise UsageError("nobody in the articles matches the request. Ask for a longer time, a wider place, or another article.")
    return tuple(sorted(found, key=lambda c: c.code_name))


def listed(candidates: Sequence[Candidate]) -> list[str]:
    """A line for each, numbered from 1, under a heading."""
    rows = [COLUMNS, *(candidate.cells(number) for number, candidate in enumerate(candidates, 1))]
    widths = [max(len(row[n]) for row in rows) for n in range(len(COLUMNS))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def choose(candidates: Sequence[Candidate], chosen: Collection[str]) -> tuple[Candidate, ...]:
    """Those with these numbers or code names; raises UsageError where one is none of them."""
    known = {name: c for n, c in enumerate(candidates, 1) for name in (str(n), c.code_name.casefold())}
    for name in chosen:
        if name.strip().casefold() not in known:
            raise UsageError(f"there is no such person among the {len(candidates)} who match. Give a number or code name listed.")
    return tuple({known[name.strip().casefold()].code_name: known[name.strip().casefold()] for name in chosen}.values())


def entry_of(candidate: Candidate, found: Sequence[Found], suppressions: Suppressions) -> Entry:
    """What finds a person again: marks of every telling of them, of its event and article, and the sketch of its text."""
    seal = suppressions.seal
    rows, marks = same_persons(candidate.rows, found, seal)
    told_in = {telling.record.id for telling in rows}
    articles = [seen for seen in found if seen.record.id in told_in]
    sketches = {seen.sketch for seen in articles if seen.sketch}
    return Entry(marks.union(seen.article for seen in articles), tuple(sorted(sketches, key=sorted)))


def look(casefile: Casefile, texts: Mapping[str, Article], suppressions: Suppressions) -> tuple[Found, ...]:
    """The marks of every article."""
    return tuple(look_at(record, suppressions.seal, texts.get(record.id)) for record in casefile.articles)


def _candidate(
    code_name: str, episode: Episode, arrest: Arrest, records: Mapping[str, Record], suppressions: Suppressions
) -> Candidate:
    rows = [t for article in episode.articles for t in tellings(records[article]) if t.handle == episode.handle]
    own = tuple(t for t in rows if _same(t.arrest, arrest))
    marks = frozenset[str]().union(*(suppressions.seal.persons(t) | {suppressions.seal.exact(t)} for t in own))
    return Candidate(code_name, episode, arrest, own, any(marks & entry.marks for entry in suppressions.entries))


def _same(told: Arrest, arrest: Arrest) -> bool:
    """Whether a telling is of the person of a row: by name, which rows are folded by, else the row itself."""
    if told.name and arrest.name:
        return plain_name(told.name) == plain_name(arrest.name)
    return told == arrest


def _fits(episode: Episode, request: Request, texts: Mapping[str, Article]) -> bool:
    if request.article and request.article not in episode.articles:
        return False
    return not request.month or _in_month(episode, request.month, texts)


def _in_month(episode: Episode, month: str, texts: Mapping[str, Article]) -> bool:
    """The month of the incident; where only the year is told, that; where nothing is, the month of an article on it."""
    told = episode.incident.date
    if told:
        return told[:MONTH] == month if MONTHLY.match(told) else told[:4] == month[:4]
    return any((texts[a].published or "").startswith(month) for a in episode.articles if a in texts)


def _places(episodes: Sequence[Episode], texts: Mapping[str, Article], place: str) -> list[Episode]:
    """The incidents whose articles name a place, else those in its region."""
    wanted = plain_words(place)
    region = "_".join(wanted)
    named = f" {' '.join(wanted)} "
    spoken = {name: f" {' '.join(plain_words(article.text))} " for name, article in texts.items()}
    found = [e for e in episodes if e.incident.region == region or any(named in spoken.get(a, "") for a in e.articles)]
    around = region_of(place.title())
    return found or [e for e in episodes if around and e.incident.region == around[0]]
