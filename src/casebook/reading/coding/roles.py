"""Say in which role a speaker speaks and keep the words that prove it: rank, body, kinship, what is told of the person.

A speaker's own noun phrase comes first, then the title before it, the apposition behind it and the words
before it; a bare name or a pronoun takes what is said at the other mentions of the same voice.
"""

import re
from collections.abc import Iterator, Sequence

from casebook.reading.coding.cast import BODY_WORD, PRONOUN, Cast, is_person, named, sentence_around
from casebook.reading.coding.guesses import guess_role
from casebook.reading.coding.sides import at_trial, kin_of
from casebook.reading.names.lexicon import PLACE, written
from casebook.records import Evidence, Span, Statement

Role = tuple[str, tuple[Evidence, ...]]
NO_ROLE: Role = ("other", ())
# "court by prosecutor [Vane]": the words of a title stand after the last word of this kind.
BEFORE_TITLE = re.compile(
    r"[,;:!?\"“”‘()–—\n]|\b(?:said|says|told|tells|heard|by|that|to|and|as|when|but|what|which|because|with|than|from|of|in|on|at|for"
    r"|added|while|after|if|alleges?|alleged|believes?|claims?|accused?|charged?|against|between|where|is|are|was|were|had|has|have|who)\b"
)
CUE = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|wrote|writes|asked|called|warned|described|replied|heard|posted|denied|denies|deny|admits|admitted|pleaded|faces|appeared|has|had|have|was|were"
    r"|is|are|took|put|came|gave|spoke|explained|insisted|claimed|concluded|agreed|urged|read|disagreed|welcomed)\b|[\"“”]"
)
SEAT = re.compile(r"who\s+(?:also\s+)?represents\s+(?:the\s+)?(?P<seat>[A-Z]\w+)(?:\s[A-Z]\w+)*$")
WOMAN = re.compile(r"\b(?:wife|mother|mum|daughter|sister|widow|girlfriend|aunt|niece)\b")
SAYS = re.compile(r"\b(?:said|says|added|told|tells|insisted|claimed|insists|claims)\b")
RELATIVE = re.compile(r"\b(?:who|whose|which|where|when)\b[^,\n\"“”]*")
ALONE = re.compile(r"(?:[Hh]e|[Ss]he|[Aa]n?\s.*)$")  # a pronoun or an unnamed person
COMMA = re.compile(r"[,;(–—]\s*")
APPOSITION = re.compile(r"[\"”’']?\s*(?:,|\(|[-–—]\s|(?:of|from|for|at|with)\b|[QK]C\b|M(?:P|SP|S|LA|EP)\b)")
# A second attribution behind a quotation: the commissioner said.
AGAIN = re.compile(
    r"[.,]?[\"”’']\s+(?:(?:said|added)\s+)?(?P<who>(?:the|a|an|one)\s+[\w\s’'-]{3,40}?)(?=[.,]|\s+(?:said|added|says|told|went)\b)"
)
CALLED = re.compile(
    r"\b(?:name|names|signed|called|as|named|(?:calls?|styles?)\s+(?:him|her|them)sel(?:f|ves))\s+(?:of\s+)?[\"“‘']?$"
)
# What a lawyer or judge is doing, told before the name and its comma.
DOING = re.compile(r"(?:Opening|Outlining|Passing|Sentencing|Jailing|Recording|Mitigating|Prosecuting|Defending|Summing)\b")
HEARING = re.compile(
    r"\b(?:Crown|Magistrates['’]?|Sheriff|High|County|Youth|District) Court\b|\bmagistrates\b|\b[Ii]nquest\b|\bOld Bailey\b"
)
HONORIFIC = re.compile(r"(?:\s*\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Lord|Lady|Sir|Dame|Rev)\.?)?\s*$")
# "For Vane, [Jo Hale] said": an advocate and the client; "Its chief executive, [Jo Hale]": of the body spoken of
CLIENT = re.compile(
    r"\b[Ff]or\s+(?:M(?:r|rs|s)\s+)?(?P<client>the\s(?:couple|pair|trio|four|two\smen|men|brothers|woman|man)|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)$"
)
ITS = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir)\s+(?:[\w-]+\s+){0,2}(?:chief executive|director|head|manager|boss|policy \w+|trustee|chair\w*)\b"
    r"[\w\s]{0,25}$"
)
# What a body near a name is not: its role ("after the tribunal, [Vane] said").
SPOKEN_OF = ("role.family", "role.court")
NO_BODY = ("victim_family", "target_suspect", "business_venue")
WEAK = ("business_venue", "witness_public", "charity_ngo", "other")  # give way to the words of a group
BODIES = ("charity_ngo", "local_authority")  # whose managers and directors speak for them
# Roles of people near the case, which somebody accused may seem to have.
NEARBY = ("victim_family", "witness_public", "other")
BYSTANDER = "role.bystander"
PAST = "role.no_longer"
TITLE_REACH, ADJACENT, REACH, KIN_REACH, MENTIONS = 45, 10, 150, 9, 6


