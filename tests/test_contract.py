"""The contract in schema/ is well formed and says what the codebook says."""

import re
from typing import Any

import pytest
from frictionless import Package, Schema
from released import CONTRACT

from casebook.contract import Field, read_schema, schema_folder
from casebook.derive.pandera_schemas import list_fault, matches
from casebook.errors import ContractError

SCHEMA = read_schema(schema_folder())
FIELDS = [(t.name, f) for t in CONTRACT.tables.values() for f in t.fields.values()]


def _id(value: Any) -> str:
    return value.name if isinstance(value, Field) else str(value)


def _accepts(field: Field, value: Any) -> bool:
    if field.content == "count":
        return isinstance(value, int) and value >= 0
    if field.many:
        return list_fault(field, value) is None
    return value in field.codes if field.closed else matches(field, value)


def test_the_four_tables_stand_in_order() -> None:
    """Does the contract hold the released tables of the codebook, in its order, at version 1?"""
    assert (CONTRACT.version, list(CONTRACT.tables)) == ("1", ["incidents", "arrests", "statements", "articles"])


@pytest.mark.parametrize("name", list(CONTRACT.tables))
def test_frictionless_accepts_the_tables(name: str) -> None:
    """Are the files standard Table Schemas that other tools read?"""
    assert list(Schema.metadata_validate(SCHEMA[f"{name}.schema.json"])) == []
    assert list(Package.metadata_validate(SCHEMA["datapackage.json"])) == []


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=_id)
def test_examples_say_the_truth(table: str, field: Field) -> None:
    """Is the good example of each field accepted and every bad one refused?"""
    assert _accepts(field, field.example), f"{table}.{field.name}: its own example is refused"
    for bad in field.examples_bad:
        assert not _accepts(field, bad["value"]), f"{table}.{field.name}: the bad example {bad['value']!r} is accepted"


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=_id)
def test_nothing_private_is_safe_by_default(table: str, field: Field) -> None:
    """Can a quasi-identifier always be withheld, and are safe columns never withheld one by one?"""
    role = field.disclosure.role
    assert role != "quasi" or (field.disclosure.hierarchy and "withheld" in field.missing), f"{table}.{field.name}"
    assert role != "sensitive" or "withheld" in field.missing, f"{table}.{field.name}"
    assert role != "safe" or "withheld" not in field.missing or field.name == "themes", f"{table}.{field.name}"


@pytest.mark.parametrize("code", ["target_suspect", "victim_family"])
def test_targets_and_families_never_speak(code: str) -> None:
    """Are the speakers whose words are never released outside the released vocabulary?"""
    assert code not in CONTRACT.tables["statements"].fields["speaker_role"].codes
    with pytest.raises(ContractError):
        CONTRACT.hierarchies["speaker_role"].generalise(code, 1)


def test_no_age_under_18_can_be_written() -> None:
    """Is there no code for a minor at any level?"""
    numbers = [int(n) for code in CONTRACT.vocabularies["age_band"].names for n in re.findall("[0-9]+", code)]
    assert min(numbers) == 18


def test_every_offence_has_a_released_group() -> None:
    """Does the contract say for each working offence how it is released?"""
    offence, groups = CONTRACT.vocabularies["offence"], CONTRACT.vocabularies["offence_groups"]
    assert {offence.group_of(code.code) for code in offence.codes} == set(groups.names)
    assert offence.names == ()
    with pytest.raises(ContractError, match="«masked»"):
        offence.group_of("jaywalking in Leeds")


def test_no_word_of_a_refused_field_is_a_column() -> None:
    """Do gates and names stay out of every table?"""
    refused = {r.name for t in CONTRACT.tables.values() for r in t.refused if r.role in {"direct", "gate"}}
    assert refused.isdisjoint(CONTRACT.tables["arrests"].columns)
    assert {"proceedings", "restriction", "name", "content", "url"} <= refused
