"""Arrests in many manners of telling: kin, pairs, lists, registers, those whom a group met, and whose deed it was."""

import pytest
from arrest_rows import mentions, rows

HUNTERS = "A paedophile hunter group which streams its stings live has been in the news again.\n"


@pytest.mark.parametrize(
    ("text", "people", "fields", "expected"),
    [
        ("Al Hale, 36, was jailed for three years for theft. His brother was fined.\nHis brother Bo Moss, 29, wept.",
         "Al Hale, Bo Moss", ("age", "sentence"), [(36, "immediate_custody"), (29, "fine_or_discharge")]),
        ("Al Hale, 36, and Bo Moss admitted theft. Hale was jailed for a year. The other man, who is 58, was fined.",
         "Al Hale, Bo Moss", ("age", "sentence"), [(36, "immediate_custody"), (58, "fine_or_discharge")]),
        ("Two men, aged 33 and 35, were arrested. The younger of the two men has been charged with affray.", "",
         ("age", "charge"), [(33, "charged"), (35, "not_reported")]),
        ("Sheriff Ann Doig jailed Al Hale, 36, for a year and placed Bo Moss, 29, on a community payback order.",
         "Ann Doig, Al Hale, Bo Moss", ("sentence",), ["immediate_custody", "community"]),
        ("Al Hale, 36, must serve eight years for arson and his brother Bo, 29, six.", "Al Hale, Bo Hale",
         ("custody_months",), [96, 72]),
        ("Al Hale, 36, and Bo Moss, 29, were jailed for ten and eight years respectively for arson.", "Al Hale, Bo Moss",
         ("custody_months",), [120, 96]),
        ("Three men were charged with affray.\nThey are Al Hale, 21, of Mold; Bo Moss, 25, of Rhyl; and Cy Lunt, 33, of Hove.\n"
         "Hale was remanded in custody. The other two were bailed to attend court.", "Al Hale, Bo Moss, Cy Lunt",
         ("residence", "release"), [("Mold", "remanded"), ("Rhyl", "police_bail"), ("Hove", "police_bail")]),
        ("Al Hale, 45, of Mold. Admitted theft of meat. Fined £120.", "Al Hale", ("plea", "sentence"),
         [("guilty", "fine_or_discharge")]),
        ("A man struck three times in eight days and was jailed for a year for theft.", "", ("custody_months",), [12]),
        ("Two boys, both 14, were arrested for theft.", "", ("count", "age"), [(2, 14)]),
        ("Police arrested and charged a 22-year-old woman with arson.", "", ("arrest", "charge"), [("arrested", "charged")]),
        ("Amy Hale, 40, stole from her employer and broke Bo Moss's arm. She was jailed for theft.", "Amy Hale, Bo Moss",
         ("age", "sex"), [(40, "female")]),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, people: str, fields: tuple[str, ...], expected: list[object]) -> None:
    """Does each get his own: the brother, the other man, the younger of two, those of a list, whoever bears such a name?"""
    assert rows(text, people, *fields) == expected


@pytest.mark.parametrize(
    ("text", "people", "fields", "expected"),
    [
        ("They confronted two men at a station. Neither has been arrested.", "", ("count", "arrest"), [(2, "not_arrested")]),
        ("Tom Vane opened his front door in Mold to find four of the team outside.", "Tom Vane", ("stage",), ["confronted"]),
        ("They turned up at the Rhyl home of a joiner, 66.", "", ("age", "residence"), [(66, "Rhyl")]),
        ("It passed a file to police on a gamekeeper. He has been arrested.", "", ("stage",), ["arrested"]),
        ("The man they had accused, who is in his fifties, was interviewed voluntarily.", "", ("sex", "arrest"),
         [("male", "voluntary_interview")]),
        ("They met a man at a bus stop. He was charged with grooming.\nTom Vane, 41, broke the man's nose. He admitted assault.",
         "Tom Vane", ("offences",), [("grooming_meeting",), ("assault_wounding",)]),
        ("A man of 30 was given a caution for harassment.", "", ("age",), [30]),
        ("A man and a woman were questioned under caution on suspicion of harassment.", "", ("arrest",),
         ["voluntary_interview"] * 2),
    ],
)  # fmt: skip
def test_whom_a_group_met(text: str, people: str, fields: tuple[str, ...], expected: list[object]) -> None:
    """Are those whom a group met found, and kept apart from those who met them?"""
    assert rows(HUNTERS + text, people, *fields) == expected


@pytest.mark.parametrize(
    ("text", "people", "role"),
    [
        ("Three of the hunters were arrested on suspicion of false imprisonment.", "", "group_member"),
        ("Its founder, Tom Vane, 40, has been charged with fraud.", "Tom Vane", "group_member"),
        ("A cameraman for the group was arrested.", "", "group_member"),
        ("A man in the crowd was arrested.", "", "crowd_member"),
        ("A neighbour, 51, was arrested for throwing a brick.", "", "crowd_member"),
        ("A joiner who spent his evenings catching predators was fined for fraud.", "", "group_member"),
        ("A woman of 30 who is thought to have held the microphone was questioned under caution.", "", "group_member"),
        ("As for the activist, magistrates fined her.", "", "group_member"),
        ("By dusk about forty strangers stood outside. Tom Vane, 22, admitted violent disorder.", "Tom Vane", "crowd_member"),
    ],
)
def test_whose_man_he_is(text: str, people: str, role: str) -> None:
    """Is one of the group, or of those who came by, told from a suspect?"""
    assert rows(HUNTERS + text, people, "role") == [role]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Tom Vane, a brother-in-law, said they did not want anybody else to be hounded.", "Tom Vane"),
        ("A man who answered the telephone hung up.", ""),
        ("Nobody was arrested when the group met a crowd of residents.", ""),
    ],
)
def test_nobody_was_met(text: str, people: str) -> None:
    """Do speakers and those who only answer a telephone stay out?"""
    assert mentions(HUNTERS + text, people) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They had trapped a cub leader in the foyer of a gym.", ["cub leader"]),
        ("Their quarry, a forklift driver who is now 52, had been writing to her.", ["driver"]),
        ("She recalled a widower in Rugby who answered the door to six of them.", ["widower"]),
        ("A 61-year-old from Hove, whom the team accused of it, was hurt.", ["61-year-old"]),
        ("A curate has spoken. A vicar wept after the page published his name and his parish.", ["vicar"]),
        ("A drummer was seen. In Hyde a teacher was outed by a page with 900 followers.", ["teacher"]),
        ("They accused the owner, Tom Vane, of writing to a girl.", ["Tom Vane"]),
        ("Strangers read out messages to a tenant on his own step.", ["tenant"]),
        ("A vicar's husband, accosted in his greenhouse, has moved.", ["husband"]),
        ("The lodger, whom its members had challenged on the stairs, has left.", ["lodger"]),
        ("Nobody has been charged over the visit.", []),
    ],
)
def test_confronted_or_exposed_only(text: str, expected: list[str]) -> None:
    """Is whoever a group only met, named or called on a row, by whatever he is called?"""
    assert mentions(HUNTERS + text, "Tom Vane") == expected


