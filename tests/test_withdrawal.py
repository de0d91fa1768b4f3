"""Does whoever withdraws stay out, however their articles come back, and does nobody else's row change?"""

import json
import stat
from dataclasses import replace

import pytest
from builders import arrest, incident, key, pseudonymiser, record, statement
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.errors import OutputError, SecretError, UsageError
from casebook.link import link
from casebook.records import Article, Name
from casebook.withdrawal.affected import Corpus, things
from casebook.withdrawal.proof import came_back, removed
from casebook.withdrawal.request import Request, entry_of, find, listed, look
from casebook.withdrawal.seals import Seal
from casebook.withdrawal.suppress import suppress
from casebook.withdrawal.suppression import Suppressions, append, load_suppressions, refuse_forgotten

SCENE = {"group": "Fen Watch", "date": "2019-05-04", "location_type": "park_open", "region": "east_of_england"}
STORY = " ".join(f"word{n} was said of the matter" for n in range(40))
NOBODY = Suppressions(Seal(key()))


def corpus(*records, **texts):
    """Records with an article each: a text of its own where none is given."""
    told = {r.id: Article(r.id, texts.get(r.id, f"{r.id} " + STORY.replace("matter", f"matter of {r.id}"))) for r in records}
    return Corpus(told, records)


def withdrawn(known, **facts):
    """The list once everybody whose row has these facts has withdrawn."""
    casefile = link(known.records)
    people = find(casefile, known.texts, Request(), pseudonymiser(), NOBODY)
    chosen = [p for p in people if all(getattr(p.arrest, name) == value for name, value in facts.items())]
    assert chosen
    seen = look(casefile, known.texts, NOBODY)
    return NOBODY.plus(*(entry_of(person, seen, NOBODY) for person in chosen))


def left(known, suppressions):
    return suppress(link(known.records), suppressions, known.texts)


def people(casefile):
    """Whom a casefile still tells of: names, ages of the unnamed."""
    return sorted((a.name or str(a.age) for e in casefile.episodes for a in e.arrests), key=str)


def two(name="Jo Vane", other="Sam Reed", **changes):
    """An article on an incident of two named persons."""
    rows = [arrest(name=name, age=45, person="p1", **changes), arrest(name=other, age=45, person="p2")]
    return record("a1", [incident(**SCENE)], rows)


@pytest.mark.parametrize("again", ["Jo Vane", "Mr Jo VANE", "Jo Alan Vane", "Jó Vane", "Joseph Vane", "J. Vane", "Vane"])
def test_a_name_is_known_again(again):
    """Does a person stay out of an article that nobody knew, with a title, a middle name, an accent or a shorter name?"""
    known = withdrawn(corpus(two()), name="Jo Vane")
    later = record("b7", [incident(region="east_of_england")], [arrest(name=again), arrest(name="Ann Vale")])
    assert people(left(corpus(later), known)) == ["Ann Vale"]


def test_a_namesake_goes_too_and_nobody_else():
    """Is the same name taken for the same person wherever it stands, and another surname or first name for another?"""
    known = withdrawn(corpus(two()), name="Jo Vane")
    others = record("b8", [incident(region="wales")], [arrest(name=n) for n in ("Jo Vane", "Kim Vane", "Jo Vale", "Sam Reed")])
    assert people(left(corpus(others), known)) == ["Jo Vale", "Kim Vane", "Sam Reed"]


def test_unnamed_rows_of_the_same_incident_go():
    """Does the row of an earlier article, before the name was printed, go with the person, and that of another incident stay?"""
    early = record("a0", [incident(**SCENE), incident("i2", date="2018-01-02")], [arrest(age=44), arrest("i2", age=31)])
    known = corpus(early, two())
    assert people(left(known, withdrawn(known, name="Jo Vane"))) == ["31", "Sam Reed"]


