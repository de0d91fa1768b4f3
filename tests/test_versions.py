"""Numbers of versions, and the shelf that they stand on."""

import json

import pytest
from builders import ROOT

from casebook.errors import IntegrityError, UsageError
from casebook.release.checksums import CHECKSUMS, checksums, sha256
from casebook.versions.number import Bump, Version, check_step
from casebook.versions.shelf import Shelf, told


def put(shelf, version, text="rows"):
    """A release folder of one file."""
    folder = shelf.root / version
    folder.mkdir(parents=True)
    (folder / "data.csv").write_text(text)
    (folder / CHECKSUMS).write_text(checksums(folder))
    return version


def shelved(root, *versions):
    shelf = Shelf(root)
    for version in versions:
        shelf.add(put(shelf, version, f"rows of {version}"))
    return shelf


def states(shelf):
    return {entry.version: entry.status for entry in shelf.entries()}


@pytest.mark.parametrize("text", ["v1.0.0", "1.0", "1.0.0.0", "01.0.0", "1.0.x", "1.0.0 ", "1.0.٣", "", "1" * 5000 + ".0.0"])
def test_what_is_no_version(text):
    """Is anything but three bare numbers refused?"""
    with pytest.raises(UsageError, match="is not a version"):
        Version.read(text)


def test_versions_are_ordered_by_number():
    """Does 1.10.0 come after 1.9.0, and does a version read back as it was written?"""
    texts = ["1.10.0", "1.9.11", "1.9.2", "0.12.0", "10.0.0"]
    assert [str(v) for v in sorted(map(Version.read, texts))] == ["0.12.0", "1.9.2", "1.9.11", "1.10.0", "10.0.0"]


@pytest.mark.parametrize(
    ("old", "bump", "least", "too_small"),
    [
        ("1.2.3", Bump.MAJOR, "2.0.0", "1.99.99"),
        ("1.2.3", Bump.MINOR, "1.3.0", "1.2.99"),
        ("1.2.3", Bump.PATCH, "1.2.4", "1.2.3"),
        ("1.2.3", Bump.NONE, "1.2.4", "1.2.3"),
        ("0.4.0", Bump.MAJOR, "0.4.1", "0.4.0"),
        ("0.4.0", Bump.NONE, "0.4.1", "0.3.9"),
    ],
)
def test_the_smallest_version_that_may_follow(old, bump, least, too_small):
    """Is less refused with the way out, and is the smallest and anything larger allowed?"""
    check_step(old, least, bump)
    check_step(old, "12.0.0", bump)
    for less in (old, "0.0.9", too_small):
        with pytest.raises(UsageError, match=f"version {less} is too small.* The smallest allowed is {least}"):
            check_step(old, less, bump)


def test_the_largest_version_is_current(tmp_path):
    """Is a version superseded by a larger one, and not by a patch of an older line?"""
    shelf = shelved(tmp_path, "1.0.0", "1.1.0", "1.0.1")
    assert shelf.current == "1.1.0"
    assert states(shelf) == {"1.0.0": "superseded", "1.0.1": "superseded", "1.1.0": "current"}
    assert (shelf.previous_of("1.1.0"), shelf.previous_of("1.0.0"), shelf.previous_of("2.0.0")) == ("1.0.1", None, "1.1.0")
    assert shelf.next_patch("1.0.0") == "1.0.2"


