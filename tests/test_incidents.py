"""Incidents: which episodes does an article tell, and what does it say of each?"""

import pytest

from casebook.reading.dates.find import find_expressions, on_calendar
from casebook.reading.document import read_document
from casebook.reading.incidents.facts import number_of
from casebook.reading.incidents.find import find_incidents
from casebook.reading.incidents.groups import find_groups
from casebook.reading.rules import rerun
from casebook.records import Arrest, Article, Incident

HUNTERS = "Moor Lanterns, a hunter group, posed as children.\n"
TUESDAY = "2019-05-14"


def read(text: str, *arrests: Arrest, published: str | None = TUESDAY) -> tuple[Incident, ...]:
    doc = read_document(Article("a", text, published))
    return find_incidents(doc, (), on_calendar(find_expressions(doc)), arrests)


def only(text: str, *arrests: Arrest, published: str | None = TUESDAY) -> Incident:
    found = read(text, *arrests, published=published)
    assert len(found) == 1
    return found[0]


def an_arrest(text: str, words: str, **fields: object) -> Arrest:
    start = text.index(words)
    return Arrest(incident="", mention=(start, start + len(words)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Its members surrounded a clerk at a tram stop in Ludlow on Sunday.", "sting_confrontation"),
        ("He was met by members of the group outside a gym on Sunday.", "sting_confrontation"),
        ("The team knocked at a flat in Corby on Sunday and shouted.", "doorstep_confrontation"),
        ("A man had arranged to meet a girl when its members confronted him at a flat in Corby.", "sting_confrontation"),
        ("Volunteers handed their chat logs to Corby police station on Friday.", "evidence_handover"),
        ("On Friday it uploaded a recorded film naming a pensioner.", "online_exposure"),
        ("On Saturday about 90 people surrounded a house in Corby and threw bricks.", "crowd_action"),
        ("Its members went to a flat in Corby on Sunday but had the wrong address.", "wrong_target"),
        ("Two women from the team strode into a Corby gym on Sunday.", "sting_confrontation"),
        ("He was waited for: he had turned up at a Corby gym on 4 May expecting to meet a girl.", "sting_confrontation"),
        ("The team lured a tutor to a Corby café on Sunday.", "sting_confrontation"),
        ("The team lured a tutor to a Corby café on Sunday and tipped off police.", "evidence_handover"),
        ("On Sunday a clerk was outed in a clip by the group.", "online_exposure"),
        ("A clerk was led away by police on Sunday after being cornered by the group in a car park.", "sting_confrontation"),
        ("She took the material into Corby police station on Friday.", "evidence_handover"),
        ("A tiler was followed from work to a Corby chip shop on Sunday by three of the group.", "sting_confrontation"),
        ("A tiler opened his door in Corby on Sunday to find six strangers on his path.", "doorstep_confrontation"),
        ("A tiler was boxed in by two cars at a Corby retail park on Sunday.", "sting_confrontation"),
        ("The group went live from the steps of a Corby library on Sunday.", "sting_confrontation"),
        ("A man of 44 sped away from a Corby garden centre on Sunday when he saw members.", "sting_confrontation"),
        ('"Five of us went to a house in Corby on Sunday and had him at the gate," she says.', "doorstep_confrontation"),
        ("A man whose face was put on the internet on Sunday has sued the group.", "online_exposure"),
        ("Its members doorstepped a tiler on Sunday, having misread a house number.", "wrong_target"),
        ("A tiler walked into a Corby café on Sunday and found two of the group at the bar.", "sting_confrontation"),
        ("The team has cornered somebody at a Corby gym.", "sting_confrontation"),
        ('The team met him at a Corby gym on Sunday. "You had the wrong chap," said his son.', "wrong_target"),
        ("A former scout leader admits grooming. The team met him at a Corby café on Sunday.", "sting_confrontation"),
    ],
)
def test_type(told: str, kind: str) -> None:
    """Is each kind of episode told from the others?"""
    assert only(HUNTERS + told).type == kind


