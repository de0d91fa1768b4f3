"""The drill: two versions are built and published, two persons withdraw; nothing of them is left anywhere or comes back."""

import functools
import itertools
import json
from dataclasses import asdict, replace

import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
from builders import EXAMPLES, key
from click.testing import CliRunner
from withdrawn import POLICY_FILE, articles, records

import casebook
from casebook.attack.run import invented_distractors
from casebook.build import build
from casebook.cli import main
from casebook.errors import CasebookError
from casebook.hub.client import Hub
from casebook.hub.publish import publish
from casebook.run import read_one
from casebook.versions.shelf import Shelf
from casebook.wall.policy import load_policy
from casebook.wall.pseudonyms import Pseudonymiser
from casebook.withdrawal.suppression import load_suppressions

pytest_plugins = ["loopback_hub"]  # the fixture `hub`
FIRST, ALL, REPO = 14, 17, "lab/cases"
READ = functools.cache(read_one)
NAMED, UNNAMED = "invented-5-000004", "invented-5-000009"  # three named persons; two unnamed ones


@pytest.fixture(autouse=True)
def _quick(tmp_path, monkeypatch):
    """What other tests look at left out, each article read once, no token or cache of whoever runs the tests."""
    few = tuple(itertools.islice(invented_distractors(), 12))
    monkeypatch.setattr("casebook.attack.intruder.invented_distractors", lambda: few)
    monkeypatch.setattr("casebook.attack.intruder.plant_canaries", lambda *_: None)
    monkeypatch.setattr("casebook.release.folder.recheck", lambda *_: None)
    monkeypatch.setattr("casebook.run.read_one", READ)
    monkeypatch.setattr("casebook.hub.publish.load_back", lambda *_: None)
    monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("HF_TOKEN", raising=False)


@pytest.fixture
def policy(tmp_path):
    """The policy of the examples, without a synthetic companion."""
    (tmp_path / "CARD.md").write_text((EXAMPLES / "CARD.md").read_text())
    lines = [line for line in POLICY_FILE.read_text().splitlines() if not line.startswith("synthetic")]
    (tmp_path / "release.toml").write_text("\n".join(["synthetic = 0", *lines]))
    return load_policy(tmp_path / "release.toml")


def written(path, told):
    path.write_text("".join(json.dumps(asdict(a)) + "\n" for a in told), encoding="utf-8")
    return path


def run(place, *more):
    """`casebook withdraw` on the shelf, with key and list in the environment; gives exit code and what it printed."""
    (place / "key").write_text("a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=\n")
    env = {"CASEBOOK_KEY_FILE": str(place / "key"), "CASEBOOK_SUPPRESSIONS": str(place / "withdrawn")}
    args = ["withdraw", place / "all.jsonl", "--shelf", place / "shelf", "--policy", place / "release.toml", "--jobs", 1, *more]
    result = CliRunner(env=env).invoke(main, [str(a) for a in args])
    return result.exit_code, result.output


def code_name(place, article):
    """The code name of the first whom a request by an article lists."""
    return " ".join(run(place, "--article", article)[1].splitlines()[1].split()[1:4])


def rows(folder, table):
    return pq.read_table(folder / "data" / f"{table}.parquet").to_pylist()


def texts_of(path, data):
    """What can be read in a file: its bytes, and its rows where a library is needed to see them."""
    told = [data.decode(code, "ignore") for code in ("utf-8", "utf-16-le", "utf-16-be")]
    if data.startswith(b"PAR1"):
        told.append(str(pq.read_table(pa.BufferReader(data)).to_pylist()))
    if path.suffix in {".dta", ".sav"}:
        told.append(str(getattr(pyreadstat, f"read_{path.suffix[1:]}")(str(path))[0].to_dict("list")))
    return told


