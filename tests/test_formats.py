"""Every format of a release holds the same rows, labels and missing reasons, whoever reads it."""

import json
import logging
import shutil
import socket
import subprocess

import pyarrow.parquet as pq
import pytest
from builders import EXAMPLES
from opened import alike, opened, persons
from released import CONTRACT, row
from told import ABOUT, READ, READERS, TABLES, Codebook, arrow, told_by_r, written

from casebook.build import build
from casebook.derive.arrow_types import arrow_table
from casebook.derive.codebook import codebook_csv
from casebook.derive.croissant import CODEBOOK, croissant
from casebook.derive.labels import variables
from casebook.release.checksums import files_of
from casebook.release.content import content_hash
from casebook.release.folder import tables_of
from casebook.release.formats import FORMATS
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy

DOCUMENTS = (
    "README.md", "CHANGES.md", "diff.json", "risk.json", "content.json", "codebook.md", "codebook.csv", "datapackage.json",
    "croissant.json", "ddi.xml", "CITATION.cff", ".zenodo.json", "SHA256SUMS",
)  # fmt: skip


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    out = tmp_path_factory.mktemp("release") / "examples"
    build(EXAMPLES, load_key(EXAMPLES / "demo.key"), "0.1.0", out, load_policy(EXAMPLES / "release.toml"), jobs=1)
    return out


@pytest.fixture(scope="module")
def haven():
    found = shutil.which("Rscript")
    call = [found or "", "-e", "library(haven); library(jsonlite); library(foreign)"]
    if not found or subprocess.run(call, capture_output=True, check=False).returncode:
        pytest.skip("R with haven, jsonlite and foreign is not installed")


@pytest.fixture
def offline(monkeypatch):
    def refuse(*_):
        raise AssertionError("something reaches for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def rows_of(folder, table):
    return pq.read_table(folder / "data" / f"{table}.parquet").to_pylist()


# --- a built release


def test_a_release_is_complete(release):
    """Is every file there that a release promises, and no other?"""
    expected = {f"{part}/{name}.{kind}" for part in ("data", "synthetic") for name in TABLES for kind in FORMATS}
    assert {p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file()} == expected | set(DOCUMENTS)


@pytest.mark.parametrize("table", TABLES)
def test_every_format_holds_the_same_rows(release, table):
    """Do CSV, Stata and SPSS files, looked up in codebook.csv, give the rows of the Parquet file in their order?"""
    rows = rows_of(release, table)
    assert rows
    for kind, read in READERS.items():
        assert read(release / "data" / table, CONTRACT, table) == rows, kind


@pytest.mark.parametrize("table", TABLES)
def test_datasets_gives_the_same_rows(release, table, tmp_path, monkeypatch):
    """Does load_dataset give the same codes under the numbers of its own labels?"""
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)
    loaded = datasets.load_dataset(str(release), table, split="train", cache_dir=str(tmp_path))
    named = [{name: _label(loaded.features[name], cell) for name, cell in line.items()} for line in loaded]
    assert named == rows_of(release, table)


def _label(feature, cell):
    import datasets

    if isinstance(feature, datasets.List):
        return [feature.feature.int2str(one) for one in cell]
    return feature.int2str(cell) if isinstance(feature, datasets.ClassLabel) and cell is not None else cell


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated", "ignore:The inplace keyword")
@pytest.mark.usefixtures("offline")
def test_croissant_gives_the_same_rows(release, caplog):
    """Does mlcroissant load croissant.json without a warning or the network, and give the same rows and the codebook?"""
    import mlcroissant

    with caplog.at_level(logging.WARNING):
        loaded = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
        for table in reversed(TABLES):
            assert records(loaded, table) == rows_of(release, table)
        codes = {(line["codebook/table"], line["codebook/code"]) for line in loaded.records("codebook")}
    assert (b"arrests", b"convicted") in codes
    assert loaded.metadata.ctx.issues.report() == ""
    assert caplog.messages == []


def records(loaded, table):
    return [{name.split("/")[1]: _decoded(cell) for name, cell in line.items()} for line in loaded.records(table)]


def _decoded(cell):
    return cell.decode() if isinstance(cell, bytes) else [one.decode() for one in cell] if isinstance(cell, list) else cell


@pytest.mark.usefixtures("offline")
def test_frictionless_passes_a_release_and_no_other(release, tmp_path):
    """Does `frictionless validate` pass the data package, read the same rows, and see a byte that was changed?"""
    from frictionless import Package, validate

    package = Package(str(release / "datapackage.json"))
    for table in TABLES:
        assert [line.to_dict() for line in package.get_resource(table).read_rows()] == rows_of(release, table)
    assert validate(str(release / "datapackage.json")).valid
    copy = shutil.copytree(release, tmp_path / "copy")
    text = (copy / "data/articles.csv").read_text(encoding="utf-8")
    (copy / "data/articles.csv").write_text(text.replace(",1,", ",2,", 1), encoding="utf-8")
    assert not validate(str(copy / "datapackage.json")).valid