def test_who_was_seen_at_a_scene_is_known_without_a_link():
    """Is somebody unnamed of that age, give or take a year, in that region on that day the same person? And a named one not?"""
    known = withdrawn(corpus(two()), name="Jo Vane")
    elsewhere = {**SCENE, "group": None}
    rows = [arrest(age=46), arrest(name="Al Moss", age=45)]
    assert people(left(corpus(record("c1", [incident(**elsewhere)], rows)), known)) == ["Al Moss"]
    assert people(left(corpus(record("c2", [incident(**{**elsewhere, "date": "2019-05-05"})], rows)), known)) == ["46", "Al Moss"]


def test_an_unnamed_person_is_known_by_a_name_printed_later():
    """Does a later article name whom an earlier one had without a name, and go as well?"""
    early = record("a0", [incident(**{**SCENE, "group": None})], [arrest(age=45)])
    later = record(
        "a9", [incident("i4", **{**SCENE, "group": None})], [arrest("i4", name="Jo Vane", age=45)], published="2019-09-01"
    )
    known = corpus(early, later)
    casefile = left(known, withdrawn(known, name=None))
    assert (casefile.episodes, casefile.articles) == ((), ())


def unnamed():
    """An article on two incidents, an unnamed person in each."""
    scenes = [incident("i1", date="2018-03-01"), incident("i2", date="2018-06", type="wrong_target")]
    return record("a1", scenes, [arrest("i1", age=30, sex="male"), arrest("i2", sex="female"), arrest("i2", name="Ann Vale")])


@pytest.mark.parametrize(
    ("name", "change", "stays"),
    [
        ("a1", {}, ["30", "Ann Vale"]),
        ("renamed", {}, ["30", "Ann Vale"]),
        ("renamed", {"incident": "i1"}, ["30", "Ann Vale"]),  # filed elsewhere by newer rules
        ("renamed", {"sex": "male"}, ["Ann Vale"]),  # read otherwise: nobody unnamed of the article stays
        ("renamed", {"name": "Kit Poole"}, ["30", "Ann Vale"]),  # the name is read now
    ],
)
def test_an_article_comes_back(name, change, stays):
    """Does somebody unnamed stay out when the article comes under another name, or is read by other rules?"""
    first = unnamed()
    known = withdrawn(corpus(first), sex="female")
    who = first.arrests[1]
    moved = replace(first.arrests[0], incident="i2") if change.get("incident") else first.arrests[0]
    again = replace(first, id=name, arrests=(moved, replace(who, **change), first.arrests[2]))
    if change.get("incident"):
        again = replace(again, arrests=(first.arrests[0], first.arrests[2], replace(who, incident="i3")))
        again = replace(again, incidents=(*first.incidents, incident("i3")))
    told = corpus(again, **{name: corpus(first).texts["a1"].text})
    assert people(left(told, known)) == stays


def test_an_edited_article_is_the_same():
    """Is a copy with a word in twenty changed still that article, and another story not?"""
    first = unnamed()
    known, text = withdrawn(corpus(first), sex="female"), corpus(first).texts["a1"].text
    words = text.split()
    edited = " ".join("new" if n % 20 == 0 else w for n, w in enumerate(words))
    copy, other = replace(first, id="copy"), replace(first, id="other")
    assert people(left(corpus(copy, copy=edited), known)) == ["30", "Ann Vale"]
    assert people(left(corpus(other, other="Quite another story. " * 30), known)) == ["30", "Ann Vale", "None"]


def test_nothing_is_left_of_an_emptied_incident():
    """Do the incident, what was said of it, and an article that tells of nothing else go with its last person?"""
    only = record("a1", [incident(**SCENE)], [arrest(name="Jo Vane")], [statement(incident="i1"), statement()])
    both = record(
        "a2",
        [incident(**SCENE), incident("i2")],
        [arrest("i2", name="Sam Reed")],
        [statement(incident="i1"), statement(incident="i2"), statement()],
    )
    known = corpus(only, both)
    casefile = left(known, withdrawn(known, name="Jo Vane"))
    assert [r.id for r in casefile.articles] == ["a2"]
    assert [e.handle for e in casefile.episodes] == [("a2", "i2")]
    assert [(t.article, t.number, t.incident) for t in casefile.statements] == [("a2", 1, ("a2", "i2")), ("a2", 2, None)]


