"""Read the articles again with our own public reader and join the result with the release: who is found again?"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from casebook.attack.figures import Figures, Number
from casebook.attack.match import Matched, fitting, match
from casebook.attack.release import Release, Tables
from casebook.attack.sources import Sources
from casebook.attack.view import UNITS, Flat, columns_of, flat_rows, is_quasi
from casebook.contract import Contract, Field

MEANING = (
    "Whoever runs our reader on the articles again and joins the rows finds one row, and the right one, "
    "for {rerun_unique_correct} of the persons (by quasi-identifiers alone {rerun_quasi_correct}), "
    "{rerun_incidents_correct} of the incidents and {rerun_statements_correct} of the statements."
)
GROUP = "incidents.group"
PREFIX = {"arrests": "", "incidents": "incidents_", "statements": "statements_"}


def find_rows_again(release: Release, sources: Sources) -> Figures:
    """Join released rows with re-extracted ones on all columns that both have, at the level they are released at.

    Nothing of the key is used: a group is known by how many incidents it has, persons and speakers not by their code names.
    `…unique`: one source row fits; `…unique_correct`: and it is the right one; `…reached`: the right one is among those that fit.
    `rerun_quasi_correct`: persons, where only the quasi-identifiers are joined on (k-anonymity should leave none).
    """
    found = {unit: _join(release, sources, unit, _is_shared) for unit in UNITS}
    by_quasi = _join(release, sources, "arrests", is_quasi)
    numbers = [number for unit in UNITS for number in _numbers(unit, found[unit])]
    quasi = Number("rerun_quasi_correct", by_quasi.correct, by_quasi.rows, private=True)
    return Figures("rerun", MEANING, (*numbers, quasi))


def _join(release: Release, sources: Sources, unit: str, wanted: Callable[[Field], bool]) -> Matched:
    """Join the rows of a table with the re-extracted ones on the wanted columns."""
    contract = release.contract
    fits = {column: fitting(contract, column) for column in columns_of(contract, unit, wanted)}
    released = named_by_size(flat_rows(release.tables, contract, unit), release.tables)
    return match(released, coded_rows(sources, contract, unit), fits)


def _is_shared(field: Field) -> bool:
    """A column that says something without the key: not the code name of a single person or speaker."""
    return field.content != "code_name" or field.disclosure.hierarchy is not None


def coded_rows(sources: Sources, contract: Contract, unit: str) -> dict[str, Flat]:
    """The re-extracted rows of a table as coded without the key, with their counts; the ids are there for the judge only."""
    return named_by_size(flat_rows(counted(sources.truth.coded), contract, unit), sources.truth.coded)


def named_by_size(rows: dict[str, Flat], tables: Tables) -> dict[str, Flat]:
    """Flat rows in which a group's code name gives way to the number of its incidents; codes stay."""
    sizes = Counter(row["group"] for row in tables["incidents"])
    return {key: {**row, GROUP: _size(row.get(GROUP), sizes)} for key, row in rows.items()}


def _size(group: str | None, sizes: Counter[str]) -> int | str | None:
    return sizes[group] if group and " " in group else group


def counted(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Coded tables with the counts that a release has: rows of an incident, rows behind an article."""
    home = {row["incident_id"]: row["article_id"] for row in tables["incidents"]}
    scene = {t: Counter(row["incident_id"] for row in tables[t]) for t in ("arrests", "statements")}
    of_article = {
        "n_incidents": Counter(home.values()),
        "n_arrests": Counter(home.get(row["incident_id"]) for row in tables["arrests"]),
        "n_statements": Counter(row["article_id"] for row in tables["statements"]),
    }
    counted = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    for row in counted["incidents"]:
        row.update({f"n_{t}": scene[t][row["incident_id"]] for t in scene})
    for row in counted["articles"]:
        row.update({name: count[row["article_id"]] for name, count in of_article.items()})
    return counted


def _numbers(unit: str, found: Matched) -> list[Number]:
    """Persons are what the gates are about: their numbers go without the name of the table."""
    correct = "unique_correct" if unit == "arrests" else "correct"
    told = {correct: found.correct, "unique": found.unique, "reached": found.reached}
    return [Number(f"rerun_{PREFIX[unit]}{name}", n, found.rows, private=True) for name, n in told.items()]
