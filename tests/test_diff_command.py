"""`casebook diff`, its report as Markdown and JSON, and the same in a release that is built."""

import json
import shutil
from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import EXAMPLES
from click.testing import CliRunner
from editions import K, after, cases, edition
from released import CONTRACT
from shelves import write_card

from casebook.attack.run import Report
from casebook.cli import main
from casebook.derive.arrow_types import arrow_table
from casebook.derive.codebook import codebook_csv
from casebook.derive.table_schema import data_package
from casebook.errors import IntegrityError, UsageError
from casebook.versions.compare import compare
from casebook.versions.edition import Edition, read_edition
from casebook.versions.follow import kept_beside
from casebook.versions.report import markdown, texts, to_json
from casebook.versions.rows import REASONS
from casebook.versions.shelf import Shelf
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy

# the report and the command


def test_no_row_and_no_id_is_ever_told():
    """Do Markdown and JSON hold no id, no code name and no value of a row?"""
    found = after([*cases(*range(6), arrests={"verdict": "acquitted"}), *cases(*range(10, 14))])
    for text in (markdown(found), to_json(found)):
        assert "Heron" not in text
        assert "_000" not in text
        assert "acquitted" not in text


def test_json_says_the_same():
    """Is the JSON complete, with the meaning of each reason it uses, and rows null where they may not be told?"""
    found = json.loads(to_json(after(cases(*range(14)))))
    assert {name: found[name] for name in ("from", "to", "k", "smallest_step")} == {
        "from": "1.0.0", "to": "1.1.0", "k": 3, "smallest_step": "minor",
    }  # fmt: skip
    assert Counter(line["reason"] for line in found["rows"]["added"]) == {"new_case": 4}
    assert found["reasons"] == {"new_case": REASONS["new_case"]}
    assert json.loads(to_json(after(cases(*range(11)))))["rows"] is None


def shelved(root, version, made):
    """A release folder, as far as it is read for a comparison."""
    folder = root / version
    (folder / "data").mkdir(parents=True)
    tables = edition(made).tables
    for name, rows in tables.items():
        pq.write_table(arrow_table(CONTRACT, name, rows), folder / "data" / f"{name}.parquet")
    write_card(folder, version)
    risk = {"tier": "safeguarded", "epoch": 1, "promised": {"k": K}, "recoding": {"levels": {}}}
    (folder / "risk.json").write_text(json.dumps(risk))
    return folder


def run(*words):
    return CliRunner().invoke(main, ["diff", *map(str, words)])


def test_the_command(tmp_path):
    """Does `casebook diff` print Markdown, write JSON and end with 0?"""
    old, new = shelved(tmp_path, "1.0.0", cases(*range(10))), shelved(tmp_path, "1.1.0", cases(*range(14)))
    found = run(old, new, "--json", tmp_path / "diff.json")
    assert found.exit_code == 0
    assert found.stdout.startswith("# Changes in 1.1.0 since 1.0.0\n")
    assert "- 4 arrests are new cases" in found.stdout
    assert json.loads((tmp_path / "diff.json").read_text())["to"] == "1.1.0"


def test_the_command_refuses_what_would_single_out(tmp_path):
    """Are structure and vocabulary printed, rows not, and is the exit code that of disclosure control?"""
    old, new = shelved(tmp_path, "1.0.0", cases(*range(10))), shelved(tmp_path, "1.1.0", cases(*range(11)))
    found = run(old, new, "--json", tmp_path / "diff.json")
    assert found.exit_code == 5
    assert "## Vocabulary" in found.stdout
    assert "new_case" not in found.stdout
    assert "fewer than 3" in found.stderr
    assert json.loads((tmp_path / "diff.json").read_text())["rows"] is None


def test_a_withdrawn_version_tells_nothing_of_rows(tmp_path):
    """Is what went with a withdrawal never told, though the counts alone would pass?"""
    old, new = shelved(tmp_path, "1.0.0", cases(*range(10))), shelved(tmp_path, "1.0.1", cases(*range(6)))
    listed = [{"version": "1.0.0", "status": "withdrawn", "replaced_by": "1.0.1", "sha256sums": "0"}]
    (tmp_path / "versions.json").write_text(json.dumps({"versions": listed, "tombstones": "fewer than 5"}))
    found = run(old, new)
    assert found.exit_code == 5
    assert "was withdrawn" in found.stderr
    assert "left_out" not in found.stdout


def test_withdrawals_are_told_by_their_rounded_count(tmp_path):
    """Does the report name the public count, and no other?"""
    old, new = shelved(tmp_path, "1.0.0", cases(*range(10))), shelved(tmp_path, "1.1.0", cases(*range(14)))
    (tmp_path / "versions.json").write_text(json.dumps({"versions": [], "tombstones": 5}))
    assert "Withdrawn so far, over all versions: 5 persons" in run(old, new).stdout


@pytest.mark.parametrize("missing", ["README.md", "risk.json", "data", ""])
def test_what_is_no_release(tmp_path, missing):
    """Does a folder that is no whole release end in one line, exit code 2, without a traceback?"""
    old, new = shelved(tmp_path, "1.0.0", cases(*range(10))), shelved(tmp_path, "1.1.0", cases(*range(14)))
    if (new / missing).is_dir():
        shutil.rmtree(new / missing)
    else:
        (new / missing).unlink()
    found = run(old, new)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.count("\n") == 1


