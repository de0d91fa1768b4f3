"""Dates: which day do the words mean, and what is left open?"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.reading.dates.calendar import FEASTS, PRECISIONS, easter, feast_days, read_value, shift, written
from casebook.reading.dates.find import READERS, common_value, find_dates, publication
from casebook.reading.document import Document, read_document
from casebook.reading.rules import rerun, rulebook
from casebook.records import Article, Date

TUESDAY = "2019-05-14"


def a_document(text: str, published: str | None = TUESDAY) -> Document:
    return read_document(Article("a", text, published))


def values(text: str, published: str | None = TUESDAY) -> list[str | None]:
    return [d.value for d in find_dates(a_document(text, published))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was held on 3 May.", "2019-05-03"),
        ("He was held on the 3rd of May, 2018.", "2018-05-03"),
        ("She died on March 14, 2019.", "2019-03-14"),
        ("It was Friday, March 1, when they came.", "2019-03-01"),
        ("It shut on 14/03/2019.", "2019-03-14"),
        ("It shut on 2019-03-14.", "2019-03-14"),
        ("He was jailed on 6 June.", "2018-06-06"),
        ("It was filmed in December last year.", "2018-12"),
        ("The group formed in March.", "2019-03"),
        ("It closed in 2016.", "2016"),
        ("Sales fell in the third quarter of 2018.", "2018-Q3"),
        ("It happened on Boxing Day.", "2018-12-26"),
        ("They met on Good Friday.", "2019-04-19"),
        ("On New Year's Eve 2016 he fled.", "2016-12-31"),
        ("Yesterday he wept.", "2019-05-13"),
        ("It was taken down last night.", "2019-05-13"),
        ("He was held last month.", "2019-04"),
        ("He was handed a ban last week.", "2019-W19"),
        ("It was filmed over the weekend.", "2019-W19"),
        ("Two years ago it shut.", "2017"),
        ("Three weeks ago he vanished.", "2019-W17"),
        ("A couple of days ago it rained.", "2019-05-12"),
    ],
)
def test_value(text: str, value: str) -> None:
    """Does each form give its value at the precision it supports?"""
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A man was arrested on Sunday afternoon.", "2019-05-12"),
        ("She fell in the small hours of Sunday.", "2019-05-12"),
        ("A man was arrested on Tuesday.", "2019-05-14"),
        ("A man was arrested on Tuesday night.", "2019-05-07"),
        ("A man was arrested last Tuesday.", "2019-05-07"),
        ("The row began a week last Friday.", "2019-05-03"),
        ("They meet a week on Friday.", "2019-05-24"),
        ("He has been bailed until Tuesday.", "2019-05-21"),
        ("He is due to appear before magistrates on Monday.", "2019-05-20"),
        ("She was due to speak in Hull on Monday.", "2019-05-13"),
        ("She was due to speak in Hull on Thursday.", "2019-05-16"),
        ("The next hearing is next Tuesday.", "2019-05-21"),
        ("The case was adjourned to Friday.", "2019-05-17"),
        ("On Monday, a man will appear at Hull Crown Court.", "2019-05-20"),
        ("The 40-year-old, who will be sentenced on Friday, fled.", "2019-05-17"),
        ("Anyone who saw him on Friday should call 101.", "2019-05-10"),
    ],
)
def test_weekday(text: str, value: str) -> None:
    """Is a weekday the last one, unless the clause looks ahead?"""
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was bailed to return on 3 January.", "2020-01-03"),
        ("He was remanded until June 11.", "2019-06-11"),
        ("He was bailed until 2 May.", "2020-05-02"),
        ("He was bailed until Thursday 13 June.", "2019-06-13"),
        ("He was bailed until Thursday (June 13).", "2019-06-13"),
        ("She will stand trial in January.", "2020-01"),
        ("A judge listed the trial for Monday, 10 June.", "2019-06-10"),
    ],
)
def test_court_date_lies_ahead(text: str, value: str) -> None:
    """Does a bail or court date lie after publication?"""
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Mr March told him to march.",
        "It may be that Mrs May will go.",
        "DC April Vane met them on a farm outside of March, Cambs.",
        "In the second hour a 14-year-old left for three days.",
        "He got a five-year term with 18 months on licence.",
        "Sheffield Wednesday lost.",
        "He signs on every Monday and sleeps late on Saturdays.",
        "It cost £2,018 and drew 2000 people.",
        "The offences date to the 1990s.",
        "",
    ],
)
def test_no_date(text: str) -> None:
    """Are names, verbs, durations, sets and sums left alone?"""
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Saturday, May 11, he ran.", ["2019-05-11"]),
        ("On Friday, May 11, he ran.", [None]),
        ("On Friday 11 May 2019 he ran.", [None]),
        ("He was bailed until Friday, May 10.", [None]),
        ("They met on 31 June 2018.", [None]),
    ],
)
def test_contradiction_is_open(text: str, expected: list[str | None]) -> None:
    """Must a stated weekday agree with its date?"""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Due back on Wednesday, June 14 and Monday, July 3.", ["2017-06-14", "2017-07-03"]),
        ("On Monday 3 June 2019 he wept. Bailed until Monday 1 July.", ["2019-06-03", "2019-07-01"]),
        ("In 2018 he fled. On Tuesday 5 March he was caught.", ["2018", "2019-03-05"]),
        ("On Wednesday, June 14 and Friday, July 3 they met.", [None, None]),
        ("It ran on Saturday. He was bailed until 9 August.", [None, None]),
        ("It snowed in August 2012. They met on 7 August.", ["2012-08", "2012-08-07"]),
        ("He stole between May and July 2014.", ["2014-05", "2014-07"]),
        ("She fell on 8 June 2012. Six days earlier, on 2 June, it snowed.", ["2012-06-08", "2012-06-02", "2012-06-02"]),
        ("In 2011 it opened. It shut the following year.", ["2011", "2012"]),
        ("Today we stop.", [None]),
    ],
)
def test_without_publication(text: str, expected: list[str | None]) -> None:
    """Is the year solved from what the text says, and else left open?"""
    assert values(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was held on 3 May. The following day he was charged.", ["2019-05-03", "2019-05-04"]),
        ("He was held on Saturday and bailed until 7 June. That night it snowed.", ["2019-05-11", "2019-06-07", "2019-05-11"]),
        ("They came on 9 and 10 April.", ["2019-04-09", "2019-04-10"]),
        ("They came on 12, 13 and 14 June 2018.", ["2018-06-12", "2018-06-13", "2018-06-14"]),
        ("He served from 2012 to 2015.", ["2012", "2015"]),
        ("She rang on 3 March 2014 and wept on the 14th.", ["2014-03-03", "2014-03-14"]),
        ("The man, who is to appear on Friday, was arrested on Sunday.", ["2019-05-17", "2019-05-12"]),
    ],
)
def test_dates_together(text: str, expected: list[str | None]) -> None:
    """Do dates lean on the right neighbour?"""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("published", "head", "expected"),
    [
        ("2019-05-14T09:30:00Z", "", date(2019, 5, 14)),
        (None, "Published: 7 November 2019\n", date(2019, 11, 7)),
        (None, "Thursday 7 November 2019, 10:15\n", date(2019, 11, 7)),
        (None, "", None),
        ("unknown", "Last updated: 07/11/2019 at 9:15am\n", date(2019, 11, 7)),
    ],
)
def test_publication(published: str | None, head: str, expected: date | None) -> None:
    """Does the metadata's day come first, then the page's own date line, and no date of the story?"""
    text = f"Pair held in park\n{head}\nTwo men were held on 3 March 2018 in the park.\n\nThey were bailed."
    assert publication(a_document(text, published)) == expected


def test_furniture_dates_nothing() -> None:
    """Do we pass over a page's own menus?"""
    assert values("Two men were held.\n\n© 2019 All rights reserved\n\nThey wept.") == []


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (["2018-05-03"], "2018-05-03"),
        (["2018-05", "2018-07"], "2018"),
        (["2012", "2015"], None),
        ([None, "2012"], "2012"),
        ([], None),
    ],
)
def test_common_value(found: list[str | None], value: str | None) -> None:
    """Is a range within a year that year, and over several years open?"""
    assert common_value(Date((i, i + 1), v, "day") for i, v in enumerate(found)) == value


