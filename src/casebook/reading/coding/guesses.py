"""Guess who speaks where no rule tells it: by the words that stand around him and, in news on groups, by the words said.

A body that no rule knows stays "other".
"""

import re

from casebook.reading.coding.cast import BODY_WORD, Cast, Role, is_body, named
from casebook.reading.coding.fates import bearers
from casebook.reading.coding.grades import SHOWN, Mark, graded, marks_of_words, proof_of, proof_of_marks, words_in
from casebook.reading.coding.introduced import MENTIONS, introduced
from casebook.reading.coding.seats import BENCH
from casebook.records import Span, Statement

SAID, INTRODUCED = "speaker_role", "introduced"  # graded fields
UNSAID = -4.5  # what the words said are worth to a role that they are not graded for
OURS = ("activist_group",)  # roles that other news does not have
REACH = 45
SILK = 4  # letters behind a name
AGAIN = 3  # mentions
ALONE = re.compile(r"(?:[Hh]e|[Ss]he|[Aa]n?\s.*)$")  # a pronoun or an unnamed person
SHORT = 8  # spaces in a headline that speaks of one thing
DEFAULT = "witness_public"


def guess_role(cast: Cast, statement: Statement, headline: Span | None = None) -> Role | None:
    """The role that speaks for most of what is told of the speaker, with those words; None where a body speaks."""
    who = cast.text[slice(*statement.speaker)] if statement.speaker else ""
    if not (who and statement.speaker) or is_body(who) or BODY_WORD.search(who):
        return None
    if cast.scan("rolebody", statement.speaker):
        return None
    if cast.subject and (told := _wronged(cast, who) or _by_trade(cast, *statement.speaker)):
        return told
    likely = _graded(cast, statement, who, headline) or ((DEFAULT, ()) if cast.subject and named(who) else None)
    return ("politician", likely[1]) if likely and likely[0] in BENCH and cast.sits else likely  # who chairs it is no judge


def _graded(cast: Cast, statement: Statement, who: str, headline: Span | None) -> Role | None:
    """The role that the words around the speaker and those said are worth most to; in other news only a likely one."""
    short = headline and cast.text.count(" ", *headline) < SHORT
    lead = [(headline[0], headline[0])] if headline and short else []
    around = introduced(cast, [*_mentions(cast, statement, who), *lead])
    words = words_in(cast.text, statement.content) if cast.subject else []
    said = {read.code: read.grade for read in graded(SAID, marks_of_words(words))} if words else {}
    sums = {read.code: read.grade + said.get(read.code, UNSAID if said else 0) for read in graded(INTRODUCED, frozenset(around))}
    likely = [code for code, worth in sums.items() if cast.subject or (worth > 0 and code not in OURS)]
    for code in sorted(likely, key=lambda code: (-sums[code], code)):
        if proof := proof_of_marks(INTRODUCED, code, around) + proof_of(SAID, code, words):
            return code, proof[:SHOWN]
    return None


def speaker_marks(cast: Cast, statement: Statement) -> frozenset[Mark]:
    """What tells who a speaker is: the words on which his role is graded."""
    who = cast.text[slice(*statement.speaker)] if statement.speaker else ""
    return frozenset(introduced(cast, _mentions(cast, statement, who)))


def _mentions(cast: Cast, statement: Statement, who: str) -> list[Span]:
    """Where the article tells of the speaker: where he speaks, and where his name stands."""
    own = [statement.speaker] if statement.speaker else []
    return [*own, *(m for m in (bearers(cast, who, own[0]) if named(who) else ()) if m not in own)][:MENTIONS]


def _by_trade(cast: Cast, start: int, end: int) -> Role | None:
    """ "Plumber [Jo Vane]": whose trade is told and no office was asked in the street; a silk of whom nothing is told defends."""
    silk = [hit for hit in cast.index.scan("rolesilk", (end, end + SILK)) if hit.span[0] == end]
    crowd = [hit for hit in cast.scan("rolecrowd", (start, end)) if hit.span[0] == start]
    told = silk or crowd or cast.index.scan("roletrade", (max(0, start - REACH), start))
    return (told[0].value, (told[0].evidence,)) if told else None


def _wronged(cast: Cast, who: str) -> Role | None:
    """Where the article is about a wrong man, it is he who is named again and again, or not at all: "he", "a retired driver"."""
    if not (wrong := cast.scene.get("scene_wrong")):
        return None
    again = named(who) and len(cast.mentions_of(who.rsplit(maxsplit=1)[-1])) >= AGAIN
    return ("target_suspect", (wrong,)) if again or ALONE.match(who) else None
