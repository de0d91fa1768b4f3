"""Who speaks, and as what: is a speaker placed by office, calling, kin, group, the sentence before, or by what is said?"""

import pytest

from casebook.reading.extract import extract
from casebook.records import Article, Statement

LEAD = "A self-styled paedophile hunter group called Marram Watch met a man in a car park in Bude and filmed him.\n\n"
TRIAL = "Four members of a vigilante group were found guilty of false imprisonment at Truro Crown Court on Monday.\n\n"


def _told(text: str) -> tuple[list[Statement], str]:
    return list(extract(Article("a1", text, published="2021-03-05")).statements), text


def _last(sentence: str, lead: str = LEAD) -> tuple[str, str]:
    """The role of the last statement and the words of its speaker."""
    statements, text = _told(lead + sentence)
    assert statements, sentence
    return statements[-1].speaker_role, text[slice(*statements[-1].speaker or (0, 0))]


@pytest.mark.parametrize(
    ("speaker", "role"),
    [
        ("Det Con Nell Orchard", "police_other"),
        ("A retired detective who worked on it", "other"),
        ("Nell Orchard, a former detective who now teaches at Exeter University,", "academic_expert"),
        ("Cyber investigator Nell Orchard", "police_other"),
        ("The force's deputy chief, Nell Orchard,", "police_senior"),
        ("A West Mercia spokesperson", "police_force"),
        ("Trade union convenor Rab Orchard", "other"),
        ("Vicar of St Nicolas the Rev Nell Orchard", "other"),
        ("Ticket inspector Nell Orchard", "other"),
        ("Borough solicitor Nell Orchard", "local_authority"),
        ("A housing officer", "local_authority"),
        ("Labour's Nell Orchard", "politician"),
        ("Nell Orchard (Con, Vale of Bude)", "politician"),
        ("The technology secretary, Nell Orchard,", "politician"),
        ("Nell Orchard, who lectures in policing,", "academic_expert"),
        ("The survivors' group Heard", "charity_ngo"),
        ("Its head of trust and safety", "platform_company"),
        ("The programme's host, Nell Orchard,", "journalist_other"),
        ("Our court reporter", "journalist_other"),
        ("Nell Orchard KC, for the first defendant,", "defence"),
        ("Nell Orchard, counsel for the claimant,", "other"),
        ("The fiscal", "prosecutor"),
        ("Bench chairman Nell Orchard", "judge_court"),
        ("Nell Orchard, who has the newsagent's,", "business_venue"),
        ("Nell Orchard, who carried the phone,", "activist_group"),
        ("One of the four, a retired cook,", "activist_group"),
        ("Another member", "activist_group"),
        ("A woman outside the court", "witness_public"),
        ("Plumber Nell Orchard", "witness_public"),
        ("Rosie Banks, defending,", "defence"),
    ],
)
def test_an_office_tells_the_role(speaker: str, role: str) -> None:
    """Is the role read from offices, callings and relative clauses, and never from a surname such as Banks?"""
    assert _last(f'{speaker} said: "It was late when the last of them went home."')[0] == role


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        (
            'In Bude market a stallholder was on their side. "You can see the whole square from here," he said.',
            "a stallholder",
            "witness_public",
        ),
        ("A stallholder came to the door. He said it was all over by six.", "He", None),
        ('His wife shook her head. "We have had eggs on the door for a week," she said.', "His wife", "victim_family"),
        ("The wrongly accused caretaker said it was over.", "The wrongly accused caretaker", None),
        ('His brother-in-law said: "I am numb and I do not want to talk about it."', "His brother-in-law", "victim_family"),
        ('A woman holding a placard said: "We pay for it and we were not asked."', "A woman holding a placard", "witness_public"),
        ('"It was late when they came," said the 61-year-old. "They rang and rang."', "the 61-year-old", None),
    ],
)
def test_a_person_without_a_name(text: str, speaker: str, role: str | None) -> None:
    """Is a pronoun the person of the sentence before, and does a phrase with a participle stay whole?"""
    told, who = _last(text)
    assert who == speaker
    assert role is None or told == role


def test_what_is_told_anew_of_a_speaker() -> None:
    """Is "the 34-year-old" who spoke last where no such age was told, and her role kept?"""
    text = (
        "Jo Orchard, who ran the decoys, spent three years with the team.\n\n"
        '"We thought it was right," Orchard said.\n\n"They would ring a bell every single time," the 34-year-old recalled.'
    )
    statements, _ = _told(LEAD + text)
    assert {s.speaker_role for s in statements} == {"activist_group"}
    assert len({s.voice for s in statements}) == 1


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ('The complainant said: "I could not get out of the van for an hour."', "target_suspect"),
        ('The defendant said: "I would do it again to save one child."', "activist_group"),
    ],
)
def test_members_of_a_group_on_trial(sentence: str, role: str) -> None:
    """Where hunters are tried, is the defendant one of them, and the complainant whom they met?"""
    assert _last(sentence, TRIAL)[0] == role


def test_nobody_is_guessed_in_other_news() -> None:
    """Is the role of a bare name left open where groups are not the subject?"""
    text = 'A shop in Bude was robbed on Monday and a man was arrested.\n\nNell Orchard said: "We caught him on the app again."'
    assert _told(text)[0][-1].speaker_role == "other"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("We have handed every chat log to the police and our team will keep going.", "activist_group"),
        ("My son has not slept and my grandchildren ask me why.", "victim_family"),
    ],
)
def test_a_bare_name_speaks_by_its_words(words: str, role: str) -> None:
    """Is a name that nothing describes placed by what is said, with words that prove it?"""
    statements, _ = _told(f'{LEAD}"{words}" Shaz Orchard said.')
    assert statements[-1].speaker_role == role
    assert statements[-1].evidence["speaker_role"]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ('Jo Orchard was not sure. "He is scum. But what of the next one? You never live it down," he told us.', "interview"),
        ('Jo Orchard told her audience: "Imagine it is your brother they have got there."', "broadcast"),
        ('In a post on X, Jo Orchard wrote: "Imagine it is your brother they have got there."', "social_media"),
        ('Jo Orchard told the parish council that four of his officers had done nothing else.', "report_or_meeting"),
        (
            "Coun Jo Orchard told members at the town hall it was wrong. The motion fell.\n\n"
            "Neighbour Ann Vane said she was glad they came.",
            "report_or_meeting",
        ),
    ],
)  # fmt: skip
def test_channel(text: str, channel: str) -> None:
    """Is the channel read behind the last quoted sentence too, and does a meeting go on for those who speak at it?"""
    assert _told(LEAD + text)[0][-1].channel == channel
