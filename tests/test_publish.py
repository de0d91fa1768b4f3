"""Does a release come onto a hub whole, once, under a tag that never moves, whatever cuts the way?"""

import functools
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hub_killed import KILLED
from hub_releases import bytes_of, make_release, on_hub
from released import row

from casebook.cli import main
from casebook.errors import HubError, IntegrityError, UsageError
from casebook.hub.client import Hub
from casebook.hub.outgoing import read_outgoing
from casebook.hub.publish import plan, publish
from casebook.versions.shelf import Shelf

pytest_plugins = ["loopback_hub"]  # the fixture `hub`
TOKEN = "hf_" + "invented0" * 4
WRITES = r"(POST|PUT|DELETE) "
TRANSFER = r"(POST .*(preupload|batch|commit)|PUT /lfs)"


read_once = functools.cache(read_outgoing)


@pytest.fixture(autouse=True)
def _nobody(tmp_path, monkeypatch):
    """No token and no cache of whoever runs the tests, and no waiting."""
    for name, value in {"HF_TOKEN_PATH": tmp_path / "token", "HF_HUB_CACHE": tmp_path / "hub"}.items():
        monkeypatch.setattr(f"huggingface_hub.constants.{name}", str(value))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr("time.sleep", lambda _: None)


@pytest.fixture
def unheard(monkeypatch):
    """Loading back and checking the folder take their time; here the one is left out, the other done once."""
    monkeypatch.setattr("casebook.hub.publish.read_outgoing", read_once)
    monkeypatch.setattr("casebook.hub.publish.load_back", lambda *_: None)


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    return make_release(tmp_path_factory.mktemp("release") / "1.0.0", more={"old.csv": b"a\n1\n"})


def run(*arguments):
    return CliRunner().invoke(main, ["publish", *map(str, arguments)])


def state(repo, version="1.0.0"):
    """What must be the same however it came about."""
    history = [commit.summary for commit in repo.history(f"v{version}")]
    return on_hub(repo, f"v{version}"), repo.files("main") == repo.files(f"v{version}"), history, sorted(repo.tags)


def done(release):
    return bytes_of(release), True, ["Release 1.0.0", "initial commit"], ["v1.0.0"]


def test_two_versions_twice(hub, tmp_path, monkeypatch):
    """Does each version come back by its tag from a private hub, the first twice, without a word of the token?

    The second has a table without rows, and its answers come by pages, late and cut.
    """
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    hub.token, hub.page = TOKEN, 3
    one = make_release(tmp_path / "1.0.0", more={"old.csv": b"a\n1\n"})
    empty = {"statements": [], "incidents": [row("incidents", n_statements="0")]}
    two = make_release(tmp_path / "1.1.0", "1.1.0", articles=[row("articles", n_statements=0)], **empty)
    said = [run(one, "--repo", "lab/cases", "--endpoint", hub.url, "--private")]
    log = len(hub.log)
    said.append(run(one, "--repo", "lab/cases", "--endpoint", hub.url, "--private"))
    assert not [request for request in hub.log[log:] if request.startswith(("POST", "PUT", "DELETE"))]
    hub.fail("GET .*/resolve/.*parquet", "cut")
    hub.fail("GET .*/tree/", "500", times=2)
    monkeypatch.delenv("HF_TOKEN")
    (tmp_path / "token").write_text(TOKEN)  # a login, this time
    said.append(run(two, "--repo", "lab/cases", "--endpoint", hub.url))
    assert [result.exit_code for result in said] == [0, 0, 0], [result.output for result in said]
    assert [("as before" in result.output) for result in said] == [False, True, False]
    assert all("came back as it was sent" in result.output and TOKEN not in result.output for result in said)
    repo = hub.repos["lab/cases"]
    assert repo.private
    assert (on_hub(repo, "v1.0.0"), on_hub(repo, "v1.1.0")) == (bytes_of(one), bytes_of(two))
    assert [commit.summary for commit in repo.history("main")] == ["Release 1.1.0", "Release 1.0.0", "initial commit"]