@pytest.mark.usefixtures("haven")
def test_r_reads_the_same_rows_and_labels(release):
    """Does R's haven read the same rows, titles, labels and labelled missing reasons from .dta and .sav?"""
    paths = {(table, kind): release / "data" / f"{table}.{kind}" for table in TABLES for kind in ("dta", "sav")}
    told = told_by_r(list(paths.values()))
    for (table, kind), path in paths.items():
        book, found = Codebook(CONTRACT, {"dta": "stata", "sav": "spss"}[kind]), told[str(path)]
        assert book.rows(table, found["columns"]) == rows_of(release, table)
        assert {name: labels for name, labels in found["labels"].items() if labels} == book.labels(table)
        assert found["titles"] == {v.name: v.label for v in variables(CONTRACT, table)}


@pytest.mark.usefixtures("haven")
def test_a_reader_of_another_family_reads_spss_files(release):
    """Does R's foreign, which shares no code with the writer, read the same rows from .sav?"""
    paths = {table: release / "data" / f"{table}.sav" for table in TABLES}
    told = told_by_r(list(paths.values()), "foreign")
    for table, path in paths.items():
        assert Codebook(CONTRACT, "spss").rows(table, told[str(path)]["columns"]) == rows_of(release, table)


def test_content_hashes_are_those_of_every_format(release):
    """Do the content hashes that a release declares follow from its CSV as from its Parquet?"""
    declared = json.loads((release / "content.json").read_text(encoding="utf-8"))["tables"]
    for table in TABLES:
        told = READERS["csv"](release / "data" / table, CONTRACT, table)
        assert content_hash(arrow_table(CONTRACT, table, told)) == declared[table]["sha256"]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not installed")
def test_checksums_are_those_of_sha256sum(release):
    """Does `sha256sum -c SHA256SUMS` pass?"""
    assert subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"], cwd=release, check=False).returncode == 0


def test_the_synthetic_companion_has_the_same_forms(release):
    """Are the companion's tables as many, and typed and listed as the real ones are?"""
    card = (release / "README.md").read_text(encoding="utf-8")
    for table in TABLES:
        real, made = (pq.read_schema(release / part / f"{table}.parquet") for part in ("data", "synthetic"))
        assert made.equals(real)
        assert f"config_name: synthetic_{table}" in card


# --- small tables


@pytest.mark.parametrize("table", TABLES)
def test_every_code_survives_every_format(tmp_path, table):
    """Does each code of each column, missing reasons and lists of all codes included, come back from every format?"""
    fields = CONTRACT.tables[table].fields.values()
    rows = [{f.name: _nth(f, n) for f in fields} for n in range(max(len(f.codes) for f in fields) + 1)]
    folder = written(tmp_path / "r", arrow(**{table: rows}))
    for kind, read in READERS.items():
        assert read(folder / table, CONTRACT, table) == rows, kind


def _nth(field, n):
    """The `n`th code of a closed column, alone where it is a list, then its own codes together; the example of others."""
    if not field.closed:
        return None if not field.required and n % 2 else field.example
    code = field.codes[n % len(field.codes)]
    if field.content == "reason":
        return code if n % 2 else None
    own = sorted(set(field.codes) - set(field.missing))
    return code if not field.many else own if n == len(field.codes) else [code]


@pytest.mark.parametrize("count", [0, 100, 101, 40_000])
def test_counts_stay_counts(tmp_path, count):
    """Is a count of any size told as it is, and never taken for a missing value?"""
    folder = written(tmp_path / "r", arrow(articles=[row("articles", n_statements=count)]))
    for kind, read in READERS.items():
        assert read(folder / "articles", CONTRACT, "articles")[0]["n_statements"] == count, kind


def test_empty_tables_keep_their_variables(tmp_path):
    """Does a table without rows give files without rows, with all variables?"""
    folder = written(tmp_path / "r", {name: arrow_table(CONTRACT, name, []) for name in TABLES})
    for table in TABLES:
        assert [kind for kind, read in READERS.items() if read(folder / table, CONTRACT, table)] == []
        for kind, read in READ.items():
            assert read(folder / f"{table}.{kind}")[1].column_names == [v.name for v in variables(CONTRACT, table)]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated", "ignore:The inplace keyword")
def test_the_open_tier_in_every_format(tmp_path):
    """Do narrow tables and the table of counts come out alike in every format?"""
    made = opened({"arrests": persons(*alike(6, sex="male"), *alike(6, sex="female"))})
    shown = tables_of(made.protected, made.contract)
    assert {"arrests", "counts"} <= shown.keys()
    folder = written(tmp_path / "r", shown, made.contract)
    loaded = described_by_croissant(folder.parent, made.contract)
    for table, expected in shown.items():
        for kind, read in READERS.items():
            assert read(folder / table, made.contract, table) == expected.to_pylist(), (table, kind)
        assert records(loaded, table) == expected.to_pylist()


def described_by_croissant(folder, contract):
    """A folder of tables as mlcroissant loads it."""
    import mlcroissant

    (folder / CODEBOOK).write_text(codebook_csv(contract), encoding="utf-8")
    (folder / "croissant.json").write_text(json.dumps(croissant(contract, ABOUT, files_of(folder))), encoding="utf-8")
    return mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