PHRASES = """on Sunday,|May 9|14 May 2018.|a year ago|that night|the 31st,|last week|Easter Monday|until|
|3 and 4 June|29 February|in 2000|12/13/14|400 years earlier|999 years ago|the quarter|(May 9)|Mr"""
TEXTS = st.lists(st.sampled_from(PHRASES.split("|")), max_size=9).map(" ".join) | st.text(max_size=40)


@given(
    TEXTS,
    st.sampled_from([None, TUESDAY, "2020-02-29", "nonsense"]),
)
def test_every_date_proves_itself(text: str, published: str | None) -> None:
    """Whatever the text, do spans follow each other, values parse and rules read their words again?"""
    dates = find_dates(a_document(text, published))
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(dates))
    for found in dates:
        hit = rerun(found.rule, text, found.span)
        assert hit is not None
        assert hit.span == found.span
        assert found.precision in PRECISIONS
        assert found.value is None or written(read_value(found.value), found.precision) == found.value


def test_every_rule_has_a_reader() -> None:
    """Does somebody resolve what each date rule finds?"""
    found = {name for name in rulebook() if name.startswith("date_")}
    assert found == set(READERS)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2000, "2000-04-23"), (2017, "2017-04-16"), (2019, "2019-04-21"), (2024, "2024-03-31")],
)
def test_easter(year: int, day: str) -> None:
    """Does Easter fall where the church has it?"""
    assert easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("August bank holiday Monday", "2019-08-26"),
        ("May bank holiday", "2019-05-06"),
        ("New Year’s Day", "2019-01-01"),
        ("Remembrance Sunday", "2019-11-10"),
        ("Maundy Thursday", "2019-04-18"),
    ],
)
def test_feast(name: str, day: str) -> None:
    """Do the fixed feasts and bank holidays fall on their days?"""
    assert [d.isoformat() for d in feast_days(name, 2019)] == [day]
    assert all(day_in(2020).year == 2020 for day_in in FEASTS.values())


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(-40, 40), st.sampled_from(["month", "quarter", "year"]))
def test_shift_counts_months(day: date, count: int, unit: str) -> None:
    """Does a shift move the month by its count and never past the end of a month?"""
    moved = shift(day, count, unit)
    months = {"month": 1, "quarter": 3, "year": 12}[unit] * count
    assert moved.year * 12 + moved.month == day.year * 12 + day.month + months
    assert moved.day <= day.day