def read_roles(cast: Cast, statements: Sequence[Statement]) -> list[Role]:
    """The role of every statement's speaker: one for each voice, the best that its mentions give."""
    known: dict[str, Role] = {}
    for statement in statements:
        voice = _voice(statement)
        if voice and voice not in known and (role := _own_role(cast, statement)):
            known[voice] = role
    roles: list[Role] = []
    for statement in statements:
        voice = _voice(statement)
        own = known.get(voice) if voice else _own_role(cast, statement)
        role = own or _from_elsewhere(cast, statement) or (roles[-1] if statement.speaker is None and roles else NO_ROLE)
        if voice and role != NO_ROLE:
            known[voice] = role
        roles.append(role)
    roles = [known.get(_voice(s), r) if r == NO_ROLE else r for s, r in zip(statements, roles, strict=True)]
    roles = [kin_of(cast, roles[i - 1], role) if i else role for i, role in enumerate(roles)]
    return [at_trial(role) for role in roles] if cast.in_dock else roles


def _voice(statement: Statement) -> str:
    """The voice of a statement where it is more than a pronoun."""
    return statement.voice if statement.voice and not PRONOUN.match(statement.voice) else ""


def _own_role(cast: Cast, statement: Statement) -> Role | None:
    """The role that the words in and around the speaker give."""
    if statement.speaker is None or PRONOUN.match(cast.text[slice(*statement.speaker)]):
        return None
    stop = min((s for s, _ in statement.content if s >= statement.speaker[1]), default=len(cast.text))
    role = _described(cast, statement.speaker, stop)
    words = cast.text[slice(*statement.speaker)]
    if role and role[0] in NEARBY and " " in words and named(words):
        return _befallen(cast, words) or role
    by_the_way = role and role[1] and role[1][0].rule == BYSTANDER
    return (_told_of_self(cast, statement) if by_the_way else None) or role


def _described(cast: Cast, mention: Span, stop: int | None = None) -> Role | None:
    """What a mention's own sentence says of it, nearest words first."""
    start, end = sentence_around(cast, mention)
    end = min(end, mention[1] + REACH, stop if stop is not None else end)
    return (
        _titled(cast, mention, start)
        or _apposed(cast, mention, end)
        or _belongs(cast, mention, end)
        or (_introduced(cast, mention, start) if named(cast.text[slice(*mention)]) else None)
    )


def _titled(cast: Cast, mention: Span, start: int) -> Role | None:
    """The mention itself with the title before it: "Det Supt [Vane]", "[a spokesman for the council]"."""
    title = _title_start(cast.text, mention, start)
    if not named(cast.text[slice(*mention)]):
        return (
            _kin(cast, (title, mention[1]), after=mention[1] - 2)
            or cast.group_named(mention)
            or _first_role(cast, mention, except_for=("role.family",))
            or _kin(cast, mention)
        )
    window, before = (title, mention[1]), mention[0] if is_person(cast, mention) else mention[1]
    role = cast.group_named(window) or _first_role(
        cast, window, after=mention[0] - ADJACENT, before=before, except_for=("role.family",)
    )
    role = role or _kin(cast, window, after=mention[0] - 2)
    return role or (_first_role(cast, window, before=before) if mention[0] - title > ADJACENT else None)


