"""Arrests: one row a person, told once or ten times, and nobody who only stood by."""

import pytest
from arrest_rows import mentions, read_arrests, rows

from casebook.reading.rules import rerun


@pytest.mark.parametrize(
    ("text", "people", "who"),
    [
        ("A 57-year-old man of Hove was arrested at noon.", "", ["57-year-old man"]),
        ("Police arrested Jo Vane, 34, of Mold.", "Jo Vane", ["Jo Vane"]),
        ("Three people were picked up on suspicion of theft.", "", ["Three people"]),
        ("Two men, aged 20 and 31, were arrested in Rhyl.", "", ["Two men, aged 20 and 31"] * 2),
        ("Three boys, two aged 16 and one aged 17, were detained.", "", ["two aged 16", "two aged 16", "one aged 17"]),
        ("A woman in her fifties was arrested in Hove.", "", ["woman in her fifties"]),
        ("Police took his mother and aunt into custody. Jo Vane wept.", "Jo Vane", ["mother", "aunt"]),
        ("A man was arrested in Hove and a 61-year-old in Rhyl.", "", ["man", "61-year-old"]),
        ("Detectives have charged 35-year-old Jo Vane, of Hove, with arson.", "Jo Vane", ["35-year-old Jo Vane"]),
        ("A school archivist has been jailed for theft.", "", ["school archivist"]),
        ("He was taken into custody at noon in Rhyl.", "", ["He"]),
        ("Jo Vane, 34, and her brother Al Hale, 28, have been charged with affray.", "Jo Vane, Al Hale", ["Jo Vane", "Al Hale"]),
        ("A woman of 27 was held for affray, a man of 52 for theft and a lad of 19 for arson.", "", ["woman", "man", "lad"]),
        ("The suspect in question, a retired bus inspector, was arrested.", "", ["suspect in question, a retired bus inspector"]),
        ("A porter said a chef had met a friend, and that the man wept. A chef was arrested.", "", ["chef"]),
        ('A judge jailed Jo Vane, 30, who met "Jess", for theft.', "Jo Vane, Jess", ["Jo Vane"]),
        ("Two women drinking there, aged 20 and 31, were arrested.", "", ["Two women drinking there, aged 20 and 31"] * 2),
        ("A woman was released, while two men in their fifties were freed without charge.", "", ["two men in their fifties"]),
    ],
)  # fmt: skip
def test_a_row_for_each_person(text: str, people: str, who: list[str]) -> None:
    """Is everybody whom the law dealt with a row, under the first words that tell who he is?"""
    assert mentions(text, people) == who


