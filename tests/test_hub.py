"""Do versions that are taken away from a hub leave no trace, whatever the hub can't do and whatever cuts the way?"""

import copy
import functools
import json

import pytest
from hub_releases import bytes_of, make_release, on_hub
from hub_store import RefusedError, Repo
from released import number, row

from casebook.errors import HubError, IntegrityError, UsageError
from casebook.hub.client import Hub, NoAnswerError, patiently
from casebook.hub.load_back import ask
from casebook.hub.outgoing import read_outgoing
from casebook.hub.publish import publish
from casebook.hub.retire import retire

pytest_plugins = ["loopback_hub"]  # the fixture `hub`
NAME = "lab/cases"
SECRET = number("art", 0xBAD)
read_once = functools.cache(read_outgoing)


@pytest.fixture(autouse=True)
def _quick(tmp_path, monkeypatch):
    """No token of whoever runs the tests, no waiting, no loading back; a folder is checked once."""
    monkeypatch.setattr("huggingface_hub.constants.HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("casebook.hub.publish.load_back", lambda *_: None)
    for module in ("publish", "retire"):
        monkeypatch.setattr(f"casebook.hub.{module}.read_outgoing", read_once)


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Releases by version; 1.0.0 and 1.1.0 hold somebody who withdraws, in a table and in a text."""
    root, with_secret = tmp_path_factory.mktemp("releases"), [row("articles"), row("articles", article_id=SECRET)]
    text = {"codebook.md": f"a word of {SECRET}\n".encode()}
    return {
        "1.0.0": make_release(root / "1.0.0", "1.0.0", articles=with_secret, more=text),
        "1.0.1": make_release(root / "1.0.1", "1.0.1"),
        "1.1.0": make_release(root / "1.1.0", "1.1.0", articles=with_secret, more=text),
        "1.1.1": make_release(root / "1.1.1", "1.1.1"),
        "2.0.0": make_release(root / "2.0.0", "2.0.0", more={"codebook.md": b"nobody\n"}),
    }


def published(hub, versions, *which, private=False):
    for version in which:
        publish(Hub(NAME, hub.url), versions[version], private=private)
    return Hub(NAME, hub.url)


def trace(hub, versions):
    """How many things the hub stores that only the releases with the secret have, or that hold it in plain."""
    theirs = {found for version in ("1.0.0", "1.1.0") for found in bytes_of(versions[version]).values()}
    others = {found for version in ("1.0.1", "1.1.1", "2.0.0") for found in bytes_of(versions[version]).values()}
    return sum(SECRET.encode() in found or found in theirs - others for found in hub.every_byte())


def folders(versions, *which):
    return [versions[version] for version in which]


def state(hub, versions):
    """What must be the same however it came about."""
    repo = hub.repos[NAME]
    whole = {version: on_hub(repo, f"v{version}") == bytes_of(versions[version]) for version in ("1.0.1", "1.1.1", "2.0.0")}
    return sorted(repo.tags), whole, [c.summary for c in repo.history("main")], trace(hub, versions)


CLEAN = (
    ["v1.0.1", "v1.1.1", "v2.0.0"],
    {"1.0.1": True, "1.1.1": True, "2.0.0": True},
    ["Release 2.0.0", "Release 1.1.1", "Release 1.0.1"],
    0,
)


def test_two_versions_go(hub, versions):
    """Is nobody's trace left in any commit, tag, blob or LFS object, and is everything kept whole?"""
    mine = published(hub, versions, "1.0.0", "1.1.0", "2.0.0")
    old = dict(hub.repos[NAME].tags)
    assert trace(hub, versions) >= 9
    told = retire(mine, ("1.0.0", "1.1.0"), folders(versions, "2.0.0", "1.1.1", "1.0.1"))
    assert state(hub, versions) == CLEAN
    assert (told.left, told.kept) == ((), ("1.0.1", "1.1.1", "2.0.0"))
    assert {"the tag v1.0.0 answers no more.", f"the commit {old['v1.1.0'][:12]} answers no more."} <= set(told.proved)
    with pytest.raises(NoAnswerError, match=r"(Dataset|Revision)NotFoundError"):
        ask(mine, "v1.0.0", ("articles",))


@pytest.mark.parametrize(("how", "start_over"), [("drop", False), ("deaf", True)])
def test_cut_at_every_other_request(hub, versions, how, start_over):
    """Does a second run end where an uncut one would, and is a private dataset never shown?"""
    hub.large = ("arrests.parquet",)
    mine = published(hub, versions, "1.0.0", "2.0.0", private=True)
    published_state, keep = copy.deepcopy(hub.repos), folders(versions, "1.0.1", "2.0.0")
    for n in range(0, 99, 2):
        hub.repos = copy.deepcopy(published_state)
        hub.fail(".*", how, times=1 << 30, skip=n)
        try:
            uncut = retire(mine, "1.0.0", keep, start_over=start_over)
        except HubError:
            uncut = None
        hub.faults.clear()
        assert all(repo.private for repo in hub.repos.values())
        if uncut:
            break
        retire(mine, "1.0.0", keep, start_over=start_over)
        repo = hub.repos[NAME]
        assert (sorted(repo.tags), trace(hub, versions)) == (["v1.0.1", "v2.0.0"], 0), n
        assert [c.summary for c in repo.history("main")] == ["Release 2.0.0", "Release 1.0.1"], n
        assert on_hub(repo, "v2.0.0") == on_hub(repo, "main") == bytes_of(versions["2.0.0"]), n
    assert 20 < n < 98


def test_a_hub_that_forgets_nothing(hub, versions):
    """Is it told that old commits still answer, and does starting over end that?"""
    hub.kind = {"keeps_unreachable": True}
    mine = published(hub, versions, "1.0.0", "2.0.0", private=True)
    left = retire(mine, "1.0.0", folders(versions, "1.0.1", "2.0.0")).left
    assert any("still answers" in sentence for sentence in left)
    assert all("commit" in sentence for sentence in left)
    hub.repos[NAME].gated = "manual"
    assert retire(mine, "1.0.0", folders(versions, "1.0.1", "2.0.0"), start_over=True).left == ()
    assert (trace(hub, versions), hub.repos[NAME].private, hub.repos[NAME].gated) == (0, True, "manual")


def test_starting_over_shows_what_was_shown(hub, versions):
    """Is a public dataset public again, once it is whole?"""
    mine = published(hub, versions, "1.0.0")
    retire(mine, "1.0.0", folders(versions, "1.0.1"), start_over=True)
    assert (hub.repos[NAME].private, trace(hub, versions)) == (False, 0)


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ([".*/super-squash/.*"], "does not rewrite history"),
        ([".*/lfs-files"], "does not list its LFS objects"),
        ([".*/lfs-files/batch"], "does not delete LFS objects"),
    ],
)
def test_what_a_hub_can_not_do_is_told(hub, versions, lacks, sentence):
    """Does each endpoint that is not there show in what is left, and the rest is done?"""
    mine = published(hub, versions, "1.0.0", "2.0.0")
    hub.lacks = lacks
    told = retire(mine, "1.0.0", folders(versions, "1.0.1", "2.0.0"))
    assert any(sentence in line for line in told.left)
    assert sorted(hub.repos[NAME].tags) == ["v1.0.1", "v2.0.0"]
    assert "the tag v1.0.0 answers no more." in told.proved


