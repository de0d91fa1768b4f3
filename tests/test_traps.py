"""The traps of `datasets` that a release must defuse: each is sprung on the installed version first, then shown to be caught.

A test opens with what plain `load_dataset` really does. Where a later `datasets` does better it fails, and the card's caveats
can be shortened.
"""

import os
import shutil
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from builders import ROOT
from hub_store import Repo
from loopback_hub import hub  # noqa: F401  (a fixture)
from released import CONTRACT, number, row
from shelves import change, refused, release, seal, shelf, write_card

import casebook
from casebook.errors import IntegrityError, UsageError
from casebook.loading.check import check

ARRESTS = "data/arrests.parquet"
ONE, TWO = ({"arrests": [row("arrests", arrest_id=number("arr", n))]} for n in (1, 2))


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path, monkeypatch):
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)


@pytest.fixture
def plain(tmp_path):
    """Plain `load_dataset`, as anybody would call it."""
    from datasets import load_dataset

    def load(folder, table="arrests", **more):
        return load_dataset(str(folder), table, split="train", cache_dir=str(tmp_path / "cache"), **more)

    return load


def ids(rows):
    return list(rows["arrest_id"])


def faults(folder):
    return "\n".join(check(folder).faults)


def replaced(column, cells):
    """A table with one row and another column in place of one."""
    return lambda table: table.set_column(table.column_names.index(column), column, pa.array(cells))


def resealed(folder, path, made):
    """A release whose table was changed by somebody who then made card and checksums anew."""
    change(folder, path, made)
    write_card(folder, "1.0.0")
    return seal(folder)


# --- the cache


def test_a_changed_folder_comes_stale_from_the_cache(tmp_path, plain):
    """TRAP: without `download_checksums` the old rows come back for a folder that holds new ones."""
    folder = release(tmp_path / "mine", told=False, **ONE)
    assert ids(plain(folder)) == [number("arr", 1)]
    shutil.rmtree(folder)
    release(folder, told=False, **TWO)
    assert ids(plain(folder)) == [number("arr", 1)]
    assert ids(casebook.load("arrests", path_or_repo=folder)) == [number("arr", 2)]


def test_a_changed_folder_with_checksums_in_its_card(tmp_path, plain):
    """Do `download_checksums` in the card, which every release has, make plain `load_dataset` look again?"""
    folder = release(tmp_path / "mine", **ONE)
    assert ids(plain(folder)) == [number("arr", 1)]
    shutil.rmtree(folder)
    assert ids(plain(release(folder, **TWO))) == [number("arr", 2)]


def test_a_file_changed_behind_the_card_comes_unseen(tmp_path, plain):
    """TRAP: the checksums in the card are part of the cache's key and are never compared with the file."""
    folder = release(tmp_path / "mine", **ONE)
    shutil.copy(release(tmp_path / "other", **TWO) / ARRESTS, folder / ARRESTS)
    assert ids(plain(folder)) == [number("arr", 2)]
    with refused(IntegrityError, f"{ARRESTS}: its bytes are not those that SHA256SUMS tells"):
        casebook.load("arrests", path_or_repo=folder)
    assert f"{ARRESTS}: its bytes are not those" in faults(folder)


def test_two_folders_of_the_same_name(tmp_path, plain):
    """TRAP: without `download_checksums` one folder's rows come back for another folder of the same name."""
    here, there = (release(tmp_path / place / "mine", told=False, **rows) for place, rows in (("here", ONE), ("there", TWO)))
    assert ids(plain(here)) == ids(plain(there)) == [number("arr", 1)]
    assert ids(casebook.load("arrests", path_or_repo=there)) == [number("arr", 2)]


# --- versions


def test_a_revision_of_a_folder_is_ignored(tmp_path, plain):
    """TRAP: any `revision` of a local path is answered with whatever the folder holds."""
    root = shelf(tmp_path / "dataset", "1.0.0")
    assert str(plain(root / "1.0.0", revision="v7.7.7").info.version) == "1.0.0"
    with refused(UsageError, "no version 7.7.7"):
        casebook.load("arrests", "7.7.7", root)
    with refused(IntegrityError, "this is version 1.0.0, not 7.7.7"):
        casebook.load("arrests", "7.7.7", root / "1.0.0")


OFFLINE = """
import datasets, huggingface_hub, casebook
from casebook.errors import CasebookError

def told(call):
    try:
        return str(call().info.version)
    except CasebookError as problem:
        return type(problem).__name__

def plain(tag):
    return datasets.load_dataset("owner/name", "arrests", split="train", revision=tag)

def sure(version):
    return casebook.load("arrests", version, "owner/name", as_="datasets")

print(told(lambda: plain("v1.0.0")), told(lambda: sure("1.0.0")))
datasets.config.HF_HUB_OFFLINE = huggingface_hub.constants.HF_HUB_OFFLINE = True
print(told(lambda: plain("v7.7.7")), told(lambda: sure("7.7.7")), told(lambda: sure("1.0.0")))
"""


def test_a_revision_is_ignored_offline(hub, tmp_path):  # noqa: F811
    """TRAP: offline, any `revision` of a repository is answered with what was cached last; `casebook.load` refuses."""
    hub.repos["owner/name"] = repo = Repo("owner/name")
    folder = release(tmp_path / "r")
    tree = {p.relative_to(folder).as_posix(): repo.blob(p.read_bytes()) for p in folder.rglob("*") if p.is_file()}
    repo.tag("v1.0.0", repo.commit("main", tree, "a version", repo.resolve("main").id).id)
    own = {"HF_ENDPOINT": hub.url, "HF_HOME": str(tmp_path / "home"), "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE], capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, **own}
    )
    assert done.stdout.splitlines() == ["1.0.0 1.0.0", "1.0.0 HubError HubError"], done.stderr


