"""Incidents told in one article: which belong together, which apart, and what is said of the later ones?"""

import pytest
from test_incidents import HUNTERS, TUESDAY, an_arrest, only, read

from casebook.reading.document import read_document
from casebook.reading.incidents.filing import file_arrests
from casebook.reading.incidents.find import named
from casebook.reading.incidents.footprints import footprints
from casebook.records import Arrest, Article, Evidence, Name


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


@pytest.mark.parametrize(
    ("accused", "fields", "kinds"),
    [
        ("Ty Moss, 44, of Ludlow, admitted grooming.", {"age": 44, "offences": ("grooming_meeting",)}, 2),
        ("Ty Moss, 44, of Ludlow, admitted fraud.", {"age": 44, "offences": ("fraud",)}, 1),
        ("His brother Ty Moss, 44, was fined.", {"age": 44}, 1),
        ("A neighbour was fined.", {}, 1),
    ],
)
def test_case_of_another_suspect(accused: str, fields: dict[str, object], kinds: int) -> None:
    """Has a suspect told in a paragraph of his own an incident of his own: not kin, not for fraud, not without name or age?"""
    text = HUNTERS + f"Jo Orr, 31, was met by members in a café in Corby.\n{accused}"
    other = an_arrest(text, "neighbour" if "neighbour" in accused else "Ty Moss", **fields)
    assert len(read(text, an_arrest(text, "Jo Orr", age=31), other)) == kinds


def test_man_of_rough_age_apart() -> None:
    """Has somebody told by his decade alone an incident of his own?"""
    text = HUNTERS + "Members met Jo Orr, 31, in a café in Corby.\nA cook in his fifties wept as he was led from a kerb."
    rows = (an_arrest(text, "Jo Orr", age=31), an_arrest(text, "cook in his fifties", arrest="arrested", stage="arrested"))
    assert len(read(text, *rows)) == 2


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("Its founder, Ty Moss, was himself fined in 2018 for affray.", ["sting_confrontation", "group_offending"]),
        ("A fourth defendant, Ty Moss, was fined in 2018 for affray.", ["group_offending"]),
        ("Ty Moss was fined for affray.", ["group_offending"]),
    ],
)
def test_what_a_member_did_besides(told: str, kinds: list[str]) -> None:
    """Is what a member did at another time an incident of its own, and not the case of a fellow defendant?"""
    text = HUNTERS + "It has ten members.\nIt has a page.\nIts members met a man at a Corby gym on Sunday.\nHe wept.\n" + told
    start = text.index("fined")
    proof = {"sentence": (Evidence((start, start + 5), "sentence.fine"),)}
    member = an_arrest(text, "Ty Moss", name="Ty Moss", role="group_member", stage="sentenced", charge="charged", evidence=proof)
    assert [i.type for i in read(text, member)] == kinds


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("The video was uploaded on Monday.", ["2019-05-12"]),
        ("On Monday the page put his name online.", ["2019-05-12", "2019-05-13"]),
        ("The group had sent its logs to police on Monday.", ["2019-05-12"]),
        ("On Monday it took to police the messages of another man.", ["2019-05-12", "2019-05-13"]),
        ("It has happened before. In May 2017 the team stood outside a house in Ludlow.", ["2019-05-12", "2017-05"]),
    ],
)
def test_what_followed_or_went_before(told: str, days: list[str]) -> None:
    """Is the film of a meeting part of it, and a name put online, another file or an earlier visit not?"""
    text = HUNTERS + "It has ten members.\nIts members met a man at a Corby gym on Sunday.\nHe wept.\n" + told
    assert [i.date for i in read(text)] == days


def test_cases_told_one_by_one() -> None:
    """Is each of some cases an incident, where a sentence each tells them?"""
    text = (
        HUNTERS
        + "One, in Ludlow in April, ended with a stroke. In another, in a car park, a man was hurt. A third took place in a gym."
    )
    assert [i.location_type for i in read(text)] == ["not_reported", "street_carpark", "sports_leisure"]


def test_town_by_town() -> None:
    """Are cases told town by town apart, each without the day of the one before?"""
    text = HUNTERS + (
        "The team held a tiler outside a gym in Corby on 2 May. And in Ludlow, a team surrounded a cook in a supermarket.\n"
        "In Goole last spring, a tutor was cornered in a park."
    )
    assert [(i.date, i.location_type) for i in read(text)][:2] == [("2019-05-02", "sports_leisure"), (None, "retail_hospitality")]
    assert len(read(text)) == 3


def test_named_where_it_is_told() -> None:
    """Is somebody filed under the incident whose sentences name him, however far off he is told of?"""
    text = HUNTERS + (
        "Jo Orr, 31, and Ty Moss, 44, were jailed.\nMembers met a man at a Corby gym on 2 May.\nThat was in spring.\n"
        "Moss's turn came on 9 May, when the team met him at a Ludlow café."
    )
    pair = [an_arrest(text, name, name=name) for name in ("Jo Orr", "Ty Moss")]
    found = read(text, *pair)
    assert [i.date for i in found] == ["2019-05-02", "2019-05-09"]
    index = read_document(Article("a", text, TUESDAY)).index
    assert file_arrests(index, footprints(index, found), tuple(pair)) == ["i1", "i2"]


