"""What the contract declares, as frozen records: tables, fields, vocabularies, rules. `load_contract` fills them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from casebook.contract.hierarchies import Hierarchy
from casebook.errors import ContractError

CLOSED = ("code", "codes", "reason")


@dataclass(frozen=True)
class Code:
    """One value of a closed vocabulary. `group` is the released code that stands for it; `why` says why it is not released."""

    code: str
    label: str
    definition: str
    released: bool = True
    why: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The codes of a column as coded (`codes`) and those that only occur at wider levels (`wider`)."""

    name: str
    title: str
    description: str
    codes: tuple[Code, ...]
    wider: tuple[Code, ...] = ()
    hierarchy: Hierarchy | None = None
    pattern: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every code that a release may hold, at any level; without the missing codes."""
        return tuple(c.code for c in (*self.codes, *self.wider) if c.released)

    def level_of(self, code: str) -> str:
        """The name of the finest level at which a code occurs, "as_coded" where there is no hierarchy."""
        if not self.hierarchy:
            return "as_coded"
        own = [c.code for c in self.codes]
        steps = zip(self.hierarchy.levels, self.hierarchy.steps, strict=True)
        return next(name for name, step in steps if code in {step.get(fine) for fine in own})

    def group_of(self, code: str) -> str:
        """The released group of a working code: `offence` only."""
        for c in self.codes:
            if c.code == code and c.group:
                return c.group
        raise ContractError(f"vocabulary '{self.name}' has no group for a code it was given («masked»). Declare one.")


@dataclass(frozen=True)
class Disclosure:
    """What a column says about a person (`role`) and what is done about it (`treatment`)."""

    role: str
    treatment: str
    hierarchy: Hierarchy | None = None


@dataclass(frozen=True)
class Field:
    """One released column. `content`: keyed_id, code_name, code, codes (a list), period, count, reason, value (of a column)."""

    name: str
    type: str
    title: str
    description: str
    content: str
    vocabulary: Vocabulary | None
    required: bool
    unique: bool
    missing: Mapping[str, str]
    disclosure: Disclosure
    example: Any
    examples_bad: tuple[Mapping[str, Any], ...]
    form: str | None = field(default=None, repr=False)

    @property
    def closed(self) -> bool:
        """Whether `codes` lists every value the column may hold."""
        return self.content in CLOSED

    @property
    def many(self) -> bool:
        """Whether a cell holds a list of codes."""
        return self.content == "codes"

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code the column may hold, in order: as coded, wider, missing. For an open column the codes beside its pattern."""
        own = self.vocabulary.names if self.vocabulary and self.content != "reason" else ()
        return (*own, *self.missing)

    @cached_property
    def pattern(self) -> str | None:
        """What the whole of an open string column's value must match, codes and missing codes included; None for others."""
        return f"(?:{'|'.join((self.form, *self.codes))})" if self.form else None

    @cached_property
    def shape(self) -> re.Pattern[str] | None:
        """The pattern, compiled; use `fullmatch`."""
        return re.compile(self.pattern) if self.pattern else None


@dataclass(frozen=True)
class ForeignKey:
    """`table.field` holds keys of `other`."""

    table: str
    field: str
    other: str
    other_field: str


@dataclass(frozen=True)
class Refused:
    """A field of the working record that no release holds, and the column that stands for it."""

    name: str
    role: str
    treatment: str
    description: str
    released_as: str | None = None


