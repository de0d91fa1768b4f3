"""Who has a row: the same person told by calling, age and name, one of a set, and whose side he was on."""

import pytest
from arrest_rows import rows

HUNTERS = "A self-styled paedophile hunter group met Al Hale, 50, in a car park in Bude on Friday. He was charged with grooming. "


@pytest.mark.parametrize(
    ("text", "people", "fields", "expected"),
    [
        (
            "Jo Vane, 31, was fined. A fourth defendant, neighbour Ty Moss, 52, pleaded guilty to common assault.",
            "Jo Vane, Ty Moss",
            ("age", "stage"),
            [(31, "sentenced"), (52, "convicted")],
        ),
        (
            "A woman who burnt her sister's car has been jailed.\n\nJo Vane, 33, followed a man home. The 36-year-old wept. "
            "Vane, of Mold, admitted arson.",
            "Jo Vane",
            ("age", "sex", "residence"),
            [(33, "female", "Mold")],
        ),
        (
            "A married couple who robbed a shop have been jailed.\n\nJo Vane, 51, and his wife Al, 49, hid in a barn. "
            "A third defendant, Ty Moss, 26, was fined.",
            "Jo Vane, Al, Ty Moss",
            ("age", "sentence"),
            [(51, "immediate_custody"), (49, "immediate_custody"), (26, "fine_or_discharge")],
        ),
        (
            "Police have arrested two men. The first, a 24-year-old cook, is on bail. The second, 70, was charged with theft.",
            "",
            ("age", "sex", "arrest"),
            [(24, "male", "arrested"), (70, "male", "arrested")],
        ),
        (
            "Two teenagers aged 18 and a 35-year-old woman were arrested.",
            "",
            ("count", "age", "arrest"),
            [(2, 18, "arrested"), (1, 35, "arrested")],
        ),
        (
            "Police arrested brothers Al and Bo Vane, aged 40 and 37, and Jo Moss, 22.",
            "Al, Bo Vane, Jo Moss",
            ("age", "sex"),
            [(40, "male"), (37, "male"), (22, "not_reported")],
        ),
        (
            "A carer who robbed a 91-year-old was in court. Jo Vane met the pensioner. The mother of four, 42, admitted theft.",
            "Jo Vane",
            ("age", "plea"),
            [(42, "guilty")],
        ),
        (
            "He thought nobody had seen him. But Jo Vane, 31, was arrested for theft.",
            "Jo Vane",
            ("age", "sex"),
            [(31, "male")],
        ),
        (
            "Jo Vane, 69, was jailed for theft. He had accused a man of arson. That man, Ty Moss, of Mold, was charged.",
            "Jo Vane, Ty Moss",
            ("age", "residence", "stage"),
            [(69, None, "sentenced"), (None, "Mold", "charged")],
        ),
    ],
)
def test_one_person_is_one_row(text: str, people: str, fields: tuple[str, ...], expected: list[object]) -> None:
    """Is somebody told by a calling, an age, a set or a pronoun, and by name elsewhere, one row with all that is told?"""
    assert rows(text, people, *fields) == expected


@pytest.mark.parametrize(
    ("text", "people", "role"),
    [
        (
            "Jo Vane, 20, leapt from a car and kicked one of the cameramen. Vane was charged with assault.",
            "Jo Vane",
            "crowd_member",
        ),
        ("Jo Vane, a landlord who bottled a so-called hunter in his own garden, admitted assault.", "Jo Vane", "crowd_member"),
        ("Jo Vane, 22, came out of a bar to join in, and was charged with affray.", "Jo Vane", "crowd_member"),
        ("Two passengers, Jo Vane, 24, and Ty Moss, 23, were charged with assault.", "Jo Vane, Ty Moss", "crowd_member"),
        ("One of the hunters, Jo Vane, 30, was charged with assault.", "Jo Vane", "group_member"),
        ("Some 40 people gathered outside. A lad of 19 was arrested after an officer was kicked.", "", "crowd_member"),
        ("Police are looking for two of the unit: a man aged 26, over an assault, and a woman.", "", "group_member"),
        ("Jo Vane, 40, who was waiting in his van, was charged with sending indecent images.", "Jo Vane", "suspect"),
    ],
)
def test_on_whose_side(text: str, people: str, role: str) -> None:
    """Does what somebody did to the hunters, or beside them, tell whether he came with them or came by?"""
    assert rows(HUNTERS + text, f"Al Hale, {people}", "role")[-1] == role
