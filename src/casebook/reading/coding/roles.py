"""Say in which role a speaker speaks and keep the words that prove it: rank, body, kinship, what is told of the person.

A speaker's own noun phrase comes first, then the title before it, the apposition behind it and the words
before it; a bare name or a pronoun takes what is said at the other mentions of the same voice.
"""

import re
from collections.abc import Iterator, Sequence

from casebook.reading.coding.cast import BODY_WORD, PRONOUN, Cast, Role, is_person, named, sentence_around, whole_words
from casebook.reading.coding.described import (
    ADJACENT,
    BYSTANDER,
    KIN_REACH,
    WEAK,
    body_in,
    described,
    first_role,
    group_role,
    kin,
    told_to_do,
)
from casebook.reading.coding.fates import MENTIONS, NO_ROLE, REACH, bearers, befallen, hurt, namesake, spoken
from casebook.reading.coding.guesses import guess_role
from casebook.reading.coding.leads import Headed, in_headline, of_body, of_lead, of_next
from casebook.reading.coding.sides import at_trial, kin_of
from casebook.reading.names.lexicon import FIRST_NAME, SURNAME, written
from casebook.reading.rows import changed
from casebook.records import Span, Statement

THE = re.compile(r"[Tt]he\s+(?P<noun>[a-z][a-z-]+(?:\s[a-z-]+)?)$")
PAGE = re.compile(
    r"(?:(?:The|Its|Their|His|Her)\s+(?:[\w-]+\s+)?(?:group|team|page|crew|outfit|squad)\b"
    r"|(?:In|On|At|After|By|Later)\s[^.;:“”\"\n]{3,50}?\bthe\s+(?:group|team|page|crew|outfit|squad)\s+(?:has|had|was|is|later|also|then|[a-z]+ed)\b)"
)
DEFINITE = re.compile(r"\b(?:the|an?|his|her|their|one|another)\s+$")
INDEFINITE = re.compile(r"\b(?:an?|former|retired)\s+(?:[\w-]+\s+)?$")
# How a body tells of itself: "The council takes this seriously"
OPENING = re.compile(
    r"[\"“‘']?(?P<body>(?:[Tt]he\s)?(?:[\w’'&-]+\s){1,5}?)(?:takes|does|is|has|had|will|would|can|cannot|could|respects|notes|remains|treats|acts|removes|removed|bans|works|supports|condemns|accepts|expects)\b"
)
BESIDE = 25  # letters behind a noun in which its fate is told
NEXT = 2  # sentences behind a name's that tell of "him"
ARTICLE = 40  # characters before a noun
SILK = 4  # letters behind a name
HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
OFFICE = re.compile(
    r"[Ss]pokes|^[Aa] representative$"
    r"|\b[Pp]ress (?:office|officer|team)\b|\b[Mm]edia (?:office|team)\b|\b[Cc]ommunications (?:team|office)\b"
)
DOCK = "rolespeaks.dock"
HE_ALONE = re.compile(r"(?:[Hh]e|[Ss]he)$")
WOMAN = re.compile(r"\b(?:wife|mother|mum|daughter|sister|widow|girlfriend|aunt|niece)\b")
# A second attribution: "…," the commissioner said; before what is reported, "the sergeant insisted [that it was late]".
TELLS = r"(?:[a-z]+ed|says|said|told|tells|wrote|writes|went|put|insists|adds|argues|believes)"
AGAIN = re.compile(
    rf"[.,?!]?[\"”’']\s+(?:{TELLS}\s+)?(?P<who>(?:the|a|an|one)\s+[\w\s’'-]{{2,40}}?)(?=[.,:]|\s+{TELLS}\b|\s+(?:in|at|on|to|after|when|as)\b)"
)
REPORTED = re.compile(rf"\b(?P<who>[Tt]he\s+(?:[\w’'-]+\s+){{1,3}}?){TELLS}\s+(?:(?:that|us|me|him|her|them|it)\s+){{0,2}}$")
# Roles of people near the case, which somebody accused may seem to have.
NEARBY = ("victim_family", "witness_public", "other")


