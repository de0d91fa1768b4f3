"""`casebook.load` gives exactly the version asked for, typed, or an error that says why not."""

import re
import shutil
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import ROOT
from opened import NARROW
from released import CONTRACT, row
from shelves import change, refused, release, seal, shelf, tell

import casebook
from casebook.errors import IntegrityError, UsageError
from casebook.loading import find
from casebook.loading.find import DATASET
from casebook.versions.shelf import VERSIONS, Shelf

CODES = CONTRACT.tables["arrests"].fields["stage"].codes
FORMS = ("pandas", "polars", "arrow", "datasets")
CUT = {"incident_id": None, "incident_id_missing": "withheld"}
NEWER = {"incidents": [row("incidents", n_articles="withheld")]}


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    """A release of one version."""
    return release(tmp_path_factory.mktemp("one") / "mine", statements=[row("statements"), row("statements", **CUT)])


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """A repository with a shelf: a draft, two versions, and one that was withdrawn."""
    root = shelf(tmp_path_factory.mktemp("checkout") / "dataset", "0.9.0", "1.0.0", "1.0.1", "1.1.0")
    Shelf(root).withdraw("1.0.0", "1.0.1")
    return root


# --- forms


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", CONTRACT.tables)
def test_every_form_holds_the_same_rows(one, table, form):
    """Are the rows those of the Parquet file, nulls, lists and numbers included?"""
    rows = pq.read_table(one / f"data/{table}.parquet").to_pylist()
    assert plain(casebook.load(table, path_or_repo=one, as_=form), form) == rows


def plain(loaded, form):
    """The rows of any form as Python values."""
    import pandas as pd

    if form == "pandas":
        told = loaded.astype(object).to_dict("records")
        return [{c: v if isinstance(v, list) or not pd.isna(v) else None for c, v in r.items()} for r in told]
    if form == "polars":
        return loaded.to_dicts()
    if form == "arrow":
        return loaded.to_pylist()
    names = {c: getattr(f, "feature", f) for c, f in loaded.features.items()}
    return [{c: coded(names[c], v) for c, v in r.items()} for r in loaded]


def coded(feature, value):
    if value is None or not hasattr(feature, "int2str"):
        return value
    return feature.int2str(value)


def test_pandas_keeps_codes_lists_and_nulls(one):
    """Is a closed column a category of all its codes, in order, text `string`, a list a list?"""
    arrests = casebook.load("arrests", "1.0.0", one)
    assert tuple(arrests["stage"].cat.categories) == CODES
    counted = next(f.name for f in CONTRACT.tables["articles"].fields.values() if f.type == "integer")
    assert str(arrests["person"].dtype) == "string"
    assert str(casebook.load("articles", path_or_repo=one)[counted].dtype) == "Int64"
    assert isinstance(arrests["offence_groups"][0], list)
    assert casebook.load("statements", path_or_repo=one)["incident_id"].isna().tolist() == [False, True]


def test_polars_and_datasets_keep_codes(one):
    """Do an Enum and a ClassLabel list the codes in the contract's order?"""
    assert tuple(casebook.load("arrests", path_or_repo=one, as_="polars")["stage"].dtype.categories) == CODES
    made = casebook.load("arrests", path_or_repo=one, as_="datasets")
    assert tuple(made.features["stage"].names) == CODES
    assert str(made.info.version) == "1.0.0"
    assert made.cache_files == []


def test_a_null_number_stays_a_whole_number_column():
    """Does a column of numbers with a gap stay Int64, not float?"""
    from casebook.loading.declared import Column, Declared
    from casebook.loading.forms import to_pandas

    declared = Declared("t", "1.0.0", "data/t.parquet", (Column("n", "int64"),), 2, 0, None)
    assert to_pandas(pa.table({"n": [1, None]}), declared)["n"].dtype == "Int64"


