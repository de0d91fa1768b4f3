"""Does one command take a person out of every version, on the shelf and on the hub, all or nothing, and name nobody?"""

import shutil

import pyarrow.parquet as pq
import pytest
import withdrawn
from builders import key
from click.testing import CliRunner
from released import number
from withdrawn import KEY_FILE, POLICY_FILE, articles, content, shelf, statuses, written

from casebook.cli import main
from casebook.errors import DisclosureError
from casebook.hub.publish import Published
from casebook.hub.retire import Retired
from casebook.release.checksums import CHECKSUMS, checksums
from casebook.versions.shelf import Shelf
from casebook.withdrawal.rebuild import finish
from casebook.withdrawal.suppression import Entry, append

COUNT, FEWER = 6, 5
LONDON = ("--place", "london")  # article 4 of the six, three named persons


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """A build that takes no time, articles and releases that were read before."""
    monkeypatch.setattr("casebook.withdrawal.rebuild.build", withdrawn.build)
    monkeypatch.setattr("casebook.withdrawal.withdraw.read_all", withdrawn.read)
    monkeypatch.setattr("casebook.withdrawal.withdraw.read_edition", withdrawn.edition)


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """A shelf of 1.0.0 and 1.1.0, and the articles that they were made from."""
    root = tmp_path_factory.mktemp("stock")
    shelf(root / "shelf", v1_0_0=FEWER, v1_1_0=COUNT)
    return root


@pytest.fixture
def place(stock, tmp_path):
    shutil.copytree(stock / "shelf", tmp_path / "shelf")
    written(tmp_path / "all.jsonl", COUNT)
    return tmp_path


def withdraw(place, *more, at="shelf"):
    """Run the command; gives exit code and all it printed."""
    args = ["withdraw", place / "all.jsonl", "--key-file", KEY_FILE, "--policy", POLICY_FILE, "--shelf", place / at, "--jobs", 1]
    env = {"CASEBOOK_SUPPRESSIONS": str(place / "keys" / "withdrawn"), "HF_ENDPOINT": None}
    result = CliRunner(env=env).invoke(main, [str(a) for a in (*args, *more)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert not any(name in result.output for name in names()), "a name was printed"
    return result.exit_code, result.output


def names():
    return {a.name for r in withdrawn.records(COUNT) for a in r.arrests if a.name}


def pseudonyms(version):
    """The ids and code names of a release's persons, in the order of their code names."""
    rows = pq.read_table(version / "data/arrests.parquet").to_pylist()
    return [(r["person"], r["arrest_id"]) for r in sorted(rows, key=lambda r: r["person"])]


def lines(place):
    file = place / "keys" / "withdrawn"
    return file.read_text().splitlines() if file.exists() else []


def test_it_lists_who_may_be_meant(place):
    """Without --person: is everybody who matches listed by what may be seen, and nothing done?"""
    before = content(place)
    code, told = withdraw(place, *LONDON)
    assert code == 2
    assert "3 persons match" in told
    rows = [line.split() for line in told.splitlines()[1:4]]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert all(row[4:] == ["2024-08", "london", "suspect", row[7], "sentenced"] for row in rows)
    assert content(place) == before


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ((), "nothing is asked for"),
        (("--month", "1999-01"), "nobody in the articles matches"),
        (("--month", "May"), "month is not one"),
        ((*LONDON, "--person", "9"), "no such person among the 3"),
        ((*LONDON, "--person", "Purple Nobody 1"), "no such person"),
        ((*LONDON, "--shelf", "nowhere"), "no versions.json"),
    ],
)
def test_a_call_that_is_off(place, asked, says):
    """Does it say what is wrong and change nothing?"""
    before = content(place)
    code, told = withdraw(place, *asked)
    assert (code, says in told) == (2, True), told
    assert content(place) == before


def test_the_list_is_refused_in_a_repository(place):
    """Is a list inside a work tree refused before anything is read?"""
    (place / ".git").mkdir()
    code, told = withdraw(place, *LONDON, "--person", "1", "--yes")
    assert (code, "repository" in told, lines(place)) == (2, True, [])


