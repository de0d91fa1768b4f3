"""A broken contract is refused: every fault at once, with its file, what is wrong, and the way out."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.contract import load_contract, read_schema, schema_folder
from casebook.contract.wellformed import find_faults
from casebook.errors import ContractError

SCHEMA = read_schema(schema_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of schema/ to break."""
    shutil.copytree(str(schema_folder()), tmp_path / "schema")
    return tmp_path / "schema"


def _break(folder: Path, file: str, where: str, change: Any = None) -> None:
    """Remove what stands at a path such as `fields.age_band.title` (change None), or put `change` there."""
    *way, last = where.split(".")
    data = json.loads((folder / file).read_text(encoding="utf-8"))
    inner = data
    for step in way:
        inner = (
            inner[step]
            if isinstance(inner, dict)
            else next(x for x in inner if step in (x.get("name"), x.get("code"), x.get("id")))
        )
    if change is None:
        del inner[last]
    else:
        inner[last] = change
    (folder / file).write_text(json.dumps(data), encoding="utf-8")


def _refusal(folder: Path) -> list[str]:
    with pytest.raises(ContractError) as refusal:
        load_contract(folder)
    return str(refusal.value).splitlines()


CONTENTS = "keyed_id, code_name, code, codes, period, count, reason, value"
AGE_BAND = [
    ("description", None, "has no description. Add one; it becomes the codebook entry."),
    ("title", None, "has no title. Add one; it becomes the column's label."),
    ("type", None, "has no type. Add one of string, integer, array."),
    ("type", "integer", "has type 'integer'. Its content 'code' needs 'string'."),
    ("content", None, f"has no content. Add one of {CONTENTS}."),
    ("content", "text", f"has an unknown content 'text'. Take one of {CONTENTS}."),
    ("constraints", None, 'has no constraints. Add them, at least {"required": true}.'),
    ("constraints.required", None, "does not say whether it is required. Add true or false under constraints."),
    ("missing", None, "has no missing. Add the missing codes that may occur and what they mean here, or {} where none may."),
    (
        "missing",
        {"lost": "Lost."},
        "has an unknown missing code 'lost'. Take one of not_reported, not_applicable, unclear, withheld.",
    ),
    ("missing.withheld", "", "does not say what 'withheld' means. Add a sentence; it becomes the codebook entry."),
    ("disclosure", None, "has no disclosure. Add role and treatment; a column without them is never released."),
    (
        "disclosure.role",
        None,
        "has no disclosure role. Add one of direct, quasi, sensitive, safe, admin; a column without it is never released.",
    ),
    ("disclosure.role", "gate", "has the disclosure role 'gate'. Take one of direct, quasi, sensitive, safe, admin."),
    (
        "disclosure.treatment",
        "refuse",
        "has the disclosure treatment 'refuse'. Take one of keyed_id, code_name, generalise, band, as_coded.",
    ),
    ("disclosure.hierarchy", None, "is a quasi-identifier and has no hierarchy. Name the vocabulary whose levels coarsen it."),
    ("disclosure.hierarchy", "plea", "refers to hierarchy 'plea', which does not exist. Add it to vocabularies/plea.json."),
    ("vocabulary", None, "has no vocabulary. Add one; a released string is never free text."),
    ("vocabulary", "ages", "refers to vocabulary 'ages', which does not exist. Add vocabularies/ages.json."),
    ("example", None, "has no example. Add a value that may occur."),
    ("examples_bad", None, "has no examples_bad. Add a value that may not occur, and why."),
    ("examples_bad", [{"value": "23"}], "has a bad example without a reason. Add 'why'."),
    ("exmple", "30_44", "has a property 'exmple' that the contract does not know. Correct or remove it."),
]
ARRESTS = [
    ("fields.age_band.missing", ["withheld"], "field 'age_band'.missing is not an object. Write it as one."),
    ("fields.arrest_id.constraints.pattern", None, "field 'arrest_id' has no pattern. Add the form of the id under constraints."),
    ("fields.sex.name", "age_band", "field 'age_band' is declared twice. Remove one."),
    ("fields.sex.name", "Sex!", "field 'Sex!' has a name that is not plain. Use small letters, digits and underscores."),
    ("description", None, "the table has no description. Add one that says what a row is."),
    ("primaryKey", ["row_id"], "primaryKey 'row_id' is no field of the table. Declare the field, or name another."),
    ("name", "suspects", "its name is not 'arrests', as datapackage.json calls it. Give both the same name."),
    ("refused.age.name", "age_band", "refused field 'age_band' is a column as well. Remove it from one of the two."),
    ("refused.age.description", None, "refused field 'age' has no description. Add one; it tells the reader what is left out."),
    (
        "refused.age.released_as",
        "years",
        "refused field 'age' says it is released as 'years', which is no column. Name a column.",
    ),
    ("refused.age.treatment", "band", "refused field 'age' has the disclosure treatment 'band'. Take one of refuse, hold."),
]
AGE = [
    ("codes.18_29.label", None, "code '18_29' has no label. Add one; it becomes the codebook entry."),
    ("codes.18_29.definition", None, "code '18_29' has no definition. Add one; it becomes the codebook entry."),
    ("codes.18_29.code", "18-29", "code '18-29' is not plain. Use small letters, digits and underscores."),
    ("codes.18_29.code", "30_44", "code '30_44' is declared 2 times. Keep one."),
    ("codes.18_29.code", "unclear", "code 'unclear' is a missing code. Declare it under 'missing' of the field instead."),
    ("name", "age", "its name is 'age'. Give the file and the vocabulary the same name."),
    ("description", None, "the vocabulary has no description. Add it; it becomes the codebook entry."),
    ("hierarchy.kind", "magic", "the hierarchy has the kind 'magic'. Take one of codes, name, period."),
    ("hierarchy.levels.withheld.name", "gone", "the last level of the hierarchy is not 'withheld'. Add it as the last level."),
    ("hierarchy.levels.two_bands.codes.18_44.label", None, "code '18_44' has no label. Add one; it becomes the codebook entry."),
    (
        "hierarchy.levels.two_bands.codes.18_44.of",
        ["18_29"],
        "level 'two_bands' does not map code '30_44'. Add it to the 'of' of one label.",
    ),
    (
        "hierarchy.levels.two_bands.codes.18_44.of",
        ["18_29", "30_44", "45_59"],
        "level 'two_bands' maps code '45_59' 2 times. Keep it under one label.",
    ),
    (
        "hierarchy.levels.two_bands.codes.18_44.of",
        ["18_29", "30_44", "90_plus"],
        "level 'two_bands' has '90_plus' under 'of', which is no code of the vocabulary. Name one of its codes.",
    ),
]
COUNT = [
    (
        "hierarchy.levels.any.codes",
        [{"code": "0", "of": ["0", "1"]}, {"code": "some", "label": "Some", "definition": "Some.", "of": ["2", "3_5", "6_plus"]}],
        "level 'any' splits '1_2' into 0, some. A wider level may only merge.",
    ),
    (
        "hierarchy.levels.three_bands.codes.1_2.code",
        "3_5",
        "level 'three_bands' uses '3_5' for other codes than itself. Give the wider label a name of its own.",
    ),
]
GUILTY = [
    ("sentence", None, "has no sentence. Add it in words; it is the error's text."),
    ("table", "trials", "is about 'trials', which is no table. Name a table."),
    ("then", None, "does not say what must hold. Add when and then, or alone, or exactly_one, or counts."),
    ("when", {"pleas": ["guilty"]}, "names 'pleas', which is no field of 'arrests'. Name a column."),
    ("when", {"plea": ["yes"]}, "names 'yes', which is no code of 'plea'. Take one of its codes."),
]
OTHERS = [
    (
        "vocabularies/period.json",
        "hierarchy.levels",
        ["year", "withheld"],
        "the levels of a period are quarter, year, three_years, all, withheld. Write these; a rule computes them.",
    ),
    (
        "vocabularies/offence.json",
        "codes.rape.group",
        "felony",
        "code 'rape' has no group that exists in 'offence_groups'. Add one of its codes.",
    ),
    ("code_names.json", "first", [], "'first' has no words. Add some; code names are made of them."),
    (
        "code_names.json",
        "second",
        ["Heron", "Otter", "Heron"],
        "'second' has 'Heron', which is repeated or not one capitalised word. Mend or remove it.",
    ),
    (
        "code_names.json",
        "second",
        ["heron"],
        "'second' has 'heron', which is repeated or not one capitalised word. Mend or remove it.",
    ),
    ("datapackage.json", "version", None, 'the package has no version. Add the contract\'s version, such as "1".'),
    (
        "datapackage.json",
        "resources.arrests.schema",
        "x.json",
        "resource 'arrests' has no schema that exists. Add 'arrests.schema.json' and point to it.",
    ),
    ("datapackage.json", "resources", [], "resources is empty. Add at least one entry."),
    (
        "statements.schema.json",
        "foreignKeys",
        [{"fields": ["article_id"], "reference": {"resource": "papers", "fields": ["id"]}}],
        "a foreign key points to 'papers.id', which does not exist. Point to a declared field.",
    ),
]
BROKEN = [
    *(
        ("arrests.schema.json", f"fields.age_band.{where}", change, f"field 'age_band' {line}")
        for where, change, line in AGE_BAND
    ),
    *(("arrests.schema.json", *row) for row in ARRESTS),
    *(("vocabularies/age_band.json", *row) for row in AGE),
    *(("vocabularies/n_arrests.json", *row) for row in COUNT),
    *(
        ("rules.json", f"rules.guilty_plea_convicts.{where}", change, f"rule 'guilty_plea_convicts' {line}")
        for where, change, line in GUILTY
    ),
    *OTHERS,
]


