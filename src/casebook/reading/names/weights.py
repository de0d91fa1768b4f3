"""Weigh what speaks for a stretch being a person's name: its own words, the rules that read it, the words beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casebook.reading.index import pattern
from casebook.reading.names.lexicon import (
    BODY,
    COMMON,
    COUNTY,
    DULL,
    FEMALE,
    FIRST_NAME,
    GROUP,
    INSTITUTION_TITLE,
    KIN,
    LARGE,
    MALE,
    NAMED,
    OFFICE,
    OFFICE_RANK,
    OPENER,
    OWN_TITLE,
    PERSONAL_TITLE,
    PLACE,
    PLACING,
    ROLE,
    SURNAME,
    SURNAME_BODY,
    THING,
    TITLE,
    WORDY,
    word_kinds,
)
from casebook.reading.names.runs import Word, opens_sentence
from casebook.reading.names.signs import AFTER, BRINGS_IN, SIGNS, any_rest, is_officer, rest, rules_behind, rules_for, word_before
from casebook.reading.names.stretches import Stretch
from casebook.records import Span

ENOUGH = 3.0  # the weight from which a stretch is a name
PLAIN, CERTAIN = 3.5, 7.0  # a weight that needs no signs, one that needs no more
PROOF = ("name.kin", "name.byline", "name.nicknamed", "name.introduced", "name.aged", "name.counsel", "name.judge", "name.known")
NEXT_WORD = re.compile(r"(?:['’]s)? ([a-z]+)")
CELTIC = re.compile(r"(?:Mc|Mac|O['’]|Fitz)[A-Z]")
# How surnames end in eastern and northern Europe, in Greece, Turkey and the Caucasus.
ABROAD = (
    "ovic", "evic", "ić", "enko", "chuk", "czuk", "czyk", "wicz", "ski", "sky", "ska", "ská", "cki", "cky", "cka",
    "skyi", "skyy", "ov", "ev", "ova", "eva", "ová", "adze", "idze", "shvili", "oğlu", "oglu", "zade", "zadeh",
    "zadə", "escu", "eanu", "opoulos", "opoulou", "idis", "ídis", "iadis", "akis", "ákis", "sson", "dottir", "dóttir",
    "auskas", "evičius", "aitė", "ytė", "ienė", "ņš", "iņa",
)  # fmt: skip
NICKNAMING = ("name.nicknamed", "name.known")  # what they read needs no company
NAMING = ("name.introduced", "name.nicknamed")
ABBREVIATIONS = ("U.S.", "U.K.", "U.N.", "E.U.", "U.S.A.", "E.g.", "I.e.", "Q.C.", "R.U.C.", "I.R.A.", "B.B.C.", "Ph.D.")
FAMILY = (" and his ", " and her ", " and Others ")
NICKNAMES = ("big", "little", "wee", "mad", "fat", "old", "lil")  # how a nickname starts: "Big Col"
# Persons where there is an applicant.
DOUBTFUL = (
    *("D.C.", "L.A.", "N.Y.", "N.I.", "T.V.", "P.O.", "M.P.", "G.P.", "S.A.", "P.S."),
    *("N.A.", "N.V.", "B.V.", "L.P."),
)
THING_NAMED = 4.0  # what speaks against a name behind "the newspaper"
SOLICITORS = 6.0  # what speaks against a name behind "instructed by"
KNOWN_AS = ("as", "the")
KNOWING = 70  # characters before a name that may say to whom it is known
LETTERED = 3  # fewer characters than these are one letter with its full stop
INSIDE = ("in", "near", "outside")
TOWNSMAN = (" man", " woman", " men", " women", " couple", " resident", " teenager")  # of a town: "a Denton man"
CONTRACTED = ("'t", "’t")  # "Don't"
OF_TIME = ("A.M.", "P.M.", "B.C.", "A.D.")
SOMEBODY = re.compile(r", (?:an?|the|who|whose|his|her|born) ")
AGAINST = re.compile(r"(?: and [A-Z]\.| and Others)* v\. (?:the )?([A-Z]\w+)")  # "K. and T. v. Malta"
CARRIES_ON = re.compile(r",| [a-z(—–-]")  # what follows "Bram T." where it ends no sentence
CROWN = re.compile(r"\s+v\b|\t|[ ]*\n|\s*-\s")  # what follows the Crown in a title
FIRM_LETTERS = frozenset("SGABNOKZRdsa")  # how these start, and "Regina"
FIRM_WORD = re.compile(  # what a firm abroad is called by: "Hask S.p.A.", "Hask GmbH"
    r"(?:S\.?[rR]\.?[lL]\b|S\.?p\.?A\b|S\.A\.|GmbH\b|AG\b|AS\b|Sp\. z|[BN]\.V\.|A\.Ş\.|[AO]\.E\.|d\.o\.o|s\.r\.o|a\.s\."
    r"|OOO\b|E?OOD\b|Oyj?\b|Kft\b|Zrt\b|SRL\b)"
)
FIRM = re.compile(r" & (?:Co|Sons?|Daughters?|Partners|Associates|Bros|Company)\b")


@dataclass(slots=True)
class Neighbours:
    """The small word before a stretch, its kinds and those of the word after it, the character after it."""

    word: str
    before: int
    after: int
    sign: str
    bracketed: bool


def weighed(text: str, stretch: Stretch, plain: bool = False) -> Stretch:
    """The stretch with its weight and the first rule that reads it; weight 0 where it is none of a person's."""
    if not stretch.parts:
        return _initials(text, stretch, plain)
    near = _neighbours(text, stretch.span)
    if not stretch.title and len(stretch.words) == 2 == len(stretch.parts) and _is_plain_name(*stretch.parts):
        weight = 3.0 + _surname_weight(*stretch.parts) + _company(text, stretch, near)
        return Stretch(stretch.words, stretch.parts, None, weight, "name.full")
    if stretch.title and not _is_office(stretch, stretch.title) and not _proves(text, stretch, plain):
        stretch.title = None
        near.before |= ROLE
    return stretch if _is_nobody(text, stretch, near) else _read(text, stretch, near, plain)


