"""Dates: which day do the words mean, and what is left open?"""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.reading.dates.calendar import PRECISIONS, REFERENCES
from casebook.reading.dates.find import READERS, common_value, find_expressions, on_calendar, publication
from casebook.reading.document import Document, read_document
from casebook.reading.rules import rerun, rulebook
from casebook.records import Article, Date

TUESDAY = "2019-05-14"


def a_document(text: str, published: str | None = TUESDAY) -> Document:
    return read_document(Article("a", text, published))


def values(text: str, published: str | None = TUESDAY) -> list[str | None]:
    return [d.value for d in on_calendar(find_expressions(a_document(text, published)))]


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
        ("A car was set alight in Hull on Friday night.", "2019-05-10"),
        ("The trial was set for Friday.", "2019-05-17"),
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
        ("They streamed it live. Due back on Wednesday, June 14 and Monday, July 3.", ["2017-06-14", "2017-07-03"]),
        ("It was on TikTok. Due back on Wednesday, June 14.", ["2023-06-14"]),
        ("Due back on Wednesday, June 14.", [None]),
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
    ("text", "expected"),
    [
        ("The minister resigned on Thursday after a vote.", ["2013-03-21"]),
        ("Talks will resume on Monday in Geneva.", ["2013-03-25"]),
        ("The company said last week that it would cut 400 jobs.", ["2013-W11"]),
        ("Shares have fallen 12 percent this year.", ["2013"]),
        ("The plant opened in 2009 and closed two years later.", ["2009", "2011"]),
        ("She is expected to return to court next month.", ["2013-04"]),
        ("The storm struck in the early hours of Tuesday.", ["2013-03-19"]),
        ("Voters go to the polls on April 14.", ["2013-04-14"]),
        ("The two countries signed a treaty in the 1990s.", ["199"]),
        ("He now lives in Leeds.", ["PRESENT_REF"]),
        ("Prices have recently begun to rise.", ["PAST_REF"]),
        ("The summer of 2012 was the wettest on record.", ["2012-SU"]),
        ("Profits rose in the third quarter of 2012.", ["2012-Q3"]),
        ("A decade ago the town had two mines.", ["200"]),
        ("The bank was nationalised in September 2008.", ["2008-09"]),
        ("Over the weekend, protesters blocked the road.", ["2013-W11-WE"]),
        ("They will meet again this weekend.", ["2013-W12-WE"]),
        ("The law takes effect on Jan. 1, 2014.", ["2014-01-01"]),
        ("In the second half of last year sales slumped.", ["2012-H2"]),
        ("Four soldiers died earlier this month.", ["2013-03"]),
        ("The court is due to rule by the end of the year.", ["2013"]),
        ("Rescuers found two survivors early Wednesday.", ["2013-03-20"]),
        ("He was born on 12 June 1954 in Cork.", ["1954-06-12"]),
        ("The ferry sank in late February.", ["2013-02"]),
        ("The king abdicated in January.", ["2013-01"]),
        ("The ban was lifted in November.", ["2012-11"]),
        ("The trial is set to begin in June.", ["2013-06"]),
        ("The exhibition runs until May 5.", ["2013-05-05"]),
        ("Officials expect the work to be finished by July.", ["2013-07"]),
        ("The airline will pay the fine through September.", ["2013-09"]),
        ("The deal was announced three days ago.", ["2013-03-19"]),
        ("The first flight landed yesterday.", ["2013-03-21"]),
        ("Tomorrow the team flies home.", ["2013-03-23"]),
        ("The factory employed 2,000 people at the time.", []),
        ("Last summer the river ran dry.", ["2012-SU"]),
        ("Scientists hope for rain this spring.", ["2013-SP"]),
        ("A similar bill failed last year.", ["2012"]),
        ("The group was founded in the late 1970s.", ["197"]),
        ("The church dates from the 14th century.", ["13"]),
        ("The minister said Friday that talks had failed.", ["2013-03-22"]),
        ("He is currently in hospital.", ["PRESENT_REF"]),
        ("Next week parliament votes on the budget.", ["2013-W13"]),
        ("The strike began on March 4 and ended six days later.", ["2013-03-04", "2013-03-10"]),
        ("The next day the army withdrew.", [None]),
        ("The mayor stood down at Christmas.", ["2012-12-25"]),
        ("The club played on New Year's Day.", ["2013-01-01"]),
        ("Between 2005 and 2010 the number doubled.", ["2005", "2010"]),
        ("From March 2011 to June 2013 he ran the office.", ["2011-03", "2013-06"]),
        ("The shop will stay shut on Good Friday.", ["2013-03-29"]),
        ("Easter Monday is a holiday there.", ["2013-04-01"]),
        ("The firm plans to hire in the coming months.", ["FUTURE_REF"]),
        ("In recent years tourism has grown.", ["PAST_REF"]),
        ("Nobody knows what the future holds.", ["FUTURE_REF"]),
        ("The government fell in the spring of 2011.", ["2011-SP"]),
        ("The plane vanished a month ago.", ["2013-02"]),
        ("He won the seat in the 2010 election.", ["2010"]),
        ("By mid-2014 all troops will have left.", ["2014"]),
        ("Wednesday's attack killed nine.", ["2013-03-20"]),
        ("On Saturday, thousands will march in London.", ["2013-03-23"]),
        ("Police arrested him Sunday night.", ["2013-03-17"]),
        ("A week ago, the dollar hit a low.", ["2013-W11"]),
        ("The report, published in today's paper, blames the army.", ["2013-03-22"]),
        ("The vote was held on Feb. 24-25.", ["2013-02-24"]),
        ("A hearing is scheduled for April 9.", ["2013-04-09"]),
        ("The pope was elected on 13 March.", ["2013-03-13"]),
        ("The bridge will open in 2016.", ["2016"]),
        ("Fiscal 2012 was a poor year.", ["2012"]),
        ("The new rules come into force next year.", ["2014"]),
        ("The fair opens in three weeks' time.", ["2013-W15"]),
        ("Two weeks from now the season ends.", ["2013-W14"]),
        ("The Eighties were kinder to the town.", ["198"]),
        ("He died in the autumn of last year.", ["2012-FA"]),
        ("The factory shut last fall.", ["2012-FA"]),
        ("Winter 2010 was harsh.", ["2010-WI"]),
        ("The treaty expires at the end of March.", ["2013-03"]),
        ("The two men have not spoken since October.", ["2012-10"]),
        ("The company reported its results for the year to December.", ["2012-12"]),
        ("It snowed on the morning of 20 March.", ["2013-03-20"]),
        ("They were married in May 2004.", ["2004-05"]),
        ("The fund began the year with $2bn and will end it with less.", []),
        ("The last decade has been hard.", ["200"]),
        ("He first came here in the Sixties.", ["196"]),
        ("The group meets every Monday.", []),
        ("A year ago this week, the mine collapsed.", ["2012", "2013-W12"]),
        ("The same day, a second bomb went off.", [None]),
        ("Mr Mars said the talks would take place on 2 April.", ["2013-04-02"]),
        ("The judge adjourned the case until Tuesday.", ["2013-03-26"]),
        ("Rain is forecast for Sunday.", ["2013-03-24"]),
        ("The company hopes to sell the unit by year-end.", ["2013"]),
        ("The past year has been difficult.", ["2012"]),
    ],
)
def test_agency_copy(text: str, expected: list[str | None]) -> None:
    """Do the sentences of a paper of Friday 22 March 2013 give the days, weeks, seasons and references they mean?"""
    assert [d.value for d in find_expressions(a_document(text, "2013-03-22"))] == expected