@pytest.mark.parametrize(
    ("intro", "told", "kinds"),
    [
        (HUNTERS, "Ty Moss, 44, was jailed at Corby Crown Court for trying to meet a child.", ["sting_confrontation"]),
        (HUNTERS, "Ty Moss assaulted a girl at a house in Corby.", ["doorstep_confrontation"]),
        (HUNTERS, "Ty Moss assaulted a girl at a house in Corby, where he had arranged to meet her.", ["sting_confrontation"]),
        ("", "Ty Moss assaulted a girl at a house in Corby.", ["other_crime"]),
        (
            HUNTERS,
            "Ty Moss assaulted a girl at a house in Corby.\nAnother attack in Ludlow left a clerk without a finger.",
            ["doorstep_confrontation", "other_crime"],
        ),
        (
            HUNTERS,
            "Members met a man at a Corby gym on Sunday.\nIn an unrelated case, Ty Moss assaulted a girl at a house in Ludlow.",
            ["sting_confrontation", "other_crime"],
        ),
    ],
)
def test_meeting_left_untold(intro: str, told: str, kinds: list[str]) -> None:
    """Where no meeting is told, is the first crime of a groups' article taken for one, and no other crime?"""
    text = intro + told
    assert [i.type for i in read(text, an_arrest(text, "Ty Moss"))] == kinds


def test_group_before_a_court() -> None:
    """Is it the group's offence when its member is charged?"""
    text = HUNTERS + "Its members cornered a man in a depot in Corby on Sunday. Ty Moss, a member, was charged with affray."
    moss = an_arrest(text, "Ty Moss", role="group_member", charge="charged", stage="charged")
    assert only(text, moss).type == "group_offending"
    assert only(text).type == "sting_confrontation"


@pytest.mark.parametrize(
    "told",
    [
        "Its members have confronted dozens of men.",
        "It has held several stings this year.",
        "Its members will stop a man outside a gym on Sunday.",
        '"They surrounded a man on Sunday and he wept and wept," she said.',
        '"He was never at a bus station on Sunday and he wept and wept," she said.',
        "For two years she led a crew that ambushed strangers in car parks.",
        "Detectives confronted him at a flat in Corby on Sunday.",
        "It was founded in 2016.",
    ],
)
def test_no_incident(told: str) -> None:
    """Are habits, plans, quotations and the work of the police left alone?"""
    assert read(HUNTERS + told) == ()


def test_several_incidents() -> None:
    """Does an episode with its own day and place stand alone, and a second telling not?"""
    text = HUNTERS + (
        "Members met a man beside the bandstand in a Corby park on Sunday. The man was confronted in the park at noon.\n"
        "The same night the team called at a flat in Ludlow.\n"
        "Two years ago the group filmed a man at a Stafford supermarket."
    )
    found = read(text)
    assert [(i.key, i.date, i.location_type) for i in found] == [
        ("i1", "2019-05-12", "park_open"),
        ("i2", "2019-05-12", "home"),
        ("i3", "2017", "retail_hospitality"),
    ]


def test_several_in_a_night() -> None:
    """Are stings of one night told apart by where they were, each with the day of the first?"""
    text = HUNTERS + (
        "A tiler was led away from a lay-by near Selby on Sunday night after members met him there.\n"
        "Two hours later the same team was outside a flat in Goole. A third man was stopped at Rhyl bus station."
    )
    assert [(i.date, i.location_type) for i in read(text)] == [
        ("2019-05-12", "street_carpark"),
        ("2019-05-12", "home"),
        ("2019-05-12", "transport_hub"),
    ]


def test_put_online_from_there() -> None:
    """Is what was put on the internet afterwards no second incident?"""
    text = HUNTERS + "Members met a tiler at a Corby gym on 2 May. They held him there and put it on Facebook in May."
    assert [i.location_type for i in read(text)] == ["sports_leisure"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Fen Brigade stopped the 62-year-old outside a school.", "Fen Brigade"),
        ("He was met at a burger bar on Sunday by Ash Watchmen.", "Ash Watchmen"),
        ("Five people from Holme Alert arrived with lights.", "Holme Alert"),
        ("The gates are shut to Tarn Outriders, whose leader is accused of it.", "Tarn Outriders"),
        ("Two men from Great Yarmouth arrived with lights.", None),
        ("A third member of the group, Alan Hale, was cleared.", None),
    ],
)
def test_names_of_groups(told: str, name: str | None) -> None:
    """Is a band known by what it does, whatever it is called, and a town or a person not?"""
    doc = read_document(Article("a", "Hunters met him.\n" + told, TUESDAY))
    assert next((g.name for g in find_groups(doc.index, ())), None) == name


