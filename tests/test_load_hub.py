"""`casebook.load` from a hub gives the version of a tag, nothing that was taken back and nothing unverified from a cache."""

import pytest
from hub_store import Repo
from loopback_hub import hub  # noqa: F401  (a fixture)
from shelves import refused, release

import casebook
from casebook.errors import HubError, IntegrityError, UsageError


@pytest.fixture
def published(hub, tmp_path, monkeypatch):  # noqa: F811
    """A hub with two tagged versions and a branch that went on, and a cache of its own."""
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_XET", True)
    hub.repos["owner/name"] = repo = Repo("owner/name")
    for version in ("1.0.0", "1.10.0", "1.9.0"):
        commit = upload(repo, release(tmp_path / version, version, companion=version == "1.0.0"))
        repo.tag(f"v{version}", commit)
    repo.tag("best", commit)
    upload(repo, release(tmp_path / "2.0.0", "2.0.0"))
    return hub


def upload(repo, folder):
    tree = {p.relative_to(folder).as_posix(): repo.blob(p.read_bytes()) for p in folder.rglob("*") if p.is_file()}
    return repo.commit("main", tree, "a version", repo.resolve("main").id).id


@pytest.mark.parametrize(("version", "got"), [(None, "1.10.0"), ("1.0.0", "1.0.0"), ("1.9.0", "1.9.0")])
def test_a_hub_gives_the_tagged_version(published, version, got):
    """Is it read at the commit of its tag; at the newest version's, not the newest commit, where none is named?"""
    loaded = casebook.load("arrests", version, "owner/name", as_="datasets")
    assert str(loaded.info.version) == got
    assert not published.asked("GET .*/resolve/(main|v)")
    assert not published.asked("GET .*statements")


def test_a_hub_gives_the_companion(published):
    """Is only the file of the invented table fetched?"""
    assert len(casebook.load("synthetic_arrests", "1.0.0", "owner/name")) == 1
    assert not published.asked("GET .*resolve/.*/data/")
    with refused(UsageError, "'synthetic_arrests' is no table of version 1.9.0"):
        casebook.load("synthetic_arrests", "1.9.0", "owner/name")


def test_a_version_taken_back_is_not_served_from_the_cache(published):
    """Once its tag is gone, does a version that was loaded before no longer load?"""
    casebook.load("arrests", "1.0.0", "owner/name")
    published.repos["owner/name"].untag("v1.0.0")
    with refused(UsageError, "no version 1.0.0; it may have been withdrawn. Choose from 1.9.0, 1.10.0."):
        casebook.load("arrests", "1.0.0", "owner/name")


def test_a_tag_that_points_to_another_version(published):
    """Is a tag that was moved found out by the card?"""
    repo = published.repos["owner/name"]
    repo.tags["v1.0.0"] = repo.resolve("main").id
    with refused(IntegrityError, "its card tells version 2.0.0, not 1.0.0"):
        casebook.load("arrests", "1.0.0", "owner/name")


def test_a_damaged_cache_is_fetched_again(published, tmp_path):
    """Does a file that was changed in the client's own cache come once more from the hub?"""
    casebook.load("arrests", "1.0.0", "owner/name")
    fetched = len(published.asked("GET .*arrests.parquet"))
    for file in (tmp_path / "cache").rglob("arrests.parquet"):
        file.resolve().write_bytes(b"damaged")
    assert len(casebook.load("arrests", "1.0.0", "owner/name")) == 1
    assert len(published.asked("GET .*arrests.parquet")) == 2 * fetched


def test_a_hub_that_sends_other_bytes(published):
    """Is a wrong byte from the hub found, also when it comes a second time?"""
    published.fail("GET .*arrests.parquet", "wrong", times=9)
    with refused(IntegrityError, "its bytes are not those that SHA256SUMS tells"):
        casebook.load("arrests", "1.0.0", "owner/name")


@pytest.mark.parametrize(
    ("repo", "error", "told"),
    [
        ("owner/other", UsageError, "neither a folder here nor a repository"),
        ("owner/private", HubError, "the hub refuses you"),
        ("owner/bare", IntegrityError, "no version is tagged there"),
    ],
)
def test_a_repository_that_does_not_give(published, repo, error, told):
    """Is each reason told, with the way out and without a word of the hub's?"""
    published.repos["owner/private"], published.repos["owner/bare"] = Repo("owner/private", private=True), Repo("owner/bare")
    published.token = "a token"  # noqa: S105
    with refused(error, told) as caught:
        casebook.load("arrests", path_or_repo=repo)
    assert published.url not in str(caught.value)


def test_a_token_is_used_and_never_told(published):
    """Does a private repository load with the token, and does no error hold it?"""
    published.repos["owner/name"].private, published.token = True, "tok-en"
    assert len(casebook.load("arrests", "1.0.0", "owner/name", token=published.token)) == 1
    published.fail("GET .*refs", "500", times=9)
    with refused(HubError, "did not answer as it should") as caught:
        casebook.load("arrests", "1.0.0", "owner/name", token=published.token)
    assert "tok-en" not in str(caught.value)


def test_a_token_is_in_no_repr(published):
    """Is what was found on a hub shown without the token that opened it?"""
    from casebook.loading.download import download

    assert "tok-en" not in repr(download("owner/name", "1.0.0", ["README.md"], "tok-en", published.url))


def test_a_hub_that_is_not_there(published, monkeypatch):
    """Is a hub out of reach, or offline mode, an error and not an old copy?"""
    casebook.load("arrests", "1.0.0", "owner/name")
    published.fail("GET .*refs", "drop", times=9)
    with refused(HubError, "Try again, or name a folder"):
        casebook.load("arrests", "1.0.0", "owner/name")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with refused(HubError, "HF_HUB_OFFLINE is set"):
        casebook.load("arrests", "1.0.0", "owner/name")
