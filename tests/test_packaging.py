"""The wheel carries all it needs: contract, rules, lexicons, default policy and card."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile

import pytest
from builders import ROOT

ASK = """
import casebook.contract, casebook.wall.policy, casebook.reading.rules as rules
folder = casebook.contract.schema_folder()
contract = casebook.contract.load_contract()
policies = [casebook.wall.policy.load_policy(tier=tier).k for tier in (None, "open")]
print(folder, len(contract.tables), *policies, len(rules.rulebook()) > 50, sep="|")
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel, built from the checkout and unpacked away from it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_works_away_from_the_checkout(unpacked, tmp_path):
    """Are the contract, the rules and the default policy read from the package itself?"""
    run = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    folder, tables, k, k_open, rules = run.stdout.strip().split("|")
    assert folder.startswith(str(unpacked))
    assert (tables, k, k_open, rules) == ("4", "3", "5", "True")


def test_the_wheel_holds_no_data_of_a_source(unpacked):
    """Are there no releases, keys or records in it?"""
    names = [p.name for p in unpacked.rglob("*") if p.is_file()]
    assert not [n for n in names if n.endswith((".parquet", ".jsonl", ".key"))]
    assert "release.toml" in names


def test_every_dependency_is_locked():
    """Is each package that pyproject.toml asks for in the lock, with its hashes?"""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"], *project["build-system"]["requires"]]
    lock = (ROOT / "requirements.lock").read_text()
    locked = {name.lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert {re.split(r"[^\w.-]", a)[0].lower() for a in asked} <= locked
    assert lock.count("--hash=sha256:") > len(locked)
    assert "://" not in lock