def test_listed_incidents() -> None:
    """Is each member of a list an incident, with the date of them all?"""
    found = read(
        HUNTERS + "Police know of two stings on Saturday, one at a bus station in Corby and another outside a Ludlow gym."
    )
    assert [(i.date, i.location_type) for i in found] == [("2019-05-11", "transport_hub"), ("2019-05-11", "sports_leisure")]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            "At Saturday lunchtime its members cornered a man at a Corby gym on his own.",
            "its members cornered a man at a Corby gym",
        ),
        ("It began on Sunday, when the team met him in a café in Corby.", "the team met him in a café in Corby"),
        ("The team met him in a café in Corby and called the police.", "The team met him in a café in Corby"),
        ("The team met him in a café, who then fled.", "The team met him in a café"),
    ],
)
def test_anchor(told: str, words: str) -> None:
    """Is the anchor the shortest clause that tells it?"""
    text = HUNTERS + told
    start, end = only(text).anchor
    assert text[start:end].startswith(words)
    assert len(text[start:end]) <= len(words) + len(" on his own")


MET = "Its members met a man in a café in Corby on Sunday. "


@pytest.mark.parametrize(
    ("told", "livestream"),
    [
        ("It went out live.", "yes"),
        ("The group streamed it to 300 people.", "yes"),
        ("It was filmed and had not gone out live.", "no"),
        ("Nothing was streamed.", "no"),
        ("They recorded what followed.", "no"),
        ("The group will be going live less often.", "not_reported"),
        ("A livestream never saved anybody.", "not_reported"),
    ],
)
def test_livestream(told: str, livestream: str) -> None:
    """Is it live only where that is said of the deed itself?"""
    assert only(HUNTERS + MET + told).livestream == livestream


def test_livestream_of_a_set() -> None:
    """Does what is said of all incidents hold for each, but not for one of years ago?"""
    text = (
        HUNTERS
        + "The team showed both live on its page.\n"
        + "Members met a man at a Corby gym on Saturday.\nOn Sunday they met a man at a Ludlow school.\n"
        + "Two years ago the group filmed a man in a Stafford park."
    )
    assert [i.livestream for i in read(text)] == ["yes", "yes", "not_reported"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("41,200", 41_200),
        ("34k", 34_000),
        ("1.2m", 1_200_000),
        ("a quarter of a million", 250_000),
        ("half a million", 500_000),
        ("two thousand", 2_000),
        ("1.2.3", None),
    ],
)
def test_number(words: str, number: int | None) -> None:
    """What do figures and number words stand for?"""
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("told", "audience"),
    [
        ("It drew 91,000 views.", 91_000),
        ("It was watched by more than a quarter of a million people.", 250_000),
        ("The page has 70,000 fans.", None),
        ("Tens of thousands saw it.", None),
    ],
)
def test_audience(told: str, audience: int | None) -> None:
    """Are viewers counted, and fans not?"""
    assert only(HUNTERS + MET + told).audience == audience


@pytest.mark.parametrize(
    ("told", "disorder"),
    [
        ("A shopper was punched in the face.", "violence_reported"),
        ("Onlookers kept quiet.", "crowd_peaceful"),
        ("No blows were struck.", "not_reported"),
        ("Police fear a risk of violence.", "not_reported"),
    ],
)
def test_disorder(told: str, disorder: str) -> None:
    """Does violence count where it happened, and not where it is denied or feared?"""
    assert only(HUNTERS + MET + told).disorder == disorder


@pytest.mark.parametrize(
    ("told", "outcome"),
    [("He was arrested there.", "arrest"), ("No arrest has been made.", "no_arrest"), ("He was charged.", "not_reported")],
)
def test_police_outcome(told: str, outcome: str) -> None:
    """Is an arrest told, denied or left open? A charge alone does not say it."""
    assert only(HUNTERS + MET + told).police_outcome == outcome


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("A group called Fen Lanterns met him.", "Fen Lanterns"),
        ("The group, Gravel Vigil, met him.", "Gravel Vigil"),
        ("A group known as The Last Word met him.", "The Last Word"),
        ("Jo, who runs Moor Vipers, met him. Moor Vipers later posted it.", "Moor Vipers"),
        ("The self-styled hunting team from Corby met him.", None),
    ],
)
def test_group(told: str, name: str | None) -> None:
    """Is the group's name read off the words around it, as printed?"""
    sentences = read_document(Article("a", told)).index
    assert next((g.name for g in find_groups(sentences)), None) == name


def test_region() -> None:
    """Is the region that of the force where the incident names no other?"""
    assert only(HUNTERS + MET + "Northumbria Police has asked for the film.").region == "north_east"


ROBBERY = (
    "Jo Vane tried to rob a post office in Corby on 3 May 2018.\n"
    "The 31-year-old threatened staff with an axe.\n"
    "Police said he was arrested near by."
)


