"""The joined view: all that a reader of released tables can put together about one person.

Read from the released columns alone, so that it checks any release, however it was made. A person's look is
the row's own quasi-identifiers; through the incident, those of the incident and the number of its arrest and
statement rows; through the article, the article's, its counts and the statements that stand under it, for an
article leads to those whether or not their links to incidents are cut.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from casebook.contract import Contract

Row = Mapping[str, Any]
Look = tuple[Any, ...]
COUNTS = ("n_incidents", "n_arrests", "n_statements")


def joined_view(tables: Mapping[str, Sequence[Row]], contract: Contract) -> dict[str, Look]:
    """The look of every person (by arrest id); persons of one look are one equivalence class."""
    quasi = _picker(contract, "arrests")
    scenes = scene_view(tables, contract)
    return {row["arrest_id"]: (quasi(row), scenes.get(row["incident_id"])) for row in tables["arrests"]}


def scene_view(tables: Mapping[str, Sequence[Row]], contract: Contract) -> dict[str, Look]:
    """The look of every incident (by its id): its own columns and all that leads to it."""
    quasi = {name: _picker(contract, name) for name in contract.tables}
    articles = _articles(tables, quasi)
    said: dict[str, list[Look]] = {}
    for row in tables["statements"]:
        if row["incident_id"] is not None:
            said.setdefault(row["incident_id"], []).append((quasi["statements"](row), articles.get(row["article_id"])))
    rows: dict[str, int] = {}
    for row in tables["arrests"]:
        rows[row["incident_id"]] = rows.get(row["incident_id"], 0) + 1
    return {
        row["incident_id"]: (
            quasi["incidents"](row),
            articles.get(row["article_id"]),
            rows.get(row["incident_id"], 0),
            _bag(said.get(row["incident_id"], [])),
        )
        for row in tables["incidents"]
    }


def _articles(tables: Mapping[str, Sequence[Row]], quasi: Mapping[str, Callable[[Row], Look]]) -> dict[str, Look]:
    """What leads to each article: its own columns, its counts, who speaks in it and whether of an incident."""
    voices: dict[str, list[Look]] = {}
    for row in tables["statements"]:
        state = "linked" if row["incident_id"] is not None else row["incident_id_missing"]
        voices.setdefault(row["article_id"], []).append((quasi["statements"](row), state))
    return {
        row["article_id"]: (quasi["articles"](row), *(row[c] for c in COUNTS), _bag(voices.get(row["article_id"], [])))
        for row in tables["articles"]
    }


def _bag(looks: Sequence[Look]) -> Look:
    return tuple(sorted(looks, key=repr))


def _picker(contract: Contract, table: str) -> Callable[[Row], Look]:
    """Picks a table's quasi-identifiers out of a row."""
    columns = [f.name for f in contract.tables[table].quasi]
    return lambda row: tuple(row[c] for c in columns)


def flat_view(view: Mapping[str, Look], contract: Contract) -> dict[str, list[Any]]:
    """The looks as columns, persons in the order of the view: what joins to a person, piece by piece; None behind a cut link."""
    own = [f"arrests.{f.name}" for f in contract.tables["arrests"].quasi]
    scene = [f"incidents.{f.name}" for f in contract.tables["incidents"].quasi]
    behind = ("article", "rows", "statements")
    rows = [
        (*mine, *((*there[0], *there[1:]) if there else (None,) * (len(scene) + len(behind)))) for mine, there in view.values()
    ]
    columns = zip(*rows, strict=True) if rows else ([] for _ in (*own, *scene, *behind))
    return dict(zip((*own, *scene, *behind), map(list, columns), strict=True))