def test_a_hub_with_the_least(hub, versions):
    """Is the tag taken away on a hub that lists neither pull requests nor refs nor commits?"""
    mine = published(hub, versions, "1.0.0", "2.0.0")
    hub.lacks, hub.pulls = [".*/commits/.*"], False
    retire(mine, [], folders(versions, "1.0.0", "2.0.0"))
    hub.lacks = [".*/refs", ".*/commits/.*"]
    assert retire(mine, "1.0.0", folders(versions, "1.0.1", "2.0.0")).left == ()
    assert trace(hub, versions) == 0


@pytest.mark.parametrize(("kept_by", "ref"), [("branches", "refs/heads/7"), ("pulls", "refs/pr/7")])
def test_what_else_leads_to_old_files_is_told(hub, versions, kept_by, ref):
    """Is a branch or a pull request named that may hold them?"""
    mine = published(hub, versions, "1.0.0")
    getattr(hub.repos[NAME], kept_by)["7"] = hub.repos[NAME].branches["main"]
    assert any(ref in line for line in retire(mine, "1.0.0", folders(versions, "1.0.1")).left)


def test_a_kept_folder_of_other_content(hub, versions, tmp_path):
    """Is a release to keep refused that is not the one under its tag?"""
    mine = published(hub, versions, "1.0.0", "2.0.0")
    with pytest.raises(IntegrityError, match=r"v2\.0\.0"):
        retire(mine, "1.0.0", [make_release(tmp_path / "2.0.0", "2.0.0")])
    assert sorted(hub.repos[NAME].tags) == ["v1.0.0", "v2.0.0"]


