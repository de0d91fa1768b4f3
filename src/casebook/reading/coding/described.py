"""Say what role a mention's own sentence tells: its noun phrase, the title before it, what stands behind it.

The mention with its title comes first, then the apposition behind it, what somebody is told to do, and the words before
a name and its comma.
"""

import re
from collections.abc import Iterator

from casebook.reading.coding.cast import Cast, Role, is_person, named, sentence_around
from casebook.reading.coding.fates import REACH, befallen
from casebook.reading.names.lexicon import PLACE, written
from casebook.reading.rules import Hit
from casebook.records import Span

# "court by prosecutor [Vane]": the words of a title stand after the last word of this kind.
BEFORE_TITLE = re.compile(
    r"[,;:!?\"“”‘()–—\n]|\b(?:said|says|told|tells|heard|by|that|to|and|as|when|but|what|which|because|with|than|from|of|in|on|at|for"
    r"|added|while|after|if|alleges?|alleged|believes?|claims?|accused?|charged?|against|between|where|is|are|was|were|had|has|have|who)\b"
)
CUE = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|wrote|writes|asked|called|warned|described|replied|heard|posted|denied|denies|deny|admits|admitted|pleaded|faces|appeared|has|had|have|was|were"
    r"|is|are|took|put|came|gave|spoke|explained|insisted|claimed|concluded|agreed|urged|read|disagreed|welcomed|drives|drove|works|worked|lives|lived|runs|ran|owns|owned"
    r"|cautioned|advised|reminded|complained|predicted|observed|remarked|declared|countered|estimated|disclosed|revealed|confirmed|conceded|recalled|remembers|blamed|begged|thanked|praised|appealed|demanded|promised|pledged|shouted|stressed|apologised|testified|reckons|reckoned|remarks|stated|acknowledged|maintains|insists|suspects|cautions|complains|rounded|tweeted|typed|replies|retorted|queried|challenged|wondered|feared|fears|hopes|hoped|pointed|paid|called|led|moved|seconded|keeps|kept|spends|spent|wants|wanted|stands|stood|teaches|taught|goes|went|knows|knew|saw|sees|thinks|believes|takes|makes|made|suggested|argued|submitted|conceded|accepted|maintained)\b|[\"“”]"
)
ASIDE = re.compile(
    r",\s[^.;:\"“”]{1,60}?,(?=\s)|\sand\s(?:[\w’'-]+\s){0,2}[\w’'-]+(?=\s+(?:run|lead|founded|set|started|own|manage|live)\b)"
)
SEAT = re.compile(r"who\s+(?:also\s+)?represents\s+(?:the\s+)?(?P<seat>[A-Z]\w+)(?:\s[A-Z]\w+)*$")
RELATIVE = re.compile(r"\b(?:who|whose|which|where|when)\b[^,\n\"“”]*")
COMMA = re.compile(r"[,;(–—]\s*")
APPOSITION = re.compile(r"[\"”’']?\s*(?:,|\(|[-–—]\s|(?:of|from|for|at|with)\b|[QK]C\b|M(?:P|SP|S|LA|EP)\b)")
# "Hale Watch published Mr [Vane]'s name" makes no member of him.
DEED = re.compile(r"\s(?:[a-z]+ed|met|caught|put|sent|took|told|stung|shot|held)\s+(?:M(?:r|rs|s|iss)\s+|the\s+\w+\s+)?$")
# Where an apposition is over: "Jo Vane, 44, drives a bus", "Jo Vane, a joiner, opened his door".
DOES = re.compile(
    r"\s*(?:(?:also|now|then|later|still|often|once)\s+)?(?:[a-z]+[a-rt-z]s\s+(?:his|her|the|an?|their|to|in|on|at|with|into|up|out|off|that|it|him|them|for|from|by|through)"
    r"|[a-z]+ed\s+(?:his|her|the|an?|their|it|him|them|up|off|out|that|into|two|three|four|five|six|[0-9]+))\b"
)
CALLED = re.compile(
    r"\b(?:name|names|signed|called|as|named|(?:calls?|styles?)\s+(?:him|her|them)sel(?:f|ves))\s+(?:of\s+)?[\"“‘']?$"
)
SIGNED = re.compile(
    r"\bwho\s+(?:posts|writes|signs|goes|streams|comments|trades|tweets|films|chats|broadcasts|is\s+known|styles\s+(?:him|her)self)"
    r"\s+(?:(?:online|only|simply|locally|there)\s+)?(?:under\s+the\s+(?:nick)?name(?:\s+of)?\s+|as\s+|by\s+)?[\"“‘']?$"
)
# Where the words for one of a group begin: "On Facebook | the leader of the team, who goes by"
LEADER = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ne)\s+(?:[\w-]+\s+)?(?:leader|founder|member|boss|head|admin\w*|organiser|decoy|man|woman|owner)\b"
)
SENTENCE = 120  # letters of a description
# What a lawyer or judge is doing, told before the name and its comma.
DOING = re.compile(r"(?:Opening|Outlining|Passing|Sentencing|Jailing|Recording|Mitigating|Prosecuting|Defending|Summing)\b")
HEARING = re.compile(
    r"\b(?:Crown|Magistrates['’]?|Sheriff|High|County|Youth|District) Court\b|\bmagistrates\b|\b[Ii]nquest\b|\bOld Bailey\b"
)
HONORIFIC = re.compile(r"(?:\s*\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Lord|Lady|Sir|Dame|Rev)\.?)?\s*$")
TRADE = re.compile(
    r",\s(?:[a-z][\w-]+\s){0,2}[a-z]+(?:er|or|ist|ant|ian|ic|hand|maid|nurse|cook|chef|guard|clerk)$"
)  # ", care assistant [Vane]"
# "For Vane, [Jo Hale] said": an advocate and the client; "Its chief executive, [Jo Hale]": of the body spoken of
CLIENT = re.compile(
    r"(?:(?<![\w-]\s)|(?<=\b[Ss]peaking\s)|(?<=\b[Aa]ppearing\s)|(?<=\b[Aa]cting\s))(?:[Ff]or|[Oo]n\s+behalf\s+of)\s+(?:M(?:r|rs|s)\s+)?(?P<client>the\s(?:couple|pair|trio|four|two\smen|men|brothers|woman|man)|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)(?:\s(?:senior|junior|snr|jnr))?$"
)
TOUCHED = re.compile(r"\b(?:against|after|when|until|because|over|prosecuting|defending|representing)\s+(?:[\w’'-]+\s+){0,3}$")
ITS = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir|(?P<the>[Tt]he))\s+(?:[\w-]+\s+){0,2}(?:chief executive|director|head|manager|boss|policy \w+|trustee"
    r"|chair\w*|treasurer|secretary|founder|co-founder|leader|organiser|administrator|admin|frontman|figurehead|coordinator|co-ordinator|president)\b"
    r"[\w\s]{0,25}$"
)
# What a body near a name is not: its role ("after the tribunal, [Vane] said").
SPOKEN_OF = ("role.family", "role.court")
NO_BODY = ("victim_family", "target_suspect", "business_venue")
WEAK = ("business_venue", "witness_public", "charity_ngo", "other")  # give way to the words of a group
MANAGED = ("role.business", "role.keeper", "role.club_office")
BODIES = ("charity_ngo", "local_authority", "other")  # whose managers and directors speak for them
ORGANISED = ("platform_company", "charity_ngo", "business_venue", "local_authority", "police_force", "other")
UNIONS = ("role.cloth", "role.calling")
OURS = ("activist_group", "target_suspect")  # told of by a predicate only where groups are the subject
BYSTANDER = "role.bystander"
# "Asked by the presenter, [Jo Vane] replied": who asks is somebody else
ASKED = re.compile(
    r"(?:^|[,.”\"]\s)(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed|[Cc]hallenged|[Tt]old|[Ii]nterviewed|[Gg]rilled|[Pp]ushed|[Rr]eplying\sto|[Rr]esponding\sto|[Aa]nswering|[Ss]peaking\sto|[Tt]alking\sto|[Pp]rompted)\s[^,;:]*$"
)
ASKING = re.compile(r"(?:whether|if|how|why|what)\s")  # "Asked by the coroner, [Jo Vane], whether the group had known"
LISTED = re.compile(r"(?:his|her|their)\s+[\w-]+\s+[A-Z]")  # "[Pat], his wife Lorna, a lad": the next of a list
KIN = "role.family"
DEEDS = {KIN: "activist_group", "role.lawyer": "prosecutor"}  # what one who is told of so may do besides
WHO = re.compile(r",?\s+(?P<clause>who\b[^,\n\"“”]*)")
PAST = "role.no_longer"
# What counts less than what the speaker is told to do today
PASSING = (PAST, "role.wordless_body", "role.calling", "role.witness")
COMPANY = "role.company"  # the last of the rules: whatever else is told counts more
NAMES = re.compile(r"\b[A-Z][\w'’&-]+")
TITLE_REACH, ADJACENT, KIN_REACH = 45, 10, 9