@pytest.mark.parametrize(
    "text",
    [
        "The leader of the team was arrested on Tuesday.",
        "A member of the public was arrested after a scuffle.",
        "The same team caught Al Hale, 33, in Rhyl; he was jailed for two years.",
        "A man of 29 who was filming for the group was arrested.",
        "A teacher in Rhyl took his own life after he was filmed by another team.",
        "It follows the case of Al Hale, 50, who was cleared last year.",
    ],
)
def test_whoever_came_with_them_is_not_whom_they_met(text: str) -> None:
    """Is the man whom hunters met one row, confronted, and whoever is held besides another?"""
    met = "Jo Vane, 44, was confronted by paedophile hunters in Hove on Sunday. "
    told = [(row.age, row.stage) for row in read_arrests(met + text, "Jo Vane, Al Hale")]
    assert len(told) == 2
    assert (44, "confronted") in told


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Jo Vane, 20, was found dead in Rhyl. Her brother wept.", "Jo Vane"),
        ("Det Insp Jo Vane, 41, said inquiries went on.", "Jo Vane"),
        ("The girl's account was run by a 46-year-old volunteer, police said.", ""),
        ("A witness, 61, told police what she saw before they arrested nobody.", ""),
        ("Jo Vane, prosecuting, told the court about the arrest.", "Jo Vane"),
        ("Jo Vane was charged by the FA with violent conduct.", "Jo Vane"),
        ("Informants are usually recruited after being arrested, said Jo Vane.", "Jo Vane"),
        ("Customs have detained goods worth £2m, said Jo Vane.", "Jo Vane"),
        ("The striker could be jailed, said Jo Vane.", "Jo Vane"),
        ("Anyone who films a sting could be arrested.", ""),
        ("", ""),
    ],
)
def test_nobody_who_stood_by(text: str, people: str) -> None:
    """Do victims, officers, decoys, witnesses, players and the merely warned stay out?"""
    assert mentions(text, people) == []


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("A 47-year-old man was arrested.\nJo Vane, 47, was later charged.", "Jo Vane", [(47, "charged", "p1")]),
        ("A Rhyl joiner has been jailed.\nJo Vane, 61, of Rhyl, took the money.", "Jo Vane", [(61, "charged", "p1")]),
        ("Jo Vane was stopped by police.\nThe 29-year-old was charged with theft.", "Jo Vane", [(29, "charged", "p1")]),
        ("A woman was charged with theft.\nTwo people saw the woman, 41, leave.", "", [(41, "charged", None)]),
        ("The 19-year-old woman accused of theft wept.\nJo Vane denies theft.", "Jo Vane", [(19, "charged", "p1")]),
        ("A Rhyl man has been jailed.\nTom Vane, 35, called and followed the woman.", "Tom Vane", [(35, "charged", "p1")]),
        (
            "Two men were in court over a stabbing.\nJo Vane and Al Hale, both now 18, are charged with murder.",
            "Jo Vane, Al Hale",
            [(18, "charged", "p1"), (18, "charged", "p2")],
        ),
        ("Jo Vane, also known as Al Otter, was charged. Otter, 30, wept.", "Jo Vane, Al Otter", [(30, "charged", "p1")]),
    ],
)
def test_told_twice_is_one(text: str, people: str, expected: list[object]) -> None:
    """Is somebody told first as "a 47-year-old man" and later by name one row?"""
    assert rows(text, people, "age", "charge", "person") == expected


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("Jo Vane, 34, and Ty Moss, 29, denied theft. Both were bailed.", "Jo Vane, Ty Moss", ["court_bail"] * 2),
        ("Jo Vane, 34, and Ty Moss, 29, denied theft. The pair were remanded in custody.", "Jo Vane, Ty Moss", ["remanded"] * 2),
        (
            "Jo Vane, 34, Ty Moss, 29, and Al Hale, 50, denied theft. The two younger defendants were granted bail.",
            "Jo Vane, Ty Moss, Al Hale",
            ["court_bail", "court_bail", "not_reported"],
        ),
        ("A 30-year-old man and a 40-year-old woman were arrested. She was bailed.", "", ["not_reported", "police_bail"]),
        (
            "A 30-year-old man and a 40-year-old man were arrested. The 40-year-old was bailed.",
            "",
            ["not_reported", "police_bail"],
        ),
    ],
)
def test_told_of_the_right_one(text: str, people: str, expected: list[str]) -> None:
    """Do "both", "the pair", "the two younger defendants", "she" and "the 40-year-old" find their people?"""
    assert rows(text, people, "release") == expected


def test_a_set_is_its_members() -> None:
    """Do four people of whom two are told by age leave a row of two?"""
    text = "Four people were arrested. Two of them, aged 20 and 31, were charged with affray."
    assert rows(text, "", "count", "age") == [(2, None), (1, 20), (1, 31)]


def test_a_set_told_by_name_is_none() -> None:
    """Do "three people" vanish once all three are named?"""
    text = "Three people have been charged with affray.\nJo Vane, 34, Ty Moss, 29, and Al Hale, 50, were arrested."
    assert rows(text, "Jo Vane, Ty Moss, Al Hale", "count", "age", "charge") == [(1, a, "charged") for a in (34, 29, 50)]


def test_flight_stands_apart() -> None:
    """Does whoever fled his sentence stand once for the crime and once for the flight?"""
    text = "Tom Vane, 44, admitted theft. He fled the country and is still wanted by police."
    expected = [("convicted", ("burglary_theft",)), ("sought", ("breach_order",))]
    assert rows(text, "Tom Vane", "stage", "offences") == expected


def test_a_case_that_led_to_a_term() -> None:
    """Does a term told before its man find him in the next sentence?"""
    text = "The team was behind another case last year, leading to a six-year jail term.\nJo Vane, 38, of Hove, was arrested."
    assert rows(text, "Jo Vane", "custody_months", "stage") == [(72, "sentenced")]


@pytest.mark.parametrize(
    ("text", "role", "stage"),
    [
        (
            "A paedophile-hunting group filmed Jo Vane, 40, as members confronted him. Jo Vane was not arrested.",
            "suspect",
            "confronted",
        ),
        (
            "Paedophile hunters came.\nJo Vane, the team's founder, was arrested on suspicion of assault.",
            "group_member",
            "arrested",
        ),
        ("A paedophile-hunting team came and a mob gathered.\nJo Vane, 40, was charged with affray.", "crowd_member", "charged"),
        ("Paedophile hunters caught Jo Vane, 40, who was charged with grooming.", "suspect", "charged"),
    ],
)
def test_role(text: str, role: str, stage: str) -> None:
    """Is a hunter's target told from the hunter, and from the crowd?"""
    assert [row for row in rows(text, "Jo Vane", "role", "stage") if row[1] == stage] == [(role, stage)]


