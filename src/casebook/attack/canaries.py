"""Plant invented people with rare facts in a test build and look whether any of them surfaces."""

import json
import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from casebook.attack.figures import Figures, Number
from casebook.attack.names import Names
from casebook.attack.release import Tables, cells
from casebook.attack.scan import Needles
from casebook.attack.sources import gather
from casebook.attack.words import words
from casebook.contract import Contract
from casebook.reading.extract import extract
from casebook.records import Article
from casebook.wall.joined import joined_view
from casebook.wall.policy import Policy
from casebook.wall.pseudonyms import Pseudonymiser

MEANING = (
    "Of {canaries_planted} invented people with rare facts {canaries_standing_out} stand out, {canaries_names} of their names "
    "and {canaries_ages} of their ages are shown: {canaries} in all."
)


@dataclass(frozen=True)
class Canary:
    """An invented article, the names in it, and the exact age of the person it is about."""

    article: Article
    names: tuple[str, ...] = field(repr=False)
    age: str = field(repr=False)


@cache
def canaries() -> tuple[Canary, ...]:
    """The canaries that ship with casebook."""
    text = (files("casebook.attack") / "canaries.toml").read_text(encoding="utf-8")
    return tuple(
        Canary(
            Article(c["id"], c["text"].strip(), c["published"], c["outlet"], "local_weekly"),
            (*c["names"], c["outlet"]),
            c["age"],
        )
        for c in tomllib.loads(text)["canary"]
    )


def canary_articles() -> tuple[Article, ...]:
    """The articles to plant among those of a test build."""
    return tuple(canary.article for canary in canaries())


def canary_ids(names: Pseudonymiser, policy: Policy) -> frozenset[str]:
    """The arrest ids that the canaries get under the key of the test build."""
    articles = canary_articles()
    truth = gather(articles, map(extract, articles), names, policy).truth
    return frozenset(row["arrest_id"] for row in truth.coded["arrests"])


def find_canaries(tables: Tables, ids: Collection[str], contract: Contract, k: int) -> Figures:
    """What surfaces of the canaries in the tables of a test build that they were planted in.

    `canaries`: rows that fewer than `k` share on the joined view, names in any byte and exact ages in any cell.
    """
    view = joined_view(tables, contract)
    sizes = Counter(view.values())
    alone = sum(sizes[look] < k for person, look in view.items() if person in ids)
    data = json.dumps(tables, ensure_ascii=False).encode("utf-8")
    named = Needles(Names(people=tuple(n for c in canaries() for n in c.names))).count("tables", data)
    shown = {word for rows in tables.values() for row in rows for cell in cells(row) for word in words(cell)}
    ages = sum(canary.age in shown for canary in canaries())
    numbers = {"canaries": alone + named + ages, "canaries_standing_out": alone, "canaries_names": named, "canaries_ages": ages}
    told = (*(Number(name, n) for name, n in numbers.items()), Number("canaries_planted", len(ids)))
    return Figures("canaries", MEANING, told)
