"""Derive the words a rule cannot match without from its own pattern, so that nothing has to be kept in step by hand.

A cue is such a word ("bail " whole, with a blank behind it) or the beginning of one ("arrest"). A guard is a
set of cues of which every match holds one; a rule may have several guards, and all of them must be met.
"""

import re
import re._constants as op
import re._parser as parser
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

SHORTEST, LONGEST = 3, 12  # letters of a cue: of fewer it stands nearly everywhere, of more it tells no more
GUARDS = 2
SPACES = (op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD)
DIGIT = "0"  # the cue of a pattern that reads figures
LEFT, RIGHT = 0, -1  # the first item of a sequence, and the last
# Places where a word is over, and where one may start.
EDGES = {
    LEFT: (op.AT_BOUNDARY, op.AT_END, op.AT_END_STRING),
    RIGHT: (op.AT_BOUNDARY, op.AT_BEGINNING, op.AT_BEGINNING_STRING),
}

Item = tuple[Any, Any]
Guard = frozenset[str]


def guards_of(pattern: re.Pattern[str]) -> tuple[Guard, ...]:
    """The sets of cues, from each of which every match holds one: the most telling first, at most GUARDS of them."""
    found = _guards(list(parser.parse(pattern.pattern, pattern.flags)), True, False)
    return tuple(sorted(set(found), key=_telling, reverse=True)[:GUARDS])


def marks_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The first character that is neither letter nor figure and stands in every match; none where none does."""
    items = ((code, argument) for code, argument in parser.parse(pattern.pattern, pattern.flags) if code is op.LITERAL)
    return tuple(chr(argument) for _, argument in items if not chr(argument).isalnum() and not chr(argument).isspace())[:1]


def _telling(guard: Guard) -> tuple[int, int, list[str]]:
    """A guard tells more where its cues stand in fewer sentences, then where it has fewer of them."""
    return -sum(map(_frequency, guard)), -len(guard), sorted(guard)


@cache
def _frequency(cue: str) -> int:
    """Of a thousand sentences, how many hold a word that the cue is, or begins (words that are rarer than most: 0)."""
    known = _frequent_words()
    return known.get(cue.strip(), 0) if cue.endswith(" ") else sum(n for word, n in known.items() if word.startswith(cue))


@cache
def _frequent_words() -> Mapping[str, int]:
    """The most frequent words of the invented corpus, and its figures, with the sentences in a thousand that hold them."""
    listed = (files("casebook.reading") / "lexicon" / "frequent_words.txt").read_text(encoding="utf-8")
    return {word: int(number) for word, number in (line.split() for line in listed.splitlines())}


def _guards(items: Sequence[Item], opens: bool, closed: bool) -> list[Guard]:
    """Every guard of a sequence; `opens` where it starts at the start of a word, `closed` where a word is over behind it."""
    found: list[Guard] = []
    run: list[Item] = []
    for i, (code, argument) in enumerate([*items, (None, None)]):
        if _letter(code, argument):
            run.append((code, argument))
            continue
        apart = _breaks(code, argument, LEFT) if code else closed
        word = "".join(_letter(*item) for item in run)
        if opens and len(word) >= SHORTEST:
            found.append(frozenset((word[:LONGEST] + (" " if apart and len(word) < LONGEST else ""),)))
        after = _breaks(*items[i + 1], LEFT) if i + 1 < len(items) else closed
        found += _of_item(code, argument, run, opens, after)
        opens = _breaks(code, argument, RIGHT) or (opens and not run and _may_be_absent(code, argument))
        run = []
    return found


def _letter(code: Any, argument: Any) -> str:
    """The letter an item stands for, in small, where it stands for one only ("a" or "[Aa]")."""
    if code is op.LITERAL:
        letter = chr(argument).lower()
    elif code is op.IN and all(c is op.LITERAL for c, _ in argument) and len({chr(a).lower() for _, a in argument}) == 1:
        letter = chr(argument[0][1]).lower()
    else:
        return ""
    return letter if "a" <= letter <= "z" else ""


def _of_item(code: Any, argument: Any, run: list[Item], opens: bool, closed: bool) -> list[Guard]:
    """The guards of one item with the letters that run into it."""
    if code is op.IN and _is_figure(argument):
        return [frozenset((DIGIT,))]
    if code is op.SUBPATTERN:
        return _guards([*run, *argument[3]], opens, closed)
    if code is op.BRANCH:
        each = [_guards([*run, *branch], opens, closed) for branch in argument[1]]
        return [frozenset[str]().union(*(max(guards, key=_telling) for guards in each))] if all(each) else []
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and argument[0] > 0:
        return _guards([*run, *argument[2]], opens, closed and argument[1] == 1)
    return []


def _is_figure(members: Iterable[Item]) -> bool:
    """Is the class one of the figures 0-9, whole or in part?"""
    figures = (ord("0"), ord("9"))
    return all(
        (code is op.RANGE and figures[0] <= argument[0] <= argument[1] <= figures[1])
        or (code is op.LITERAL and figures[0] <= argument <= figures[1])
        for code, argument in members
    )


def _may_be_absent(code: Any, argument: Any) -> bool:
    """Does the item leave us where we were: a look-around, or an optional part that ends with a space?"""
    if code in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return True
    return code in (op.MAX_REPEAT, op.MIN_REPEAT) and argument[0] == 0 and _all_break(argument[2], RIGHT)


def _breaks(code: Any, argument: Any, side: int) -> bool:
    """Is the word before the item over (side LEFT), or may one start behind it (RIGHT), whatever the item matches?"""
    if code is op.AT:
        return argument in EDGES[side]
    if code is op.LITERAL:
        return not chr(argument).isalpha()
    if code is op.IN:
        return _is_apart(argument)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        return argument[0] > 0 and _all_break(argument[2], side)
    if code is op.SUBPATTERN:
        return _all_break(argument[3], side)
    return code is op.BRANCH and all(_all_break(branch, side) for branch in argument[1])


def _all_break(items: Sequence[Item], side: int) -> bool:
    """Does a sequence break words at its outermost item on a side?"""
    return bool(len(items)) and _breaks(*items[side], side)


def _is_apart(members: Iterable[Item]) -> bool:
    """Does a class hold nothing that a word is made of?"""
    return all((c is op.CATEGORY and a in SPACES) or (c is op.LITERAL and not chr(a).isalpha()) for c, a in members)
