"""Who speaks, by what is told of the person elsewhere: beside the name, in the next sentence, in the words of saying."""

import pytest

from casebook.reading.extract import extract
from casebook.records import Article, Statement

GROUPS = (
    "A self-styled paedophile hunter group called Marram Watch met a man in a car park in Bude and filmed him. "
    "Darren Tolhurst, 44, a roofer, was arrested and later released without charge.\n\n"
)
CRIME = (
    "Two brothers have been jailed for robbing a petrol station in Kendal. Lee Duffield, 24, and Craig Duffield, 27, admitted "
    "robbery at Carlisle Crown Court. Manager Nina Sethy, 41, was threatened with a hammer.\n\n"
)
QUOTE = '"It was late when the last of them went home and nobody knew what to do next."'


def _last(text: str) -> Statement:
    return extract(Article("a1", text, published="2021-03-05")).statements[-1]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Gary Pellow, a plumber, set it up after his niece was groomed.\n\n{} he said.", "activist_group"),
        ("Marram Watch is run by Kelly Doddrell, 38, a care assistant. {} she told the Bude Beacon.", "activist_group"),
        ("Kelly Doddrell and her husband run Marram Watch from their kitchen.\n\n{} she says.", "activist_group"),
        ("Kelly Doddrell, 44, drives a bus by day. After dark she is the senior decoy.\n\n{} Doddrell said.", "activist_group"),
        ("His sister, who runs the group's page, said: {}", "activist_group"),
        ("The detective, a woman in her thirties, sat with him. She said: {}", "police_other"),
        ("A spokesman for the Crown Prosecution Service said: {}", "prosecutor"),
        ("The man holding the camera told him: {}", "activist_group"),
        ("Amy Bellamy runs a helpline for the families of offenders. {} she said.", "charity_ngo"),
        ("A spokeswoman for Safe Strand, which supports victims, said: {}", "charity_ngo"),
        ("Amy Bellamy, policy manager at Childbright, said: {}", "charity_ngo"),
        ("Amy Bellamy lives across the road. She said: {}", "witness_public"),
        ("Amy Bellamy, a cleaner, was waiting for a bus. {} she said.", "witness_public"),
        ("Amy Bellamy, mother of two boys at the school, said: {}", "witness_public"),
        ("Tolhurst's neighbours were shocked. {} said one.", "witness_public"),
        ("Retired magistrate Amy Bellamy, who lives opposite, said: {}", "witness_public"),
        ("The 39-year-old nurse, who joined a decoy team last year, said: {}", "activist_group"),
        ("On Facebook the leader of the team, who goes by Stoat, said: {}", "activist_group"),
        ("{} said Amy Bellamy. The coroner adjourned the hearing until May.", "coroner"),
        ("Lady Bellamy, granting the order, said: {}", "judge_court"),
        ("Amy Bellamy, from the force's public protection unit, said: {}", "police_other"),
        ("Amy Bellamy, who heads the force's online child abuse team, said: {}", "police_other"),
        ("The police and crime commissioner for Devon, Amy Bellamy, said: {}", "politician"),
        ("Dr Amy Bellamy has interviewed 30 hunters for a book. {} she said.", "academic_expert"),
        ("The documentary's director, Amy Bellamy, said: {}", "journalist_other"),
        ("Another man whom the group confronted, Ian Colebrook, said: {}", "target_suspect"),
        ("Ian Colebrook was eating chips in his van when six people in hoods blocked it in. {} he said.", "target_suspect"),
        ("The roofer said: {}", "target_suspect"),
        ("{} said the wife of the man who was filmed.", "victim_family"),
        ("Ann Tolhurst said her son had not left the house since.\n\n{} she said.", "victim_family"),
        ("Amy Bellamy, whose brother took his life after a sting, said: {}", "victim_family"),
        ("Dean Vosper, a scaffolder, opened his front door to find four of the team there. {} Mr Vosper said.", "target_suspect"),
    ],
)
def test_what_is_told_of_a_person(sentence: str, role: str) -> None:
    """Is a speaker placed by what the sentences around tell of the person, a namesake kept apart?"""
    assert _last(GROUPS + sentence.format(QUOTE)).speaker_role == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Miss Sethy said: {}", "victim_family"),
        ("In a victim personal statement read to the court, the manager said: {}", "victim_family"),
        ("Lee Duffield told officers in a prepared statement: {}", "target_suspect"),
        ("Simon Ghentley, for Lee Duffield, said: {}", "defence"),
        ("Simon Ghentley, representing Craig Duffield, said: {}", "defence"),
        ("Simon Ghentley, for the Attorney General, said: {}", "prosecutor"),
        ("A hand surgeon, Dr Simon Ghentley, said in evidence: {}", "academic_expert"),
        ("Simon Ghentley, whose garden backs on to the yard, said: {}", "witness_public"),
        ("Simon Ghentley, 60, had stopped to buy milk. {} he said.", "witness_public"),
        ("Pellworth Foods, which owns the site, said: {}", "business_venue"),
        ("An RSPCA inspector, Simon Ghentley, said: {}", "charity_ngo"),
        ("Fire service area manager Simon Ghentley said: {}", "other"),
    ],
)
def test_who_is_hurt_and_who_stands_by(sentence: str, role: str) -> None:
    """Is somebody who was robbed a victim before a manager, and a man cautioned a suspect?"""
    assert _last(CRIME + sentence.format(QUOTE)).speaker_role == role


