"""A released folder never changes: the whole history of the project is asked."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from builders import ROOT

RELEASED = re.compile(r"040000 tree ([0-9a-f]+)\tdataset/([1-9][0-9]*\.[0-9]+\.[0-9]+)")


def git(root, *words):
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout


def why_not(root):
    """Why the history can't be asked, empty where it can."""
    if not (root / ".git").exists():
        return "there is no .git: this is no clone"
    return "the clone is shallow" if git(root, "rev-parse", "--is-shallow-repository").strip() == "true" else ""


def broken_versions(root: Path) -> list[str]:
    """The versions from 1.0.0 on that were more than one thing in their history, or went, and are not withdrawn."""
    listed = json.loads((root / "dataset/versions.json").read_text())["versions"]
    withdrawn = {entry["version"] for entry in listed if entry["status"] == "withdrawn"}
    trees: dict[str, set[str]] = {}
    for commit in git(root, "rev-list", "HEAD", "--all", "--full-history", "--", "dataset").split():
        for tree, version in RELEASED.findall(git(root, "ls-tree", commit, "dataset/")):
            trees.setdefault(version, set()).add(tree)
    now = {version: tree for tree, version in RELEASED.findall(git(root, "ls-tree", "HEAD", "dataset/"))}
    changed = {version for version in now if git(root, "status", "--porcelain", "--", f"dataset/{version}")}
    return sorted(v for v in trees if v not in withdrawn and (len(trees[v]) > 1 or v not in now or v in changed))


@pytest.mark.skipif(bool(why_not(ROOT)), reason=why_not(ROOT) or "the history can be asked")
def test_no_released_folder_ever_changed():
    """Is every version from 1.0.0 on one tree, in every commit in which it is, and here?"""
    assert broken_versions(ROOT) == []


@pytest.fixture
def project(tmp_path):
    """A small project with two releases."""
    for words in (["init", "-q", "-b", "main"], ["config", "user.email", "me@example.org"], ["config", "user.name", "Me"]):
        git(tmp_path, *words)
    commit(tmp_path, **{"0.1.0": "draft", "1.0.0": "one", "1.1.0": "two"})
    return tmp_path


def commit(root, withdrawn=(), **versions):
    """A commit in which these versions hold these rows; None takes one away."""
    for version, text in versions.items():
        file = root / "dataset" / version / "rows.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text) if text is not None else file.unlink()
    listed = [{"version": v, "status": "withdrawn" if v in withdrawn else "superseded"} for v in ("1.0.0", "1.1.0")]
    (root / "dataset/versions.json").write_text(json.dumps({"versions": listed}))
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "next")


@pytest.mark.parametrize(
    ("then", "withdrawn", "broken"),
    [
        ({"1.2.0": "three"}, (), []),
        ({"0.1.0": "another draft"}, (), []),
        ({"0.1.0": None}, (), []),
        ({"1.0.0": "changed"}, (), ["1.0.0"]),
        ({"1.0.0": None}, (), ["1.0.0"]),
        ({"1.0.0": None}, ("1.0.0",), []),
        ({"1.0.0": None, "1.1.0": "changed"}, ("1.0.0",), ["1.1.0"]),
    ],
)
def test_a_change_in_the_history_is_found(project, then, withdrawn, broken):
    """Is a folder that changed or went found, a draft or a withdrawn one allowed?"""
    commit(project, withdrawn, **then)
    assert broken_versions(project) == broken


def test_a_change_that_was_taken_back_is_found(project):
    """Is a folder that is what it was, and was something else in between, found?"""
    commit(project, **{"1.0.0": "changed"})
    commit(project, **{"1.0.0": "one"})
    assert broken_versions(project) == ["1.0.0"]


def test_a_change_on_another_branch_is_found(project):
    """Is every branch and tag asked?"""
    git(project, "checkout", "-q", "-b", "side")
    commit(project, **{"1.1.0": "changed"})
    git(project, "checkout", "-q", "main")
    assert broken_versions(project) == ["1.1.0"]


@pytest.mark.parametrize("name", ["rows.csv", "more.csv"])
def test_a_change_that_is_not_committed_is_found(project, name):
    """Is a released folder that was touched here, or to which a file was added, found?"""
    (project / "dataset/1.0.0" / name).write_text("changed")
    assert broken_versions(project) == ["1.0.0"]


def test_a_history_that_cannot_be_asked(project, tmp_path):
    """Is a shallow clone, or a folder that is none, told apart from a clean history?"""
    commit(project)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", str(shallow))
    assert (why_not(shallow), why_not(project)) == ("the clone is shallow", "")
    assert "no clone" in why_not(tmp_path / "dataset")