@pytest.mark.parametrize(("file", "where", "change", "line"), BROKEN, ids=[f"{file}:{where}" for file, where, *_ in BROKEN])
def test_a_broken_contract_is_refused(folder: Path, file: str, where: str, change: Any, line: str) -> None:
    """Does the refusal name the file, the field, what is wrong, and the way out?"""
    _break(folder, file, where, change)
    assert f"{file}: {line}" in _refusal(folder)


def test_all_faults_come_at_once(folder: Path) -> None:
    """Are the faults of several fields and files listed together?"""
    for field, part in (("age_band", "description"), ("sex", "title"), ("plea", "example")):
        _break(folder, "arrests.schema.json", f"fields.{field}.{part}")
    _break(folder, "vocabularies/sex.json", "codes.male.label")
    assert [line.split(" has no ")[0] for line in _refusal(folder)] == [
        "arrests.schema.json: field 'age_band'",
        "arrests.schema.json: field 'sex'",
        "arrests.schema.json: field 'plea'",
        "vocabularies/sex.json: code 'male'",
    ]


@pytest.mark.parametrize("file", ["rules.json", "code_names.json", "vocabularies/missing.json", "datapackage.json"])
def test_an_absent_file_is_named(folder: Path, file: str) -> None:
    """Is a file that the contract can't do without asked for by name?"""
    (folder / file).unlink()
    assert f"{file}: the file is missing. Add it." in _refusal(folder)


