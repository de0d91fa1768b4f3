"""List what no release may hold: the names, addresses, groups, outlets, titles and URLs of the sources."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casebook.attack.sources import Sources
from casebook.records import Article, Record

URL = re.compile(r"(?:https?://|www\.)\S+")
NAME_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Names:
    """Distinct strings of the sources, sorted. `titles` are headlines, outlets and URLs."""

    people: tuple[str, ...] = field(default=(), repr=False)
    groups: tuple[str, ...] = field(default=(), repr=False)
    places: tuple[str, ...] = field(default=(), repr=False)
    titles: tuple[str, ...] = field(default=(), repr=False)

    @property
    def whole(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.people, *self.groups, *self.places, *self.titles)

    def parts(self, letters: int) -> list[str]:
        """The single words of the people's names that have so many letters or more."""
        return sorted({w for name in self.people for w in NAME_WORD.findall(name) if len(w) >= letters})


def names_of(sources: Sources) -> Names:
    """Everything private that our reader or the articles' own fields name."""
    texts = {article.id: article.text for article in sources.articles}
    people, places = set[str](), set[str]()
    for record in sources.records:
        people.update(_people(record, texts.get(record.id, "")))
        places.update(_places(record, texts.get(record.id, "")))
    groups = {i.group for r in sources.records for i in r.incidents if i.group}
    titles = {t for article in sources.articles for t in _titles(article)}
    return Names(_sorted(people), _sorted(groups), _sorted(places), _sorted(titles))


def _people(record: Record, text: str) -> Iterator[str]:
    yield from (text[slice(*n.span)] for n in record.names if n.kind == "person")
    yield from (a.name for a in record.arrests if a.name)


def _places(record: Record, text: str) -> Iterator[str]:
    yield from (text[slice(*n.span)] for n in record.names if n.kind != "person")
    yield from (a.residence for a in record.arrests if a.residence)


def _titles(article: Article) -> Iterator[str]:
    """Title, outlet, URLs, and the first line, which is the headline of most articles."""
    yield from (value for value in (article.title, article.outlet, article.url) if value)
    yield from URL.findall(article.text)
    yield article.text.strip().partition("\n")[0]


def _sorted(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.strip() for name in found if name.strip()}))