def read_roles(cast: Cast, statements: Sequence[Statement]) -> list[Role]:
    """The role of every statement's speaker: one for each voice, the best that its mentions give."""
    known: dict[str, Role] = {}
    for statement in statements:
        voice = _voice(statement)
        if voice and voice not in known and (role := _own_role(cast, statement)):
            known[voice] = role
    roles: list[Role] = []
    headed = Headed(cast)
    for statement in statements:
        voice = _voice(statement)
        own = _of_page(cast, statement) or (known.get(voice) if voice else _own_role(cast, statement))
        own = _of_office(cast, statement) or own
        role = own or _from_name(cast, statement) or _from_elsewhere(cast, statement)
        role = role or _from_words(cast, statement, headed.told(cast, statement))
        role = role or (roles[-1] if statement.speaker is None and roles else NO_ROLE)
        if voice and role != NO_ROLE:
            known[voice] = role
        roles.append(role)
    roles = [known.get(_voice(s), r) if r == NO_ROLE else r for s, r in zip(statements, roles, strict=True)]
    roles = [kin_of(cast, roles[i - 1], role) if i else role for i, role in enumerate(roles)]
    return [at_trial(role) for role in roles] if cast.in_dock else roles


def _voice(statement: Statement) -> str:
    """The voice of a statement where it is more than a pronoun."""
    return statement.voice if statement.voice and not PRONOUN.match(statement.voice) else ""


def _of_page(cast: Cast, statement: Statement) -> Role | None:
    """ "It" that speaks behind a sentence on the group: "[Hale Watch] took the film down. It said"."""
    if not cast.subject or statement.speaker is None or cast.text[slice(*statement.speaker)].lower() not in ("it", "they"):
        return None
    start = sentence_around(cast, statement.speaker)[0]
    number = cast.number(max(start - 2, 0)) if start else None
    if number is None or start - cast.index.spans[number][1] > 3:
        return None
    opening = (cast.index.spans[number][0], min(cast.index.spans[number][0] + KIN_REACH * 5, cast.index.spans[number][1]))
    return body_in(cast, opening) if cast.group_named(opening) or PAGE.match(cast.text, *opening) else None


def _of_office(cast: Cast, statement: Statement) -> Role | None:
    """What a phrase without a name says of the speaker, where that is an office: "a message on its page"."""
    if statement.speaker is None or PRONOUN.match(words := cast.text[slice(*statement.speaker)]) or named(words):
        return None
    role = _own_role(cast, statement)
    return role if role and role[0] not in (*WEAK, *NEARBY, "target_suspect") else None


def _own_role(cast: Cast, statement: Statement) -> Role | None:
    """The role that the words in and around the speaker give."""
    if statement.speaker is None or PRONOUN.match(cast.text[slice(*statement.speaker)]):
        return None
    stop = min((s for s, _ in statement.content if s >= statement.speaker[1]), default=len(cast.text))
    role = described(cast, statement.speaker, stop)
    words = cast.text[slice(*statement.speaker)]
    if cast.subject and (role is None or role[0] in WEAK):
        role = _caught(cast, words, statement.speaker) or role
    if role is None or role[0] in WEAK:
        role = _in_dock(cast, spoken(cast, statement, strongly=True)) or role
    if role and role[0] == "police_force" and is_person(cast, statement.speaker):
        return "police_other", role[1]  # "Jo Vane, from the force's protection unit"
    if role and role[0] in NEARBY and _full(words) and named(words):
        return befallen(cast, words) or (hurt(cast, words) if role[0] != "victim_family" else None) or role
    if role and role[0] == "business_venue" and " " in words and named(words):
        return befallen(cast, words) or role  # "Jo Vane, a barman, was cleared"
    by_the_way = role and role[1] and role[1][0].rule == BYSTANDER
    return (_told_of_self(cast, statement) if by_the_way else None) or role


def _from_name(cast: Cast, statement: Statement) -> Role | None:
    """Whom "he" or "she" stands for by name: what is told of that name, else what the words said and around it are worth."""
    if statement.speaker is None or not HE_ALONE.match(cast.text[slice(*statement.speaker)]):
        return None
    full = cast.full_names.get(statement.voice or "")
    if full is None or spoken(cast, statement, strongly=True):
        return None
    named_so = changed(statement, speaker=full)
    role = _own_role(cast, named_so) or _elsewhere(cast, cast.text[slice(*full)], (0, 0)) or _from_words(cast, named_so)
    return role if role and role[0] != "other" else None  # a calling tells less than what was said before


