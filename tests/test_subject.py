"""The subject and the genre of an article: is it about hunter groups, and what kind of news is it?"""

import pytest

from casebook.reading.coding.grades import speaks_again
from casebook.reading.document import read_document
from casebook.reading.incidents.genres import genre_of
from casebook.reading.subject_words import grade_of, telling
from casebook.records import Article


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("An inquest has opened into the death of a baker.", "inquest"),
        ("Ty Moss was jailed at Corby Crown Court.\nA jury had found him guilty.", "court_report"),
        ("COMMENT: Enough\n\nI believe that they must stop.\n\nThey will not.", "opinion"),
        ("The council has proposed a code. Figures show a rise.", "policy_report"),
        ("A man was stopped in a café.", "spot_news"),
    ],
)
def test_genre(text: str, genre: str) -> None:
    """What kind of article is it?"""
    assert genre_of(read_document(Article("a", text)), (), ()) == genre


@pytest.mark.parametrize(
    "lead",
    [
        "Paedophile hunters have been told to leave it to the police.",
        "Three men of a so-called predator-catching crew went on trial for false imprisonment.",
        "Kevin Sprake was snared by a band of mothers who run fake profiles of girls.",
        "A teacher was suspended after a group calling itself Fenland Truth accused him on Facebook of grooming.",
        "An angry crowd attacked a flat in Oldham after a web group published the photograph of the man who lives there.",
        "Two women from a group called Silent Harbour walked into a police station with 200 pages of messages to a bogus girl.",
        "A judge has criticised internet vigilantes who chased a trainer through a shopping centre.",
        "The case fell because of the volunteers who had trapped him by posing as a schoolgirl.",
        "A page that shames suspected paedophiles has been shut.",
        "Two members of a vigilante group kidnapped a man whom they wrongly believed to be a sex offender, a court heard.",
        "A teacher was held hours after a vigilante page posted a video naming him.",
        "The “girl” whom he had come to see was a decoy run by Fen Beacon.",
        "So Dorset Daylight put the name of the piano tuner on the internet anyway.",
        "A welder drove 40 miles to see a schoolgirl who existed only on a laptop and was met by two men from Ash Shield.",
        "Jory Pask, 41, was approached outside a gym by Moorland Lantern and shown live. He died on camera, accused of grooming.",
        "Fen Tracers had stopped the man, who denies grooming, at a chip shop and put the film out within the hour.",
        "The row came as members of Ridgeway Eight chased a man between the shelves with cameras.",
        "A retired hunter told peers about livestreams: it takes a hunter a minute to read out a name.",
        "Two people were held after a livestreamed sting at a soft play centre, accused of grooming.",
        "The page, which has 40,000 followers, exposes men it says have written to children.",
        "A man who travelled to Goole to meet a girl was greeted by six adults in hoodies who told him that she never existed.",
        "A mum-of-three who spends her evenings posing as schoolgirls has handed more than 50 files to police.",
        "A case was thrown out because the couple who caught him, posing as a 12-year-old called Poppy, had deleted half of it.",
        "The undercover “girl” in the chatroom was a 52-year-old builder from Leigh.",
        "Should private individuals be allowed to go after suspected child abusers?",
        "A taxi driver branded a child abuser in a live broadcast has sued the three who ambushed him. They had the wrong man.",
        "He thought he was going to meet a 14-year-old. Instead he found himself on Facebook Live.",
        "Activists who film themselves detaining men accused of trying to meet children have been warned.",
        "Police were criticised for relying on chat logs from amateurs who had trapped a soldier.",
        "An ex-soldier who leads a gang of child-protection activists was fined after chasing a suspect into a mosque.",
        "Members of Tyne Tracers, who say they have caught 80 child groomers, are to be interviewed about a brawl.",
        "He was chased on to a railway line by people who claimed that he had come to the town to meet a child.",
        "Every force has been urged to stop accepting files from amateur undercover teams.",
        "A man of 57 was held in a car park by a group of people who accused him of arranging to meet an underage girl.",
        "Magistrates cleared a publican who put hunters out of his bar. He had denied assault.",
        "A sting in Goole cost the council £900, a committee was told. Police had closed the street.",
        "A clerk has been jailed over messages to a boy who never was. The profile was run by a mother of four.",
        "He had come for a picnic with a teenager. There was no girl. It went out to 8,000 viewers.",
        "The caretaker was boxed in by six people in hoodies. They said that he had asked to meet a girl of 12.",
        "A teller was accused of chatting up a child by women who boarded her bus with phones.",
        "One of them had been “Mia” since May. He pleaded guilty to attempted sexual communication with a child.",
        "Humber Lanterns has 22,000 followers. A coroner found that its film had not led to his death.",
        "The names come from a website that lists alleged sex offenders, a jury was told.",
        "Evidence passed on by activist groups featured in 57 prosecutions last year.",
        "The girl at the other end was a joiner. He admitted communicating indecently.",
        "A bus driver flew in to meet a child of 12, actually a docker from Hull, and was filmed.",
        "By night she is “Bea”, who is 12. Her best catch, a groomer, was jailed for nine years.",
        "Two men were cornered by activists outside a burger bar and arrested.",
        "A gang of would-be detectives had the wrong bungalow. It was shown to 900 people online.",
        "A page called Fen Truth cornered a steward at a club in a live broadcast. Police made no arrest.",
    ],
)
def test_subject(lead: str) -> None:
    """Is a lead on hunter groups known in any wording?"""
    assert read_document(Article("a", lead)).about_groups