def test_wrong_bytes_back(hub, release):
    """Is a hub that gives other bytes than it got found out, and nothing called done?"""
    hub.fail("GET .*/resolve/.*/old.csv", "wrong", times=99)
    result = run(release, "--repo", "lab/cases", "--endpoint", hub.url)
    assert result.exit_code == IntegrityError.exit_code
    assert "file old.csv came back other than sent" in result.output
    assert "Published" not in result.output


@pytest.mark.usefixtures("unheard")
def test_killed_before_every_request(hub, release):
    """Does running it again after a kill, between any two requests, end in the one same state?"""
    script = Path(__file__).with_name("hub_killed.py")
    hub.large, ends = ("arrests.parquet",), []
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as zygote:
        while 0 not in ends:
            name = f"lab/killed{len(ends)}"
            print(hub.url, name, release, len(ends) + 1, file=zygote.stdin, flush=True)
            ends.append(int(zygote.stdout.readline()))
            publish(Hub(name, hub.url), release)
            assert state(hub.repos[name]) == done(release), len(ends)
        zygote.stdin.close()
    assert len(ends) > 10
    assert set(ends) == {KILLED, 0}


@pytest.mark.parametrize("how", ["drop", "500"])
@pytest.mark.usefixtures("unheard")
def test_hub_gone_from_any_request_on(hub, release, how):
    """Is a hub that is lost at any request told as such, and is the second run the end of it?"""
    hub.large = ("arrests.parquet",)
    for n in range(99):
        name = f"lab/gone{n}"
        hub.fail(".*", how, times=1 << 30, skip=n)
        told = run(release, "--repo", name, "--endpoint", hub.url)
        hub.faults.clear()
        if told.exit_code == 0:
            break
        assert (told.exit_code, "Run the same command again" in told.output) == (HubError.exit_code, True), told.output
        publish(Hub(name, hub.url), release)
        assert state(hub.repos[name]) == done(release), n
    assert 10 < n < 98


@pytest.mark.parametrize("how", ["500", "drop", "deaf", "cut"])
@pytest.mark.parametrize(
    "where",
    ["GET .*/revision/", "POST .*/create", "GET .*/tree/", "POST .*/preupload/", "POST .*/batch", "PUT /lfs/", "POST /verify/",
     "POST .*/commit/", "POST .*/tag/"],
)  # fmt: skip
@pytest.mark.usefixtures("unheard")
def test_a_hub_that_stumbles_once(hub, release, where, how):
    """Is one fault at any endpoint survived without a second run and without a second commit?"""
    hub.fail(where, how)
    publish(Hub("lab/cases", hub.url), release)
    assert not any(fault.times for fault in hub.faults)
    assert state(hub.repos["lab/cases"]) == done(release)


@pytest.mark.usefixtures("unheard")
def test_a_tag_is_never_moved(hub, release, tmp_path):
    """Is another content under a number that is taken refused, before anything changes?"""
    publish(Hub("lab/cases", hub.url), release)
    other = make_release(tmp_path / "other", more={"new.csv": b"b\n"})
    log = len(hub.log)
    result = run(other, "--repo", "lab/cases", "--endpoint", hub.url)
    assert result.exit_code == IntegrityError.exit_code
    assert "v1.0.0" in result.output
    assert "next patch number" in result.output
    assert not [request for request in hub.log[log:] if not request.startswith("GET")]
    assert state(hub.repos["lab/cases"]) == done(release)