def test_ordinary_crime() -> None:
    """Does ordinary crime news give its one crime, with place, day and violence?"""
    found = only(ROBBERY, an_arrest(ROBBERY, "Jo Vane", arrest="arrested", offences=("robbery",)))
    assert (found.type, found.date, found.location_type) == ("other_crime", "2018-05-03", "retail_hospitality")
    assert (found.disorder, found.police_outcome, found.group) == ("violence_reported", "arrest", None)


def test_further_crime() -> None:
    """Is another attack in another place an incident of its own?"""
    text = "Ty Moss stabbed a man at a pub in Corby in May 2018.\nAnother attack in Ludlow left a clerk without a finger."
    assert [i.location_type for i in read(text, an_arrest(text, "Ty Moss"))] == ["retail_hospitality", "not_reported"]


def test_unrelated_case() -> None:
    """Is a person of an unrelated case given an incident of his own, in a paragraph of its own?"""
    text = "Ty Moss killed a man in Mill Lane in May 2018.\nIn an unrelated case, Jo Vane was fined for texting at the wheel."
    moss, vane = an_arrest(text, "Ty Moss"), an_arrest(text, "Jo Vane", offences=("driving",))
    assert [i.disorder for i in read(text, moss, vane)] == ["violence_reported", "not_reported"]


def test_place_from_the_opening() -> None:
    """Does the opening name the place of the only confrontation where its own sentence does not?"""
    text = "Hunters filmed at a garden centre.\nMembers of Moor Lanterns, a hunter group, cornered a man on Sunday."
    assert only(text).location_type == "retail_hospitality"


def test_range_of_years() -> None:
    """Does a range over several years leave the date open, and one inside a year give the year?"""
    text = "Ty Moss abused a boy at a church in Corby between {} and {}."
    for first, last, value in (("2009", "2013", None), ("May 2012", "June 2012", "2012")):
        told = text.format(first, last)
        assert only(told, an_arrest(told, "Ty Moss")).date == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Stoke won 3-1 at home.",
        "The minister attacked the plan. He was hit by a vote. The party lost control of the council.",
        "A probe crashed on the moon in 2016.",
    ],
)
def test_no_crime(text: str) -> None:
    """Do sport, politics, science and an empty page give nothing?"""
    assert read(text) == ()


def test_arrest_without_a_crime() -> None:
    """Does an arrest always find an incident, be it made of its own sentence?"""
    text = "A man of 44 was led off."
    assert only(text, an_arrest(text, "A man of 44")).anchor == (0, len(text))


@pytest.mark.parametrize("text", [HUNTERS + MET + "It went out live to 300 viewers and a man was punched and arrested.", ROBBERY])
def test_evidence_can_be_run_again(text: str) -> None:
    """Does every proof of every field stand by its words?"""
    found = read(text, an_arrest(text, "man" if "man" in text else "Jo Vane"))
    proofs = [proof for i in found for proofs in i.evidence.values() for proof in proofs]
    assert proofs
    for proof in proofs:
        assert rerun(proof.rule, text, proof.span), proof.rule


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("He also admitted stealing a car from a drive in Penrith on 19 April.", ["2018-03-04", "2018-04-19"]),
        ("Moss had been jailed in 2015 for robbing a clerk in Derby.", ["2018-03-04", None]),
        ("In a separate case, Jo Vane was fined for assaulting a porter in Rhyl.", ["2018-03-04", None]),
        ("On 9 May the man held up a bookmaker's in Bury.", ["2018-03-04", "2018-05-09"]),
        ("He bought the crowbar at a shop in Ulverston on 1 March.", ["2018-03-04"]),
        ("He was found guilty of burglary last month.", ["2018-03-04"]),
        ("The raids took place between January and March.", ["2018-03-04"]),
    ],
)
def test_crimes_of_other_days(told: str, days: list[str | None]) -> None:
    """Is a plain deed of another day or another case an incident of its own, and a step of the same case none?"""
    text = f"Ty Moss smashed the window of a shop in Kendal on 4 March 2018 and stole rings.\nHe was jailed.\n{told}"
    assert [i.date for i in read(text, an_arrest(text, "Ty Moss"), published="2018-09-12")] == days


def test_a_day_to_come() -> None:
    """Is the day for which a trial is fixed left to the court?"""
    told = "Members of the hunter group Lantern Patrol cornered a man outside a shop in Derby. A trial was fixed for 9 October."
    assert only(told, published="2019-05-20").date is None
