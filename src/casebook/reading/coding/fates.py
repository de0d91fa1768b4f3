"""Say what is told of somebody by name: accused and tried, or hurt; whose namesake it is; what the words of saying tell.

A surname may be borne by two people: "Ann Vane" is not meant where only "Jack Vane" was arrested.
"""

import re

from casebook.reading.coding.cast import Cast, Role, sentence_around
from casebook.reading.names.lexicon import FEMALE, FIRST_NAME, MALE, written
from casebook.records import Span, Statement

NO_ROLE: Role = ("other", ())
SAYS = re.compile(r"\b(?:said|says|added|told|tells|insisted|claimed|insists|claims)\b")
MADAM, MISTER = re.compile(r"(?:Mrs|Ms|Miss)\s$"), re.compile(r"Mr\s$")
WHOSE = re.compile(r"\s*,\s+whose\b")  # "Jo Vane, whose son was confronted"
STRONG = (
    "rolespeaks.impact",
    "rolespeaks.family",
    "rolespeaks.caution",
    "rolespeaks.dock",
    "rolespeaks.behalf",
)  # what the words of saying tell against a calling
REACH, MENTIONS = 150, 6


def bearers(cast: Cast, name: str, speaker: Span = (0, 0)) -> list[Span]:
    """The mentions of a surname that may be those of one bearer: not those with another first name."""
    *before, surname = name.split()
    found = cast.mentions_of(surname)
    given = _given(before)
    sex = _sex_of(cast, speaker)
    full = [g for mention in found if (g := _given(cast.text[slice(*mention)].split()[:-1]))]
    if not given:
        return [
            m
            for m in found
            if not sex & _other_sex(_given(cast.text[slice(*m)].split()[:-1])) and sex in (0, _titled(cast, m) or sex)
        ]
    alone = not full or full[0] == given
    return [m for m in found if (g := _given(cast.text[slice(*m)].split()[:-1])) == given or (not g and alone)]


def _given(words: list[str]) -> str:
    """The first name among some words before a surname: a listed one, or a word of no other kind."""
    return next((word for word in reversed(words) if (kinds := written()[word]) & FIRST_NAME or not kinds), "")


def _sex_of(cast: Cast, speaker: Span) -> int:
    """The sex that a title right before a speaker's surname tells."""
    before = cast.text[max(0, speaker[0] - 5) : speaker[0]] if speaker[1] else ""
    return FEMALE if MADAM.search(before) else MALE if MISTER.search(before) else 0


def _titled(cast: Cast, mention: Span) -> int:
    """The sex that a title at the start of a mention tells."""
    words = cast.text[slice(*mention)]
    return FEMALE if words.startswith(("Mrs ", "Ms ", "Miss ")) else MALE if words.startswith("Mr ") else 0


def _other_sex(given: str) -> int:
    """The sex whose first name this is not."""
    kinds = written()[given] & (MALE | FEMALE) if given else 0
    return {MALE: FEMALE, FEMALE: MALE}.get(kinds, 0)


def befallen(cast: Cast, name: str) -> Role | None:
    """Was the bearer of a name arrested, charged, tried or confronted?"""
    for mention in bearers(cast, name)[:MENTIONS]:
        hits = cast.scan("roleperson", (mention[1], _end_of(cast, mention)))
        if hits:
            return _tried(cast, mention) or hits[0].value, (hits[0].evidence,)
    return None


def _end_of(cast: Cast, mention: Span) -> int:
    """Where that ends which a sentence tells of a name: at what the person says."""
    end = min(sentence_around(cast, mention)[1], mention[1] + REACH)
    says = WHOSE.match(cast.text, mention[1], end) or SAYS.search(cast.text, mention[1], end)
    return says.start() if says else end


def _tried(cast: Cast, mention: Span) -> str | None:
    """Where members of a group are tried, who stands in the dock is one of them, unless he was met by the group."""
    tells = cast.in_dock
    met = cast.scan("rolemet", sentence_around(cast, mention)) if tells else []
    return "activist_group" if tells and not met else None


def hurt(cast: Cast, name: str) -> Role | None:
    """Was the bearer of a name attacked, robbed or hurt? Only in other news: whom hunters hurt is their target."""
    if cast.subject:
        return None
    for mention in bearers(cast, name)[:MENTIONS]:
        before = (sentence_around(cast, mention)[0], mention[0])
        hits = [h for h in cast.scan("rolehurt", (mention[1], _end_of(cast, mention))) if h.span[0] <= mention[1] + 1]
        hits += [h for h in cast.scan("rolestruck", before) if h.span[1] == mention[0]]
        if hits:
            return hits[0].value, (hits[0].evidence,)
    return None


def namesake(cast: Cast, name: str, speaker: Span) -> Role | None:
    """Somebody who bears the surname of a victim or a target, and another first name or title: the family."""
    *before, surname = name.split()
    own, sex = _given(before), _sex_of(cast, speaker)
    for mention in cast.mentions_of(surname):
        other = _given(cast.text[slice(*mention)].split()[:-1])
        if other and ((own and other != own) or sex & _other_sex(other)):
            fate = befallen(cast, f"{other} {surname}")
            role = "victim_family" if cast.subject or fate is None else "other"
            return role, fate[1] if fate else ()
    return None


def spoken(cast: Cast, statement: Statement, strongly: bool = False) -> Role | None:
    """What the words beside the verb of saying tell: "in a victim statement", "told officers in interview"."""
    if statement.speaker is None:
        return None
    hits = [
        hit
        for hit in cast.scan("rolespeaks", sentence_around(cast, statement.speaker))
        if not any(s < hit.span[1] and hit.span[0] < e for s, e in statement.content)
    ]
    told = [hit for hit in hits if hit.rule.id in STRONG or not strongly]
    return (told[0].value, (told[0].evidence,)) if told else None
