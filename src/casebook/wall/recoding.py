"""How far each released column is generalised and which links are cut, and doing it to the tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casebook.contract import Contract
from casebook.contract.hierarchies import WITHHELD, Hierarchy
from casebook.wall.bands import ROWS, STATEMENT_ROWS, band

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

KEPT, CUT = 0, 1
TO_INCIDENT, TO_ARTICLE, SAID_OF = LINKS = ("arrests.incident_id", "incidents.article_id", "statements.incident_id")
COUNTED = ("incidents.n_arrests", "incidents.n_statements")  # they follow from the links that are kept


@dataclass(frozen=True)
class Recoding:
    """What is done to the tables.

    `levels`: for every column that can lead back to a person (0 is the finest) and every link (1 is cut);
    `mended`: of a link that is cut, the incidents where it is kept all the same; `withheld`: the persons (by
    arrest id) of whom nothing is shown by which they could be known, nor of their incidents.
    """

    levels: Mapping[str, int]
    hierarchies: Mapping[str, Hierarchy] = field(repr=False)
    mended: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    withheld: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def finest(cls, contract: Contract) -> "Recoding":
        """Everything as coded, every link kept, in the contract's order."""
        hierarchies = {
            f"{table.name}.{column.name}": column.disclosure.hierarchy
            for table in contract.tables.values()
            for column in table.quasi
            if column.disclosure.hierarchy and f"{table.name}.{column.name}" not in COUNTED
        }
        return cls({**dict.fromkeys(LINKS, KEPT), **dict.fromkeys(hierarchies, 0)}, hierarchies)

    def height(self, column: str) -> int:
        """The coarsest level of a column or link."""
        return CUT if column in LINKS else self.hierarchies[column].height

    def loss(self, column: str) -> float:
        """The share of a column's detail that its level takes away, 0 to 1: one minus its precision (Sweeney 2002)."""
        return self.levels[column] / self.height(column)

    def at(self, levels: Sequence[int]) -> "Recoding":
        """The same columns at other levels, in the order of `levels`."""
        return replace(self, levels=dict(zip(self.levels, levels, strict=True)))

    def label(self, column: str, value: str) -> str:
        """What a value becomes in a column."""
        return self.hierarchies[column].generalise(value, self.levels[column])

    def keeps(self, link: str, incident: str | None) -> bool:
        """Whether a link that starts or ends at an incident is kept."""
        return self.levels[link] == KEPT or incident in self.mended.get(link, ())


def recode(tables: Tables, recoding: Recoding) -> dict[str, list[Row]]:
    """New tables under a recoding."""
    hidden = frozenset(row["incident_id"] for row in tables["arrests"] if row["arrest_id"] in recoding.withheld)
    coded = {name: [_generalise(name, row, recoding) for row in rows] for name, rows in tables.items()}
    coded["arrests"] = [_withhold("arrests", row, recoding) if row["incident_id"] in hidden else row for row in coded["arrests"]]
    coded["incidents"] = [_withhold("incidents", r, recoding) if r["incident_id"] in hidden else r for r in coded["incidents"]]
    for link in LINKS:
        _cut(coded, link, recoding, hidden)
    _count_in_articles(coded)
    _count_in_incidents(coded, recoding, hidden)
    return coded


def _generalise(table: str, row: Row, recoding: Recoding) -> Row:
    return {c: recoding.label(f"{table}.{c}", v) if f"{table}.{c}" in recoding.hierarchies else v for c, v in row.items()}


def _withhold(table: str, row: Row, recoding: Recoding) -> Row:
    return {c: WITHHELD if f"{table}.{c}" in recoding.hierarchies else v for c, v in row.items()}


def _cut(tables: dict[str, list[Row]], link: str, recoding: Recoding, hidden: frozenset[str]) -> None:
    table, column = link.split(".")
    tables[table] = [
        row
        if row[column] is None or (recoding.keeps(link, row["incident_id"]) and row["incident_id"] not in hidden)
        else {**row, column: None, f"{column}_missing": WITHHELD}
        for row in tables[table]
    ]


def _count_in_incidents(tables: dict[str, list[Row]], recoding: Recoding, hidden: frozenset[str]) -> None:
    """Counts on an incident are those of the rows that still point to it; a cut link leaves none to count."""
    for column, link, bands in (("n_arrests", TO_INCIDENT, ROWS), ("n_statements", SAID_OF, STATEMENT_ROWS)):
        rows = Counter(row["incident_id"] for row in tables[link.split(".")[0]])
        for incident in tables["incidents"]:
            name = incident["incident_id"]
            shown = recoding.keeps(link, name) and name not in hidden
            incident[column] = band(bands, rows[name]) if shown else WITHHELD


def _count_in_articles(tables: dict[str, list[Row]]) -> None:
    """How many released rows still lead to an article; a cut link is not counted, so that no difference gives it away."""
    home = {row["incident_id"]: row["article_id"] for row in tables["incidents"]}
    counts = {
        "n_incidents": Counter(home.values()),
        "n_arrests": Counter(home.get(row["incident_id"]) for row in tables["arrests"]),
        "n_statements": Counter(row["article_id"] for row in tables["statements"]),
    }
    for article in tables["articles"]:
        article.update({column: count[article["article_id"]] for column, count in counts.items()})
