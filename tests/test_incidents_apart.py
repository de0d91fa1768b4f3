"""Incidents told in one article: which belong together, which apart, and what is said of the later ones?"""

import pytest
from test_incidents import HUNTERS, an_arrest, only, read


def test_suspects_of_one_round() -> None:
    """Are two men met by one group told apart by their names, where no word says that it was another sting?"""
    text = HUNTERS + (
        "Jo Orr was met by members of the group in a café in Corby.\n"
        "Ty Moss was cornered by members in a café near Ludlow on 2 May."
    )
    found = read(text, an_arrest(text, "Jo Orr", name="Jo Orr"), an_arrest(text, "Ty Moss", name="Ty Moss"))
    assert [i.date for i in found] == [None, "2019-05-02"]


def test_place_told_as_new() -> None:
    """Is a second shop another place where it is told as if it were new?"""
    text = HUNTERS + "Members met Jo Orr in a café in Corby in May.\nTy Moss was cornered in a supermarket near Ludlow in May."
    assert len(read(text)) == 2
    assert len(read(text.replace("Ty Moss was cornered in a supermarket near Ludlow", "Jo Orr was cornered in the café"))) == 1


def test_member_by_name() -> None:
    """Is what members before a court did the group's doing, where they go by name or as the couple?"""
    text = HUNTERS + "Jo Orr, 31, and Ty Moss, 34, deny affray. The couple had met a man at Corby bus station on 2 May."
    members = [an_arrest(text, name, name=name, role="group_member") for name in ("Jo Orr", "Ty Moss")]
    assert [i.location_type for i in read(text, *members)] == ["transport_hub"]


def test_wrong_man_in_passing() -> None:
    """Is the wrong target of an earlier case read from its own paragraph, and only that case?"""
    text = HUNTERS + (
        "On Sunday members met a clerk at a Corby gym.\n"
        "Two summers ago the team called at a flat in Ludlow. A team had got the house number wrong."
    )
    assert [i.type for i in read(text)] == ["sting_confrontation", "wrong_target"]


def test_caught_by_hunters_in_court() -> None:
    """Is it a sting where the one whom hunters caught is in court, and not they?"""
    text = "Two men caught by so-called paedophile hunters in separate stings appeared in court.\n" + (
        "Jo Orr, 31, was stopped by Moor Lanterns at a gym in Corby on 2 May."
    )
    assert only(text, an_arrest(text, "Jo Orr", stage="charged", charge="charged")).type == "sting_confrontation"


def test_crowd_by_nightfall() -> None:
    """Is a crowd that comes later an incident of its own?"""
    text = HUNTERS + "The team called at a house in Corby on Sunday. By nightfall some 30 people had gathered outside the house."
    assert [i.type for i in read(text)] == ["doorstep_confrontation", "crowd_action"]


def test_day_of_the_deed() -> None:
    """Is the date nearest to the deed its day, and not when the group began?"""
    assert only("Hunters of Moor Watch, which gave up filming in 2018, met him at a gym on Sunday.").date == "2019-05-12"


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("They met him at a gym. He sat by a duck pond.", "sports_leisure"),
        ("They surrounded him on Sunday. It began at a picnic site near Corby.", "park_open"),
    ],
)
def test_place_of_the_next_sentence(told: str, place: str) -> None:
    """Does the sentence behind name the place where the first does not?"""
    text = HUNTERS + "Moor Lanterns began in 2014.\nIt has ten members.\nIt has a page.\n" + told
    assert only(text).location_type == place
