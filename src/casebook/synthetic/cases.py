"""Draw whole cases: an incident with the articles that tell of it, its persons and what is said, all linked.

Every case has its own seeded generator, so that the first hundred cases are the same whether or not more follow.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from casebook.contract import Contract
from casebook.contract.hierarchies import PERIODS, widen
from casebook.synthetic.odds import Row, draw_row, draws_of
from casebook.wall.codenames import draw

PREFIXES = {"incidents": "inc", "arrests": "arr", "statements": "sta", "articles": "art"}
CASE = "case"
NAME = "*"
FIRST_YEAR, YEARS = 2012, 13
GROUPS = 60
GROUP_MIN_INCIDENTS = 3
SCRAMBLE = 0x9E3779B1  # odd, so that no two numbers below 2**32 meet
BACKGROUND = "background"

Tables = dict[str, list[Row]]


def draw_cases(contract: Contract, cases: int, seed: int) -> Tables:
    """So many incidents and all that is linked to them, as coded: rows by table, each with the number of its case."""
    drawing = _Drawing(contract, seed)
    for number in range(cases):
        drawing.case(number, generator(seed, number))
    return drawing.named()


def generator(*parts: object) -> Random:
    """Faker's generator of random numbers, seeded with what `parts` name; the next call seeds it anew."""
    fake = _faker()
    fake.seed_instance(" ".join(map(str, ("casebook synthetic", *parts))))
    rng: Random = fake.random
    return rng


@cache
def _faker() -> Any:
    from faker import Faker  # noqa: PLC0415  (a tenth of a second that --help need not pay)

    return Faker()


@dataclass
class _Drawing:
    """The cases drawn so far; `told_in` is the article that mainly tells of the last one."""

    contract: Contract
    seed: int
    tables: Tables = field(default_factory=lambda: {name: [] for name in PREFIXES})
    told_in: Row = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look the odds up once."""
        self.draws = {name: draws_of(self.contract, name) for name in PREFIXES}

    def case(self, number: int, rng: Random) -> None:
        """Draw one case and what belongs to it; `when` counts quarters from the year 0."""
        when = FIRST_YEAR * 4 + rng.randrange(YEARS * 4)
        known = self._draw("incidents", {}, rng)
        incident = self._add("incidents", number, {**known, "period": _period(known["period"], when)})
        persons = [self._arrest(number, incident, rng) for _ in range(int(known["arrests"]))]
        known["furthest"] = persons[0]["stage"] if persons else "none"
        articles = self._articles(number, known, when, rng)
        incident["article_id"], incident["n_articles"] = articles[0]["article_id"], len(articles)
        if incident["group"] == NAME:
            incident["group"] = rng.choices(range(GROUPS), [1 / rank for rank in range(1, GROUPS + 1)])[0]
        for _ in range(int(known["statements"])):
            self._statement(number, {**known, **rng.choice(articles)}, incident, rng)
        for _ in range(int(known["background"])):
            self._background(number, when, rng)

    def _arrest(self, number: int, incident: Row, rng: Random) -> Row:
        drawn = self._draw("arrests", incident, rng)
        return self._add("arrests", number, {**drawn, "incident_id": incident["incident_id"], "person": NAME})

    def _articles(self, number: int, known: Row, when: int, rng: Random) -> list[Row]:
        """The articles that tell of a case, the main one first: one of its own, or that of the case before."""
        shared = [self.told_in] if self.told_in and known["shares_article"] == "yes" else []
        articles = [*shared, *(self._article(number, known, when, rng) for _ in range(int(known["articles"]) - len(shared)))]
        self.told_in = articles[0]
        return articles

    def _article(self, number: int, known: Row, when: int, rng: Random) -> Row:
        drawn = self._draw("articles", known, rng)
        return self._add("articles", number, {**drawn, "period": _period(drawn["period"], when + int(drawn["later"]))})

    def _background(self, number: int, when: int, rng: Random) -> None:
        """An article about no incident, and what is said in it."""
        known = {"furthest": BACKGROUND}
        article = self._article(number, known, when, rng)
        for _ in range(int(article["said"])):
            self._statement(number, {**known, **article}, None, rng)

    def _statement(self, number: int, known: Row, incident: Row | None, rng: Random) -> None:
        drawn = self._draw("statements", known, rng)
        about = incident["incident_id"] if incident and drawn["about"] == "incident" else None
        self._add("statements", number, {**drawn, "article_id": known["article_id"], "incident_id": about})

    def _draw(self, table: str, known: Row, rng: Random) -> Row:
        return draw_row(self.contract, table, self.draws[table], known, rng)

    def _add(self, table: str, number: int, row: Row) -> Row:
        """Keep a row, with its id: eight zeros, which a keyed id begins with once in 2**32, and a number."""
        rows, prefix = self.tables[table], PREFIXES[table]
        key = f"{prefix}_{(len(rows) + 1) * SCRAMBLE % 2**32:016x}"
        rows.append({**row, f"{table.removesuffix('s')}_id": key, CASE: number})
        return rows[-1]

    def named(self) -> Tables:
        """The rows, with code names for groups of several incidents, persons and speakers."""
        groups = Counter(row["group"] for row in self.tables["incidents"])
        for row in self.tables["incidents"]:
            if isinstance(row["group"], int):
                few = groups[row["group"]] < GROUP_MIN_INCIDENTS
                row["group"] = "small_group" if few else self._name("group", row["group"])
        for row in self.tables["arrests"]:
            row["person"] = self._name("person", row["arrest_id"])
        for row in self.tables["statements"]:
            if row["speaker"] == NAME:
                row["speaker"] = self._name("speaker", row[CASE], row["speaker_role"], row["voice"])
        return self.tables

    def _name(self, *parts: object) -> str:
        return draw(" ".join(("casebook synthetic", str(self.seed), *map(str, parts))).encode())


def _period(width: str, quarter: int) -> str:
    """A period of a drawn width; a missing code stays."""
    return widen(f"{quarter // 4}-Q{quarter % 4 + 1}", PERIODS.index(width)) if width in PERIODS else width
