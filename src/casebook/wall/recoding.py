"""How far each released column is generalised and which links are cut, and doing it to the tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casebook.contract import Contract
from casebook.contract.hierarchies import WITHHELD, Hierarchy
from casebook.errors import UsageError
from casebook.wall.bands import ROWS, STATEMENT_ROWS, band

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

KEPT, CUT = 0, 1
LINKS = ("arrests.incident_id", "incidents.article_id", "statements.incident_id")
COUNTED = ("incidents.n_arrests", "incidents.n_statements")  # they follow from the links that are kept


@dataclass(frozen=True)
class Recoding:
    """A level for every column that can lead back to a person (0 is the finest) and every link (1 is cut)."""

    levels: Mapping[str, int]
    hierarchies: Mapping[str, Hierarchy] = field(repr=False)
    order: tuple[str, ...] = field(repr=False)

    @classmethod
    def coarsest(cls, contract: Contract, keep_first: Sequence[str]) -> "Recoding":
        """Everything withheld and every link cut; `keep_first` columns lead the order, the rest follow the contract's."""
        hierarchies = {
            f"{table.name}.{column.name}": column.disclosure.hierarchy
            for table in contract.tables.values()
            for column in table.quasi
            if column.disclosure.hierarchy and f"{table.name}.{column.name}" not in COUNTED
        }
        levels = {**dict.fromkeys(LINKS, CUT), **{name: h.height for name, h in hierarchies.items()}}
        unknown = [name for name in keep_first if name not in levels]
        if unknown:
            raise UsageError(f"release.toml: keep_first names '{unknown[0]}'. Choose from {', '.join(levels)}.")
        return cls(levels, hierarchies, tuple(dict.fromkeys((*keep_first, *levels))))

    def finer(self, column: str) -> "Recoding | None":
        """The same with one level more of detail in a column; None where it shows all already."""
        level = self.levels[column]
        return replace(self, levels={**self.levels, column: level - 1}) if level > 0 else None

    def label(self, column: str, value: str) -> str:
        """What a value becomes in a column."""
        return self.hierarchies[column].generalise(value, self.levels[column])


def recode(tables: Tables, recoding: Recoding, outliers: frozenset[str] = frozenset()) -> dict[str, list[Row]]:
    """New tables under a recoding; the persons in `outliers` (arrest ids) lose all that could single them out."""
    coded = {name: [_generalise(name, row, recoding) for row in rows] for name, rows in tables.items()}
    coded["arrests"] = [_withhold(row, recoding) if row["arrest_id"] in outliers else row for row in coded["arrests"]]
    _count_in_articles(coded)
    for link in LINKS:
        if recoding.levels[link] == CUT:
            _cut(coded, link)
    _count_in_incidents(coded, recoding)
    return coded


def _generalise(table: str, row: Row, recoding: Recoding) -> Row:
    return {c: recoding.label(f"{table}.{c}", v) if f"{table}.{c}" in recoding.hierarchies else v for c, v in row.items()}


def _withhold(row: Row, recoding: Recoding) -> Row:
    hidden = {c: WITHHELD for c in row if f"arrests.{c}" in recoding.hierarchies}
    return {**row, **hidden, "incident_id": None, "incident_id_missing": WITHHELD}


def _cut(tables: dict[str, list[Row]], link: str) -> None:
    table, column = link.split(".")
    tables[table] = [
        row if row[column] is None else {**row, column: None, f"{column}_missing": WITHHELD} for row in tables[table]
    ]


def _count_in_incidents(tables: dict[str, list[Row]], recoding: Recoding) -> None:
    """Counts on an incident are those of the rows that still point to it; a cut link leaves none to count."""
    for column, table, bands in (("n_arrests", "arrests", ROWS), ("n_statements", "statements", STATEMENT_ROWS)):
        rows = Counter(row["incident_id"] for row in tables[table])
        cut = recoding.levels[f"{table}.incident_id"] == CUT
        for incident in tables["incidents"]:
            incident[column] = WITHHELD if cut else band(bands, rows[incident["incident_id"]])


def _count_in_articles(tables: dict[str, list[Row]]) -> None:
    """How many released rows an article stands behind, its incidents' persons included."""
    home = {row["incident_id"]: row["article_id"] for row in tables["incidents"]}
    counts = {
        "n_incidents": Counter(home.values()),
        "n_arrests": Counter(home.get(row["incident_id"]) for row in tables["arrests"]),
        "n_statements": Counter(row["article_id"] for row in tables["statements"]),
    }
    for article in tables["articles"]:
        article.update({column: count[article["article_id"]] for column, count in counts.items()})