@pytest.mark.usefixtures("unheard")
def test_dry_run_changes_nothing(hub, release):
    """Does a dry run tell every step and send nothing, before and after the real one?"""
    call = (release, "--repo", "lab/cases", "--endpoint", hub.url + "/", "--gated", "manual", "--private")
    before = run(*call, "--dry-run")
    assert (before.exit_code, hub.asked(WRITES), hub.repos) == (0, [], {})
    assert all(word in before.output for word in ("make the dataset", "private", "gated", "send 9 of 9 files", "tag it v1.0.0"))
    run(*call)
    after, log = run(*call, "--dry-run"), len(hub.asked(WRITES))
    assert "which is there already" in after.output
    assert len(hub.asked(WRITES)) == log


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.usefixtures("unheard")
def test_closed_before_the_first_file(hub, release, there):
    """Are --private and --gated in force before any file is sent, also where the dataset was open?"""
    if there:
        Hub("lab/cases", hub.url).api.create_repo("lab/cases", repo_type="dataset")
    publish(Hub("lab/cases", hub.url), release, private=True, gated="manual")
    repo = hub.repos["lab/cases"]
    assert (repo.private, repo.gated) == (True, "manual")
    first = next(n for n, request in enumerate(hub.log) if "preupload" in request)
    assert any(request.startswith("PUT") and "settings" in request for request in hub.log[:first])


@pytest.mark.parametrize("flag", ["--private", "--gated=auto"])
@pytest.mark.usefixtures("unheard")
def test_a_hub_that_can_not_close_gets_nothing(hub, release, flag):
    """Is nothing sent where the hub can't make an open dataset private or gated?"""
    Hub("lab/cases", hub.url).api.create_repo("lab/cases", repo_type="dataset")
    hub.lacks = [".*/settings"]
    result = run(release, "--repo", "lab/cases", "--endpoint", hub.url, flag)
    assert (result.exit_code, "nothing was sent" in result.output) == (HubError.exit_code, True)
    assert not hub.asked(TRANSFER)


@pytest.mark.usefixtures("unheard")
def test_a_hub_that_does_not_tell(hub, release):
    """Is a hub warned of, twice, that takes a dataset as private and never says so?"""
    hub.lacks, hub.tells = [".*/settings", "/api/datasets/lab/cases"], False
    said = [run(release, "--repo", "lab/cases", "--endpoint", hub.url, "--private") for _ in range(2)]
    assert [(result.exit_code, "Look there" in result.output) for result in said] == [(0, True), (0, True)]
    assert hub.repos["lab/cases"].private


@pytest.mark.usefixtures("unheard")
def test_a_hub_that_looks_at_no_card(hub, release):
    """Is a hub enough that has no look at cards, no list of refs, no paths-info?"""
    hub.lacks = ["/api/validate-yaml", ".*/refs", ".*/paths-info", ".*/settings", "/api/whoami-v2"]
    publish(Hub("lab/cases", hub.url), release)
    assert state(hub.repos["lab/cases"]) == done(release)


@pytest.mark.usefixtures("unheard")
def test_a_hub_whose_new_datasets_are_empty(hub, release):
    """Is a hub enough that makes no first commit of its own?"""
    hub.kind = {"bare": True}
    publish(Hub("lab/cases", hub.url), release)
    repo = hub.repos["lab/cases"]
    assert ([c.summary for c in repo.history("v1.0.0")], repo.files("main")) == (["Release 1.0.0"], bytes_of(release))


@pytest.mark.usefixtures("unheard")
def test_a_hub_with_names_of_its_own(hub, release, tmp_path):
    """Is a hub enough that names files otherwise than git: published once, known again, and never overwritten?"""
    hub.odd = True
    assert publish(Hub("lab/cases", hub.url), release).anew
    assert not publish(Hub("lab/cases", hub.url), release).anew
    assert state(hub.repos["lab/cases"]) == done(release)
    same_size = make_release(tmp_path / "other", more={"old.csv": b"a\n2\n"})
    with pytest.raises(IntegrityError, match="never moved"):
        publish(Hub("lab/cases", hub.url), same_size)