def test_court_list() -> None:
    """Is every paragraph of a court's list a case of its own, and that of co-defendants one case?"""
    text = (
        "Jo Orr, 31, admitted growing cannabis in his greenhouse.\n"
        "Ty Moss, 34, was fined for driving without a licence on the A10.\n"
        "Al Hale, 40, denied taking a purse at a hotel in Rhyl."
    )

    def cases(*offences: str) -> int:
        charged = zip(("Jo Orr", "Ty Moss", "Al Hale"), offences, strict=True)
        return len(
            read(text, *(an_arrest(text, n, name=n, stage="charged", charge="charged", offences=(o,)) for n, o in charged))
        )

    assert cases("drugs", "driving", "burglary_theft") == 3
    assert cases("drugs", "drugs", "drugs") == 1


def test_second_of_its_kind() -> None:
    """Is the killing that an article counts before the one it is about told apart, with its own place?"""
    text = (
        "A student was stabbed on a towpath in Corby on 4 May.\nA man of 30 was arrested.\n"
        "It is the second killing in the town this year. In March a cook was beaten to death outside a kebab shop."
    )
    found = read(text, an_arrest(text, "A man of 30"), published="2019-06-20")
    assert [i.location_type for i in found] == ["park_open", "retail_hospitality"]


def test_told_by_turns() -> None:
    """Are suspects whom a member only lists, each at his place, incidents?"""
    text = HUNTERS + (
        "There was the headmaster at a garden centre near Frome, who wept. There was a driver at Bath bus station, who ran."
    )
    assert [i.location_type for i in read(text)] == ["retail_hospitality", "transport_hub"]


def test_named_persons() -> None:
    """Is somebody whom names tell known by his fullest name where incidents are read?"""
    doc = read_document(Article("a", "Moss wept. Ty Moss ran.", None))
    names = (Name((0, 4), person="p1"), Name((11, 18), person="p1"))
    assert [a.name for a in named(doc, names, (Arrest("", (0, 4), person="p1"), Arrest("", (0, 4))))] == ["Ty Moss", None]


def test_opening_beside_a_case_in_passing() -> None:
    """Is the opening's visit kept apart from what the team did years before, and its viewers with it?"""
    text = HUNTERS + (
        "Vigilantes came to the wrong house in Corby, an episode that 20,000 people have watched.\n"
        "A baker of 40 was bathing his son when the shouting began.\nHe has moved away.\n"
        "The same team had already confronted a driver at Ludlow bus station in 2017."
    )
    found = read(text)
    assert [(i.audience, i.location_type) for i in found] == [(20_000, "home"), (None, "transport_hub")]


def test_crowd_at_the_door() -> None:
    """Does a crowd come to the door told before, and is what went out live the visit's and not the crowd's?"""
    text = HUNTERS + (
        "On Sunday three of the group knocked at number 14 in Elm Road, Corby, and streamed as they did so.\n"
        "But 15,000 people had seen it, and within an hour some 200 of them were outside."
    )
    visit, crowd = read(text)
    assert (visit.type, visit.livestream, visit.audience) == ("doorstep_confrontation", "yes", 15_000)
    assert (crowd.type, crowd.location_type, crowd.livestream, crowd.date) == ("crowd_action", "home", "not_reported", visit.date)


def test_night_after() -> None:
    """Is the crowd of the night after another incident than the opening's?"""
    text = (
        "Three members of an online vigilante team held a man in a van in a Corby car park, a court heard.\n"
        "Moor Lanterns had met him on 3 May.\nThe night after, some 40 people gathered outside a flat in Ludlow and lit bins."
    )
    assert {i.type for i in read(text)} == {"sting_confrontation", "crowd_action"}


def test_any_deed_of_a_new_suspect() -> None:
    """Is whatever a suspect did when met an incident, where it is told with its place and day?"""
    text = HUNTERS + (
        "Members met Jo Orr at a Corby tram stop in March 2016.\n"
        "On 3 November 2018, in the beer garden of a pub near Ludlow, a 40-year-old from Rhyl drew a knife."
    )
    found = read(text, an_arrest(text, "Jo Orr", name="Jo Orr"), an_arrest(text, "40-year-old", age=40))
    assert [(i.date, i.location_type) for i in found] == [("2016-03", "transport_hub"), ("2018-11-03", "retail_hospitality")]


@pytest.mark.parametrize(
    ("told", "live"),
    [
        ("They boxed him in, streaming as they went.", "yes"),
        ("Roughly 900 people saw it unfold in real time.", "yes"),
        ("It was filmed but never put online.", "no"),
        ("The film went up at the weekend.", "no"),
        ("Some 900 people had watched the broadcast.", "yes"),
    ],
)
def test_how_it_was_sent_out(told: str, live: str) -> None:
    """Is it known whether a meeting went out live, however that is told?"""
    assert only(HUNTERS + "Members met a clerk at a Corby tram stop on Sunday. " + told).livestream == live