@pytest.mark.parametrize("said", ["It said that a volunteer had left.", 'In its last post it said: "We got that wrong."'])
def test_it_is_the_group(said: str) -> None:
    """Is "it" the group of the sentence before, though the police spoke last?"""
    text = f"Devon and Cornwall Police said that he was never a suspect.\n\nMarram Watch took the film down. {said}"
    assert _last(GROUPS + text).speaker_role == "activist_group"


BAND = "A self-styled paedophile hunter group called the Hale Owls met a man in a car park in Bude and filmed him.\n\n"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The owner of a flat has given notice to paedophile hunters.\n\nIan Vane said it was late.", "business_venue"),
        ("A driver who was chased by paedophile hunters has quit.\n\nIan Vane, 49, said it was late.", "target_suspect"),
        (BAND + "And the Owls said on Monday that it was late and nobody rang.", "activist_group"),
        (BAND + "A member who posts as hale77 said it was late and nobody rang.", "activist_group"),
        (BAND + "The Recorder, Ann Vane, said it was late and nobody rang.", "judge_court"),
        (BAND + "On behalf of Hale junior, told Truro Crown Court yesterday. Ann Vane said her client was late.", "defence"),
        (BAND + "Barrister Ann Vane, who prosecutes such cases, said it was late and nobody rang.", "prosecutor"),
        (BAND + "At a charity with a helpline for retired decoys, Ann Vane said it was late and nobody rang.", "charity_ngo"),
        (BAND + "A GMB organiser said it was late and nobody rang.", "other"),
        (BAND + "One of the hunters, care assistant Ann Vane, said it was late and nobody rang.", "activist_group"),
        (BAND + "One worshipper, a retired midwife, said it was late and nobody rang.", "witness_public"),
        (BAND + 'Ann-Marie commented: "He had it coming and nobody will weep for him at all."', "witness_public"),
    ],
)  # fmt: skip
def test_who_somebody_is_by_the_words_around(text: str, role: str) -> None:
    """Is a role read from the lead, from a group's short name, from whom somebody acts for, and not from a neighbour's words?"""
    assert extract(Article("a1", text, published="2021-03-05")).statements[-1].speaker_role == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ian Vane, 40, a barman from Hale, was cleared of blackmail. Ian Vane said it was late.", "target_suspect"),
        ("Ann Vane, counsel for the next of kin, said it was late and nobody rang.", "other"),
        ("The family's barrister, Ann Vane, said it was late and nobody rang.", "other"),
        ("Vidzo, the company that carried the pictures, said it was late and nobody rang.", "platform_company"),
        ("Assembly Member Ann Vane said it was late and nobody rang.", "politician"),
        ("The council's solicitor, Ann Vane, cautioned members that it was late and nobody rang.", "local_authority"),
        ("Ann Vane pours a tea and becomes a girl called Pip. Ann Vane said it was late and nobody rang.", "activist_group"),
        ("They stopped a chef in a lane and took his phone. The chef said it was late and nobody rang.", "target_suspect"),
        ("The mother of a man who was filmed by vigilantes said it was late and nobody rang.", "victim_family"),
        ('"My sister and I were on the tram," said Ann Vane, who was waiting for it.', "witness_public"),
        ("Bude Council, which owns the hall, means to ban them, according to a spokesman.", "local_authority"),
        ("A spokesman for the Owls, Ian Vane, said it was late and nobody rang.", "activist_group"),
    ],
)
def test_who_somebody_is_by_what_befell_him(text: str, role: str) -> None:
    """Is a role read from a fate before a trade, from whom a lawyer is for, and from what "the chef" was stopped for?"""
    assert extract(Article("a1", BAND + text, published="2021-03-05")).statements[-1].speaker_role == role


