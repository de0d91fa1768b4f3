"""The committed release is what today's code makes of the real article, and everything points at it."""

import json

import pytest
from builders import ROOT, SHARED

from casebook.build import build
from casebook.release.card import FIGURES
from casebook.release.checksums import CHECKSUMS, checksums, sha256
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy

VERSIONS = json.loads((ROOT / "dataset/versions.json").read_text())
CURRENT = ROOT / "dataset" / VERSIONS["current"]
ARTICLES = SHARED / "article"
KEY = SHARED / "keys" / "case-study.key"


@pytest.mark.skipif(
    not (ARTICLES.is_dir() and KEY.exists()), reason="the source and its key are not beside the project (../shared)"
)
def test_the_current_release_rebuilds_to_the_same_bytes(tmp_path, monkeypatch):
    """Does building it again, twice, give the committed checksums?"""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from build_dataset import release_before

    before = release_before(VERSIONS["current"])
    for name in ("one", "two"):
        build(ARTICLES, load_key(KEY), VERSIONS["current"], tmp_path / name, load_policy(), previous=before, jobs=1)
        assert (tmp_path / name / CHECKSUMS).read_text() == (CURRENT / CHECKSUMS).read_text()


@pytest.mark.parametrize("entry", VERSIONS["versions"], ids=lambda e: e["version"])
def test_every_version_is_whole(entry):
    """Do its files match its checksums, and these the list of versions?"""
    folder = ROOT / "dataset" / entry["version"]
    assert checksums(folder) == (folder / CHECKSUMS).read_text()
    assert sha256(folder / CHECKSUMS) == entry["sha256sums"]


def test_the_card_tells_the_figures_of_the_current_release():
    """Is DATASET_CARD.md the text of the release's README?"""
    card = (ROOT / "DATASET_CARD.md").read_text(encoding="utf-8")
    assert (CURRENT / "README.md").read_text(encoding="utf-8").endswith(card)
    assert FIGURES.search(card)
    assert "more information needed" not in card.lower()


def test_generated_files_are_up_to_date(tmp_path, monkeypatch):
    """Is every generated file as it should be, and would a stale one be found?"""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from generate import generated, stale

    assert stale(ROOT) == {}
    for name, text in generated().items():
        (tmp_path / name).write_text(text + "stale", encoding="utf-8")
    assert set(stale(tmp_path)) == set(generated())