def test_nothing_is_left_and_nothing_comes_back(tmp_path, policy, hub):
    """Built twice, published twice: do a named and an unnamed person leave no trace, and stay out when they come again?"""
    shelf, repo = Shelf(tmp_path / "shelf"), Hub(REPO, hub.url)
    told = list(articles(ALL).values())
    for version, count in (("1.0.0", FIRST), ("1.1.0", ALL)):
        before = shelf.folder("1.0.0") if count == ALL else None
        source = written(tmp_path / f"{count}.jsonl", told[:count])
        build(source, key(), version, shelf.folder(version), policy, previous=before, jobs=1)
        shelf.add(version)
        publish(repo, shelf.folder(version))
    old = {path: path.read_bytes() for path in shelf.root.rglob("*") if path.is_file() and path.parent != shelf.root}
    shown = [text for path, data in old.items() for text in texts_of(path, data)]
    was = {table: rows(shelf.folder("1.1.0"), table) for table in ("arrests", "articles")}

    written(tmp_path / "all.jsonl", told)
    chosen = [code_name(tmp_path, NAMED), code_name(tmp_path, UNNAMED)]
    on_hub = ("--repo", REPO, "--endpoint", hub.url)
    code, said = run(tmp_path, "--person", chosen[0], "--person", chosen[1], "--yes", *on_hub)
    assert code == 0, said

    assert [(e.version, e.status, e.replaced_by) for e in shelf.entries() if e.replaced_by] == [
        ("1.0.0", "withdrawn", "1.0.1"),
        ("1.1.0", "withdrawn", "1.1.1"),
    ]
    assert shelf.tombstones == "fewer than 5"
    stays = {row["arrest_id"] for row in rows(shelf.folder("1.1.1"), "arrests")}
    gone = [row for row in was["arrests"] if row["arrest_id"] not in stays]
    assert len(gone) == 3  # the two, and who can't be told from the unnamed one
    assert {row["person"] for row in gone} >= set(chosen)
    assert len(rows(shelf.folder("1.1.1"), "articles")) == len(was["articles"]) - 1

    names = {a.name for r in records(ALL) if r.id == NAMED for a in r.arrests}
    traces = {*names, *(row["arrest_id"] for row in gone), *(row["person"] for row in gone)}
    left = {path: path.read_bytes() for path in shelf.root.rglob("*") if path.is_file()}
    assert all(any(trace in text for text in shown) for trace in traces - names)
    assert not [path for path, data in left.items() if any(t in text for text in texts_of(path, data) for t in traces)]
    assert not set(old.values()) - set(left.values()) & set(hub.every_byte())
    assert not any(trace.encode() in data for data in hub.every_byte() for trace in traces)
    assert not any(name in said for name in names)

    for where in (REPO, shelf.root):
        assert len(casebook.load("arrests", "1.1.1", where, as_="arrow", endpoint=hub.url)) == len(stays)
        for version in ("1.0.0", "1.1.0"):
            with pytest.raises(CasebookError):
                casebook.load("arrests", version, where, as_="arrow", endpoint=hub.url)

    again = [replace(a, id=f"again-{a.id}", text=a.text.replace("police", "officers")) for a in told if a.id in (NAMED, UNNAMED)]
    source = written(tmp_path / "again.jsonl", [*told, *again])
    later = tmp_path / "later"
    build(source, key(), "1.2.0", later, policy, suppressions=load_suppressions(tmp_path / "withdrawn", key()), jobs=1)
    ids = Pseudonymiser(key())
    tells = {row["article_id"] for row in rows(later, "articles")}
    assert ids.keyed_id("art", f"again-{NAMED}") in tells
    assert not {ids.keyed_id("art", name) for name in (UNNAMED, f"again-{UNNAMED}")} & tells
    scene = ids.keyed_id("inc", f"again-{NAMED}", "i1")
    assert len({row["arrest_id"] for row in rows(later, "arrests")} - {row["arrest_id"] for row in was["arrests"]}) == 2, scene