def test_he_is_whom_his_voice_names() -> None:
    """Is "he" the man of the sentence before, though a councillor spoke last?"""
    text = (
        "Ian Vane, 68, was wrongly accused by the group.\n\nCouncillor Ann Hale said it was late and nobody rang.\n\n"
        'As for Vane, he was at his post. "I would sooner talk of the weather and of nothing else," he said.'
    )
    assert extract(Article("a1", BAND + text, published="2021-03-05")).statements[-1].speaker_role == "target_suspect"


STING = "Marram Watch, a paedophile hunter group, filmed a man in Bude.\n\n"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Coroner writes to minister\n\n{}Ian Vane sat for three days in Bude. “It was late and nobody rang,” he wrote.",
            "coroner",
        ),
        ("Hotel owner counts cost\n\n{}“It was late and nobody rang at all,” said Ian Vane.", "business_venue"),
        ("Switch it off, MP begs\n\n{}“It was late and nobody rang at all,” said Ian Vane.", "politician"),
        ("'It was mayhem', says passer-by\n\n{}“It was late and nobody rang at all,” said Ian Vane.", "witness_public"),
        ("Man freed from boot of car speaks\n\n{}“It was late and nobody rang at all,” said Ian Vane.", "target_suspect"),
        ("Wife stands by accused teacher\n\n{}“It was late and nobody rang at all,” said Ann Vane.", "other"),
        ("Judge's anger at film\n\n{}“It was late and nobody rang at all,” said Ann Vane.", "judge_court"),
    ],
)
def test_whom_the_headline_tells_of(text: str, role: str) -> None:
    """Is a bare name whom the headline quotes or speaks of first?"""
    assert extract(Article("a1", text.format(STING), published="2021-03-05")).statements[-1].speaker_role == role


def test_the_headline_is_for_one() -> None:
    """Does only the first speaker take the headline's role, and nobody whose office is told?"""
    said = "Ian Vane said it was late.\n\n“It was wet as well and I was cold,” said Ann Hale.\n\nPC Jo Dale said that it rained."
    statements = extract(Article("a1", f"Coroner writes to minister\n\n{STING}{said}", published="2021-03-05")).statements
    assert [s.speaker_role == "coroner" for s in statements] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ann Vane took calls. The chief executive of the council kept calm. “It was late,” Vane said.", "local_authority"),
        ("“It was late and nobody rang,” Ann Vane says. She has defended in nine such cases.", "defence"),
        ("Asked by the presenter if she would ban them, Justice Minister Ann Vane said it was late.", "politician"),
        ("Ann Vane, who arrested him, said it was late and nobody rang.", "police_other"),
        ("Ann Vane, who represents a Hale seat, said it was late and nobody rang.", "politician"),
        ("Ann Vane, whose family has run the old picture house for years, said it was late.", "business_venue"),
        ("The firm's founder, Ann Vane, said it was late and nobody rang.", "business_venue"),
        ("Ann Vane, regional organiser for the drivers' union, said it was late and nobody rang.", "other"),
        ("Ann Vane, for the second of them, said it was late and nobody rang.", "defence"),
        ("A man who drove to Bude to meet a schoolgirl told a jury that it was late and nobody rang.", "target_suspect"),
    ],
)  # fmt: skip
def test_who_somebody_is_by_what_is_told_beside(text: str, role: str) -> None:
    """Is a role read from the sentence before or behind, from a deed, and from another body than the group?"""
    assert extract(Article("a1", BAND + text, published="2021-03-05")).statements[-1].speaker_role == role
