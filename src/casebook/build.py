"""The whole way, from a folder of articles to a release folder."""

import re
from collections.abc import Callable, Iterable, Iterator
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
from casebook.wall.keys import Key
from casebook.wall.policy import OPEN, Policy
from casebook.wall.protect import Protected
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.tiers import protect_for_tier, pseudonymiser

VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
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
    jobs: int | None = None,
    watch: Watch = iter,
) -> Built:
    """Read, link, pseudonymise, protect, validate, attack and release; `watch` may look on (a progress bar).

    `previous` is the folder of the release before, for the attack by differencing. Articles that can't be read are
    set aside and the rest goes on. Raises a CasebookError where the version, the output, the key, the tables, an
    attack or the disk stand in the way; then nothing is written.
    """
    check_version(version)
    refuse_existing(out)
    read_gates(policy.gates)
    names = pseudonymiser(key, policy, version)
    contract = load_contract()
    set_aside: list[SetAside] = []
    records = list(_keep_records(watch(read_all(read_articles(articles), jobs)), set_aside))
    casefile = link(records)
    if not casefile.articles:
        raise UsageError(
            f"{articles}: none of its {len(set_aside)} articles could be read. 'casebook extract' tells the reasons."
        )
    released = protect_for_tier(pseudonymise(casefile, names, contract, policy), contract, policy)
    texts = [item for item in read_articles(articles) if isinstance(item, Article)]
    intruder = Intruder.knowing(texts, records, names, policy, previous)
    write_release(out, version, released, policy, intruder)
    return Built(out, released.protected, tuple(set_aside), policy)


def check_version(version: str) -> None:
    """A version of data is bare x.y.z: anything else is refused by `datasets` later, and less clearly."""
    if not VERSION.fullmatch(version):
        raise UsageError(f"'{version}' is not a version. Give three numbers such as 0.1.0, without a leading v.")


def _keep_records(items: Iterable[Record | SetAside], set_aside: list[SetAside]) -> Iterator[Record]:
    for item in items:
        if isinstance(item, Record):
            yield item
        else:
            set_aside.append(item)