def test_an_empty_table_loads_in_every_form(tmp_path):
    """Does a table without rows keep its columns and types?"""
    folder = release(tmp_path / "r", statements=[])
    for form in FORMS:
        loaded = casebook.load("statements", path_or_repo=folder, as_=form)
        assert len(loaded) == 0
        assert "stance_groups" in (loaded.column_names if form in {"arrow", "datasets"} else loaded.columns)


def test_a_cross_tabulation_takes_three_lines(one):
    """Does what the README shows work, in the order of the codebook?"""
    import pandas as pd

    arrests = casebook.load("arrests", version="1.0.0", path_or_repo=one)
    assert pd.crosstab(arrests["stage"], arrests["charge"]).loc["arrested", "not_reported"] == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"as_": "excel"}, "'excel' is no form of a table. Choose as_ from pandas, polars, arrow, datasets."),
        ({"table": "people"}, "Choose from incidents, arrests, statements, articles."),
        ({"table": "synthetic_arrests"}, "'synthetic_arrests' is no table of version 1.0.0"),
        ({"version": "v1.0.0"}, "'v1.0.0' is not a version. Give three numbers"),
        ({"version": "1.0"}, "'1.0' is not a version."),
    ],
)
def test_a_wrong_call_names_the_way_out(one, asked, told):
    """Does the error list what there is?"""
    with refused(UsageError, told):
        casebook.load(**{"table": "arrests", "path_or_repo": one, **asked})


def test_a_library_that_is_absent_is_named(one, monkeypatch):
    """Does a form without its library say what to install?"""
    monkeypatch.setattr("casebook.loading.forms.find_spec", lambda _: None)
    with refused(UsageError, "needs polars. Install it"):
        casebook.load("arrests", path_or_repo=one, as_="polars")


# --- which release


@pytest.mark.parametrize(("version", "got"), [(None, "1.1.0"), ("1.0.1", "1.0.1"), ("1.1.0", "1.1.0")])
@pytest.mark.parametrize("inside", [False, True])
def test_a_shelf_gives_the_version_asked_for(versions, version, got, inside):
    """Is it the current one where none is named, from the shelf and from the repository that holds it?"""
    loaded = casebook.load("arrests", version, versions if inside else versions.parent, as_="datasets")
    assert str(loaded.info.version) == got


@pytest.mark.parametrize(
    ("version", "error", "told"),
    [
        ("1.0.0", IntegrityError, "version 1.0.0 was withdrawn. Take 1.0.1 instead."),
        ("0.9.0", UsageError, "version 0.9.0 is superseded and not kept. Take 1.1.0 instead."),
        ("2.0.0", UsageError, "no version 2.0.0"),
    ],
)
def test_a_version_that_is_gone_says_so(versions, version, error, told):
    """Is nothing given in place of a version that was withdrawn, replaced or never made?"""
    with refused(error, told):
        casebook.load("arrests", version, versions)


def test_another_version_than_the_folder_holds(one, versions):
    """Is a folder's own version the only one it gives, on a shelf or not?"""
    with refused(IntegrityError, "its card tells version 1.0.0, not 1.0.1"):
        casebook.load("arrests", "1.0.1", one)
    with refused(IntegrityError, "this is version 1.1.0, not 1.0.1"):
        casebook.load("arrests", "1.0.1", versions / "1.1.0")
    assert len(casebook.load("arrests", path_or_repo=versions / "1.1.0")) == 1


def test_a_release_under_the_name_of_another(tmp_path):
    """Is a whole release that stands in another's place found out by the shelf's list?"""
    root = shelf(tmp_path / "dataset", "1.0.0")
    shutil.rmtree(root / "1.0.0")
    release(root / "1.0.0", **NEWER)
    with refused(IntegrityError, "not the one that versions.json tells"):
        casebook.load("incidents", "1.0.0", root)


def test_where_it_looks_when_nobody_says(versions, monkeypatch, tmp_path):
    """Is it what the environment names, else the checkout's own dataset, else an error with the way out?"""
    monkeypatch.setenv(DATASET, str(versions))
    assert len(casebook.load("arrests", "1.0.1")) == 1
    monkeypatch.delenv(DATASET)
    monkeypatch.setattr(find, "CHECKOUT", versions.parent)
    assert len(casebook.load("arrests", "1.0.1")) == 1
    monkeypatch.setattr(find, "CHECKOUT", tmp_path)
    with refused(UsageError, f"Give path_or_repo, a folder or owner/name, or set {DATASET}"):
        casebook.load("arrests")


