"""Check what holds between fields and between tables: the rules of `schema/rules.json`, and foreign keys.

A value that is withheld breaks no rule; a rule whose columns are absent is silent, since the
absence has a line of its own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from casebook.contract.declared import Contract, ForeignKey, Rule, Table
from casebook.contract.hierarchies import WITHHELD
from casebook.derive.pandera_schemas import matches

if TYPE_CHECKING:
    import pandas as pd

    Frames = Mapping[str, "pd.DataFrame"]

TOTAL = "total"
_BAND = re.compile("(?P<low>[0-9]+)(?P<plus>_plus)?(?:_(?P<high>[0-9]+))?")


def between_faults(frames: "Frames", contract: Contract) -> Iterator[str]:
    """A line for each key that leads nowhere and each row that breaks a rule."""
    for key in contract.foreign_keys:
        yield from _key_faults(frames, key)
    for rule in contract.rules:
        if rule.table in frames:
            yield from _rule_faults(frames, rule, contract)
    for name in contract.of_open:
        if name in frames:
            yield from _count_faults(frames[name], contract, name)


def contradiction(row: Mapping[str, Any], table: str, contract: Contract) -> str | None:
    """The id of the first rule between fields that a single row breaks; None where it breaks none."""
    for rule in contract.rules:
        applies = rule.table == table and all(row.get(f) in codes for f, codes in rule.when.items())
        if applies and any(row.get(f) not in (*codes, WITHHELD) for f, codes in rule.then.items()):
            return rule.id
    return None


def _key_faults(frames: "Frames", key: ForeignKey) -> Iterator[str]:
    if not (_has(frames, key.table, key.field) and _has(frames, key.other, key.other_field)):
        return
    values = frames[key.table][key.field]
    for row in _rows(values.notna() & ~values.isin(frames[key.other][key.other_field])):
        yield f"no row of {key.other} has this {key.other_field} @ {key.table}[{row}].{key.field}"


def _rule_faults(frames: "Frames", rule: Rule, contract: Contract) -> Iterator[str]:
    if not _has(frames, rule.table, *rule.when, *rule.then, *rule.alone, *rule.exactly_one, *rule.counts):
        return
    frame = frames[rule.table]
    for row, field in (*_broken_then(frame, rule), *_broken_alone(frame, rule), *_broken_pair(frame, rule)):
        yield f"{rule.sentence} @ {rule.table}[{row}].{field} ({rule.id})"
    for row, field in _broken_counts(frames, rule, contract):
        yield f"{rule.sentence} @ {rule.table}[{row}].{field} ({rule.id})"


def _broken_then(frame: "pd.DataFrame", rule: Rule) -> Iterator[tuple[int, str]]:
    applies = frame.index.to_series() >= 0
    for field, codes in rule.when.items():
        applies &= frame[field].isin(codes)
    for field, codes in rule.then.items():
        for row in _rows(applies & ~frame[field].isin([*codes, WITHHELD])):
            yield row, field


def _broken_alone(frame: "pd.DataFrame", rule: Rule) -> Iterator[tuple[int, str]]:
    for field, codes in rule.alone.items():
        for row, cell in enumerate(frame[field]):
            if cell is not None and len(cell) > 1 and any(code in cell for code in codes):
                yield row, field


def _broken_pair(frame: "pd.DataFrame", rule: Rule) -> Iterator[tuple[int, str]]:
    if rule.exactly_one:
        filled = frame[list(rule.exactly_one)].notna().sum(axis=1)
        for row in _rows(filled != 1):
            yield row, rule.exactly_one[0]


def _broken_counts(frames: "Frames", rule: Rule, contract: Contract) -> Iterator[tuple[int, str]]:
    frame, key = frames[rule.table], contract.tables[rule.table].key
    for field, other in rule.counts.items():
        if _has(frames, rule.table, key) and _has(frames, other, key):
            counted = frames[other][key].value_counts()
            counts = frame[key].map(counted).fillna(0).astype(int)
            for row, (band, count) in enumerate(zip(frame[field], counts, strict=True)):
                if band != WITHHELD and not holds(band, count):
                    yield row, field


def _count_faults(frame: "pd.DataFrame", contract: Contract, name: str) -> Iterator[str]:
    """Counts of what no column of the counted table may hold, and those told twice."""
    keys = list(contract.of_open[name].keys)
    if _has({name: frame}, name, *keys):
        for row, (table, column, value) in enumerate(frame[keys].itertuples(index=False)):
            if not _counts(contract.counted.get(table), column, value):
                yield f"no such value can be counted @ {name}[{row}].value"
        for row in _rows(frame.duplicated(keys)):
            yield f"it is counted twice @ {name}[{row}].value"


def _counts(table: Table | None, column: str, value: object) -> bool:
    if table is None or column == TOTAL:
        return table is not None and value == TOTAL
    field = table.fields.get(column)
    return field is not None and (value in field.codes or matches(field, value))


def holds(band: object, count: int) -> bool:
    """Whether a band ("2", "3_5", "6_plus") holds a count; what is no band holds none."""
    found = _BAND.fullmatch(band) if isinstance(band, str) else None
    if not found:
        return False
    low, high = int(found["low"]), int(found["high"] or found["low"])
    return low <= count and (bool(found["plus"]) or count <= high)


def _has(frames: "Frames", table: str, *columns: str) -> bool:
    return table in frames and set(columns) <= set(frames[table].columns)


def _rows(broken: "pd.Series[bool]") -> list[int]:
    return [int(row) for row in broken.index[broken]]