def _title_start(text: str, mention: Span, start: int) -> int:
    start = max(start, mention[0] - TITLE_REACH)
    return max((m.end() for m in BEFORE_TITLE.finditer(text, start, mention[0])), default=start)


def _apposed(cast: Cast, mention: Span, end: int) -> Role | None:
    """What stands behind the mention: ", prosecuting,", ", who manages the café,", " said, opening the case"."""
    text = cast.text
    cue = CUE.search(text, mention[1], end)
    if APPOSITION.match(text, mention[1], end):
        relative = RELATIVE.search(text, mention[1], end)
        relative = None if relative and cue and cue.start() < relative.start() else relative
        behind = min(cue.start() if cue else end, relative.start() if relative else end)
        for part in _between_commas(text, (mention[1], behind)):
            role = cast.group_named(part, led=True) or _first_role(cast, part) or _kin(cast, part, before=part[0] + KIN_REACH)
            if role:
                return (_relative(cast, relative.span()) if relative and _is_past(role) else None) or role
        role = _relative(cast, relative.span() if relative else None) or _client(cast, (mention[1], end))
        if role or (role := _same_body(cast, (mention[1], behind))):
            return role
    if cue and text[cue.end() : cue.end() + 1] == ",":
        return _first_role(cast, (cue.end(), end))
    return None


def _is_past(role: Role) -> bool:
    """Is it an office held once, so that what somebody does today counts more?"""
    return any(e.rule == PAST for e in role[1])


def _between_commas(text: str, window: Span) -> Iterator[Span]:
    """The stretches of a window from comma to comma: of ", 44, of Hale House, a former nurse" each by itself."""
    start = window[0]
    for m in COMMA.finditer(text, *window):
        if m.start() > start:
            yield start, m.start()
        start = m.end()
    if start < window[1]:
        yield start, window[1]


def _relative(cast: Cast, clause: Span | None) -> Role | None:
    if clause is None:
        return None
    hits = cast.scan("rolewho", clause)
    if (seat := SEAT.search(cast.text, *clause)) and written()[seat["seat"]] & PLACE and not _befallen(cast, seat["seat"]):
        return "politician", tuple(hit.evidence for hit in hits[:1])
    return cast.group_named(clause, led=True) or ((hits[0].value, (hits[0].evidence,)) if hits else None)


def _belongs(cast: Cast, mention: Span, end: int) -> Role | None:
    """Somebody told to belong to a group or to run it: "[Jo] belongs to Hale Watch"."""
    hits = cast.scan("rolebelongs", (mention[1], end)) if cast.subject else []
    if not hits or hits[0].span[0] > mention[1] + 1:
        return None
    first = hits[0]
    return (first.value, (first.evidence,)) if first.rule.id == "rolebelongs.poses" else cast.group_named((first.span[1], end))


def _client(cast: Cast, window: Span) -> Role | None:
    """An advocate "for [Hale]", where Hale is somebody on trial."""
    hits = cast.scan("roleclient", window)
    if hits and (client := hits[0]["client"]) and (HEARING.search(cast.text) or _befallen(cast, client.split()[-1])):
        return hits[0].value, (hits[0].evidence,)
    return None


def _same_body(cast: Cast, window: Span) -> Role | None:
    """What is said elsewhere of the body that an apposition names: "of [Hale House]", "the charity Hale House"."""
    for m in cast.names_in(window):
        for other in cast.mentions_of(m):
            if not window[0] <= other[0] < window[1] and (role := _titled(cast, other, sentence_around(cast, other)[0])):
                return role
    return None


