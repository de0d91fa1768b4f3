"""Find what a withdrawal takes out of a version: everything that its articles give and, without the person, give no more."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from casebook.attack.release import Release, read_release
from casebook.errors import UsageError
from casebook.link import Casefile, link
from casebook.loading.promised import PACKAGE
from casebook.records import Article, Record
from casebook.versions.edition import Edition
from casebook.wall.keys import Key
from casebook.wall.policy import LINKED, Policy
from casebook.wall.pseudonymise import identity
from casebook.wall.pseudonyms import Pseudonymiser
from casebook.wall.tiers import pseudonymiser
from casebook.withdrawal.suppress import suppress
from casebook.withdrawal.suppression import Suppressions

DAY = len("2026-11-01")
Thing = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Corpus:
    """Articles by id and what was read from them, in order; `unread`: how many could not be read."""

    texts: Mapping[str, Article] = field(repr=False)
    records: Sequence[Record] = field(repr=False)
    unread: int = 0


@dataclass(frozen=True)
class Holding:
    """What a version on the shelf holds: of which articles it is, and the pseudonyms in it that must go.

    `whole`: whether all its articles are among those given; `ids`: keyed ids and code names, none where it is not affected.
    """

    edition: Edition = field(repr=False)
    policy: Policy = field(repr=False)
    articles: frozenset[str] = field(repr=False)
    whole: bool
    ids: frozenset[str] = field(repr=False)

    @property
    def version(self) -> str:
        """Its number."""
        return self.edition.version


def holding(
    folder: Path, edition: Edition, corpus: Corpus, key: Key, policies: Mapping[str, Policy], suppressions: Suppressions
) -> Holding:
    """What the version in a folder holds of the persons withdrawn.

    Raises SecretError where it is of another epoch than the key, UsageError where it is no release or tells no tier or day.
    """
    release = read_release(folder)
    declared = policies.get(edition.tier or LINKED)
    if declared is None:
        raise UsageError(f"{folder}: it is of the tier '{edition.tier}' and the policy is not. Name its own with --policy.")
    promised = max(declared.k, edition.k)
    policy = replace(declared, epoch=edition.epoch, as_of=_as_of(folder, release), k=promised)
    names = pseudonymiser(key, policy, edition.version)
    articles = {names.keyed_id("art", record.id): record for record in corpus.records}
    told = _shown(release, "articles", "article_id")
    own = [articles[name] for name in told if name in articles] if told else list(corpus.records)
    ids = _must_go(link(own), corpus, names, suppressions, release)
    whole = bool(told) and len(own) == len(told)
    return Holding(edition, policy, frozenset(r.id for r in own), whole, ids)


def _must_go(casefile: Casefile, corpus: Corpus, names: Pseudonymiser, listed: Suppressions, release: Release) -> frozenset[str]:
    """The pseudonyms in a release of what its articles no longer give; nothing where it holds nothing of that.

    Where rules changed since, a row may stand under an id that today's rules don't give: then every such row must go, too.
    Where persons are told as counts alone, nobody can be seen to be among them or not.
    """
    thinned = suppress(casefile, listed, corpus.texts)
    if thinned == casefile:
        return frozenset()
    gone = {names.keyed_id(kind, *parts) for kind, parts in set(things(casefile)) - set(things(thinned))}
    rows = {row["arrest_id"]: row for row in release.tables.get("arrests", ())}
    if not rows and not release.contract.foreign_keys:
        return frozenset(gone)
    today = {names.keyed_id(kind, *parts) for kind, parts in things(casefile)}
    struck = {name for name in _ids(release) if name in gone or (name in rows and name not in today)}
    code_names = {rows[name]["person"] for name in struck if name in rows and rows[name].get("person")}
    return frozenset(struck | code_names)


def _ids(release: Release) -> set[str]:
    keys = {name: table.keys for name, table in release.contract.tables.items()}
    return {row[key] for name, columns in keys.items() for row in release.tables.get(name, ()) for key in columns if row.get(key)}


def things(casefile: Casefile) -> Iterator[Thing]:
    """Kind and parts of everything that gets a keyed id."""
    yield from (("art", (record.id,)) for record in casefile.articles)
    yield from (("sta", (told.article, str(told.number))) for told in casefile.statements)
    for episode in casefile.episodes:
        yield "inc", episode.handle
        yield from (("arr", (*episode.handle, identity(a, n))) for n, a in enumerate(episode.arrests))


def _shown(release: Release, table: str, column: str) -> tuple[str, ...]:
    return tuple(row[column] for row in release.tables.get(table, ()) if row.get(column))


def _as_of(folder: Path, release: Release) -> date:
    """The day a release speaks from, as its description tells it."""
    try:
        return date.fromisoformat(json.loads(release.files[PACKAGE])["created"][:DAY])
    except (LookupError, TypeError, ValueError):
        raise UsageError(f"{folder}: its {PACKAGE} does not say as of which day it speaks. Name a whole release.") from None
