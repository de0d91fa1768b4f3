"""The motivated intruder: each attack succeeds on a release that was weakened for it, and fails on a proper one."""

import hashlib
import json
from dataclasses import replace
from itertools import combinations

import pytest
from attacked import CONTRACT, NAMES, POLICY, distractors, finest, person, sources, told, widened, with_cell, withheld
from builders import EXAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.attack.dictionary import try_names
from casebook.attack.differencing import lay_over
from casebook.attack.fingerprints import find_fingerprints
from casebook.attack.neighbour import ask_insiders, ask_neighbours
from casebook.attack.rerun import find_rows_again
from casebook.attack.retrieval import find_articles
from casebook.attack.scan import find_bytes
from casebook.attack.sources import gather
from casebook.attack.wording import Wording, places_of_regions, plain_words
from casebook.attack.words import find_shared_words, longest_shared, words
from casebook.wall.keys import KEY_BYTES, Key, load_key
from casebook.wall.pseudonyms import Pseudonymiser

SOURCES = sources()
FINEST = finest(SOURCES)
PROPER = withheld(FINEST)
FACTS = {
    "sex": ("male", "female"),
    "age_band": ("18_29", "30_44", "withheld"),
    "role": ("suspect", "crowd_member"),
    "residence": ("same_area", "elsewhere"),
}
QUASI = [f"{t.name}.{f.name}" for t in CONTRACT.tables.values() for f in t.quasi]


def value(figures, name):
    return figures.by_name()[name].value


# words


def test_a_sentence_in_a_cell_is_found():
    """Is a run of the source in a cell measured in words, whatever its case and punctuation?"""
    weak = with_cell(FINEST, "arrests", "person", f"{person(0).upper()}, bakes; LOAVES")
    assert value(find_shared_words(weak, SOURCES), "shared_words") == 4


def test_codes_and_documents_are_told_apart():
    """Do ids, code names and codes share no run, and is the card counted by itself?"""
    card = f"A card that quotes: {person(0)} bakes loaves in".encode()
    found = find_shared_words(replace(FINEST, files={"README.md": card}), SOURCES)
    assert value(found, "shared_words") <= 1
    assert value(found, "shared_words_of_documents") == 5


@given(*[st.lists(st.lists(st.sampled_from("abc"), max_size=8), max_size=3)] * 2)
def test_the_longest_run_is_the_longest(released, texts):
    """Is it the same as trying every pair of places?"""
    runs = (
        n
        for a in released
        for b in texts
        for i in range(len(a))
        for j in range(len(b))
        for n in range(1, 9)
        if a[i : i + n] == b[j : j + n] and i + n <= len(a) and j + n <= len(b)
    )
    assert longest_shared(released, texts) == max(runs, default=0)


def test_words_are_plain():
    """Are case, punctuation and underscores set aside?"""
    assert words("Police_bail: “THE end”") == ["police", "bail", "the", "end"]


# retrieval


def test_rows_as_coded_find_their_article():
    """Do rows that say what the article says bring it up, more often than shuffled ones?"""
    articles = [replace(a, text=f"{a.text} {row['region']} {row['location_type']}") for a, row in zip(*_in_order(), strict=True)]
    found = find_articles(FINEST, replace(SOURCES, articles=tuple(articles)), distractors())
    assert value(found, "retrieval_hit_1") > value(found, "retrieval_chance_1")
    assert value(found, "retrieval_texts") == 90


def _in_order():
    """The articles and the incident of each."""
    by_article = {SOURCES.truth.stories[row["incident_id"]][0]: row for row in FINEST.tables["incidents"]}
    return SOURCES.articles, [by_article[a.id] for a in SOURCES.articles]


def test_withheld_rows_find_nothing():
    """Does a release that withholds all bring up nothing in particular, and do rows without words count as a miss?"""
    found = find_articles(PROPER, SOURCES, distractors())
    assert value(found, "retrieval_hit_1") <= value(found, "retrieval_chance_1")


def test_plain_words_stand_for_codes():
    """Does every vocabulary and code that has plain words exist, and has every region the places of our reader?"""
    for name, plain in plain_words().items():
        assert set(plain) <= {c.code for c in CONTRACT.vocabularies[name].codes}
    regions = {c.code for c in CONTRACT.vocabularies["region"].codes}
    assert len(regions & set(places_of_regions())) >= 12


