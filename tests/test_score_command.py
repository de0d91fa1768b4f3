"""`casebook score` as a user meets it: what it shows, what it never shows, how it ends."""

import json
import re

import pytest
from builders import incident, statement
from perturbed import write_gold, write_lines
from score_runs import at, casebook, coded

from casebook.records import Name
from casebook.score.coded import faults
from casebook.score.figures import ROWS

PRIVATE = ("Quillmouth", "Tolvic", "2018-03-04", "4321", "58")


@pytest.fixture
def files(tmp_path):
    """A gold folder of two articles and a record file with errors of every kind; gives their paths."""
    names = [Name((0, 6)), Name((30, 36))]
    incidents = [incident("i1", anchor=(0, 20), date="2018-03-04", audience=4321)]
    arrests = [at(0, 6, age=58, residence="Quillmouth", charge="charged", offences=("rape",)), at(110, 116, plea="guilty")]
    statements = [statement(content=((30, 60),), channel="court")]
    one = coded(names=names, incidents=incidents, arrests=arrests, statements=statements)
    one["names"][0]["s"] = "Tolvic"
    two = {**one, "id": "a2"}
    ours = coded(
        names=names[:1],
        incidents=[incident("i1", anchor=(0, 20), date="2018", type="crowd_action", audience=7)],
        arrests=[at(0, 6, role="Tolvic", age=59, residence="Tolvic End", offences=("drugs",))],
        statements=[*statements, statement(content=((200, 210),))],
    )
    folder = write_gold(tmp_path / "gold", [one, two], {"a1": "Tolvic\n" * 40, "a2": "Tolvic\n" * 40})
    return folder, write_lines(tmp_path / "ours.jsonl", [ours, two]), tmp_path


def test_the_table_has_every_row(files):
    """Does the table show all rows, with the figures, and end with 0?"""
    code, printed = casebook("score", *files[:2])
    assert code == 0
    assert [line.split()[0] for line in printed.splitlines()[1:] if line] == list(ROWS)
    assert re.search(r"^arrests\.age +0\.500 +0\.500 +0\.500 +2$", printed, re.MULTILINE)


@pytest.mark.parametrize(
    "line",
    [
        "names +missed +1  a1 \\[30, 36\\]",
        "arrests +missed +1  a1 \\[110, 116\\]",
        "statements +spurious +1  a1 \\[200, 210\\]",
        "incidents.type +sting_confrontation -> crowd_action +1  a1",
        "incidents.date +a value -> another value +1  a1",
        "arrests.role +suspect -> «masked» +1  a1",
        "arrests.charge +charged -> nothing +1  a1",
        "arrests.offences +rape -> nothing +1  a1",
        "arrests.offences +nothing -> drugs +1  a1",
        "arrests.residence +a value -> another value +1  a1",
    ],
)
def test_errors_by_kind(files, line):
    """Is each error told by field and code with its place?"""
    code, printed = casebook("score", *files[:2], "--errors")
    assert code == 0
    assert re.search(rf"^  {line}$", printed, re.MULTILINE), printed


def test_nothing_private_is_shown(files):
    """Are words, ages, dates and residences in no output, printed or written, whatever is asked for?"""
    folder, ours, tmp_path = files
    old = write_lines(tmp_path / "old.jsonl", [coded()])
    _, printed = casebook("score", folder, ours, "--errors", "--against", old, "--json", tmp_path / "out.json")
    written = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert "Won" in printed
    assert '"won"' in written
    assert not [word for word in PRIVATE if word in printed or word in written]


def test_against(files):
    """Does --against show old figures, differences, and what was won and lost with its articles?"""
    folder, ours, tmp_path = files
    perfect = write_lines(tmp_path / "perfect.jsonl", [json.loads(p.read_text()) for p in sorted(folder.glob("*.json"))])
    code, printed = casebook("score", folder, perfect, "--against", ours)
    assert code == 0
    assert "Lost: nothing" in printed
    assert re.search(r"^arrests\.age +1\.000 +1\.000 +1\.000 +2 +0\.500 +\+0\.500 +1$", printed, re.MULTILINE)
    assert re.search(r"^  arrests\.age +1  a1$", printed, re.MULTILINE)
    code, printed = casebook("score", folder, ours, "--against", perfect)
    assert "Won: nothing" in printed
    assert re.search(r"^arrests\.age +0\.500 +0\.500 +0\.500 +2 +1\.000 +-0\.500 +1$", printed, re.MULTILINE)


def test_json(files):
    """Does --json hold the figures of the table, every error and every change?"""
    folder, ours, tmp_path = files
    casebook("score", folder, ours, "--against", ours, "--json", tmp_path / "out.json")
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert list(data["rows"]) == list(ROWS)
    assert data["rows"]["arrests.age"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "gold": 2}
    assert {
        "row": "names",
        "what": "missed",
        "slots": 1,
        "where": [{"article": "a1", "place": "names[1]", "span": [30, 36]}],
    } in (data["errors"])
    assert data["against"]["rows"] == data["rows"]
    assert data["against"]["won"] == data["against"]["lost"] == {}


