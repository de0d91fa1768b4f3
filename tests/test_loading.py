"""What a researcher gets: `datasets.load_dataset` on a release folder and on the root of the repository."""

import json

import pytest
from builders import EXAMPLES, ROOT

from casebook.build import build
from casebook.contract import load_contract
from casebook.derive.hf_features import features
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy

TABLES = tuple(load_contract().tables)
CURRENT = json.loads((ROOT / "dataset/versions.json").read_text())["current"]


@pytest.fixture(scope="module")
def example_release(tmp_path_factory):
    out = tmp_path_factory.mktemp("release") / "examples"
    build(EXAMPLES, load_key(EXAMPLES / "demo.key"), "0.1.0", out, load_policy(EXAMPLES / "release.toml"), jobs=1)
    return out


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path, monkeypatch):
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)


def load(folder, table, tmp_path):
    from datasets import load_dataset

    return load_dataset(str(folder), table, split="train", cache_dir=str(tmp_path / "cache"))


def sources(example_release):
    return {"examples": (example_release, "0.1.0"), "root": (ROOT, CURRENT), "folder": (ROOT / "dataset" / CURRENT, CURRENT)}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("source", ["examples", "root", "folder"])
def test_a_table_loads_typed_and_versioned(example_release, source, table, tmp_path):
    """Do type, labels, version and number of rows come as the contract and the card say?"""
    folder, version = sources(example_release)[source]
    rows = load(folder, table, tmp_path)
    assert rows.features == features(load_contract(), table)
    assert str(rows.info.version) == version
    assert len(rows) == rows.info.splits["train"].num_examples
    assert len(rows) > 0


@pytest.mark.parametrize("source", ["examples", "root"])
def test_foreign_keys_are_whole(example_release, source, tmp_path):
    """Does every key that is not cut point to a row?"""
    folder, _ = sources(example_release)[source]
    tables = {t: load(folder, t, tmp_path) for t in TABLES}
    for key in load_contract().foreign_keys:
        here = {k for k in tables[key.table][key.field] if k is not None}
        assert here <= set(tables[key.other][key.other_field])


def test_the_case_study(tmp_path):
    """Does the current release hold the four incidents and four persons of its article, and k as it says?"""
    tables = {t: load(ROOT, t, tmp_path) for t in TABLES}
    assert (len(tables["incidents"]), len(tables["arrests"]), len(tables["articles"])) == (4, 4, 1)
    assert len(tables["statements"]) >= 3
    assert all(tables["arrests"]["incident_id"])
    risk = json.loads((ROOT / "dataset" / CURRENT / "risk.json").read_text())
    assert risk["holds"]["k"] >= risk["promised"]["k"] >= 3


def test_a_changed_file_does_not_load_unseen(example_release, tmp_path):
    """Is a release whose rows are fewer than its card says refused by load_dataset itself?"""
    import shutil

    import pyarrow.parquet as pq
    from datasets.exceptions import NonMatchingSplitsSizesError

    copy = tmp_path / "copy"
    shutil.copytree(example_release, copy)
    file = copy / "data/arrests.parquet"
    pq.write_table(pq.read_table(file).slice(1), file)
    with pytest.raises(NonMatchingSplitsSizesError):
        load(copy, "arrests", tmp_path)


def test_the_current_release_by_a_relative_path(tmp_path, monkeypatch):
    """Does the root load by its name from the folder above, as a person would type it?"""
    monkeypatch.chdir(ROOT.parent)
    assert len(load(ROOT.name, "incidents", tmp_path)) == 4


def test_a_bare_dot_is_refused_by_datasets(tmp_path, monkeypatch):
    """Is "." still more than `datasets` can read, so that the README must not show it?"""
    monkeypatch.chdir(ROOT)
    with pytest.raises(ValueError, match="dataset_name"):
        load(".", "incidents", tmp_path)
    assert 'load_dataset("."' not in (ROOT / "README.md").read_text(encoding="utf-8")
