"""Read age, home, sex and office of a person from the words around a mention."""

import re
from collections.abc import Sequence

from casebook.reading.arrests.mentions import DESCRIPTION, NAME, PRONOUN, Mention
from casebook.reading.arrests.words import ANYBODY, DEEDS, HARMED, KIN, OFFICES, PASSED_OVER, POSSESSIVE
from casebook.reading.index import pattern
from casebook.reading.names.lexicon import FEMALE, FIRST_NAME, MALE, PLACE, TITLE, written
from casebook.reading.rules import Hit, rulebook
from casebook.records import Evidence

PASSED = 4  # mentions among which somebody's other description is looked for, pronouns left out
SAME_HOME = 12  # mentions before in which the home that two share is told
AROUND = 60  # characters a list of those who share a home may take up for each
BEHIND = (
    ("age", "person_age.comma"),
    ("age", "person_age.years"),
    ("age", "person_age.he_is"),
    ("residence", "person_home.of"),
    ("residence", "person_home.lives"),
    ("age", "person_age.and_is"),
)
FIRST_OF_TWO = re.compile(r"\s(?:and|&)\s[A-Z][a-z’'-]+\s[A-Z]")  # "James |and Sandra Vane|"
OWNER = re.compile(r"\s(?:an?|the)\s(?:[\w-]+\s){0,3}")
DOORS = frozenset(("home", "flat", "house", "door", "doorstep", "address", "bungalow", "caravan"))
# "She is 48 and lives in Bala": what is said of a pronoun
OF_PRONOUN = (("age", "person_age.he_is"), ("residence", "person_home.lives"))
STATES = (" is ", " was ", " lives", " lived", " now ", " still ", " comes", " hails", " has ", " currently", " also ")
OPENINGS = (
    *(",", " (", " of", " from", " who", " aged", " resident", " living", " with an address", " with no", " was", " is"),
    *(
        " lives",
        " comes",
        " now",
        " and li",
        " currently",
        " formerly",
        " previously",
        " late of",
        " and of",
        " and from",
        " both ",
    ),
)
# "the man who was stopped at the hotel, a 49-year-old from Hove, was bailed"
STILL_THE_SAME = re.compile(r",?\s+(?:who|whom|whose|that)\s[^.;]{3,90},\s+an?\s+")
# "A woman who burnt the car in a quarry, Jo Vane, was fined"
# "the man they exposed, Ty Moss, was cleared"
RELATIVE = re.compile(
    r"\s(?:(?:who|whose|whom|that)|they|he|she|it|police|officers|the\s(?:group|team|page|hunters))\s[^.;,]{3,90},\s+"
    r"(?:named\s+(?:locally\s+)?as\s+)?"
)
# "Five men, aged between 22 and 40"
SHARED = re.compile(r"\W*(?:who\s+(?:are|is|was|were)\s+)?(?:both|all)\b")
AGED_BETWEEN = re.compile(r",?\s+(?:all\s+)?aged\s+(?:between|from)\s+[0-9]{1,2}\s+(?:and|to)\s+[0-9]{1,2}")
# "Two boys, both 14, were held"
ALL_AGED = re.compile(r",\s+(?:both|all)\s+(?:aged\s+)?[1-9]")
# "The lad is a 20-year-old student."
IS_A = re.compile(
    r",?\s+(?:who\s+)?(?:is|was)\s+(?:now\s+|in\s+fact\s+|actually\s+|(?:believed|thought|said|understood)\s+to\s+be\s+)?an?\s+(?:[\w-]+\s+){0,3}"
)
MEMBER_OF = re.compile(r"\s+of\s+[^,.;]{2,60}?(?=,|\s(?:who|was|has|had|is|will)\b)")
# "Rhyl plumber Jo Vane", "Derby-based Jo Vane"
NO_TRADE = "to|in|and|for|with|by|of|on|at|from|the|a|when|where|as|was|were|after|before|police|judge|court"
TRADE, TRADE_REACH = re.compile(rf"\s(?:(?!(?:{NO_TRADE})\b)[a-z][a-z-]+\s){{0,3}}"), 50
TITLE_WORDS = r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?"
# "50-year-old Jo Vane"
ATTRIBUTE = re.compile(r"\s+(?:(?:called|named)\s+)?" + TITLE_WORDS)
# "one of the hunters, a 40-year-old"
ONE_OF = re.compile(r"\s+of\s+(?:the|its|their|those)\s+[\w\s-]{3,40}?,\s+an?\s+")
# "Jo Vane, 28, his partner, was fined"
HIS = re.compile(r",\s(?:his|her|their)\s(?:[\w-]+\s){0,2}")
HIS_PARTNER = re.compile(r",?\s+(?:who|was|is|has|had|got|received|pleaded|admitted|denied|denies)\b")
# "Jo Vane, a retired joiner", "the driver, Jo Vane"
APPOSITION = re.compile(
    r"(?:\s+and\s+(?:(?:fellow|former|one-time|business|then)\s+)?[\w-]+(?:\s[\w-]+)?)?,\s+(?:(?:an?|the)\s+(?:[\w-]+\s+){0,3})?"
    + TITLE_WORDS
)
# "Jo Vane, the group's treasurer."
OF_THE_TEAM = re.compile(r",\s(?:the|its|their|a)\s(?:[\w-]+\s){0,2}[\w-]+['’]s\s(?:[\w-]+\s){0,2}")
# "Jo Vane, then 57 and a church organist, was fined"
AND_A = re.compile(r"\s+and\s+an?\s+(?:[\w-]+\s+){0,3}")
# "a second team, Quay Lookouts": the name of a body
NEAR, BODY_LEADS = 40, ("team", "group", "squad", "outfit", "crew", "called", "named", "as")
OF_A_BODY = re.compile(r"\b(?:team|group|squad|outfit|crew),?\s+(?:(?:called|named|known\s+as)\s+)?$")
# "Jo Vane, also known as Ty Moss", "Vane was nicknamed the Otter"
ALIAS = re.compile(
    r"(?:,\s+(?:who\s+is\s+)?(?:now\s+|later\s+|also\s+)?(?:named|identified|known)(?:\s+\w+){0,2}?\s+as|"
    r"\s+(?:was|is)\s+(?:also\s+)?(?:nicknamed|dubbed|known\s+as))\s+(?:the\s+)?" + TITLE_WORDS
)


