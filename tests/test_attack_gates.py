"""Canaries, the report of the attacks, and the gates that can stop a release."""

import json
from dataclasses import replace

import pytest
from attacked import NAMES, POLICY, finest, person, sources, with_cell, withheld
from hypothesis import given
from hypothesis import strategies as st

from casebook.attack.canaries import canaries, canary_articles, canary_ids, find_canaries
from casebook.attack.figures import Figures, Number
from casebook.attack.gates import FIXED, WAYS_OUT, enforce, read_gates, verdicts
from casebook.attack.run import Report, attack, plant_canaries
from casebook.contract import load_contract
from casebook.errors import DisclosureError, UsageError
from casebook.link import link
from casebook.reading.extract import extract
from casebook.wall.pseudonymise import pseudonymise

SOURCES = sources(12)
FINEST = finest(SOURCES)
PROPER = withheld(FINEST)


def coded(articles):
    """A build that protects nobody."""
    known = {record.id: record for record in SOURCES.records}
    records = [known.get(a.id) or extract(a) for a in articles]
    tables = pseudonymise(link(records), NAMES, load_contract(), POLICY).tables
    return finest(replace(SOURCES, truth=replace(SOURCES.truth, coded=tables))).tables


def protected(articles):
    """A build that withholds all."""
    return withheld(replace(FINEST, tables=coded(articles))).tables


def report(*numbers, files=()):
    return Report(3, (Figures("some", "It found {x}.", numbers, files),))


# canaries


def test_every_canary_is_read():
    """Does our reader find the person, the age and a rare place of each canary (so that the attack can fail)?"""
    for canary in canaries():
        record = extract(canary.article)
        who = next(a for a in record.arrests if a.name == canary.names[0])
        assert str(who.age) == canary.age
        assert record.incidents[0].location_type != "not_reported"
        assert all(name in canary.article.text for name in canary.names)
    assert len(canary_ids(NAMES, POLICY)) >= 3


def test_canaries_surface_where_nobody_is_protected():
    """Do all canaries stand out in tables as coded, and none where all is withheld?"""
    weak = plant_canaries(coded, FINEST, SOURCES, NAMES, POLICY)
    assert weak.by_name()["canaries_standing_out"].value == len(canary_ids(NAMES, POLICY))
    proper = plant_canaries(protected, FINEST, SOURCES, NAMES, POLICY)
    assert proper.by_name()["canaries"].value == 0
    assert proper.by_name()["canaries_planted"].value == len(canary_ids(NAMES, POLICY))


@pytest.mark.parametrize(
    ("cell", "figure"),
    [(canaries()[0].names[1], "canaries_names"), (f"aged_{canaries()[1].age}", "canaries_ages")],
)
def test_a_name_or_age_of_a_canary_in_a_cell_surfaces(cell, figure):
    """Is one cell enough?"""
    weak = with_cell(replace(FINEST, tables=protected(canary_articles())), "arrests", "residence", cell)
    found = find_canaries(weak.tables, (), FINEST.contract, POLICY.k).by_name()
    assert found[figure].value >= 1
    assert found["canaries"].value >= 1


# figures


@given(st.integers(0, 50), st.integers(0, 50), st.integers(2, 9))
def test_a_count_below_k_is_never_told(value, more, k):
    """Is a small count hidden together with its share, in JSON and in words?"""
    number = Number("x", value, value + more, private=True)
    told, words = number.told(k), number.words(k)
    if 0 < value < k:
        assert told == {"count": f"fewer than {k}", "of": value + more}
        assert words == f"fewer than {k} of {value + more}"
    else:
        assert told["count"] == value
        assert 0 <= told["share"] <= 1


# the report