def test_confronted_only_by_hunters() -> None:
    """Is a man who was merely approached in the street left alone where no hunters are told of?"""
    assert mentions("A salesman approached a man in Rhyl and confronted him about a bill.") == []


def test_evidence_can_be_read_again() -> None:
    """Does each field that says something hold the words that prove it, by a rule that reads them again?"""
    text = (
        "Jo Vane, 34, of Tern Street, Mold, was jailed for two years for theft at Mold Crown Court. He had pleaded guilty.\n"
        "Two men, aged 20 and 31, were arrested on suspicion of affray and bailed until 4 June."
    )
    said = ("age", "sex", "residence", "arrest", "release", "bail_until", "charge", "offences", "plea", "verdict", "sentence")
    for row in read_arrests(text, "Jo Vane"):
        for name in (*said, "custody_months", "stage"):
            filled = getattr(row, name) not in (None, (), "not_reported", "none_reported")
            assert bool(row.evidence.get(name)) == filled, name
        proofs = [e for told in row.evidence.values() for e in told]
        assert all(rerun(e.rule, text, e.span) for e in proofs)


@pytest.mark.parametrize("words", ["cannot be named for legal reasons", "can't be identified because of his age"])
def test_restriction(words: str) -> None:
    """Is a row held where the law hides a name, and only then?"""
    text = f"A boy, 15, who {words}, was charged with arson."
    assert rows(text, "", "restriction") == [True]
    assert rows("A boy, 15, was charged with arson. The reporting restrictions were lifted.", "", "restriction") == [False]


def test_arrests_that_were_made() -> None:
    """ "Six arrests were made": were those of whom the next sentence tells arrested?"""
    text = "Six arrests were made in Rhyl.\nJo Vane, 34, was charged with affray. A woman, 41, was charged with theft."
    assert rows(text, "Jo Vane", "age", "arrest") == [(34, "arrested"), (41, "arrested")]


@pytest.mark.parametrize(
    ("word", "ages"), [("older", [(55, ("perverting_justice",))]), ("younger", [(30, ("perverting_justice",))])]
)
def test_the_older_man(word: str, ages: list[tuple[int, tuple[str, ...]]]) -> None:
    """Is "the older man" the one of two with the higher age?"""
    text = f"Tom Vane, 30, and Al Hale, 55, were at the trial.\nThe {word} man is charged with perverting the course of justice."
    assert rows(text, "Tom Vane, Al Hale", "age", "offences") == ages


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A paedophile-hunting team came.\nJo Vane, 34, a member of the team, was charged with theft.", ["group_member"]),
        ("A paedophile-hunting team came.\nA member of the team, a man aged 51, was arrested over a theft.", ["group_member"]),
        ("A paedophile-hunting team came. A mob gathered.\nA man, 20, was held on suspicion of affray.", ["crowd_member"]),
        ("A paedophile-hunting team came.\nOnlookers cheered.\nA man, 20, was held on suspicion of affray.", ["crowd_member"]),
        ("A paedophile-hunting team came.\nA man, 20, was held on suspicion of fraud.", ["suspect"]),
        ("What Jo Vane, 34, found was four members of a paedophile-hunting team.\nVane was jailed for theft.", ["suspect"]),
        ("A paedophile-hunting team came. A mob gathered.\nThree men, aged 19, 24 and 51, were arrested.", ["crowd_member"] * 3),
    ],
)
def test_the_role(text: str, role: list[str]) -> None:
    """Is whoever came with the group or stood in the crowd told from the suspect?"""
    assert rows(text, "Jo Vane", "role") == role


