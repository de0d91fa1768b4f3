"""What is told of an incident in other words: who watched, who was taken, how it came about."""

import pytest

from casebook.reading.extract import extract
from casebook.reading.incidents.facts import number_of
from casebook.records import Article, Incident

HUNTERS = "Moor Lanterns, a hunter group, posed as children.\n"
TOLD = "Members of the paedophile hunter group Ash Watch confronted a cook at a café in Ely on Saturday.\n"


def told(words: str, first: str = TOLD) -> Incident:
    """The only incident of a short article."""
    (incident,) = extract(Article("a", first + words)).incidents
    return incident


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("six and a half thousand", 6_500),
        ("a hundred and five thousand", 105_000),
        ("twelve hundred", 1_200),
        ("forty-two thousand", 42_000),
    ],
)
def test_spelled_number(words: str, number: int) -> None:
    """What do long number words stand for?"""
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("words", "live", "audience"),
    [
        ("Six and a half thousand were still watching when the feed was cut.", "yes", 6_500),
        ("They told 16,700 strangers what he had written.", "yes", 16_700),
        ("The group says it never streams.", "no", None),
        ("They kept it off the internet.", "no", None),
        ("It was told to 12 jurors.", "not_reported", None),
    ],
)
def test_who_watched(words: str, live: str, audience: int | None) -> None:
    """Do people who watch while it happens say that it went out live?"""
    incident = told(words)
    assert (incident.livestream, incident.audience) == (live, audience)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("A squad car took him.", "arrest"),
        ("He went quietly into custody.", "arrest"),
        ("Officers gave him a lift home.", "no_arrest"),
        ("Police arrested nobody.", "no_arrest"),
    ],
)
def test_who_was_taken(words: str, outcome: str) -> None:
    """Was somebody taken away by the police, in whatever words?"""
    assert told(words).police_outcome == outcome


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("He had never been in touch with them, and no meeting had been arranged.", "doorstep_confrontation"),
        ("It was the wrong cook.", "wrong_target"),
        ("A ringleader of the group was jailed for shoving the cook.", "group_offending"),
        ("He wept.", "sting_confrontation"),
    ],
)
def test_how_it_came_about(words: str, kind: str) -> None:
    """Do an unarranged visit, a mistaken man and the group's own offence stand apart from a sting?"""
    assert told(words).type == kind


@pytest.mark.parametrize(
    ("words", "disorder"),
    [
        ("They pulled him off his stool.", "violence_reported"),
        ("About 40 shoppers watched. Not a voice was raised.", "crowd_peaceful"),
        ("Not a voice was raised.", "not_reported"),
    ],
)
def test_disorder(words: str, disorder: str) -> None:
    """Is calm a crowd's, and are hands laid on somebody violence?"""
    assert told(words).disorder == disorder


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("in a seafront car park", "street_carpark"),
        ("in the public bar of the Swan, Ely,", "retail_hospitality"),
        ("at a holiday let", "home"),
        ("in the reception of the gym he managed", "workplace"),
        ("at a wildlife park", "sports_leisure"),
        ("at Elm Road Metro", "transport_hub"),
    ],
)
def test_place(where: str, code: str) -> None:
    """What kind of place is it, in words of its own?"""
    assert (
        told("", f"Members of the paedophile hunter group Ash Watch confronted a cook {where} on Saturday.\n").location_type
        == code
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("A clerk was held in May. Nobody from the group had ever been near him.", "evidence_handover"),
        ("The page posted his photograph online. Its authors never left their kitchen.", "online_exposure"),
    ],
)
def test_nobody_met(words: str, kind: str) -> None:
    """Is a file or a post no meeting where nobody was face to face?"""
    assert told(words, HUNTERS).type == kind