def described(cast: Cast, mention: Span, stop: int | None = None) -> Role | None:
    """What a mention's own sentence says of it, nearest words first."""
    start, end = sentence_around(cast, mention)
    end = min(end, mention[1] + REACH, stop if stop is not None else end)
    role = _signed(cast, mention, start) or _titled(cast, mention, start)
    if role and role[1] and (deed := _deed(cast, mention, end, role)):
        return deed
    if role and any(e.rule == COMPANY for e in role[1]):
        return cast.group_named((start, mention[1])) or _apposed(cast, mention, end) or _elsewhere_named(cast, mention) or role
    return (
        role
        or _apposed(cast, mention, end)
        or _doer(cast, mention, end)
        or told_to_do(cast, mention, end)
        or _run_by(cast, mention, start)
        or (_introduced(cast, mention, start) if named(cast.text[slice(*mention)]) else None)
    )


def _signed(cast: Cast, mention: Span, start: int) -> Role | None:
    """Who goes by a name: "a member who posts as [hale77]"."""
    signed = SIGNED.search(cast.text, start, mention[0]) if mention[0] - start < SENTENCE else None
    if signed is None:
        return None
    near = max((m.start() for m in LEADER.finditer(cast.text, start, signed.start())), default=start)
    return first_role(cast, (near, signed.start())) or first_role(cast, (start, signed.start()))