def test_a_row_is_said_as_an_article_would():
    """Do a quarter become months, a region its places, a missing code nothing?"""
    columns = ("incidents.period", "incidents.region", "arrests.sex", "arrests.age_band", "arrests.offence_groups")
    row = dict(zip(columns, ("2017-Q2", "wales", "withheld", "18_29", ["violence", "property"]), strict=True))
    months, places, ages, *offences = Wording(CONTRACT, columns).phrases(row)
    assert months == "2017 april may june"
    assert "cardiff" in places.split()
    assert "24" in ages.split()
    assert len(offences) == 2


def test_a_tie_counts_as_found_whatever_the_order():
    """Where all texts are the same, is the own one first, in any order of the texts?"""
    same = tuple(replace(a, text="A man was arrested at a home in Wales.") for a in SOURCES.articles)
    for articles in (same, same[::-1]):
        found = find_articles(FINEST, replace(SOURCES, articles=articles))
        assert value(found, "retrieval_hit_1") >= len(FINEST.tables["arrests"])


# rerun


def test_rows_as_coded_are_found_again():
    """Does the finest level lead from every person to one source row, the right one?"""
    found = find_rows_again(FINEST, SOURCES)
    assert value(found, "rerun_unique_correct") > 20
    assert value(found, "rerun_quasi_correct") > 20
    assert value(found, "rerun_incidents_correct") > 20


def test_withheld_rows_are_not_found_again():
    """Does withheld fit every source row, so that nobody is found?"""
    found = find_rows_again(PROPER, SOURCES)
    assert value(found, "rerun_unique") == 0
    assert value(found, "rerun_reached") == 30


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(QUASI), unique=True), st.integers(1, 4), st.sets(st.integers(0, 29), max_size=20))
def test_the_right_row_is_always_among_those_that_fit(columns, step, left_out):
    """Whatever is widened and left out, does each released row still fit its own source row (so that the attack is fair)?"""
    shown = [c for c in columns if c not in ("incidents.n_arrests", "incidents.n_statements")]
    wide = widened(FINEST, step, *shown)
    arrests = [row for n, row in enumerate(wide.tables["arrests"]) if n not in left_out]
    found = find_rows_again(replace(wide, tables={**wide.tables, "arrests": arrests}), SOURCES)
    assert value(found, "rerun_reached") == len(arrests)
    assert value(found, "rerun_incidents_reached") == 30
    assert value(found, "rerun_statements_reached") == 30


# neighbour


def test_three_facts_single_out_at_the_finest_level():
    """Do three facts find a person at the finest level, and add to the certainty about what is sensitive?"""
    found = ask_neighbours(FINEST, SOURCES)
    assert value(found, "singled_out") > 20
    assert 0.5 < value(found, "largest_gain") < 1


def test_three_facts_say_nothing_where_all_is_withheld():
    """Is nobody singled out, and nothing gained, where all are alike?"""
    for ask in (ask_neighbours, ask_insiders):
        assert {n.name.removeprefix("any_"): n.value for n in ask(PROPER, SOURCES).numbers} == {
            "singled_out": 0,
            "largest_gain": 0,
            "mean_gain": 0,
        }


def test_a_sensitive_column_is_a_fact_for_the_insider_only():
    """Is somebody alone with a charge seen by the attack that may use it, and by that one only?"""
    weak = with_cell(PROPER, "arrests", "charge", "charged")
    assert value(ask_neighbours(weak, SOURCES), "singled_out") == 0
    assert value(ask_insiders(weak, SOURCES), "any_singled_out") == 1


def test_gain_is_posterior_less_prior():
    """Two of four women are charged and no man is, of eight: is the gain of a charged woman 1/2 - 2/8, of a free man 1 - 6/8?"""
    few = {**PROPER.tables, "arrests": PROPER.tables["arrests"][:8]}
    weak = replace(PROPER, tables=few)
    for n in range(8):
        weak = with_cell(weak, "arrests", "sex", "female" if n < 4 else "male", n)
        weak = with_cell(weak, "arrests", "charge", "charged" if n < 2 else "not_charged", n)
    assert value(ask_neighbours(weak, SOURCES), "largest_gain") == pytest.approx(0.25)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from(codes) for codes in FACTS.values()]), max_size=12))
def test_the_singled_out_are_those_whom_some_three_facts_single_out(rows):
    """Is their number that of trying every set of up to three facts on every person?"""
    weak = replace(PROPER, tables={**PROPER.tables, "arrests": PROPER.tables["arrests"][: len(rows)]})
    for n, row in enumerate(rows):
        for column, code in zip(FACTS, row, strict=True):
            weak = with_cell(weak, "arrests", column, code, n)
    alone = {
        n
        for facts in combinations(range(len(FACTS)), 3)
        for n, row in enumerate(rows)
        if sum(all(other[f] == row[f] for f in facts) for other in rows) == 1
    }
    assert value(ask_neighbours(weak, SOURCES), "singled_out") == len(alone)


