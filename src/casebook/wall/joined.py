"""The joined view: all that a reader of released tables can put together about one person.

Read from the released columns alone, so that it checks any release, however it was made. A person's
look is the row's own quasi-identifiers; through the incident, those of the incident and the number of
its arrest and statement rows; through the article, the article's and its counts.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from casebook.contract import Contract

Row = Mapping[str, Any]
Look = tuple[Any, ...]
COUNTS = ("n_incidents", "n_arrests", "n_statements")


def joined_view(tables: Mapping[str, Sequence[Row]], contract: Contract) -> dict[str, Look]:
    """The look of every person (by arrest id); persons of one look are one equivalence class."""
    quasi = {name: _picker(contract, name) for name in contract.tables}
    articles = {row["article_id"]: (quasi["articles"](row), *(row[c] for c in COUNTS)) for row in tables["articles"]}
    said: dict[str, list[Look]] = {}
    for row in tables["statements"]:
        if row["incident_id"] is not None:
            said.setdefault(row["incident_id"], []).append((quasi["statements"](row), articles.get(row["article_id"])))
    rows: dict[str, int] = {}
    for row in tables["arrests"]:
        rows[row["incident_id"]] = rows.get(row["incident_id"], 0) + 1
    scenes = {
        row["incident_id"]: (
            quasi["incidents"](row),
            articles.get(row["article_id"]),
            rows.get(row["incident_id"], 0),
            tuple(sorted(said.get(row["incident_id"], []), key=repr)),
        )
        for row in tables["incidents"]
    }
    return {row["arrest_id"]: (quasi["arrests"](row), scenes.get(row["incident_id"])) for row in tables["arrests"]}


def _picker(contract: Contract, table: str) -> Callable[[Row], Look]:
    """Picks a table's quasi-identifiers out of a row."""
    columns = [f.name for f in contract.tables[table].quasi]
    return lambda row: tuple(row[c] for c in columns)
