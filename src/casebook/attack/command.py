"""Attack a release folder with the articles and the key it was made from: what `casebook attack` does."""

from collections.abc import Callable, Iterable
from pathlib import Path

from casebook.attack.intruder import Intruder
from casebook.attack.release import read_release
from casebook.attack.run import Report
from casebook.attack.sources import gather
from casebook.errors import UsageError
from casebook.ingest import SetAside, read_articles
from casebook.records import Article, Record
from casebook.run import read_all
from casebook.versions.edition import version_in
from casebook.wall.keys import Key
from casebook.wall.policy import OPEN, Policy
from casebook.wall.tiers import pseudonymiser

Reading = Callable[[Iterable[Article | SetAside]], Iterable[Record | SetAside]]


def attack_folder(
    folder: Path,
    articles: Path,
    key: Key,
    policy: Policy,
    *,
    previous: Path | None = None,
    distractors: Path | None = None,
    reading: Reading = read_all,
) -> Report:
    """Every attack on the release in `folder`; `distractors` are invented where none are named, `reading` may look on.

    Raises UsageError where the release, the articles, the key and the policy don't belong together.
    """
    release = read_release(folder)
    if (policy.tier == OPEN) == bool(release.contract.foreign_keys):
        raise UsageError(
            f"{folder}: it is no release of the tier '{policy.tier}', as the policy says. Name its own with --policy."
        )
    names = pseudonymiser(key, policy, version_in(folder))
    texts = _texts(articles)
    sources = gather(texts, [r for r in reading(texts) if isinstance(r, Record)], names, policy)
    if not sources.truth.parts.keys() >= {row["arrest_id"] for row in release.tables["arrests"]}:
        raise UsageError(
            f"{folder}: it holds persons that these articles don't give under this key. Name those it was made from."
        )
    return Intruder(sources, names, policy, _texts(distractors) if distractors else None, previous).report(folder)


def _texts(source: Path) -> list[Article]:
    return [item for item in read_articles(source) if isinstance(item, Article)]