def _read(text: str, stretch: Stretch, near: Neighbours, plain: bool) -> Stretch:
    """The stretch with the weight of its own words and of the rules that read it."""
    weight, rule = _own_weight(text, stretch), ""
    if near.before & KIN and len(stretch.words) == 1 and not stretch.words[0].kinds & COUNTY:
        weight = max(weight, 0.0)
    is_country = bool(stretch.words[-1].kinds & COUNTY)
    lone = len(stretch.words) == 1 and stretch.words[0].kinds & WORDY
    for rule_id in _readings(text, stretch, near, plain) if weight < PLAIN else ():
        if (
            (lone and rule_id == "name.bench")
            or (lone & ROLE and rule_id == "name.aged")
            or (is_country and rule_id == "name.versus")
        ):
            continue
        weight += SIGNS[rule_id]
        rule = rule or rule_id
        if weight >= CERTAIN:
            break
    proved = rule in PROOF or stretch.title or (_told_who(text, stretch, near) and stretch.words[-1].kinds & SURNAME_BODY)
    if (not proved and _is_body(stretch)) or (rule in NAMING and _is_group(text, stretch)):
        return stretch
    if rule not in NICKNAMING:
        weight += _company(text, stretch, near)
    rule = rule or ("name.full" if len(stretch.words) > 1 else "name.single")
    return Stretch(stretch.words, stretch.parts, stretch.title, weight, rule)


def _is_nobody(text: str, stretch: Stretch, near: Neighbours) -> bool:
    """Is this an office ("Chief Constable"), a group, a firm, or a body with nothing beside it that may prove a person?"""
    if stretch.title:
        return _is_office(stretch, stretch.title) or _is_shouted(stretch)
    start, end = stretch.span
    closes = text.find("’ ", start, end) >= 0 and text.find("‘", start, end) < 0  # a quotation ends: "‘Vile’ Experience"
    if closes or text.startswith(CONTRACTED, end):
        return True
    if near.word == "of" and pattern("namecontext.both_of").search(text, max(0, start - 12), start):
        return True
    if near.before & GROUP or _is_party(text, stretch.words[-1]):
        return True
    if len(stretch.words) == 1 and stretch.words[0].kinds & (KIN | FIRST_NAME) == KIN:
        return True
    return near.sign != "," and not near.before & BRINGS_IN and _is_body(stretch)


