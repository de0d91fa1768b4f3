"""Through what channel was it said? A statement's own words, what the reported clause begins with, and the scene around it."""

import pytest

from casebook.reading.extract import extract
from casebook.records import Article

LEAD = "A self-styled paedophile hunter group called Marram Watch met a man in a car park in Bude and filmed him.\n\n"
TRIAL = "Two brothers have been jailed at Carlisle Crown Court for robbing a shop in Kendal. Lee Duffield, 24, admitted it.\n\n"
QUOTE = '"It was late when the last of them went home and nobody knew what to do next."'


def _channel(text: str) -> str:
    return extract(Article("a1", text, published="2021-03-05")).statements[-1].channel


@pytest.mark.parametrize(
    ("sentence", "channel"),
    [
        ("Insp Amy Bellamy told reporters outside the station: {}", "not_reported"),
        ("Contacted by the Bude Beacon, Kelly Doddrell said: {}", "interview"),
        ("Speaking to the Bude Post from his shop, Ian Colebrook said: {}", "interview"),
        ("A man who answered the telephone said: {}", "interview"),
        ("In a live video the team said: {}", "social_media"),
        ("One viewer typed: {}", "social_media"),
        ("A spokesman for the council told the Bude Chronicle it was late.", "interview"),
        ("Marram Watch insisted on Facebook that it had never named him.", "social_media"),
        ("Alliance MLA Amy Bellamy said at a residents' meeting the street had been happy to see it go.", "report_or_meeting"),
        ("Giving evidence to MPs, the chief constable said: {}", "report_or_meeting"),
        ("Phoning in to the show, Kelly Doddrell said: {}", "broadcast"),
    ],
)
def test_channel(sentence: str, channel: str) -> None:
    """Is the channel read from any wording of it, and from the head of a reported clause?"""
    assert _channel(LEAD + sentence.format(QUOTE)) == channel


@pytest.mark.parametrize(
    ("sentence", "channel"),
    [
        ("Counsel for the second defendant, Amy Bellamy, said it was late.", "court"),
        ("Amy Bellamy, for the Attorney General, argued that it was too little.", "court"),
        ("Under cross-examination Duffield said it was late.", "court"),
        ("In his closing speech the defendants' barrister, Amy Bellamy, said it was late.", "court"),
        ("Lee Duffield told officers in a prepared statement: {}", "not_reported"),
        ("A detective constable said he could connect both brothers to the charge.", "court"),
    ],
)
def test_court(sentence: str, channel: str) -> None:
    """Do both sides speak in court, and is a statement to the police none to the press?"""
    assert _channel(TRIAL + sentence.format(QUOTE)) == channel


def test_a_page_that_somebody_runs_is_no_channel() -> None:
    """Is what the woman behind a page says by word of mouth not taken for a post?"""
    assert (
        _channel(LEAD + 'His sister, who runs the group\'s page, was unsure. "I keep thinking of that stick," she said.')
        == "not_reported"
    )


def test_who_is_visited_is_interviewed() -> None:
    """Where a reporter visits people, is what they say now an interview, and not what others said then?"""
    text = 'Kelly Doddrell told me it was late.\n\n"People think we like it," Jo Orchard says. Insp Amy Bellamy said it was not.'
    told = extract(Article("a1", LEAD + text, published="2021-03-05")).statements
    assert [s.channel for s in told] == ["interview", "interview", "not_reported"]


def test_a_meeting_goes_on_in_answers() -> None:
    """Is a reply in a meeting said there too?"""
    text = (
        'The chief constable told the police and crime panel: "Three of them were ours."\n\n'
        "Councillor Amy Bellamy asked whether any group had been prosecuted."
    )
    assert _channel(LEAD + text) == "report_or_meeting"


INQUEST = (
    "An inquest has opened into the death of a man who was filmed by Marram Watch, a paedophile hunter group.\n\n"
    "The area coroner, Jo Ferrers, heard that the group met him in Bude. His widow was first into the witness box.\n\n"
)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        (INQUEST + 'His GP, Dr Ian Vane, described a patient who had been "in very good spirits indeed" at Christmas.', "court"),
        (INQUEST + "Outside, his brother said it was late and nobody had rung.", "not_reported"),
        (INQUEST + "In a letter to the inquest the group's founder, Ian Vane, wrote: " + QUOTE, "court"),
        (TRIAL + 'DC Ian Vane described the raid as "callous and cowardly and planned for months".', "not_reported"),
        (TRIAL + "A neighbour, Ian Vane, told the court in a statement that it was late.", "court"),
        (LEAD + "One member wrote afterwards: " + QUOTE, "social_media"),
        (LEAD + "Ian Vane recalled it on the Blue Lamp podcast. He said on the Blue Lamp podcast: " + QUOTE, "broadcast"),
        (LEAD + "Two hundred residents came to the corn exchange. A plumber told the meeting it was late.", "report_or_meeting"),
        (LEAD + "The committee heard from a driver from Bude, Ian Vane, who said it was late.", "report_or_meeting"),
    ],
)  # fmt: skip
def test_a_sitting_goes_on(text: str, channel: str) -> None:
    """Does who speaks at an inquest, a trial or a meeting speak there, and who speaks of it elsewhere not?"""
    assert _channel(text) == channel


