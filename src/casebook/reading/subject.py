"""Say whether an article is about self-styled hunter groups, with the words that show it.

Its words are graded first (`subject_words.py`): most news is far from the subject, and what is close to it in every word
needs no rule. Rules read what is between, and the few words that are enough by themselves.
"""

from collections.abc import Collection, Sequence

from casebook.reading.index import Index, pattern
from casebook.reading.names.lexicon import BODY, COMMON, COUNTY, FIRST_NAME, LARGE, PLACE, SURNAME, TITLE, written
from casebook.reading.rules import Hit
from casebook.reading.subject_words import grade_of, telling
from casebook.records import Evidence

# What each kind of thing is worth. Who does it is asked first; decoys need nobody.
WORTH = {
    "hunters": 2.5, "hunter": 2.0, "hunter_group": 3.0, "vigilantes": 2.0, "group": 2.0, "named": 2.0, "actor": 1.5,
    "reception": 1.5, "ambush": 1.5, "activists": 1.5, "name": 2.0, "some_group": 1.0, "vigilante": 1.0,
    "decoy": 2.5, "posing": 2.0, "unreal": 2.0, "attempt": 1.0, "sting": 2.0, "scare": 1.5, "exposed": 1.5, "handover": 1.5,
    "crowd": 1.5, "confronted": 1.0, "live": 1.0, "children": 1.0, "wrong": 1.0, "profile": 1.0, "law": 0.5, "police": 0.0,
}  # fmt: skip
LAWFUL = {"hunter", "group", "sting", "actor", "name"}  # to whom words of police and courts add something
# What words beside it make other news of it: the police go undercover as well, foxes are hunted too, and causes have activists.
DENIED = {
    "undercover": {"decoy", "posing", "unreal", "attempt", "sting", "profile", "scare"},
    "prey": {"hunter", "hunters", "hunter_group"},
    "cause": {"group", "named", "actor", "some_group", "activists", "vigilantes", "vigilante", "crowd"},
}
COURTS = {"law", "police"}  # where what is told ends, as of much other news
ENOUGH = 2.5
FAR = -6.5  # the grade of words below which they are other news, whatever rules read in it
OPENING = {"children", "live", "confronted", "wrong"}  # hints that make it worth looking who did it where nobody is named
MATTER = {"children", "decoy", "posing", "unreal", "sting", "wrong", "exposed", "scare"}  # what only such groups have to do with
# Kinds that are never enough by themselves: any club has a name and members, any crowd stands before houses and films.
TOO_LITTLE = (
    {"named", "some_group", "activists", "actor"},
    {"crowd", "children"},
    {"named", "some_group", "activists", "confronted", "live", "reception", "ambush", "crowd", "handover", "profile"},
)
# But where police or courts have to do with it, and no cause is spoken of, a band that lies in wait before a camera is one.
SCENES = (
    {"police", "named", "confronted"},
    {"police", "named", "live"},
    {"police", "named", "ambush"},
    {"police", "activists", "confronted"},
    {"police", "activists", "reception"},
    {"police", "activists", "live"},
    {"police", "some_group", "confronted", "live"},
    {"police", "reception", "live"},
    {"police", "actor", "some_group"},
)
# Who took the wrong man for an abuser, or showed him live as one, or met him where no child was, need not be named.
NAMELESS = (
    {"wrong", "confronted", "children"},
    {"exposed", "live", "children"},
    {"unreal"},
    {"attempt", "confronted"},
    {"attempt", "live"},
)


def find_subject(index: Index) -> tuple[Evidence, ...]:
    """The evidence that hunter groups are an article's subject; empty where they are not.

    One sure word is enough. Else a group (or a decoy) must be spoken of, and what it does (a sting, an
    exposure, a file for the police) and what it is about must add up: alone each of them is other news.
    """
    sure = index.read("subject_sure", index.news)
    if sure:
        return tuple(h.evidence for _, h in sure)
    grade = grade_of(index)
    if grade < FAR:
        return ()
    who = [(i, hit) for i, hit in index.read("subject", index.news) if _is_band(hit["who"] or hit["called"])]
    hints = [h for _, h in index.read("subject_hint", index.news)]
    if grade <= 0 and not who and not any(h.value in OPENING for h in hints):
        return ()
    others = index.read("subject_not", index.news)
    hits = _undenied(who + index.read("subject_deed", index.news), others) + hints
    if hits and grade > 0:
        return (*telling(index), *(h.evidence for h in hits))
    hits += {h.value: h for _, h in reversed(index.read("subject_law", index.news))}.values() if hits else ()
    return tuple(h.evidence for h in hits) if _adds_up(hits, {h.value for _, h in others}) else ()


def _adds_up(hits: Sequence[Hit], others: Collection[str]) -> bool:
    """Is what is told of somebody enough to be told of a hunter group?"""
    kinds = {h.value for h in hits}
    nobodys = kinds - DENIED["undercover"] if "undercover" in others else kinds
    acted = any(h.rule.family == "subject" for h in hits) or any(nobodys >= nameless for nameless in NAMELESS)
    scene = "cause" not in others and any(kinds >= told for told in SCENES)
    worth = sum(WORTH[kind] for kind in (kinds if kinds & LAWFUL else kinds - COURTS))
    return acted and worth >= ENOUGH and (scene or not any(kinds - COURTS <= little for little in TOO_LITTLE))


def _undenied(told: Sequence[tuple[int, Hit]], others: Sequence[tuple[int, Hit]]) -> list[Hit]:
    """The hits whose own sentence does not make other news of them; where foxes are hunted, nobody hunts men."""
    denied = {(i, kind) for i, h in others for kind in DENIED[h.value]}
    left = [h for i, h in told if (i, h.value) not in denied]
    if any(h.value == "prey" for _, h in others) and not MATTER & {h.value for h in left}:
        return []
    return left


def _is_band(name: str | None) -> bool:
    """May a name be a group's: no person's, no place, no body's?"""
    if not name:
        return True
    kinds = [written()[word] for word in name.split()]
    no_surname = bool(kinds[-1] & (BODY | COMMON)) and not kinds[-1] & SURNAME
    somebody = kinds[0] & TITLE or (kinds[0] & FIRST_NAME and not no_surname)
    return not (somebody or kinds[-1] & (PLACE | COUNTY | LARGE) or _is_body(name))


def _is_body(name: str | None) -> bool:
    """Is a name a body's, a club's or a paper's?"""
    return bool(name and pattern("subject_name.body").search(name))