def test_an_article_without_a_record_is_missing(files):
    """Is it named, are all of its slots missing, and is that no failure?"""
    folder, ours, tmp_path = files
    lines = ours.read_text().splitlines()
    ours.write_text(lines[0] + "\n\n")
    code, printed = casebook("score", folder, ours, "--json", tmp_path / "out.json")
    assert code == 0
    assert "No record for 1 of the articles (a2)" in printed
    assert json.loads((tmp_path / "out.json").read_text())["rows"]["incidents.found"]["r"] == 0.5


def test_an_article_without_a_text_is_one_paragraph(files):
    """Is it said that a text is not there, and does --texts name where it is?"""
    folder, ours, tmp_path = files
    (folder / "a2.txt").rename(tmp_path / "a2.txt")
    code, printed = casebook("score", folder, ours)
    assert code == 0
    assert "No text for 1 of the articles (a2)" in printed
    assert "No text for 1 of the articles (a1)" in casebook("score", folder, ours, "--texts", tmp_path)[1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"{", "not valid JSON"),
        (b'{"id": "\xff"}', "not UTF-8"),
        (b"[]", "not an object"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"id": "a3", "names": [], "incidents": [], "arrests": {}}', "no list 'arrests' (and 1 more)"),
        (b'{"id": "a3", "names": [{}], "incidents": [], "arrests": [], "statements": []}', "names[0].span is not a span"),
    ],
)
def test_a_bad_gold_file_is_set_aside(files, text, reason):
    """Is the rest scored, the bad file named with its reason, and the exit code 1?"""
    folder, ours, _ = files
    figures = casebook("score", folder, ours)[1]
    (folder / "a3.offsets.json").write_bytes(text)
    code, printed = casebook("score", folder, ours)
    assert code == 1
    assert printed.startswith(figures)
    assert f"a3.offsets.json was set aside: {reason}" in printed


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ([], "not an object"),
        ({}, "'id' is not a printable string"),
        ({"id": "a\n1"}, "'id' is not a printable string"),
        ({"id": "\ud800"}, "'id' is not a printable string"),
        ({"id": "a1", "names": {}}, "'names' is not a list"),
        ({"id": "a1", "names": [3]}, "names[0] is not an object"),
        ({"id": "a1", "names": [{"span": [4, 2]}]}, "names[0].span is not a span"),
        ({"id": "a1", "names": [{"span": [0, 10**12]}]}, "names[0].span is not a span"),
        ({"id": "a1", "dates": [{"span": None}]}, "dates[0].span is not a span"),
        ({"id": "a1", "arrests": [{"mention": "the man"}]}, "arrests[0].mention is not a span"),
        ({"id": "a1", "arrests": [{"incident": []}]}, "arrests[0].incident is not a string"),
        ({"id": "a1", "arrests": [{"offences": "rape"}]}, "arrests[0].offences is not a list of codes"),
        ({"id": "a1", "statements": [{"content": [3]}]}, "statements[0].content is not a list of spans"),
        ({"id": 7, "arrests": [{"mention": None, "offences": None}]}, None),
    ],
)
def test_faults(data, fault):
    """Is what is not well formed told with its path and without its value?"""
    assert faults(data) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["nowhere", "OURS"], 2, "nowhere: no such folder"),
        (["GOLD", "OURS", "--texts", "nowhere"], 2, "nowhere: no such folder"),
        (["EMPTY", "OURS"], 2, "no gold file in it"),
        (["BAD", "OURS"], 2, "no gold file can be scored (a1.offsets.json: not valid JSON)"),
        (["GOLD", "nothing.jsonl"], 2, "nothing.jsonl: no such file"),
        (["GOLD", "GOLD"], 2, "no such file"),
        (["GOLD", "OURS", "--against", "nothing.jsonl"], 2, "nothing.jsonl: no such file"),
        (["GOLD", "BROKEN"], 6, "line 2 is not a working record (not valid JSON)"),
        (["GOLD", "STRANGER"], 2, "no record of any article of the gold set"),
        (["GOLD", "OURS", "--json", "OURS"], 2, "exists"),
        (["GOLD", "OURS", "--json", "/proc/out.json"], 7, "can't be written"),
    ],
)
def test_a_mistake_is_one_line_with_the_way_out(files, args, code, says):
    """Does each mistake end with its own code and one clear line?"""
    folder, ours, tmp_path = files
    bad = write_gold(tmp_path / "bad", [], {})
    (bad / "a1.offsets.json").write_text("{")
    (tmp_path / "broken.jsonl").write_text(ours.read_text().splitlines()[0] + "\n{\n")
    places = {
        "GOLD": folder, "OURS": ours, "BAD": bad, "EMPTY": write_gold(tmp_path / "empty", [], {}),
        "BROKEN": tmp_path / "broken.jsonl", "STRANGER": write_lines(tmp_path / "stranger.jsonl", [coded(article="b9")]),
    }  # fmt: skip
    ended, printed = casebook("score", *[places.get(a, a) for a in args])
    assert ended == code, printed
    assert says in printed
    assert len(printed.strip().splitlines()) == 1
