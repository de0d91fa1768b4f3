"""Read age, home, sex and office of a person from the words around a mention."""

import re
from collections.abc import Sequence

from casebook.reading.arrests.mentions import DESCRIPTION, NAME, PRONOUN, Mention
from casebook.reading.arrests.words import DEEDS, HARMED, OFFICES, PASSED_OVER, POSSESSIVE
from casebook.reading.index import pattern
from casebook.reading.rules import Hit, rulebook
from casebook.records import Evidence

AROUND = 60  # characters a list of those who share a home may take up for each
BEHIND = (("age", "person_age.comma"), ("age", "person_age.years"), ("residence", "person_home.of"))
OPENINGS = (",", " (", " of", " from", " who", " aged", " resident", " living", " with an address", " was", " is")
# "the man who was stopped at the hotel, a 49-year-old from Hove, was bailed"
STILL_THE_SAME = re.compile(r",?\s+(?:who|whom|whose|that)\s[^.;]{3,90},\s+an?\s+")
# "A woman who burnt the car in a quarry, Jo Vane, was fined"
RELATIVE = re.compile(r"\s(?:who|whose)\s[^.;,]{3,90},\s+(?:named\s+(?:locally\s+)?as\s+)?")
# "Five men, aged between 22 and 40"
SHARED = re.compile(r"\W*(?:who\s+(?:are|is|was|were)\s+)?(?:both|all)\b")
AGED_BETWEEN = re.compile(r",?\s+(?:all\s+)?aged\s+(?:between|from)\s+[0-9]{1,2}\s+(?:and|to)\s+[0-9]{1,2}")
MEMBER_OF = re.compile(r"\s+of\s+[^,.;]{2,60}?(?=,|\s(?:who|was|has|had|is|will)\b)")
TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?"
# "50-year-old Jo Vane"
ATTRIBUTE = re.compile(r"\s+" + TITLE)
# "Jo Vane, a retired joiner", "the driver, Jo Vane"
APPOSITION = re.compile(r",\s+(?:(?:an?|the)\s+(?:[\w-]+\s+){0,3})?" + TITLE)
# "a second team, Quay Lookouts": the name of a body
NEAR, BODY_LEADS = 40, ("team", "group", "squad", "outfit", "crew", "called", "named", "as")
OF_A_BODY = re.compile(r"\b(?:team|group|squad|outfit|crew),?\s+(?:(?:called|named|known\s+as)\s+)?$")
# "Jo Vane, also known as Ty Moss", "Vane was nicknamed the Otter"
ALIAS = re.compile(
    r"(?:,\s+(?:who\s+is\s+)?(?:now\s+|later\s+|also\s+)?(?:named|identified|known)(?:\s+\w+){0,2}?\s+as|"
    r"\s+(?:was|is)\s+(?:also\s+)?(?:nicknamed|dubbed|known\s+as))\s+(?:the\s+)?" + TITLE
)


def read_facts(text: str, mentions: Sequence[Mention]) -> None:
    """Let each mention know the age and home told right behind it, and whether it repeats the one before."""
    for i, mention in enumerate(mentions):
        if mention.noun in ("his", "her"):
            found = rulebook()["person_home.his_home"].pattern.match(text, mention.span[0])
            mention.told += [("home", Hit(rulebook()["person_home.his_home"], found))] if found else []
        elif mention.kind == PRONOUN and mention.count != 1:
            _read_home(text, mention)
        elif mention.kind != PRONOUN and mention.count != 1:
            between = AGED_BETWEEN.match(text, mention.tail)
            mention.tail = between.end() if between else mention.tail
        elif mention.kind != PRONOUN:
            if mention.noun == "resident":
                found = rulebook()["person_home.resident"].pattern.match(text, mention.span[0])
                mention.told += [("residence", Hit(rulebook()["person_home.resident"], found))] if found else []
            if mention.noun == "member":
                found = MEMBER_OF.match(text, mention.tail)  # "a member of Quay Lookouts": no home
                mention.tail = found.end() if found else mention.tail
                continue
            if not _share_ages(text, mentions, i):
                _read_behind(text, mention, _next_person(text, mentions, i))
            _share_told(mentions, i)
            mention.joined = i > 0 and _same_person(text, mentions[i - 1], mention)


def is_official(text: str, mention: Mention) -> bool:
    """Does the mention stand with an office of police, court or politics?"""
    near = max(0, mention.span[0] - NEAR)
    led = mention.kind == NAME and text[near : mention.span[0]].rstrip().rstrip(",").endswith(BODY_LEADS)
    if led and OF_A_BODY.search(text, near, mention.span[0]):
        return True
    before = [word for word in mention.lead if word not in PASSED_OVER or word in OFFICES][:1]
    return before[0] in OFFICES if before and before[0] in OFFICES else _matches("person_official.after", text, mention)


def is_victim(text: str, mention: Mention) -> bool:
    """Do the words around say that something was done to this person?"""
    words = [word for word in mention.lead if word not in PASSED_OVER][:2]
    done = mention.noun in HARMED or (bool(words) and (words[0] in HARMED or (words[0] in ("of", "on") and words[-1] in DEEDS)))
    return done or _matches("person_victim.after", text, mention)