@pytest.mark.parametrize(
    "told",
    [
        "He was escorted off the platform in handcuffs.",
        "Two constables handcuffed him and drove him off.",
        "He left in the back of a police van.",
    ],
)
def test_taken_away(told: str) -> None:
    """Is an arrest told where the word is not used?"""
    assert only(HUNTERS + "Members met a clerk at a Corby tram stop on Sunday. " + told).police_outcome == "arrest"


def test_neither_was_streamed() -> None:
    """Is what is denied of both meetings denied of each?"""
    text = HUNTERS + (
        "The first, a porter of 44, was met by members on a towpath in Corby on 6 May.\n"
        "By three o'clock the team had moved on to a burger bar in Corby, where a cook of 29 was met by them.\n"
        "Neither meeting was streamed."
    )
    assert [(i.date, i.livestream) for i in read(text)] == [("2019-05-06", "no")] * 2


def test_two_in_one_sentence() -> None:
    """Are two stings that one sentence tells two incidents, each with its own day and place?"""
    text = HUNTERS + (
        "A joiner of 41 was surrounded by members in a Corby café on 3 May, and a pensioner, 70, was stopped by the same group "
        "outside a library in Ludlow on 4 May."
    )
    assert [(i.date, i.location_type) for i in read(text)] == [("2019-05-03", "retail_hospitality"), ("2019-05-04", "other")]


def test_told_while_it_goes_on() -> None:
    """Is a sting told in the present tense dated to the day of the article, and live where they are live?"""
    found = only("A hunting team called Moor Lanterns is live on TikTok from a car park in Corby.", published="2019-05-07")
    assert (found.type, found.date, found.livestream) == ("sting_confrontation", "2019-05-07", "yes")


def test_short_name_of_a_group() -> None:
    """Is it the group's deed where only the end of its name is said?"""
    text = "Hunter team Fen Night Lanterns is from Ely.\nOn 3 May the Lanterns stopped a man of 44 at a gym in Corby."
    assert [i.location_type for i in read(text)] == ["sports_leisure"]


def test_crowd_of_the_opening() -> None:
    """Is what a crowd did further down the crowd's of the opening, and not the sting's?"""
    text = (
        "Some 60 protesters marched on a block of flats in Corby last night after hunters had been there.\n"
        "Members of Moor Lanterns, a hunting team, met a man at a bus stop in Ludlow on Friday.\nBottles were thrown."
    )
    found = [(i.type, i.disorder) for i in read(text)]
    assert sorted(found) == [("crowd_action", "violence_reported"), ("sting_confrontation", "not_reported")]


def test_place_of_the_sentence_before() -> None:
    """Does a deed happen at the place that the sentence before it sets?"""
    text = HUNTERS + "It was midnight, on a station platform in Corby. Three members pulled the man out of his seat."
    assert [i.location_type for i in read(text)] == ["transport_hub"]


def test_handed_in_rather_than_met() -> None:
    """Is it a file for the police where the group is said not to film such meetings but to hand them over?"""
    text = HUNTERS + (
        "A member passed everything to Fenshire Police rather than film the meeting.\n"
        "Officers were waiting when Jo Orr, 36, parked at a Corby leisure centre on 2 May."
    )
    assert only(text, an_arrest(text, "Jo Orr", name="Jo Orr", age=36)).type == "evidence_handover"


@pytest.mark.parametrize(
    "told",
    [
        "Jo Orr, a baker, was on a bench at Corby bus station on Sunday as three women in hoods read out his messages.",
        "A cook was asked to leave the bar of a Corby hotel on Sunday by a band of so-called sleuths.",
    ],
)
def test_told_in_other_words(told: str) -> None:
    """Is an incident found by its place, its day and its people where no word for a confrontation is told?"""
    assert len(read(HUNTERS + told)) == 1


def test_told_of_groups_at_large() -> None:
    """Is a hall that teams filled no incident, though it has a place and a day?"""
    assert read(HUNTERS + "Decoy teams filled a hall in Corby on Sunday to hear of a study.") == ()


def test_another_place_in_other_words() -> None:
    """Is what somebody went through elsewhere, on another day, another incident beside the one that is told?"""
    text = HUNTERS + "On Sunday members met a clerk at a Corby gym.\n"
    text += "In the bar of a Ludlow hotel, in 2018, a teacher was asked about his texts by three women with cameras."
    assert len(read(text)) == 2


def test_file_of_one() -> None:
    """Is it a file for the police where one of the group brings it alone?"""
    assert only(HUNTERS + "In May she carried a binder on a clerk into Corby police station.").type == "evidence_handover"


def test_opening_far_from_another() -> None:
    """Is what a group did in another town, told far behind the opening, no retelling of it?"""
    text = "Moor Lanterns, a hunter group, met a clerk, 40, in a Corby café.\nHe wept.\nHe sang.\nHe left.\nHe slept.\n"
    text += "In 2017 a second man, Jo Orr, was cornered at a gym in Ludlow."
    assert len(read(text, an_arrest(text, "Jo Orr", name="Jo Orr"))) == 2
