"""Find every mention of every person, and every street, in an article.

First the mentions that prove themselves (a title, an age, a first name, a role beside them), then, with what they teach,
every surname, first name and nickname of the same persons elsewhere: headline, captions and furniture included.
"""

import re

from casebook.reading.document import Document
from casebook.reading.names.addresses import find_addresses
from casebook.reading.names.lexicon import SURNAME, written
from casebook.reading.names.persons import number_persons
from casebook.reading.names.roster import Roster
from casebook.reading.names.runs import Run, cut_runs
from casebook.reading.names.stretches import find_stretches
from casebook.reading.names.weights import weighed
from casebook.reading.rules import find
from casebook.records import Name, Span

TABBED = re.compile(r"(?<=\bM[rs])\t|(?<=\bMrs)\t|(?<=\bDr)\t|(?<=\bSir)\t|(?<=\bJudge)\t")
# Without one of these no rule for nicknames can match: "dubbed", "nicknamed", a handle's signs ("moormagpie88").
NICKNAMING = ("ubbed ", "icknamed ")
HANDLED = re.compile(r"[_@]|(?<=[a-z]{3})[0-9]")


def find_names(doc: Document) -> tuple[Name, ...]:
    """Every person mention and street in order of the text; mentions of one person share an id."""
    text = _spaced(doc.text)
    runs, aside = cut_runs(text)
    addresses = find_addresses(text, runs)
    runs = _outside(runs, [*(a.span for a in addresses), *_outlets(text)])
    roster = Roster(text, [weighed(text, s, doc.plain) for s in find_stretches(text, runs)])
    persons = number_persons(text, [*roster.sure, *roster.again(runs, aside)])
    return _in_order([*_no_groups(doc, [*addresses, *persons]), *_nicknames(text, doc.index.low)])


def _no_groups(doc: Document, names: list[Name]) -> list[Name]:
    """The names without those of an activist group: "volunteers from [Fen Lanterns]", "who trade as [Fen Row]"."""
    if not doc.about_groups:
        return names
    bands = [place for group in doc.groups if _is_band(group.name) for place in group.mentions]
    return [n for n in names if not any(start <= n.span[0] and n.span[1] <= end for start, end in bands)]


def _is_band(name: str) -> bool:
    """Can a group's name be no person's: two words of which the last is a plural, or no surname?"""
    words = name.removeprefix("The ").split()
    return len(words) > 1 and (words[-1].endswith("s") or not written()[words[-1]] & SURNAME)


def _spaced(text: str) -> str:
    """The text with a plain space for every hard one, and for a tab between a title and a name."""
    text = text.replace("\xa0", " ")
    return TABBED.sub(" ", text) if "\t" in text else text


def _outside(runs: list[Run], spans: list[Span]) -> list[Run]:
    """The runs without the words that lie in a street's name."""
    if not spans:
        return runs
    cut = [[w for w in run if not any(s <= w.start < e for s, e in spans)] for run in runs]
    return [run for run in cut if run]


def _outlets(text: str) -> list[Span]:
    """Where the outlet stands that a byline names behind its writer."""
    return [hit.match.span("value") for hit in find("byline", text)] if "By " in text else []


def _nicknames(text: str, low: str) -> list[Name]:
    """Names that are not written large: handles, and nicknames in quotation marks."""
    marks = [m.start() for m in HANDLED.finditer(low)]
    marks += [m.start() for word in NICKNAMING if word in low for m in re.finditer(word, low)]
    lines = {_line_at(text, mark) for mark in marks}  # a nickname and its mark stand on one line
    return [Name(hit.span, rule=hit.rule.id) for line in sorted(lines) for hit in find("nickname", text, line)]


def _line_at(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _in_order(names: list[Name]) -> tuple[Name, ...]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.span[0], -n.span[1])):
        if not kept or name.span[0] >= kept[-1].span[1]:
            kept.append(name)
    return tuple(kept)