COUNCIL = (
    LEAD + "Councillors voted down a plan to thank the group by 21 votes to 14. The chairman had to suspend the sitting twice. "
    "An amendment was narrowly defeated.\n\n"
)
VISIT = LEAD + "At nine Kelly Doddrell puts the kettle on and shows me her ledger. She is a decoy of Marram Watch.\n\n"


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        (COUNCIL + "Cllr Amy Bellamy would have none of it. " + QUOTE, "report_or_meeting"),
        (COUNCIL + "Outside, Cllr Amy Bellamy said it was late and nobody knew what to do.", "not_reported"),
        (COUNCIL + "A Devon Police spokesman said it was late and nobody knew what to do.", "press_statement"),
        (VISIT + '"It is late and nobody knows what to do with us," says Doddrell, "so we go on."', "interview"),
        (VISIT + "Chief Inspector Ian Vane says it was late and nobody knew what to do.", "not_reported"),
        (LEAD + "The group gave its own side on YouTube. Its founder, Ian Vane, insisted that it was late.", "social_media"),
        (LEAD + "Marram Watch announced online that it was late and nobody knew what to do.", "social_media"),
        (LEAD + "The group has put a video up. In it Ian Vane, its founder, pleads with viewers to go home.", "social_media"),
        (LEAD + "PC Amy Bellamy wrote a post at the end of her shift. It reads, in full:\n\n" + QUOTE, "social_media"),
        (LEAD + "The parents' letter, which was pinned to the gates, reads:\n\n" + QUOTE, "report_or_meeting"),
        (LEAD + "In a message to families, head teacher Amy Bellamy said it was late and nobody knew.", "report_or_meeting"),
        (LEAD + "Others were angry. " + QUOTE[:-2] + '," demanded marsh_vole.', "social_media"),
        (LEAD + "Devon Police has sent us a few lines. " + QUOTE[:-2] + '," the force says.', "press_statement"),
    ],
)  # fmt: skip
def test_the_occasion_tells_it(text: str, channel: str) -> None:
    """Is the channel read from a vote, a visit, a post or a letter told of around a statement that says nothing of it?"""
    assert _channel(text) == channel


SAID = QUOTE[:-2] + '," '


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        (SAID + "Amy Bellamy confided to the Bude Courier.", "interview"),
        (SAID + "Amy Bellamy told Bude FM.", "broadcast"),
        (SAID + "Amy Bellamy conceded on Teatime with Ian Vane.", "broadcast"),
        ("Pressed twice by the presenter, Amy Bellamy said: " + QUOTE, "broadcast"),
        (SAID + "Amy Bellamy reported to trustees.", "report_or_meeting"),
        (SAID + "Amy Bellamy told those present.", "report_or_meeting"),
        (SAID + "Amy Bellamy writes in the foreword.", "report_or_meeting"),
        (SAID + "Amy Bellamy said, to loud applause.", "report_or_meeting"),
        (SAID + "Amy Bellamy posted last night on Chirrup.", "social_media"),
        ("Amy Bellamy went live from her car. " + SAID + "she said.", "social_media"),
        (SAID + "a media officer for the force said.", "press_statement"),
        (SAID + "Ian Vane told a packed inquest.", "court"),
        ("Amy Bellamy unburdened herself to the Bude Gazette. " + QUOTE, "interview"),
        (SAID + "Amy Bellamy told the mayor.", "report_or_meeting"),
        ("Kelly Doddrell, who saw it on Facebook, said: " + QUOTE, "not_reported"),
        (SAID + "Ian Vane told his wife.", "not_reported"),
        ("On Monday Ian Vane said: " + QUOTE, "not_reported"),
    ],
)
def test_frames(text: str, channel: str) -> None:
    """Is the channel read wherever the verb, the listener or the programme is another of its kind?"""
    assert _channel(LEAD + text) == channel


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("MPs debated the groups yesterday. Amy Bellamy said that they were a menace.", "report_or_meeting"),
        ("The tribunal heard that a porter was dismissed. He said he had been at home all evening.", "court"),
        ("A documentary about it goes out tonight. " + SAID + "Kelly Doddrell says.", "broadcast"),
        ("I met Kelly Doddrell in a lay-by. " + SAID + "she said.", "interview"),
        ("Dr Amy Bellamy said that it was late.\n\nShe was giving evidence to a committee of MPs.", "report_or_meeting"),
        (SAID + "said PC Ian Vane.\n\nThe tweet has been liked by hundreds.", "social_media"),
        ("The trial is due in May. Supt Amy Bellamy said it was late and nobody knew what to do.", "not_reported"),
    ],
)  # fmt: skip
def test_a_scene_tells_it(text: str, channel: str) -> None:
    """Is the channel read from the sentence before, or behind, where that sets the scene?"""
    assert _channel(LEAD + text) == channel
