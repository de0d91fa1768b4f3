"""Say whom a pronoun or "the man" may mean: those told of before, the likeliest first."""

import re
from collections.abc import Iterable, Sequence

from casebook.reading.arrests.figures import Figure, Seen
from casebook.reading.arrests.mentions import DESCRIPTION, PRONOUN, Mention
from casebook.reading.arrests.words import ANYBODY, CLAUSE_WORDS

PENSION = 60
YOUTHS = {"youth": 20, "youngster": 20, "teenager": 19, "boy": 18, "girl": 18}  # how old whoever is called so may be
OBJECT_BREAKS = CLAUSE_WORDS | {"of", "for", "against", "by", "to"}  # "a charge against the man" may be his
CLAUSE = 40  # characters a subject and its object stand apart at most
LOOK_BACK = 5  # sentences a pronoun or "the man" may reach back
MET_JUST = 1.0  # "the man" is whom a group has just met
DEALT, MET = 2.0, 0.8  # what it weighs that the law, or only a group, has dealt with somebody
ACCUSED, CHARGED = frozenset(("accused", "defendant")), 2.0  # who is called so is before a court
UNNAMED, UNNAMED_NEAR = 3.0, -4  # "the man" is somebody without a name, be he told of long before
# "took his own life | after", no "saw it when", "rang the police after"
AFTERWARDS = re.compile(
    r"(?![^.;]*\b(?:saw|seen|watch\w*|said|told|heard|rang|call\w*|phon\w*|recognis\w*|alert\w*|help\w*|intervened|stepped)\b)"
    r"[^.;“”\"]*\b(?:after|when|because|since)\s"
)


def is_of_its_subject(text: str, figures: Sequence[Figure], mention: Mention, sentence: int) -> bool:
    """ "A teacher took his own life after |he| was filmed": whoever is new in the sentence, and no onlooker of another's lot."""
    one = figures[0] if len(figures) == 1 else None
    if one is None or one.named or one.official or one.seen[0].sentence != sentence or one.mentions[0].speaks:
        return False
    return AFTERWARDS.fullmatch(text, one.mentions[0].tail, mention.span[0]) is not None


def ranked(figures: Iterable[Figure], mention: Mention, sentence: int, patient: bool = False) -> list[Figure]:
    """The figures a pronoun or "the man" can mean, the likeliest first."""
    scored = []
    back, sex, earliest = mention.points_back, mention.sex, sentence - LOOK_BACK
    for figure in figures:
        if (
            figure.count == 1
            and figure.seen
            and (figure.seen[-1].sentence >= earliest or (back and not figure.named))
            and figure.fits(sex)
        ):
            score = _salience(figure, mention, sentence, patient)
            if score is not None:
                scored.append((score, figure.start, figure))
    scored.sort(key=lambda s: s[:2], reverse=True)
    return [figure for _, _, figure in scored]


def _salience(figure: Figure, mention: Mention, sentence: int, patient: bool) -> float | None:
    seen = figure.seen[-1] if figure.seen[-1].start < mention.span[0] else figure.last_seen(mention.span[0])
    unnamed = mention.points_back and not figure.named and figure.said(mention.noun)
    if seen is None or (sentence - seen.sentence > LOOK_BACK and not unnamed):
        return None
    if mention.kind == DESCRIPTION and not _answers(figure, mention):
        return None
    if mention.noun == "him" and seen.subject and _in_one_clause(seen, mention):
        return None  # "Hale told him": him is not Hale
    if _object_of(figure, mention, seen, sentence) or _is_their_speaker(figure, mention, seen, sentence):
        return None
    subject = seen.subject or figure.was_subject(seen.sentence, mention.span[0])
    near = max(seen.sentence - sentence, UNNAMED_NEAR) + UNNAMED if unnamed else seen.sentence - sentence
    score = near - 0.5 * (seen.sentence != sentence) + 0.9 * subject + seen.start / 1e6
    if mention.sex:
        same = (figure.sex or figure.guess) == mention.sex
        score += (1.2 if mention.kind == PRONOUN and mention.sex == "female" and figure.sex else 0.5) * same
        score -= 1.0 * ((figure.sex or figure.guess or mention.sex) != mention.sex)
    if mention.kind == DESCRIPTION:
        score += 2.5 * figure.said(mention.noun)
        score += 0.8 * (figure.suspect and mention.age is not None)
        score += CHARGED * (mention.noun in ACCUSED and figure.before_court)
        old = max(figure.age or 0, mention.age or 0) >= PENSION
        score += 2.5 * (old and (mention.noun == "pensioner" or (bool(mention.age) and figure.said("pensioner"))))
    met = any(f.sentence >= sentence - 1 for f in figure.facts.get("stage", ()))
    score += MET_JUST * (met and mention.kind == DESCRIPTION and mention.noun in ANYBODY)
    if patient:
        dealt = met or figure.dealt_with
        score += (
            (DEALT if dealt else MET) * figure.suspect
            + 0.9 * (met and not subject)
            - 2.5 * (figure.victim and not figure.suspect)
            - 3.0 * (figure.official and not figure.suspect)
            + 1.5 * (seen.named and seen.subject and seen.sentence == sentence and figure.named)
            + 1.2 * (seen.named and seen.subject and seen.sentence == sentence - 1 and figure.named and figure.age is not None)
        )
    return score


def _in_one_clause(seen: Seen, mention: Mention) -> bool:
    """Does nothing that opens a clause stand between a subject and the pronoun?"""
    at = mention.span[0]
    for word in mention.lead:
        at -= len(word) + 1
        if at <= seen.start:
            return True
        if word in CLAUSE_WORDS:
            return False
    return mention.span[0] - seen.start < CLAUSE


def _object_of(figure: Figure, mention: Mention, seen: Seen, sentence: int) -> bool:
    """Is "the woman" the object of a verb whose subject is the figure, named right before: "Jo Vane, 35, followed the woman"?"""
    within = seen.sentence == sentence and seen.subject and seen.named and figure.named
    other = len(mention.lead) > 1 and mention.kind == DESCRIPTION and all(m.noun != mention.noun for m in figure.mentions)
    return within and other and mention.span[0] - seen.start < 2 * CLAUSE and OBJECT_BREAKS.isdisjoint(mention.lead[:2])


def _is_their_speaker(figure: Figure, mention: Mention, seen: Seen, sentence: int) -> bool:
    """ "|A porter| said … that the man asked for a solicitor": whoever says it is not "the man"."""
    within = seen.sentence == sentence and mention.kind == DESCRIPTION and mention.age is None
    return within and any(m.speaks and m.span[0] == seen.start for m in figure.mentions)


def _answers(figure: Figure, mention: Mention) -> bool:
    """Can "the driver" mean this figure? No decoy, no official, nobody with another calling; nor "the youth" one of 34."""
    if all(m.quoted for m in figure.mentions):
        return False
    if mention.noun in YOUTHS and (figure.age or 0) > YOUTHS[mention.noun]:
        return False
    if (figure.official and not figure.suspect) or (mention.decade and (figure.named or figure.age is not None)):
        return False
    return mention.noun in ANYBODY or mention.age is not None or any(m.called(mention.noun) for m in figure.mentions)
