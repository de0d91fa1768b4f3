"""The joined view in numbers: everybody's look under any recoding at once, for a search that asks thousands of times.

It tells the same classes as `joined_view` of the recoded tables (a test compares them), but codes every
column at every level only once. Links are kept or cut as a whole here.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from casebook.disclosure.classes import Codes, equivalence
from casebook.wall.recoding import CUT, SAID_OF, TO_ARTICLE, TO_INCIDENT, Recoding, Tables

SPEAKER = "statements.speaker_role"
OF_ARTICLES = ("articles.outlet_type", "articles.period")


@dataclass
class Looks:
    """The persons of coded tables (`ids`, in the order of the arrests table), and what can be seen of them."""

    tables: Tables = field(repr=False)
    finest: Recoding = field(repr=False)

    def __post_init__(self) -> None:
        """Code every column at every level, persons by rows."""
        self.ids = tuple(row["arrest_id"] for row in self.tables["arrests"])
        self.incidents = tuple(row["incident_id"] for row in self.tables["incidents"])
        place = {name: n for n, name in enumerate(self.incidents)}
        self.home = np.array([place[row["incident_id"]] for row in self.tables["arrests"]], dtype=np.int64)
        self.rows = np.bincount(self.home, minlength=len(self.incidents))
        self.labels = {column: self._levels(column) for column in self.finest.hierarchies}
        self.telling = tuple(c for c, levels in self.labels.items() if levels[0].any())
        self.cases = self._cases()
        self._scenes: dict[tuple[int, ...], tuple[Codes, Codes]] = {}

    def classes(self, levels: Mapping[str, int]) -> tuple[Codes, ...]:
        """The classes of all persons under levels of columns and links: by their look, and, where that ends at a cut link,
        by the look of the scene that they were in, for who knows the scene needs no link to find it.
        """
        own = [np.zeros_like(self.home), *(self.labels[c][levels[c]] for c in self.telling if c.startswith("arrests."))]
        scene = [column[self.home] for column in self._seen(levels)]
        if levels[TO_INCIDENT] == CUT:
            return equivalence(own), equivalence([np.zeros_like(self.home), *scene])
        return (equivalence([*own, *scene, self.rows[self.home]]),)

    def _seen(self, levels: Mapping[str, int]) -> list[Codes]:
        """What is seen of every incident."""
        seen = [self.labels[c][levels[c]] for c in self.telling if c.startswith("incidents.")]
        articles, voices = self._scene(levels)
        if levels[TO_ARTICLE] != CUT:
            seen.append(articles)
        if levels[SAID_OF] != CUT:
            seen.append(voices)
        return seen

    def withheld(self, levels: Mapping[str, int], k: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Which persons must be withheld so that the others keep k, whole cases at a time.

        A case is all that hangs together through incidents and articles, so that nobody's look depends on
        who else is withheld; that makes the answer monotone: coarser levels withhold no more.
        """
        views = self.classes(levels)
        alive = np.ones(len(self.ids), dtype=bool)
        while True:
            small = np.zeros_like(alive)
            for classes in views:
                size = np.bincount(classes[alive], minlength=int(classes.max(initial=0)) + 1)
                small |= alive & (size[classes] < k)
            if not small.any():
                return ~alive
            alive &= (np.bincount(self.cases, weights=small) == 0)[self.cases]

    def _levels(self, column: str) -> list[Codes]:
        """The codes of a column at each level, by row of its table."""
        table, name = column.split(".")
        hierarchy = self.finest.hierarchies[column]
        values = [row[name] for row in self.tables[table]]
        return [numbered(hierarchy.generalise(v, level) for v in values) for level in range(hierarchy.height + 1)]

    def _scene(self, levels: Mapping[str, int]) -> tuple[Codes, Codes]:
        """Two codes of every incident: the article it is read from, and what is said of it in which articles."""
        wanted = (*(levels[c] for c in OF_ARTICLES), levels[SPEAKER], levels[TO_ARTICLE], levels[TO_INCIDENT])
        if wanted not in self._scenes:
            self._scenes[wanted] = self._coded_scene(levels)
        return self._scenes[wanted]

    def _coded_scene(self, levels: Mapping[str, int]) -> tuple[Codes, Codes]:
        roles = self.labels[SPEAKER][levels[SPEAKER]].tolist()
        own = zip(*(self.labels[c][levels[c]].tolist() for c in OF_ARTICLES), strict=True)
        counts = self._counts(levels)
        voices: dict[str, list[Hashable]] = defaultdict(list)
        for role, row in zip(roles, self.tables["statements"], strict=True):
            voices[row["article_id"]].append((role, row["incident_id"] is None))
        looks = {
            row["article_id"]: (seen, counts[row["article_id"]], _bag(voices[row["article_id"]]))
            for seen, row in zip(own, self.tables["articles"], strict=True)
        }
        said: dict[str, list[Hashable]] = defaultdict(list)
        number = dict(zip(looks, numbered(looks.values()).tolist(), strict=True))
        for role, row in zip(roles, self.tables["statements"], strict=True):
            said[row["incident_id"]].append((role, number[row["article_id"]]))
        articles = [number[row["article_id"]] for row in self.tables["incidents"]]
        return np.array(articles, dtype=np.int64), numbered(_bag(said[name]) for name in self.incidents)

    def _counts(self, levels: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        """Incidents and persons that lead to each article."""
        incidents, persons = Counter[str](), Counter[str]()
        shown = levels[TO_ARTICLE] != CUT
        for row, number in zip(self.tables["incidents"], self.rows.tolist(), strict=True):
            incidents[row["article_id"]] += shown
            persons[row["article_id"]] += number if shown and levels[TO_INCIDENT] != CUT else 0
        return {row["article_id"]: (incidents[row["article_id"]], persons[row["article_id"]]) for row in self.tables["articles"]}

    def _cases(self) -> Codes:
        """The case of every person: all incidents that articles tie together, directly or through others."""
        leader: dict[str, str] = {}

        def find(thing: str) -> str:
            while leader.setdefault(thing, thing) != thing:
                thing = leader[thing]
            return thing

        for table in ("incidents", "statements"):
            for row in self.tables[table]:
                if row["incident_id"] is not None:
                    one, other = sorted((find(row["incident_id"]), find(row["article_id"])))
                    leader[other] = one
        return numbered(find(row["incident_id"]) for row in self.tables["arrests"])


def _bag(looks: Sequence[Hashable]) -> Hashable:
    return frozenset(Counter(looks).items())


def numbered(values: Iterable[Hashable]) -> Codes:
    """Small numbers for values, in the order in which they first occur."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(v, len(known)) for v in values], dtype=np.int64)
