"""The promises of a pseudonym: nothing recovers it without the key, nothing moves it, nothing links it, nothing tells it."""

import base64
import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from builders import EXAMPLES, ROOT, SHARED, arrest, incident, key, policy, pseudonymiser, record, statement
from click.testing import CliRunner
from faker.providers.person.en_GB import Provider as British
from hypothesis import given
from hypothesis import strategies as st

from casebook.contract import load_contract
from casebook.errors import SecretError
from casebook.link import link, plain_name
from casebook.wall import pseudonyms
from casebook.wall.codenames import NUMBERS, draw
from casebook.wall.keys import Key
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.pseudonyms import Pseudonymiser

CONTRACT = load_contract()
KEY = key("\x07")  # not among those that the intruder tries
NAMES = ["Jo Vane", "Ty Moss", "Fen Watch", "Ada Quill"]
PERSONS = {"a1": ["Jo Vane", "Ty Moss"], "a2": ["Jo Vane", "Ada Quill", None], "a3": [None, "Ty Moss"]}
GROUP = "The Fen Watch"
HASHES = sorted(hashlib.algorithms_guaranteed)
DEMO = EXAMPLES / "demo.key"


def newspapers(articles=PERSONS):
    """An article for each entry: one sting by the same group, its persons, and who speaks of it."""
    return [
        record(
            article,
            [incident(group=GROUP)],
            [arrest(name=name, age=30) for name in names],
            [statement(voice=name) for name in names if name],
        )
        for article, names in articles.items()
    ]


def coded(records, **changes):
    """The coded tables, all that could ever leave, under a key."""
    return pseudonymise(link(records), pseudonymiser(key=KEY, **changes), CONTRACT, policy(group_min_incidents=1)).tables


def told(rows):
    """Who a row is of: its id and code name."""
    return {row["arrest_id"]: row["person"] for row in rows}


# 1. Nothing is recovered without the key


def spellings(words, articles):
    """How an intruder might write each word before hashing it: cases, parts, joined with the article it stands in."""
    plain = {
        form
        for w in words
        for form in (w, w.lower(), w.upper(), w.title(), plain_name(w), w.replace(" ", "").lower(), *w.split())
    }
    keyed = {f"{place}{mark}{plain_name(w)}" for w in words for place in articles for mark in ("", " ", "|", "/")}
    return sorted(form.encode() for form in plain | keyed | set(articles))


def hashed(word):
    """A word through every common hash, plain, twice, and under keys that anybody would try."""
    for name in HASHES:
        size = (32,) if name.startswith("shake") else ()
        once = hashlib.new(name, word).digest(*size)
        yield once
        yield hashlib.new(name, once).digest(*size)
    for guess in (b"", b"\0" * 32, b"k" * 32, b"secret", b"casebook", word):
        yield hmac.new(guess, word, hashlib.sha256).digest()
    yield word.ljust(8, b"\0")


def ours(words, articles):
    """Our own code under keys that anybody has: zeros, letters, the public demo key."""
    demo = base64.urlsafe_b64decode(DEMO.read_bytes())
    for secret in (b"\0" * 32, b"k" * 32, b"casebook" * 4, demo):
        for kind in ("arr", "inc", "art", "sta", "person", "speaker", "group"):
            made = Pseudonymiser(Key(secret))
            for word in words:
                yield made.digest(kind, plain_name(word))
                for article in articles:
                    yield made.digest(kind, article, plain_name(word))
                    yield made.digest(kind, article, "i1", plain_name(word))


def dictionary(words, articles):
    """Every digest that an intruder without the key gets from the words."""
    return [d for word in spellings(words, articles) for d in hashed(word)] + list(ours(words, articles))


def recovered(pseudonyms, digests):
    """How many pseudonyms are a digest: whole or cut anywhere, in hex or base64, or the code name that it draws."""
    forms = (bytes.hex, lambda d: base64.b64encode(d).decode(), lambda d: base64.urlsafe_b64encode(d).decode())
    book = "\n".join(form(d) for d in digests for form in forms)
    drawn = {draw(d) for d in set(digests)}
    return sum(p.partition("_")[2] in book if "_" in p else p in drawn for p in pseudonyms)


def leaving(tables):
    """Every keyed id and code name of coded tables."""
    fields = {
        (name, f.name) for name, t in CONTRACT.tables.items() for f in t.fields.values() if f.form and f.content != "period"
    }
    return {row[c] for name, rows in tables.items() for row in rows for t, c in fields if t == name and row.get(c)}


