"""Every derived form of the contract says the same: same columns, same order, same codes."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from datasets import ClassLabel, List, Value
from frictionless import Package, Schema
from frictionless import validate as frictionless_validate
from released import CONTRACT, row, tables

from casebook.derive.arrow_types import arrow_schema, arrow_table
from casebook.derive.codebook import codebook_csv, codebook_markdown, entries
from casebook.derive.hf_features import features, features_yaml
from casebook.derive.labels import variables
from casebook.derive.pandera_schemas import pandera_schema
from casebook.derive.table_schema import data_package, table_schema
from casebook.errors import ContractError

TABLES = list(CONTRACT.tables)
FIELDS = [(t.name, f.name) for t in CONTRACT.tables.values() for f in t.fields.values()]
CLOSED = [(table, name) for table, name in FIELDS if CONTRACT.tables[table].fields[name].closed]
SINGLE = [(table, name) for table, name in CLOSED if not CONTRACT.tables[table].fields[name].many]
BOOK = list(csv.DictReader(io.StringIO(codebook_csv(CONTRACT))))


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_the_same_everywhere(table: str) -> None:
    """Do all forms hold the same columns in the same order?"""
    columns = list(CONTRACT.tables[table].columns)
    assert list(pandera_schema(CONTRACT, table).columns) == columns
    assert arrow_schema(CONTRACT, table).names == columns
    assert list(features(CONTRACT, table)) == columns
    assert [f["name"] for f in table_schema(CONTRACT, table)["fields"]] == columns
    assert list(dict.fromkeys(v.column for v in variables(CONTRACT, table))) == columns
    assert list(dict.fromkeys(line["column"] for line in BOOK if line["table"] == table)) == columns


@pytest.mark.parametrize(("table", "name"), CLOSED)
def test_codes_are_the_same_everywhere(table: str, name: str) -> None:
    """Are the names of the ClassLabel, the enum and the codebook's codes one list?"""
    field = CONTRACT.tables[table].fields[name]
    feature = features(CONTRACT, table)[name]
    label = feature.feature if isinstance(feature, List) else feature
    assert isinstance(label, ClassLabel)
    assert tuple(label.names) == field.codes
    assert tuple(line["code"] for line in BOOK if (line["table"], line["column"]) == (table, name)) == field.codes
    assert len(set(field.codes)) == len(field.codes)


@pytest.mark.parametrize(("table", "name"), SINGLE)
def test_one_code_is_checked_against_the_same_list(table: str, name: str) -> None:
    """Do pandera, the Table Schema and the variables of Stata and SPSS know the codes of the ClassLabel?"""
    codes = CONTRACT.tables[table].fields[name].codes
    (check,) = pandera_schema(CONTRACT, table).columns[name].checks
    assert tuple(check.statistics["allowed_values"]) == codes
    (field,) = [f for f in table_schema(CONTRACT, table)["fields"] if f["name"] == name]
    assert tuple(field["constraints"]["enum"]) == codes
    (variable,) = [v for v in variables(CONTRACT, table) if v.name == name]
    assert tuple(variable.numbers) == codes
    assert len(variable.labels) == len(codes)


@pytest.mark.parametrize(("table", "name"), CLOSED)
def test_labels_tell_codes_apart(table: str, name: str) -> None:
    """Has every code of a column a label of its own (Stata refuses two of one name) and a definition?"""
    listed = list(entries(CONTRACT.tables[table].fields[name], CONTRACT))
    assert len({entry.label for entry in listed}) == len(listed)
    assert all(entry.definition and entry.level for entry in listed)


@pytest.mark.parametrize("table", TABLES)
def test_the_card_lists_the_features_of_datasets(table: str) -> None:
    """Is the YAML of a dataset card what `datasets` itself would write?"""
    assert features_yaml(CONTRACT, table) == features(CONTRACT, table)._to_yaml_list()


