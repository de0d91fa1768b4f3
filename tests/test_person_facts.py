"""Age, sex and home: read from the words around a person, never from a first name."""

import pytest
from arrest_rows import rows

WAS_HELD = " was arrested."


@pytest.mark.parametrize(
    ("phrase", "age"),
    [
        ("Jo Vane, 34,", 34),
        ("Jo Vane, aged 61, of Mold,", 61),
        ("Jo Vane, who is 53 and lives in Mold,", 53),
        ("Jo Vane, then 31,", 31),
        ("A 38-year-old man", 38),
        ("A man, 44,", 44),
        ("Jo Vane, a 36-year-old care assistant from Mold,", 36),
        ("The driver, Jo Vane, 25,", 25),
        ("Jo Vane", None),
    ],
)
def test_age(phrase: str, age: int | None) -> None:
    """Is the age read wherever it is told of the person himself?"""
    assert rows(phrase + WAS_HELD, "Jo Vane", "age") == [age]


def test_age_of_somebody_else() -> None:
    """Does a victim's age stay with the victim?"""
    text = "Jo Vane was charged with robbing a 74-year-old woman. The 74-year-old suffered a broken arm."
    assert rows(text, "Jo Vane", "age") == [None]


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("A woman was arrested.", "female"),
        ("Mr Vane was arrested.", "male"),
        ("Mrs Vane was arrested.", "female"),
        ("Vane, 34, was charged with theft. He wept.", "male"),
        ("Vane, 34, was charged with theft. She wept.", "female"),
        ("Vane, 34, was charged with theft.", "not_reported"),
        ("Vane told Judge Hale that she was wrong. Vane was charged with theft.", "female"),
    ],
)
def test_sex(text: str, sex: str) -> None:
    """Do words tell the sex: a noun, a title, a pronoun, and no first name?"""
    assert rows(text, "Vane", "sex") == [sex]


@pytest.mark.parametrize(
    ("phrase", "home"),
    [
        ("Jo Vane, 34, of Tern Street, Mold,", "Tern Street, Mold"),
        ("Jo Vane, from Corwen, near Bala,", "Corwen, near Bala"),
        ("Jo Vane, 34, of no fixed address,", "no fixed address"),
        ("Jo Vane, 48, currently at HMP Larchwood but formerly of Leeds,", "Leeds"),
        ("Jo Vane, 33, a joiner from Bala,", "Bala"),
        ("Jo Vane, 22, who lives in Rhyl,", "Rhyl"),
        ("The former resident of Lark Estate in Corby", "Lark Estate in Corby"),
        ("A 29-year-old Swindon man", "Swindon"),
        ("The north Leeds man", "north Leeds"),
        ("Sunderland plumber Jo Vane", "Sunderland"),
        ("Derby-based Jo Vane, 34,", "Derby"),
        ("Jo Vane, from the Lark area of Newcastle,", "the Lark area of Newcastle"),
        ("Jo Vane, of an address in Leeds,", "Leeds"),
        ("Labour councillor Jo Vane", None),
        ("The Polish man", None),
        ("Jo Vane, originally from Hove,", None),
    ],
)
def test_home(phrase: str, home: str | None) -> None:
    """Is the home read behind "of", "from" and "who lives in", and not from "originally from" or a nationality?"""
    assert rows(phrase + WAS_HELD, "Jo Vane", "residence") == [home]


def test_home_of_a_list() -> None:
    """Are two people "both of" one town?"""
    text = "Al Vane, 29, and Bo Moss, 26, both of Hove, were arrested."
    assert rows(text, "Al Vane, Bo Moss", "residence") == ["Hove", "Hove"]


def test_home_searched() -> None:
    """Does "his flat in Corby" stand in where no home is given with the name?"""
    assert rows("Tom Vane was arrested at his flat in Larch Court, Corby.", "Tom Vane", "residence") == ["Larch Court, Corby"]


def test_ages_of_a_list() -> None:
    """Are two people "aged 29 and 26" one of each age, and of one home?"""
    text = "Al and Bo Vane, aged 29 and 26, from Bangor, were arrested."
    assert rows(text, "Al, Bo Vane", "age", "residence") == [(29, "Bangor"), (26, "Bangor")]


def test_home_of_both_men() -> None:
    """Does "both men, who are from Hove" tell where each lives?"""
    text = "Al Vane, 29, and Bo Moss, 26, deny theft. Both men, who are from Hove, were arrested in May."
    assert rows(text, "Al Vane, Bo Moss", "residence", "sex") == [("Hove", "male")] * 2


def test_a_judge_lends_nobody_her_sex() -> None:
    """Does "she told him" of a judge leave the defendant's sex alone?"""
    text = (
        'Al Vane, 37, was charged with theft.\nJudge Hale said Vane was a thief. "You took what was not yours to take," she said.'
    )
    assert rows(text, "Al Vane", "sex") == ["not_reported"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jo Vane was charged with theft. She is 48 and lives in Bala.", (48, "Bala")),
        ("Jo Vane was charged with theft. She now lives alone in Rhyl.", (None, "Rhyl")),
        ("Jo Vane, 33, whose home is in Mold, was charged with theft.", (33, "Mold")),
        ("Jo Vane, 33, who lives in nearby Mold, was charged with theft.", (33, "Mold")),
        ("Jo Vane, 33, with no fixed abode, was charged with theft.", (33, "no fixed abode")),
        ("Jo Vane, a Rhyl fisherman of 39, was charged with theft.", (39, "Rhyl")),
        ("A Rhyl-based DJ aged 34 was charged with theft.", (34, "Rhyl")),
    ],
)
def test_age_and_home_in_other_shapes(text: str, told: tuple[int | None, str]) -> None:
    """Are age and home read from a later sentence, and before a calling?"""
    assert rows(text, "Jo Vane", "age", "residence") == [told]


def test_home_of_two() -> None:
    """Does "of the same address" repeat the home told before?"""
    text = "A man, 35, of Mold, and a woman, 33, of the same address, were arrested."
    assert rows(text, "", "age", "residence") == [(35, "Mold"), (33, "Mold")]


def test_ages_told_after_the_names() -> None:
    """Do "the three, aged 47, 21 and 38" have these ages in the order of their names?"""
    text = "In the dock are Jo Vane, Ty Moss and Al Hale. The three, aged 47, 21 and 38, deny theft."
    assert rows(text, "Jo Vane, Ty Moss, Al Hale", "age") == [47, 21, 38]


def test_his_partner() -> None:
    """Is "Jo Vane, 28, his partner, was fined" one woman?"""
    text = "Ty Moss, 30, was jailed for theft. Jo Vane, 28, his partner, was fined. She wept."
    assert rows(text, "Ty Moss, Jo Vane", "age", "sex") == [(30, "not_reported"), (28, "female")]


def test_sex_in_a_quotation() -> None:
    """Does "she" in somebody's words right behind the name tell the sex where nothing else does?"""
    text = 'Jo Vane, 30, was charged with theft. "We never knew she was there," the shop said.'
    assert rows(text, "Jo Vane", "sex") == ["female"]