# fingerprints


def test_missing_values_and_themes_are_fingerprints():
    """Does a pattern of missing values or of themes that one article alone has lead to it?"""
    articles, records = zip(*(told(n) for n in range(12)), strict=True)
    odd = replace(records[5], statements=(replace(records[5].statements[0], themes=("stop_streaming", "deterrence")),))
    odd = replace(odd, arrests=(replace(odd.arrests[0], age=None, sex="not_reported", custody_months=18),))
    known = gather(articles, (*records[:5], odd, *records[6:]), NAMES, POLICY)
    found = find_fingerprints(finest(known), known)
    assert value(found, "themes_correct") == 1
    assert value(found, "themes_unique") == 1
    assert value(found, "fingerprints_correct") >= 1


def test_no_fingerprints_where_all_is_withheld():
    """Does a withheld value fit anything?"""
    assert {n.value for n in find_fingerprints(PROPER, SOURCES).numbers} == {0}


# differencing


def test_a_finer_release_before_gives_persons_away():
    """Does a previous release that was finer single out persons of a coarse one?"""
    assert value(lay_over(PROPER, SOURCES, FINEST, 3), "differenced") > 20
    assert value(lay_over(PROPER, SOURCES, FINEST, 3), "differenced_smallest") == 1
    same = lay_over(PROPER, SOURCES, PROPER, 3)
    assert (value(same, "differenced"), value(same, "differenced_smallest"), value(same, "differenced_classes")) == (0, 30, 0)


@pytest.mark.parametrize(("left", "classes"), [(0, 0), (1, 1), (2, 1), (3, 0)])
def test_few_who_come_or_go_are_known(left, classes):
    """Is a class that one or two persons left counted, and one that three left not, whichever release is the later?"""
    fewer = replace(PROPER, tables={**PROPER.tables, "arrests": PROPER.tables["arrests"][left:]})
    assert value(lay_over(fewer, SOURCES, PROPER, 3), "differenced_classes") == classes
    assert value(lay_over(PROPER, SOURCES, fewer, 3), "differenced_classes") == classes


def test_other_persons_of_the_same_looks_are_followed_by_their_ids():
    """Are fewer than k persons who take the place of others found, though each class keeps its size?"""
    few = replace(PROPER, tables={**PROPER.tables, "arrests": PROPER.tables["arrests"][:2]})
    others = [{**row, "arrest_id": row["arrest_id"][::-1]} for row in few.tables["arrests"]]
    assert value(lay_over(replace(few, tables={**few.tables, "arrests": others}), SOURCES, few, 3), "differenced_classes") == 2


# dictionary


@pytest.mark.parametrize(
    "made",
    [
        lambda name: hashlib.sha256(name.encode()).hexdigest()[:16],
        lambda name: hashlib.new("md5", name.upper().encode(), usedforsecurity=False).hexdigest(),
        lambda name: hashlib.new("sha1", name.split()[1].encode(), usedforsecurity=False).hexdigest()[:12],
        lambda name: hashlib.sha3_256(name.casefold().replace(" ", "-").encode()).hexdigest()[:20],
        lambda name: hashlib.blake2b(f"casebook/2{name.casefold()}".encode()).hexdigest()[:16],
        lambda name: __import__("base64").urlsafe_b64encode(hashlib.sha512(name.encode()).digest()).decode()[:16],
        lambda name: Pseudonymiser(Key(name.casefold().encode())).keyed_id("arr", name.casefold())[4:],
    ],
)
def test_an_id_that_is_a_hash_of_a_name_is_found(made):
    """Is a single id that somebody can compute from a name found, whatever the hash, the case and the cut?"""
    weak = with_cell(FINEST, "arrests", "arrest_id", f"arr_{made(person(3))}")
    assert value(try_names(weak, SOURCES), "dictionary_matches") == 1


@pytest.mark.parametrize("guessed", [b"", bytes(KEY_BYTES), load_key(EXAMPLES / "demo.key").secret])
def test_a_key_that_can_be_guessed_is_found(guessed):
    """Are all ids and code names of a release found that was made without a key, or with one that everybody has?"""
    known = sources(10, Pseudonymiser(Key(guessed)))
    rows = sum(len(rows) for rows in known.truth.coded.values())
    assert value(try_names(finest(known), known), "dictionary_matches") >= rows


