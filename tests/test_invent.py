"""Do invented articles tell their cases, and does the reader find them again?"""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from random import Random
from typing import Any

import pytest
from builders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.contract import load_contract
from casebook.ingest import read_articles
from casebook.invent import Invented, invent, invent_one, invented_articles
from casebook.invent.case import Person
from casebook.invent.facts import case_facts, pair_facts, past_day, term
from casebook.invent.words import a, fill, templates
from casebook.reading.document import read_document
from casebook.reading.extract import extract
from casebook.records import Arrest, Article, Record
from casebook.verify import verify_record

FILES = ("crime", "journeys", "said_crime", "said_hunters", "speakers", "stings", "trouble")
OUTCOMES = ("stage", "arrest", "release", "charge", "plea", "verdict", "sentence")
READ = 60
PLACEHOLDER = re.compile(r"[{}\[\]|]| {2}|,[.,]|\ba [aeio]\w|\ban [bcdfgjklmnpqrstvwxz]")


@cache
def cases(count: int = 600) -> tuple[Invented, ...]:
    return tuple(invent(count))


@cache
def read() -> tuple[tuple[Invented, Record], ...]:
    return tuple((one, extract(one.article)) for one in cases()[:READ])


@cache
def pairs() -> tuple[tuple[Person, Arrest | None], ...]:
    """The persons of whom something is told, each with the row that was read of them."""
    return tuple((p, _row(record, p)) for one, record in read() for p in one.case.persons if p.is_told)


def _row(record: Record, person: Person) -> Arrest | None:
    """By name where it is printed, else by age and sex, else the only one without a name."""
    if person.is_named:
        return next((r for r in record.arrests if r.name and r.name.split()[-1] == person.name.split()[-1]), None)
    alike = [r for r in record.arrests if (r.age, r.sex) == (person.age, person.sex)]
    return next(iter(alike or [r for r in record.arrests if r.name is None]), None)