def _in_dock(cast: Cast, role: Role | None) -> Role | None:
    """Who speaks from the dock is one of the group where its members are tried."""
    return ("activist_group", role[1]) if role and cast.in_dock and role[1][0].rule == DOCK else role


def _full(words: str) -> bool:
    """Is it a full name or a first name, which are one person's and not a family's?"""
    return " " in words or bool(written()[words] & FIRST_NAME and not written()[words] & SURNAME)


def _from_elsewhere(cast: Cast, statement: Statement) -> Role | None:
    """The role from other mentions of the name, from a second attribution, or from what stood before a pronoun."""
    inside = (r for window in _gaps(cast, statement) if (r := first_role(cast, window)))
    if statement.speaker is None:
        return next(inside, None)
    words = cast.text[slice(*statement.speaker)]
    if PRONOUN.match(words):
        known = spoken(cast, statement, strongly=True) or _of_voice(cast, statement)
        found = known or _antecedent(cast, statement, words.lower())
    elif named(words):
        found = next(inside, None) or _elsewhere(cast, words, statement.speaker) or _told_next(cast, statement.speaker)
    else:
        found = _another(cast, statement.speaker) or _the_same(cast, words, statement.speaker)
    if found is None and not (PRONOUN.match(words) or named(words)):
        plain = None if statement.voice and not statement.voice.startswith("body:") else _plain_man(cast, statement.speaker)
        found = _body_before(cast, statement) if OFFICE.search(words) else plain
    return found


def _of_voice(cast: Cast, statement: Statement) -> Role | None:
    """ "She" that stands for somebody without a name told of before: "The detective, a woman of forty, sat down. [She] said"."""
    voice, end = _voice(statement), statement.speaker[0] if statement.speaker else 0
    if not voice.startswith("body:"):
        return None
    noun = voice.removeprefix("body:")
    told = [m for m in whole_words(cast.index.low, noun) if end - REACH * 3 <= m[0] and m[1] <= end]
    for mention in reversed(told):
        role = described(cast, _with(DEFINITE, cast.index.low, mention) or mention, end)
        fate = [] if role else cast.scan("roleperson", (mention[1], min(sentence_around(cast, mention)[1], mention[1] + BESIDE)))
        if fate or (role and role[0] not in WEAK):
            return role or (fate[0].value, (fate[0].evidence,))
    return None


def _another(cast: Cast, speaker: Span) -> Role | None:
    """ "One" or "another" of the neighbours of whom was told before."""
    if cast.text[slice(*speaker)].lower() not in ("one", "another", "a second", "a third"):
        return None
    hits = cast.index.scan("roleamong", (max(0, speaker[0] - REACH * 3), speaker[0]))
    last = max(hits, key=lambda hit: hit.span, default=None)
    return (last.value, (last.evidence,)) if last else None


def _the_same(cast: Cast, words: str, speaker: Span) -> Role | None:
    """ "The lorry driver" who was told of as "Jo Vane, 52, a lorry driver", or as "a lorry driver" who was arrested."""
    if (first := _first_told(cast, words, speaker)) is None:
        return None
    sentence = sentence_around(cast, first)
    names = [name for name in cast.names_in((sentence[0], first[0])) if first[0] - name[1] < ADJACENT]
    if names:
        return _elsewhere(cast, cast.text[slice(*names[-1])], (0, 0))
    hits = cast.scan("roleperson", (first[1], sentence[1]))
    return (hits[0].value, (hits[0].evidence,)) if hits else None


def _first_told(cast: Cast, words: str, speaker: Span) -> Span | None:
    """Where "the lorry driver" was first told of, as "a lorry driver"."""
    if not (noun := THE.match(words)):
        return None
    told = (_with(INDEFINITE, cast.text, m) for m in whole_words(cast.text, noun["noun"]) if m[1] <= speaker[0])
    return next(filter(None, told), None)


def _caught(cast: Cast, words: str, speaker: Span) -> Role | None:
    """ "The chef" of whom was told that a group stopped "a chef"."""
    first = _first_told(cast, words, speaker)
    hits = cast.scan("rolecaught", (sentence_around(cast, first)[0], first[0])) if first else []
    return (hits[0].value or "", (hits[0].evidence,)) if hits else None