def test_what_the_person_said_goes():
    """Do statements of the person go, in an article too that has no row of them, and those of others stay?"""
    first = replace(two(), statements=(statement(voice="p1"), statement(voice="p2"), statement(voice="body:police")))
    text = "Jo Vane of the group spoke to us. Sam Reed did too."
    later = record(
        "b1",
        names=[Name((0, 7), person="p4"), Name((34, 42), person="p5")],
        statements=[statement(voice=v) for v in ("p4", "p5")],
    )
    known = corpus(first, later, b1=text)
    assert [t.statement.voice for t in left(known, withdrawn(known, name="Jo Vane")).statements] == ["p2", "body:police", "p5"]


def test_who_stays_keeps_every_id():
    """Does a withdrawal take ids away and never change or add one?"""
    known = corpus(record("a0", [incident()], [arrest(age=31), arrest(age=32)]), two(), replace(unnamed(), id="a3"))
    before = set(things(link(known.records)))
    assert set(things(left(known, withdrawn(known, name="Jo Vane")))) < before


def test_an_empty_list_changes_nothing():
    """Is a casefile the same where nobody, or somebody else, withdrew?"""
    known = corpus(two(), replace(unnamed(), id="a3"))
    assert left(known, NOBODY) == link(known.records)
    stranger = withdrawn(
        corpus(record("z", [incident(**{**SCENE, "date": "2001-01-01"})], [arrest(name="Una Todd", age=70)])), age=70
    )
    assert left(known, stranger) == link(known.records)


NAMES = st.sampled_from([None, "Jo Vane", "Sam Reed", "Ann Vale"])
ROWS = st.lists(st.tuples(NAMES, st.sampled_from([None, 30, 45]), st.sampled_from(["i1", "i2"])), max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4), st.sampled_from(["Jo Vane", "Sam Reed"]))
def test_whatever_the_articles_hold(tellings, name):
    """Is the name gone everywhere, is no link left open, and does nothing come back under other names?"""
    scenes, said = [incident("i1", **SCENE), incident("i2")], [statement(incident="i1"), statement(incident="i2")]
    records = [
        record(f"a{n}", scenes, [arrest(i, name=who, age=age) for who, age, i in rows], said) for n, rows in enumerate(tellings)
    ]
    known = corpus(two(), *(replace(r, id=f"x{r.id}") for r in records))
    suppressions = withdrawn(known, name=name)
    casefile = left(known, suppressions)
    assert name not in people(casefile)
    articles, handles = {r.id for r in casefile.articles}, {e.handle for e in casefile.episodes}
    assert all(t.article in articles and (t.incident is None or t.incident in handles) for t in casefile.statements)
    assert all(set(e.articles) <= articles for e in casefile.episodes)
    assert came_back(removed(known, suppressions), known, suppressions) == 0


def test_a_proof_that_can_fail():
    """Does the proof find whom a list doesn't know?"""
    known = corpus(two())
    assert came_back(removed(known, withdrawn(known, name="Jo Vane")), known, NOBODY) == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"month": "2019-05"}, ["Jo Vane", "Sam Reed"]),
        ({"month": "2018-03"}, ["30"]),
        ({"month": "2018-06"}, ["Ann Vale", "None"]),
        ({"place": "East of England"}, ["Jo Vane", "Sam Reed"]),
        ({"place": "Ely", "month": "2019-05"}, ["Jo Vane", "Sam Reed"]),
        ({"article": "a3"}, ["30", "Ann Vale", "None"]),
    ],
)
def test_a_request_finds_who_may_be_meant(asked, found):
    """Do month, town or region and article lead to everybody they fit?"""
    known = corpus(two(), replace(unnamed(), id="a3"), a1="It was in Ely that they met.")
    candidates = find(link(known.records), known.texts, Request(**asked), pseudonymiser(), NOBODY)
    assert sorted(c.arrest.name or str(c.arrest.age) for c in candidates) == found
    assert not {"Vane", "Reed", "Vale", "45"} & set(" ".join(listed(candidates)).split())


