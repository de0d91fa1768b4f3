"""Does looking first spare work and never a hit?"""

import re
import subprocess
import sys
from dataclasses import asdict, replace

import pytest
from builders import EXAMPLES, ROOT, SHARED
from hypothesis import given
from hypothesis import strategies as st

from casebook.ingest import SetAside, read_articles
from casebook.reading.cues import guards_of
from casebook.reading.document import Document, read_document
from casebook.reading.extract import extract, extract_from
from casebook.reading.index import lowered, numbers_of, places_of
from casebook.reading.rules import Rule, rulebook
from casebook.records import Article

RULES = list(rulebook().values())
CORPORA = [EXAMPLES, *sorted((ROOT / "tests" / "corpus").glob("?")), SHARED / "gold/crime-dev", SHARED / "gold/fiction-dev"]
CORPORA += [SHARED / "public" / name / "articles.jsonl" for name in ("bbc-dev", "polnear-dev", "timebank")]


def _document(text: str, plain: bool = False) -> Document:
    return replace(read_document(Article("a", text)), plain=plain)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_guards_let_every_example_through(rule: Rule) -> None:
    """Does the index find what a rule finds by itself, so that no cue hides a hit?"""
    for example in rule.matches:
        sentence = example if isinstance(example, str) else example[0]
        found = _document(sentence).index.scan(rule.family, (0, len(sentence)), frozenset([rule.id]))
        assert [hit.span for hit in found] == [hit.span for hit in rule.hits(sentence)]


LOOKED_FIRST = ("arrest", "offence", "outcome", "release", "plea", "verdict", "sentence")  # tried on every sentence


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.family in LOOKED_FIRST], ids=lambda r: r.id)
def test_rules_for_every_sentence_have_a_cue(rule: Rule) -> None:
    """Is there a word without which the rule cannot match, so that most sentences are never tried?

    A branch that begins with a look-behind, or with letters that may be left out, takes the cues of all others away.
    """
    assert guards_of(rule.pattern), f"{rule.id} would be tried on every sentence: give each branch a word, or a \\b before it"


@pytest.mark.parametrize(
    ("pattern", "guards"),
    [
        (r"\b bailed \s+ (?:until|to) \b", [{"bailed "}]),
        (r"\b arrest\w* \b", [{"arrest"}]),
        (r"\b (?:fined|jailed) \b", [{"fined ", "jailed "}]),
        (r"\b (?:un)?known \b", []),
        (r"\b [0-9]{2} \s+ years? \b", [{"year"}, {"0"}]),
        (r"(?<=police) \s+ said", [{"said"}]),
        (r"\w+ing \b", []),
        (r"\b (?:charged|\w+) \b", []),
        (r"\b [Cc]harged (?:\s+ \w+)? \s+ with \b", [{"charged"}, {"with "}]),
        (r"\b charged (?:\s+|-) with \b", [{"charged "}, {"with "}]),
    ],
)
def test_guards_are_read_off_the_pattern(pattern: str, guards: list[set[str]]) -> None:
    """Which words must a match hold, and which sets of them?"""
    read = guards_of(re.compile(pattern, re.VERBOSE | re.IGNORECASE))
    assert [set(guard) for guard in read] == guards


def test_frequent_words_are_counted() -> None:
    """Is the list of frequent words what its script prints?"""
    listed = ROOT / "src/casebook/reading/lexicon/frequent_words.txt"
    printed = subprocess.run([sys.executable, "scripts/count_words.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert printed.stdout == listed.read_text(encoding="utf-8"), "Run scripts/count_words.py again."


@pytest.mark.parametrize("folder", CORPORA, ids=lambda f: f.name)
def test_looking_first_changes_nothing(folder) -> None:
    """Is a record the same where every rule runs on every sentence?"""
    if not folder.exists():
        pytest.skip(f"{folder.parent.name}/{folder.name} is not here: the sources stand beside the project, never in it.")
    articles = [a for a in read_articles(folder) if not isinstance(a, SetAside)]
    assert articles
    for article in articles:
        assert asdict(extract(article)) == asdict(extract_from(replace(read_document(article), plain=True)))


@given(st.frozensets(st.integers(min_value=0, max_value=300)))
def test_a_set_of_stretches_gives_its_numbers_back(numbers: frozenset[int]) -> None:
    """Are the numbers of a set of stretches those it was made of, in order?"""
    assert numbers_of(places_of(numbers)) == sorted(numbers)


@given(st.text(max_size=80))
def test_small_letters_keep_their_places(text: str) -> None:
    """Does every character stay where it is, whatever its small form?"""
    assert len(lowered(text)) == len(text)