def test_the_dictionary_finds_a_plain_hash():
    """Would the attack find names that were only hashed (so that the next tests can fail)?"""
    digests = dictionary(NAMES, ["a1"])
    naive = [
        "arr_" + hashlib.sha256(b"Jo Vane").hexdigest()[:16],
        "arr_" + hashlib.sha1(b"jovane", usedforsecurity=False).hexdigest()[5:21],
        "inc_" + base64.b64encode(hashlib.sha3_512(b"a1/ada quill").digest()).decode()[:11],
        draw(hashlib.blake2b(b"Fen Watch").digest()),
        pseudonymiser().keyed_id("arr", "a1", "i1", "ty moss"),
    ]
    assert recovered(naive, digests) == len(naive)


def test_a_dictionary_of_all_names_recovers_nothing():
    """Do all invented names, hashed in every common way or by our own code without the key, hit no id and no code name?"""
    pseudonyms = leaving(coded(newspapers()))
    assert len(pseudonyms) > 20
    assert recovered(pseudonyms, dictionary([*NAMES, GROUP, "The Daily Fen"], PERSONS)) == 0


@pytest.mark.skipif(not (SHARED / "article").is_dir(), reason="the source is not beside the project (../shared/article)")
def test_a_dictionary_of_the_source_recovers_nothing():
    """And all names of the real article, in what its record becomes and in what was released of it?"""
    from casebook.ingest import read_articles
    from casebook.reading.extract import extract

    articles = list(read_articles(SHARED / "article"))
    records = [extract(a) for a in articles]
    words = {a.text[slice(*n.span)] for a, r in zip(articles, records, strict=True) for n in r.names}
    words |= {i.group for r in records for i in r.incidents if i.group} | {
        s.voice for r in records for s in r.statements if s.voice
    }
    released = [
        p
        for version in (ROOT / "dataset").glob("*/data")
        for p in leaving({f.stem: pq.read_table(f).to_pylist() for f in version.glob("*.parquet")})
    ]
    hits = recovered(leaving(coded(records)) | set(released), dictionary(sorted(words), [a.id for a in articles]))
    assert len(words) >= 6
    assert hits == 0


# 2. Nothing moves a pseudonym


def test_epoch_one_has_not_changed():
    """Are the ids of the first key those that releases hold, to the letter?"""
    assert pseudonymiser().keyed_id("arr", "a1", "i1") == "arr_963bbcebbe8c3022"
    assert (
        pseudonymiser(tier="open").digest("person", "Jo Vane").hex()
        == "97bd63097ed36651e45e2beab0528854318c1c827a673cfcb23ef43180ee5bc6"
    )
    assert pseudonymiser().code_names("person", [("Jo Vane",)]) == {("Jo Vane",): "Lilac Trombone 262669"}


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_run_gives_the_same(seed):
    """Does a new process with another hash seed give the same ids and code names?"""
    script = "import json, test_pseudonyms as t; print(json.dumps(sorted(t.leaving(t.coded(t.newspapers())))))"
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "tests")}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=env, cwd=ROOT)
    assert json.loads(run.stdout) == sorted(leaving(coded(newspapers())))


@given(st.permutations(list(PERSONS)), st.permutations(NAMES))
def test_order_does_not_matter(articles, names):
    """Do the same articles and the same things give the same in any order?"""
    assert coded(newspapers({a: PERSONS[a] for a in articles})) == coded(newspapers())
    things = [(n,) for n in NAMES]
    assert pseudonymiser().code_names("person", [(n,) for n in names]) == pseudonymiser().code_names("person", things)


@given(st.sets(st.sampled_from(sorted(PERSONS)), min_size=1))
def test_new_articles_move_nobody(first):
    """Does who was released before keep id, code name and group's code name when articles are added?"""
    before, after = coded(newspapers({a: PERSONS[a] for a in sorted(first)})), coded(newspapers())
    assert told(before["arrests"]).items() <= told(after["arrests"]).items()
    for table in ("incidents", "statements"):
        kept = {row[f"{table[:-1]}_id"]: row for row in after[table]}
        assert all(kept[row[f"{table[:-1]}_id"]] == row for row in before[table])