def read_facts(text: str, mentions: Sequence[Mention]) -> None:
    """Let each mention know the age and home told right behind it, and whether it repeats the one before."""
    for i, mention in enumerate(mentions):
        if mention.noun in ("his", "her"):
            found = rulebook()["person_home.his_home"].pattern.match(text, mention.span[0])
            mention.told += [("home", Hit(rulebook()["person_home.his_home"], found))] if found else []
        elif mention.kind == PRONOUN and mention.count != 1:
            _read_of_all(text, mention)
        elif mention.noun in ("he", "she"):
            _read_of_pronoun(text, mention)
        elif mention.kind != PRONOUN and mention.count != 1:
            between = AGED_BETWEEN.match(text, mention.tail)
            mention.tail = between.end() if between else mention.tail
            both = pattern("person_age.comma").match(text, mention.tail) if ALL_AGED.match(text, mention.tail) else None
            mention.told += [("age", Hit(rulebook()["person_age.comma"], both))] if both else []
            mention.age = int(both["value"]) if both else mention.age
        elif mention.kind != PRONOUN:
            if mention.noun == "resident":
                found = rulebook()["person_home.resident"].pattern.match(text, mention.span[0])
                mention.told += [("residence", Hit(rulebook()["person_home.resident"], found))] if found else []
            if mention.noun == "member":
                found = MEMBER_OF.match(text, mention.tail)  # "a member of Quay Lookouts": no home
                mention.tail = found.end() if found else mention.tail
            else:
                _read_all_behind(text, mentions, i)
            before = next((m for m in reversed(mentions[max(0, i - PASSED) : i]) if m.kind != PRONOUN), None)
            mention.joined = before is not None and _same_person(text, before, mention)


def _read_all_behind(text: str, mentions: Sequence[Mention], i: int) -> None:
    """The age and home told behind a mention, for it or for all of its list."""
    if not _share_ages(text, mentions, i):
        _read_behind(text, mentions[i], _next_person(text, mentions, i))
    _read_door(text, mentions[i])
    _share_told(mentions, i)
    _read_same_home(text, mentions, i)