def sex_proof(text: str, mention: Mention) -> Evidence | None:
    """The word that tells the sex of a mention: a noun, a pronoun or a title."""
    rule = (
        "person_sex.pronoun"
        if mention.kind == PRONOUN and mention.count == 1
        else "person_sex.title"
        if mention.kind == NAME
        else "person_sex.word"
    )
    start = mention.span[0] - 6 if mention.kind == NAME else mention.span[0]
    return next((hit.evidence for hit in rulebook()[rule].hits(text, (max(0, start), mention.span[1]))), None)


def townsman(text: str, mention: Mention) -> Hit | None:
    """The town of "the Rhyl man"."""
    hits = rulebook()["person_home.townsman"].hits(text, (max(0, mention.span[0] - 30), mention.span[1]))
    return next((hit for hit in hits if hit.span[1] + 1 >= mention.span[0]), None)


def _read_behind(text: str, mention: Mention, stop: int) -> None:
    if not text.startswith(OPENINGS, mention.tail):
        return
    known = {name for name, _ in mention.told}
    start = -1
    while start < mention.tail and len(known) < 2:  # what is told next may stand behind what was just read
        start = mention.tail
        for name, rule in BEHIND:
            found = None if name in known else pattern(rule).match(text, mention.tail, stop)
            if found:
                hit = Hit(rulebook()[rule], found)
                mention.told.append((name, hit))
                known.add(name)
                mention.tail = found.end()
                mention.age = int(hit.value) if name == "age" else mention.age


def _read_home(text: str, mention: Mention) -> None:
    """ "Both men, who are from Hove, were arrested": the home of all."""
    rule = rulebook()["person_home.of_all"]
    found = rule.pattern.match(text, mention.tail) if text.startswith((",", " "), mention.tail) else None
    mention.told += [("residence", Hit(rule, found))] if found else []


def _next_person(text: str, mentions: Sequence[Mention], i: int) -> int:
    """Where the next person stands; "from Clay Hill" is a place, whatever the name is like."""
    after = [m for m in mentions[i + 1 : i + 3] if m.kind != NAME or m.lead[:1] != ("from",)]
    return after[0].span[0] if after else len(text)


def _share_told(mentions: Sequence[Mention], i: int) -> None:
    """ "Al Vane and Bo Vane, both 26 and both of Hove" are both 26 and both of Hove."""
    for name, hit in mentions[i].told:
        if name in ("age", "residence") and SHARED.match(hit.match.group()):
            for other in mentions[max(0, i - 4) : i]:
                near = other.kind != PRONOUN and other.count == 1 and other.span[0] > hit.span[0] - AROUND * 2
                if near and all(known != name for known, _ in other.told):
                    other.told.append((name, hit))
                    other.age = int(hit.value) if name == "age" else other.age


def _share_ages(text: str, mentions: Sequence[Mention], i: int) -> bool:
    """ "Al and Bo Vane, aged 29 and 26," are 29 and 26."""
    listed = (
        rulebook()["person_age.listed"].pattern.match(text, mentions[i].tail)
        if text.startswith((",", " "), mentions[i].tail)
        else None
    )
    if not listed:
        return False
    ages = list(rulebook()["person_age.of_list"].hits(text, listed.span("ages")))
    near = mentions[max(0, i + 1 - len(ages)) : i + 1]
    if len(near) != len(ages) or any(m.kind == PRONOUN or m.count != 1 or m.age is not None for m in near):
        return False
    for mention, hit in zip(near, ages, strict=True):
        mention.age = int(hit.value)
        mention.told.append(("age", hit))
    mentions[i].tail = listed.end()
    _read_behind(text, mentions[i], _next_person(text, mentions, i))
    homes = [(name, hit) for name, hit in mentions[i].told if name == "residence"]
    for mention in near[:-1]:
        mention.told += homes
    return True


def _same_person(text: str, left: Mention, right: Mention) -> bool:
    """Is a mention only another word for the one before it ("Jo Vane, a retired joiner")?"""
    if left.kind == PRONOUN or left.count != 1 or None not in (left.age, right.age):
        return False
    if (left.sex and right.sex and left.sex != right.sex) or right.determiner in POSSESSIVE:
        return False
    gap = (text, left.tail, right.span[0])
    if right.kind == NAME:
        attribute = left.kind == DESCRIPTION and left.tail == left.span[1] and ATTRIBUTE.fullmatch(*gap)
        apposed = left.kind == DESCRIPTION and (
            APPOSITION.fullmatch(*gap) or (left.determiner == "a" and RELATIVE.fullmatch(*gap))
        )
        return bool(attribute or apposed or ALIAS.fullmatch(*gap))
    if (
        right.age is not None
        and not right.noun
        and (
            STILL_THE_SAME.fullmatch(*gap)
            or text[gap[1] : gap[2]] == ", "
            or (left.determiner == "a" and RELATIVE.fullmatch(*gap))
        )
    ):
        return True
    return right.determiner in ("a", "an", "the") and APPOSITION.fullmatch(*gap) is not None


def _matches(rule: str, text: str, mention: Mention) -> bool:
    return pattern(rule).match(text, mention.span[1]) is not None
