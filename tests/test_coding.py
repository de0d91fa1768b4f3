"""Does the coder say who speaks, through what channel, with what arguments and to what end, and show its words?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.reading.coding.code import code_statements
from casebook.reading.document import read_document
from casebook.reading.evidence import proves
from casebook.records import Article, Statement

LEAD = "A self-styled hunter group called Marram Watch met a man in a car park in Bude and filmed him.\n\n"


def _statement(text: str, speaker: str | None, said: str, directness: str = "direct", voice: str | None = None) -> Statement:
    start = text.index(said)
    who = text.rindex(speaker) if speaker else None
    span = (who, who + len(speaker)) if speaker and who is not None else None
    return Statement(((start, start + len(said)),), span, directness=directness, voice=voice or speaker)


def _code(text: str, speaker: str | None, said: str, directness: str = "direct") -> Statement:
    doc = read_document(Article("a1", text))
    return code_statements(doc, (_statement(text, speaker, said, directness),))[0]


@pytest.mark.parametrize(
    ("sentence", "speaker", "role"),
    [
        ('Det Supt Nell Orchard said: "We saw it."', "Nell Orchard", "police_senior"),
        ('Inspector Nell Orchard said: "We saw it."', "Nell Orchard", "police_other"),
        ('Devon Police said: "We saw it."', "Devon Police", "police_force"),
        ('Jo Constable, who manages the Anchor, said: "We saw it."', "Jo Constable", "business_venue"),
        ('Nell Orchard, prosecuting, said: "We saw it."', "Nell Orchard", "prosecutor"),
        ('Nell Orchard, for the defence, said: "We saw it."', "Nell Orchard", "defence"),
        ('Judge Nell Orchard said: "We saw it."', "Nell Orchard", "judge_court"),
        ('The coroner, Dr Nell Orchard, said: "We saw it."', "Nell Orchard", "coroner"),
        ('Nell Orchard, the police and crime commissioner, said: "We saw it."', "Nell Orchard", "politician"),
        ('Coun Nell Orchard (Lab) said: "We saw it."', "Nell Orchard", "politician"),
        ('Nell Orchard MP said: "We saw it."', "Nell Orchard", "politician"),
        ('Nell Orchard, who heads the pressure group Fair Tides, said: "We saw it."', "Nell Orchard", "charity_ngo"),
        ('A spokesman for Bude Council said: "We saw it."', "A spokesman for Bude Council", "local_authority"),
        ('Nell Orchard, of the charity Kinder Tides, said: "We saw it."', "Nell Orchard", "charity_ngo"),
        ('Nell Orchard, a criminologist, said: "We saw it."', "Nell Orchard", "academic_expert"),
        ('Marram Watch said: "We saw it."', "Marram Watch", "activist_group"),
        ('Nell Orchard, of Marram Watch, said: "We saw it."', "Nell Orchard", "activist_group"),
        ('His widow, Nell Orchard, said: "We saw it."', "Nell Orchard", "victim_family"),
        ('Next-door neighbour Nell Orchard said: "We saw it."', "Nell Orchard", "witness_public"),
        ('Head teacher Nell Orchard said: "We saw it."', "Nell Orchard", "other"),
    ],
)
def test_role_is_read_from_the_words_around_the_speaker(sentence: str, speaker: str, role: str) -> None:
    """Do rank, body, kinship and apposition give the role, and a surname that is a rank not?"""
    assert _code(LEAD + sentence, speaker, "We saw it.").speaker_role == role


def test_a_surname_takes_the_role_of_its_first_mention() -> None:
    """Is the description at the first mention used when only a surname speaks?"""
    text = 'District Judge Nell Orchard sent the case to June.\n\nOrchard said: "This will be heard."'
    assert _code(text, "Orchard", "This will be heard.").speaker_role == "judge_court"


def test_a_pronoun_takes_the_role_of_its_voice() -> None:
    """Does a pronoun speak in the role that its voice has elsewhere in the article?"""
    text = 'Det Supt Nell Orchard said: "We saw it."\n\nShe said: "It was late."'
    doc = read_document(Article("a1", LEAD + text))
    one = _statement(doc.text, "Nell Orchard", "We saw it.", voice="p1")
    two = _statement(doc.text, "She", "It was late.", voice="p1")
    assert [s.speaker_role for s in code_statements(doc, (one, two))] == ["police_senior", "police_senior"]


@pytest.mark.parametrize(
    ("sentence", "speaker", "channel"),
    [
        ('In a statement, Bude Council said: "We saw it."', "Bude Council", "press_statement"),
        ('Nell Orchard told the Bude Herald: "We saw it."', "Nell Orchard", "interview"),
        ('Nell Orchard told Bude FM: "We saw it."', "Nell Orchard", "broadcast"),
        ('In a radio interview, Nell Orchard said: "We saw it."', "Nell Orchard", "broadcast"),
        ('Marram Watch wrote on its page: "We saw it."', "Marram Watch", "social_media"),
        ('Nell Orchard told a public meeting in Bude: "We saw it."', "Nell Orchard", "report_or_meeting"),
        ('Judge Nell Orchard said: "We saw it."', "Nell Orchard", "court"),
        ('Inspector Nell Orchard said: "We saw it."', "Nell Orchard", "not_reported"),
    ],
)
def test_channel(sentence: str, speaker: str, channel: str) -> None:
    """Is the channel read from the words around speaker and verb, and left open where an officer just said it?"""
    assert _code(LEAD + sentence, speaker, "We saw it.").channel == channel


@pytest.mark.parametrize(
    ("before", "said", "theme", "stance", "act"),
    [
        ("Det Supt Nell Orchard warned: ", "It can wreck months of covert work.", "hinders_investigations", "critical", "warn"),
        ("Inspector Nell Orchard said: ", "Leave it to the professionals.", "leave_it_to_police", "critical", "urge"),
        (
            "Marram Watch said: ",
            "Somebody has to, because the police won't.",
            "police_lack_capacity",
            "supportive",
            "justify",
        ),
        ("Marram Watch said: ", "Thank you to all our supporters.", "thanks_public_or_group", "supportive", "praise_thank"),
        ("Nell Orchard, defending, said: ", "It was trial by telephone.", "prejudices_trial", "critical", "criticise"),
        ("Nell Orchard MP said: ", "They do it for the clicks and the likes.", "motives_questioned", "critical", "criticise"),
        ("Judge Nell Orchard said: ", "You believed she was 13.", "offender_condemnation", "neutral", "criticise"),
    ],
)
def test_argument(before: str, said: str, theme: str, stance: str, act: str) -> None:
    """Do the words said give theme, stance and act?"""
    coded = _code(f'{LEAD}{before}"{said}"', re.search(r"Nell Orchard|Marram Watch", before)[0], said)  # type: ignore[index]
    assert theme in coded.themes
    assert (coded.stance_groups, coded.speech_act) == (stance, act)


def test_a_verb_reaches_into_what_is_said() -> None:
    """Is "appealing for | witnesses" an appeal, though only its first words stand outside what is said?"""
    text = "Police are appealing for witnesses after a shop in Derby was robbed on Friday. A man was arrested."
    assert (
        _code(text, "Police", "for witnesses after a shop in Derby was robbed on Friday").speech_act == "appeal_for_information"
    )


def test_other_news_has_no_stance() -> None:
    """Does ordinary crime news get neither stance nor themes?"""
    said = "It can wreck months of covert work."
    coded = _code(f'A shop in Bude was robbed on Monday.\n\nDet Supt Nell Orchard said: "{said}"', "Nell Orchard", said)
    assert (coded.stance_groups, coded.themes) == ("not_applicable", ("no_argument",))


def test_every_code_shows_words_that_prove_it() -> None:
    """Can each piece of evidence be read again by its own rule?"""
    said = "Leave it to the professionals. It can wreck months of covert work."
    text = f'{LEAD}In a statement, Det Supt Nell Orchard said: "{said}"'
    coded = _code(text, "Nell Orchard", said)
    assert set(coded.evidence) == {"speaker_role", "channel", "stance_groups", "themes", "speech_act"}
    assert all(proves(e, text) for proof in coded.evidence.values() for e in proof)


def test_an_announcement_argues_nothing() -> None:
    """Does an outcome that police announce stay without argument?"""
    said = "A 40-year-old man was arrested and bailed."
    coded = _code(f'{LEAD}Devon Police said: "{said}"', "Devon Police", said)
    assert (coded.themes, coded.stance_groups, coded.speech_act) == (("no_argument",), "neutral", "announce_outcome")


@pytest.mark.parametrize("speaker", [None, "He", "They", "it"])
def test_an_unresolved_speaker_is_no_obstacle(speaker: str | None) -> None:
    """Is a statement coded when nobody knows whose it is?"""
    text = f'He, They, it.\n\n"It was late," {speaker} said.'
    assert _code(text, speaker, "It was late,").speaker_role in {"other", "witness_public"}


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_can_be_coded(text: str, start: int, end: int) -> None:
    """Does no text and no span, however odd, stop the coder?"""
    span = (min(start, len(text)), min(max(start, end), len(text)))
    coded = code_statements(read_document(Article("a1", text)), (Statement((span,), None), Statement((), span)))
    assert [len(s.themes) >= 1 for s in coded] == [True, True]
