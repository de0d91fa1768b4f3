"""Show cases as a release would: some links cut, some values wider or withheld, rows counted.

A real release shows each column at one level. Here 20 of 25 cases are as coded and five are shown in five ways, each with
levels of its own, so that analysis code meets every code without many levels in a row of cases.
"""

from collections import Counter
from collections.abc import Mapping
from random import Random

from casebook.contract import Contract, Field
from casebook.contract.hierarchies import WITHHELD
from casebook.derive.between import holds
from casebook.synthetic.cases import CASE, Tables
from casebook.synthetic.cover import cover
from casebook.synthetic.odds import Row

CASES_AS_CODED, CASES = 20, 25
CUT = 0.06
HIDDEN = 0.02
LINKS = (("incidents", "article_id"), ("arrests", "incident_id"), ("statements", "incident_id"), ("statements", "article_id"))
BANDS = {"n_arrests": "arrests", "n_statements": "statements"}


def shown(tables: Tables, contract: Contract, rng: Random) -> Tables:
    """The rows as released, in the contract's columns and order."""
    linked = _cut(tables, rng)
    counted = _counted(linked, contract)
    return {name: _shown(counted[name], contract, name, rng) for name in contract.tables if name in counted}


def _shown(rows: list[Row], contract: Contract, table: str, rng: Random) -> list[Row]:
    """The rows of one table by id, recoded, with every code somewhere."""
    coded = sorted(rows, key=lambda row: str(row[contract.tables[table].key]))
    return cover(contract, table, [_recoded(row, contract, table, rng) for row in coded], coded)


def as_coded(tables: Tables, contract: Contract) -> Tables:
    """The same rows with every link and nothing withheld."""
    return _counted(_cut(tables, None), contract)


def _cut(tables: Tables, rng: Random | None) -> Tables:
    """The rows with the reason beside each link that is not there; a share of the links is cut where `rng` is given."""
    cut = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    for table, link in LINKS:
        for row in cut[table]:
            reason = None if row[link] else "not_applicable"
            if row[link] and rng and rng.random() < CUT:
                row[link], reason = None, WITHHELD
            row[f"{link}_missing"] = reason
    return cut


def _counted(tables: Tables, contract: Contract) -> Tables:
    """The rows with the numbers of those linked to them: bands in incidents, counts in articles."""
    home = {row["incident_id"]: row["article_id"] for row in tables["incidents"]}
    articles = {
        "n_incidents": Counter(home.values()),
        "n_arrests": Counter(home.get(row["incident_id"]) for row in tables["arrests"]),
        "n_statements": Counter(row["article_id"] for row in tables["statements"]),
    }
    incidents = {column: Counter(row["incident_id"] for row in tables[other]) for column, other in BANDS.items()}
    numbers = {"articles": articles, "incidents": incidents}
    return {name: [_with_numbers(row, name, numbers.get(name, {}), contract) for row in rows] for name, rows in tables.items()}


def _with_numbers(row: Row, table: str, numbers: Mapping[str, Counter[str]], contract: Contract) -> Row:
    counts = {column: counter[row[f"{table.removesuffix('s')}_id"]] for column, counter in numbers.items()}
    if table == "incidents":
        counts["n_articles"] = row["n_articles"]
    fields = contract.tables[table].fields if table in contract.tables else {}
    return {**row, **{column: _told(fields.get(column), count) for column, count in counts.items()}}


def _told(field: Field | None, count: int) -> int | str:
    """A number as its column has it: the first band that holds it, or the count itself."""
    if field is None or field.content == "count":
        return count
    return next(code for code in field.codes if holds(code, count))


def _recoded(row: Row, contract: Contract, table: str, rng: Random) -> Row:
    fields = contract.tables[table].fields.values()
    way = row[CASE] % CASES - CASES_AS_CODED
    return {f.name: _cell(f, row.get(f.name), way + n if way >= 0 else 0, rng) for n, f in enumerate(fields)}


def _cell(field: Field, value: object, step: int, rng: Random) -> object:
    """A value at the level that a step gives in its hierarchy; without one, withheld now and then."""
    hierarchy = field.disclosure.hierarchy
    if hierarchy:
        return hierarchy.generalise(str(value), step % (hierarchy.height + 1))
    if WITHHELD in field.missing and field.required and rng.random() < HIDDEN:
        return [WITHHELD] if field.many else WITHHELD
    return value
