"""Run rules only on the sentences that hold a word they cannot match without.

The words are read off the rule's own pattern, so nothing has to be kept in step by hand. A cue is the
first four letters of such a word; a rule of which none can be told is tried on every sentence.
"""

import re
import re._constants as op
import re._parser as parser
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from casebook.reading.rules import Hit, Rule, family_rules, leftmost_longest
from casebook.records import Span

WIDTH = 4
SHORTEST = 3  # a cue of fewer letters stands nearly everywhere
COMMON = {
    "the",
    "and",
    "was",
    "his",
    "her",
    "has",
    "had",
    "are",
    "for",
    "not",
    "who",
    "but",
    "with",
    "from",
    "that",
    "this",
    "they",
    "been",
}
WORD = re.compile(r"[a-z]+")
SPACES = (op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD)

Item = tuple[Any, Any]


class Sieve:
    """One text cut into sentences, with the rules of some families that may match in each."""

    def __init__(self, text: str, spans: Sequence[Span], families: tuple[str, ...]) -> None:
        self.text = text
        self.spans = spans
        by_cue, always = _cue_book(families)
        tried: dict[str, list[int]] = {rule: list(range(len(spans))) for rule in always}
        for number, (start, end) in enumerate(spans):
            wide = {word[:WIDTH] for word in WORD.findall(text[start:end].lower())}
            cues = by_cue.keys() & (wide | {word[:SHORTEST] for word in wide})
            for rule in {rule for cue in cues for rule in by_cue[cue]}:
                tried.setdefault(rule, []).append(number)
        self._tried = tried

    def find(self, family: str, among: Collection[int] | None = None) -> dict[int, list[Hit]]:
        """The hits of a family by sentence (of those `among`), by place, none overlapping another."""
        found: dict[int, list[Hit]] = {}
        for rule in family_rules(family):
            for number in self._tried.get(rule.id, ()):
                if among is None or number in among:
                    for hit in rule.hits(self.text, self.spans[number]):
                        found.setdefault(number, []).append(hit)
        return {number: leftmost_longest(found[number]) for number in sorted(found)}


@cache
def _cue_book(families: tuple[str, ...]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The ids of rules by cue, and of those that have none."""
    by_cue: dict[str, tuple[str, ...]] = {}
    rules = [rule for family in families for rule in family_rules(family)]
    for rule in rules:
        for cue in rule_cues(rule):
            by_cue[cue] = (*by_cue.get(cue, ()), rule.id)
    return by_cue, tuple(rule.id for rule in rules if not rule_cues(rule))


@cache
def rule_cues(rule: Rule) -> frozenset[str]:
    """First letters of words, one of which every match holds; empty where none can be told."""
    cues = _needed(parser.parse(rule.pattern.pattern, rule.pattern.flags), True)
    return frozenset(cues or ())


def _needed(items: Iterable[Item], opens: bool) -> frozenset[str] | None:
    """The best cues of a sequence: those whose shortest is longest; `opens` where it starts at the start of a word."""
    choices: list[frozenset[str]] = []
    run: list[Item] = []
    for code, argument in [*items, (None, None)]:
        if _letter(code, argument):
            run.append((code, argument))
            continue
        word = "".join(_letter(*item) for item in run)
        if opens and len(word) >= SHORTEST:
            choices.append(frozenset((word[:WIDTH],)))
        inner = _of_item(code, argument, run, opens)
        if inner:
            choices.append(inner)
        opens = _ends_word(code, argument) or (opens and not run and _may_be_absent(code, argument))
        run = []
    return max(choices, key=lambda cues: (cues.isdisjoint(COMMON), min(map(len, cues)), -len(cues)), default=None)


def _letter(code: Any, argument: Any) -> str:
    """The letter an item stands for, in small, where it stands for one only ("a" or "[Aa]")."""
    if code is op.LITERAL:
        letter = chr(argument).lower()
    elif code is op.IN and all(c is op.LITERAL for c, _ in argument) and len({chr(a).lower() for _, a in argument}) == 1:
        letter = chr(argument[0][1]).lower()
    else:
        return ""
    return letter if "a" <= letter <= "z" else ""


def _of_item(code: Any, argument: Any, run: list[Item], opens: bool) -> frozenset[str] | None:
    """The cues of one item with the letters that run into it."""
    if code is op.SUBPATTERN:
        return _needed([*run, *argument[3]], opens)
    if code is op.BRANCH:
        each = [_needed([*run, *branch], opens) for branch in argument[1]]
        return None if None in each else frozenset[str]().union(*(cues for cues in each if cues))
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and argument[0] > 0:
        return _needed([*run, *argument[2]], opens)
    return None


def _may_be_absent(code: Any, argument: Any) -> bool:
    """Does the item leave us where we were: a look-around, or an optional part that ends with a space?"""
    if code in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return True
    return code in (op.MAX_REPEAT, op.MIN_REPEAT) and argument[0] == 0 and _ends_in_space(argument[2])


def _ends_word(code: Any, argument: Any) -> bool:
    """Does a word start behind the item, whatever it matched?"""
    if code is op.AT:
        return argument in (op.AT_BOUNDARY, op.AT_BEGINNING)
    if code is op.LITERAL:
        return True  # not a letter, else it were part of a run
    if code is op.IN:
        return all((c is op.CATEGORY and a in SPACES) or (c is op.LITERAL and not chr(a).isalpha()) for c, a in argument)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return argument[0] > 0 and _ends_in_space(argument[2])
    if code is op.SUBPATTERN:
        return _ends_in_space(argument[3])
    return code is op.BRANCH and all(_ends_in_space(branch) for branch in argument[1])


def _ends_in_space(items: Sequence[Item]) -> bool:
    return bool(len(items)) and _ends_word(*items[-1]) and not _letter(*items[-1])