def test_thousands_of_newcomers_rename_nobody():
    """Do three thousand keep their code names when three thousand more join the table?"""
    old, new = ([(str(i),) for i in numbers] for numbers in (range(3_000), range(6_000)))
    assert pseudonymiser().code_names("person", old).items() <= pseudonymiser().code_names("person", new).items()


def test_every_thing_has_a_code_name_of_its_own():
    """Are there no two alike among twenty thousand, more than there are pairs of words?"""
    names = pseudonymiser().code_names("person", [(str(i),) for i in range(20_000)])
    assert len(set(names.values())) == 20_000
    assert all(re.fullmatch(CONTRACT.code_names.pattern, n) for n in names.values())


def test_there_are_as_many_names_as_we_say():
    """Do the words and numbers of today make the thirteen thousand million names that pseudonyms.py counts with?"""
    words = CONTRACT.code_names
    assert len(words.first) * len(words.second) * (NUMBERS[1] - NUMBERS[0] + 1) == 12_969_000_000


def test_two_that_draw_the_same_name_part(monkeypatch):
    """Where names are so few that many draw the same, does each still get its own, in any order?"""
    monkeypatch.setattr(pseudonyms, "draw", lambda seed, attempt: f"Amber Heron {seed[0] % 8 if attempt < 3 else seed.hex()}")
    things = [(str(i),) for i in range(60)]
    names = pseudonymiser().code_names("person", things)
    assert len(set(names.values())) == 60
    assert {f"Amber Heron {i}" for i in range(8)} <= set(names.values())
    assert names == pseudonymiser().code_names("person", things[::-1])


def test_each_attempt_draws_another_name():
    """Does a further attempt at a name give another one, the same on each call?"""
    drawn = [draw(b"seed", attempt) for attempt in range(50)]
    assert len(set(drawn)) == 50
    assert drawn == [draw(b"seed", attempt) for attempt in range(50)]


# 3. Nothing links two pseudonyms of one thing


def test_keys_kinds_tiers_and_epochs_do_not_meet():
    """Do the digests, and the ids and code names they give, differ by key, kind, tier and epoch?"""
    makers = [
        pseudonymiser(),
        pseudonymiser(key=key("q")),
        pseudonymiser(tier="open"),
        pseudonymiser(key=Key(key().secret, 2), epoch=2),
    ]
    digests = [m.digest(kind, "Jo Vane") for m in makers for kind in ("person", "group", "arr", "inc")]
    assert len(set(digests)) == len(digests) == 16
    names = [m.code_names(kind, [("Jo Vane",)])[("Jo Vane",)] for m in makers for kind in ("person", "speaker", "group")]
    assert len({name.rpartition(" ")[0] for name in names}) == len({name.rpartition(" ")[2] for name in names}) == 12


def test_two_releases_under_two_tiers_share_nothing():
    """Do two releases of the same articles have no id and no code name in common?"""
    assert not leaving(coded(newspapers())) & leaving(coded(newspapers(), tier="open"))


@pytest.mark.parametrize(("of", "release"), [(1, 2), (2, 1), (3, 2)])
def test_epochs_are_never_mixed(of, release):
    """Is a key of another epoch than the release's refused, with the way out?"""
    with pytest.raises(
        SecretError, match=rf"the key is of epoch {of}, the release of epoch {release}.* set epoch = {of} in release.toml"
    ):
        Pseudonymiser(Key(b"k" * 32, of), epoch=release)


@given(st.lists(st.text(max_size=6), min_size=1, max_size=4), st.lists(st.text(max_size=6), min_size=1, max_size=4))
def test_no_two_lists_of_parts_meet(one, other):
    """Can ("ab", "c") be taken for ("a", "bc")?"""
    assert (pseudonymiser().digest("x", *one) == pseudonymiser().digest("x", *other)) == (one == other)


# 4. One code name per person and incident


def test_one_person_of_one_incident_has_one_code_name():
    """Is somebody told of in two articles on one incident one row with one code name?"""
    same = {"group": GROUP, "date": "2015-05-06", "location_type": "home"}
    articles = [record(a, [incident(**same)], [arrest(name=n, age=30)]) for a, n in (("a1", "Jo Vane"), ("a2", "JO VANE"))]
    assert len(told(coded(articles)["arrests"])) == 1


