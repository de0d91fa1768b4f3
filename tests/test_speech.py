"""Speech: who is reported to have said what, and where does one statement end?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.reading.document import Document, read_document
from casebook.reading.evidence import proves
from casebook.reading.rules import family_rules
from casebook.reading.speech.cues import FAMILIES, cue_words, find_cues, opening_words
from casebook.reading.speech.find import find_attributions, find_statements
from casebook.records import Article, Name, Statement

LEAD = "Nobody was hurt at the mill on Sunday.\n"  # keeps a first line from passing for a headline
PEOPLE = {"Elspeth Oddie": "p1", "Oddie": "p1", "Tam Brackley": "p2", "Brackley": "p2", "Ros": "p3"}


def read(text: str) -> tuple[Document, list[Name]]:
    doc = read_document(Article("a", LEAD + text))
    names, place = [], 0
    while place < len(doc.text):
        name = next((p for p in PEOPLE if doc.text.startswith(p, place)), None)
        if name:
            names.append(Name((place, place + len(name)), person=PEOPLE[name]))
        place += len(name) if name else 1
    return doc, names


def statements(text: str) -> tuple[Statement, ...]:
    return find_statements(*read(text))


def told(text: str) -> list[tuple[str | None, list[str]]]:
    """Speaker and contents of every statement."""
    doc, names = read(text)
    found = find_statements(doc, names)
    return [(doc.words(s.speaker) if s.speaker else None, [doc.words(c) for c in s.content]) for s in found]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ('"It was pitch dark," Elspeth Oddie said.', "Elspeth Oddie", ["It was pitch dark,"]),
        ('"It was pitch dark," said Elspeth Oddie, of the mill.', "Elspeth Oddie", ["It was pitch dark,"]),
        ("‘It was dark,’ she went on, ‘and we were cold.’", "she", ["It was dark,", "and we were cold."]),
        ("The mill had promised a new gate, Elspeth Oddie said.", "Elspeth Oddie", ["The mill had promised a new gate"]),
        (
            "“It was far too dark to see a thing” was how Elspeth Oddie put it.",
            "Elspeth Oddie",
            ["It was far too dark to see a thing"],
        ),
        ('Elspeth Oddie added: "It was pitch dark."', "Elspeth Oddie", ["It was pitch dark."]),
        ("Elspeth Oddie told the inquest that she had slept.", "Elspeth Oddie", ["she had slept"]),
        ("Elspeth Oddie told the inquest she had slept.", "Elspeth Oddie", ["she had slept"]),
        ("The boat was stolen, police said.", "police", ["The boat was stolen"]),
        ("The boat was stolen on Sunday, said North Moor Police.", "North Moor Police", ["The boat was stolen on Sunday"]),
        ("By then, her mother said, the boat had gone.", "her mother", ["the boat had gone"]),
        ("According to Tam Brackley, the boat had gone.", "Tam Brackley", ["the boat had gone"]),
        ("The boat had gone, according to Tam Brackley.", "Tam Brackley", ["The boat had gone"]),
        ("Police asked anyone who saw the boat to ring them.", "Police", ["anyone who saw the boat to ring them"]),
        ("Ros called for a ban on night fishing.", "Ros", ["a ban on night fishing"]),
        ("Ros described the plan as “a leaky bucket”.", "Ros", ["the plan as “a leaky bucket”"]),
        ("He was described by neighbours as “quiet”.", "neighbours", ["quiet"]),
        ("The mayor ignored her claim that the boat had gone.", "her", ["the boat had gone"]),
        ("Ros said the boat was “old, slow and far too small” for them.", "Ros", ["old, slow and far too small"]),
        ("“We waited all night for the boat” - Elspeth Oddie", "Elspeth Oddie", ["We waited all night for the boat"]),
        ("A letter from Ros was read out. It read: “I am sorry.”", "Ros", ["I am sorry."]),
        ("Ros's answer was short: “We are not leaving here.”", "Ros's answer", ["We are not leaving here."]),
        ("The crew hit back: “We were asked to come.”", "The crew", ["We were asked to come."]),
        (
            'The answers are "not meeting the demand," says Ros, owner and founder of the mill.',
            "Ros",
            ['The answers are "not meeting the demand'],
        ),
        ("“It was pitch dark,” said Ros, who has long criticised the mill.", "Ros", ["It was pitch dark,"]),
        ("What followed, said Tam Brackley, was “a shambles”.", "Tam Brackley", ["What followed", "was “a shambles”"]),
        ("The mill's owner, Ros, condemned the plan.", "Ros", ["the plan"]),
        ("Ros vowed to stay at the mill.", "Ros", ["to stay at the mill"]),
        ("Ros accepted that nobody had asked for the gate to be shut.", "Ros", ["nobody had asked for the gate to be shut"]),
        ("Ros told a hall of 2,000 anglers that the mill was shut.", "Ros", ["the mill was shut"]),
        (
            "'It wasn't us.\n\n'We were at sea all night long,' Ros said.",
            "Ros",
            ["It wasn't us.", "We were at sea all night long,"],
        ),
        (
            "He knew the gate was shut and had left, Truro Crown Court was told.",
            "Truro Crown Court",
            ["He knew the gate was shut and had left"],
        ),
        ("It was, said Ros, “a leak from stem to stern and back”.", "Ros", ["a leak from stem to stern and back"]),
        ("None of it, Ros told the mill, was true.", "Ros", ["None of it", "was true"]),
        ("The mill would only say that it was shut.", "The mill", ["it was shut"]),
        ("The mill said only that it was shut.", "The mill", ["it was shut"]),
        ("Ros agreed with her cousin that it was shut.", "Ros", ["it was shut"]),
        ("Ros went on to say that the gate was shut.", "Ros", ["the gate was shut"]),
        ("Ros accused the mill of looking the other way.", "Ros", ["the mill of looking the other way"]),
        ("Ros told her cousin he was late.", "Ros", ["he was late"]),
        ("Asked about it, Ros was blunt. “Not a chance, I am afraid.”", "Ros", ["Not a chance, I am afraid."]),
    ],
)
def test_one_statement(text: str, speaker: str, content: list[str]) -> None:
    """Do we find speaker and words in every form that reports speech?"""
    assert told(text) == [(speaker, content)]


@pytest.mark.parametrize(
    ("text", "directness"),
    [
        ("Ros said: “We have nowhere else to go now.”", "direct"),
        ("Ros said it was “a sorry mess”.", "partial"),
        ("Ros said it was a mess.", "indirect"),
        ("Ros said it was a mess. “We have nowhere else to go now.”", "direct"),
    ],
)
def test_directness_is_the_most_direct_form(text: str, directness: str) -> None:
    """Is a statement as direct as its most direct part?"""
    assert [s.directness for s in statements(text)] == [directness]


@pytest.mark.parametrize(
    "text",
    [
        "He did not say where the boat was.",
        "He was said to be at sea.",
        "He denied two counts of theft.",
        "Tam Brackley admitted theft.",
        "The court heard Tam Brackley had earlier admitted theft.",
        "CCTV showed the boat, and the report said it was blue.",
        "The so-called “ghost boat” was found.",
        "Her claims were heard by a judge.",
        "He shouted through the letterbox.",
        "The boat was moved amid fears that it would sink.",
        "What she muttered was lost.",
        "Being grave, it would be fully heard at Easter.",
        "A man believed to be the owner ran off.",
        "Tam Brackley believed he was chatting to a girl of 13.",
        "An alleged thief was caught on the pier.",
        "Two men accused of theft will be in court.",
        "The mill is open again thanks to a loan.",
        "Her cousin, who told police he was at home, was fined.",
        "It was shut after an angler accused him of theft.",
        "She walked free when the judge ruled there was no case to answer.",
        "He said it four times.",
        "Ros got a letter saying so.",
        "Tam Brackley said nothing to them.",
        "They called him a thief.",
        "They accused him of having moved the boat.",
        "A fourth angler accused with them, 45-year-old Tam Brackley, admitted both counts.",
        "A miller has told how he was stopped on the weir.",
        "Ros asked whether the mill had ever been shut.",
        "Ros asked if he knew what he had done.",
        "Tam Brackley gave his name and asked them to ring his wife.",
        "He was stopped at the weir and, a year later, told there would be no charge.",
        "They told 5,300 anglers which boat he owned.",
        "The mill has told us nothing.",
        "What would she say to Tam Brackley?",
        "“Not guilty,” he said when it was put to him.",
        "Ten anglers have put their names to a letter asking drivers to wait.",
        "He was released and told in May that the case would go no further.",
        "It was clear that the boat had gone.",
    ],
)
def test_no_statement(text: str) -> None:
    """Are denials, passives, pleas, papers and scare quotes left out?"""
    assert told(text) == []


def test_stretch_of_one_speaker_is_one_statement() -> None:
    """Is an unbroken stretch one statement, over indirect and quoted sentences and over paragraphs?"""
    text = (
        "Elspeth Oddie said the mill was shut.\n\n“We lost the lot.\n\n“The river took it,” she said. She added she would stay."
    )
    assert told(text) == [
        ("Elspeth Oddie", ["the mill was shut", "We lost the lot.", "The river took it,", "she would stay"]),
    ]
    assert {s.voice for s in statements(text)} == {"p1"}


@pytest.mark.parametrize("between", ["The river fell on Monday.", "Tam Brackley said he was not so sure."])
def test_narration_or_another_speaker_ends_it(between: str) -> None:
    """Does a statement end where somebody else speaks or the story goes on?"""
    text = f"Elspeth Oddie said the mill was shut.\n{between}\nElspeth Oddie said she would stay."
    assert [c for s, c in told(text) if s == "Elspeth Oddie"] == [["the mill was shut"], ["she would stay"]]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Ros wants to sell the mill.", ["to sell the mill"]),
        ("A survey shows that the river is low.", ["that the river is low"]),
        ("Ros is sure that the river will rise.", ["that the river will rise"]),
        (
            "Ros said the boat was “old, slow and far too small” for them.",
            ["the boat was “old, slow and far too small” for them"],
        ),
    ],
)
def test_attributions_are_read_more_widely(text: str, contents: list[str]) -> None:
    """Do aims, findings and states of mind count where every attribution does, each with its whole clause?"""
    doc, names = read(text)
    assert [doc.words(c) for s in find_attributions(doc, names) for c in s.content] == contents


def test_attributions_are_not_joined() -> None:
    """Does every verb give a row where attributions are counted one by one?"""
    assert len(find_attributions(*read("Ros said the mill was shut. She added that she would stay."))) == 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The court heard the boat had sunk.", "The court"),
        ("Jurors were told the boat had sunk.", "Jurors"),
        ("It heard the boat had sunk.", "It"),
        ("The court heard he told police the boat had sunk.", "he"),
        ("The boat had sunk, the inquest heard.", "the inquest"),
    ],
)
def test_what_a_court_hears(text: str, speaker: str) -> None:
    """Does the court speak, unless somebody in the clause does?"""
    assert [s for s, _ in told(text)] == [speaker]


def test_everything_a_court_hears_is_its_own_statement() -> None:
    """Are two things that a court hears two statements?"""
    assert len(told("The court heard the boat had sunk. The court heard it was old.")) == 2


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "It was, in the words of Elspeth Oddie, “a muddle from start to finish”.",
            "Elspeth Oddie",
            "a muddle from start to finish",
        ),
        ("In Oddie's words, the night was “a muddle”.", "Oddie", "the night was “a muddle”"),
        ("Tam Brackley's view is that nobody wins.", "Tam Brackley", "nobody wins"),
        ("The view of the ferrymen is that nobody wins.", "the ferrymen", "nobody wins"),
        ("The coroner recorded that the door had been open.", "The coroner", "the door had been open"),
        ("Later she admitted it looked bad.", "she", "it looked bad"),
        ("“We waited all night,” volunteered Elspeth Oddie.", "Elspeth Oddie", "We waited all night,"),
        ("“We waited all night,” the miller shrugged, closing the gate.", "the miller", "We waited all night,"),
        ("“Did you ring the bell?” Elspeth Oddie asked.", "Elspeth Oddie", "Did you ring the bell?"),
        ("From the judge's remarks to the pair: “You ought to have known.”", "the judge", "You ought to have known."),
        ("Statement just in from the river trust: “We shall mend the wall.”", "the river trust", "We shall mend the wall."),
        ("Counsel for Mr Brackley: “That is not so, is it?”", "Counsel for Mr Brackley", "That is not so, is it?"),
        ("“You never came to us!” came a shout from the back.", "a shout from the back", "You never came to us!"),
        ("“A right old mess,” is how the miller sums it up.", "the miller", "A right old mess,"),
        ("Tam Brackley was heard to shout: “Go home, all of you.”", "Tam Brackley", "Go home, all of you."),
        ("In a short note she wrote that the boat had gone.", "she", "the boat had gone"),
        (
            "The trust's chairman, Tam Brackley, has tweeted. “This is not the end of it,” he writes.",
            "Tam Brackley",
            "This is not the end of it,",
        ),
        ("The weir was shut, in the opinion of Tam Brackley.", "Tam Brackley", "The weir was shut"),
        ("Drivers were urged by the miller to wait for the ebb.", "the miller", "to wait for the ebb"),
        ("The miller is adamant that nobody fell.", "The miller", "nobody fell"),
        ("Ros rang the desk to pledge that she would pay.", "Ros", "she would pay"),
        ("Her sister, Elspeth Oddie, wants the weir shut for good.", "Elspeth Oddie", "the weir shut for good"),
        ("The trust made the point that it had rained.", "The trust", "it had rained"),
        ("He was followed by Tam Brackley, of the River Trust, who said it was late.", "Tam Brackley", "it was late"),
    ],
)
def test_words_and_views_are_reported(text: str, speaker: str, content: str) -> None:
    """Is a statement found where no verb of saying stands: in somebody's words, in somebody's view?"""
    assert told(text) == [(speaker, [content])]


def test_open_quote_goes_to_the_speaker_who_closes_it() -> None:
    """Does a quotation that opens without a speaker belong to the one named where it closes?"""
    text = "The river fell.\n“We lost the lot.\n“The river took it,” said Tam Brackley."
    assert told(text) == [("Tam Brackley", ["We lost the lot.", "The river took it,"])]


def test_pull_quote_is_no_second_statement() -> None:
    """Does a quote that only repeats an earlier one stay out?"""
    line = "“We lost the lot and the river took it”"
    assert len(told(f"{line}, said Elspeth Oddie.\nThe river fell.\n{line} - Elspeth Oddie")) == 1


def test_every_cue_opens_with_its_words() -> None:
    """Can every cue be looked up by the word it opens with, and does the look-up find its examples?"""
    for rule in [rule for family in FAMILIES for rule in family_rules(family)]:
        assert opening_words(rule), f"{rule.id}: the pattern does not open with \\b (?:word|word) \\b. Begin it so."
        assert all(rule in dict(cue_words(rule.family)[word]) for word in opening_words(rule))
        found = [find_cues(read_document(Article("a", str(m))).index, wide=True) for m in rule.matches]
        assert rule.value == "noun" or all(found), rule.id


@pytest.mark.parametrize("text", ["", "\n\n", "“", "said", "said said said: “", "Prices in £:\n1 2 3\n- - -", "“”‘’\"'"])
def test_text_that_is_no_news(text: str) -> None:
    """Do we stay calm where there is nothing to read?"""
    assert all(s.content for s in find_statements(read_document(Article("a", text)), ()))


WORDS = (
    "Ros",
    "police",
    "said",
    "told",
    "she",
    "“",
    "”",
    '"',
    "'",
    ",",
    ".",
    ":",
    "\n",
    "the court",
    "heard",
    "that",
    "who",
    "was",
    "and",
    "it",
)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_statements_prove_themselves(words: list[str]) -> None:
    """Do spans lie in the text and stand by their evidence, whatever the words?"""
    doc, names = read(" ".join(words))
    for s in find_statements(doc, names):
        assert s.content
        assert all(0 <= a < b <= len(doc.text) for a, b in s.content)
        assert s.speaker is None or s.speaker[0] < s.speaker[1]
        assert all(proves(e, doc.text) for row in s.evidence.values() for e in row)
