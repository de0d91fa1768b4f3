"""Withdraw persons: the list first, then every version on the shelf. Running it again completes what was cut off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casebook.errors import UsageError
from casebook.ingest import read_articles
from casebook.link import link
from casebook.records import Article, Record
from casebook.run import read_all
from casebook.versions.edition import read_edition
from casebook.versions.shelf import VERSIONS, Shelf
from casebook.wall.keys import Key
from casebook.wall.policy import LINKED, TIERS, Policy, load_policy
from casebook.wall.pseudonyms import Pseudonymiser
from casebook.withdrawal.affected import Corpus, Holding, holding
from casebook.withdrawal.proof import Proof, prove
from casebook.withdrawal.rebuild import Step, build_all, decide, finish, maker, staging, steps
from casebook.withdrawal.request import Candidate, Request, entry_of, find, look
from casebook.withdrawal.suppression import Entry, Suppressions, append, start_suppressions


@dataclass(frozen=True)
class Bench:
    """What a withdrawal works with: the articles, the key, the list of those withdrawn, the shelf, the policies by tier."""

    articles: Path
    key: Key = field(repr=False)
    suppressions: Path
    shelf: Shelf
    policies: Mapping[str, Policy] = field(repr=False)
    jobs: int | None = None

    def complete(self) -> bool:
        """Complete a withdrawal that was decided and cut off; whether there was one."""
        return finish(self.shelf)


@dataclass(frozen=True)
class Plan:
    """What a withdrawal would do: the entries it adds, what becomes of the versions, and those it can't judge.

    `others`: versions of another epoch than the key's; `ids`: the pseudonyms that must go.
    """

    entries: tuple[Entry, ...] = field(repr=False)
    steps: tuple[Step, ...]
    others: tuple[str, ...]
    ids: frozenset[str] = field(repr=False, default=frozenset())


@dataclass(frozen=True)
class Done:
    """What became of the versions, the proof, and how many withdrawals the list holds now."""

    steps: tuple[Step, ...]
    proof: Proof
    listed: Suppressions = field(repr=False)


def prepare(articles: Path, key: Key, suppressions: Path, shelf: Path, policy: Path | None, jobs: int | None = None) -> Bench:
    """A bench; raises UsageError where there is no shelf."""
    if not (shelf / VERSIONS).is_file():
        raise UsageError(f"{shelf}: there is no {VERSIONS} in it. Name the folder that the versions stand in.")
    chosen = [load_policy(policy)] if policy else [load_policy(None, tier) for tier in TIERS]
    return Bench(articles, key, suppressions, Shelf(shelf), {p.tier: p for p in chosen}, jobs)


def read_corpus(bench: Bench) -> Corpus:
    """The articles and what is read from them."""
    items = list(read_articles(bench.articles))
    texts = {item.id: item for item in items if isinstance(item, Article)}
    records = [item for item in read_all(texts.values(), bench.jobs) if isinstance(item, Record)]
    return Corpus(texts, records, len(items) - len(records))


def candidates(bench: Bench, corpus: Corpus, request: Request) -> tuple[Candidate, ...]:
    """Everybody whom a request may be about; raises UsageError where it is nobody."""
    listed = start_suppressions(bench.suppressions, bench.key)
    names = Pseudonymiser(bench.key, LINKED, bench.key.epoch)
    return find(link(corpus.records), corpus.texts, request, names, listed)


def plan(bench: Bench, corpus: Corpus, persons: Sequence[Candidate], *, replacements: bool = True) -> Plan:
    """What withdrawing these persons takes; nothing is written."""
    listed = start_suppressions(bench.suppressions, bench.key)
    seen = look(link(corpus.records), corpus.texts, listed)
    more = listed.plus(*(entry_of(person, seen, listed) for person in persons))
    held, others = _held(bench, corpus, more)
    ids = frozenset[str]().union(*(one.ids for one in held))
    return Plan(more.entries[len(listed.entries) :], steps(bench.shelf, held, replacements=replacements), others, ids)


def _held(bench: Bench, corpus: Corpus, listed: Suppressions) -> tuple[list[Holding], tuple[str, ...]]:
    editions = {folder: read_edition(folder) for folder in (bench.shelf.folder(e.version) for e in bench.shelf.standing())}
    own = {folder: edition for folder, edition in editions.items() if edition.epoch == bench.key.epoch}
    held = [holding(folder, edition, corpus, bench.key, bench.policies, listed) for folder, edition in own.items()]
    return held, tuple(folder.name for folder in editions if folder not in own)


def carry_out(bench: Bench, corpus: Corpus, planned: Plan) -> Done:
    """Write the list, build and prove every replacement, then put all in place at once.

    From the first step on no build brings these persons back, whatever becomes of the rest. Raises what a build does, and
    IntegrityError where the proof fails; then the shelf is as it was.
    """
    listed = append(bench.suppressions, planned.entries, bench.key).check()
    with staging(bench.shelf) as stage:
        make = maker(bench.articles, bench.key, listed, bench.jobs)
        done = build_all(bench.shelf, planned.steps, stage, make)
        proof = prove(_afterwards(bench.shelf, done, stage), planned.ids, corpus, listed, _cards(bench))
        decide(stage, done, listed.lines)
    finish(bench.shelf)
    return Done(done, proof, listed)


def _afterwards(shelf: Shelf, done: Sequence[Step], stage: Path) -> dict[str, Path]:
    """Every version that will stand on the shelf, by number."""
    going = {version for step in done for version in step.gone}
    stay = {e.version: shelf.folder(e.version) for e in shelf.standing() if e.version not in going}
    return stay | {folder.name: folder for folder in sorted(stage.iterdir()) if folder.is_dir()}


def _cards(bench: Bench) -> str:
    return "\n".join(policy.card for policy in bench.policies.values())