@pytest.mark.parametrize(("more", "ends"), [(("--dry-run",), 0), ((), 1)], ids=["dry run", "no yes"])
def test_nothing_changes_without_a_yes(place, more, ends):
    """Does it tell what would become of each version, and leave it at that?"""
    before = content(place)
    code, told = withdraw(place, *LONDON, "--person", "2", *more)
    assert code == ends
    assert "Version 1.0.0 goes, 1.0.1 takes its place" in told
    assert "Version 1.1.0 goes, 1.1.1 takes its place" in told
    assert content(place) == before


def test_a_person_goes_from_every_version(place):
    """Are both versions replaced, is the person in no byte, and the other rows as they were?"""
    old = pseudonyms(place / "shelf" / "1.1.0")
    code, told = withdraw(place, *LONDON, "--person", "2", "--yes")
    assert code == 0, told
    gone = next(p for p in old if p[0] in told_code_names(place, "withdrawn already"))
    assert statuses(place / "shelf") == {
        "1.0.0": ("withdrawn", "1.0.1"),
        "1.0.1": ("superseded", None),
        "1.1.0": ("withdrawn", "1.1.1"),
        "1.1.1": ("current", None),
    }
    assert sorted(p.name for p in (place / "shelf").iterdir()) == ["1.0.1", "1.1.1", "versions.json"]
    assert pseudonyms(place / "shelf" / "1.1.1") == [p for p in old if p != gone]
    assert not any(name.encode() in data for data in content(place / "shelf").values() for name in gone)
    assert Shelf(place / "shelf").tombstones == "fewer than 5"
    assert len(lines(place)) == 1
    assert "read again under other names bring nobody back" in told


def told_code_names(place, state):
    """The code names of those listed in a state."""
    rows = withdraw(place, *LONDON)[1].splitlines()
    return {" ".join(row.split()[1:4]) for row in rows if row.endswith(state)}


def test_again_it_does_nothing_more(place):
    """Does the same call find nobody left, and a further person make the next patch?"""
    withdraw(place, *LONDON, "--person", "2", "--yes")
    before = content(place)
    code, told = withdraw(place, *LONDON, "--person", "2", "--yes")
    assert (code, "No version on the shelf holds them" in told) == (0, True)
    assert content(place) == before
    assert withdraw(place, *LONDON, "--person", "1", "--person", "3", "--yes")[0] == 0
    assert statuses(place / "shelf")["1.0.1"] == ("withdrawn", "1.0.2")
    assert len(lines(place)) == 3


def test_the_public_count_moves_in_batches(place):
    """Does it say "fewer than 5" until five are withdrawn, however many it takes?"""
    assert withdraw(place, "--month", "2017-01", "--person", "1", "--yes")[0] == 0
    withdraw(place, *LONDON, "--person", "1", "--person", "2", "--person", "3", "--yes")
    assert Shelf(place / "shelf").tombstones == "fewer than 5"
    withdraw(place, "--place", "scotland", "--person", "1", "--yes")
    assert (len(lines(place)), Shelf(place / "shelf").tombstones) == (5, 5)


def test_somebody_whom_no_version_holds(tmp_path, place):
    """Do they go on the list, for the versions to come, and does every version stay?"""
    shelf(tmp_path / "early", v1_0_0=4)
    before = content(tmp_path / "early")
    code, told = withdraw(place, *LONDON, "--person", "2", "--yes", at="early")
    assert (code, "No version on the shelf holds them" in told) == (0, True)
    assert len(lines(place)) == 1
    assert {**before, "versions.json": b""} == {**content(tmp_path / "early"), "versions.json": b""}


def test_an_incident_of_somebody_held_goes(place):
    """Does the incident of a person whose row no version has go all the same, where it tells of nobody else?"""
    before = pq.read_table(place / "shelf" / "1.1.0" / "data/incidents.parquet").num_rows
    assert withdraw(place, "--month", "2019-01", "--person", "1", "--yes")[0] == 0
    assert pq.read_table(place / "shelf" / "1.1.1" / "data/incidents.parquet").num_rows == before - 1