def _is_party(text: str, last: Word) -> bool:
    """Do a firm's letters stand last or follow ("Hask S.A.", "Hask & Sons"), or is this the Crown in a title?"""
    end = last.end
    if last.text[0] in FIRM_LETTERS and (
        FIRM_WORD.match(text, last.start) or (last.small == "regina" and CROWN.match(text, end))
    ):
        return True
    if text[end : end + 1] != " ":
        return False
    return bool((text[end + 1 : end + 2] in FIRM_LETTERS and FIRM_WORD.match(text, end + 1)) or FIRM.match(text, end))


def _is_plain_name(first: Word, last: Word) -> bool:
    """Is this a first name that is no other word, with a surname that is none either?"""
    return first.kinds & (FIRST_NAME | WORDY) == FIRST_NAME and not last.kinds & WORDY


def before_thing(text: str, end: int) -> bool:
    """Does a thing's noun follow that takes the name for its own ("the Mair Hale programme"), or a firm's "& Sons"?"""
    if text[end : end + 2] == " &" and FIRM.match(text, end):
        return True
    m = NEXT_WORD.match(text, end)
    return bool(m) and text[end] == " " and bool(word_kinds().get(m[1] if m else "", 0) & THING)


def _initials(text: str, stretch: Stretch, plain: bool) -> Stretch:
    """A person of whom only initials are given: "Mr K.", "the complainant, A.B.,", "the judge, S.,"."""
    start, end = stretch.span
    letters = text[start:end].replace(" ", "")
    rule = "name.letter" if letters.count(".") < 2 else "name.initials"
    if stretch.title:
        rule = "name.titled" if _proves(text, stretch, plain) else rule
    elif (
        letters in ABBREVIATIONS
        or (letters in OF_TIME and text[max(0, start - 2) : start - 1].isdigit())
        or (letters in DOUBTFUL and "pplicant" not in text)
        or (rule == "name.letter" and not (len(letters) < LETTERED and letters[-1] == "." and _is_letter(text, stretch.span)))
    ):
        return stretch
    return Stretch(stretch.words, stretch.parts, stretch.title, ENOUGH, rule)


def _is_letter(text: str, span: Span) -> bool:
    """Do the words beside a letter with a full stop say that it is a person: "the judge, S., heard", "T. v. Malta"?"""
    known = word_kinds()
    if known.get(word_before(text, span[0]), 0) & (KIN | ROLE | TITLE) or SOMEBODY.match(text, span[1]):
        return True
    against = AGAINST.match(text, span[1])
    return bool(against and known.get(against[1].lower(), 0) & (PLACE | COUNTY))


def _is_office(stretch: Stretch, title: Word) -> bool:
    """Is what follows the title an office, not a person: "Chief Constable", "Lord Chancellor"?"""
    first = stretch.parts[0]
    if len(stretch.parts) > 1 or title.kinds & OWN_TITLE or not first.kinds & (OFFICE | BODY | TITLE):
        return False
    if first.kinds & TITLE and not title.kinds & PERSONAL_TITLE:
        return True
    return not first.kinds & SURNAME_BODY or bool(title.kinds & INSTITUTION_TITLE)


def _is_shouted(stretch: Stretch) -> bool:
    """Is all that follows the title an acronym: "Coast Justice UK"?"""
    return len(stretch.parts) == 1 and bool(stretch.parts[0].kinds & LARGE) and stretch.parts[0].text.isupper()


def _is_group(text: str, stretch: Stretch) -> bool:
    """Do the words before say that a group or a thing is introduced: "a team called", "the drug known as"?"""
    start = stretch.span[0]
    return bool(pattern("namecontext.group").search(text, max(0, start - 50), start))


def _is_body(stretch: Stretch) -> bool:
    """Is this a body, a venue or a brand by its words?"""
    parts = stretch.parts
    first, last = parts[0], parts[-1]
    if first.kinds & BODY and not first.kinds & FIRST_NAME:
        return True
    if len(parts) == 1:
        return bool(first.kinds & (OPENER | LARGE | TITLE | ROLE) and not first.kinds & FIRST_NAME)
    return any(w.kinds & BODY and not (w is last and w.kinds & SURNAME_BODY and first.kinds & FIRST_NAME) for w in parts[1:])