def _deed(cast: Cast, mention: Span, end: int, role: Role) -> Role | None:
    """What one does whose title says less: "[His sister], who runs the group's page,", "[Nurse Vane], who lives opposite,"."""
    now, passes = DEEDS.get(role[1][0].rule), _gives_way(role)
    clause = WHO.match(cast.text, mention[1], end) if now or passes else None
    if clause and passes:
        return relative_role(cast, clause.span("clause"))
    hits = [hit for hit in cast.scan("rolewho", clause.span("clause")) if hit.value == now] if clause else []
    return (hits[0].value, (hits[0].evidence,)) if hits and (cast.subject or now not in OURS) else None


def _doer(cast: Cast, mention: Span, end: int) -> Role | None:
    """What somebody without a name does: "[A woman] who answers the group's messages told us"."""
    clause = WHO.match(cast.text, mention[1], end) if not named(cast.text[slice(*mention)]) else None
    return relative_role(cast, clause.span("clause")) if clause else None


def _elsewhere_named(cast: Cast, mention: Span) -> Role | None:
    """What else is told of a company: "streamed on [Vidzo]", "Vidzo, the video site", then "a spokeswoman for Vidzo"."""
    for name in NAMES.findall(cast.text, mention[0] + 1, mention[1]):
        for other in cast.mentions_of(name):
            if mention[0] <= other[0] < mention[1]:
                continue
            start, end = sentence_around(cast, other)
            hits = [hit for hit in cast.scan("roleon", (start, other[0])) if hit.span[1] == other[0]]
            role = (hits[0].value, (hits[0].evidence,)) if hits else _apposed(cast, other, end)
            if role and role[0] != "business_venue":
                return role
    return None


def _titled(cast: Cast, mention: Span, start: int) -> Role | None:
    """The mention itself with the title before it: "Det Supt [Vane]", "[a spokesman for the council]"."""
    title = _title_start(cast.text, mention, start)
    if not named(cast.text[slice(*mention)]):
        return (
            kin(cast, mention, before=mention[0] + KIN_REACH, of=True)
            or stung(cast, mention)
            or kin(cast, (title, mention[1]), after=mention[1] - 2)
            or cast.group_named(mention)
            or first_role(cast, mention, except_for=("role.family",))
            or kin(cast, mention)
        )
    window, before = (title, mention[1]), mention[0] if is_person(cast, mention) else mention[1]
    role = None if DEED.search(cast.text, title, mention[0]) else cast.group_named(window)
    role = role or first_role(cast, window, after=mention[0] - ADJACENT, before=before, except_for=("role.family",))
    role = role or kin(cast, window, after=mention[0] - 2)
    return role or (first_role(cast, window, before=before) if mention[0] - title > ADJACENT else None)


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
            if DOES.match(text, *part):
                break
            if ASKING.match(text, *part) or (LISTED.match(text, *part) and cast.names_in(part)):
                break
            role = stung(cast, part) or cast.group_named(part, led=True) or first_role(cast, part)
            role = role or kin(cast, part, before=part[0] + KIN_REACH)
            if role:
                return (relative_role(cast, relative.span()) if relative and _gives_way(role) else None) or role
        role = relative_role(cast, relative.span() if relative else None) or _client(cast, (mention[1], end))
        if role or (role := _same_body(cast, (mention[1], behind))):
            return role
    if cue and text[cue.end() : cue.end() + 1] == ",":
        return first_role(cast, (cue.end(), end))
    return None


