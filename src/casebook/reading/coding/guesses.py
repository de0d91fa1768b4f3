"""Guess who speaks where nothing tells it: a private person, by the words said.

Only four roles are guessed, those of people who speak for nobody else: somebody of the group, its target, the
family, a bystander. A body that no rule knows stays "other".
"""

import re

from casebook.reading.coding.cast import BODY_WORD, Cast, is_body, named
from casebook.reading.coding.grades import graded, marks_of_words, proof_of, words_in
from casebook.records import Evidence, Statement

FIELD = "speaker_role"
TRADE = re.compile(
    r"(?:^|[.!?,\"”’]\s+|\b(?:but|and|as|while|said|says)\s+)(?:[\w-]+\s+)?(?!Mr|Dr)[A-Za-z][a-z-]+(?:er|or|ist|ant|ian|ic|an|ent|ee|hand|maid|nurse|cook|chef|guard|clerk)\s+$",
    re.IGNORECASE | re.MULTILINE,
)
PUBLIC = re.compile(
    r"(?:people|others|many|some|several|parents|mums|dads|locals|shoppers|viewers|users|readers|callers)\b", re.IGNORECASE
)
SILK = re.compile(r"\s[KQ]C\b")
REACH = 45
AGAIN = 3  # mentions
DEFAULT = "witness_public"
COLLECTIVE = re.compile(
    r"(?:it|they|we|which|that)$|.*\b(?:(?<!one of )the [a-z]+s|firm|company|society|union|association|body|board)$",
    re.IGNORECASE,
)


def guess_role(cast: Cast, statement: Statement) -> tuple[str, tuple[Evidence, ...]] | None:
    """The role that the words said speak for most, with those words; None where a body speaks or groups are not the subject."""
    who = cast.text[slice(*statement.speaker)] if statement.speaker else ""
    if not (cast.subject and who) or is_body(who) or BODY_WORD.search(who) or COLLECTIVE.match(who):
        return None
    if told := _wronged(cast, who) or _by_trade(cast, statement):
        return told
    words = words_in(cast.text, statement.content)
    for read in graded(FIELD, marks_of_words(words)):
        if proof := proof_of(FIELD, read.code, words):
            return read.code, proof
    return (DEFAULT, ()) if named(who) else None


def _by_trade(cast: Cast, statement: Statement) -> tuple[str, tuple[Evidence, ...]] | None:
    """ "Plumber [Jo Vane]": whose trade is told and no office was asked in the street; a silk of whom nothing is told defends."""
    start, end = statement.speaker or (0, 0)
    if SILK.match(cast.text, end):
        return "defence", ()
    if PUBLIC.match(cast.text, start, end):
        return DEFAULT, ()
    return (DEFAULT, ()) if TRADE.search(cast.text, max(0, start - REACH), start) else None


def _wronged(cast: Cast, who: str) -> tuple[str, tuple[Evidence, ...]] | None:
    """Where the article is about a wrong man, whoever is named again and again and holds no office is that man."""
    wrong = cast.scene.get("scene_wrong")
    told = wrong and named(who) and len(cast.mentions_of(who.rsplit(maxsplit=1)[-1])) >= AGAIN
    return ("target_suspect", (wrong,)) if wrong and told else None