@dataclass(frozen=True)
class Table:
    """One released table: its columns in order and what was left out of it. `keys` together name a row."""

    name: str
    title: str
    description: str
    keys: tuple[str, ...]
    fields: Mapping[str, Field]
    foreign_keys: tuple[ForeignKey, ...]
    refused: tuple[Refused, ...]

    @property
    def key(self) -> str:
        """The id of a row, its only key in all tables but that of counts."""
        return self.keys[0]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.fields)

    @property
    def quasi(self) -> tuple[Field, ...]:
        """The columns that disclosure control may coarsen: those with a hierarchy."""
        return tuple(f for f in self.fields.values() if f.disclosure.hierarchy)

    @property
    def sensitive(self) -> tuple[Field, ...]:
        return tuple(f for f in self.fields.values() if f.disclosure.role == "sensitive")

    def narrowed(self, columns: Collection[str]) -> "Table":
        """The table with its id and those columns, without links."""
        fields = {name: f for name, f in self.fields.items() if name in (*self.keys, *columns)}
        refused = tuple(replace(r, released_as=r.released_as if r.released_as in fields else None) for r in self.refused)
        return replace(self, fields=fields, foreign_keys=(), refused=refused)


@dataclass(frozen=True)
class Rule:
    """A rule between fields or tables with the sentence that says it; exactly one of the forms is filled (see rules.json)."""

    id: str
    table: str
    sentence: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    then: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exactly_one: tuple[str, ...] = ()
    counts: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> frozenset[str]:
        """Every column that the rule is about."""
        return frozenset((*self.when, *self.then, *self.alone, *self.exactly_one, *self.counts))


@dataclass(frozen=True)
class CodeNames:
    """The words of which code names are made: `Amber Heron 483920`."""

    first: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def pattern(self) -> str:
        return f"(?:{'|'.join(self.first)}) (?:{'|'.join(self.second)}) [1-9][0-9]{{5}}"


@dataclass(frozen=True)
class Contract:
    """All of `schema/`, read and checked.

    `of_open`: the tables that only the open tier has; `counted`: those of which a release holds counts, not rows.
    """

    name: str
    title: str
    description: str
    version: str
    tables: Mapping[str, Table]
    vocabularies: Mapping[str, Vocabulary]
    rules: tuple[Rule, ...]
    code_names: CodeNames
    of_open: Mapping[str, Table] = field(default_factory=dict)
    counted: Mapping[str, Table] = field(default_factory=dict)

    def narrowed(self, columns: Mapping[str, Collection[str]], counted: Collection[str] = ()) -> "Contract":
        """The contract of unlinked tables: their ids and those columns, by table; `counted` ones are told as counts.

        Rules stay where all their columns do; foreign keys, links and code names go.
        """
        narrow = {name: table.narrowed(columns[name]) for name, table in self.tables.items() if name in columns}
        tables = {name: table for name, table in narrow.items() if name not in counted}
        told = {name: table for name, table in narrow.items() if name in counted}
        more = {name: _holding(table, told) for name, table in self.of_open.items() if told}
        rules = tuple(r for r in self.rules if r.table in tables and r.columns <= tables[r.table].fields.keys())
        return replace(self, tables={**tables, **more}, rules=rules, counted=told)

    @property
    def hierarchies(self) -> Mapping[str, Hierarchy]:
        return {name: v.hierarchy for name, v in self.vocabularies.items() if v.hierarchy}

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        return tuple(key for table in self.tables.values() for key in table.foreign_keys)

    @property
    def missing(self) -> tuple[Code, ...]:
        """The missing codes: not_reported, not_applicable, unclear, withheld."""
        return self.vocabularies["missing"].codes

    @cached_property
    def known(self) -> frozenset[str]:
        """Every code of every vocabulary: the only strings that an error may print."""
        return frozenset(c.code for v in self.vocabularies.values() for c in (*v.codes, *v.wider))


def _holding(counts: Table, counted: Mapping[str, Table]) -> Table:
    """The table of counts of those tables: what its values may be follows from their columns."""
    shown = [f for table in counted.values() for f in table.fields.values() if f.name not in table.keys]
    form = "|".join(dict.fromkeys(("total", *(f.pattern or "|".join(f.codes) for f in shown))))
    fields = {name: replace(f, form=form) if f.content == "value" else f for name, f in counts.fields.items()}
    return replace(counts, fields=fields)