def test_vague_times_date_no_fact() -> None:
    """Do incidents see a weekend as its week, and neither "now" nor "last summer"?"""
    assert values("He now lives in Hull, where he was held over the weekend; last summer he fled.") == ["2019-W19"]


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


PHRASES = """on Sunday,|May 9|14 May 2018.|a year ago|that night|the 31st,|last week|Easter Monday|until|in 2000|12/13/14|
now|the summer of 2012|last winter|the 1990s|over the weekend|a decade ago|999 decades ago|by year-end|first half of 2018|
|3 and 4 June|29 February|400 years earlier|999 years ago|the quarter|(May 9)|Mr|the 2nd century|in two weeks' time"""
TEXTS = st.lists(st.sampled_from(PHRASES.split("|")), max_size=9).map(" ".join) | st.text(max_size=40)

SHAPES = {
    "day": "[0-9]{4}-[0-9]{2}-[0-9]{2}", "weekend": "[0-9]{4}-W[0-9]{2}-WE", "week": "[0-9]{4}-W[0-9]{2}",
    "month": "[0-9]{4}-(0[1-9]|1[0-2])", "quarter": "[0-9]{4}-Q[1-4]", "season": "[0-9]{4}-(SP|SU|FA|WI)",
    "half": "[0-9]{4}-H[12]", "year": "[0-9]{4}", "decade": "[0-9]{3}", "century": "[0-9]{2}",
}  # fmt: skip


def test_every_precision_has_a_shape() -> None:
    """Is every precision that a date may have one whose values are looked at below?"""
    assert set(SHAPES) == set(PRECISIONS)


@settings(deadline=None)
@given(
    TEXTS,
    st.sampled_from([None, TUESDAY, "2020-02-29", "nonsense"]),
)
def test_every_date_proves_itself(text: str, published: str | None) -> None:
    """Whatever the text, do spans follow each other, values parse and rules read their words again?"""
    dates = find_expressions(a_document(text, published))
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(dates))
    for found in dates:
        hit = rerun(found.rule, text, found.span)
        assert hit is not None
        assert hit.span == found.span
        if found.precision in REFERENCES:
            assert found.value == REFERENCES[found.precision]
        else:
            assert found.value is None or re.fullmatch(SHAPES[found.precision], found.value)
            assert found.precision != "day" or found.value is None or date.fromisoformat(found.value)


def test_every_rule_has_a_reader() -> None:
    """Does somebody resolve what each date rule finds?"""
    found = {name for name in rulebook() if name.startswith("date_")}
    assert found == set(READERS)