def _own_weight(text: str, stretch: Stretch) -> float:
    parts = stretch.parts
    first = parts[0]
    if stretch.title:
        return 1.0 if first.kinds & WORDY and not stretch.title.kinds & OWN_TITLE else 2.0
    if len(parts) > 1:
        weight = _first_weight(first, parts[-1]) + _surname_weight(first, parts[-1]) - 0.5 * max(0, len(parts) - 4)
        middle = sum(
            -1.0 if w.kinds & WORDY and not w.kinds & NAMED else 0.5 if w.kinds & FIRST_NAME else 0.0 for w in parts[1:-1]
        )
        return weight + middle + (1.0 if len(stretch.words) > len(parts) else 0.0)
    initial = stretch.words[0]
    if initial is not first and initial.text not in ABBREVIATIONS:
        return (1.5 if first.kinds & WORDY and not first.kinds & SURNAME else 3.0) - (0.0 if "." in initial.text else 1.5)
    if initial is first and len(stretch.words) > 1:
        return _single_weight(first) + (3.0 if CARRIES_ON.match(text, stretch.words[-1].end) else 1.5)
    inside = first.kinds & COMMON and not opens_sentence(text, first.start)
    doubted = first.kinds & FIRST_NAME and _is_doubted(text, first.start, first.end)
    enclosed = first.kinds & FIRST_NAME and not doubted and pattern("namecontext.enclosed").match(text, first.start - 1)
    return _single_weight(first) + (1.0 if inside else 0.0) + (2.0 if enclosed else 0.0) - (1.0 if doubted else 0.0)


def _is_doubted(text: str, start: int, end: int) -> bool:
    """Does what stands beside a first name tell against it: "Ida BBC", "Bram (“Wes”)", "a Denton man"?"""
    behind = text[end : end + 3]
    acronym = behind[:1] == " " and behind[1:].isalpha() and behind.isupper()
    return text.startswith("(", start - 2) or acronym or text.startswith(TOWNSMAN, end)


def _first_weight(first: Word, last: Word) -> float:
    if first.kinds & FIRST_NAME:
        return 2.5 if first.kinds & WORDY else 3.0
    if not first.kinds & WORDY:
        return 1.5
    if first.small in NICKNAMES:
        return 3.0 if last.kinds & FIRST_NAME and not last.kinds & WORDY else 0.0
    return -2.0 if last.kinds & WORDY or first.kinds & (BODY | PLACE) else -1.0


def _single_weight(word: Word) -> float:
    if word.kinds & FIRST_NAME:
        return 0.0 if word.kinds & WORDY else 2.0 if word.kinds & SURNAME or not word.kinds & (MALE | FEMALE) else 3.0
    return -3.0 if word.kinds & LARGE else -2.0 if word.kinds & PLACE else -1.0 if word.kinds & WORDY else 0.0


def _surname_weight(first: Word, word: Word) -> float:
    if not word.kinds & WORDY:
        weight = 1.0 if word.kinds & NAMED else 0.5
    elif word.kinds & SURNAME:
        weight = 0.5
    elif word.kinds & NAMED or (first.kinds & FIRST_NAME and not first.kinds & WORDY):
        weight = 0.0
    else:
        weight = -0.5 if first.kinds & FIRST_NAME and not word.kinds & PLACE else -1.5
    if "-" in word.text and word.text.rpartition("-")[2][:1].isupper():
        weight += 1.0
    if not word.kinds and word.small.endswith(ABROAD):
        weight += 0.5 if first.kinds & WORDY else 1.0
    return weight + (1.5 if CELTIC.match(word.text) else 0.0)


def _neighbours(text: str, span: Span) -> Neighbours:
    start, end = span
    known = word_kinds()
    before = word_before(text, start)
    after = NEXT_WORD.match(text, end)
    following = known.get(after[1], 0) if after else 0
    return Neighbours(before, known.get(before, 0), following, text[end : end + 1], text[start - 1 : start] == "(")


