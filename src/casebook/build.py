"""The whole way, from a folder of articles to a release folder."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casebook.attack.gates import read_gates
from casebook.attack.intruder import Intruder
from casebook.contract import load_contract
from casebook.errors import UsageError
from casebook.ingest import SetAside, read_articles
from casebook.link import link
from casebook.output import refuse_existing
from casebook.records import Article, Record
from casebook.release.folder import write_release
from casebook.run import read_all
from casebook.versions.follow import check_follows, follow
from casebook.versions.number import Version
from casebook.wall.keys import Key
from casebook.wall.policy import OPEN, Policy
from casebook.wall.protect import Protected
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.tiers import protect_for_tier, pseudonymiser
from casebook.withdrawal.suppress import suppress
from casebook.withdrawal.suppression import Suppressions, refuse_forgotten

Watch = Callable[[Iterable[Record | SetAside]], Iterable[Record | SetAside]]


@dataclass(frozen=True)
class Built:
    """What a build made, and the articles it had to set aside."""

    out: Path
    protected: Protected
    set_aside: tuple[SetAside, ...]
    policy: Policy = field(repr=False)

    @property
    def promise(self) -> str:
        """What holds, in a line."""
        if self.policy.tier == OPEN:
            return f"k = {self.policy.k} holds in every table, nothing links them."
        return f"k = {self.protected.k} holds on the joined view."


def build(  # noqa: PLR0913  (the whole way has many ends)
    articles: Path,
    key: Key,
    version: str,
    out: Path,
    policy: Policy,
    *,
    previous: Path | None = None,
    suppressions: Suppressions | None = None,
    only: Collection[str] | None = None,
    notes: Mapping[str, str] | None = None,
    jobs: int | None = None,
    watch: Watch = iter,
) -> Built:
    """Read, link, pseudonymise, protect, validate, attack and release; `watch` may look on (a progress bar).

    `previous` is the folder of the release before, for the attack by differencing and to tell what changed; `suppressions`
    are the persons withdrawn, who are left out; `only` the ids of the articles to build from, all where it is None; `notes`
    texts that stand in for those on what changed. Articles that can't be read are set aside and the rest goes on. Raises a
    CasebookError where the version (too small for what changed), the output, the key, the list of those withdrawn, the
    tables, an attack or the disk stand in the way; then nothing is written.
    """
    Version.read(version)
    check_follows(version, previous)
    refuse_existing(out)
    refuse_forgotten(suppressions, out, previous)
    withdrawn = suppressions.check() if suppressions else None
    read_gates(policy.gates)
    names = pseudonymiser(key, policy, version)
    contract = load_contract()
    set_aside: list[SetAside] = []
    records = list(_keep_records(watch(read_all(_chosen(articles, only), jobs)), set_aside))
    texts = {item.id: item for item in _chosen(articles, only) if isinstance(item, Article)}
    if not records:
        raise UsageError(
            f"{articles}: none of its {len(set_aside)} articles could be read. 'casebook extract' tells the reasons."
        )
    casefile = suppress(link(records), withdrawn, texts) if withdrawn else link(records)
    released = protect_for_tier(pseudonymise(casefile, names, contract, policy), contract, policy)
    told = {**follow(released, policy, version, previous), **(notes or {})}
    intruder = Intruder.knowing(texts.values(), records, names, policy, previous)
    write_release(out, version, released, policy, intruder, told)
    return Built(out, released.protected, tuple(set_aside), policy)


def _chosen(articles: Path, only: Collection[str] | None) -> Iterator[Article | SetAside]:
    items = read_articles(articles)
    return items if only is None else (item for item in items if isinstance(item, Article) and item.id in only)


def _keep_records(items: Iterable[Record | SetAside], set_aside: list[SetAside]) -> Iterator[Record]:
    for item in items:
        if isinstance(item, Record):
            yield item
        else:
            set_aside.append(item)