def test_one_person_of_two_incidents_has_two():
    """Is somebody who was met twice not linkable, and are all rows of a table told apart?"""
    rows = coded(newspapers())["arrests"]
    assert len(told(rows)) == len(rows) == sum(map(len, PERSONS.values()))
    assert len(set(told(rows).values())) == len(rows)


def test_no_person_could_bear_a_code_name():
    """Is the second word never a British surname that goes with first names?"""
    surnames = set(British.last_names)
    assert not surnames & set(CONTRACT.code_names.second)


# 5. Nothing tells a key, a map or a name


def secrets(made):
    """The forms in which a key could be printed."""
    raw = made.secret
    return [repr(raw)[2:-1], raw.hex(), base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode()]


def test_what_holds_a_key_or_names_hides_them():
    """Does no repr of what the wall works with show a key or a name?"""
    made = pseudonymiser(key=Key(b"so secret" * 4))
    casefile = link(newspapers())
    shown = f"{made!r} {made} {casefile!r} {pseudonymise(casefile, made, CONTRACT, policy())!r}".casefold()
    assert not [s for s in [*secrets(made.key), *NAMES] if s.casefold() in shown]


@pytest.mark.parametrize("parts", [("Jo Vane", None), ("Jo Vane", 7), ("Jo Vane", b"Ty Moss")])
def test_a_crash_tells_nothing(parts):
    """Does the traceback of a fault inside tell neither the name nor the key?"""
    with pytest.raises(AttributeError) as problem:
        pseudonymiser().digest("person", *parts)
    shown = "".join(traceback.format_exception(problem.value))
    assert not [s for s in [*secrets(key()), "Jo Vane", "Ty Moss"] if s in shown.replace(__doc__, "")]


def test_half_of_a_character_is_no_crash():
    """Does a name with half of a surrogate pair, which a codec would quote in its error, still get an id of its own?"""
    assert len({pseudonymiser().keyed_id("arr", f"Jo {half}") for half in ("\ud800", "\udc00", "\N{REPLACEMENT CHARACTER}")}) == 3


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """Two of the invented articles, with many names."""
    folder = tmp_path_factory.mktemp("news")
    for path in [*EXAMPLES.glob("crowd*"), *EXAMPLES.glob("members*")]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def private(news):
    """What no release may hold: names and groups as our own reader finds them, and the forms of the key."""
    from casebook.ingest import read_articles
    from casebook.reading.extract import extract
    from casebook.wall.keys import load_key

    found = set(secrets(load_key(DEMO)))
    for article in read_articles(news):
        read = extract(article)
        found |= {article.text[slice(*n.span)] for n in read.names} | {i.group for i in read.incidents if i.group}
    return sorted(f.encode() for f in found if " " in f or len(f) > 20)


def written(folder: Path):
    """Every byte under a folder, and every string of its tables."""
    files = [p for p in folder.rglob("*") if p.is_file()]
    cells = [json.dumps(pq.read_table(p).to_pylist(), default=str).encode() for p in files if p.suffix == ".parquet"]
    return b"\n".join([p.name.encode() + b"\n" + p.read_bytes() for p in files] + cells)


def build(out: Path, news: Path):
    """Run the command; gives exit code and all it said."""
    from casebook.cli import main

    made = ["build", news, "--policy", EXAMPLES / "release.toml", "--key-file", DEMO, "--version", "0.1.0", "--jobs", 1]
    run = CliRunner().invoke(main, [*map(str, made), "--out", str(out)])
    return run.exit_code, run.output.encode()


def test_a_release_and_its_log_hold_no_name_and_no_key(tmp_path, news, private):
    """Is there no invented name, no key and no form of it in any artefact or line of a build?"""
    code, said = build(tmp_path / "out", news)
    everything = written(tmp_path) + said
    assert (code, len(private) > 12, b"arr_" in everything) == (0, True, True)
    assert [p for p in private if p in everything] == []


def test_a_broken_disk_leaves_no_name(tmp_path, news, private, monkeypatch):
    """Where the disk gives up on the third table of a build, does nothing that is left or said hold a name or the key?"""
    whole = pq.write_table

    def breaking(table, path, **options):
        whole(table, path, **options)
        if len(list(Path(path).parent.iterdir())) == 3:
            raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(pq, "write_table", breaking)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code, said = build(tmp_path / "out", news)
    assert code == 7
    assert b"can't be written" in said
    assert [p for p in private if p in written(tmp_path) + said] == []
