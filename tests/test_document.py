import pytest

from casebook.reading.document import BODY, BYLINE, CAPTION, DATELINE, FURNITURE, HEADLINE, PULL_QUOTE, read_document
from casebook.reading.rules import family_rules
from casebook.records import Article

QUOTE = "We would never ask anybody to film it, whatever they think they know"
PAGE = [
    ("More on Teme Argus", FURNITURE),
    ("Team sorry for pier film", HEADLINE),
    ("By Mair Hale, Teme Argus", BYLINE),
    ("Published: 12 June 2018", DATELINE),
    ("The pier at Rhyl (Image: Rae Dunn/Teme Argus)", CAPTION),
    ("A group has said sorry. It had filmed Mr. J. Vane at 3.40pm, by mistake.", BODY),
    (f'"{QUOTE}," Insp Jo Moss said. "Ring us."', BODY),
    (f"“{QUOTE}”", PULL_QUOTE),
    ("Inspector Jo Moss", PULL_QUOTE),
    ("READ MORE: Ferry times", FURNITURE),
    ("It has 40 members.", BODY),
]


def document(text, **known):
    return read_document(Article("a", text, **known))


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\n \n"])
def test_what_each_line_is(gap):
    """Is the page's furniture told from the news, whatever stands between the lines?"""
    text = gap.join(line for line, _ in PAGE)
    doc = document(text)
    assert [(doc.words(line.span), line.kind) for line in doc.lines] == PAGE


@pytest.mark.parametrize("rule", [r for r in family_rules("page") if r.matches], ids=lambda r: r.id)
def test_no_line_of_the_page_is_missed(rule):
    """Is every line that a rule for the page reads looked at, though each rule looks only at lines that hold its letters?"""
    for line in rule.matches:
        assert document(f"The pier at Rhyl burnt down.\n{line}\nIt has 40 members.").lines[1].kind == rule.value


def test_letters_within_a_word_tell_too_where_they_are_none():
    """Is "©" found behind a letter, as a page prints it that was read in the wrong alphabet?"""
    assert document("The pier burnt down.\nImage Ã© Rae Dunn\nIt has 40 members.").lines[1].kind == FURNITURE


def test_sentences_keep_their_quotes_and_abbreviations():
    """Are "Mr. J. Vane" and "3.40pm" no ends, and closing quotes part of the sentence?"""
    doc = document("\n".join(line for line, _ in PAGE))
    assert [doc.words(s.span) for s in doc.sentences] == [
        "A group has said sorry.",
        "It had filmed Mr. J. Vane at 3.40pm, by mistake.",
        f'"{QUOTE}," Insp Jo Moss said.',
        '"Ring us."',
        "It has 40 members.",
    ]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Two self-styled predator hunters waited for him.", True),
        ("A decoy had posed as a girl of 13. The sting was over in minutes.", True),
        ("A man was cornered at the pier by Marsh Child Alert. It was streamed live on Facebook.", True),
        ("Neighbourhood Watch filmed a burglar and the video was posted online.", False),
        ("The treasure hunters were surrounded by water.", False),
        ("A teacher who groomed a pupil was jailed.", False),
        ("", False),
    ],
)
def test_whether_hunter_groups_are_the_subject(text, about):
    """Is news about hunter groups told from other crime news, with the words that show it?"""
    doc = document(text)
    assert bool(doc.about_groups) is about
    assert all(doc.words(e.span) in text for e in doc.about_groups)