def _with(article: re.Pattern[str], text: str, noun: Span) -> Span | None:
    """A noun with the article before it, None where none of this kind stands there."""
    m = article.search(text, max(0, noun[0] - ARTICLE), noun[0])
    return (m.start(), noun[1]) if m else None


def _from_words(cast: Cast, statement: Statement, headline: Span | None = None) -> Role | None:
    """The role from the headline and from what is said, and how, of somebody whom nothing else places."""
    if statement.speaker is None:
        return _told_of_self(cast, statement)
    told = (in_headline(cast, headline) if headline else None) or _told_of_self(cast, statement)
    body = of_body(cast, cast.text[slice(*statement.speaker)])
    return told or spoken(cast, statement) or body or guess_role(cast, statement, headline)


def _gaps(cast: Cast, statement: Statement) -> Iterator[Span]:
    """The words of a second attribution: "…," the commissioner said, "…"; "the sergeant insisted that …"."""
    for start, end in statement.content:
        found = AGAIN.match(cast.text, end) or REPORTED.search(cast.text, sentence_around(cast, (start, end))[0], start)
        if found:
            yield found.span("who")


def _elsewhere(cast: Cast, words: str, speaker: Span) -> Role | None:
    """What the other mentions of a name say of the person; failing that, what befell them."""
    for mention in bearers(cast, words, speaker)[:MENTIONS]:
        if not mention[0] < speaker[1] <= mention[1] and (role := described(cast, mention) or _told_next(cast, mention)):
            if _is_mister(cast, speaker) and role[1] and WOMAN.search(cast.text, *role[1][0].span):
                continue  # "his wife, Jo Vane" is not Mr Vane
            told = None
            if role[0] in ("witness_public", "other", "business_venue") or (role[0] == "victim_family" and " " in words):
                told = befallen(cast, words)
            return told or (hurt(cast, words) if role[0] in WEAK else None) or role
    return (
        befallen(cast, words)
        or hurt(cast, words)
        or of_lead(cast, words)
        or of_next(cast, words)
        or _silk(cast, words, speaker)
        or namesake(cast, words, speaker)
    )


def _silk(cast: Cast, words: str, speaker: Span) -> Role | None:
    """ "Questioned by [Jo Vane] KC", and then "Mr Vane suggested": a silk of whom nothing else is told defends."""
    for mention in bearers(cast, words, speaker)[:MENTIONS]:
        for hit in cast.index.scan("rolesilk", (mention[1], mention[1] + SILK)):
            return hit.value, (hit.evidence,)
    return None


def _told_next(cast: Cast, mention: Span) -> Role | None:
    """What the sentences behind a name's say of "he" or "she": "[Jo Vane] drives a bus. She is the decoy of Hale Watch"."""
    end = sentence_around(cast, mention)[1]
    for _ in range(NEXT):
        start = cast.next_start(end)
        end = cast.sentence((start, start))[1]
        pronoun = HE.search(cast.text, start, end)
        if (
            not pronoun
            or cast.index.is_quoted(pronoun.start())
            or "\n" in cast.text[mention[1] : pronoun.start()]
            or cast.names_in((start, pronoun.start()))
        ):
            return None
        fate = next((hit for hit in cast.scan("roleperson", (pronoun.end(), end)) if hit.span[0] == pronoun.end() + 1), None)
        if role := told_to_do(cast, pronoun.span(), end) or ((fate.value, (fate.evidence,)) if fate else None):
            return role
    return None


def _is_mister(cast: Cast, speaker: Span) -> bool:
    return cast.text.endswith("Mr ", 0, speaker[0])


def _antecedent(cast: Cast, statement: Statement, pronoun: str) -> Role | None:
    """Whom a pronoun stands for: the last name before it, or for "they" and "it" the body spoken of."""
    speaker = statement.speaker or (0, 0)
    if " of " in pronoun:
        return None if cast.in_dock and pronoun.endswith("men") else group_role(cast, speaker)
    if pronoun not in ("he", "she", "him", "her", "who"):
        return _body_before(cast, statement)
    if role := _plain_man(cast, speaker, told=True) or _unnamed(cast, statement) or _kin_before(cast, speaker, pronoun):
        return role
    for mention in reversed(cast.names_in((max(0, speaker[0] - REACH * 3), speaker[0]))):
        words = cast.text[slice(*mention)]
        role = None if BODY_WORD.search(words) else _elsewhere(cast, words, (0, 0))  # "at Hove Crown Court. He said"
        if role and role[0] == "activist_group" and not is_person(cast, mention) and _is_object(cast, mention):
            continue
        if role and role[0] not in ("police_force", "local_authority"):
            return role
    return None


