"""Find what in the files of `schema/` has the wrong shape: a text that is a list, a property nobody knows.

A shape is `str`, `bool` or `int`; `object` for anything; `[shape]` for a list, `(shape,)` for one that is not
empty; `{"*": shape}` for names of the file's own choice; else an object with these properties and no others,
those that end in "!" being indispensable to read the rest.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_CODE = {"code!": str, "label": str, "definition": str, "released": bool, "why": str, "group": str}
_LEVEL = {"name!": str, "title": str, "codes": [{"code!": str, "label": str, "definition": str, "of!": [str]}]}
_VOCABULARY = {
    "name!": str,
    "title": str,
    "description": str,
    "released": bool,
    "groups": str,
    "pattern": str,
    "codes!": [_CODE],
    "hierarchy": {"kind!": str, "levels!": [object]},
}
_FIELD = {
    "name!": str,
    "type": str,
    "title": str,
    "description": str,
    "content": str,
    "vocabulary": str,
    "constraints": {"required": bool, "unique": bool, "pattern": str, "minimum": int, "minLength": int},
    "missing": {"*": str},
    "disclosure": {"role": str, "treatment": str, "hierarchy": str},
    "example": object,
    "examples_bad": [{"value!": object, "why": str}],
}
_KEY = {"fields!": (str,), "reference!": {"resource!": str, "fields!": (str,)}}
_REFUSED = {"name!": str, "role": str, "treatment": str, "description": str, "released_as": str}
_TABLE = {
    "name!": str,
    "title": str,
    "description": str,
    "primaryKey!": (str,),
    "foreignKeys!": [_KEY],
    "missingValues": [str],
    "fields!": (_FIELD,),
    "refused!": [_REFUSED],
}
_RESOURCE = {"name!": str, "path": str, "title": str, "description": str, "schema!": str, "tier": str}
_CODES = {"*": (str,)}
_RULE = {
    "id": str,
    "table": str,
    "sentence": str,
    "when": _CODES,
    "then": _CODES,
    "alone": _CODES,
    "exactly_one": (str,),
    "counts": {"*": str},
}
_FILES = {
    "datapackage.json": {"name": str, "title": str, "description": str, "version": str, "resources!": (_RESOURCE,)},
    "rules.json": {"title": str, "description": str, "rules!": [_RULE]},
    "code_names.json": {"title": str, "description": str, "first": [str], "second": [str]},
}
_NAMED = {str: "a text", bool: "true or false", int: "a whole number", list: "a list", dict: "an object"}


def shape_faults(schema: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Every fault of shape, and whether it keeps the rest from being read."""
    for file, data in schema.items():
        shape = _shape_of(file)
        if shape is None:
            yield f"{file}: no such file belongs to the contract. Remove or rename it.", True
        else:
            yield from _faults(file, "the file", data, shape)
            if file.startswith("vocabularies/"):
                yield from _level_faults(file, data)


def _shape_of(file: str) -> Any:
    if file.startswith("vocabularies/"):
        return _VOCABULARY
    return _TABLE if file.endswith(".schema.json") else _FILES.get(file)


def _level_faults(file: str, data: Any) -> Iterator[tuple[str, bool]]:
    """The levels of a period are bare names, those of other hierarchies objects."""
    hierarchy = data.get("hierarchy") if isinstance(data, dict) else None
    if isinstance(hierarchy, dict) and isinstance(hierarchy.get("levels"), list):
        shape = str if hierarchy.get("kind") == "period" else _LEVEL
        for number, level in enumerate(hierarchy["levels"]):
            yield from _faults(file, f"hierarchy.levels[{number}]", level, shape)


def _faults(file: str, where: str, value: Any, shape: Any) -> Iterator[tuple[str, bool]]:
    if isinstance(shape, list | tuple):
        yield from _list_faults(file, where, value, shape)
    elif isinstance(shape, dict):
        yield from _object_faults(file, where, value, shape)
    elif shape is not object and type(value) is not shape:
        yield f"{file}: {where} is not {_NAMED[shape]}. Write it as one.", True


def _list_faults(file: str, where: str, value: Any, shape: list[Any] | tuple[Any, ...]) -> Iterator[tuple[str, bool]]:
    if not isinstance(value, list):
        yield f"{file}: {where} is not a list. Write it as one.", True
        return
    if not value and isinstance(shape, tuple):
        yield f"{file}: {where} is empty. Add at least one entry.", True
    for number, item in enumerate(value):
        yield from _faults(file, _inner(where, item, number), item, shape[0])


def _inner(where: str, item: Any, number: int) -> str:
    """ "field 'age_band'" where the entry has a name, "codes[3]" where it has none."""
    name = item.get("name") if isinstance(item, dict) else None
    return f"field '{name}'" if where == "fields" and isinstance(name, str) else f"{where}[{number}]"


def _object_faults(file: str, where: str, value: Any, shape: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    if not isinstance(value, dict):
        yield f"{file}: {where} is not an object. Write it as one.", True
        return
    shapes = {name.rstrip("!"): inner for name, inner in shape.items()}
    for name in shape:
        if name.endswith("!") and name[:-1] not in value:
            yield f"{file}: {where} has no {name[:-1]}. Add it.", True
    for name, inner in value.items():
        if name not in shapes and "*" not in shapes:
            yield f"{file}: {where} has a property '{name}' that the contract does not know. Correct or remove it.", False
        else:
            path = name if where == "the file" else f"{where}.{name}"
            yield from _faults(file, path, inner, shapes.get(name, shapes.get("*")))
