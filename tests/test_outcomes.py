"""Outcomes: arrest, release, charge, plea, verdict, sentence, each to its person, all of them in agreement."""

import pytest
from arrest_rows import read_arrests, rows

from casebook.reading.arrests.prison_terms import prison_months


@pytest.mark.parametrize(
    ("words", "arrest", "release"),
    [
        ("was arrested and bailed until May", "arrested", "police_bail"),
        ("was arrested and released under investigation", "arrested", "released_under_investigation"),
        ("was detained but released without charge", "arrested", "released_no_action"),
        ("was held on suspicion of theft and remains in custody", "arrested", "not_reported"),
        ("was questioned under caution", "voluntary_interview", "not_reported"),
        ("is wanted by police", "sought", "not_reported"),
        ("was charged with theft and remanded in custody", "not_reported", "remanded"),
        ("denied theft at Mold Crown Court and was released on bail", "not_reported", "court_bail"),
        ("was charged with theft and bailed to appear at Mold Crown Court", "not_reported", "police_bail"),
        ("is being questioned by detectives", "arrested", "not_reported"),
        ("wasn't arrested but has been told there will be no charge", "not_arrested", "released_no_action"),
        ("was bundled into a police van and later let go without charge", "arrested", "released_no_action"),
        ("was interviewed by appointment", "voluntary_interview", "not_reported"),
        ("was held on suspicion of theft and is no longer a suspect", "arrested", "released_no_action"),
        ("was charged with theft and freed on £300 bail", "not_reported", "court_bail"),
    ],
)
def test_arrest_and_release(words: str, arrest: str, release: str) -> None:
    """Does police bail stand apart from a court's, and a charge say no arrest?"""
    assert rows(f"Jo Vane, 34, {words}.", "Jo Vane", "arrest", "release") == [(arrest, release)]


@pytest.mark.parametrize(
    ("words", "stage", "charge", "plea", "verdict"),
    [
        ("was charged with theft", "charged", "charged", "none_reported", "not_reported"),
        ("has been reported to the procurator fiscal over an assault", "charged", "charged", "none_reported", "not_reported"),
        ("was summonsed for speeding", "charged", "charged", "none_reported", "not_reported"),
        ("pleaded not guilty to affray", "tried", "charged", "not_guilty", "not_reported"),
        ("is charged with affray, which she disputes", "tried", "charged", "not_guilty", "not_reported"),
        ("is awaiting trial for affray", "charged", "charged", "none_reported", "not_reported"),
        ("was jailed for a year for affray, which she admitted", "sentenced", "charged", "guilty", "convicted"),
        ("denies murder", "tried", "charged", "not_guilty", "not_reported"),
        ("admitted two counts of fraud", "convicted", "charged", "guilty", "convicted"),
        ("pled guilty to assault at Ayr Sheriff Court", "convicted", "charged", "guilty", "convicted"),
        ("was found guilty of rape", "convicted", "charged", "none_reported", "convicted"),
        ("was cleared of murder", "tried", "charged", "none_reported", "acquitted"),
        ("was jailed for two years for theft", "sentenced", "charged", "none_reported", "convicted"),
        ("was never charged", "confronted", "not_charged", "none_reported", "not_reported"),
        ("was held on suspicion of rape", "arrested", "not_reported", "none_reported", "not_reported"),
        (
            "was arrested but told she would face no further action",
            "released_no_action",
            "not_charged",
            "none_reported",
            "not_reported",
        ),
        ("admitted killing Al but pleaded not guilty to murder", "tried", "charged", "not_guilty", "not_reported"),
        ("admitted theft, denied arson and was convicted", "convicted", "charged", "guilty", "convicted"),
        (
            "was jailed for theft and has lodged an appeal against his sentence",
            "appealed",
            "charged",
            "none_reported",
            "convicted",
        ),
    ],
)
def test_stage(words: str, stage: str, charge: str, plea: str, verdict: str) -> None:
    """Is the furthest step the stage, with all that it implies?"""
    assert rows(f"Jo Vane, 34, {words}.", "Jo Vane", "stage", "charge", "plea", "verdict") == [(stage, charge, plea, verdict)]