def test_this_project_loads_its_own_dataset():
    """Does the current release of the checkout load without a word?"""
    assert len(casebook.load("arrests")) == 4


@pytest.mark.parametrize("name", ["nowhere", "./nowhere/at_all", "dataset/9.9.9"])
def test_a_folder_that_is_not_there(name):
    """Is a path that is no folder and can be no repository refused, without asking a hub?"""
    with refused(UsageError, "no such folder"):
        casebook.load("arrests", path_or_repo=name)


def test_a_folder_without_a_release(tmp_path):
    """Is a folder of something else refused?"""
    with refused(UsageError, "no release, it has no SHA256SUMS"):
        casebook.load("arrests", path_or_repo=tmp_path)


def test_a_list_of_versions_that_cannot_be_read(tmp_path):
    """Is a broken versions.json an error of its own?"""
    (tmp_path / VERSIONS).write_text("{")
    with refused(IntegrityError, "can't be read"):
        casebook.load("arrests", path_or_repo=tmp_path)


# --- verified


def drop_column(table):
    return table.drop_columns(["sex"])


def other_value(table):
    return table.set_column(table.column_names.index("stage"), "stage", pa.array(["released_on_the_moon"]))


def as_numbers(table):
    return table.set_column(table.column_names.index("stage"), "stage", pa.array([2]))


def as_bytes(table):
    return table.set_column(table.column_names.index("stage"), "stage", pa.array([b"arrested"]))


def another_row(table):
    return pa.concat_tables([table, table])