def usual_sex(text: str, mention: Mention) -> str | None:
    """The sex that bearers of a first name mostly have: it tells whom "she" can mean, never the sex of a row."""
    first, *rest = text[slice(*mention.span)].split()
    kinds = written()[first] & (MALE | FEMALE) if rest or FIRST_OF_TWO.match(text, mention.span[1]) else 0
    return {MALE: "male", FEMALE: "female"}.get(kinds)


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
    """The word that tells the sex of a mention: a noun, a pronoun ("in his forties") or a title."""
    start = mention.span[0] - 6 if mention.kind == NAME else mention.span[0]
    kinds = (
        ("pronoun",)
        if mention.kind == PRONOUN and mention.count == 1
        else ("title",)
        if mention.kind == NAME
        else ("word", "pronoun")
    )
    hits = (h for kind in kinds for h in rulebook()[f"person_sex.{kind}"].hits(text, (max(0, start), mention.span[1])))
    return next((hit.evidence for hit in hits), None)


def townsman(text: str, mention: Mention) -> Hit | None:
    """The town of "the Rhyl man", or of "Rhyl plumber Jo Vane"."""
    if mention.kind == NAME:
        before = (max(0, mention.span[0] - TRADE_REACH), mention.span[1])
        trades = rulebook()["person_home.trade"].hits(text, before)
        return next((h for h in trades if _is_trade_of(text, h, mention)), None)
    hits = rulebook()["person_home.townsman"].hits(text, (max(0, mention.span[0] - 30), mention.span[1]))
    return next((hit for hit in hits if hit.span[1] + 1 >= mention.span[0]), None) or _town_of_trade(text, mention)


def _town_of_trade(text: str, mention: Mention) -> Hit | None:
    """The town of "a St Ives fisherman", "a former Rhyl headteacher": told right before a trade."""
    if mention.count != 1 or mention.kind != DESCRIPTION:
        return None
    rule = rulebook()["person_home.town_of"]
    towns = rule.hits(text, (max(0, mention.span[0] - TRADE_REACH), mention.span[1]))
    inside = range(mention.span[0], mention.span[1])
    near = (h for h in towns if h.span[1] + 1 in inside or TRADE.fullmatch(text, h.span[1], mention.span[0]))
    return next((h for h in near if _is_town(h)), None)


def _is_town(hit: Hit) -> bool:
    return bool(written()[hit.value] & PLACE) and not written()[hit.value] & (FIRST_NAME | TITLE)


def _is_trade_of(text: str, hit: Hit, mention: Mention) -> bool:
    """Is it a town, with nothing but a trade between it and the name?"""
    return _is_town(hit) and TRADE.fullmatch(text, hit.span[1], max(hit.span[1], mention.span[0])) is not None


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


def _read_door(text: str, mention: Mention) -> None:
    """ "They turned up at the home of a retired teacher, 67, in Rhyl", "at the Rhyl home of a joiner"."""
    home = not DOORS.isdisjoint(mention.lead) and "of" in mention.lead and all(name != "residence" for name, _ in mention.told)
    found = pattern("person_home.door").match(text, mention.tail) if home else None
    if found:
        mention.told.append(("residence", Hit(rulebook()["person_home.door"], found)))
        mention.tail = found.end()
    before = (
        rulebook()["person_home.home_town"].hits(text, (max(0, mention.span[0] - TRADE_REACH), mention.span[0])) if home else []
    )
    mention.told += [("residence", hit) for hit in before if not found and OWNER.fullmatch(text, hit.span[1], mention.span[0])][
        :1
    ]


def _read_of_pronoun(text: str, mention: Mention) -> None:
    """ "She is 48 and lives in Bala": age and home of whoever the pronoun means."""
    if text.startswith(STATES, mention.tail):
        for name, rule in OF_PRONOUN:
            found = pattern(rule).match(text, mention.tail)
            mention.told += [(name, Hit(rulebook()[rule], found))] if found else []


def _read_of_all(text: str, mention: Mention) -> None:
    """ "Both men, who are from Hove, were arrested", "The three, aged 47, 21 and 38": the home of all, the age of each."""
    aged = pattern("person_age.of_all").match(text, mention.tail)
    if aged:
        mention.listed = tuple(rulebook()["person_age.of_list"].hits(text, aged.span("ages")))
        mention.tail = aged.end()
    rule = rulebook()["person_home.of_all"]
    found = rule.pattern.match(text, mention.tail) if text.startswith((",", " "), mention.tail) else None
    mention.told += [("residence", Hit(rule, found))] if found else []


