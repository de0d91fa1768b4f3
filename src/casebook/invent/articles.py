"""Invent articles: any number of them, each the same whatever the number."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from casebook.invent.case import Case
from casebook.invent.draw import draw_case, later
from casebook.invent.tell import tell
from casebook.invent.words import templates, weighted
from casebook.records import Article

FOLLOW_UPS = 0.15
FURTHEST = 40  # articles between a report and a later one on the same case


@dataclass(frozen=True)
class Invented:
    """An article beside the case that it tells."""

    case: Case
    article: Article


def invented_articles(count: int, seed: int = 0) -> Iterator[Article]:
    """`count` invented articles; number n of a seed is the same whatever the count."""
    return (invented.article for invented in invent(count, seed))


def invent(count: int, seed: int = 0) -> Iterator[Invented]:
    """`invented_articles`, each with the facts of its case."""
    return (invent_one(n, seed) for n in range(count))


def invent_one(n: int, seed: int = 0) -> Invented:
    """Article number n, counted from 0: a new case, or a later report on one of the articles before."""
    before = _earlier(n, seed)
    rng = Random(f"{seed}/{n}")  # noqa: S311  (invention, no secret)
    case = draw_case(rng, n) if before is None else later(_first_report(before, seed), rng, n)
    return Invented(case, _article(case, rng, seed))


def _first_report(n: int, seed: int) -> Case:
    return draw_case(Random(f"{seed}/{n}"), n)  # noqa: S311  (as above)


def _earlier(n: int, seed: int) -> int | None:
    """The number of the article that article n follows up; None where it tells a new case."""
    rng = Random(f"{seed}/{n}/follows")  # noqa: S311  (as above)
    before = n - rng.randint(1, FURTHEST)
    if rng.random() >= FOLLOW_UPS or before < 0 or _earlier(before, seed) is not None:
        return None
    return before if _first_report(before, seed).persons else None


def _article(case: Case, rng: Random, seed: int) -> Article:
    words = templates("words")
    kind = weighted(words["outlet_weights"], rng)
    outlet = rng.choice(words["outlets"][kind])
    text = tell(case, outlet, rng)
    return Article(
        id=f"invented-{seed}-{case.number:06d}",
        text=text,
        published=case.published.isoformat(),
        outlet=outlet,
        outlet_type=kind,
        url=f"https://example.org/invented/{seed}/{case.number}",
        title=text.splitlines()[0],
    )