@pytest.mark.usefixtures("unheard")
def test_somebody_else_committed(hub, release):
    """Does main end as the release alone where others left files there?"""
    mine = Hub("lab/cases", hub.url)
    mine.api.create_repo("lab/cases", repo_type="dataset")
    mine.api.upload_file(path_or_fileobj=b"x", path_in_repo="data/stray.csv", repo_id="lab/cases", repo_type="dataset")
    publish(mine, release)
    assert on_hub(hub.repos["lab/cases"], "main") == bytes_of(release)


@pytest.mark.parametrize("token", [None, TOKEN + "x"])
def test_a_token_that_may_not_write(hub, release, monkeypatch, token):
    """Is the way to log in told, and never the token?"""
    if token:
        monkeypatch.setenv("HF_TOKEN", token)
    hub.token = TOKEN
    result = run(release, "--repo", "lab/cases", "--endpoint", hub.url)
    assert result.exit_code == HubError.exit_code
    assert "HF_TOKEN" in result.output
    assert TOKEN not in result.output


def test_a_client_that_is_offline(hub, release, monkeypatch):
    """Is it told which setting keeps the hub away?"""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    result = run(release, "--repo", "lab/cases", "--endpoint", hub.url)
    assert (result.exit_code, "Unset it" in result.output, hub.log) == (HubError.exit_code, True, [])


def test_a_withdrawn_version_stays_away(hub, tmp_path):
    """Is a release refused that its shelf calls withdrawn, and one that is not what the shelf tells?"""
    folder, shelf = make_release(tmp_path / "1.0.0"), Shelf(tmp_path)
    make_release(tmp_path / "1.0.1", "1.0.1")
    shelf.add("1.0.0")
    shelf.add("1.0.1")
    make_release(folder, more={"new.csv": b"b\n"})
    assert "versions.json" in run(folder, "--repo", "lab/cases", "--endpoint", hub.url).output
    shelf.withdraw("1.0.0", "1.0.1")
    make_release(folder)
    result = run(folder, "--repo", "lab/cases", "--endpoint", hub.url)
    assert (result.exit_code, "Publish 1.0.1" in result.output, hub.log) == (UsageError.exit_code, True, [])


def test_no_hub_at_all(release):
    """Is an address where nobody answers the hub's error, in one line?"""
    result = run(release, "--repo", "lab/cases", "--endpoint", "http://127.0.0.1:9")
    assert result.exit_code == HubError.exit_code
    assert len(result.output.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("repo", "endpoint"),
    [
        ("cases", None),
        ("a/b/c", None),
        ("lab/a--b", None),
        ("lab/a.git", None),
        ("lab/cases", "127.0.0.1:80"),
        ("lab/cases", f"http://me:{TOKEN}@127.0.0.1"),
    ],
)
def test_a_call_that_is_off(release, repo, endpoint):
    """Are a name and an address refused that are none, without the secret that may be in them?"""
    result = run(release, "--repo", repo, *(["--endpoint", endpoint] if endpoint else []))
    assert result.exit_code == UsageError.exit_code
    assert TOKEN not in result.output


@pytest.mark.parametrize("fault", ["byte", "stray", "lost", "rows"])
def test_a_folder_that_is_not_whole(hub, tmp_path, fault):
    """Is a release that is not what its checksums say refused before the hub hears of it?"""
    folder = make_release(tmp_path / "1.0.0")
    {
        "byte": lambda: (folder / "data/articles.parquet").write_bytes(b"PAR1"),
        "stray": lambda: (folder / "notes.txt").write_text("mine"),
        "lost": (folder / "content.json").unlink,
        "rows": lambda: _other_rows(folder),
    }[fault]()
    with pytest.raises(IntegrityError):
        plan(Hub("lab/cases", hub.url), folder)
    assert not hub.log


def _other_rows(folder):
    """Checksums in order, but other rows than the content hash tells."""
    from casebook.release.checksums import CHECKSUMS, checksums

    text = (folder / "content.json").read_text()
    (folder / "content.json").write_text(text.replace('"sha256": "', '"sha256": "0'))
    (folder / CHECKSUMS).write_text(checksums(folder))