def test_versions_of_one_line_share_a_replacement(tmp_path, place):
    """Do all versions of a line go for one, and does one that never held the person take the place of those before?"""
    shelf(tmp_path / "line", v1_0_0=FEWER, v1_0_1=FEWER, v1_1_0=FEWER, v1_1_1=4)
    assert withdraw(place, *LONDON, "--person", "2", "--yes", at="line")[0] == 0
    assert statuses(tmp_path / "line") == {
        "1.0.0": ("withdrawn", "1.0.2"),
        "1.0.1": ("withdrawn", "1.0.2"),
        "1.0.2": ("superseded", None),
        "1.1.0": ("withdrawn", "1.1.1"),
        "1.1.1": ("current", None),
    }


def test_a_version_made_by_other_rules(tmp_path, place):
    """Does a version go whose rows stand under ids that today's rules don't give, so that nobody can be told in it?"""
    made = withdrawn.coded(COUNT)
    strange = [
        {**row, "arrest_id": number("arr", n), "person": f"Amber Heron {100_000 + n}"} for n, row in enumerate(made["arrests"])
    ]
    withdrawn.release(tmp_path / "old" / "1.0.0", {**made, "arrests": strange})
    Shelf(tmp_path / "old").add("1.0.0")
    assert withdraw(place, *LONDON, "--person", "2", "--yes", at="old")[0] == 0
    assert statuses(tmp_path / "old")["1.0.0"] == ("withdrawn", "1.0.1")


def test_a_draft_becomes_the_next(tmp_path, place):
    """Is the draft that stands rebuilt as the next 0.x?"""
    shelf(tmp_path / "drafts", v0_3_0=4, v0_4_0=FEWER)
    assert withdraw(place, *LONDON, "--person", "2", "--yes", at="drafts")[0] == 0
    assert statuses(tmp_path / "drafts")["0.4.0"] == ("withdrawn", "0.5.0")
    assert Shelf(tmp_path / "drafts").current == "0.5.0"
    assert not (tmp_path / "drafts" / "0.4.0").exists()


def fails(*_, **__):
    raise DisclosureError("2 persons are left and k is 3.")


def without_column(folder):
    """A release from before a column was there."""
    file = folder / "data/articles.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["genre"]), file)
    (folder / CHECKSUMS).write_text(checksums(folder))


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("lost", "not among those given"),
        ("rare", "too few persons"),
        ("changed", "has changed since"),
        ("asked", "none was asked"),
    ],
)
def test_a_version_without_a_replacement(tmp_path, place, monkeypatch, how, why):
    """Does a version that can't be built again go all the same, and is the reason told?"""
    more = ("--no-replacement",) if how == "asked" else ()
    shelf(tmp_path / "one", v1_0_0=FEWER)
    if how == "lost":
        written(place / "all.jsonl", COUNT, leave_out=[next(iter(articles(COUNT)))])
    if how == "rare":
        monkeypatch.setattr("casebook.withdrawal.rebuild.build", fails)
    if how == "changed":
        without_column(tmp_path / "one" / "1.0.0")
    code, told = withdraw(place, *LONDON, "--person", "2", "--yes", *more, at="one")
    assert (code, why in told) == (0, True), told
    assert statuses(tmp_path / "one") == {"1.0.0": ("withdrawn", None)}
    assert [p.name for p in (tmp_path / "one").iterdir()] == ["versions.json"]


def test_a_version_of_another_epoch_is_not_forgotten(tmp_path, place):
    """Is the rest done, and does the command end with what is left to do under which key?"""
    withdrawn.release(tmp_path / "epochs" / "1.0.0", withdrawn.coded(4), epoch=2)
    Shelf(tmp_path / "epochs").add("1.0.0")
    withdrawn.release(tmp_path / "epochs" / "1.1.0", withdrawn.coded(COUNT))
    Shelf(tmp_path / "epochs").add("1.1.0")
    code, told = withdraw(place, *LONDON, "--person", "2", "--yes", at="epochs")
    assert (code, "1.0.0 is of another epoch" in told) == (3, True)
    assert statuses(tmp_path / "epochs")["1.1.0"] == ("withdrawn", "1.1.1")