@pytest.mark.parametrize(
    ("words", "sentence", "months"),
    [
        ("was jailed for three years and five months", "immediate_custody", 41),
        ("was given 18 months in prison", "immediate_custody", 18),
        ("was jailed for one and a half years", "immediate_custody", 18),
        ("was jailed for life with a minimum of 22 years", "immediate_custody", 999),
        ("was sentenced to at least 12 years in jail", "immediate_custody", 144),
        ("got nine months, suspended for a year", "suspended", 9),
        ("was given an eight-month jail sentence, suspended for a year", "suspended", 8),
        ("was jailed for three years for theft and 18 months for arson, to run consecutively", "immediate_custody", 54),
        ("was jailed for three years and two years for arson, to run concurrently", "immediate_custody", 36),
        ("got three and a half years at Mold Crown Court", "immediate_custody", 42),
        ("was handed nine months at the city's sheriff court for arson", "immediate_custody", 9),
        ("was given a 12-month community order", "community", None),
        ("was fined £300", "fine_or_discharge", None),
        ("was given a hospital order after admitting wounding", "hospital_order", None),
        ("was convicted of speeding and banned from driving for a year", "other", None),
    ],
)
def test_sentence(words: str, sentence: str, months: int | None) -> None:
    """Are kinds of sentence told apart, and months of prison added up?"""
    assert rows(f"Jo Vane, 34, {words}.", "Jo Vane", "sentence", "custody_months") == [(sentence, months)]


def test_each_has_his_own_term() -> None:
    """Do two who are sentenced in one sentence keep their own terms?"""
    text = "Al Vane, 30, was jailed for four years and his brother Bo, 27, for two years and six months."
    assert rows(text, "Al Vane, Bo", "custody_months") == [48, 30]


@pytest.mark.parametrize(
    ("words", "offences"),
    [
        ("was charged under section 15A of the Sexual Offences Act", ("sexual_communication",)),
        ("was charged with attempting to meet a boy following grooming and making indecent images",
         ("grooming_meeting", "indecent_images")),
        ("was charged with theft but admitted arson", ("criminal_damage_arson",)),
        ("was charged with attempted murder after a man was stabbed", ("murder_manslaughter",)),
        ("was convicted of causing deaths by dangerous driving", ("driving",)),
        ("admitted assault. A charge of rape was dropped", ("assault_wounding",)),
        ("was charged with misconduct in public office", ("misconduct_office",)),
    ],
)  # fmt: skip
def test_offences_of_the_furthest_stage(words: str, offences: tuple[str, ...]) -> None:
    """Do the offences of the furthest stage stand, and those that were dropped or only told not?"""
    assert rows(f"Jo Vane, 34, {words}.", "Jo Vane", "offences") == [offences]


def test_offence_of_each() -> None:
    """Does "the driver over a knife and the passenger over theft" split?"""
    text = "Police arrested a 30-year-old man over theft and a 40-year-old man over possession of a knife."
    assert rows(text, "", "offences") == [("burglary_theft",), ("weapons",)]


def test_bail_until() -> None:
    """Does bail run to the date behind "until", to each his own?"""
    text = "A 30-year-old man and a 40-year-old man were bailed until 2 April and 8 May respectively."
    assert rows(text, "", "bail_until") == ["2019-04-02", "2019-05-08"]
    assert rows("Jo Vane was bailed on Monday.", "Jo Vane", "bail_until") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Jo Vane, 34, was cleared of theft.",
        "Jo Vane, 34, was arrested but never charged.",
        "Jo Vane, 34, was found not guilty of theft but was jailed for two years for arson.",
        "Jo Vane, 34, was given a 12-month community order for theft.",
    ],
)
def test_fields_agree(text: str) -> None:
    """Do no acquitted, uncharged or unjailed people hold a sentence, a plea or a prison term?"""
    for row in read_arrests(text, "Jo Vane"):
        assert row.verdict != "acquitted" or row.sentence == "not_reported"
        assert row.charge != "not_charged" or (row.plea, row.verdict, row.sentence) == (
            "none_reported",
            "not_reported",
            "not_reported",
        )
        assert row.sentence in ("immediate_custody", "suspended") or row.custody_months is None


