"""`casebook check` tells everything that is wrong with a release or a shelf at once, and no value of a row."""

import json
import re
from collections import Counter

import pytest
from builders import ROOT
from click.testing import CliRunner
from opened import NARROW
from released import CONTRACT, row
from shelves import change, refused, release, seal, shelf, write_card, write_json

from casebook.cli import main
from casebook.errors import IntegrityError, UsageError
from casebook.loading.check import check, shelf_faults
from casebook.loading.contents import contract_of
from casebook.versions.shelf import VERSIONS, Shelf

ARRESTS = "data/arrests.parquet"
ALIKE = dict.fromkeys(("stage", "arrest"), "arrested")


def faults(folder):
    """The faults of a release or shelf, their paths within it."""
    return [fault.replace(f"{folder}/", "") for fault in check(folder).faults]


# --- files


def test_a_whole_release_and_a_whole_shelf_pass(tmp_path):
    """Is nothing found where nothing is wrong, in every tier?"""
    fewer = {name: [{c: row(name)[c] for c in table.columns}] for name, table in NARROW.tables.items()}
    assert faults(release(tmp_path / "linked", companion=True)) == []
    assert faults(release(tmp_path / "open", contract=NARROW, **fewer)) == []
    assert faults(shelf(tmp_path / "dataset", "0.9.0", "1.0.0", "1.1.0")) == []
    assert len(check(tmp_path / "dataset").releases) == 2


def test_this_project_passes():
    """Is the project's own dataset whole?"""
    assert check(ROOT).faults == ()


def extra(name):
    def add(folder):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("more")

    return add


def linked(name):
    def add(folder):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(folder / "README.md")

    return add


def a_folder_linked(folder):
    (folder.parent / "elsewhere").mkdir()
    (folder / "more").symlink_to(folder.parent / "elsewhere")