def test_the_report_tells_all_attacks_and_no_private_value():
    """Is every attack in risk.json and in the card, with its gates, and no name or id in either?"""
    made = attack(FINEST, SOURCES, POLICY, previous=PROPER, planted=plant_canaries(coded, FINEST, SOURCES, NAMES, POLICY))
    gates = read_gates({"singled_out": 0.2})
    text, table = json.dumps(made.to_json()), made.to_markdown(gates)
    assert len(table.splitlines()) == 2 + len(made.figures) == 2 + 10
    assert "`singled_out` 0.2" in table
    assert "`canaries` 0" in table
    private = [person(n).split()[1] for n in range(7)] + [row["arrest_id"] for row in FINEST.tables["arrests"]]
    assert not [p for p in private if p in text + table]
    assert made.to_json() == attack(FINEST, SOURCES, POLICY, previous=PROPER, planted=made.figures[-1]).to_json()


def test_every_gate_is_for_a_figure():
    """Does each gate name a number that an attack gives?"""
    made = attack(FINEST, SOURCES, POLICY, previous=PROPER, planted=plant_canaries(coded, FINEST, SOURCES, NAMES, POLICY))
    assert set(WAYS_OUT) <= set(made.numbers())
    assert set(FIXED) <= set(WAYS_OUT)


# gates


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        ({"byte_matches": 1}, "can't be above 0"),
        ({"shared_words": 4}, "can't be above 3"),
        ({"canaries": 1}, "can't be above 0"),
        ({"dictionary_matches": 0.5}, "can't be above 0"),
        ({"luck": 1}, "no attack gives 'luck'"),
        ({"singled_out": "few"}, "'singled_out' is not a number"),
        ({"singled_out": True}, "'singled_out' is not a number"),
        ({"singled_out": float("nan")}, "'singled_out' is not a number"),
        ({"singled_out": -1}, "'singled_out' is not a number"),
    ],
)
def test_a_gate_that_would_let_anything_through_is_refused(declared, says):
    """Is a loosened gate, an unknown or a senseless one refused?"""
    with pytest.raises(UsageError, match=says):
        read_gates(declared)


def test_a_policy_may_tighten_and_add():
    """Do the fixed gates stay where nothing is said?"""
    assert read_gates({"shared_words": 2, "singled_out": 0.5}) == {**FIXED, "shared_words": 2, "singled_out": 0.5}


@pytest.mark.parametrize(
    ("number", "fails"),
    [
        (Number("shared_words", 3), False),
        (Number("shared_words", 4), True),
        (Number("byte_matches", 1), True),
        (Number("singled_out", 10, 100, private=True), False),
        (Number("singled_out", 11, 100, private=True), True),
        (Number("singled_out", 0, 0, private=True), False),
        (Number("retrieval_hit_1", 1), False),  # no gate is set
    ],
)
def test_a_gate_fails_above_what_it_allows(number, fails):
    """Are counts compared as they are and shares as shares?"""
    assert bool(verdicts(report(number), read_gates({"singled_out": 0.1}))) == fails


def test_a_failed_gate_stops_the_release_and_says_the_way_out():
    """Are all failures told at once, each with the attack, the count and the way out?"""
    numbers = (Number("singled_out", 2, 4, private=True), Number("byte_matches", 3))
    with pytest.raises(DisclosureError) as caught:
        enforce(report(*numbers, files=("README.md",)), read_gates({"singled_out": 0.1}))
    first, second = str(caught.value).splitlines()
    assert first.startswith("attack 'some': singled_out is fewer than 3 of 4 in README.md, 0.1 is allowed. Raise k, withhold")
    assert "byte_matches is 3 in README.md" in second
    assert caught.value.exit_code == 5


def test_a_weak_release_is_stopped_and_a_proper_one_passes():
    """Do the gates of a careful policy hold back what is as coded and let through what is withheld?"""
    gates = read_gates({"singled_out": 0.1, "rerun_unique_correct": 0.1, "fingerprints_correct": 0.1, "largest_gain": 0.5})
    enforce(attack(PROPER, SOURCES, POLICY), gates)
    with pytest.raises(DisclosureError, match="singled_out") as caught:
        enforce(attack(FINEST, SOURCES, POLICY), gates)
    assert person(0) not in str(caught.value)
