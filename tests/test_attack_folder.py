"""The attacks on a release folder as built, and the gates that it must pass."""

import json
import shutil
from pathlib import Path

import pytest
from attacked import CONTRACT, distractors
from builders import EXAMPLES, SHARED, key

from casebook.attack.command import attack_folder
from casebook.attack.gates import enforce, read_gates
from casebook.attack.release import read_release
from casebook.attack.rerun import find_rows_again
from casebook.attack.sources import gather
from casebook.errors import DisclosureError, UsageError
from casebook.ingest import read_articles
from casebook.run import read_all
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy
from casebook.wall.pseudonyms import Pseudonymiser


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A release of the examples under a key that nobody has."""
    from casebook.build import build

    out = tmp_path_factory.mktemp("built") / "out"
    build(EXAMPLES, key(), "0.1.0", out, load_policy(EXAMPLES / "release.toml"), jobs=1)
    return out


def test_a_release_is_read_whole(built):
    """Does reading a built release give its tables and files, and does the truth know every row of it?"""
    policy = load_policy(EXAMPLES / "release.toml")
    release = read_release(built)
    articles = list(read_articles(EXAMPLES))
    known = gather(articles, read_all(articles, 1), Pseudonymiser(key(), policy.tier, policy.epoch), policy)
    assert list(release.tables) == list(CONTRACT.tables)
    assert {"README.md", "SHA256SUMS", "data/arrests.parquet"} <= set(release.files)
    for name, rows in release.tables.items():
        ids = {row[CONTRACT.tables[name].key] for row in rows}
        assert ids
        assert ids <= set(known.truth.parts)
        assert ids <= set(known.truth.stories)
    assert find_rows_again(release, known).by_name()["rerun_reached"].share == 1


@pytest.fixture
def fair(tmp_path):
    """A file of distractors."""
    path = tmp_path / "fair.jsonl"
    path.write_text("".join(json.dumps({"id": a.id, "text": a.text}) + "\n" for a in distractors()))
    return path


def test_a_built_release_withstands_the_fixed_gates(built, fair):
    """Do the gates that every release has let a proper build through, with the canaries planted in it?"""
    made = attack_folder(built, EXAMPLES, key(), load_policy(EXAMPLES / "release.toml"), distractors=fair, reading=read_here)
    enforce(made, read_gates({"rerun_quasi_correct": 0, "singled_out": 0}))
    assert made.numbers()["canaries_planted"].value >= 3
    assert made.numbers()["retrieval_texts"].value == 70


def test_a_name_in_a_built_release_stops_it(built, fair, tmp_path):
    """Does a name of the examples in the card end in an error that names the file and not the name?"""
    weak = tmp_path / "weak"
    shutil.copytree(built, weak)
    with (weak / "README.md").open("a") as card:
        card.write("Thanks to Torquil Dalgarno.")
    made = attack_folder(weak, EXAMPLES, key(), load_policy(EXAMPLES / "release.toml"), previous=built, distractors=fair)
    with pytest.raises(DisclosureError, match=r"byte_matches is .* in README\.md") as caught:
        enforce(made, read_gates({}))
    assert "Dalgarno" not in str(caught.value)
    assert made.numbers()["differenced"].value == 0


def test_another_key_is_refused(built, fair):
    """Is an attack refused whose truth would be wrong, rather than passed?"""
    with pytest.raises(UsageError, match="Name those it was made from"):
        attack_folder(built, EXAMPLES, key("z"), load_policy(EXAMPLES / "release.toml"), distractors=fair, reading=read_here)


def cut_short(path):
    path.write_bytes(path.read_bytes()[:100])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [(None, "no such folder"), (Path.unlink, "data/arrests.parquet is not there"), (cut_short, "no Parquet file")],
)
def test_a_folder_that_is_no_release_is_refused(built, tmp_path, spoil, says):
    """Is a folder that is not there, or half there, or broken, refused?"""
    folder = tmp_path / "half"
    if spoil:
        shutil.copytree(built, folder)
        spoil(folder / "data" / "arrests.parquet")
    with pytest.raises(UsageError, match=says):
        read_release(folder)


def read_here(items):
    return read_all(items, 1)


@pytest.mark.skipif(not (SHARED / "keys" / "case-study.key").exists(), reason="the source is not beside the project (../shared)")
def test_the_case_study_withstands(tmp_path, fair):
    """Are the gates that can't be loosened kept by a release of the case study?"""
    from casebook.build import build

    policy, its_key = load_policy(), load_key(SHARED / "keys" / "case-study.key")
    build(SHARED / "article", its_key, "0.1.0", tmp_path / "out", policy, jobs=1)
    made = attack_folder(tmp_path / "out", SHARED / "article", its_key, policy, distractors=fair, reading=read_here)
    enforce(made, read_gates({}))