def test_a_stray_file_is_named(folder: Path) -> None:
    """Is a table that no resource lists, not silently left out?"""
    shutil.copy(folder / "articles.schema.json", folder / "papers.schema.json")
    assert "papers.schema.json: no resource of datapackage.json points to it. Add one, or remove the file." in _refusal(folder)


def test_a_file_that_is_not_json_is_named(folder: Path) -> None:
    """Is a slip of the pen reported with its file and line?"""
    (folder / "rules.json").write_text('{"rules": [],}', encoding="utf-8")
    (line,) = _refusal(folder)
    assert re.fullmatch(r"rules\.json: it is not JSON \(.*line 1.*\)\. Mend the file\.", line)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [p for key, x in inner for p in ((*path, key), *_paths(x, (*path, key)))]


def _changed(value: Any, path: tuple[Any, ...], change: Any) -> Any:
    """A copy with what stands at `path` removed (change is ...) or replaced; what is not on the way is shared."""
    key, *rest = path
    copy = value.copy()
    if rest:
        copy[key] = _changed(copy[key], tuple(rest), change)
    elif change is ...:
        del copy[key]
    else:
        copy[key] = change
    return copy


PATHS = _paths(SCHEMA)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(PATHS), st.sampled_from([..., None, "Zzz", [], {}, 7]))
def test_no_edit_can_crash_the_check(path: tuple[Any, ...], change: Any) -> None:
    """Is whatever is removed or replaced anywhere in schema/ either allowed or told in words, file first?"""
    faults = find_faults(_changed(SCHEMA, path, change))
    assert all(re.match(r"[a-z_/]+(\.schema)?\.json: .+\.$", fault) or path[0] not in SCHEMA for fault in faults)
