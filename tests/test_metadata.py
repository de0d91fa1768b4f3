"""Whatever describes a release follows from the contract and says the same: Croissant, data package, DDI, citation, codebook."""

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree

import pytest
import yaml
from opened import NARROW
from released import CONTRACT

from casebook.derive.citation import citation_file, zenodo
from casebook.derive.codebook import codebook_csv, codebook_markdown, entries
from casebook.derive.croissant import CODEBOOK, CONTEXT, croissant
from casebook.derive.ddi import NAMESPACE, ddi
from casebook.derive.description import LICENCE, RESPONSIBLE, About, File
from casebook.derive.labels import variables
from casebook.derive.numbers import code_numbers, in_stata
from casebook.derive.table_schema import described_package

ABOUT = About("casebook", "A title", "1.2.3", date(2026, 11, 1))
OPEN = About("casebook-open", "A title", "1.2.3", date(2026, 11, 1), open=True, invented=True)
TABLES = list(CONTRACT.tables)
ROWS = {name: number for number, name in enumerate(TABLES, 7)}
FIELDS = [field for table in CONTRACT.tables.values() for field in table.fields.values()]


def files(*parts, contract=CONTRACT):
    """Files of a release, each with a size and a checksum of its own."""
    paths = [CODEBOOK, *(f"{p}/{name}.{kind}" for p in parts for name in contract.tables for kind in ("parquet", "csv"))]
    return {path: File(number, f"{number:064x}") for number, path in enumerate(paths, 1)}


# --- croissant.json


def record_sets(*parts, contract=CONTRACT):
    told = croissant(contract, ABOUT, files(*parts, contract=contract))
    return {found["@id"]: found for found in told["recordSet"]}


@pytest.mark.parametrize("table", TABLES)
def test_a_record_set_has_the_columns_of_its_table(table):
    """Do fields, key and references follow from the contract?"""
    found, declared = record_sets("data")[table], CONTRACT.tables[table]
    assert [field["name"] for field in found["field"]] == list(declared.columns)
    assert found["key"] == {"@id": f"{table}/{declared.key}"}
    assert [field["name"] for field in found["field"] if field.get("repeated")] == [
        field.name for field in declared.fields.values() if field.many
    ]
    links = {field["name"]: field["references"] for field in found["field"] if "references" in field}
    assert links == {
        key.field: {"fileObject": {"@id": f"data/{key.other}.parquet"}, "extract": {"column": key.other_field}}
        for key in declared.foreign_keys
    }


def test_every_file_of_croissant_has_its_checksum():
    """Are the Parquet files and the codebook listed with the sizes and checksums of the release?"""
    given = files("data", "synthetic")
    told = {f["contentUrl"]: f for f in croissant(CONTRACT, ABOUT, given)["distribution"]}
    assert set(told) == {path for path in given if path.endswith(".parquet")} | {CODEBOOK}
    assert {path: f["sha256"] for path, f in told.items()} == {path: given[path].sha256 for path in told}


def test_the_companion_comes_last_and_refers_to_itself():
    """Are synthetic record sets behind the real ones, marked, and linked among themselves?"""
    told = record_sets("data", "synthetic")
    assert list(told) == [*TABLES, *(f"synthetic_{name}" for name in TABLES), "codebook"]
    assert all(told[f"synthetic_{name}"]["description"].startswith("Synthetic") for name in TABLES)
    (key,) = [field["references"]["fileObject"] for field in told["synthetic_arrests"]["field"] if "references" in field]
    assert key == {"@id": "synthetic/incidents.parquet"}


def test_croissant_says_what_the_data_are_not_for():
    """Are licence, terms, version, citation and all responsible-AI texts there, the context inline?"""
    told = croissant(CONTRACT, ABOUT, files("data"))
    assert told["@context"] == CONTEXT
    assert {f"rai:{term}" for term in RESPONSIBLE} <= told.keys()
    assert {"rai:dataCollection", "rai:dataBiases", "rai:personalSensitiveInformation", "rai:dataUseCases"} <= told.keys()
    assert (told["version"], told["datePublished"]) == ("1.2.3", "2026-11-01")
    assert "No re-identification" in told["usageInfo"]
    assert "Version 1.2.3" in told["citeAs"]