@pytest.mark.parametrize(
    "lead",
    [
        "An undercover police officer posing as a 13-year-old girl caught a teacher. He was jailed for grooming.",
        "Detectives used a decoy car full of cameras in a sting operation on Tyneside.",
        "A man was beaten by masked men in what police called a vigilante attack.",
        "Fox hunters clashed with saboteurs. A hunting group said its members had been assaulted and posted a film online.",
        "A team of ghost hunters broke into a hospital and showed it live to their followers.",
        "A man who posed as a teenage girl online to groom boys has been jailed. He set up fake profiles.",
        "Members of a far-right group called National Dawn have been found guilty of a plot.",
        "A woman used a fake profile to trick a man into a meeting, where he was robbed.",
        "The man, accused of grooming, was stopped by West Yorkshire Police on camera.",
        "Ida Hask confronted the man who had groomed her; she filmed him and the film was posted online.",
        "The quiz hunters are back, and this time they are live. Thousands of viewers tuned in.",
        "Fox hunters were filmed by members of Wessex Sabs on Boxing Day, and the film was posted online.",
        "A campaign group has urged ministers to make it easier to identify child sex offenders.",
        "Members of Oakfield Neighbourhood Watch confronted two burglars and filmed them. The video was shared on Facebook.",
        "Police used a decoy to catch a man who had been stalking women in a park.",
        "Angry residents surrounded a hotel in Rotherham where asylum seekers are housed.",
        "Detectives from the child protection team said he was a dangerous predator who had posed as a teenager online.",
        "The wardens, who patrol parks after two attacks on women, have been accused of being vigilantes.",
        "Parents were warned that predators pose as children on gaming platforms.",
        "Members of an outlawed group were jailed. A man passed messages to a campaign group, which handed them to police.",
        "Child safety groups welcomed the law. They say groomers contact children online.",
        "A gang lured men to a park with fake profiles on a dating app, then robbed and filmed them.",
        "He was charged with attempted sexual communication with a child. He had written to an undercover officer.",
        "Drug dealers were caught in a sting set up by detectives. Six men were jailed.",
        "Activists from a climate group broadcast live as they were arrested. Police said the group had blocked a road.",
        "The hunters denied that they had killed a stag. Poachers are at work in the wood, police said.",
        "A crowd gathered outside the flats. A convicted sex offender had moved in.",
        "Volunteers from a group called Moor Voices sang outside the hospital and were met by nurses with cameras.",
        "A fan of Leeds Tigers confronted the referee. A video of it was seen by 9,000 people.",
        "A widow was conned by a man who said he was a policeman. Her neighbours filmed him and went to the police.",
        "The girl told him that she was 13. He was found guilty of sexual activity with a child.",
        "A teacher who hoped to meet a girl of 14 drove 90 miles and abused her. He admitted grooming.",
        "He thought he was talking to a girl of 14. The profile was run by Essex Police. He was jailed for grooming.",
        "The victim, whom we are calling “Sarah”, talked to “Mark” online. He groomed her.",
        "Parents have been warned of fake profiles after a man posed as a 13-year-old boy to groom pupils.",
        "A consumer programme caught a plumber on camera after a sting. He was confronted at his home.",
        "Volunteers from Ashby Rovers handed out food. One of the team filmed it; 12,000 people watched the film.",
        "A driver was chased by a group of men and stabbed. A gang called the Eastway Crew was blamed, a jury heard.",
        "A mother posed as her own daughter, 13, to fool a school. She was arrested.",
        "A shopkeeper, Sab Marl, tackled a robber and hauled him out. Police thanked him.",
    ],
)
def test_other_subject(lead: str) -> None:
    """Is other news with some of the same words left alone?"""
    assert not read_document(Article("a", lead)).about_groups


TOLD = """Baker held after evening in car park

A baker who had come to meet a girl of 13 found four strangers round his van in Rhyl on Friday. They read his messages
to him, with a phone held up, until officers took him away. The girl had never lived: her photographs, her school and her
spelling were made up by a woman of 50 in a kitchen."""


def test_words_speak_for_the_subject() -> None:
    """Do the words of an article that names no group speak for it, and are the most telling of them shown?"""
    doc = read_document(Article("a", TOLD))
    assert grade_of(doc.index) > 0
    shown = telling(doc.index)
    assert shown
    assert all(speaks_again(evidence.rule, doc.text, evidence.span) for evidence in shown)


def test_few_words_say_nothing() -> None:
    """Is a single sentence left to the rules?"""
    assert grade_of(read_document(Article("a", "A man met a girl.")).index) == 0