@pytest.mark.parametrize(("table", "name"), FIELDS)
def test_types_are_the_same_everywhere(table: str, name: str) -> None:
    """Does a string stay a string, a list a list of strings, a count an int64, and only optional columns null?"""
    field = CONTRACT.tables[table].fields[name]
    arrow = arrow_schema(CONTRACT, table).field(name)
    assert arrow.type == {"string": pa.string(), "array": pa.list_(pa.string()), "integer": pa.int64()}[field.type]
    assert arrow.nullable is pandera_schema(CONTRACT, table).columns[name].nullable is (not field.required)
    if not field.closed:
        assert features(CONTRACT, table)[name] == Value({"string": "string", "integer": "int64"}[field.type])


def test_the_codebook_says_everything() -> None:
    """Does the Markdown hold every column's description, every code's meaning, every rule and what is left out?"""
    book = codebook_markdown(CONTRACT)
    for table, name in FIELDS:
        field = CONTRACT.tables[table].fields[name]
        assert f"### {table}.{name}\n\n{field.description}\n" in book
        for entry in entries(field, CONTRACT):
            assert f"| `{entry.code}` | {entry.label} | {entry.definition} | {entry.level} |" in book
    assert [rule.sentence for rule in CONTRACT.rules if rule.sentence not in book] == []
    assert [r.name for t in CONTRACT.tables.values() for r in t.refused if f"- `{r.name}`: {r.description}" not in book] == []


def test_wider_codes_tell_their_level() -> None:
    """Does the codebook say at which level a code stands for others?"""
    levels = {line["code"]: line["level"] for line in BOOK if line["column"] == "region"}
    assert [levels[code] for code in ("london", "scotland", "england", "uk", "withheld")] == [
        "as_coded",
        "as_coded",
        "nation",
        "state",
        "missing",
    ]


# --- the forms at work


@pytest.mark.parametrize("table", TABLES)
def test_examples_pass_the_derived_schemas(table: str) -> None:
    """Do the contract's own examples pass as an Arrow table and as a pandas frame, and an empty table too?"""
    for rows in ([row(table)], []):
        made = arrow_table(CONTRACT, table, rows)
        assert made.num_rows == len(pandera_schema(CONTRACT, table).validate(made.to_pandas(), lazy=True))


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"surname": "Grey"}, "column 'surname' is not declared in arrests.schema.json @ arrests"),
        ({"sex": 3}, "a value is not of type string («masked») @ arrests.sex"),
        ({"offence_groups": 3}, "a value is not of type list<item: string> («masked») @ arrests.offence_groups"),
    ],
)
def test_rows_that_are_not_declared_make_no_table(changes: dict[str, Any], line: str) -> None:
    """Is a column that the contract does not know, or a value of another type, refused and not dropped?"""
    with pytest.raises(ContractError) as refusal:
        arrow_table(CONTRACT, "arrests", [row("arrests", **changes)])
    assert str(refusal.value) == line


def test_a_required_column_is_never_filled_with_nulls() -> None:
    """Is an absent column an error rather than nulls, unless it may be empty?"""
    rows = [{name: value for name, value in row("arrests").items() if name not in {"sex", "incident_id_missing"}}]
    with pytest.raises(ContractError, match="column 'sex' is required and absent from a row @ arrests"):
        arrow_table(CONTRACT, "arrests", rows)


def _as_csv(path: Path, rows: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        for line in rows:
            writer.writerow({k: json.dumps(v) if isinstance(v, list) else v for k, v in line.items()})


@pytest.mark.parametrize(("changes", "valid"), [({}, True), ({"sex": "m"}, False), ({"person": "Alan Grey"}, False)])
def test_frictionless_reads_a_release(tmp_path: Path, changes: dict[str, Any], valid: bool) -> None:
    """Does the derived data package let other tools check a release's CSV, keys and all?"""
    package = data_package(CONTRACT, "0.1.0")
    (tmp_path / "data").mkdir()
    for name, rows in tables(arrests=[row("arrests", **changes)]).items():
        _as_csv(tmp_path / "data" / f"{name}.csv", rows)
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert list(Package.metadata_validate(package)) == []
    assert all(list(Schema.metadata_validate(resource["schema"])) == [] for resource in package["resources"])
    assert frictionless_validate(str(tmp_path / "datapackage.json")).valid is valid
