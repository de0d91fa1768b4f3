"""The wall: whatever the tables, nobody stands out in what is released."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from builders import arrest, incident, policy, pseudonymiser, record, statement
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.contract import load_contract
from casebook.derive.between import holds
from casebook.errors import DisclosureError, UsageError
from casebook.link import link
from casebook.wall.joined import joined_view, scene_view
from casebook.wall.links import mend_links
from casebook.wall.looks import Looks, numbered
from casebook.wall.protect import protect
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.recoding import LINKS, TO_INCIDENT, Recoding, recode
from casebook.wall.search import find_recoding

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


def coded_tables(records, rules):
    return pseudonymise(link(records), pseudonymiser(), CONTRACT, rules)


@settings(max_examples=60, deadline=None)
@given(newsrooms(), st.integers(2, 4), st.sampled_from([0.0, 0.3]), st.sampled_from([0, 200]))
def test_k_holds_on_the_joined_view(records, k, limit, patience):
    """Does every released person share the joined view with k - 1 others, counted anew from the released rows?"""
    rules = policy(k=k, suppression_limit=limit, l=2)
    coded = coded_tables(records, rules)
    try:
        made = protect(coded.tables, CONTRACT, rules, coded.held, patience)
    except DisclosureError:
        assert 0 < sum(len(r.arrests) for r in records) < k
        return
    sizes = Counter(joined_view(made.tables, CONTRACT).values())
    assert all(size >= k for size in sizes.values())
    assert sorted(sizes.values()) == list(made.class_sizes)
    home = {row["arrest_id"]: row["incident_id"] for row in coded.tables["arrests"]}
    looks = scene_view(made.tables, CONTRACT)
    scenes = Counter(looks[home[row["arrest_id"]]] for row in made.tables["arrests"])
    assert all(size >= k for size in scenes.values())


@settings(max_examples=60, deadline=None)
@given(newsrooms(), st.data())
def test_numbers_tell_the_same_classes_as_the_released_rows(records, data):
    """Do the looks that the search counts put persons together exactly as the joined view of the recoded tables does?"""
    coded = coded_tables(records, policy())
    finest = Recoding.finest(CONTRACT)
    recoding = finest.at([data.draw(st.integers(0, finest.height(column))) for column in finest.levels])
    view = joined_view(recode(coded.tables, recoding), CONTRACT)
    looks = Looks(coded.tables, finest)
    if looks.ids:
        told = numbered(view[person] for person in looks.ids)
        assert numbered(looks.classes(recoding.levels)[0].tolist()).tolist() == told.tolist()
        scenes = scene_view(recode(coded.tables, recoding), CONTRACT)
        seen = numbered(scenes[row["incident_id"]] for row in coded.tables["arrests"])
        if recoding.levels[TO_INCIDENT]:
            assert numbered(looks.classes(recoding.levels)[1].tolist()).tolist() == seen.tolist()


@settings(max_examples=40, deadline=None)
@given(newsrooms(), st.data())
def test_coarser_levels_withhold_no_more(records, data):
    """Is withholding monotone, as the exact search takes for granted?"""
    looks = Looks(coded_tables(records, policy()).tables, Recoding.finest(CONTRACT))
    fine = {c: data.draw(st.integers(0, looks.finest.height(c))) for c in looks.finest.levels}
    coarse = {c: data.draw(st.integers(level, looks.finest.height(c))) for c, level in fine.items()}
    if looks.ids:
        assert not (looks.withheld(coarse, 3) & ~looks.withheld(fine, 3)).any()


@settings(max_examples=40, deadline=None)
@given(newsrooms(), st.sampled_from([0.0, 0.3]))
def test_counts_tell_no_more_than_the_rows(records, limit):
    """Is every published count that of rows that anybody can count, so that no difference gives a cut link or a held row away?"""
    rules = policy(k=2, suppression_limit=limit)
    coded = coded_tables(records, rules)
    if len(coded.tables["arrests"]) < 2:
        return
    tables = protect(coded.tables, CONTRACT, rules, coded.held).tables
    home = {row["incident_id"]: row["article_id"] for row in tables["incidents"]}
    of_article = {
        "n_incidents": Counter(home.values()),
        "n_arrests": Counter(home.get(row["incident_id"]) for row in tables["arrests"]),
        "n_statements": Counter(row["article_id"] for row in tables["statements"]),
    }
    assert all(row[column] == rows[row["article_id"]] for row in tables["articles"] for column, rows in of_article.items())
    of_incident = {
        "n_arrests": Counter(row["incident_id"] for row in tables["arrests"]),
        "n_statements": Counter(row["incident_id"] for row in tables["statements"]),
    }
    for row in tables["incidents"]:
        for column, rows in of_incident.items():
            assert row[column] == "withheld" or holds(row[column], rows[row["incident_id"]])


FEW = ("arrests.incident_id", "incidents.location_type", "incidents.region", "arrests.age_band", "arrests.sex")


@settings(max_examples=15, deadline=None)
@given(newsrooms(), st.sampled_from([0.0, 0.3]))
def test_no_cheaper_recoding_keeps_k(records, limit):
    """Does brute force over every combination of a few columns find nothing that holds and loses less?"""
    rules = policy(k=2, suppression_limit=limit, weights={"arrests.incident_id": 3, "arrests.age_band": 2.5})
    finest = Recoding.finest(CONTRACT)
    coded = coded_tables(records, rules)
    looks = Looks(coded.tables, replace(finest, levels=dict.fromkeys(FEW, 0)))
    others = {column: finest.height(column) for column in finest.levels}
    ask = looks.withheld
    looks.withheld = lambda levels, k: ask({**others, **levels}, k)
    persons = len(looks.ids)
    if persons < 2:
        return
    total = sum(rules.weights.get(c, 1) for c in FEW)
    losses = []
    for node in product(*(range(finest.height(c) + 1) for c in FEW)):
        share = looks.withheld(dict(zip(FEW, node, strict=True)), 2).sum() / persons
        lost = sum(rules.weights.get(c, 1) / total * level / finest.height(c) for c, level in zip(FEW, node, strict=True))
        if share <= limit:
            losses.append(share + (1 - share) * lost)
    found = find_recoding(looks, rules)
    assert found.exact
    assert found.loss == pytest.approx(min(losses))


@settings(max_examples=30, deadline=None)
@given(newsrooms())
def test_mended_links_could_not_be_more(records):
    """Is a link that was cut as a whole given back in some incident only where everybody keeps k?"""
    rules = policy(k=2)
    coded = coded_tables(records, rules)
    if len(coded.tables["arrests"]) < 2:
        return
    coarsest = Recoding.finest(CONTRACT)
    coarsest = coarsest.at([coarsest.height(column) for column in coarsest.levels])
    mended = mend_links(coded.tables, CONTRACT, 2, coarsest)
    sizes = Counter(joined_view(recode(coded.tables, mended), CONTRACT).values())
    assert min(sizes.values()) >= 2
    persons = Counter(row["incident_id"] for row in coded.tables["arrests"])
    assert set(mended.mended[TO_INCIDENT]) >= {row["incident_id"] for row in coded.tables["incidents"]} - set(persons)


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


def test_what_the_policy_gives_weight_is_kept():
    """Do the weights decide which of two columns keeps its detail?"""
    records = [
        record(f"a{n}", [incident(location_type=place)], [arrest(age=age)])
        for n, (place, age) in enumerate([("home", 20), ("home", 50), ("workplace", 20), ("workplace", 50)])
    ]
    age_first = released(records, k=2, weights={"arrests.incident_id": 9, "arrests.age_band": 5})
    place_first = released(records, k=2, weights={"arrests.incident_id": 9, "incidents.location_type": 5})
    assert {r["age_band"] for r in age_first.tables["arrests"]} == {"18_29", "45_59"}
    assert {r["location_type"] for r in place_first.tables["incidents"]} == {"home", "workplace"}
    assert {r["age_band"] for r in place_first.tables["arrests"]} == {"18_plus"}


def test_a_count_of_rows_can_single_out():
    """Is the incident with three persons not recognisable by its rows among incidents with one?"""
    crowd = record("crowd", [incident()], [arrest(age=30) for _ in range(3)])
    made = released([*persons(31, 32, 33, 34), crowd], k=4)
    assert made.recoding.levels["arrests.incident_id"] == 1
    linked = [row for row in made.tables["arrests"] if row["incident_id"]]
    assert len(linked) in (0, 4)
    assert all(row["incident_id_missing"] == "withheld" for row in made.tables["arrests"] if row not in linked)
    assert {row["n_arrests"] for row in made.tables["incidents"]} <= {"1", "withheld"}


def test_one_who_stands_out_is_withheld_where_the_limit_allows():
    """Are outliers hidden one by one, so that the others keep their detail?"""
    made = released(persons(20, 21, 22, 23, 70, 50, 35), k=3, suppression_limit=0.45, weights={"arrests.age_band": 60})
    bands = Counter(row["age_band"] for row in made.tables["arrests"])
    assert bands == {"18_29": 4, "withheld": 3}
    assert made.withheld_persons == 3


def test_outliers_too_few_to_hide_in_one_another_are_left_out():
    """Is a single outlier not released at all, and counted?"""
    made = released(persons(20, 21, 22, 23, 70), k=3, suppression_limit=0.2, weights={"arrests.age_band": 60})
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
    """Do the weights name what they do not know?"""
    with pytest.raises(UsageError, match=r"weights name 'arrests.agee'"):
        released(persons(20, 30, 40), weights={"arrests.agee": 2})


def test_a_row_that_contradicts_itself_is_held_and_the_rest_goes_on():
    """Is a row that breaks a rule between fields left out and counted, instead of ending the build?"""
    odd = record("odd", [incident()], [arrest(age=33, charge="not_charged", plea="guilty")])
    made = released([*persons(31, 32, 33), odd], k=2)
    assert len(made.tables["arrests"]) == 3
    assert made.held == {"fields_contradict": 1}