def test_a_request_that_fits_nobody():
    """Does it say so, and does a month that is none?"""
    known = corpus(two())
    with pytest.raises(UsageError, match="nobody in the articles matches"):
        find(link(known.records), known.texts, Request(month="1999-01"), pseudonymiser(), NOBODY)
    with pytest.raises(UsageError, match="month"):
        Request(month="May 2019")


def test_the_list_on_the_disk(tmp_path):
    """Is it for its owner's eyes, does it grow by lines, hold nothing in plain, and take nobody twice?"""
    file, entries = tmp_path / "keys" / "withdrawn", withdrawn(corpus(two())).entries
    append(file, entries[:1], key())
    first = file.read_bytes()
    assert append(file, entries, key()).lines == 2
    append(file, entries, key())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(first)
    assert load_suppressions(file, key()).entries == entries
    assert [p.name for p in file.parent.iterdir()] == ["withdrawn"]
    told = file.read_text().lower()
    assert not any(word in told for word in ("vane", "reed", "park", "fen", "sam"))


def test_a_list_that_this_key_cannot_read(tmp_path):
    """Does a build refuse a list made under another key, until the same persons are withdrawn under its own?"""
    file, entries = tmp_path / "withdrawn", withdrawn(corpus(two()), name="Jo Vane").entries
    append(file, entries, key())
    with pytest.raises(SecretError, match="holds 1 made under another key"):
        load_suppressions(file, key("z"))
    assert append(file, entries, key("z")).check().lines == 1


@pytest.mark.parametrize(
    "text", ["no json\n", '{"form": 1}\n', "[1]\n", '{"form":2,"epoch":1,"key":"KEY","marks":[],"sketches":[]}\n']
)
def test_a_damaged_list_stops_a_build(tmp_path, text):
    """Is a list that can't be read refused, and one that is not there?"""
    file = tmp_path / "withdrawn"
    with pytest.raises(UsageError, match="no such file"):
        load_suppressions(file, key())
    file.write_text(text.replace("KEY", Seal(key()).check))
    with pytest.raises(UsageError, match="damaged"):
        load_suppressions(file, key())


def test_a_list_never_lies_in_a_repository(tmp_path):
    """Is a file in a work tree refused, deep in it too?"""
    (tmp_path / ".git").mkdir()
    with pytest.raises(UsageError, match="repository"):
        append(tmp_path / "deep" / "er" / "withdrawn", (), key())


def test_a_full_disk_leaves_the_list_as_it_was(tmp_path, monkeypatch):
    """Is the list whole when a line more can't be written?"""
    file, entries = tmp_path / "withdrawn", withdrawn(corpus(two())).entries
    append(file, entries[:1], key())
    before = file.read_bytes()
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OutputError, match="No space left"):
        append(file, entries, key())
    assert file.read_bytes() == before


def test_a_build_that_forgets_the_list(tmp_path):
    """Is a build refused beside a shelf from which persons were withdrawn, where no list is named?"""
    entry = {"version": "1.0.0", "status": "withdrawn", "sha256sums": "0"}
    (tmp_path / "versions.json").write_text(json.dumps({"versions": [entry]}))
    refuse_forgotten(NOBODY, tmp_path / "1.0.1", None)
    with pytest.raises(UsageError, match="come back"):
        refuse_forgotten(None, tmp_path / "1.0.1", None)