def test_listed_at_the_end() -> None:
    """Do three who were jailed at the top get their names at the end, and those cleared not the one found guilty?"""
    jailed = "Three men have been jailed.\nIt began at a shop.\nIt ended at a bank.\nIt was dark.\n"
    text = jailed + "Jo Vane, 34, Ty Moss, 31, and Al Hale, 40, admitted conspiracy to burgle."
    assert rows(text, "Jo Vane, Ty Moss, Al Hale", "sentence", "count") == [("immediate_custody", 1)] * 3
    text = "Two hunters have been cleared of affray. Jo Vane, 34, and Ty Moss, 31, wept. Al Hale, 29, was found guilty of affray."
    assert rows(HUNTERS + text, "Jo Vane, Ty Moss, Al Hale", "verdict") == ["acquitted", "acquitted", "convicted"]


def test_neighbour_is_somebody_else() -> None:
    """Is a neighbour who was arrested another than the roofer told of before?"""
    text = (
        HUNTERS + "Jo Vane, a 44-year-old roofer, was arrested on Monday. A neighbour, who had kicked a gate, was arrested too."
    )
    assert len(mentions(text, "Jo Vane")) == 2


@pytest.mark.parametrize(
    ("text", "people", "fields", "expected"),
    [
        (
            "Tom Vane and Ann Moss admitted it.\nHe was given 16 months and she got 12 months, both suspended for two years.",
            "Tom Vane, Ann Moss",
            ("sentence", "custody_months"),
            [("suspended", 16), ("suspended", 12)],
        ),
        (
            "Tom Vane, 33, was arrested.\nA second man threw a drink and ran off.\nPolice are still trying to identify him.",
            "Tom Vane",
            ("arrest",),
            ["arrested", "sought"],
        ),
        (
            "It was about Ann Moss, the group's treasurer.\nLast April she bawled at a man.\nShe was fined £90 for affray.",
            "Ann Moss",
            ("sentence",),
            ["fine_or_discharge"],
        ),
    ],
)
def test_said_of_each(text: str, people: str, fields: tuple[str, ...], expected: list[object]) -> None:
    """Is what is said of both of both, "him" not the one who is held, and the treasurer the woman named before?"""
    assert rows(HUNTERS + text, people, *fields)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("The group met a trainee baker at a gym in Mold. He was 19. He was arrested.", ("age", "arrest"), [(19, "arrested")]),
        ("The group cornered a lad in Mold on Monday. The lad is a 20-year-old student.", ("age", "stage"), [(20, "confronted")]),
        ("The group challenged a man at a gym in Mold. A bench was broken.\nOfficers did not arrest him.", ("arrest",),
         ["not_arrested"]),
    ],
)  # fmt: skip
def test_told_in_passing(text: str, fields: tuple[str, ...], expected: list[object]) -> None:
    """Do we read the one whom a group met where his age and arrest are told later?"""
    assert rows(HUNTERS + text, "", *fields) == expected