FILES = {
    "a byte more": (
        lambda f: change(f, "codebook.md", lambda b: b + b"x"),
        "codebook.md: its bytes are not those that SHA256SUMS",
    ),
    "a byte other": (lambda f: change(f, "codebook.md", lambda b: b"X" + b[1:]), "codebook.md: its bytes are not"),
    "a file gone": (lambda f: (f / "codebook.md").unlink(), "codebook.md: the file is missing"),
    "a file more": (extra("more.txt"), "more.txt: it is not in SHA256SUMS"),
    "a hidden file": (extra(".cache"), ".cache: it is not in SHA256SUMS"),
    "a hidden folder": (extra(".more/config"), ".more/config: it is not in SHA256SUMS"),
    "a deep SHA256SUMS": (extra("data/SHA256SUMS"), "data/SHA256SUMS: it is not in SHA256SUMS"),
    "an empty folder": (lambda f: (f / "more").mkdir(), "more: it is no file"),
    "a link": (linked("codebook.md"), "codebook.md: it is a link"),
    "a link for the list": (linked("SHA256SUMS"), "SHA256SUMS: the file is missing, or is no plain file"),
    "a folder linked": (a_folder_linked, "more: it is a link"),
    "a name of two lines": (extra("a\nb"), "a\\nb': it is not in SHA256SUMS"),
    "a line twice": (lambda f: change(f, "SHA256SUMS", lambda b: b + b.splitlines(True)[0]), "names a file a second time"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_held_against_the_list(tmp_path, name):
    """Is a file that was changed, lost, added, hidden or linked a line with its path?"""
    folder = release(tmp_path / "r")
    (folder / "codebook.md").write_text("# Codebook")
    spoil, told = FILES[name]
    spoil(seal(folder))
    assert any(told in fault for fault in faults(folder))


def test_what_copying_leaves_beside_a_release(tmp_path):
    """Is what git and the client of a hub keep beside a copy let be, but not on a shelf?"""
    folder, root = release(tmp_path / "r"), shelf(tmp_path / "dataset", "1.0.0")
    for name in (".git/config", ".gitattributes", ".cache/huggingface/download/x.metadata"):
        for place in (folder, root / "1.0.0"):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text("more")
    assert faults(folder) == []
    assert len(faults(root)) == 3
    extra(".cache/more")(folder)
    assert faults(folder) == [".cache/more: it is not in SHA256SUMS"]


def test_everything_is_told_at_once(tmp_path):
    """Are three faults three lines, each once, that open with the path?"""
    folder = release(tmp_path / "r")
    change(folder, ARRESTS, lambda t: t.slice(1))
    (folder / "content.json").unlink()
    extra("more")(folder)
    found = check(folder).faults
    assert {fault.split(":")[0] for fault in found} == {str(folder / p) for p in (ARRESTS, "content.json", "more")}
    assert max(Counter(found).values()) == 1


# --- contents, sealed again after the change


def stage(value):
    """Another stage in every row of arrests, in every file that tells of it."""

    def spoil(folder):
        release_again(folder, arrests=[row("arrests", stage=value)])

    return spoil


def release_again(folder, **changes):
    import shutil

    shutil.rmtree(folder)
    release(folder, **changes)


def of_card(old, new):
    return lambda folder: change(folder, "README.md", lambda b: re.sub(old, new, b))


def csv_of_others(folder):
    change(folder, "data/statements.csv", lambda found: found.replace(b"sta_0", b"sta_1"))


LOOSE = {"incident_id": None, "incident_id_missing": "withheld"}
ASTRAY = {"incident_id": "inc_ffffffffffffffff"}
CONTENTS = {
    "a CSV of other rows": (csv_of_others, "data/statements.csv: its rows are not those that content.json tells"),
    "a CSV of words": (lambda f: (f / "data/articles.csv").write_text("a,b\n1\n"), "data/articles.csv: it is no CSV"),
    "a CSV column less": (
        lambda f: (f / "data/articles.csv").write_text("a\n1\n"),
        "data/articles.csv: column 'article_id' is absent",
    ),
    "fewer rows than the card says": (of_card(rb"num_examples: 1", b"num_examples: 2"), "1 rows, 2 are declared"),
    "another size": (of_card(rb"download_size: \d+", b"download_size: 7"), f"{ARRESTS}: its size is not the one that README.md"),
    "another checksum": (of_card(rb"checksum: \w{8}", b"checksum: 00000000"), f"{ARRESTS}: its checksum is not the one that"),
    "no content hash": (
        lambda f: write_json(f / "content.json", {"tables": {}}),
        f"{ARRESTS}: content.json does not tell its content",
    ),
    "no package": (lambda f: (f / "datapackage.json").unlink(), "datapackage.json: a release has this file from 1.0.0 on"),
    "another version in the card": (lambda f: write_card(f, "1.0.1"), "card and datapackage.json declare different versions"),
    "a key of nothing": (lambda f: release_again(f, arrests=[row("arrests", **ASTRAY)]), "@ arrests[0].incident_id"),
    "a rule broken": (
        lambda f: release_again(f, arrests=[row("arrests", **{**LOOSE, "incident_id_missing": None})]),
        "@ arrests[0]",
    ),
    "an id twice": (lambda f: release_again(f, articles=[row("articles")] * 2), "stands in more than one row @ articles"),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_what_the_files_say_is_held_against_the_rest(tmp_path, name):
    """Is a release that was sealed again after a change found out, by card, content hashes, package or contract?"""
    folder = release(tmp_path / "r")
    spoil, told = CONTENTS[name]
    spoil(folder)
    seal(folder)
    assert any(told in fault for fault in faults(folder))


def test_the_companion_is_held_against_the_contract_too(tmp_path):
    """Is a key that leads nowhere found in the invented tables as in the real ones?"""
    folder = release(tmp_path / "r", companion=True, arrests=[row("arrests", **ASTRAY)])
    assert {fault.split(":")[0] for fault in faults(folder)} == {"data", "synthetic"}


def test_a_release_of_another_contract_says_so(tmp_path):
    """Where today's contract has other codes, are its rules left out, and is that told?"""
    from dataclasses import replace

    stage = CONTRACT.tables["arrests"].fields["stage"]
    fewer = replace(stage, missing={**stage.missing, "lost": "No longer in use."})
    arrests = replace(CONTRACT.tables["arrests"], fields={**CONTRACT.tables["arrests"].fields, "stage": fewer})
    folder = release(tmp_path / "r", contract=replace(CONTRACT, tables={**CONTRACT.tables, "arrests": arrests}))
    assert (check(folder).faults, check(folder).unruled) == ((), (folder,))
    assert "made under another contract" in CliRunner().invoke(main, ["check", str(folder)]).output


def test_counts_are_read_under_the_columns_they_count():
    """Is a table of counts known by the tables and columns it tells of?"""
    import pyarrow as pa

    counts = {"table": ["arrests"] * 2, "column": ["total", "stage"], "value": ["total", "charged"], "rows": [5, 5]}
    contract = contract_of({"articles": pa.table({"article_id": ["art_0"]}), "counts": pa.table(counts)})
    assert set(contract.tables) == {"articles", "counts"}
    assert "charged" in contract.tables["counts"].fields["value"].pattern


# --- a shelf


def entry(version, **changes):
    """Change what versions.json tells of a version."""

    def spoil(root):
        told = json.loads((root / VERSIONS).read_text())
        told["versions"] = [{**e, **(changes if e["version"] == version else {})} for e in told["versions"]]
        write_json(root / VERSIONS, told)

    return spoil


def current(version):
    def spoil(root):
        write_json(root / VERSIONS, {**json.loads((root / VERSIONS).read_text()), "current": version})

    return spoil


def renumbered(root):
    (root / VERSIONS).write_text((root / VERSIONS).read_text().replace("1.0.0", "1.0.5"))
    (root / "1.0.0").rename(root / "1.0.5")


def twice(root):
    told = json.loads((root / VERSIONS).read_text())
    write_json(root / VERSIONS, {**told, "versions": told["versions"] + told["versions"][:1]})


SHELVES = {
    "a folder gone": (lambda r: (r / "1.0.0").rename(r.parent / "gone"), "version 1.0.0 is superseded and its folder is missing"),
    "a folder nobody lists": (lambda r: release(r / "1.2.0", "1.2.0"), "1.2.0: versions.json does not tell of it"),
    "a folder left over": (lambda r: (r / ".1.2.0.partial").mkdir(), ".1.2.0.partial: versions.json does not tell of it"),
    "a withdrawn folder": (entry("1.0.0", status="withdrawn"), "version 1.0.0 is withdrawn and its folder still there"),
    "two current": (entry("1.0.0", status="current"), "version 1.0.0 is current; it must not be"),
    "another current": (current("1.0.0"), "its current version is not the largest"),
    "replaced by nothing": (entry("1.0.0", replaced_by="3.0.0"), "version 1.0.0 is replaced by a version that is not there"),
    "a version twice": (twice, "version 1.0.0 stands in it twice"),
}


@pytest.mark.parametrize("name", SHELVES)
def test_the_list_of_versions_is_held_against_the_folders(tmp_path, name):
    """Is a shelf that does not hold what its list tells found out?"""
    root = shelf(tmp_path / "dataset", "1.0.0", "1.1.0")
    spoil, told = SHELVES[name]
    spoil(root)
    assert any(told in fault for fault in shelf_faults(Shelf(root)))


RELEASES = {
    "sealed again": (lambda r: seal(change(r / "1.0.0", "README.md", lambda b: b + b" ")), "1.0.0/SHA256SUMS: it is not the one"),
    "of another version": (renumbered, "1.0.5/README.md: its version is 1.0.0, it must be 1.0.5"),
    "spoilt": (lambda r: change(r / "1.1.0", "README.md", lambda b: b + b" "), "1.1.0/README.md: its bytes are not"),
}


@pytest.mark.parametrize("name", RELEASES)
def test_every_release_of_a_shelf_is_checked(tmp_path, name):
    """Is a release that is not what the list tells found out, whichever it is?"""
    root = shelf(tmp_path / "dataset", "1.0.0", "1.1.0")
    spoil, told = RELEASES[name]
    spoil(root)
    assert any(told in fault for fault in faults(root))


def test_a_shelf_after_a_withdrawal_passes(tmp_path):
    """Is a version that was withdrawn, its folder gone, no fault?"""
    root = shelf(tmp_path / "dataset", "1.0.0", "1.0.1")
    Shelf(root).withdraw("1.0.0", "1.0.1")
    assert faults(root) == []


# --- the command


def test_the_command_tells_lines_and_an_exit_code(tmp_path):
    """Does a fault end in 8, a whole release in 0, nothing at all in 2, each in lines and without a traceback?"""
    folder, run = release(tmp_path / "r"), CliRunner().invoke
    done = run(main, ["check", str(folder)])
    assert (done.exit_code, done.output) == (0, f"{folder}: whole. 1 releases, {len(list(folder.rglob('*.*'))) + 1} files.\n")
    change(folder, ARRESTS, lambda t: t.slice(1))
    done = run(main, ["check", str(folder)])
    assert (done.exit_code, done.stdout.splitlines()[0].split(":")[0]) == (8, str(folder / ARRESTS))
    assert run(main, ["check", str(tmp_path)]).exit_code == UsageError.exit_code
    assert run(main, ["check", str(tmp_path / "nowhere")]).exit_code == UsageError.exit_code


def test_no_value_is_printed(tmp_path):
    """Is a value that breaks the contract masked?"""
    folder = release(tmp_path / "r", articles=[row("articles", article_id="a very private value")])
    done = CliRunner().invoke(main, ["check", str(folder)])
    assert (done.exit_code, "private value" in done.output) == (8, False)


def test_a_list_of_versions_that_cannot_be_read(tmp_path):
    """Is a broken versions.json one clear error?"""
    root = shelf(tmp_path / "dataset", "1.0.0")
    (root / VERSIONS).write_text("{")
    with refused(IntegrityError, VERSIONS):
        check(root)
