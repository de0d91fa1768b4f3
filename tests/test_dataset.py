"""The committed release is what today's code makes of the real article, and everything points at it."""

import json

import pytest
from builders import ROOT, SHARED

from casebook.build import build
from casebook.errors import UsageError
from casebook.release.card import ANSWERS, FIGURES, blocks_of
from casebook.release.checksums import CHECKSUMS, checksums, sha256
from casebook.versions.shelf import Shelf
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy

VERSIONS = json.loads((ROOT / "dataset/versions.json").read_text())
SHELF = Shelf(ROOT / "dataset")
CURRENT = ROOT / "dataset" / VERSIONS["current"]
ARTICLES = SHARED / "article"
KEY = SHARED / "keys" / "case-study.key"


def built_after(version):
    """The folder of the version that one was compared with, None for a first release or a draft."""
    told = SHELF.folder(version) / "diff.json"
    before = json.loads(told.read_text(encoding="utf-8"))["from"] if told.is_file() else None
    return SHELF.folder(before) if before else None


@pytest.mark.skipif(
    not (ARTICLES.is_dir() and KEY.exists()), reason="the source and its key are not beside the project (../shared)"
)
def test_the_current_release_rebuilds_to_the_same_bytes(tmp_path):
    """Does building it again, twice, give the committed checksums?"""
    before = built_after(VERSIONS["current"])
    if before and not before.is_dir():
        pytest.skip(f"{before.name}, with which it was compared, was withdrawn")
    for name in ("one", "two"):
        build(ARTICLES, load_key(KEY), VERSIONS["current"], tmp_path / name, load_policy(), previous=before, jobs=1)
        assert (tmp_path / name / CHECKSUMS).read_text() == (CURRENT / CHECKSUMS).read_text()


def test_what_stands_is_what_is_kept():
    """Is there a folder for the current version and every one kept since 1.0.0, and for no other?"""
    folders = {path.name for path in SHELF.root.iterdir() if path.is_dir()}
    assert folders == {VERSIONS["current"], *SHELF.kept()}


@pytest.mark.parametrize("version", sorted({VERSIONS["current"], *SHELF.kept()}))
def test_every_version_is_whole(version):
    """Do its files match its checksums, and these the list of versions?"""
    folder = SHELF.folder(version)
    assert checksums(folder) == (folder / CHECKSUMS).read_text()
    assert sha256(folder / CHECKSUMS) == SHELF.entry(version).sha256sums


def test_the_next_number(tmp_path, monkeypatch):
    """Does the recipe refuse a number that was used, and one that is not larger than the current?"""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from build_dataset import check_number

    listed = [{"version": v, "status": "superseded", "sha256sums": ""} for v in ("0.9.0", "1.0.0")]
    current = {"version": "1.2.0", "status": "current", "sha256sums": ""}
    (tmp_path / "versions.json").write_text(json.dumps({"versions": [*listed, current]}))
    for version, says in (("0.9.0", "released before"), ("1.2.0", "released before"), ("1.1.0", "The smallest allowed is 1.2.1")):
        with pytest.raises(UsageError, match=says):
            check_number(Shelf(tmp_path), version)
    check_number(Shelf(tmp_path), "1.2.1")


def test_the_card_tells_the_figures_of_the_current_release():
    """Is DATASET_CARD.md the text of the release's README?"""
    card = (ROOT / "DATASET_CARD.md").read_text(encoding="utf-8")
    assert (CURRENT / "README.md").read_text(encoding="utf-8").endswith(card)
    assert {FIGURES, ANSWERS} <= blocks_of(card).keys()
    assert "more information needed" not in card.lower()


def test_generated_files_are_up_to_date(tmp_path, monkeypatch):
    """Is every generated file as it should be, and would a stale one be found?"""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from generate import generated, stale

    assert stale(ROOT) == {}
    for name, text in generated().items():
        (tmp_path / name).write_text(text + "stale", encoding="utf-8")
    assert set(stale(tmp_path)) == set(generated())