@pytest.mark.parametrize("version", ["v1.0.0", "1.0"])
def test_versions_must_be_bare(tmp_path, plain, version):
    """TRAP: a leading v, or two numbers, and the release can't be loaded at all."""
    folder = release(tmp_path / "r", version)
    with pytest.raises(ValueError, match=r"Format should be x\.y\.z"):
        plain(folder)
    with refused(IntegrityError, "its tables declare no version"):
        casebook.load("arrests", path_or_repo=folder)
    assert "its tables declare no version" in faults(folder)


# --- values


@pytest.mark.parametrize(("cells", "becomes"), [([-5], -5), ([99.0], 99), ([0], 0)])
def test_numbers_in_place_of_codes_load_silently(tmp_path, plain, cells, becomes):
    """TRAP: a number below the range, or written as a float, becomes a ClassLabel that means nothing, one in it any code."""
    folder = resealed(release(tmp_path / "r"), ARRESTS, replaced("stage", cells))
    assert plain(folder)["stage"][0] == becomes
    with refused(IntegrityError, "declared is string"):
        casebook.load("arrests", path_or_repo=folder)
    assert "column 'stage' is" in faults(folder)


@pytest.mark.parametrize("cells", [[99], ["released_on_the_moon"]])
def test_numbers_above_the_range_are_refused_by_now(tmp_path, plain, cells):
    """`datasets` 5.2 refuses numbers above the range and unknown labels, if with a long traceback; we, in a line."""
    from datasets.exceptions import DatasetGenerationError

    folder = resealed(release(tmp_path / "r"), ARRESTS, replaced("stage", cells))
    with pytest.raises(DatasetGenerationError):
        plain(folder)
    with refused(IntegrityError, "column 'stage'"):
        casebook.load("arrests", path_or_repo=folder)


def test_a_missing_column_becomes_nulls(tmp_path, plain):
    """TRAP: a column that the file has lost comes back as nulls, which look like data."""
    folder = resealed(release(tmp_path / "r"), ARRESTS, lambda table: table.drop_columns(["sex"]))
    assert plain(folder)["sex"] == [None]
    with refused(IntegrityError, "column 'sex' is absent"):
        casebook.load("arrests", path_or_repo=folder)
    assert "column 'sex' is absent" in faults(folder)


def test_an_empty_table_crashes(tmp_path, plain):
    """TRAP: a Parquet table without rows can't be loaded."""
    from datasets.exceptions import DatasetGenerationError

    none = {"articles": [row("articles", n_statements=0)], "incidents": [row("incidents", n_statements="0")]}
    folder = release(tmp_path / "r", statements=[], **none)
    with pytest.raises(DatasetGenerationError):
        plain(folder, "statements")
    loaded = casebook.load("statements", path_or_repo=folder, as_="datasets")
    assert (len(loaded), list(loaded.features)) == (0, list(CONTRACT.tables["statements"].columns))
    assert check(folder).faults == ()


def test_to_pandas_loses_codes_and_whole_numbers(tmp_path, plain):
    """TRAP: `to_pandas()` gives the numbers of codes, and floats as soon as one is null."""
    cut = {"incident_id": None, "incident_id_missing": "withheld"}
    statements = [row("statements"), row("statements", statement_id=number("sta", 7), **cut)]
    folder = release(tmp_path / "r", statements=statements)
    frame = plain(folder, "statements").to_pandas()
    assert str(frame["speaker_role"].dtype) == "int64"
    assert str(frame["incident_id_missing"].dtype) == "float64"
    sure = casebook.load("statements", path_or_repo=folder)
    assert sure["speaker_role"][0] == statements[0]["speaker_role"]
    assert sure["incident_id_missing"].isna().tolist() == [True, False]
    assert sure["incident_id_missing"][1] == "withheld"


# --- what is read


def test_another_file_of_configs_wins_over_the_card(tmp_path, plain):
    """TRAP: a `.huggingface.yaml` put beside the card decides what is loaded."""
    folder = release(tmp_path / "r")
    other = {"configs": [{"config_name": "arrests", "data_files": [{"split": "train", "path": "data/incidents.parquet"}]}]}
    (folder / ".huggingface.yaml").write_text(yaml.safe_dump({**other, "dataset_info": []}))
    assert "incident_type" in plain(folder).column_names
    assert "incident_type" not in casebook.load("arrests", path_or_repo=folder)
    assert ".huggingface.yaml: it is not in SHA256SUMS" in faults(folder)


def test_a_card_under_another_name_is_not_read(tmp_path, plain):
    """TRAP: without README.md the types are guessed: codes become plain text, every table is one."""
    folder = release(tmp_path / "r")
    (folder / "README.md").rename(folder / "DATASET_CARD.md")
    with pytest.raises(ValueError, match="arrests"):
        plain(folder)
    with refused(IntegrityError, "README.md: the file is missing"):
        casebook.load("arrests", path_or_repo=folder)


def test_string_labels_are_read_by_everybody(tmp_path):
    """Is what the Parquet files of a release hold text, so that no reader needs the numbers of the codes?"""
    folder = release(tmp_path / "r")
    assert pq.read_table(folder / ARRESTS)["stage"].to_pylist() == [row("arrests")["stage"]]