@pytest.mark.parametrize(
    ("words", "months"),
    [("six and a half years", 78), ("two years", 24), ("an 18-month term", 18), ("52 weeks", 12), ("up to two years", None)],
)
def test_prison_months(words: str, months: int | None) -> None:
    """Are years, halves and weeks turned into months, and maximum terms left alone?"""
    read = prison_months(words, (0, len(words)))
    assert (read[0] if read else None) == months


@pytest.mark.parametrize(
    ("text", "people", "fields", "expected"),
    [
        ("A man who stabbed a boy has been jailed for two years.", "", ("sex", "custody_months"), [("male", 24)]),
        ("A clerk who met a boy he had known online has been jailed for a year.", "", ("custody_months",), [12]),
        ("Al Vane, 34, of Leeds, was jailed for five years; Bo Moss, 29, of York, for three.", "Al Vane, Bo Moss",
         ("custody_months",), [60, 36]),
        ("Sentenced were: Al Vane, 34, of Leeds, five years; Bo Moss, 29, of York, two years and six months.",
         "Al Vane, Bo Moss", ("age", "custody_months"), [(34, 60), (29, 30)]),
        ("Al Vane, 24, was jailed for 27 months and given a further six months consecutive.", "Al Vane",
         ("custody_months",), [33]),
        ("Amy Vane, 24, was convicted of theft. The judge sentenced her to 18 months in prison, suspended for two years.",
         "Amy Vane", ("sentence", "custody_months"), [("suspended", 18)]),
        ("Al Vane, 24, and Bo Moss, 29, admitted theft. Each received ten months.", "Al Vane, Bo Moss",
         ("custody_months",), [10, 10]),
        ("A 20-year-old man and a woman aged 44 were charged with murder and arson respectively.", "", ("offences",),
         [("murder_manslaughter",), ("criminal_damage_arson",)]),
        ("Al Vane, 24, who killed a cyclist, was fined £900 after admitting careless driving.", "Al Vane",
         ("offences",), [("driving",)]),
        ("Al Vane, 24, and Bo Moss, 29, denied theft. The two men are in custody.", "Al Vane, Bo Moss", ("arrest", "release"),
         [("not_reported", "remanded")] * 2),
        ("A man, 40, is in custody over a theft.", "", ("arrest", "release"), [("arrested", "not_reported")]),
        ("A fourth defendant, Al Vane, 31, did not turn up and a warrant is out for his arrest.", "Al Vane", ("arrest", "charge"),
         [("sought", "charged")]),
        ("A charge of fraud against Al Vane, 72, was withdrawn.", "Al Vane", ("verdict",), ["discontinued"]),
    ],
)  # fmt: skip
def test_forms_of_the_court_page(text: str, people: str, fields: tuple[str, ...], expected: list[object]) -> None:
    """Are lists, relative clauses, added terms and custody read as a court page means them?"""
    assert rows(text, people, *fields) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Houses were broken into in Rhyl. Al Vane, 40, lives there. No arrests have been made.",
        "Anyone who detained Al Vane, 40, would be arrested, police said.",
        "Al Vane, 40, had spent six years in jail, he said.",
    ],
)
def test_nothing_done(text: str) -> None:
    """Do general words about arrests and old terms leave no row?"""
    assert rows(text, "Al Vane", "stage") == []