def strings(tree: Any) -> Iterator[str]:
    """Every string of a tree of tables and lists."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for branch in tree.values() if isinstance(tree, dict) else tree:
            yield from strings(branch)


# --- the same for everybody --------------------------------------------------------------------


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 150), st.integers(0, 5))
def test_an_article_is_the_same_whatever_the_count(n, more):
    """Is number n the same when one asks for it alone, among few and among many?"""
    alone = invent_one(n, seed=3)
    assert next(islice(invented_articles(n + 1 + more, seed=3), n, None)) == alone.article


def test_another_seed_invents_another_news():
    """Do two seeds share no article?"""
    one, other = ({article.text for article in invented_articles(40, seed)} for seed in (1, 2))
    assert not one & other
    assert len(one) == 40


def test_ids_and_addresses_are_distinct():
    """Can two hundred articles stand in one folder?"""
    articles = [one.article for one in cases()]
    assert len({x.id for x in articles}) == len({x.url for x in articles}) == len(articles)


# --- the shape of news -------------------------------------------------------------------------


def test_an_article_has_the_shape_of_news():
    """A headline, paragraphs, 900 to 3,000 characters, 6 to 24 sentences, nothing left unfilled?"""
    for article in (one.article for one in cases()[:250]):
        head, *paragraphs = article.text.split("\n\n")
        assert head.splitlines()[0] == article.title, article.id
        assert 900 <= len(article.text) <= 3000, article.id
        assert 6 <= len(read_document(article).sentences) <= 24, article.id
        assert len(paragraphs) == len(set(paragraphs)) >= 4, article.id
        assert not PLACEHOLDER.search(article.text), article.id
        assert all(p[0].isupper() or p[0] in '“"£' for p in paragraphs), article.id


@pytest.mark.parametrize("name", FILES)
def test_every_template_can_be_filled(name):
    """Does each template know all its facts, for a man, for a woman and for two?"""
    chosen = [one.case for one in cases() if one.case.is_subject and one.case.persons][:8]
    chosen += [one.case for one in cases() if not one.case.is_subject and len(one.case.persons) > 1][:8]
    for number, case in enumerate(chosen):
        rng = Random(number)  # noqa: S311  (invention)
        facts = {**case_facts(case, rng), "name": "Jo Vane", **(pair_facts(case.persons[:2]) if number % 2 else {})}
        for template in strings(templates(name)):
            assert not re.search(r"[{}\[\]|]", fill(template, facts, rng)), template


@pytest.mark.parametrize("name", [*FILES, "offences", "places", "words"])
def test_no_template_stands_twice(name):
    """Is each sentence of a list there once?"""

    def lists(tree: Any) -> Iterator[list[str]]:
        if isinstance(tree, dict):
            for branch in tree.values():
                yield from lists(branch)
        elif isinstance(tree, list) and all(isinstance(x, str) and len(x.split()) > 3 for x in tree):
            yield tree

    for options in lists(templates(name)):
        assert len(options) == len(set(options)), options


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (8, "eight months"),
        (12, "one year"),
        (18, "18 months"),
        (24, "two years"),
        (25, "two years and one month"),
        (132, "11 years"),
    ],
)
def test_a_term_is_said_in_words(months, words):
    """Are years and months counted as a court does?"""
    assert term(months) == words


@pytest.mark.parametrize(
    ("noun", "words"),
    [("electrician", "an electrician"), ("18-year-old", "an 18-year-old"), ("81-year-old", "an 81-year-old"), ("user", "a user")],
)
def test_an_article_fits_its_noun(noun, words):
    """A or an?"""
    assert a(noun) == words


@settings(deadline=None, max_examples=60)
@given(st.dates(date(2015, 1, 1), date(2026, 1, 1)), st.integers(1, 600), st.integers(0, 99))
def test_a_day_is_told_so_that_it_can_be_read(published, gap, state):
    """Does the reader find the very day that was meant, weekday and all?"""
    day = published - timedelta(days=gap)
    told = past_day(day, published, Random(state))  # noqa: S311  (invention)
    article = Article("a", f"A man was arrested {told}.", published.isoformat())
    assert [found.value for found in extract(article).dates] == [day.isoformat()]


# --- the cases ---------------------------------------------------------------------------------


def test_most_news_is_of_hunter_groups():
    """About 60 in a hundred, with every type of incident and reports without one?"""
    share = sum(one.case.is_subject for one in cases()) / len(cases())
    assert 0.5 <= share <= 0.7
    types = {c.code for c in load_contract().vocabularies["incident_type"].codes}
    assert {one.case.type for one in cases()} == types | {None}


def test_every_outcome_occurs():
    """Do 2,000 cases reach every step that journeys.toml knows?"""
    steps = {name for name, table in templates("journeys").items() if "stage" in table}
    seen = {p.journey for one in invent(2000) for p in one.case.persons}
    assert steps == seen


@pytest.mark.parametrize("field", OUTCOMES)
def test_outcomes_are_codes_of_the_contract(field):
    """Is every code of a journey one that the schema knows?"""
    codes = {c.code for c in load_contract().vocabularies[field].codes}
    told = {table[field] for table in templates("journeys").values() if field in table and "stage" in table}
    assert told
    assert told <= codes


def test_offences_are_codes_of_the_contract():
    """Has every offence that is drawn its words, and is it one the schema knows?"""
    codes = {c.code for c in load_contract().vocabularies["offence"].codes}
    offences = templates("offences")
    drawn = {code for weights in offences["weights"].values() for code in weights}
    assert drawn <= set(offences["words"]) <= codes


def test_some_are_young_some_cannot_be_named_some_stand_alone():
    """Children, restrictions, several persons, none at all: does each occur, and is a child never named?"""
    persons = [p for one in cases() for p in one.case.persons]
    counts = Counter(len(one.case.persons) for one in cases())
    assert counts[0]
    assert counts[1]
    assert counts[2]
    assert counts[3]
    assert any(p.restriction for p in persons)
    young = [p for p in persons if p.age < 18]
    assert young
    assert not any(p.is_named for p in young)


def test_whom_the_law_protects_is_not_named():
    """Is the name of a child, of a mere suspect and of somebody under a restriction kept out of the text?"""
    for one in cases():
        for person in one.case.persons:
            assert (person.name.replace("'", "’") in one.article.text.replace("'", "’")) == person.is_named, one.article.id


def test_days_follow_one_another():
    """Incident, then report; a hearing between them; a date for bail after both?"""
    for one in cases():
        case = one.case
        assert case.day < case.published < case.bail_until
        assert not case.in_court or case.day < case.hearing < case.published


def test_a_later_report_tells_the_same_incident():
    """Do some articles share group, day and place with an earlier one, weeks on, and further?"""
    first: dict[Any, Any] = {}
    later = 0
    for one in cases():
        case = one.case
        event = (case.group, case.day, case.town, case.location_type, tuple(p.name for p in case.persons))
        before = first.setdefault(event, case)
        if before is not case and case.persons:
            assert (case.published - before.published).days >= 20
            later += 1
    assert later > len(cases()) / 20


# --- what the reader makes of it ---------------------------------------------------------------


def test_the_reader_tells_every_type():
    """Has the main incident the type, the day and the group of the case in nine of ten?"""
    told = [
        (one.case, record.incidents[0]) for one, record in read() if one.case.is_subject and one.case.type and record.incidents
    ]
    expected = sum(1 for one, _ in read() if one.case.is_subject and one.case.type)
    for found in (
        sum(incident.type == case.type for case, incident in told),
        sum(incident.date == case.day.isoformat() for case, incident in told),
        sum(incident.group == case.group for case, incident in told),
        sum(incident.audience == case.audience for case, incident in told),
    ):
        assert found >= 0.9 * expected


def test_the_reader_finds_the_persons():
    """Are nine of ten persons found, with age and sex as in the case?"""
    found = [(p, row) for p, row in pairs() if row]
    assert len(pairs()) > READ / 2
    assert len(found) >= 0.9 * len(pairs())
    assert sum(row.age == p.age for p, row in found) >= 0.95 * len(found)
    assert sum(row.sex == p.sex for p, row in found) >= 0.95 * len(found)


@pytest.mark.parametrize("field", OUTCOMES)
def test_the_reader_finds_the_outcome(field):
    """Is what became of them read as it was drawn, in nine of ten?"""
    default = "none_reported" if field == "plea" else "not_reported"
    found = [(p, row) for p, row in pairs() if row]
    right = sum(getattr(row, field) == p.facts.get(field, default) for p, row in found)
    assert right >= 0.9 * len(found)


def test_the_reader_finds_the_prison_terms():
    """Are the months of a sentence those of the case, in nine of ten?"""
    jailed = [(p, row) for p, row in pairs() if row and p.custody_months]
    assert jailed
    assert sum(row.custody_months == p.custody_months for p, row in jailed) >= 0.9 * len(jailed)


def test_the_records_hold():
    """Does every record of an invented article stand up to a second reading?"""
    assert all(verify_record(record, one.article) > 0 for one, record in read()[:20])


# --- the script --------------------------------------------------------------------------------


def invent_cases(*args: Any) -> subprocess.CompletedProcess[str]:
    script = ROOT / "scripts" / "invent_cases.py"
    return subprocess.run([sys.executable, str(script), *map(str, args)], check=False, capture_output=True, text=True)


def test_the_script_writes_what_a_build_reads(tmp_path):
    """Does ingest give back the very articles, twice the same bytes?"""
    assert invent_cases(12, "--out", tmp_path / "a.jsonl", "--seed", 7).returncode == 0
    assert invent_cases(12, "--out", tmp_path / "b.jsonl", "--seed", 7).returncode == 0
    assert list(read_articles(tmp_path / "a.jsonl")) == list(invented_articles(12, 7))
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert all(json.loads(line)["published"] for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines())


@pytest.mark.parametrize(("count", "name"), [(0, "a.jsonl"), (3, "a.txt")])
def test_the_script_says_what_is_wrong(tmp_path, count, name):
    """Is a call that makes no sense refused in one line, with nothing written?"""
    run = invent_cases(count, "--out", tmp_path / name)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())