def _introduced(cast: Cast, mention: Span, start: int) -> Role | None:
    """The words before a name and its comma: "the coroner, Dr [Vane]"."""
    text = cast.text
    if CALLED.search(text, start, mention[0]):
        return cast.group_named((start, mention[0])) or _first_role(cast, (start, mention[0]))
    lead = HONORIFIC.sub("", text[start : mention[0]])
    if not lead.endswith(","):
        return None
    window = (max(start, mention[0] - REACH // 2), start + len(lead) - 1)
    if client := CLIENT.search(text, *window):
        return _client_of(cast, client)
    if ITS.search(text, *window) and (body := _body_in(cast, (text.rfind("\n", 0, start - 1), start))):
        return body
    near = window[0] if DOING.match(text, start) else window[1] - 30
    return _kin(cast, window, after=window[1] - 2) or cast.group_named(window) or _first_role(cast, window, after=near)


def _client_of(cast: Cast, client: re.Match[str]) -> Role | None:
    accused = _befallen(cast, client["client"].rsplit(maxsplit=1)[-1])
    return ("defence", accused[1] if accused else ()) if accused or HEARING.search(cast.text) else None


def _first_role(
    cast: Cast, window: Span, after: int = 0, before: int | None = None, except_for: tuple[str, ...] = SPOKEN_OF
) -> Role | None:
    """The first rule that reads a role in a window; only hits that end beyond `after` and start ahead of `before` count."""
    told = cast.scan("role", window)
    told = told if before is None else [hit for hit in told if hit.span[0] < before]
    hits = [hit for hit in told if hit.span[1] > after and hit.rule.id not in except_for]
    if hits and hits[0].rule.id == "role.business" and told[0].value in BODIES:
        hits = told  # a "regional manager" of the charity named before
    weak = not hits or (hits[0].value in WEAK and hits[0].rule.id != "role.cause")
    if cast.subject and weak:
        hits = [hit for hit in cast.scan("rolesubject", window) if hit.span[1] > after] or hits
    return (hits[0].value, (hits[0].evidence,)) if hits else None


def _group_role(cast: Cast, window: Span, led: bool = False) -> Role | None:
    hits = cast.scan("rolesubject", window) if cast.subject else []
    return cast.group_named(window, led) or ((hits[0].value, (hits[0].evidence,)) if hits else None)


def _kin(cast: Cast, window: Span, after: int = 0, before: int | None = None) -> Role | None:
    """Family of the victim, or of somebody accused, which is no role of its own."""
    hits = [hit for hit in cast.scan("role", window) if hit.rule.id == "role.family" and hit.span[1] > after]
    hits = [hit for hit in hits if before is None or hit.span[0] <= before]
    if not hits:
        return None
    whose = re.match(r"([A-Z][\w'’-]*?)['’]s?\s", cast.text[slice(*hits[0].span)])
    accused = whose and "widow" not in hits[0].match.group() and _befallen(cast, whose[1])
    return ("other" if accused else hits[0].value), (hits[0].evidence,)


def _befallen(cast: Cast, surname: str) -> Role | None:
    """Was the bearer of a name arrested, charged, tried or confronted?"""
    for mention in cast.mentions_of(surname)[:MENTIONS]:
        end = min(sentence_around(cast, mention)[1], mention[1] + REACH)
        says = SAYS.search(cast.text, mention[1], end)
        hits = cast.scan("roleperson", (mention[1], says.start() if says else end))
        if hits:
            return _tried(cast, mention) or hits[0].value, (hits[0].evidence,)
    return None


def _tried(cast: Cast, mention: Span) -> str | None:
    """Where members of a group are tried, who stands in the dock is one of them, unless he was met by the group."""
    tells = cast.in_dock
    met = cast.scan("rolemet", sentence_around(cast, mention)) if tells else []
    return "activist_group" if tells and not met else None


def _from_elsewhere(cast: Cast, statement: Statement) -> Role | None:
    """The role from other mentions of the name, from a second attribution, or from what stood before a pronoun."""
    inside = (r for window in _gaps(cast, statement) if (r := _first_role(cast, window)))
    if statement.speaker is None:
        return next(inside, None) or _told_of_self(cast, statement)
    words = cast.text[slice(*statement.speaker)]
    if PRONOUN.match(words):
        found = _antecedent(cast, statement, words.lower())
    elif named(words):
        found = next(inside, None) or _elsewhere(cast, words, statement.speaker)
    else:
        plain = None if statement.voice and not statement.voice.startswith("body:") else _plain_man(cast, statement.speaker)
        found = _body_before(cast, statement) if "spokes" in words.lower() else plain
    found = found or _told_of_self(cast, statement) or _wronged(cast, statement)
    return found or guess_role(cast, statement)


def _wronged(cast: Cast, statement: Statement) -> Role | None:
    """Where the article is about a wrong man, the "he" or "a retired driver" whom nothing else places is that man."""
    words = cast.text[slice(*statement.speaker)] if statement.speaker else ""
    wrong = cast.scene.get("scene_wrong")
    return ("target_suspect", (wrong,)) if wrong and ALONE.match(words) else None


def _gaps(cast: Cast, statement: Statement) -> Iterator[Span]:
    """The words of a second attribution: "…," the commissioner said, "…"."""
    for _, end in statement.content:
        if m := AGAIN.match(cast.text, end):
            yield m.span("who")


def _elsewhere(cast: Cast, words: str, speaker: Span) -> Role | None:
    """What the other mentions of a name say of the person; failing that, what befell them."""
    surname = words.rsplit(maxsplit=1)[-1]
    for mention in cast.mentions_of(surname)[:MENTIONS]:
        if not mention[0] < speaker[1] <= mention[1] and (role := _described(cast, mention)):
            if _is_mister(cast, speaker) and role[1] and WOMAN.search(cast.text, *role[1][0].span):
                continue  # "his wife, Jo Vane" is not Mr Vane
            told = None
            if role[0] == "witness_public" or (role[0] == "victim_family" and " " in words):
                told = _befallen(cast, words)
            return told or role
    return _befallen(cast, surname)


def _is_mister(cast: Cast, speaker: Span) -> bool:
    return cast.text.endswith("Mr ", 0, speaker[0])


def _antecedent(cast: Cast, statement: Statement, pronoun: str) -> Role | None:
    """Whom a pronoun stands for: the last name before it, or for "they" and "it" the body spoken of."""
    speaker = statement.speaker or (0, 0)
    if pronoun not in ("he", "she", "him", "her", "who"):
        return _body_before(cast, statement)
    if role := _plain_man(cast, speaker, told=True) or _unnamed(cast, speaker):
        return role
    for mention in reversed(cast.names_in((max(0, speaker[0] - REACH * 3), speaker[0]))):
        words = cast.text[slice(*mention)]
        role = None if BODY_WORD.search(words) else _elsewhere(cast, words, (0, 0))  # "at Hove Crown Court. He said"
        if role and role[0] not in ("police_force", "local_authority"):
            return role
    return None


def _unnamed(cast: Cast, speaker: Span) -> Role | None:
    """The unnamed complainant or man of the sentences before a pronoun, where nobody is named in between."""
    window = (max(0, speaker[0] - REACH), speaker[0])
    hits = [hit for hit in cast.index.scan("rolebefore", window) if cast.subject or hit.value != "target_suspect"]
    last = max(hits, key=lambda hit: hit.span, default=None)
    if last is None or cast.names_in((last.span[1], speaker[0])):
        return None
    return last.value, (last.evidence,)


def _body_before(cast: Cast, statement: Statement) -> Role | None:
    """The body that this line or the one before it speaks of first: "[Kent Police] issued …", then "a spokesperson said"."""
    at = min(s for s, _ in [*statement.content, *([statement.speaker] if statement.speaker else [])])
    line = cast.text.rfind("\n", 0, at) + 1
    above = cast.text.rfind("\n", 0, len(cast.text[:line].rstrip())) + 1
    return _body_in(cast, (line, at)) or _body_in(cast, (above, line))


def _body_in(cast: Cast, window: Span) -> Role | None:
    """The first body that a window speaks of."""
    hits = [h for h in cast.scan("role", window) if h.value not in NO_BODY and h.rule.id not in ("role.court", BYSTANDER)]
    group = _group_role(cast, window)
    lead = min(hits, key=lambda hit: hit.span, default=None)
    if lead is None or (group and group[1] and window[0] <= group[1][0].span[0] < lead.span[0]):
        return group
    return lead.value, (lead.evidence,)


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