def _readings(text: str, stretch: Stretch, near: Neighbours, plain: bool) -> Iterator[str]:
    """The rules that read the stretch by the words around it, those before it first."""
    start, end = stretch.span
    if stretch.title:
        yield "name.titled"
    elif near.word[:1].isdigit():
        if is_officer(text, start):
            yield "name.numbered"
    elif near.word and not near.before & DULL:
        yield from _readings_before(text, stretch.span, near, plain)
    if (
        near.sign in AFTER
        and (not near.after & DULL or text.startswith(FAMILY, end))
        and (plain or any_rest(near.sign).match(text, end))
    ):
        yield from _readings_behind(text, stretch.span, near.sign, plain)


def _readings_before(text: str, span: Span, near: Neighbours, plain: bool) -> list[str]:
    """The rules that read a stretch by the word before it."""
    rules = rules_for(near.before) if plain else rules_behind(near.word)
    read = [rule_id for rule_id in rules if _reads(rule_id, text, *span)]
    if near.word in KNOWN_AS and pattern("namecontext.known").search(text, max(0, span[0] - KNOWING), span[0]):
        return ["name.known", *read]
    return read


def _readings_behind(text: str, span: Span, sign: str, plain: bool) -> list[str]:
    """The rules that read a stretch by the words behind it."""
    start, end = span
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    rules = [rule_id for rule_id in AFTER[sign] if plain or rest(rule_id).match(text, end)]
    return [rule_id for rule_id in rules if (m := pattern(rule_id).match(text, start, stop)) and m.end() == end]


def _reads(rule_id: str, text: str, start: int, end: int) -> bool:
    """Does a rule about the words before it read just these words?"""
    m = pattern(rule_id).match(text, start, end)
    return m is not None and m.end() == end


def _proves(text: str, stretch: Stretch, plain: bool) -> bool:
    """Is the title one that the rule for titles knows?"""
    start, end = stretch.span
    before = text[stretch.title.start : start] if stretch.title else ""
    if plain or before.count(" ") != 1:
        return _reads("name.titled", text, start, end)
    return _is_known_title(before) and _reads("name.shape", text, start, end)


def _holds_office(text: str, start: int) -> bool:
    """Does an office stand before the comma: "the mayor of the village, Bram Hask,"?"""
    return bool(pattern("namecontext.office").search(text, max(0, start - 70), start))


def _told_who(text: str, stretch: Stretch, near: Neighbours) -> float:
    """What it weighs that a name stands between commas behind a calling ("his solicitor, Elgan Young, said") or an office."""
    start = stretch.words[0].start
    if near.sign != "," or text[start - 2] != ",":
        return 0.0
    return 3.0 if near.before & ROLE else 1.5 if _holds_office(text, start) else 0.0


def _company(text: str, stretch: Stretch, near: Neighbours) -> float:
    """What the small words beside it say: a role or an article or a place's preposition before it, a thing after it."""
    several = len(stretch.words) > 1
    weight = -3.0 if near.after & THING and (near.sign == " " or several) else 0.0
    first = stretch.words[0].kinds
    if stretch.title:
        return 3 * weight if stretch.title.kinds & INSTITUTION_TITLE else 0.0
    if near.word == "the":
        return weight - 2.0
    if near.before & GROUP and text[stretch.words[0].start - 2] != ",":
        weight -= THING_NAMED
    if near.word == "by" and text.endswith("nstructed by ", 0, stretch.words[0].start):
        weight -= SOLICITORS
    told_who = _told_who(text, stretch, near) if several else 0.0
    if told_who:
        return weight + told_who
    if several and near.word in INSIDE and stretch.words[-1].kinds & SURNAME_BODY:
        return weight - 2.0
    if near.before & PLACING and not (several and first & FIRST_NAME and not first & WORDY):
        return weight - 1.0
    if near.before & (ROLE | TITLE) and near.before & (ROLE | OFFICE_RANK) != OFFICE_RANK and not near.bracketed:
        weight += 1.5 if several else 0.0 if first & WORDY else 3.0
    return weight


@cache
def _is_known_title(title: str) -> bool:
    return bool(pattern("name.titled").match(title + "Xa", len(title)))
