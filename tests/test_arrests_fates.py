"""What became of whom: older cases, the partner in the dock, terms that add up, convictions undone, deeds and charges."""

import pytest
from arrest_rows import rows

HUNTERS = "A paedophile hunter group which streams its stings live has been in the news again.\n"


@pytest.mark.parametrize(
    ("text", "people", "fields", "expected"),
    [
        ("Two men have been fined for theft.\nAl Hale, 30, and Bo Moss, 46, walked into the home of Cy Lunt, 62, in Rhyl.",
         "Al Hale, Bo Moss, Cy Lunt", ("age", "sentence"), [(30, "fine_or_discharge"), (46, "fine_or_discharge")]),
        ("Al Hale, 28, and Di Moss, 26, both admitted theft.\nHale was handed 20 weeks in custody, while his partner's 12-week "
         "term was suspended because she has a baby.", "Al Hale, Di Moss", ("age", "sentence"),
         [(28, "immediate_custody"), (26, "suspended")]),
        ("Al Hale, 33, and Bo Moss, 36, each received three years for theft.", "Al Hale, Bo Moss", ("custody_months",), [36, 36]),
        ("Police are looking for three men over an assault. A fourth, Al Hale, 28, has been charged with wounding.", "Al Hale",
         ("count", "arrest"), [(3, "sought"), (1, "not_reported")]),
        ("Seven people spent a night in cells. Police said five men and two women had been arrested for affray.", "", ("count",),
         [5, 2]),
        ("Jo Vane, 21, was sent to a young offender institution for three years.", "Jo Vane", ("age", "custody_months"),
         [(21, 36)]),
    ],
)  # fmt: skip
def test_whose_fate(text: str, people: str, fields: tuple[str, ...], expected: list[object]) -> None:
    """Does each get what befell him: two who walked in and not their victim, the partner, each of a pair?"""
    assert rows(text, people, *fields) == expected


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("Jo Vane, 37, has been charged with theft.\nVane was convicted of affray in 2009 and fined £180.",
         ("charge", "offences", "sentence"), [("charged", ("burglary_theft",), "not_reported"),
                                              ("charged", ("public_order_affray",), "fine_or_discharge")]),
        ("Jo Vane, 37, was jailed for three years for a theft in 2009.", ("offences", "sentence"),
         [(("burglary_theft",), "immediate_custody")]),
        ("Jo Vane, 37, who has a previous conviction for theft dating from 1998, was jailed for arson.", ("offences",),
         [("criminal_damage_arson",)]),
        ("Jo Vane, 64, was jailed for theft in 2006.\nVane has had her conviction for theft quashed.",
         ("verdict", "sentence", "stage"), [("acquitted", "not_reported", "appealed")]),
        ("Jo Vane, 64, was jailed for theft.\nVane may one day be found guilty of arson.", ("offences",), [("burglary_theft",)]),
    ],
)  # fmt: skip
def test_older_cases(text: str, fields: tuple[str, ...], expected: list[object]) -> None:
    """Is an older case kept apart, a previous conviction passed over, a quashed one undone, a mere possibility ignored?"""
    assert rows(text, "Jo Vane", *fields) == expected


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Jo Vane, 36, was jailed for theft. Vane got 24 months on the first count and 12 on the second, to run one after the "
         "other.", 36),
        ("Judge Ann Doig passed concurrent terms of six years on Jo Vane for the robberies and a consecutive two years for the "
         "attempt.", 96),
        ("Mold Crown Court gave Jo Vane five years for wounding.", 60),
        ("Jo Vane denied theft. And here it is. Vane: two and a half years.", 30),
        ("Jo Vane admitted affray. Vane, who has a long record, got 16 weeks.", 4),
        ("Jo Vane was jailed for theft for two years and banned from driving for six.", 24),
    ],
)  # fmt: skip
def test_terms(text: str, months: int) -> None:
    """Are terms that run one after another added up, and those that a court gave in few words read?"""
    assert rows(text, "Jo Vane, Ann Doig", "custody_months") == [months]


@pytest.mark.parametrize(
    ("text", "offences"),
    [
        ("Jo Vane, 41, was locked up for a year after a judge heard how he had groomed two girls.\n"
         "Vane admitted two counts of sexual communication with a child.", ("sexual_communication",)),
        ("A rapist who attacked a jogger was jailed for nine years.", ("rape", "assault_wounding")),
        ("Jo Vane, 24, was charged with murder, stabbing a man to death.", ("murder_manslaughter",)),
        ("Detectives investigating the stabbing of a boy have arrested Jo Vane on suspicion of attempted murder.",
         ("murder_manslaughter",)),
        ("A sexton who tried to meet a boy of 14 must wait.\nJo Vane, 33, pleaded guilty at Mold Crown Court.",
         ("grooming_meeting",)),
    ],
)  # fmt: skip
def test_deeds_and_charges(text: str, offences: tuple[str, ...]) -> None:
    """Does the charge win over the deed, and does the deed stand in where no charge is told?"""
    assert set(rows(text, "Jo Vane", "offences")[0]) == set(offences)


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("Jo Vane, 27, was arrested on Sunday and charged with theft. Vane was granted conditional bail until 10 May.",
         ("release",), "court_bail"),
        ("Jo Vane, 35, charged with theft, was released on bail of £500 to appear in May.", ("release",), "court_bail"),
        ("Jo Vane, 35, was arrested and freed while officers examined his phone.", ("release",), "released_under_investigation"),
        ("Jo Vane, 35, was arrested and later told there would be no charge.", ("stage",), "released_no_action"),
        ("Jo Vane, 35, was arrested in May. Police dropped the investigation in June.", ("release",), "released_no_action"),
        ("Jo Vane, 35, was remanded in May and has been jailed for two years for theft.", ("release",), "not_reported"),
        ("Jo Vane, 35, charged with theft, was told to be back in court on 10 May and given bail.", ("release",), "court_bail"),
        ("Jo Vane, 35, put away for two years for theft, wept.", ("charge",), "charged"),
        ("Not guilty pleas to both counts of theft were entered by Jo Vane.", ("plea",), "not_guilty"),
        ("The Crown offered no evidence against Jo Vane, 35, who had been charged with theft.", ("verdict",), "discontinued"),
    ],
)  # fmt: skip
def test_steps(text: str, fields: tuple[str, ...], expected: str) -> None:
    """Is the step read: whose bail it is, what ends a case, which plea was entered?"""
    assert rows(text, "Jo Vane", *fields) == [expected]


def test_suspected_of_is_an_offence_and_no_arrest() -> None:
    """Does "is suspected of" tell what somebody was arrested for?"""
    text = HUNTERS + "A 55-year-old man was arrested in Rhyl after a group confronted him. He is suspected of inciting a child."
    assert rows(text, "", "arrest", "offences") == [("arrested", ("cause_incite",))]
