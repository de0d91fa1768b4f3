"""l-diversity and t-closeness: what a whole class shares is not released, nor what gives it away."""

from collections import Counter, defaultdict

import pytest
from builders import arrest, incident, policy, pseudonymiser, record
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.contract import load_contract
from casebook.errors import UsageError
from casebook.link import link
from casebook.wall.joined import joined_view
from casebook.wall.protect import protect
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.sensitive import SILENT

CONTRACT = load_contract()
CHARGED = {"charge": "charged", "stage": "charged"}
JAILED = {"charge": "charged", "verdict": "convicted", "sentence": "immediate_custody", "stage": "sentenced"}
FINED = {"charge": "charged", "verdict": "convicted", "sentence": "fine_or_discharge", "stage": "sentenced"}
FREED = {"charge": "charged", "verdict": "acquitted", "stage": "tried"}


def released(outcomes, **changes):
    """Persons alike in all but age (one class for each age band), an article and an incident each; and two not charged."""
    outcomes = [*outcomes, (70, {"charge": "not_charged", "stage": "released_no_action"}), (71, CHARGED)]
    records = [
        record(f"a{n}", [incident()], [arrest(age=age, **told)], published="2009-05-06") for n, (age, told) in enumerate(outcomes)
    ]
    rules = policy(**{"k": 2, "l": 2, "sensitive": ("arrests.verdict",), "weights": {"arrests.age_band": 60}, **changes})
    coded = pseudonymise(link(records), pseudonymiser(), CONTRACT, rules)
    return protect(coded.tables, CONTRACT, rules, coded.held).tables["arrests"]


def shown(rows, band, column):
    return Counter(row[column] for row in rows if row["age_band"] == band)


def test_what_a_class_shares_is_withheld_for_it_alone():
    """Is the verdict that two of one age share withheld, and that of two others who differ kept?"""
    rows = released([(20, JAILED), (21, FINED), (50, JAILED), (51, FREED)])
    assert shown(rows, "18_29", "verdict") == {"withheld": 2}
    assert shown(rows, "45_59", "verdict") == {"convicted": 1, "acquitted": 1}


def test_what_the_shared_value_follows_from_is_withheld_too():
    """Are the different sentences of two convicts withheld with the verdict, as either tells it?"""
    rows = released([(20, JAILED), (21, FINED), (50, JAILED), (51, FREED)])
    assert shown(rows, "18_29", "sentence") == {"withheld": 2}
    assert shown(rows, "18_29", "stage") == {"withheld": 2}


def test_silence_gives_nothing_away():
    """Does a class of which no plea is reported keep saying so?"""
    rows = released([(20, JAILED), (21, FREED)], sensitive=())
    assert shown(rows, "18_29", "plea") == {"none_reported": 2}


def test_without_l_nothing_is_withheld():
    """Is l a choice of the policy?"""
    assert shown(released([(20, JAILED), (21, FINED), (50, JAILED), (51, FREED)], l=1), "18_29", "verdict") == {"convicted": 2}


def test_a_class_far_from_the_whole_is_withheld():
    """Does t withhold what a class has much more often than the table?"""
    outcomes = [(20, JAILED), (21, JAILED), (22, FREED), *((50 + n, FREED) for n in range(7)), (58, JAILED)]
    assert "withheld" not in shown(released(outcomes, t=0.5), "18_29", "verdict")
    assert shown(released(outcomes, t=0.3), "18_29", "verdict") == {"withheld": 3}


def test_a_column_that_is_not_sensitive():
    """Is a wrong column among the sensitive ones named?"""
    with pytest.raises(UsageError, match=r"sensitive names 'arrests.sex'"):
        released([(20, JAILED), (21, FREED)], sensitive=("arrests.sex",))


@pytest.mark.parametrize(("setting", "says"), [({"l": 3}, "l is 3; it must be from 1 to k"), ({"t": 1.5}, "t is 1.5")])
def test_settings_that_cannot_be(setting, says):
    """Is an l that no class of k can reach, or a t above 1, refused?"""
    with pytest.raises(UsageError, match=says):
        policy(k=2, **setting)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([20, 35, 50]), st.sampled_from([{}, CHARGED, JAILED, FINED, FREED])), min_size=4, max_size=12
    )
)
def test_no_class_gives_a_value_away(outcomes):
    """Does every class of a release show two values of a sensitive column, or nothing that tells?"""
    records = [
        record(f"a{n}", [incident()], [arrest(age=a, **told)], published="2009-05-06") for n, (a, told) in enumerate(outcomes)
    ]
    rules = policy(k=2, l=2)
    coded = pseudonymise(link(records), pseudonymiser(), CONTRACT, rules)
    made = protect(coded.tables, CONTRACT, rules, coded.held)
    view = joined_view(made.tables, CONTRACT)
    for column in CONTRACT.tables["arrests"].sensitive:
        seen = defaultdict(set)
        for row in made.tables["arrests"]:
            cell = row[column.name]
            seen[view[row["arrest_id"]]].add(tuple(cell) if isinstance(cell, list) else cell)
        shared = len({value for values in seen.values() for value in values}) == 1
        assert shared or all(len(values) > 1 or values <= SILENT for values in seen.values())
