"""Keyed marks by which a withdrawn person is known again; without the maintainers' key nothing can be read or tried in them.

Some marks say by themselves who it is (`persons`): a name, an initial and a surname in a region, an age at a scene on a day.
Others say so only beside the same article or event (`rows`): a surname, the facts of the row.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from casebook.link import Handle, Telling, plain_name
from casebook.wall.keys import Key
from casebook.wall.pseudonyms import Pseudonymiser

TIER = "withdrawn"
MARK_CHARS = 32
DAY = len("2019-05-04")
SHINGLE = 5
SKETCH = 64
SAME = 0.4  # articles invented from the same templates share 0.34 at the most, one with a word in twenty changed 0.5
TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "rev", "prof", "pc", "ex", "former"])
Marks = frozenset[str]


@dataclass(frozen=True)
class Seal:
    """Makes marks under one key, apart from every pseudonym of a release."""

    key: Key = field(repr=False)

    @cached_property
    def _names(self) -> Pseudonymiser:
        return Pseudonymiser(self.key, TIER, self.key.epoch)

    def mark(self, kind: str, *parts: str) -> str:
        """128 bits in hex for the thing that `kind` and `parts` name."""
        return self._names.digest(kind, *parts).hex()[:MARK_CHARS]

    @cached_property
    def check(self) -> str:
        """What tells that a mark was made under this key."""
        return self.mark("key")

    def event(self, handle: Handle) -> str:
        """The mark of an event that several articles may tell of, or of an incident of one article."""
        return self.mark("event", *handle)

    def article(self, name: str) -> str:
        """The mark of an article by its id."""
        return self.mark("article", name)

    def persons(self, telling: Telling) -> Marks:
        """Marks that say alone whom a row is about."""
        name = telling.arrest.name
        sighted = self._sightings(telling, ("named",) if name else ("unnamed",))
        return frozenset((*self.named(name, telling.incident.region), *sighted)) if name else frozenset(sighted)

    def _sightings(self, telling: Telling, kinds: Iterable[str], years: Iterable[int] = (0,)) -> Iterator[str]:
        """Somebody of an age, `years` older or younger, in a region on the day of a scene."""
        age, scene = telling.arrest.age, telling.incident
        if age is not None and scene.date and len(scene.date) == DAY:
            yield from (self.mark("sighting", kind, scene.date, scene.region, str(age + n)) for kind in kinds for n in years)

    def named(self, name: str, region: str = "not_reported") -> Iterator[str]:
        """The marks of a name: first and last word; initial and last word in a region; a surname that stands alone."""
        *first, last = name_words(name) or [""]
        if not first:
            yield self.mark("surname alone", last)
            return
        yield self.mark("name", first[0], last)
        if region != "not_reported":
            yield self.mark("initial", first[0][0], last, region)

    def surname(self, name: str) -> str:
        """The mark of the last word of a name."""
        return self.mark("surname", _last(name))

    def exact(self, telling: Telling) -> str:
        """The mark of a row's facts and of the incident it stands in."""
        scene = telling.incident
        return self.mark("exact", *_facts(telling), scene.key, scene.type, scene.date or "")

    def facts(self, telling: Telling) -> str:
        """The mark of a row's facts alone."""
        return self.mark("facts", *_facts(telling))

    def sought(self, telling: Telling, *, named: bool) -> Marks:
        """Every mark that finds the person of a row again, a year of age and a shortened name allowed.

        Of a person whose name is known (`named`) another name is somebody else's; of others any row may be theirs.
        """
        marks = {self.exact(telling), self.facts(telling)}
        marks.update(self._sightings(telling, ("unnamed",) if named else ("unnamed", "named"), (-1, 0, 1)))
        if name := telling.arrest.name:
            marks.update(self.named(name, telling.incident.region))
            marks |= {self.surname(name), self.mark("surname alone", _last(name))}
        return frozenset(marks)

    def sketch(self, text: str) -> Marks:
        """The smallest keyed digests of an article's runs of five words: texts that share enough of them are one article.

        Broder (1997), On the resemblance and containment of documents.
        """
        words = plain_words(text)
        runs = {" ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))}
        secret = self._names.digest("sketch")
        return frozenset(sorted(hashlib.blake2b(r.encode("utf-8"), key=secret, digest_size=8).hexdigest() for r in runs)[:SKETCH])


def same_article(one: Marks, other: Marks) -> bool:
    """Whether two sketches are of one text, some changes allowed."""
    return len(one & other) >= SAME * min(len(one), len(other))


def name_words(name: str) -> list[str]:
    """The words of a name as they are compared: plain, without accents and titles."""
    words = plain_words(plain_name(name))
    return [word for word in words if word not in TITLES] or words


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, without accents and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", bare)


def _last(name: str) -> str:
    return (name_words(name) or [""])[-1]


def _facts(telling: Telling) -> tuple[str, ...]:
    arrest = telling.arrest
    return arrest.role, arrest.sex, "" if arrest.age is None else str(arrest.age)