def _is_object(cast: Cast, mention: Span) -> bool:
    """Does the sentence of a name tell of a person before it: "[Jo Vane] was asked about [Hale Eyes]"?"""
    before = cast.names_in((sentence_around(cast, mention)[0], mention[0]))
    return any(is_person(cast, name) for name in before)


def _kin_before(cast: Cast, speaker: Span, pronoun: str) -> Role | None:
    """The wife, or the brother, of whom the sentence before a pronoun told last."""
    start = sentence_around(cast, speaker)[0]
    window = (max(0, start - REACH), start)
    last = next((hit for hit in reversed(cast.scan("role", window)) if hit.rule.id == "role.family"), None)
    if last is None or bool(WOMAN.search(last.match.group())) != (pronoun in ("she", "her")):
        return None
    others = [name for name in cast.names_in((last.span[1], speaker[0])) if name[0] > last.span[1] + 2]
    return None if others else kin(cast, last.span)


def _unnamed(cast: Cast, statement: Statement) -> Role | None:
    """The unnamed complainant or man of the sentences before a pronoun, where nobody is named in between."""
    start = min(s for s, _ in (*statement.content, *filter(None, [statement.speaker])))
    window = (max(0, start - REACH), start)
    hits = [hit for hit in cast.index.scan("rolebefore", window) if cast.subject or hit.value != "target_suspect"]
    she = statement.speaker and cast.text[slice(*statement.speaker)].lower() in ("she", "her")
    hits = [
        hit for hit in hits if not (she and hit.match.group().endswith(" man")) and not cast.text.endswith(", ", 0, hit.span[0])
    ]
    last = max(hits, key=lambda hit: hit.span, default=None)
    if last is None or cast.names_in((last.span[1], start)):
        return None
    return last.value, (last.evidence,)


def _body_before(cast: Cast, statement: Statement) -> Role | None:
    """The body that this line or the one before it speaks of first: "[Kent Police] issued …", then "a spokesperson said"."""
    at = min(s for s, _ in [*statement.content, *([statement.speaker] if statement.speaker else [])])
    line = cast.text.rfind("\n", 0, at) + 1
    above = cast.text.rfind("\n", 0, len(cast.text[:line].rstrip())) + 1
    reported = statement.directness == "indirect" and statement.speaker and at < statement.speaker[0]
    told = body_in(cast, (at, statement.speaker[0])) if reported and statement.speaker else None
    return body_in(cast, (line, at)) or told or _body_said(cast, statement) or body_in(cast, (above, line))


def _body_said(cast: Cast, statement: Statement) -> Role | None:
    """The body of which a spokeswoman speaks first: ""The council takes this seriously," a spokeswoman said"."""
    start = min((s for s, _ in statement.content), default=0)
    spokes = statement.speaker and start < statement.speaker[0] and "spokes" in cast.text[slice(*statement.speaker)].lower()
    opening = OPENING.match(cast.text, start) if spokes else None
    return body_in(cast, opening.span("body")) if opening else None


def _plain_man(cast: Cast, speaker: Span, told: bool = False) -> Role | None:
    """ "the man", or somebody who told police: the one the article is about."""
    window = (speaker[0], min(sentence_around(cast, speaker)[1], speaker[1] + 25))
    hits = cast.scan("roleplain", window)
    hits = [h for h in hits if told == (h.rule.id == "roleplain.told")]
    return (hits[0].value, (hits[0].evidence,)) if hits else None


def _told_of_self(cast: Cast, statement: Statement) -> Role | None:
    """Somebody who tells what was done to them: a victim, or where groups are the subject their target."""
    family = "roletarget" if cast.subject else "rolevictim"
    hits = [hit for stretch in statement.content for hit in cast.scan(family, stretch)]
    if cast.subject and statement.directness != "direct":
        hits = [hit for stretch in statement.content for hit in cast.scan("roleheard", stretch)] + hits
    hits.sort(key=lambda hit: hit.value, reverse=False)  # what befell the speaker before whose kin he is
    return (hits[0].value, (hits[0].evidence,)) if hits else None