def test_the_demo_key_is_excused_where_the_release_says_so():
    """Is the public key of the examples no find in a release that says that all in it is invented, and one in any other?"""
    articles, records = zip(*(told(n) for n in range(5)), strict=True)
    names = Pseudonymiser(load_key(EXAMPLES / "demo.key"))
    for demo in (True, False):
        known = gather(articles, records, names, replace(POLICY, demo=demo))
        assert bool(value(try_names(finest(known), known), "dictionary_matches")) != demo


def test_a_code_name_drawn_from_a_hash_is_found():
    """Is a code name found where its seed is a plain hash of the name?"""
    from casebook.wall.codenames import draw

    row = FINEST.tables["arrests"][0]
    name = SOURCES.truth.parts[row["arrest_id"]][-1]
    weak = with_cell(FINEST, "arrests", "person", draw(hashlib.sha256(name.encode()).digest()))
    assert value(try_names(weak, SOURCES), "dictionary_matches") == 1


def test_nothing_comes_of_a_dictionary_under_a_key():
    """Do ids and code names under a secret key give nothing?"""
    found = try_names(FINEST, SOURCES)
    assert value(found, "dictionary_matches") == 0
    assert value(found, "dictionary_names") > 20


# bytes

NAME, URL = person(4), "https://news.example/story-7"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("README.md", f"Thanks to {NAME}.".encode()),
        ("README.md", f"# {NAME.upper().replace(' ', chr(10))}".encode()),
        ("README.md", f"Mr {NAME.split()[1]} said".encode()),
        ("notes.txt", NAME.encode("utf-16")),
        ("notes.bin", b"\1" + NAME.encode("utf-16-be")),
        ("notes.bin", b"\xff\xfe\0\xffz" + NAME.encode() + b"\xff\0\xfe"),
        ("croissant.json", json.dumps({"url": URL}).encode()),
        ("data/x.csv", b"id,outlet\n1,drizzle  gazette\n"),
        ("data/x.csv", b"id,title\n1,court hears of case 3\n"),
    ],
)
def test_a_name_in_any_file_is_found(path, data):
    """Is a name, URL, outlet or title found in any encoding, and the file named?"""
    found = find_bytes(replace(FINEST, files={"codebook.md": b"Codes.", path: data}), SOURCES)
    assert value(found, "byte_matches") >= 1
    assert found.files == (path,)


def test_the_name_of_a_file_is_no_place_for_a_name():
    """Is a name in the path of a file found, and not repeated?"""
    found = find_bytes(replace(FINEST, files={f"data/{NAME.replace(' ', '_')}.csv": b""}), SOURCES)
    assert value(found, "byte_files") == 1
    assert found.files == ("«masked»",)


def test_a_name_in_a_compressed_cell_is_found(tmp_path):
    """Is a name found that no byte of a Parquet file shows before it is decoded?"""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"a": [f"{n} {NAME} {n}" * 50 for n in range(50)]}), path, compression="zstd", write_statistics=False)
    assert value(find_bytes(replace(FINEST, files={"data/x.parquet": path.read_bytes()}), SOURCES), "byte_matches") >= 1


@pytest.mark.parametrize(
    ("people", "text", "card", "found"),
    [
        (["May Zed"], "It ended in May.", "", 0),  # too short
        (["Una Verdict", "Zoe Charged"], "Verdict: charged.", "", 0),  # words of the contract
        (["Greta Marzipan"], "We eat marzipan.", "We eat marzipan.", 0),  # a word of the card
        (["Greta Marzipan"], "We eat marzipan.", "", 1),
        (["Greta Marzipan"], "By Greta Marzipan.", "By Greta Marzipan.", 1),  # a whole name is one wherever it stands
        (["Greta Marzipan"], "Marzipanels.", "", 0),  # part of a word
        (["a local baker"], "Told by a local baker.", "Told by a local baker.", 0),  # no name, and ours
    ],
)
def test_common_words_are_no_names(people, text, card, found):
    """Are short words, parts of words, and our own words left alone, and nothing else?"""
    article, made = told(0)
    said = tuple(replace(made.arrests[0], name=name) for name in people)
    known = gather([article], [replace(made, arrests=said, names=())], NAMES, POLICY)
    released = replace(FINEST, files={"README.md": text.encode()})
    assert value(find_bytes(released, known, card), "byte_matches") == found
