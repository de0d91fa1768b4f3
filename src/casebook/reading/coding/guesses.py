"""Guess who speaks where nothing tells it: a private person, by the words said.

Only four roles are guessed, those of people who speak for nobody else: somebody of the group, its target, the
family, a bystander. A body that no rule knows stays "other".
"""

from casebook.reading.coding.cast import BODY_WORD, Cast, Role, is_body, named
from casebook.reading.coding.grades import graded, marks_of_words, proof_of, words_in
from casebook.records import Statement

FIELD = "speaker_role"
REACH = 45
SILK = 4  # letters behind a name
AGAIN = 3  # mentions
DEFAULT = "witness_public"


def guess_role(cast: Cast, statement: Statement) -> Role | None:
    """The role that the words said speak for most, with those words; None where a body speaks or groups are not the subject."""
    who = cast.text[slice(*statement.speaker)] if statement.speaker else ""
    if not (cast.subject and who and statement.speaker) or is_body(who) or BODY_WORD.search(who):
        return None
    if cast.scan("rolebody", statement.speaker):
        return None
    if told := _wronged(cast, who) or _by_trade(cast, *statement.speaker):
        return told
    words = words_in(cast.text, statement.content)
    for read in graded(FIELD, marks_of_words(words)):
        if proof := proof_of(FIELD, read.code, words):
            return read.code, proof
    return (DEFAULT, ()) if named(who) else None


def _by_trade(cast: Cast, start: int, end: int) -> Role | None:
    """ "Plumber [Jo Vane]": whose trade is told and no office was asked in the street; a silk of whom nothing is told defends."""
    silk = [hit for hit in cast.index.scan("rolesilk", (end, end + SILK)) if hit.span[0] == end]
    crowd = [hit for hit in cast.scan("rolecrowd", (start, end)) if hit.span[0] == start]
    told = silk or crowd or cast.index.scan("roletrade", (max(0, start - REACH), start))
    return (told[0].value, (told[0].evidence,)) if told else None


def _wronged(cast: Cast, who: str) -> Role | None:
    """Where the article is about a wrong man, whoever is named again and again and holds no office is that man."""
    wrong = cast.scene.get("scene_wrong")
    told = wrong and named(who) and len(cast.mentions_of(who.rsplit(maxsplit=1)[-1])) >= AGAIN
    return ("target_suspect", (wrong,)) if wrong and told else None