def test_columns_that_are_not_those_described(tmp_path):
    """Is a table that lacks a column of its own datapackage.json refused without a traceback?"""
    old, new = shelved(tmp_path, "1.0.0", cases(*range(10))), shelved(tmp_path, "1.1.0", cases(*range(14)))
    (new / "datapackage.json").write_text(json.dumps(data_package(CONTRACT, "1.1.0")))
    (new / "codebook.csv").write_text(codebook_csv(CONTRACT))
    assert run(old, new).exit_code == 0
    file = new / "data" / "arrests.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["sex"]), file)
    found = run(old, new)
    assert (found.exit_code, "are not those that its card and datapackage.json tell of" in found.stderr) == (2, True)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"tier": "safeguarded"}'])
def test_a_risk_json_that_is_none(tmp_path, text):
    """Is it refused without a traceback?"""
    old, new = shelved(tmp_path, "1.0.0", cases(*range(10))), shelved(tmp_path, "1.1.0", cases(*range(14)))
    (new / "risk.json").write_text(text)
    assert run(old, new).exit_code == 2


class Sleeper:
    """An intruder who finds nothing: how attacks stop a release is asked elsewhere."""

    def attack(self, _):
        return Report(K, ())

    def scan(self, folder):
        assert (folder / "CHANGES.md").is_file()


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """The examples as a first release."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("casebook.build.Intruder.knowing", lambda *_: Sleeper())
        return build_examples(tmp_path_factory.mktemp("shelf") / "1.0.0")


def build_examples(out, previous=None, articles=EXAMPLES):
    from casebook.build import build

    policy = load_policy(EXAMPLES / "release.toml")
    build(articles, load_key(EXAMPLES / "demo.key"), out.name, out, policy, previous=previous, jobs=1)
    return out


def test_a_first_release_says_so(examples):
    """Do CHANGES.md and diff.json of the first release name no other?"""
    assert "This is the first release" in (examples / "CHANGES.md").read_text()
    assert json.loads((examples / "diff.json").read_text())["from"] is None
    assert "takes the place of the draft" in texts("0.5.0", None)["CHANGES.md"]


def test_a_build_compares_itself_as_the_command_does(examples, tmp_path, monkeypatch):
    """Does the folder get what the command would print of it, and is a release not yet written the same as one read?"""
    written = []
    monkeypatch.setattr("casebook.build.write_release", lambda *told: written.append(told))
    made = build_examples(tmp_path / "1.0.1", examples)
    _, _, released, policy, _, more = written[0]
    old, new = read_edition(examples), Edition.of(released, policy, made.name)
    assert (new.tables, new.described, new.levels) == (old.tables, old.described, old.levels)
    assert more == {"CHANGES.md": markdown(compare(old, new)), "diff.json": to_json(compare(old, new))}
    assert json.loads(more["diff.json"])["smallest_step"] == "none"


def test_a_build_refuses_a_version_that_says_too_little(examples, tmp_path):
    """Is a patch refused where the articles are others, naming the smallest version, and is nothing written?"""
    fewer = tmp_path / "articles"
    shutil.copytree(EXAMPLES, fewer)
    for name in ("inquest.txt", "inquest.json"):
        (fewer / name).rename(fewer / name.replace("inquest", "another"))
    with pytest.raises(UsageError, match=r"version 1\.0\.1 is too small: .* is minor\. The smallest allowed is 1\.1\.0"):
        build_examples(tmp_path / "1.0.1", examples, fewer)
    with pytest.raises(UsageError, match=r"version 1\.0\.0 is too small: it follows .* The smallest allowed is 1\.0\.1"):
        build_examples(tmp_path / "1.0.0", examples, fewer)
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_a_build_refuses_ids_that_stand_for_others(examples, tmp_path):
    """Is a build stopped where code names of the release before were those of other persons?"""
    before = tmp_path / "1.0.0"
    shutil.copytree(examples, before)
    file = before / "data" / "arrests.parquet"
    table = pq.read_table(file)
    turned = pa.array([*table["person"].to_pylist()[1:], table["person"][0].as_py()])
    pq.write_table(table.set_column(table.column_names.index("person"), "person", turned), file)
    with pytest.raises(IntegrityError, match=r"code names of arrests\.person in .* stand for others"):
        build_examples(tmp_path / "1.0.1", before)
    assert not (tmp_path / "1.0.1").exists()


def test_every_kept_version_is_asked_for_ids(tmp_path):
    """Are the other versions on the shelf of the one before read as well, and none that was withdrawn?"""
    shelf = Shelf(tmp_path)
    for version in ("0.9.0", "1.0.0", "1.1.0", "1.2.0"):
        shelved(tmp_path, version, cases(0))
        (shelf.folder(version) / "SHA256SUMS").write_text(version)
        shelf.add(version)
    shelf.withdraw("1.0.0")
    assert [folder.name for folder in kept_beside(shelf.folder("1.2.0"))] == ["1.1.0"]
    assert kept_beside(tmp_path) == []
