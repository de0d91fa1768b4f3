"""The wall: whatever the tables, nobody stands out in what is released."""

from collections import Counter

import pytest
from builders import arrest, incident, policy, pseudonymiser, record, statement
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.contract import load_contract
from casebook.errors import DisclosureError, UsageError
from casebook.link import link
from casebook.wall.joined import joined_view
from casebook.wall.protect import protect
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.recoding import LINKS

CONTRACT = load_contract()
CODES = {
    name: [c.code for c in CONTRACT.vocabularies[name].codes]
    for name in ("incident_type", "location_type", "region", "role", "sex")
}


def released(records, **changes):
    rules = policy(**changes)
    coded = pseudonymise(link(records), pseudonymiser(), CONTRACT, rules)
    return protect(coded.tables, CONTRACT, rules, coded.held)


def persons(*ages, **changes):
    """One article, one incident and one person for each age."""
    return [record(f"a{n}", [incident(**changes)], [arrest(age=age)]) for n, age in enumerate(ages)]


@st.composite
def newsrooms(draw):
    """Up to eight small articles with whatever persons and statements."""
    made = []
    for n in range(draw(st.integers(2, 8))):
        places = draw(st.lists(st.sampled_from(CODES["location_type"][:4]), min_size=1, max_size=2))
        incidents = [
            incident(
                f"i{i}",
                location_type=p,
                region=draw(st.sampled_from(CODES["region"])),
                date=draw(st.sampled_from(["2015", "2015-05-06", None])),
            )
            for i, p in enumerate(places)
        ]
        arrests = [
            arrest(
                f"i{draw(st.integers(0, len(places) - 1))}",
                age=age,
                sex=draw(st.sampled_from(["male", "female", "not_reported"])),
            )
            for age in draw(st.lists(st.integers(18, 80), max_size=3))
        ]
        said = [statement(incident=draw(st.sampled_from([None, "i0"]))) for _ in range(draw(st.integers(0, 2)))]
        made.append(record(f"a{n}", incidents, arrests, said))
    return made


@settings(max_examples=60, deadline=None)
@given(newsrooms(), st.integers(2, 4), st.sampled_from([0.0, 0.3]))
def test_k_holds_on_the_joined_view(records, k, limit):
    """Does every released person share the joined view with k - 1 others, counted anew from the released rows?"""
    try:
        made = released(records, k=k, suppression_limit=limit)
    except DisclosureError:
        assert 0 < sum(len(r.arrests) for r in records) < k
        return
    sizes = Counter(joined_view(made.tables, CONTRACT).values())
    assert all(size >= k for size in sizes.values())
    assert sorted(sizes.values()) == list(made.class_sizes)


@settings(max_examples=30, deadline=None)
@given(newsrooms())
def test_nothing_more_could_be_given_back(records):
    """Does every single further level of detail, or link, break k?"""
    if sum(len(r.arrests) for r in records) < 2:
        return
    rules = policy(k=2)
    coded = pseudonymise(link(records), pseudonymiser(), CONTRACT, rules)
    made = protect(coded.tables, CONTRACT, rules, coded.held)
    from casebook.wall.protect import _outliers

    for column in made.recoding.order:
        finer = made.recoding.finer(column)
        assert finer is None or _outliers(coded.tables, CONTRACT, 2, finer)


def test_detail_that_all_share_is_kept():
    """Do four alike keep their band, their place and their links?"""
    made = released(persons(31, 35, 40, 44, location_type="home"), k=3)
    assert {row["age_band"] for row in made.tables["arrests"]} == {"30_44"}
    assert {row["location_type"] for row in made.tables["incidents"]} == {"home"}
    assert all(made.recoding.levels[link] == 0 for link in LINKS)
    assert made.k == 4


def test_ages_share_a_wider_band_where_they_must():
    """Are 25 and 40 told as one band, and 25 and 70 withheld down to what they share?"""
    assert {r["age_band"] for r in released(persons(25, 40, 41), k=3).tables["arrests"]} == {"18_44"}
    assert {r["age_band"] for r in released(persons(25, 70, 71), k=3).tables["arrests"]} == {"18_plus"}


def test_what_the_policy_keeps_first_is_kept():
    """Does the order decide which of two columns keeps its detail?"""
    records = [
        record(f"a{n}", [incident(location_type=place)], [arrest(age=age)])
        for n, (place, age) in enumerate([("home", 20), ("home", 50), ("workplace", 20), ("workplace", 50)])
    ]
    age_first = released(records, k=2, keep_first=("arrests.incident_id", "arrests.age_band"))
    place_first = released(records, k=2, keep_first=("arrests.incident_id", "incidents.location_type"))
    assert {r["age_band"] for r in age_first.tables["arrests"]} == {"18_29", "45_59"}
    assert {r["location_type"] for r in place_first.tables["incidents"]} == {"home", "workplace"}
    assert {r["age_band"] for r in place_first.tables["arrests"]} == {"18_plus"}


def test_a_count_of_rows_can_single_out():
    """Is the incident with three persons not recognisable by its rows among incidents with one?"""
    crowd = record("crowd", [incident()], [arrest(age=30) for _ in range(3)])
    made = released([*persons(31, 32, 33, 34), crowd], k=4)
    assert made.recoding.levels["arrests.incident_id"] == 1
    assert all(row["incident_id"] is None and row["incident_id_missing"] == "withheld" for row in made.tables["arrests"])
    assert {row["n_arrests"] for row in made.tables["incidents"]} == {"withheld"}


def test_one_who_stands_out_is_withheld_where_the_limit_allows():
    """Are outliers hidden one by one, so that the others keep their detail?"""
    made = released(persons(20, 21, 22, 23, 70, 50, 35), k=3, suppression_limit=0.45)
    bands = Counter(row["age_band"] for row in made.tables["arrests"])
    assert bands == {"18_29": 4, "withheld": 3}
    assert made.withheld_persons == 3


def test_outliers_too_few_to_hide_in_one_another_are_left_out():
    """Is a single outlier not released at all, and counted?"""
    made = released(persons(20, 21, 22, 23, 70), k=3, suppression_limit=0.2)
    assert len(made.tables["arrests"]) == 4
    assert made.held == {"too_rare": 1}


def test_too_few_persons():
    """Does a release of two persons under k = 3 stop with a way out?"""
    with pytest.raises(DisclosureError, match=r"2 persons are left and k is 3. Add articles"):
        released(persons(20, 30), k=3)


def test_no_person_at_all_is_fine():
    """Can statements without any arrest be released?"""
    made = released([record("a", statements=[statement()])], k=3)
    assert made.k is None
    assert len(made.tables["statements"]) == 1


def test_a_wrong_column_in_the_policy():
    """Does keep_first name what it does not know?"""
    with pytest.raises(UsageError, match=r"keep_first names 'arrests.agee'"):
        released(persons(20, 30, 40), keep_first=("arrests.agee",))


def test_a_row_that_contradicts_itself_is_held_and_the_rest_goes_on():
    """Is a row that breaks a rule between fields left out and counted, instead of ending the build?"""
    odd = record("odd", [incident()], [arrest(age=33, charge="not_charged", plea="guilty")])
    made = released([*persons(31, 32, 33), odd], k=2)
    assert len(made.tables["arrests"]) == 3
    assert made.held == {"fields_contradict": 1}