def _next_person(text: str, mentions: Sequence[Mention], i: int) -> int:
    """Where the next person stands; "from Clay Hill" is a place, whatever the name is like."""
    after = [m for m in mentions[i + 1 : i + 3] if m.kind != NAME or m.lead[:1] != ("from",)]
    return after[0].span[0] if after else len(text)


def _read_same_home(text: str, mentions: Sequence[Mention], i: int) -> None:
    """ "A man, 35, of Mold, and a woman, 33, of the same address": the home of whoever stands before."""
    same = pattern("person_home.same").match(text, mentions[i].tail) if text.startswith((",", " "), mentions[i].tail) else None
    homes = (t for m in reversed(mentions[max(0, i - SAME_HOME) : i]) for t in m.told if t[0] == "residence")
    home = next(homes, None) if same else None
    mentions[i].told += [home] if home else []
    mentions[i].tail = same.end() if same else mentions[i].tail


def _share_told(mentions: Sequence[Mention], i: int) -> None:
    """ "Al Vane and Bo Vane, both 26 and both of Hove" are both 26 and both of Hove."""
    for name, hit in mentions[i].told:
        if name in ("age", "residence") and SHARED.match(hit.match.group()):
            for other in mentions[max(0, i - 4) : i]:
                near = other.kind != PRONOUN and other.count == 1 and other.span[0] > hit.span[0] - AROUND * 2
                near = near and "\n" not in hit.match.string[other.span[1] : hit.span[0]]
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
    if left.sex and right.sex and left.sex != right.sex:
        return False
    gap = (text, left.tail, right.span[0])
    if right.determiner in POSSESSIVE:
        theirs = right.noun not in KIN and OF_THE_TEAM.fullmatch(*gap) is not None
        his = HIS.fullmatch(*gap) is not None and bool(HIS_PARTNER.match(text, right.tail))
        return left.kind == NAME and (theirs or his)
    if right.kind == NAME:
        return _names_him(left, gap)
    if (
        _is_what_he_is(right, gap)
        or (right.age is not None and _has_that_age(left, right, gap))
        or _is_his_calling(left, right, gap)
    ):
        return True
    return right.determiner in ("a", "an", "the") and APPOSITION.fullmatch(*gap) is not None


def _is_what_he_is(right: Mention, gap: tuple[str, int, int]) -> bool:
    """ "The lad is |a 20-year-old student|"."""
    return (right.age is not None or right.decade) and IS_A.fullmatch(*gap) is not None


def _is_his_calling(left: Mention, right: Mention, gap: tuple[str, int, int]) -> bool:
    """ "Jo Vane, then 57 and a church |organist|, was fined"."""
    aged = left.age is not None and gap[0][left.tail - 1].isdigit() and right.noun not in ANYBODY | KIN
    return aged and gap[0].startswith(",", right.tail) and AND_A.fullmatch(*gap) is not None


def _names_him(left: Mention, gap: tuple[str, int, int]) -> bool:
    """ "44-year-old |Jo Vane|", "the driver, |Jo Vane|", "a roofer called |Jo Vane|"."""
    attribute = left.kind == DESCRIPTION and left.tail == left.span[1] and ATTRIBUTE.fullmatch(*gap)
    apposed = left.kind == DESCRIPTION and (APPOSITION.fullmatch(*gap) or (left.determiner == "a" and RELATIVE.fullmatch(*gap)))
    return bool(attribute or apposed or ALIAS.fullmatch(*gap))


def _has_that_age(left: Mention, right: Mention, gap: tuple[str, int, int]) -> bool:
    """ "one of the hunters, |a 40-year-old|", "her then boyfriend, |31-year-old builder Jo Vane|"."""
    beside = gap[0][gap[1] : gap[2]] == ", "
    if (left.rule == "person_rare.one" and ONE_OF.fullmatch(*gap)) or (beside and left.determiner in POSSESSIVE):
        return True
    related = STILL_THE_SAME.fullmatch(*gap) or (left.determiner == "a" and RELATIVE.fullmatch(*gap))
    return not right.noun and (beside or bool(related))


def _matches(rule: str, text: str, mention: Mention) -> bool:
    return pattern(rule).match(text, mention.span[1]) is not None