def test_drafts_go_and_their_entries_stay(tmp_path):
    """Does the next version take the folder of a draft, keep its checksum, and is no draft a version to compare with?"""
    shelf = shelved(tmp_path, "0.1.0", "0.2.0")
    assert (states(shelf), shelf.kept()) == ({"0.1.0": "superseded", "0.2.0": "current"}, ())
    assert not shelf.folder("0.1.0").exists()
    shelf.add(put(shelf, "1.0.0"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.0.0", "versions.json"]
    assert (shelf.kept(), shelf.previous_of("1.0.0"), len(shelf.entry("0.1.0").sha256sums)) == (("1.0.0",), None, 64)


def test_no_number_is_used_twice(tmp_path):
    """Is a number refused that a draft, a kept or a withdrawn version had, and is adding the same again nothing new?"""
    shelf = shelved(tmp_path, "0.1.0", "1.0.0", "1.0.1")
    shelf.withdraw("1.0.0", "1.0.1")
    before = (tmp_path / "versions.json").read_text()
    shelf.add("1.0.1")
    assert (tmp_path / "versions.json").read_text() == before
    for version in ("0.1.0", "1.0.0", "1.0.1"):
        with pytest.raises(UsageError, match=f"version {version} was released before"):
            shelf.refuse_taken(version)
    put(shelf, "1.0.0", "other rows")
    with pytest.raises(UsageError, match=r"1\.0\.0 was released before"):
        shelf.add("1.0.0")
    assert (tmp_path / "versions.json").read_text() == before


def test_a_folder_without_checksums_is_no_release(tmp_path):
    """Is a version refused whose folder is not there or not finished?"""
    with pytest.raises(UsageError, match="SHA256SUMS is not there"):
        Shelf(tmp_path).add("1.0.0")
    assert not (tmp_path / "versions.json").exists()


def test_a_released_folder_that_changed_stops_the_next(tmp_path):
    """Is nothing put beside a kept version that is not what it was?"""
    shelf = shelved(tmp_path, "1.0.0")
    (shelf.folder("1.0.0") / CHECKSUMS).write_text("")
    put(shelf, "1.1.0")
    with pytest.raises(IntegrityError, match=r"1\.0\.0 changed since its release"):
        shelf.add("1.1.0")
    assert shelf.current == "1.0.0"


def test_a_withdrawn_version_goes(tmp_path):
    """Does its folder go, its replacement stand in the list, and the largest of the others become current?"""
    shelf = shelved(tmp_path, "1.0.0", "1.1.0")
    put(shelf, "1.1.1")
    shelf.add("1.1.1")
    shelf.withdraw("1.1.0", "1.1.1")
    listed = json.loads((tmp_path / "versions.json").read_text())
    assert listed["current"] == "1.1.1"
    assert listed["versions"][1] == {
        "version": "1.1.0", "status": "withdrawn", "replaced_by": "1.1.1", "sha256sums": shelf.entry("1.1.0").sha256sums,
    }  # fmt: skip
    assert not shelf.folder("1.1.0").exists()
    assert shelf.kept() == ("1.0.0", "1.1.1")
    assert shelf.next_patch("1.1.0") == "1.1.2"


def test_a_withdrawal_that_was_cut_is_finished_by_the_next(tmp_path, monkeypatch):
    """Does a version count as withdrawn before its folder is touched, and does a second call end the same?"""
    shelf = shelved(tmp_path, "1.0.0", "1.0.1")
    monkeypatch.setattr(Shelf, "_remove", lambda *_: None)
    shelf.withdraw("1.0.0", "1.0.1")
    assert (states(shelf)["1.0.0"], shelf.folder("1.0.0").exists()) == ("withdrawn", True)
    monkeypatch.undo()
    shelf.withdraw("1.0.0")
    assert (shelf.entry("1.0.0").replaced_by, shelf.folder("1.0.0").exists()) == ("1.0.1", False)


def test_the_last_version_withdrawn_leaves_none(tmp_path):
    """Is there no current version then, rather than a draft that is long gone?"""
    shelf = shelved(tmp_path, "0.1.0", "1.0.0")
    shelf.withdraw("1.0.0")
    assert (shelf.current, shelf.kept()) == (None, ())


@pytest.mark.parametrize(("version", "by"), [("1.0.0", "1.0.0"), ("1.0.0", "9.9.9"), ("3.0.0", None)])
def test_a_withdrawal_names_versions_on_the_shelf(tmp_path, version, by):
    """Is a version that is not there refused, and a replacement that is none?"""
    shelf = shelved(tmp_path, "1.0.0")
    with pytest.raises(UsageError):
        shelf.withdraw(version, by)
    assert states(shelf) == {"1.0.0": "current"}


@pytest.mark.parametrize(("count", "public"), [(0, "fewer than 5"), (4, "fewer than 5"), (5, 5), (9, 5), (10, 10)])
def test_withdrawals_are_told_in_batches(tmp_path, count, public):
    """Does the count move in fives only, never fall, and say the same of none as of four?"""
    shelf = shelved(tmp_path, "1.0.0")
    assert shelf.tombstones == "fewer than 5"
    shelf.bury(count)
    assert shelf.tombstones == public == told(count)
    shelf.bury(0)
    assert shelf.tombstones == public
    assert shelf.current == "1.0.0"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]x",
        '{"versions": [{"version": "1.0"}]}',
        '{"versions": [{"nothing": 1}]}',
        '{"versions": [1]}',
        '{"versions": [{"version": "1.0.0", "status": "recalled", "sha256sums": ""}]}',
    ],
)
def test_a_broken_list_is_an_error_of_its_own(tmp_path, text):
    """Does it end in one line that names the file, not in a traceback?"""
    (tmp_path / "versions.json").write_text(text)
    with pytest.raises(IntegrityError, match=r"versions\.json"):
        Shelf(tmp_path).entries()


def test_a_disk_that_refuses_changes_nothing(tmp_path, monkeypatch):
    """Is versions.json whole or as it was?"""
    from pathlib import Path

    from casebook.errors import OutputError

    shelf = shelved(tmp_path, "1.0.0")
    before = (tmp_path / "versions.json").read_text()
    put(shelf, "1.1.0")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match=r"No space left.* Nothing was changed"):
        shelf.add("1.1.0")
    monkeypatch.undo()
    assert (tmp_path / "versions.json").read_text() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.0.0", "1.1.0", "versions.json"]


def test_the_shelf_of_this_project():
    """Does it hold every draft there was, and read as it was written?"""
    shelf = Shelf(ROOT / "dataset")
    assert {"0.1.0", "0.2.0", "0.3.0", "0.4.0"} <= set(states(shelf))
    assert Shelf.beside(shelf.folder(shelf.current)) == shelf
    assert Shelf.beside(ROOT / "examples") is None
    assert sha256(shelf.folder(shelf.current) / CHECKSUMS) == shelf.entry(shelf.current).sha256sums