# --- datapackage.json


def test_the_package_tells_sizes_and_checksums():
    """Does every resource have the size and checksum of its CSV, and the package its licence and makers?"""
    from frictionless import Package

    given = files("data", "synthetic")
    told = described_package(CONTRACT, ABOUT, given)
    assert list(Package.metadata_validate(told)) == []
    assert {r["path"]: (r["bytes"], r["hash"]) for r in told["resources"]} == {
        path: (file.bytes, f"sha256:{file.sha256}")
        for path, file in given.items()
        if path.startswith(("data/", "syn")) and "csv" in path
    }
    assert told["licenses"][0]["name"] == LICENCE
    assert told["contributors"] == [{"title": "casebook maintainers", "role": "author"}]
    assert told["created"] == "2026-11-01T00:00:00Z"


def test_keys_of_the_companion_lead_to_the_companion():
    """Do foreign keys stay within the real tables, and within the synthetic ones?"""
    for resource in described_package(CONTRACT, ABOUT, files("data", "synthetic"))["resources"]:
        others = {key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]}
        assert {other.startswith("synthetic_") for other in others} <= {resource["name"].startswith("synthetic_")}


# --- ddi.xml


def told_by(contract=CONTRACT, about=ABOUT, rows=None):
    text = ddi(contract, about, rows or ROWS)
    return ElementTree.fromstring(text.encode("utf-8")), {"d": NAMESPACE}  # noqa: S314  (a text of our own)


def test_ddi_holds_every_variable_of_every_file():
    """Read back, do files, rows, variables, labels, codes and missing flags stand as the contract has them?"""
    book, ns = told_by()
    for number, (name, table) in enumerate(CONTRACT.tables.items(), 1):
        file = book.find(f"d:fileDscr[@ID='F{number}']/d:fileTxt", ns)
        assert file.findtext("d:fileName", None, ns) == f"data/{name}.csv"
        assert file.findtext("d:dimensns/d:caseQnty", None, ns) == str(ROWS[name])
        found = book.findall(f"d:dataDscr/d:var[@files='F{number}']", ns)
        assert [(v.get("name"), v.findtext("d:labl", None, ns)) for v in found] == [
            (f.name, f.title) for f in table.fields.values()
        ]
        for variable, field in zip(found, table.fields.values(), strict=True):
            codes = [(c.findtext("d:catValu", None, ns), c.get("missing") == "Y") for c in variable.findall("d:catgry", ns)]
            assert codes == [(code, code in field.missing) for code in field.codes]
            assert [c.findtext("d:labl", None, ns) for c in variable.findall("d:catgry", ns)] == [
                entry.label for entry in entries(field, CONTRACT)
            ]


def test_ddi_tells_the_study():
    """Are title, version, date, abstract and terms where archives look for them, and every ID its own?"""
    book, ns = told_by()
    assert book.findtext("d:stdyDscr/d:citation/d:titlStmt/d:titl", None, ns) == "A title"
    assert book.findtext("d:stdyDscr/d:citation/d:verStmt/d:version", None, ns) == "1.2.3"
    assert "No re-identification" in book.findtext("d:stdyDscr/d:dataAccs/d:useStmt/d:restrctn", "", ns)
    ids = [element.get("ID") for element in book.iter() if element.get("ID")]
    assert len(set(ids)) == len(ids) == 1 + len(TABLES) + len(FIELDS)


# --- CITATION.cff and .zenodo.json