def test_an_article_that_cannot_be_read(place):
    """Is it said that nobody in it is found?"""
    with (place / "all.jsonl").open("a") as handle:
        handle.write("no article\n")
    assert "1 articles can't be read" in withdraw(place, *LONDON)[1]


@pytest.mark.parametrize(("list_of", "code", "says"), [(None, 2, "no such file"), ("another", 3, "under another key")])
def test_a_build_asks_for_the_list(place, list_of, code, says):
    """Is a build refused, and nothing left, where its list is not there or was made under another key?"""
    file = place / "withdrawn"
    if list_of:
        append(file, [Entry(frozenset({"mark"}))], key(list_of[0]))
    args = [
        "build",
        place / "all.jsonl",
        "--key-file",
        KEY_FILE,
        "--version",
        "1.0.0",
        "--out",
        place / "out",
        "--policy",
        POLICY_FILE,
    ]
    result = CliRunner().invoke(main, [str(a) for a in (*args, "--suppressions", file)])
    assert (result.exit_code, says in result.output) == (code, True), result.output
    assert not (place / "out").exists()


def test_what_is_not_proved_does_not_appear(place, monkeypatch):
    """Does a replacement that still holds the person stop it, the shelf as it was and the list kept?"""
    before = content(place / "shelf")
    monkeypatch.setattr("casebook.withdrawal.rebuild.build", withdrawn.forgetful)
    code, told = withdraw(place, *LONDON, "--person", "2", "--yes")
    assert (code, "is left in" in told) == (8, True)
    assert (content(place / "shelf"), len(lines(place))) == (before, 1)


def test_a_cut_call_is_completed_by_the_next(place, monkeypatch):
    """Does the command, cut when all was decided, complete it the next time and say so?"""
    monkeypatch.setattr("casebook.withdrawal.withdraw.finish", lambda _: False)
    withdraw(place, *LONDON, "--person", "2", "--yes")
    assert statuses(place / "shelf")["1.1.0"] == ("current", None)
    monkeypatch.setattr("casebook.withdrawal.withdraw.finish", finish)
    code, told = withdraw(place, *LONDON, "--person", "2", "--yes")
    assert (code, "is complete now" in told, "No version on the shelf holds them" in told) == (0, True, True)
    assert statuses(place / "shelf")["1.1.0"] == ("withdrawn", "1.1.1")


def test_the_hub_follows(place, monkeypatch):
    """Are all versions withdrawn retired, and those kept and published that the hub had or that replace one it had?"""
    shelf(place / "more", v2_0_0=4, v2_1_0=4)
    for version in ("2.0.0", "2.1.0"):
        shutil.move(place / "more" / version, place / "shelf" / version)
        Shelf(place / "shelf").add(version)
    called = {}

    def retire(_hub, gone, keep, *, start_over):
        called.update(gone=gone, keep=[folder.name for folder in keep], start_over=start_over)
        return Retired(tuple(gone), (), ("The tag answers no more.",), ("An old commit still does.",))

    def publish(_hub, folder, **_):
        return Published("lab/cases", f"v{folder.name}", "c0ffee", "incidents", anew=True)

    monkeypatch.setattr("casebook.withdrawal.on_hub.retire", retire)
    monkeypatch.setattr("casebook.withdrawal.on_hub.publish", publish)
    monkeypatch.setattr("casebook.hub.client.Hub.commit", lambda _, tag: tag if tag in ("v1.0.0", "v1.1.0", "v2.0.0") else None)
    code, told = withdraw(place, *LONDON, "--person", "2", "--yes", "--repo", "lab/cases", "--start-over")
    assert (code, called) == (0, {"gone": ["1.0.0", "1.1.0"], "keep": ["1.0.1", "1.1.1", "2.0.0"], "start_over": True})
    assert "An old commit still does." in told
    assert "Published in their place: v1.0.1, v1.1.1." in told
