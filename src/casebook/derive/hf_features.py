"""Hugging Face features of the released tables, as an object and as the YAML of a dataset card.

A closed column is a ClassLabel whose names are all of its codes, at every level and missing ones included, in the
contract's order. The files hold the strings; `datasets` turns them into the numbers of the names.
"""

from typing import TYPE_CHECKING, Any

from casebook.contract.declared import Contract, Field

if TYPE_CHECKING:
    from datasets import Features

_VALUES = {"string": "string", "integer": "int64"}


def features(contract: Contract, table: str) -> "Features":
    """The `datasets.Features` of a table."""
    from datasets import Features  # noqa: PLC0415  (it takes seconds, and only loading needs it)

    return Features({f.name: _feature(f) for f in contract.tables[table].fields.values()})


def _feature(field: Field) -> Any:
    from datasets import ClassLabel, List, Value  # noqa: PLC0415

    if field.many:
        return List(ClassLabel(names=list(field.codes)))
    return ClassLabel(names=list(field.codes)) if field.closed else Value(_VALUES[field.type])


def features_yaml(contract: Contract, table: str) -> list[dict[str, Any]]:
    """The features as a dataset card lists them under `dataset_info.features`, without importing `datasets`."""
    return [{"name": f.name, **_card_type(f)} for f in contract.tables[table].fields.values()]


def _card_type(field: Field) -> dict[str, Any]:
    if not field.closed:
        return {"dtype": _VALUES[field.type]}
    names = {str(number): code for number, code in enumerate(field.codes)}
    return {"list" if field.many else "dtype": {"class_label": {"names": names}}}