def _gives_way(role: Role) -> bool:
    """Is it an office held once, a calling or a mother of two, so that what somebody does today counts more?"""
    return role[0] in ("other", "witness_public") and any(e.rule in PASSING for e in role[1])


def _between_commas(text: str, window: Span) -> Iterator[Span]:
    """The stretches of a window from comma to comma: of ", 44, of Hale House, a former nurse" each by itself."""
    start = window[0]
    for m in COMMA.finditer(text, *window):
        if m.start() > start:
            yield start, m.start()
        start = m.end()
    if start < window[1]:
        yield start, window[1]


def relative_role(cast: Cast, clause: Span | None) -> Role | None:
    """What a clause with "who" says of somebody: [Jo Vane], "who manages the café"."""
    if clause is None:
        return None
    hits = cast.scan("rolewho", clause)
    if (seat := SEAT.search(cast.text, *clause)) and written()[seat["seat"]] & PLACE and not befallen(cast, seat["seat"]):
        return "politician", tuple(hit.evidence for hit in hits[:1])
    return cast.group_named(clause, led=True) or ((hits[0].value, (hits[0].evidence,)) if hits else None)


def told_to_do(cast: Cast, mention: Span, end: int) -> Role | None:
    """What somebody is told to do or to belong to: "[Jo] belongs to Hale Watch", "[Jo], 40, lives across the road"."""
    aside = ASIDE.match(cast.text, mention[1], end)
    starts = (mention[1], mention[1] + 1, aside.end() if aside else -1)
    for hit in cast.scan("rolebelongs", (mention[1], end)):
        if hit.span[0] not in starts or not (cast.subject or hit.value not in OURS):
            continue
        if role := cast.group_named((hit.span[1], end)) if hit.rule.id == "rolebelongs.to" else (hit.value, (hit.evidence,)):
            return role
    return None


def _run_by(cast: Cast, mention: Span, start: int) -> Role | None:
    """Who runs a group that stands before: "[Hale Watch] is run by [Jo Vane]"."""
    hits = [hit for hit in cast.scan("rolerun", (start, mention[0])) if hit.span[1] == mention[0]]
    if not hits or hits[0].rule.value:
        return (hits[0].value, (hits[0].evidence,)) if hits else None
    return group_role(cast, (start, hits[0].span[0])) if cast.subject else None


