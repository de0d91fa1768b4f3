"""Read what a flat table's policy asks for: k, how to recode, and the role of every field.

k = 5
suppression_limit = 0.05        # share of rows that may lose all their quasi-identifiers (global recoding)
recoding = "local"              # or "global": one level a field

[table]
delimiter = ";"

[fields]
age = {role = "quasi", hierarchy = "age.csv", weight = 2}
illness = {role = "sensitive", l = 3, t = 0.4}
shoe-size = {role = "safe"}
name = {role = "direct"}        # becomes * in every row
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any

from casebook.errors import UsageError

SETTINGS = ("k", "suppression_limit", "recoding", "table", "fields")
ROLES: Mapping[str, tuple[str, ...]] = {
    "quasi": ("hierarchy", "weight"),
    "sensitive": ("l", "t"),
    "safe": (),
    "direct": (),
}
RECODINGS = ("global", "local")


@dataclass(frozen=True)
class Field:
    """What a field is for an intruder, and what must be done about it.

    `weight` is how much a lost detail of it counts beside the others'; `l` how many different values of it a class
    must have at the least; `t` how far a class's distribution may lie from that of the table (0 to 1).
    """

    role: str
    hierarchy: Path | None = None
    weight: float = 1.0
    l: int = 1  # noqa: E741  (the field's standard name)
    t: float = 1.0


@dataclass(frozen=True)
class TablePolicy:
    """The declared settings for one flat table."""

    k: int
    recoding: str
    fields: Mapping[str, Field] = field(repr=False)
    suppression_limit: float = 0.0
    delimiter: str = ","

    def of_role(self, role: str) -> tuple[str, ...]:
        """The names of the fields of a role, in the order of the policy."""
        return tuple(name for name, declared in self.fields.items() if declared.role == role)

    @property
    def hierarchies(self) -> tuple[Path, ...]:
        """The file of each quasi field."""
        return tuple(declared.hierarchy for declared in self.fields.values() if declared.hierarchy)


def read_table_policy(path: Path) -> TablePolicy:
    """The policy in a TOML file; raises UsageError for whatever it can't mean."""
    table = _toml(path)
    _refuse_unknown(path, "setting", table, SETTINGS)
    told = table.get("fields")
    if not isinstance(told, dict) or not told:
        raise UsageError(f'{path}: no [fields]. Give every field of the table a role: age = {{role = "safe"}}.')
    policy = TablePolicy(
        k=_number(path, table, "k", 2, None, int),
        recoding=_one_of(path, "recoding", table.get("recoding", "global"), RECODINGS),
        fields={name: _field(path, name, field) for name, field in told.items()},
        suppression_limit=_number(path, table, "suppression_limit", 0, 1, float, 0.0),
        delimiter=_delimiter(path, table.get("table", {})),
    )
    if not policy.of_role("quasi"):
        raise UsageError(f'{path}: no field has the role "quasi". Without a quasi-identifier there is nothing to protect.')
    if not any(policy.fields[name].weight for name in policy.of_role("quasi")):
        raise UsageError(f"{path}: every quasi field has weight 0. Give a weight above 0 to those whose detail counts.")
    return policy


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise UsageError(f"{path}: not valid TOML ({problem}). Mend the line it names.") from None
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path}: cannot be read. Name a policy (a TOML file) with --policy.") from None


def _field(path: Path, name: str, told: Any) -> Field:
    where = f"{path}: field '{name}'"
    if not isinstance(told, dict) or "role" not in told:
        raise UsageError(f"{where} has no role. Give it one of {', '.join(ROLES)}.")
    role = _one_of(where, "role", told["role"], tuple(ROLES))
    _refuse_unknown(where, f"setting of a {role} field", told, ("role", *ROLES[role]))
    hierarchy = told.get("hierarchy")
    if role == "quasi" and not isinstance(hierarchy, str):
        raise UsageError(f"{where} has no hierarchy. Name a CSV file beside the policy (value;level1;…;*).")
    return Field(
        role=role,
        hierarchy=path.parent / hierarchy if hierarchy else None,
        weight=_number(where, told, "weight", 0, None, float, 1.0),
        l=_number(where, told, "l", 1, None, int, 1),
        t=_number(where, told, "t", 0, 1, float, 1.0),
    )


def _number(
    where: Path | str, told: dict[str, Any], name: str, least: int, most: int | None, kind: type, default: Any = None
) -> Any:
    value = told.get(name, default)
    right = isinstance(value, int | kind) and not isinstance(value, bool)
    if not right or not least <= value <= (inf if most is None else most):
        reach = f"{least} or more" if most is None else f"from {least} to {most}"
        shown = "missing" if value is None else repr(value)
        raise UsageError(f"{where}: {name} is {shown}; it must be a {'whole ' if kind is int else ''}number, {reach}.")
    return kind(value)


def _one_of(where: Path | str, name: str, value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageError(f"{where}: {name} is {value!r}. Take one of {', '.join(known)}.")
    return str(value)


def _delimiter(path: Path, told: Any) -> str:
    _refuse_unknown(path, "setting of [table]", told if isinstance(told, dict) else {"": told}, ("delimiter",))
    value = told.get("delimiter", ",")
    if not isinstance(value, str) or len(value) != 1 or value in '"\r\n':
        raise UsageError(f"{path}: delimiter is {value!r}. Give one character, such as ';' or ','.")
    return value


def _refuse_unknown(where: Path | str, what: str, table: dict[str, Any], known: tuple[str, ...]) -> None:
    unknown = [name for name in table if name not in known]
    if unknown:
        raise UsageError(f"{where}: unknown {what} '{unknown[0]}'. Known are {', '.join(known)}.")
