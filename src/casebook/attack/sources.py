"""What the intruder reads, the articles and what our own reader makes of them, and the truth to judge a guess by.

The truth needs the maintainers' key: it says which source row a released row is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casebook.attack.release import Row
from casebook.contract import load_contract
from casebook.link import Casefile, link, plain_name
from casebook.records import Article, Record
from casebook.wall.policy import Policy
from casebook.wall.pseudonymise import identity, pseudonymise, voice
from casebook.wall.pseudonyms import Pseudonymiser

Parts = tuple[str, ...]


@dataclass(frozen=True)
class Truth:
    """The source rows under their released ids, as coded before disclosure control.

    `stories`: the article ids behind each row id; `parts`: what names each row under the key;
    `bearers`: of the rows that show a code name, its kind and the parts it is drawn from; `demo`: whether the release
    says of itself that it was made with the public demo key.
    """

    coded: Mapping[str, Sequence[Row]] = field(repr=False)
    stories: Mapping[str, Parts] = field(repr=False)
    parts: Mapping[str, Parts] = field(repr=False)
    bearers: Mapping[str, tuple[str, Parts]] = field(repr=False)
    tier: str = "safeguarded"
    epoch: int = 1
    demo: bool = False


@dataclass(frozen=True)
class Sources:
    """The articles of a release, their working records, and the truth."""

    articles: tuple[Article, ...] = field(repr=False)
    records: tuple[Record, ...] = field(repr=False)
    truth: Truth = field(repr=False)


def gather(articles: Iterable[Article], records: Iterable[Record], names: Pseudonymiser, policy: Policy) -> Sources:
    """Put the sources beside their truth: link and pseudonymise as the build does, under the release's key and policy."""
    texts, read = tuple(articles), tuple(records)
    casefile = link(read)
    coded = pseudonymise(casefile, names, load_contract(), policy).tables
    known = {names.keyed_id(kind, *parts): parts for kind, parts, _ in _things(casefile)}
    stories = {names.keyed_id(kind, *parts): story for kind, parts, story in _things(casefile)}
    bearers = {names.keyed_id(kind, *parts): bearer for kind, parts, bearer in _bearers(casefile)}
    return Sources(texts, read, Truth(coded, stories, known, bearers, names.tier, names.epoch, policy.demo))


def _identities(casefile: Casefile) -> Iterable[tuple[Parts, Parts]]:
    """The parts that name each person, and the articles that tell of them."""
    for episode in casefile.episodes:
        for number, arrest in enumerate(episode.arrests):
            yield (*episode.handle, identity(arrest, number)), episode.articles


def _things(casefile: Casefile) -> Iterable[tuple[str, Parts, Parts]]:
    """Kind, parts and articles of everything that has a keyed id."""
    yield from (("art", (r.id,), (r.id,)) for r in casefile.articles)
    yield from (("inc", e.handle, e.articles) for e in casefile.episodes)
    yield from (("arr", parts, story) for parts, story in _identities(casefile))
    yield from (("sta", (t.article, str(t.number)), (t.article,)) for t in casefile.statements)


def _bearers(casefile: Casefile) -> Iterable[tuple[str, Parts, tuple[str, Parts]]]:
    """Kind and parts of every row that shows a code name, and whose it is."""
    yield from (("inc", e.handle, ("group", (plain_name(e.incident.group),))) for e in casefile.episodes if e.incident.group)
    yield from (("arr", parts, ("person", parts)) for parts, _ in _identities(casefile))
    for told in casefile.statements:
        yield "sta", (told.article, str(told.number)), ("speaker", voice(told))