def _client(cast: Cast, window: Span) -> Role | None:
    """An advocate "for [Hale]", where Hale is somebody on trial."""
    hits = cast.scan("roleclient", window)
    if hits and (client := hits[0]["client"]) and (HEARING.search(cast.text) or befallen(cast, client.split()[-1])):
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
        return cast.group_named((start, mention[0])) or first_role(cast, (start, mention[0]))
    lead = TRADE.sub(",", HONORIFIC.sub("", text[start : mention[0]]))
    if not lead.endswith(","):
        return None
    window = (max(start, mention[0] - REACH // 2), start + len(lead) - 1)
    if ASKED.search(text[start : window[1]]):
        return None
    if client := CLIENT.search(text, *window):
        return _client_of(cast, client)
    its = ITS.search(text, *window)
    if its and not its["the"] and (body := _body_above(cast, start)):
        return body
    near = window[0] if DOING.match(text, start) else window[1] - 30
    role = kin(cast, window, after=window[1] - 2) or cast.group_named(window) or first_role(cast, window, after=near)
    return role or (_body_above(cast, start) if its else None)


def _body_above(cast: Cast, start: int) -> Role | None:
    """The body, and no person in office, that the line up to a sentence or the line above speaks of first."""
    line = cast.text.rfind("\n", 0, len(cast.text[:start].rstrip())) + 1
    hits = [hit for hit in cast.scan("role", (line, start)) if hit.value in ORGANISED and hit.rule.id not in SPOKEN_OF]
    lead = min(hits, key=lambda hit: hit.span, default=None)
    opening = min(start, cast.sentence((line, line))[1], lead.span[0] if lead else start)
    group = cast.group_named((line, opening)) if cast.subject else None
    return group or ((lead.value, (lead.evidence,)) if lead else None)


def _client_of(cast: Cast, client: re.Match[str]) -> Role | None:
    accused = befallen(cast, client["client"].rsplit(maxsplit=1)[-1])
    return ("defence", accused[1] if accused else ()) if accused or HEARING.search(cast.text) else None


def first_role(
    cast: Cast, window: Span, after: int = 0, before: int | None = None, except_for: tuple[str, ...] = SPOKEN_OF
) -> Role | None:
    """The first rule that reads a role in a window; only hits that end beyond `after` and start ahead of `before` count."""
    told = cast.scan("role", window)
    told = told if before is None else [hit for hit in told if hit.span[0] < before]
    hits = [hit for hit in told if hit.span[1] > after and hit.rule.id not in except_for]
    if hits and hits[0].rule.id in MANAGED and told[0].value in BODIES:
        hits = told  # a "regional manager" of the charity named before
    weak = not hits or (hits[0].value in WEAK and hits[0].rule.id != "role.cause")
    if cast.subject and weak:
        group = [hit for hit in cast.scan("rolesubject", window) if hit.span[1] > after and not _is_aside(cast, window, hit)]
        hits = hits if group and _is_cause_for(hits, group[0]) else group or hits
    return (hits[0].value, (hits[0].evidence,)) if hits else None


def _is_aside(cast: Cast, window: Span, group: Hit) -> bool:
    """Is a group only what somebody has to do with: "prosecuting [the hunters]", "cleared after [the decoy] left"?"""
    return bool(TOUCHED.search(cast.text, window[0], group.span[0]))


def stung(cast: Cast, window: Span) -> Role | None:
    """Whom a group met, or who cheers it on, told at or right behind the speaker: "a man wrongly named by the group"."""
    hits = cast.scan("rolestung", window) if cast.subject else []
    return (hits[0].value, (hits[0].evidence,)) if hits else None


def _is_cause_for(hits: list[Hit], group: Hit) -> bool:
    """Is it a charity that has to do with hunters, "a charity for former decoys", or another's man: "the firm's founder"?"""
    if hits and hits[0].span[0] <= group.span[0] and group.span[1] <= hits[0].span[1]:
        return True
    if not hits or hits[0].span[1] >= group.span[0]:
        return False
    union = hits[0].rule.id in UNIONS and hits[0].span[1] + 1 == group.span[0]
    return union or (hits[0].value == "charity_ngo" and group.match.group().endswith("s"))


def group_role(cast: Cast, window: Span, led: bool = False) -> Role | None:
    """The role of a hunter group, named or meant, where groups are the subject."""
    hits = cast.scan("rolesubject", window) if cast.subject else []
    return cast.group_named(window, led) or ((hits[0].value, (hits[0].evidence,)) if hits else None)


def kin(cast: Cast, window: Span, after: int = 0, before: int | None = None, of: bool = False) -> Role | None:
    """Family of the victim, or of somebody accused, which is no role of its own; only "the wife of" somebody if `of`."""
    hits = [hit for hit in cast.scan("role", window) if hit.rule.id == "role.family" and hit.span[1] > after]
    hits = [hit for hit in hits if (before is None or hit.span[0] <= before) and (not of or hit.match.group().endswith(" of "))]
    if not hits:
        return None
    whose = re.match(r"([A-Z][\w'’-]*?)['’]s?\s", cast.text[slice(*hits[0].span)])
    accused = whose and "widow" not in hits[0].match.group() and befallen(cast, whose[1])
    return ("other" if accused else hits[0].value), (hits[0].evidence,)


def body_in(cast: Cast, window: Span) -> Role | None:
    """The first body that a window speaks of."""
    hits = [h for h in cast.scan("role", window) if h.value not in NO_BODY and h.rule.id not in ("role.court", BYSTANDER)]
    group = group_role(cast, window)
    lead = min(hits, key=lambda hit: hit.span, default=None)
    if lead is None or (group and group[1] and window[0] <= group[1][0].span[0] < lead.span[0]):
        return group
    return lead.value, (lead.evidence,)