def test_the_citation_file_has_what_its_format_asks_for():
    """Are the required keys of Citation File Format 1.2.0 there, of the right kinds?"""
    told = yaml.safe_load(citation_file(ABOUT))
    assert told["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= told.keys()
    assert told["authors"] == [{"name": "The casebook maintainers"}]
    assert told["type"] == "dataset"
    assert (told["version"], told["date-released"], told["license"]) == ("1.2.3", date(2026, 11, 1), "CC-BY-NC-4.0")


@pytest.mark.parametrize(("about", "access"), [(ABOUT, "restricted"), (OPEN, "open")])
def test_a_deposit_is_as_open_as_its_tier(about, access):
    """Are linked tables deposited under conditions, and only those?"""
    told = json.loads(json.dumps(zenodo(about)))
    assert told["access_right"] == access
    assert ("access_conditions" in told) is (access == "restricted")
    assert {"title", "upload_type", "description", "creators", "publication_date", "license", "version"} <= told.keys()


@pytest.mark.parametrize(("about", "said"), [(ABOUT, False), (OPEN, True)])
def test_what_is_invented_says_so_everywhere(about, said):
    """Does every description of an invented release say that it is one, and of no other?"""
    described = described_package(CONTRACT, about, files("data"))["description"]
    for text in (described, citation_file(about), zenodo(about)["description"], ddi(CONTRACT, about, ROWS)):
        assert ("is invented" in text) is said


# --- the open tier, whose tables are narrower


def test_narrow_tables_are_described_without_links():
    """Does every form follow a narrowed contract, counts included, and tell no link and no column that is not there?"""
    narrow = CONTRACT.narrowed({name: t.columns for name, t in NARROW.tables.items()}, ("articles",))
    rows = dict.fromkeys(narrow.tables, 0)
    book, ns = told_by(narrow, OPEN, rows)
    sets = record_sets("data", contract=narrow)
    assert list(sets) == [*narrow.tables, "codebook"]
    assert [f["name"] for s in sets.values() for f in s["field"] if "references" in f] == []
    assert sets["counts"]["key"] == [{"@id": "counts/table"}, {"@id": "counts/column"}, {"@id": "counts/value"}]
    assert [v.get("name") for v in book.iterfind("d:dataDscr/d:var", ns)] == [f for t in narrow.tables.values() for f in t.fields]
    told = list(csv.DictReader(io.StringIO(codebook_csv(narrow))))
    assert {line["table"] for line in told} == {*narrow.tables, *narrow.counted}


# --- numbers in the codebook


BOOK = list(csv.DictReader(io.StringIO(codebook_csv(CONTRACT))))


def test_the_codebook_tells_the_numbers_of_packages():
    """Has every code of a closed column its number, the missing reasons one and the same everywhere?"""
    reasons = {(line["code"], line["spss"], line["stata"]) for line in BOOK if line["level"] == "missing" and line["spss"]}
    assert reasons == {
        ("not_reported", "-1", ".a"),
        ("not_applicable", "-2", ".b"),
        ("unclear", "-3", ".c"),
        ("withheld", "-4", ".d"),
    }
    plea = {line["code"]: line["spss"] for line in BOOK if (line["table"], line["column"]) == ("arrests", "plea")}
    assert plea == {
        "guilty": "1",
        "not_guilty": "2",
        "none_reported": "3",
        "not_applicable": "-2",
        "unclear": "-3",
        "withheld": "-4",
    }
    assert "| `withheld` | Withheld |" in codebook_markdown(CONTRACT)
    assert " | -4 | .d |" in codebook_markdown(CONTRACT)


@pytest.mark.parametrize("table", TABLES)
def test_the_codebook_lists_every_variable(table):
    """Are the variables of Stata and SPSS files those of the codebook, in their order?"""
    told = [line["variable"] for line in BOOK if line["table"] == table and not line["variable"].endswith("*")]
    assert list(dict.fromkeys(told)) == [v.name for v in variables(CONTRACT, table)]


@pytest.mark.parametrize("field", [f for f in FIELDS if f.closed], ids=lambda f: f.name)
def test_numbers_are_places(field):
    """Are a column's own codes numbered from 1 in their order, and missing reasons below 0?"""
    numbers = code_numbers(field, CONTRACT)
    own = [number for number in numbers.values() if number > 0]
    assert list(numbers) == list(field.codes)
    assert own == list(range(1, len(own) + 1))
    assert {code for code, number in numbers.items() if number < 0} == set(field.missing)
    assert [in_stata(-number) for number in range(1, 5)] == [".a", ".b", ".c", ".d"]