HUNTERS = "Paedophile hunters came. They are from the group Fen Patrol.\n"


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("Jo Vane, 41, and Ty Moss, 39, both members of Fen Patrol, deny affray.", "Jo Vane, Ty Moss", ["group_member"] * 2),
        ("The founder of Fen Patrol, Jo Vane, 50, denies theft.", "Jo Vane", ["group_member"]),
        ("Jo Vane, 50, was held after members of Fen Patrol met him in Corby.", "Jo Vane", ["suspect"]),
        (
            "Jo Vane, 50, of Fen Patrol, admitted affray. A fourth man, Ty Moss, 22, was cleared.",
            "Jo Vane, Ty Moss",
            ["group_member"] * 2,
        ),
        ("A 20-year-old passenger was held on suspicion of common assault.", "", ["crowd_member"]),
        ("Police also arrested one of the hunters, a 33-year-old man.", "", ["group_member"]),
        ("Jo Vane, one of its volunteers, was charged with fraud.", "Jo Vane", ["group_member"]),
        ("Jo Vane, 51, was charged with grooming after one of the hunters filmed him.", "Jo Vane", ["suspect"]),
    ],
)
def test_role_by_the_name_of_the_group(text: str, people: str, expected: list[str]) -> None:
    """Is whoever stands beside the group's own name one of it, and whoever they came for not?"""
    assert rows(HUNTERS + text, people, "role") == expected


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("A tiler was made to read out his messages.", ["tiler"]),
        ("They held the householder on a landing.", ["householder"]),
        ("They spoke to a 39-year-old joiner at a tyre centre.", ["39-year-old joiner"]),
        ("A courier was followed from work to a chip shop.", ["courier"]),
        ("They met a shopper, 71, who saw it all.", []),
        ("Nobody was met.", []),
    ],
)
def test_whom_the_hunters_met(told: str, who: list[str]) -> None:
    """Is somebody a row to whom the group did something, whatever the law has done since?"""
    assert mentions(HUNTERS + told) == who


def test_the_one_they_came_for_is_none_of_them() -> None:
    """Is a man who was dragged from his taxi not taken for the member who is tried for it?"""
    text = HUNTERS + "A cabbie was dragged from his taxi. Jo Vane, 34, denies affray."
    assert rows(text, "Jo Vane", "role", "stage") == [("suspect", "confronted"), ("group_member", "tried")]


def test_a_list_told_before() -> None:
    """Are "all three" those whom the sentence before lists by name and age?"""
    text = "Before the court were Jo Vane, 52, Ty Moss, 24, and Al Hale, 39. All three deny affray."
    assert rows(text, "Jo Vane, Ty Moss, Al Hale", "plea") == ["not_guilty"] * 3


@pytest.mark.parametrize(
    ("text", "people", "told"),
    [
        (
            "Jo Vane (33), of Mold, and Ty Moss (27) ran a page. They deny theft.",
            "Jo Vane, Ty Moss",
            [("not_reported", "not_guilty")] * 2,
        ),
        (
            "Jo Vane, 38, was held on suspicion of affray. So were two onlookers, a man aged 22 and a woman of 30.",
            "Jo Vane",
            [("arrested", "none_reported")] * 3,
        ),
        ("Detectives were given more time to question a 19-year-old man.", "", [("arrested", "none_reported")]),
        ("Jo Vane, 30, did not come to court and a warrant was issued.", "Jo Vane", [("sought", "none_reported")]),
        ("Jo Vane, 30, is accused of theft, which she denies.", "Jo Vane", [("not_reported", "not_guilty")]),
        ("Magistrates convicted nursery worker Jo Vane of theft.", "Jo Vane", [("not_reported", "none_reported")]),
    ],
)
def test_turns_that_tell_of_somebody(text: str, people: str, told: list[tuple[str, str]]) -> None:
    """Is everybody a row of whom the words tell by a list, an inversion or a relative clause?"""
    assert rows(text, people, "arrest", "plea") == told


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        ("Two of the team, a woman of 38 and her husband, 41, were held over a theft.", "", ["group_member"] * 2),
        ("Jo Vane, who founded the team, was charged with fraud.", "Jo Vane", ["group_member"]),
        ("Jo Vane, 31, who moonlights as a paedophile hunter, was charged with fraud.", "Jo Vane", ["group_member"]),
        ("Jo Vane, 31, denies blackmail and possessing a knife.", "Jo Vane", ["group_member"]),
        ("Two people who gathered outside were charged. Jo Vane, 31, denies affray.", "Jo Vane", ["crowd_member"]),
        ("Jo Vane, 26, who had driven from Hove to meet a girl of 14, was jailed.", "Jo Vane", ["suspect"]),
        ("Two hunters, Jo Vane and Al Hale, were charged with theft.", "Jo Vane, Al Hale", ["group_member"] * 2),
        ("Jo Vane, 31, who had led the livestream, was fined.", "Jo Vane", ["group_member"]),
        ("A detective, Jo Vane, 31, was charged with misconduct in public office.", "Jo Vane", ["other"]),
        ("Jo Vane, 31, who had never belonged to any group, was charged with theft.", "Jo Vane", ["other"]),
        ("Three women were arrested over the disorder.", "", ["crowd_member"]),
        ("Jo Vane, 31, admitted arson.", "Jo Vane", ["crowd_member"]),
    ],
)
def test_role_by_other_words(text: str, people: str, expected: list[str]) -> None:
    """Is the role read where somebody founded the team, hunts beside his work, or came with a crowd?"""
    assert [r for r in rows(HUNTERS + text, people, "role") if r][-len(expected) :] == expected
