"""Find what changed in the structure and the words of a release: tables, columns, types, order, codes, meanings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.versions.edition import Coded, Column, Described
from casebook.versions.number import Bump

KINDS: Mapping[str, tuple[str, Bump]] = {
    "table_added": ("the table is new", Bump.MAJOR),
    "table_removed": ("the table is gone", Bump.MAJOR),
    "tables_reordered": ("the tables come in another order", Bump.MAJOR),
    "table_redefined": ("what a row of the table stands for is told in other words", Bump.MAJOR),
    "keys_changed": ("its key, or a key to another table, is another", Bump.MAJOR),
    "column_added": ("the column is new", Bump.MAJOR),
    "column_removed": ("the column is gone", Bump.MAJOR),
    "column_retyped": ("the column has another type", Bump.MAJOR),
    "columns_reordered": ("the columns come in another order", Bump.MAJOR),
    "column_redefined": ("the column's title or description is another", Bump.MAJOR),
    "code_added": ("the code is new", Bump.MINOR),
    "code_removed": ("the code is gone", Bump.MAJOR),
    "code_relabelled": ("the code has another label", Bump.MAJOR),
    "code_redefined": ("the code is defined in other words", Bump.MAJOR),
    "codes_renumbered": ("codes have other numbers in Stata and SPSS files", Bump.MAJOR),
    "ids_renewed": ("all ids are new: the key is of another epoch", Bump.MAJOR),
}
"""Every kind of change in structure or words: what it says, and how far it moves the version."""

OF_CODES = ("code_added", "code_removed", "code_relabelled", "code_redefined", "codes_renumbered")


@dataclass(frozen=True)
class Change:
    """One change in structure or words; `was` and `now` are types or labels, never values of rows."""

    kind: str
    table: str = ""
    column: str = ""
    code: str = ""
    was: str = ""
    now: str = ""

    @property
    def bump(self) -> Bump:
        """How far it moves the version."""
        return KINDS[self.kind][1]

    @property
    def of_codes(self) -> bool:
        """Whether it is a change of vocabulary, not of structure."""
        return self.kind in OF_CODES

    def to_json(self) -> dict[str, str]:
        """What it is about, empty parts left out."""
        parts = {"table": self.table, "column": self.column, "code": self.code, "was": self.was, "now": self.now}
        return {"change": self.kind, **{name: part for name, part in parts.items() if part}}


def find_changes(old: Described, new: Described) -> tuple[Change, ...]:
    """Every change, table by table; of words only where both releases tell them."""
    found = [*_coming_and_going("table", tuple(old.columns), tuple(new.columns))]
    for name in (name for name in new.columns if name in old.columns):
        if old.whole and new.whole:
            found += _of_table(name, old, new)
        found += _of_columns(name, old.columns[name], new.columns[name])
        if old.whole and new.whole:
            found += _of_vocabularies(name, old, new)
    return tuple(found)


def _coming_and_going(what: str, old: Sequence[str], new: Sequence[str], table: str = "") -> Iterator[Change]:
    """Tables, or columns of one table, that are new, gone, or in another order."""

    def change(name: str, kind: str) -> Change:
        return Change(f"{what}_{kind}", table, name) if table else Change(f"{what}_{kind}", name)

    yield from (change(name, "removed") for name in old if name not in new)
    yield from (change(name, "added") for name in new if name not in old)
    both = [name for name in old if name in new]
    if both != [name for name in new if name in old]:
        yield Change(f"{what}s_reordered", table)


def _of_table(name: str, old: Described, new: Described) -> Iterator[Change]:
    if _words(old.meanings[name]) != _words(new.meanings[name]):
        yield Change("table_redefined", name)
    if old.keys[name] != new.keys[name]:
        yield Change("keys_changed", name)


def _of_columns(table: str, old: Mapping[str, Column], new: Mapping[str, Column]) -> Iterator[Change]:
    yield from _coming_and_going("column", tuple(old), tuple(new), table)
    for name in (name for name in new if name in old):
        was, now = old[name], new[name]
        if _type(was) != _type(now):
            yield Change("column_retyped", table, name, was=_type(was), now=_type(now))
        if was.meaning and now.meaning and _words(was.meaning) != _words(now.meaning):
            yield Change("column_redefined", table, name)


def _of_vocabularies(table: str, old: Described, new: Described) -> Iterator[Change]:
    for column in (name for name in new.columns[table] if name in old.columns[table]):
        was, now = (described.codes.get((table, column), {}) for described in (old, new))
        yield from _of_codes(table, column, was, now)


def _of_codes(table: str, column: str, old: Mapping[str, Coded], new: Mapping[str, Coded]) -> Iterator[Change]:
    yield from (Change("code_removed", table, column, code, was=old[code].label) for code in old if code not in new)
    yield from (Change("code_added", table, column, code, now=new[code].label) for code in new if code not in old)
    for code in (code for code in new if code in old):
        was, now = old[code], new[code]
        if _words((was.label,)) != _words((now.label,)):
            yield Change("code_relabelled", table, column, code, was.label, now.label)
        if _words((was.definition,)) != _words((now.definition,)) or was.level != now.level:
            yield Change("code_redefined", table, column, code)
    if any(code in new and new[code].number != told.number for code, told in old.items()):
        yield Change("codes_renumbered", table, column)


def _type(column: Column) -> str:
    return column.type if column.required else f"{column.type}, may be empty"


def _words(texts: Sequence[str]) -> list[list[str]]:
    """Texts without regard to spaces and line ends."""
    return [text.split() for text in texts]