def test_a_hub_that_deletes_no_repository(hub, versions):
    """Is it told, and nothing changed?"""
    mine = published(hub, versions, "1.0.0")
    hub.lacks = ["/api/repos/delete"]
    with pytest.raises(HubError, match="does not delete repositories"):
        retire(mine, "1.0.0", folders(versions, "1.0.1"), start_over=True)
    assert sorted(hub.repos[NAME].tags) == ["v1.0.0"]


def test_the_last_version_goes(hub, versions):
    """Is nothing left of the files where no version stays?"""
    mine = published(hub, versions, "1.0.0")
    retire(mine, "1.0.0", [])
    assert (hub.repos[NAME].tags, on_hub(hub.repos[NAME], "main"), trace(hub, versions)) == ({}, {}, 0)


def test_a_hub_of_few_words(hub, versions):
    """Is a status enough, where the hub doesn't say what it is that it has not got?"""
    hub.terse = True
    mine = published(hub, versions, "1.0.0", "2.0.0")
    assert retire(mine, "1.0.0", folders(versions, "1.0.1", "2.0.0")).left == ()
    assert trace(hub, versions) == 0


def test_nothing_there(hub, versions):
    """Is a dataset that never was no error, and is none made?"""
    assert retire(Hub(NAME, hub.url), "1.0.0", folders(versions, "1.0.1")).left == ()
    assert hub.repos == {}


@pytest.mark.parametrize(("gone", "keep"), [("1.0.0", ("1.0.1",)), ("2.0.0", ("1.0.0", "2.0.0"))])
def test_a_call_that_is_off(hub, versions, gone, keep):
    """Are a version nobody spoke of, and one that shall go and stay, refused before anything changes?"""
    mine = published(hub, versions, "1.0.0", "2.0.0")
    before = dict(hub.repos[NAME].tags)
    with pytest.raises(UsageError, match=r"2\.0\.0"):
        retire(mine, gone, folders(versions, *keep))
    assert hub.repos[NAME].tags == before


def test_words_of_the_hub_are_never_told(hub):
    """Does an error say what failed without an address, a token or a word of the answer?"""

    def stumble():
        raise ValueError("hf_secret at http://somewhere")

    with pytest.raises(HubError, match=r"looking failed \(ValueError\)") as told:
        patiently(Hub(NAME, hub.url), "looking", stumble)
    assert "hf_secret" not in str(told.value)


def test_the_hub_of_the_tests_is_honest():
    """Does it refuse to move a tag, wrong LFS bytes, an outdated parent and unknown names, as a real one does?"""
    repo = Repo(NAME)
    repo.tag("v1.0.0", "main")
    repo.commit("main", {}, "two", repo.branches["main"])
    for call in (lambda: repo.tag("v1.0.0", "main"), lambda: repo.untag("v2.0.0"), lambda: repo.read("main", "x")):
        with pytest.raises(RefusedError):
            call()
    assert [commit.summary for commit in repo.history("main")] == ["two", "initial commit"]
    assert json.loads(next(b for b in repo.every_byte() if b.startswith(b'["two"'))) == ["two", []]