ARRESTS = "data/arrests.parquet"
CHANGES = {
    "a byte": ("README.md", lambda b: b + b"\n", "its bytes are not those that SHA256SUMS tells"),
    "the list of checksums": ("SHA256SUMS", lambda b: b.replace(b"  ", b" ", 1), "line 1 is no checksum of a file"),
    "a path outside": ("SHA256SUMS", lambda b: b.replace(b"  README.md", b"  ../README.md"), "is no checksum of a file"),
    "no checksum of the card": (
        "SHA256SUMS",
        lambda b: re.sub(rb"[0-9a-f]+  README.md\n", b"", b),
        "README.md: it is not in SHA256SUMS",
    ),
    "an empty list": ("SHA256SUMS", lambda b: b[:0], "it lists no file"),
    "a table": (ARRESTS, another_row, "its bytes are not those that SHA256SUMS tells"),
}
RESEALED = {
    "a column lost": (ARRESTS, drop_column, "column 'sex' is absent"),
    "a column more": (ARRESTS, lambda t: t.append_column("more", pa.array(["x"])), "1 columns more than declared"),
    "columns in another order": (ARRESTS, lambda t: t.select(t.column_names[::-1]), "the columns are in another order"),
    "a value that is no code": (ARRESTS, other_value, "column 'stage' holds a value that is none of its codes"),
    "numbers for codes": (ARRESTS, as_numbers, "column 'stage' is int64, declared is string"),
    "cells of another kind": (ARRESTS, as_bytes, "column 'stage' is binary, declared is string"),
    "another row": (ARRESTS, another_row, "2 rows, 1 are declared"),
    "rows of another content": (
        "content.json",
        lambda b: re.sub(rb'("sha256": ")....', rb"\g<1>0000", b),
        "its rows are not those",
    ),
    "another package version": ("datapackage.json", lambda b: b.replace(b'"1.0.0"', b'"1.0.1"'), "declare different versions"),
    "another package column": ("datapackage.json", lambda b: b.replace(b'"arrested"', b'"seized"'), "declare different columns"),
    "a package of nothing": ("datapackage.json", lambda _: b"[]", "it is no JSON object"),
    "a card of nothing": ("README.md", lambda _: b"# Card\n", "its front matter declares no tables"),
    "two versions in a card": (
        "README.md",
        lambda b: b.replace(b"version: 1.0.0", b"version: 2.0.0", 3),
        "no version x.y.z, or several",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_byte_never_loads(tmp_path, name):
    """Is every file that is read held against its checksum first?"""
    path, made, told = CHANGES[name]
    change(release(tmp_path / "r"), path, made)
    with refused(IntegrityError, told):
        casebook.load("arrests", path_or_repo=tmp_path / "r")


@pytest.mark.parametrize("name", RESEALED)
def test_a_release_that_contradicts_itself_never_loads(tmp_path, name):
    """Is what was changed and sealed again still found, by card, content and package?"""
    path, made, told = RESEALED[name]
    seal(change(release(tmp_path / "r"), path, made))
    with refused(IntegrityError, told):
        casebook.load("arrests", path_or_repo=tmp_path / "r")


def test_a_parquet_file_that_is_none(tmp_path):
    """Does a file of something else end in one line, not in a traceback?"""
    folder = release(tmp_path / "r")
    (folder / ARRESTS).write_bytes(b"PAR1 of nothing PAR1")
    with refused(IntegrityError, "it is no Parquet file"):
        casebook.load("arrests", path_or_repo=seal(folder))


@pytest.mark.parametrize("path", ["content.json", "datapackage.json"])
def test_what_vouches_must_be_there_from_one_on(tmp_path, path):
    """May only a draft come without content hashes and package?"""
    draft, version = release(tmp_path / "draft", "0.9.0"), release(tmp_path / "version", "1.0.0")
    for folder in (draft, version):
        (folder / path).unlink()
        seal(folder)
    assert len(casebook.load("arrests", path_or_repo=draft)) == 1
    with refused(IntegrityError, f"the release has no {path}"):
        casebook.load("arrests", path_or_repo=version)


def test_a_missing_file_and_one_that_cannot_be_read(tmp_path):
    """Does each say what is wrong with which file?"""
    folder = release(tmp_path / "r")
    (folder / ARRESTS).unlink()
    with refused(IntegrityError, "the file is missing"):
        casebook.load("arrests", path_or_repo=folder)


def test_no_error_holds_a_value(tmp_path):
    """Is a value that is no code left out of the error?"""
    folder = seal(change(release(tmp_path / "r"), ARRESTS, other_value))
    with pytest.raises(IntegrityError) as caught:
        casebook.load("arrests", path_or_repo=folder)
    assert "moon" not in str(caught.value)


def test_the_companion_loads_under_its_own_names(tmp_path):
    """Do invented tables come from their own folder, and only where a release has them?"""
    folder = change(release(tmp_path / "r", companion=True), "synthetic/arrests.parquet", lambda t: t.slice(1))
    tell(folder, "1.0.0")
    seal(folder)
    assert [len(casebook.load(f"{prefix}arrests", path_or_repo=folder)) for prefix in ("", "synthetic_")] == [1, 0]


def test_the_open_tier_loads(tmp_path):
    """Does a release of narrow tables load, with fewer columns?"""
    folder = narrow(tmp_path / "open")
    assert list(casebook.load("arrests", path_or_repo=folder).columns) == list(NARROW.tables["arrests"].columns)


def narrow(folder):
    """A release of the open tier."""
    fewer = {name: [{c: row(name)[c] for c in table.columns}] for name, table in NARROW.tables.items()}
    return release(folder, contract=NARROW, **fewer)


# --- the module


def test_importing_casebook_stays_instant():
    """Does `import casebook` import nothing heavy, and does a wrong name still fail?"""
    heavy = "{'pandas', 'pyarrow', 'datasets', 'numpy', 'polars', 'huggingface_hub', 'yaml'}"
    code = f"import sys, casebook; print(sorted({heavy} & sys.modules.keys())); casebook.load; print(hasattr(casebook, 'lode'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split("\n")[:2] == ["[]", "False"]
